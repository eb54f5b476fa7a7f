/**
 * The clause of an import or re-export, between the keyword and `from`: taken apart, and written again with what
 * has to change. What need not change is never printed anew.
 */
import type { Site, SiteName, Span } from "../source/syntax.js";
import { layBraces, type Style } from "./layout.js";
import {
	appendPieces,
	hasComment,
	type Piece,
	type PieceList,
	printPieces,
	readPieces,
	skipTrivia,
} from "./pieces.js";

/** One name of a statement as it is to be, or a new one that was none before. */
export interface Item {
	/** The specifier that it was, or null for a new name. */
	readonly was: SiteName | null;
	/** Exported name in the module that it comes from; `*` for the module. */
	readonly name: string;
	/** Name bound here, or exported under. */
	readonly as: string;
	readonly typeOnly: boolean;
}

/** The names that one statement takes from one module. */
export interface Group {
	/** The new specifier's text, or null where the old literal stays. */
	readonly specifier: string | null;
	readonly items: readonly Item[];
}

/** The parts of a statement's clause. */
export interface ClauseParts {
	/** From the first part to the last: `D, { a }`. */
	readonly span: Span;
	readonly plainDefault: SiteName | null;
	readonly namespace: SiteName | null;
	/** Braces included; null where there are none. */
	readonly braces: Span | null;
	readonly braced: readonly SiteName[];
	readonly list: PieceList;
}

