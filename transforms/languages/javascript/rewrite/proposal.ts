/**
 * A proposal is what one statement of one file would become: its edits, and a draft reference for each name with
 * the ruling on it. Proposals are plain data until all files have been looked at, because a mock in a test can
 * still forbid a change in the file that it reaches; then they become references and changes.
 */
import type { ReasonId } from "../../../core/reasons.js";
import type {
	Change,
	Edit,
	Form,
	ImportPath,
	Located,
	Reference,
	SourceFile,
	Verdict,
} from "../../../core/types.js";
import { lineCounter } from "../source/lines.js";
import type { Span } from "../source/syntax.js";
import type { Joinable } from "./join.js";

/** Where a name goes: how the new specifier is written here, and the exported name there. */
export interface Destination {
	readonly specifier: string;
	readonly name: string;
	readonly located: Located;
}

/** What is decided on one import path at one place. */
export interface Ruling {
	readonly rule: string;
	readonly legacy: ImportPath;
	readonly canonical: ImportPath | null;
	/** `rewrite` is an offer: the statement may still be refused as a whole. */
	readonly outcome: Reference["outcome"];
	readonly verdict: Verdict | null;
	readonly reason: ReasonId | null;
	readonly detail: string;
	readonly chain: readonly string[];
	/** Set when the outcome is `rewrite`. */
	readonly to: Destination | null;
}

export interface Draft {
	readonly span: Span;
	readonly form: Form;
	readonly ruling: Ruling;
}

export interface Proposal {
	readonly path: string;
	/** Offset of the statement: the change's id is `path:at`. */
	readonly at: number;
	readonly shape: string;
	readonly edits: readonly Edit[];
	readonly drafts: readonly Draft[];
	/** The legacy module that the statement names. */
	readonly module: string;
	/** It names the module when the program runs, not for types alone. */
	readonly runs: boolean;
	/** Right only together with the others of this group. */
	readonly group?: string | null;
	/** How it could become part of another import, where it could. */
	readonly joinable?: Joinable | null;
	/** An augmentation: the names that it adds to, as far as they can be read. */
	readonly augments?: readonly string[];
	/** It replaces the module, or a name on it, for a test. */
	readonly replaces: "module" | "name" | null;
}

/** The same ruling, turned into a refusal. */
export const refused = (
	ruling: Ruling,
	reason: ReasonId,
	detail: string,
	verdict: Verdict | null = "hazard",
	outcome: "refuse" | "keep" = "refuse",
): Ruling => ({ ...ruling, outcome, verdict, reason, detail, to: null });

/** A proposal of which nothing happens: what would have moved is refused for the reason given. */
export function withdraw(
	proposal: Proposal,
	reason: ReasonId,
	detail: string,
): Proposal {
	return {
		...proposal,
		edits: [],
		drafts: proposal.drafts.map((draft) =>
			draft.ruling.outcome === "rewrite"
				? { ...draft, ruling: refused(draft.ruling, reason, detail) }
				: draft,
		),
	};
}

const WORST: readonly Verdict[] = [
	"proven",
	"assumed",
	"missing",
	"different",
	"hazard",
	"ambiguous",
	"unknown",
	"broken",
];

export function settle(
	file: SourceFile,
	proposals: readonly Proposal[],
): { references: Reference[]; changes: Change[] } {
	const lineOf = lineCounter(file.text);
	const references: Reference[] = [];
	const changes: Change[] = [];
	for (const proposal of proposals) {
		const id = `${proposal.path}:${proposal.at}`;
		const moved = proposal.drafts.filter(
			({ ruling }) => ruling.outcome === "rewrite",
		);
		const changed = moved.length > 0 && proposal.edits.length > 0;
		for (const { span, form, ruling } of proposal.drafts)
			references.push({
				path: proposal.path,
				start: span.start,
				end: span.end,
				line: lineOf(span.start),
				column:
					span.start -
					Math.max(
						file.text.lastIndexOf("\n", span.start - 1),
						file.text.lastIndexOf("\r", span.start - 1),
					),
				form,
				rule: ruling.rule,
				legacy: ruling.legacy,
				canonical: ruling.canonical,
				outcome: ruling.outcome,
				verdict: ruling.verdict,
				reason: ruling.outcome === "rewrite" ? null : ruling.reason,
				detail: ruling.detail,
				chain: ruling.chain,
				change: changed && ruling.outcome === "rewrite" ? id : null,
			});
		if (!changed) continue;
		const verdicts = moved.map(({ ruling }) => ruling.verdict ?? "proven");
		changes.push({
			id,
			path: proposal.path,
			rule: moved[0]?.ruling.rule ?? "",
			verdict:
				[...WORST].reverse().find((verdict) => verdicts.includes(verdict)) ??
				"proven",
			edits: proposal.edits,
			shape: proposal.shape,
			group: proposal.group ?? null,
		});
	}
	return { references, changes };
}
