/**
 * A result without some of its changes: the plan, the texts, the outcomes and the references of what is left, each
 * dropped reference with the reason why. What is left is assembled and checked anew, as if it had been all.
 */
import {
	assemblePlan,
	type ProblemReader,
} from "../../transforms/core/plan.js";
import type { ReasonId } from "../../transforms/core/reasons.js";
import type { FileOutcome, Reference } from "../../transforms/core/types.js";
import { languageOf } from "../../transforms/languages/index.js";
import { groupBy } from "../group.js";
import { countFiles, type RunResult, type Texts } from "../report/result.js";

export interface Dropped {
	readonly reason: ReasonId;
	readonly detail: string;
	/** Is the file to be counted as failed, not as skipped? */
	readonly failed?: boolean;
}

const UNCHECKED: ProblemReader = { problems: () => [] };

/** `dropped`: by the id of a change; whole groups only. */
export function narrow(
	result: RunResult,
	dropped: ReadonlyMap<string, Dropped>,
): RunResult {
	if (dropped.size === 0) return result;
	const isMention = ({ form }: Reference) => form === "mention";
	const references = result.references.map((reference): Reference => {
		const why = reference.change && dropped.get(reference.change);
		return why
			? {
					...reference,
					reason: why.reason,
					detail: why.detail,
					outcome: "keep",
					change: null,
				}
			: reference;
	});
	const kept = result.changes.filter(({ id }) => !dropped.has(id));
	const languages = groupBy(
		kept,
		({ path }): ProblemReader => languageOf(path) ?? UNCHECKED,
	);
	languages.set(UNCHECKED, languages.get(UNCHECKED) ?? []);
	const assembled = assemblePlan(
		[...languages].map(([language, changes]) => ({
			language,
			plan: {
				references:
					language === UNCHECKED ? references.filter((r) => !isMention(r)) : [],
				changes,
				failures: [],
				notes: [],
				filesConsulted: [],
			},
		})),
		{
			files: [...new Set(kept.map(({ path }) => path))].sort(),
			read: (path) => {
				const texts = result.texts.get(path);
				return texts?.before == null
					? null
					: {
							path,
							text: texts.before,
							encoding: texts.encoding,
							unit: texts.unit,
						};
			},
			selected: () => true,
			skip: () => null,
		},
	);
	const outcomes = new Map(assembled.outcomes.map((o) => [o.path, o]));
	const reasons = new Map(
		result.changes.map(({ id, path }) => [path, dropped.get(id)]),
	);
	const now = result.outcomes.map((outcome): FileOutcome => {
		const { path, status } = outcome;
		if (status !== "changed") return outcome;
		const why = reasons.get(path);
		return (
			outcomes.get(path) ?? {
				path,
				status: why?.failed ? "failed" : "skipped",
				reason: why?.detail ?? "",
			}
		);
	});
	return {
		...result,
		counts: countFiles(now, result.counts),
		outcomes: now,
		references: [...assembled.references, ...references.filter(isMention)],
		changes: assembled.changes,
		plan: assembled.plan,
		texts: new Map(
			[...assembled.after].map(([path, after]): [string, Texts] => [
				path,
				{ ...(result.texts.get(path) as Texts), after },
			]),
		),
	};
}
