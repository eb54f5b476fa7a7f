/**
 * Import and re-export statements taken apart and put together again by text: names that go to one module only
 * change the specifier, names that part ways get a second statement behind the first. What need not change is
 * never printed anew.
 *
 *   import { A, B } from './old';  ->  import { A } from './old';
 *                                      import { B } from './new';
 */
import type { Edit } from "../../../core/types.js";
import type { Site, SiteName, Span } from "../syntax.js";
import {
	hasComment,
	type PieceList,
	printPieces,
	readPieces,
	skipTrivia,
} from "./pieces.js";

/** One name of a statement as it is to be, or a new one that was none before. */
export interface Item {
	/** The specifier that it was, or null for a new name. */
	readonly was: SiteName | null;
	/** Exported name in the module that it comes from. */
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

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** `default` as `D` in `import D from`, not in `{ default as D }`. */
const isPlainDefault = (text: string, site: Site, name: SiteName): boolean =>
	site.kind !== "export-from" &&
	name.name === "default" &&
	name.span.start === name.asSpan.start &&
	text.slice(name.span.start, name.span.end) !== "default";

/** Null for a clause without names: `import 'm'`, `import {} from 'm'`, `export * from 'm'`. */
export function readParts(text: string, site: Site): ClauseParts | null {
	const [first] = site.names;
	if (!first) return null;
	const plainDefault =
		site.names.find((name) => isPlainDefault(text, site, name)) ?? null;
	const namespace = site.names.find((name) => name.name === "*") ?? null;
	const braced = site.names.filter(
		(name) => name !== plainDefault && name !== namespace,
	);
	let braces: Span | null = null;
	const [head] = braced;
	const final = braced.at(-1);
	if (head && final) {
		let open = plainDefault?.span.end ?? site.span.start;
		while (open < head.span.start && text[open] !== "{") {
			const next = skipTrivia(text, open);
			open = next > open ? next : open + 1;
		}
		let close = skipTrivia(text, final.span.end);
		if (text[close] === ",") close = skipTrivia(text, close + 1);
		if (text[open] !== "{" || text[close] !== "}") return null;
		braces = { start: open, end: close + 1 };
	}
	const spans = [plainDefault?.span, namespace?.span, braces].filter(
		(span) => span != null,
	);
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
			? readPieces(
					text,
					braces.start + 1,
					braces.end - 1,
					braced.map((name) => name.span),
				)
			: { pieces: [], tail: "" },
	};
}

/** What new text copies from the statement that it stands beside. */
interface Style {
	readonly space: string;
	readonly quote: string;
	readonly eol: string;
	readonly indent: string;
}

function styleOf(text: string, site: Site, parts: ClauseParts): Style {
	const braces = parts.braces ?? nearestBraces(text);
	const lineStart = text.lastIndexOf("\n", site.span.start - 1) + 1;
	return {
		space: spaceIn(text, braces),
		quote: site.quote,
		eol: eolAt(text, site.span.end),
		indent: /^[ \t]*/.exec(text.slice(lineStart, site.span.start))?.[0] ?? "",
	};
}

const spaceIn = (text: string, braces: Span | null): string =>
	braces === null || /\s/.test(text[braces.start + 1] ?? " ") ? " " : "";

const nearestSpace = (text: string): string =>
	spaceIn(text, nearestBraces(text));

