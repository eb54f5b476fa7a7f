/** The reasons for which a path should be kept, in words for every report. */
import type { CanonicalReason } from "../../../transforms/core/map/types.js";

export const BECAUSE: Readonly<Record<CanonicalReason, string>> = {
	configured: "a rule leads there",
	"only-path": "it is the only path",
	"only-non-shim": "all others are in shims",
	"most-used": "it is used most",
	"defining-module": "it is where the symbol is defined",
	"shortest-public": "it is the shortest public path",
};
