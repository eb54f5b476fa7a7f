/**
 * Statements that come to import from one module become one: into an import of the canonical module that the file
 * has, else into the first that moves there. Only where this changes nothing else: the same kind of import, names
 * in braces, no comment that would lose its statement, and no module that would be loaded in another order.
 *
 *   import { B } from './new';          import { B, A } from './new';
 *   import { A } from './old';    ->
 *
 * All of them are one change then, since they edit one place.
 */
import type { Edit } from "../../../core/types.js";
import type { Site, Span } from "../source/syntax.js";
import { type Group, type Item, keywordOf } from "./clause.js";
import type { FileInHand } from "./hand.js";
import { hasComment } from "./pieces.js";
import type { Proposal } from "./proposal.js";
import { editStatement } from "./statements.js";

/** A statement that moves whole, to one module, with names in braces alone. */
export interface Joinable {
	readonly site: Site;
	readonly group: Group;
	/** The proposal's edits that are not the statement's own. */
	readonly others: readonly Edit[];
}

export function joinable(
	site: Site,
	groups: readonly Group[],
	others: readonly Edit[] = [],
): Joinable | null {
	const [group] = groups;
	if (!group || groups.length > 1 || group.specifier === null) return null;
	if (site.kind !== "import" || site.attributes) return null;
	const plain = group.items.every(
		({ name }) => name !== "*" && name !== "default",
	);
	return plain ? { site, group, others } : null;
}

/** The proposals of one file after joining; those of different groups stay apart. */
export function joinStatements(
	hand: FileInHand,
	proposals: readonly Proposal[],
): Proposal[] {
	const alike = new Map<string, Proposal[]>();
	for (const proposal of proposals) {
		if (!proposal.joinable || proposal.edits.length === 0) continue;
		const { site, group } = proposal.joinable;
		const key = JSON.stringify([
			group.specifier,
			keywordOf(hand.text, site),
			proposal.group ?? null,
		]);
		alike.set(key, [...(alike.get(key) ?? []), proposal]);
	}
	const replaced = new Map<Proposal, Proposal | null>();
	for (const moving of alike.values()) {
		const joined = joinAll(hand, moving);
		if (!joined) continue;
		for (const proposal of joined.from) replaced.set(proposal, null);
		replaced.set(joined.from[0] as Proposal, joined.into);
	}
	return proposals.flatMap((proposal) => {
		const by = replaced.get(proposal);
		return by === undefined ? [proposal] : by === null ? [] : [by];
	});
}

function joinAll(
	hand: FileInHand,
	moving: readonly Proposal[],
): { readonly from: readonly Proposal[]; readonly into: Proposal } | null {
	const [lead, ...rest] = moving;
	if (!lead?.joinable) return null;
	const movable = (proposal: Proposal): boolean =>
		linesOf(hand, proposal) !== null;
	const host = movable(lead) ? hostOf(hand, lead.joinable) : null;
	const folded = (host ? moving : rest).filter(movable);
	if (folded.length === 0) return null;
	const added = folded.flatMap(({ joinable }) => joinable?.group.items ?? []);
	const gone = folded.map((proposal) => ({
		...(linesOf(hand, proposal) as Span),
		text: "",
	}));
	const target = host ?? lead.joinable.site;
	const items: readonly Item[] = host
		? host.names.map((was) => ({ was, ...was }))
		: lead.joinable.group.items;
	const group = {
		specifier: host ? null : lead.joinable.group.specifier,
		// What comes from another statement has no place in this one yet.
		items: [...items, ...added.map((item) => ({ ...item, was: null }))],
	};
	const statement = editStatement(hand.text, target, [group]);
	if (!statement) return null;
	const from = host ? folded : [lead, ...folded];
	const others = from.flatMap(({ joinable }) => joinable?.others ?? []);
	return {
		from,
		into: {
			...lead,
			shape: `${lead.shape}, joined`,
			edits: [...statement, ...gone, ...others],
			drafts: from.flatMap(({ drafts }) => drafts),
		},
	};
}

const linesOf = (hand: FileInHand, { joinable }: Proposal): Span | null =>
	joinable ? wholeLines(hand.text, joinable.site.span) : null;

/** An import of the canonical module that the file has. */
function hostOf(hand: FileInHand, { site, group }: Joinable): Site | null {
	const statements = hand.scan.sites.filter(({ kind }) => kind === "import");
	const own = statements.indexOf(site);
	return (
		statements.find(
			(other, i) =>
				other.specifier === group.specifier &&
				keywordOf(hand.text, other) === keywordOf(hand.text, site) &&
				!other.attributes &&
				// A statement that has edits of its own is no host.
				hand.rulings.places.legacy(other.specifier, hand.file.path) === null &&
				other.names.some(({ name }) => name !== "default") &&
				other.names.every(({ name }) => name !== "*") &&
				// Loaded before or right behind: then nothing else comes to run earlier or later.
				(i < own || i === own + 1 || site.typeOnly),
		) ?? null
	);
}

/** The lines of a statement that stands alone on them, with no comment beside it or right above; else null. */
export function wholeLines(text: string, span: Span): Span | null {
	const start = text.lastIndexOf("\n", span.start - 1) + 1;
	const lineEnd = text.indexOf("\n", span.end);
	const end = lineEnd < 0 ? text.length : lineEnd + 1;
	const beside = text.slice(start, span.start) + text.slice(span.end, end);
	// A byte order mark is blank to `trim`, and must stay.
	if (beside.trim() !== "" || text[start] === "\uFEFF") return null;
	if (hasComment(text.slice(span.start, span.end))) return null;
	const above = text.slice(text.lastIndexOf("\n", start - 2) + 1, start).trim();
	return /^(?:\/\/|\/\*|\*|#!)|\*\/$/.test(above) ? null : { start, end };
}