/** Another import of the file shows whether its author writes `{a}` or `{ a }`. */
function nearestBraces(text: string): Span | null {
	const found =
		/^[ \t]*(?:import|export)\b[^'"`;]*?(\{[^}\r\n]+\})\s*from\b/m.exec(text);
	if (!found?.[1]) return null;
	const start = found.index + found[0].indexOf(found[1]);
	return { start, end: start + found[1].length };
}

export function eolAt(text: string, from: number): string {
	const at = text.indexOf("\n", from);
	const end = at < 0 ? text.indexOf("\n") : at;
	return end > 0 && text[end - 1] === "\r" ? "\r\n" : "\n";
}

const quoted = (name: string, quote: string): string =>
	IDENTIFIER.test(name)
		? name
		: `${quote}${name.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`)}${quote}`;

/** `type New as Old`; what the item was is kept as it was written. */
export function spellItem(text: string, item: Item, quote: string): string {
	const { was } = item;
	if (was && was.name === item.name && was.as === item.as && !plain(text, was))
		return text.slice(was.span.start, was.span.end);
	const name = quoted(item.name, quote);
	const as = quoted(item.as, quote);
	if (
		was &&
		!plain(text, was) &&
		was.nameSpan.start !== was.asSpan.start &&
		item.name !== item.as
	)
		return (
			text.slice(was.span.start, was.nameSpan.start) +
			name +
			text.slice(was.nameSpan.end, was.span.end)
		);
	return `${item.typeOnly ? "type " : ""}${item.name === item.as ? as : `${name} as ${as}`}`;
}

const plain = (text: string, was: SiteName): boolean =>
	was.name === "*" ||
	(was.name === "default" &&
		text.slice(was.nameSpan.start, was.nameSpan.end) !== "default");

/** Cuts what the two texts share at both ends off an edit. */
export function narrow(start: number, old: string, text: string): Edit | null {
	if (old === text) return null;
	let head = 0;
	while (head < old.length && head < text.length && old[head] === text[head])
		head++;
	let tail = 0;
	while (
		tail < old.length - head &&
		tail < text.length - head &&
		old[old.length - 1 - tail] === text[text.length - 1 - tail]
	)
		tail++;
	return {
		start: start + head,
		end: start + old.length - tail,
		text: text.slice(head, text.length - tail),
	};
}

/** The item that stands before the braces: the default import. At most one, and none beside names in `import type`. */
function pickDefault(text: string, site: Site, group: Group): Item | null {
	if (site.kind === "export-from" || site.kind === "export-star") return null;
	const defaults = group.items.filter((item) => item.name === "default");
	const own = defaults.find(
		(item) => item.was && isPlainDefault(text, site, item.was),
	);
	if (own) return own;
	const [only] = defaults;
	return only && group.items.length === 1 && !only.typeOnly ? only : null;
}

/** The clause of the first group: the old one with what has to change. Null where a comment would be lost. */
function editClause(
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
	const old = parts.braced.map(
		(name) => items.find((item) => item.was === name) ?? null,
	);
	const added = items
		.filter((item) => !old.includes(item))
		.map((item) => spellItem(text, item, style.quote));
	let braces = "";
	if (items.length > 0) {
		if (parts.braces && old.some((item) => item !== null)) {
			const inner = printPieces(
				parts.list,
				old.map((item) => item && spellItem(text, item, style.quote)),
			);
			const lead = /^\s*/.exec(inner)?.[0] ?? "";
			const before = added.map((spec) => `${lead}${spec},`).join("");
			braces = `{${before}${before && lead === "" ? " " : ""}${inner}}`;
		} else braces = `{${style.space}${added.join(", ")}${style.space}}`;
	}
	const written = [
		byDefault?.as ?? "",
		namespace
			? namespace.was
				? text.slice(namespace.was.span.start, namespace.was.span.end)
				: `* as ${namespace.as}`
			: "",
		braces,
	].filter((part) => part !== "");
	const gap = gapAfterDefault(text, parts);
	if (written.length === 2 && gap !== null) return written.join(gap);
	// A comment in what goes between the parts, or in braces that go, has nowhere to stay.
	if (gap !== null && hasComment(gap)) return null;
	if (
		braces === "" &&
		parts.braces &&
		parts.list.pieces.some(
			(piece, i) => old[i] == null && losesComment(piece),
		) &&
		!leaves(parts, group)
	)
		return null;
	return written.join(", ");
}

const losesComment = (piece: {
	lead: string;
	trail: string;
	after: string;
}): boolean => hasComment(piece.lead + piece.trail + piece.after);

/** Do the braced names of the statement go to other statements (which then take their comments along)? */
const leaves = (parts: ClauseParts, group: Group): boolean =>
	parts.braced.every((name) => !group.items.some((item) => item.was === name));

/** What stands between the default import and the other part, or null where there is only one part. */
function gapAfterDefault(text: string, parts: ClauseParts): string | null {
	const next = parts.namespace?.span ?? parts.braces;
	return parts.plainDefault && next
		? text.slice(parts.plainDefault.span.end, next.start)
		: null;
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
	const items = group.items.filter(
		(item) => item !== byDefault && item.name !== "*",
	);
	const namespace = group.items.find((item) => item.name === "*");
	const clause = [
		byDefault?.as ?? "",
		namespace ? `* as ${namespace.as}` : "",
		items.length > 0 ? printBraces(text, parts, items, style) : "",
	]
		.filter((part) => part !== "")
		.join(", ");
	const head =
		text
			.slice(site.span.start, parts.span.start)
			.match(
				/^(?:import|export)\b(?:\s+(?:type|typeof|defer|source)\b)?/,
			)?.[0] ?? "import";
	const tail = text.slice(site.literal.end + 1, site.span.end);
	return `${head.replace(/\s+/g, " ")} ${clause} from ${style.quote}${group.specifier}${style.quote}${hasComment(tail) ? ";" : tail}`;
}

const LINE_WIDTH = 80;

function printBraces(
	text: string,
	parts: ClauseParts,
	items: readonly Item[],
	style: Style,
): string {
	const specs = items.map((item) => spellItem(text, item, style.quote));
	const pieces = items.map(
		(item) =>
			(item.was && parts.list.pieces[parts.braced.indexOf(item.was)]) ?? null,
	);
	const line = `{${style.space}${specs.join(", ")}${style.space}}`;
	const commented = pieces.some((piece) => piece && losesComment(piece));
	const broken = parts.list.pieces.some((piece) => /[\r\n]/.test(piece.lead));
	if (
		!commented &&
		(!broken || style.indent.length + line.length < LINE_WIDTH - 30)
	)
		return line;
	const first = parts.list.pieces.find((piece) => /[\r\n]/.test(piece.lead));
	const indent = `${style.eol}${/[ \t]*$/.exec(first?.lead ?? "\t")?.[0] ?? "\t"}`;
	const trailing = parts.list.pieces.at(-1)?.comma ?? "";
	const lines = items.map((_, i) => {
		const piece = pieces[i];
		const lead =
			piece && /[\r\n]/.test(piece.lead)
				? piece.lead
				: indent + (piece?.lead.trimStart() ?? "");
		return `${lead}${specs[i]}${piece?.trail ?? ""}${i < items.length - 1 ? "," : trailing}${piece?.after ?? ""}`;
	});
	return `{${lines.join("")}${style.eol}${style.indent}}`;
}

/** Where a new statement goes: behind the line that the old one ends on, or behind it where more code follows. */
export function lineBelow(
	text: string,
	end: number,
): { readonly at: number; readonly ownLine: boolean } {
	const rest =
		/^[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)?(?=\r|\n|$)/.exec(
			text.slice(end, end + 4000),
		);
	return rest
		? { at: end + rest[0].length, ownLine: true }
		: { at: end, ownLine: false };
}

/** A comment that tells a tool to pass over the next line holds for one statement, not for two. */
function silencedAbove(text: string, site: Site): boolean {
	const above = text.slice(0, site.span.start).trimEnd();
	const line = above.slice(above.lastIndexOf("\n") + 1);
	return /@ts-(?:ignore|expect-error)|eslint-disable-next-line|biome-ignore|prettier-ignore|istanbul ignore/.test(
		line,
	);
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
	if (
		first.specifier !== null &&
		first.specifier !== text.slice(site.literal.start, site.literal.end)
	)
		edits.push({ ...site.literal, text: first.specifier });
	if (!parts) return others.length === 0 ? edits : null;
	const style = styleOf(text, site, parts);
	const clause = editClause(text, site, parts, first, style);
	if (clause === null) return null;
	const edit = narrow(
		parts.span.start,
		text.slice(parts.span.start, parts.span.end),
		clause,
	);
	if (edit) edits.push(edit);
	if (others.length > 0) {
		if (silencedAbove(text, site)) return null;
		const { at, ownLine } = lineBelow(text, site.span.end);
		const added = others.map((group) =>
			printStatement(text, site, parts, group, style),
		);
		const gap = ownLine ? style.eol + style.indent : " ";
		edits.push({
			start: at,
			end: at,
			text: added.map((statement) => gap + statement).join(""),
		});
	}
	return edits;
}

/** A whole `export { ... } from` statement in the place of a star. */
export function printSpecs(text: string, site: Site, group: Group): string {
	const space = nearestSpace(text);
	const specs = group.items
		.map((item) => spellItem(text, item, site.quote))
		.join(", ");
	return `export {${space}${specs}${space}} from ${site.quote}${group.specifier}${text.slice(site.literal.end, site.span.end)}`;
}
