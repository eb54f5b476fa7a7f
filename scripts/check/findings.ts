/**
 * From the references of a run to what the gate says of them: each against its count in the baseline. Which of
 * three references was there before when the baseline allows two can't be known without lines, so all three fail.
 */
import {
	type Difference,
	entryKey,
	type InScope,
	isLegacyUse,
	keyOf,
} from "../../transforms/core/baseline.js";
import type { LanguageRules } from "../driver/read/rule-languages.js";
import type { Selection } from "../driver/read/selection.js";
import type { RunResult } from "../report/result.js";
import type { Finding } from "./result.js";
import { spellingOf } from "./spelling.js";

export function findingsOf(
	result: RunResult,
	differences: readonly Difference[],
): readonly Finding[] {
	const spelling = spellingOf(result);
	const byKey = new Map(differences.map((d) => [entryKey(d), d]));
	return result.references.filter(isLegacyUse).map((reference) => {
		const { now = 1, allowed = 0 } = byKey.get(keyOf(reference)) ?? {};
		return {
			reference,
			write: spelling(reference),
			fails: now > allowed,
			now,
			allowed,
		};
	});
}

/**
 * What this run can say of a baseline's entry. Nothing of files outside of its paths or that it could not read, and
 * of other rules only when it ran with all of them: then nobody stands for the entry any more.
 */
export function scopeOf(
	{ outcomes }: RunResult,
	selection: Selection,
	parts: readonly LanguageRules[],
	allRules: boolean,
): InScope {
	const unread = new Set(
		outcomes.flatMap(({ path, status }) =>
			status === "failed" || status === "skipped" ? path : [],
		),
	);
	return ({ path, legacy }) =>
		selection.has(path) &&
		!unread.has(path) &&
		(allRules || parts.some(({ rules }) => rules.forModule(legacy) !== null));
}

/** What became of a baseline, in numbers. */
export function sumUp(differences: readonly Difference[]): {
	readonly total: number;
	readonly there: number;
	readonly gone: number;
	readonly fresh: number;
} {
	const sums = { total: 0, there: 0, gone: 0, fresh: 0 };
	for (const { now, allowed } of differences) {
		sums.total += allowed;
		sums.there += Math.min(now, allowed);
		sums.gone += Math.max(0, allowed - now);
		sums.fresh += Math.max(0, now - allowed);
	}
	return sums;
}
