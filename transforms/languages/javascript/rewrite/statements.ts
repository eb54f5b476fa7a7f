/**
 * Import and re-export statements by text edits: names that go to one module only change the specifier, names that
 * part ways get a second statement behind the first.
 *
 *   import { A, B } from './old';  ->  import { A } from './old';
 *                                      import { B } from './new';
 */
import type { Edit } from "../../../core/types.js";
import type { Site } from "../source/syntax.js";
import {
	type ClauseParts,
	editClause,
	type Group,
	type Item,
	keywordOf,
	losesComment,
	pickDefault,
	readParts,
	spellItem,
} from "./clause.js";
import {
	layBraces,
	lineBelow,
	nearestSpace,
	type Style,
	styleOf,
} from "./layout.js";
import { hasComment, type Piece } from "./pieces.js";

/** Cuts what the two texts share at both ends off an edit. */
export function narrow(start: number, old: string, text: string): Edit | null {
	if (old === text) return null;
	const most = Math.min(old.length, text.length);
	let head = 0;
	while (head < most && old[head] === text[head]) head++;
	let tail = 0;
	while (tail < most - head && old.at(-1 - tail) === text.at(-1 - tail)) tail++;
	return {
		start: start + head,
		end: start + old.length - tail,
		text: text.slice(head, text.length - tail),
	};
}

/**
 * The edits that make one statement into the groups, the first of them in place. Null: not without losing a
 * comment, or splitting what a comment silences.
 */
export function editStatement(
	text: string,
	site: Site,
	groups: readonly Group[],
): Edit[] | null {
	const parts = readParts(text, site);
	const [first, ...others] = groups;
	if (!first) return null;
	const edits: Edit[] = [];
	const { literal } = site;
	const old = text.slice(literal.start, literal.end);
	if (first.specifier !== null && first.specifier !== old)
		edits.push({ ...literal, text: first.specifier });
	if (!parts) return others.length === 0 ? edits : null;
	const style = styleOf(text, site, parts.braces, parts.list);
	const clause = editClause(text, site, parts, first, style);
	if (clause === null || strandsComment(parts, groups)) return null;
	const { start, end } = parts.span;
	const edit = narrow(start, text.slice(start, end), clause);
	if (edit) edits.push(edit);
	if (others.length === 0) return edits;
	if (silencedAbove(text, site)) return null;
	const below = lineBelow(text, site.span.end);
	const gap = below.ownLine ? style.eol + style.indent : " ";
	const added = others.map(
		(group) => gap + printStatement(text, site, parts, group, style),
	);
	edits.push({ start: below.at, end: below.at, text: added.join("") });
	return edits;
}

/** Braces that go in every group (a lone name that becomes the default import) would take their comments along. */
function strandsComment(parts: ClauseParts, groups: readonly Group[]): boolean {
	return parts.list.pieces.some((piece, i) => {
		if (!losesComment(piece)) return false;
		const name = parts.braced[i];
		const group = groups.find(({ items }) =>
			items.some(({ was }) => was === name),
		);
		const [only] = group?.items ?? [];
		return (
			group === undefined ||
			(group.items.length === 1 && only?.name === "default")
		);
	});
}

/** A comment that tells a tool to pass over the next line holds for one statement, not for two. */
function silencedAbove(text: string, site: Site): boolean {
	const above = text.slice(0, site.span.start).trimEnd();
	const line = above.slice(above.lastIndexOf("\n") + 1);
	return /@ts-(?:ignore|expect-error)|eslint-disable-next-line|biome-ignore|prettier-ignore|istanbul ignore/.test(
		line,
	);
}

/** A statement of its own for a group, in the style of the one that it comes from. */
function printStatement(
	text: string,
	site: Site,
	parts: ClauseParts,
	group: Group,
	style: Style,
): string {
	const byDefault = pickDefault(text, site, group);
	const items = group.items.filter((item) => item !== byDefault);
	const keyword = keywordOf(text, site);
	const tail = text.slice(site.literal.end + 1, site.span.end);
	const from = ` from ${style.quote}${group.specifier}${style.quote}${hasComment(tail) ? ";" : tail}`;
	const clause = [
		...(byDefault ? [byDefault.as] : []),
		...(items.length > 0
			? [printBraces(text, parts, items, style, keyword.length + from.length)]
			: []),
	];
	return `${keyword} ${clause.join(", ")}${from}`;
}

function printBraces(
	text: string,
	parts: ClauseParts,
	items: readonly Item[],
	style: Style,
	around: number,
): string {
	const { pieces } = parts.list;
	const specs = items.map((item) => spellItem(text, item, style.quote));
	const own = items.map(({ was }): Piece | null =>
		was ? (pieces[parts.braced.indexOf(was)] ?? null) : null,
	);
	if (!own.some((piece) => piece && losesComment(piece)))
		return layBraces(specs, style, around);
	const { eol, indent, step } = style;
	const first = pieces.find(({ lead }) => /[\r\n]/.test(lead));
	const lineStart = first
		? eol + (/[ \t]*$/.exec(first.lead)?.[0] ?? "")
		: eol + indent + step;
	const trailing = pieces.at(-1)?.comma ?? "";
	const lines = items.map((_, i) => {
		const piece = own[i];
		const lead =
			piece && /[\r\n]/.test(piece.lead)
				? piece.lead
				: lineStart + (piece?.lead.trimStart() ?? "");
		const comma = i < items.length - 1 ? "," : trailing;
		return (
			lead + specs[i] + (piece?.trail ?? "") + comma + (piece?.after ?? "")
		);
	});
	return `{${lines.join("")}${eol}${indent}}`;
}

/** A whole `export { ... } from` statement in the place of a star. */
export function printSpecs(text: string, site: Site, group: Group): string {
	const space = nearestSpace(text);
	const specs = group.items.map((item) => spellItem(text, item, site.quote));
	const rest = text.slice(site.literal.end, site.span.end);
	return `export {${space}${specs.join(", ")}${space}} from ${site.quote}${group.specifier}${rest}`;
}