/** `import`, `import type`, `import defer`, `export type`: what stands before the clause. */
export function keywordOf(text: string, site: Site): string {
	const start = readParts(text, site)?.span.start ?? site.span.end;
	const head = text
		.slice(site.span.start, start)
		.match(/^(?:import|export)\b(?:\s+(?:type|typeof|defer|source)\b)?/)?.[0];
	return (head ?? "import").replace(/\s+/g, " ");
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** `D` in `import D from`, not `{ default as D }`. */
const isPlainDefault = (text: string, site: Site, name: SiteName): boolean =>
	site.kind !== "export-from" && isImplied(text, name) && name.name !== "*";

/** A name that the statement does not spell: of a default import, of a namespace. */
const isImplied = (text: string, { name, nameSpan }: SiteName): boolean =>
	name === "*" ||
	(name === "default" &&
		text.slice(nameSpan.start, nameSpan.end) !== "default");

/** Null for a clause without names: `import 'm'`, `import {} from 'm'`, `export * from 'm'`. */
export function readParts(text: string, site: Site): ClauseParts | null {
	if (site.names.length === 0) return null;
	const plainDefault =
		site.names.find((name) => isPlainDefault(text, site, name)) ?? null;
	const namespace = site.names.find((name) => name.name === "*") ?? null;
	const braced = site.names.filter(
		(name) => name !== plainDefault && name !== namespace,
	);
	const from = plainDefault?.span.end ?? site.span.start;
	const braces =
		braced.length > 0
			? bracesAround(text, from, braced)
			: plainDefault && emptyBraces(text, from);
	if (braced.length > 0 && !braces) return null;
	const spans = [plainDefault?.span, namespace?.span, braces].filter(
		(span) => span != null,
	);
	const specs = braced.map((name) => name.span);
	return {
		span: {
			start: Math.min(...spans.map((span) => span.start)),
			end: Math.max(...spans.map((span) => span.end)),
		},
		plainDefault,
		namespace,
		braces,
		braced,
		list: braces
			? readPieces(text, braces.start + 1, braces.end - 1, specs)
			: { pieces: [], tail: "" },
	};
}

function bracesAround(
	text: string,
	from: number,
	names: readonly SiteName[],
): Span | null {
	const first = names[0]?.span.start ?? from;
	let open = from;
	while (open < first && text[open] !== "{")
		open = Math.max(skipTrivia(text, open), open + 1);
	// A comment is skipped whole, so a brace in it is not seen.
	let close = skipTrivia(text, names.at(-1)?.span.end ?? from);
	if (text[close] === ",") close = skipTrivia(text, close + 1);
	return text[open] === "{" && text[close] === "}"
		? { start: open, end: close + 1 }
		: null;
}

/** `import D, {} from 'm'`. */
function emptyBraces(text: string, from: number): Span | null {
	const comma = skipTrivia(text, from);
	const start = skipTrivia(text, comma + 1);
	const close = skipTrivia(text, start + 1);
	return text[comma] === "," && text[start] === "{" && text[close] === "}"
		? { start, end: close + 1 }
		: null;
}

const quoted = (name: string, quote: string): string =>
	IDENTIFIER.test(name)
		? name
		: `${quote}${name.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`)}${quote}`;

/** `type New as Old`; what stays of the old specifier is kept as it was written. */
export function spellItem(text: string, item: Item, quote: string): string {
	const was = item.was && !isImplied(text, item.was) ? item.was : null;
	if (was && was.name === item.name && was.as === item.as)
		return text.slice(was.span.start, was.span.end);
	const name = quoted(item.name, quote);
	const aliased = was && was.nameSpan.start !== was.asSpan.start;
	if (was && aliased && item.name !== item.as) {
		const before = text.slice(was.span.start, was.nameSpan.start);
		return before + name + text.slice(was.nameSpan.end, was.span.end);
	}
	const as = quoted(item.as, quote);
	const spec = item.name === item.as ? as : `${name} as ${as}`;
	return item.typeOnly ? `type ${spec}` : spec;
}

/** The item that stands before the braces: the default import. */
export function pickDefault(
	text: string,
	site: Site,
	group: Group,
): Item | null {
	if (site.kind === "export-from" || site.kind === "export-star") return null;
	const defaults = group.items.filter((item) => item.name === "default");
	const own = defaults.find(
		({ was }) => was && isPlainDefault(text, site, was),
	);
	if (own) return own;
	// `import type D, { a }` is an error, and one default beside names reads better in the braces.
	const [only] = defaults;
	return only && group.items.length === 1 && !only.typeOnly ? only : null;
}

export const losesComment = (piece: Piece): boolean =>
	hasComment(piece.lead + piece.trail + piece.after);

/** The old clause with what has to change for the group. Null where a comment would be lost. */
export function editClause(
	text: string,
	site: Site,
	parts: ClauseParts,
	group: Group,
	style: Style,
): string | null {
	const byDefault = pickDefault(text, site, group);
	const namespace = group.items.find((item) => item.name === "*") ?? null;
	const items = group.items.filter(
		(item) => item !== byDefault && item !== namespace,
	);
	const star = namespace?.was?.span;
	const written = [
		byDefault?.as ?? "",
		star ? text.slice(star.start, star.end) : "",
		items.length > 0
			? editBraces(text, site, parts, items, group, style)
			: parts.braces && parts.braced.length === 0 && byDefault
				? text.slice(parts.braces.start, parts.braces.end)
				: "",
	].filter((part) => part !== "");
	const next = parts.namespace?.span ?? parts.braces;
	const gap =
		parts.plainDefault && next
			? text.slice(parts.plainDefault.span.end, next.start)
			: null;
	if (written.length === 2 && gap !== null) return written.join(gap);
	return gap !== null && hasComment(gap) ? null : written.join(", ");
}

function editBraces(
	text: string,
	site: Site,
	parts: ClauseParts,
	items: readonly Item[],
	group: Group,
	style: Style,
): string {
	const spell = (item: Item): string => spellItem(text, item, style.quote);
	const old = parts.braced.map(
		(name) => items.find((item) => item.was === name) ?? null,
	);
	const kept = old.filter((item) => item !== null);
	const added = items.filter((item) => !kept.includes(item));
	const clauseLength = parts.span.end - parts.span.start;
	const around =
		site.span.end -
		site.span.start -
		clauseLength +
		(group.specifier?.length ?? site.specifier.length) -
		site.specifier.length;
	if (kept.length === 0 || !parts.braces)
		return layBraces(added.map(spell), style, around);
	const respelled = old.map((item) => item && spell(item));
	if (added.length === 0) return `{${printPieces(parts.list, respelled)}}`;
	// A default import that becomes a name stood first, and stays first.
	const first = added.filter((item) => item.was !== null);
	const last = added.filter(
		(item) => item.was === null || item.was !== parts.plainDefault,
	);
	const list = readPrinted(parts.list, respelled);
	const before = first.filter((item) => !last.includes(item)).map(spell);
	const lead = /^\s*/.exec(list.pieces[0]?.lead ?? "")?.[0] ?? "";
	const head = before.map((spec) => `${lead}${spec},`).join("");
	const inner = `${head}${head !== "" && lead === "" ? " " : ""}${appendPieces(list, last.map(spell))}`;
	const oneLine = !/[\r\n]/.test(inner) && !hasComment(inner);
	return oneLine
		? layBraces(
				[...before, ...kept.map(spell), ...last.map(spell)],
				style,
				around,
			)
		: `{${inner}}`;
}

/** The list after some of its pieces went and others got a new name. */
function readPrinted(
	list: PieceList,
	respelled: readonly (string | null)[],
): PieceList {
	const printed = printPieces(list, respelled);
	let at = 0;
	const specs = respelled.flatMap((spec) => {
		if (spec === null) return [];
		const start = printed.indexOf(spec, at);
		at = start + spec.length;
		return [{ start, end: at }];
	});
	return readPieces(printed, 0, printed.length, specs);
}
