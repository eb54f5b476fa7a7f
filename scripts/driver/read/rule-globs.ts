/**
 * A rule's `include` and `exclude`: what it would change in a file that they leave out is kept, with the reason,
 * and so is everything that is right only together with it.
 */
import type { Rule } from "../../../transforms/core/rules.js";
import type { LanguagePlan } from "../../../transforms/core/types.js";
import { globs } from "./selection.js";

/** The plan without the changes that the rules' globs forbid. */
export function withRuleGlobs(
	plan: LanguagePlan,
	rules: readonly Rule[],
): LanguagePlan {
	const restricted = rules.filter(
		({ include, exclude }) => include.length > 0 || exclude.length > 0,
	);
	if (restricted.length === 0) return plan;
	const lets = new Map(
		restricted.map(({ id, include, exclude }) => {
			const included = globs(include);
			const excluded = globs(exclude);
			return [
				id,
				(path: string) => (included?.(path) ?? true) && !excluded?.(path),
			];
		}),
	);
	const out = new Set<string>();
	const groups = new Set<string>();
	for (const { id, rule, path, group } of plan.changes)
		if (lets.get(rule)?.(path) === false) {
			out.add(id);
			if (group !== null) groups.add(group);
		}
	const partial = new Set(
		plan.changes
			.filter(
				({ id, group }) => !out.has(id) && group !== null && groups.has(group),
			)
			.map(({ id }) => id),
	);
	return {
		...plan,
		changes: plan.changes.filter(({ id }) => !out.has(id) && !partial.has(id)),
		references: plan.references.map((reference) => {
			const { change, rule, path, outcome } = reference;
			if (outcome === "rewrite" && change !== null && partial.has(change))
				return {
					...reference,
					outcome: "refuse",
					reason: "half-group",
					detail: "right only together with files that the rule excludes",
					change: null,
				};
			if (
				(change !== null && out.has(change)) ||
				(outcome === "refuse" && lets.get(rule)?.(path) === false)
			)
				return {
					...reference,
					outcome: "keep",
					reason: "excluded",
					detail: `rule ${rule} leaves ${path} out`,
					change: null,
				};
			return reference;
		}),
	};
}
