/**
 * Which legacy modules can be deleted, and what stands in the way of the others. It looks at the whole tree, since a
 * use outside of the asked paths blocks as well as one inside.
 */
import { isLegacyUse } from "../../transforms/core/baseline.js";
import type { LegacyModule } from "../../transforms/core/module-index.js";
import type { Reference } from "../../transforms/core/types.js";
import type { ShimState, ShimStatus } from "./result.js";

/** `references`: all of the tree's. */
export function shimStatus(
	{ module, file }: LegacyModule,
	references: readonly Reference[],
): ShimStatus {
	const places = references.filter(
		({ legacy, path, reason }) =>
			legacy.module === module &&
			path !== file &&
			// It stands in the module by another name, or is no use of it at all.
			reason !== "own-module" &&
			reason !== "hidden",
	);
	const count = (wanted: Reference["outcome"]): number =>
		places.filter(({ outcome }) => outcome === wanted).length;
	const blockers = {
		toMove: count("rewrite"),
		refused: count("refuse"),
		kept: count("keep"),
		mentions: count("report"),
	};
	return {
		module,
		file,
		state: file === null ? "gone" : stateOf(blockers),
		blockers,
		places: [
			...places.filter(isLegacyUse),
			...places.filter((place) => !isLegacyUse(place)),
		],
	};
}

function stateOf(blockers: ShimStatus["blockers"]): ShimState {
	if (blockers.toMove + blockers.refused + blockers.kept > 0) return "blocked";
	return blockers.mentions > 0 ? "mentioned" : "can-go";
}
