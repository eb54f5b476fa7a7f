/** How far the migration is: plain data, from which its reports are made. Paths are root-relative. */
import type { ReasonId } from "../../transforms/core/reasons.js";
import type { Besides } from "../../transforms/core/shims.js";
import type { Reference } from "../../transforms/core/types.js";
import type { CheckResult } from "../check/result.js";
import type { RuleInfo } from "../report/result.js";

/** Uses of legacy paths that fall under one key. `left = toMove + refused`. */
export interface Progress {
	/** A rule's id, a directory, or owners. */
	readonly key: string;
	readonly left: number;
	/** Proven: `migrate --write` moves them. */
	readonly toMove: number;
	readonly refused: number;
	/** In the baseline, and gone. 0 where there is no baseline. */
	readonly moved: number;
}

/** Whether a legacy module can be deleted. */
export type ShimState =
	/** The tree does not have it any more. */
	| "gone"
	/** Nothing outside of it names it. */
	| "can-go"
	/** Nothing uses it; text spells it. */
	| "mentioned"
	| "blocked";

export interface ShimStatus {
	/** As rules write it. */
	readonly module: string;
	/** Root-relative; null when it is gone. */
	readonly file: string | null;
	readonly state: ShimState;
	readonly blockers: {
		readonly toMove: number;
		readonly refused: number;
		/** Left on purpose: by a directive, by the patterns of a rule. */
		readonly kept: number;
		/** Strings, comments and documents. */
		readonly mentions: number;
	};
	/** What it does besides handing names on, which would be lost with it. */
	readonly besides: readonly Besides[];
	/** What names it, uses first, by path and offset. */
	readonly places: readonly Reference[];
}

export interface StatusResult {
	readonly tool: CheckResult["tool"];
	readonly rules: readonly RuleInfo[];
	readonly total: Progress;
	/** Files with uses left. */
	readonly files: number;
	readonly byRule: readonly Progress[];
	/** By the first two segments of the directory. */
	readonly byDirectory: readonly Progress[];
	/** Null where there is no CODEOWNERS. */
	readonly byOwner: readonly Progress[] | null;
	/** Refused uses by reason, most first. */
	readonly refused: readonly {
		readonly reason: ReasonId;
		readonly count: number;
	}[];
	readonly shims: readonly ShimStatus[];
	/** Root-relative; null where there is none. */
	readonly baseline: string | null;
	readonly failures: CheckResult["failures"];
	readonly notes: readonly string[];
}
