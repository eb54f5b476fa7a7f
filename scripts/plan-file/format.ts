/**
 * A plan as a file: what `--plan-out` saves for a review and `onepath apply` carries out. It names no path of this
 * machine and no time, so that two dry runs on one tree save the same bytes.
 */
import type { Change, PlanEntry } from "../../transforms/core/types.js";
import { hashBytes } from "../driver/hash.js";
import type { RunResult } from "../report/result.js";

/** Raised when an older onepath could misread a plan. */
export const PLAN_VERSION = 1;

export interface SavedPlan {
	readonly schemaVersion: typeof PLAN_VERSION;
	readonly tool: { readonly name: "onepath"; readonly version: string };
	readonly command: string;
	/** sha-256 of the rules and the policy that it was made with. */
	readonly ruleDigest: string;
	readonly rules: readonly {
		readonly id: string;
		readonly from: string;
		readonly to: string;
	}[];
	/** What the edits are for, for whoever reviews them. */
	readonly changes: readonly Omit<Change, "edits">[];
	/** Sorted by path; a path occurs once. */
	readonly entries: readonly PlanEntry[];
}

export function savedPlan(result: RunResult): SavedPlan {
	const { tool, command, rules, policy, changes, plan } = result;
	return {
		schemaVersion: PLAN_VERSION,
		tool,
		command,
		ruleDigest: hashBytes(JSON.stringify([rules, policy])),
		rules: rules.map(({ id, from, to }) => ({ id, from, to })),
		changes: changes.map(({ id, path, rule, verdict, shape, group }) => ({
			id,
			path,
			rule,
			verdict,
			shape,
			group,
		})),
		entries: plan.entries,
	};
}

export function renderPlan(plan: SavedPlan): string {
	return `${JSON.stringify(plan, null, "\t")}\n`;
}
