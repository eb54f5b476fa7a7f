/**
 * Names that move to a module from which the file imports already join that import, where this changes nothing
 * else: the same kind of import, names in braces, no comment that would lose its statement, and no module between
 * the two statements that would now be loaded in another order.
 *
 *   import { B } from './new';          import { B, A } from './new';
 *   import { A } from './old';    ->
 */
import type { Edit } from "../../../core/types.js";
import type { Site, Span } from "../syntax.js";
import type { FileInHand, LegacySite } from "./hand.js";
import { appendPieces, hasComment } from "./pieces.js";
import type { Draft } from "./proposal.js";
import { type Group, narrow, readParts, spellItem } from "./statements.js";

/** The edits that move the whole statement into another one, or null where it has to stay one of its own. */
export function mergeStatement(
	hand: FileInHand,
	at: LegacySite,
	groups: readonly Group[],
	drafts: readonly Draft[],
): Edit[] | null {
	const [group, ...others] = groups;
	const { site } = at;
	if (
		!group ||
		others.length > 0 ||
		group.specifier === null ||
		site.kind !== "import"
	)
		return null;
	if (
		group.items.some((item) => item.name === "*" || item.name === "default") ||
		site.attributes
	)
		return null;
	const host = findHost(hand, at, group.specifier);
	if (!host || drafts.length === 0) return null;
	const gone = wholeLines(hand.text, site.span);
	const parts = readParts(hand.text, host);
	if (!gone || !parts?.braces) return null;
	const open = parts.braces.start + 1;
	const old = hand.text.slice(open, parts.braces.end - 1);
	const joined = appendPieces(
		parts.list,
		group.items.map((item) => spellItem(hand.text, item, host.quote)),
	);
	const edit = narrow(open, old, joined);
	hand.merged.add(host);
	return edit && [edit, { ...gone, text: "" }];
}

function findHost(
	hand: FileInHand,
	{ site }: LegacySite,
	specifier: string,
): Site | null {
	const statements = hand.scan.sites.filter((other) => other.kind === "import");
	const own = statements.indexOf(site);
	const at = statements.findIndex(
		(other, i) =>
			other !== site &&
			other.specifier === specifier &&
			other.typeOnly === site.typeOnly &&
			!other.attributes &&
			!hand.merged.has(other) &&
			// A statement that has edits of its own is no host.
			hand.rulings.places.legacy(other.specifier, hand.file.path) === null &&
			other.names.length > 0 &&
			other.names.every((name) => name.name !== "*") &&
			// Loaded before or right behind: then nothing else comes to run earlier or later.
			(i < own || i === own + 1 || site.typeOnly),
	);
	return statements[at] ?? null;
}

/** The lines of a statement that stands alone on them, with no comment beside it or right above; else null. */
export function wholeLines(text: string, span: Span): Span | null {
	const start = text.lastIndexOf("\n", span.start - 1) + 1;
	const lineEnd = text.indexOf("\n", span.end);
	const end = lineEnd < 0 ? text.length : lineEnd + 1;
	const before = text.slice(start, span.start);
	if (
		before.trim() !== "" ||
		text.slice(span.end, end).trim() !== "" ||
		hasComment(text.slice(span.start, span.end))
	)
		return null;
	const above = text.slice(text.lastIndexOf("\n", start - 2) + 1, start).trim();
	return /^(?:\/\/|\/\*|\*|#!)|\*\/$/.test(above) ? null : { start, end };
}
