/**
 * Where a file spells a needle: the count that the scan is held against. A needle counts where a specifier could
 * stand, at the edge of a path segment: `manager` in `'./ws/manager.js'` and `'manager/x'`, not in `managers`.
 */
import type { Span } from "./syntax.js";

const QUOTES = "'\"`";

/** What may follow a needle that counts, and what is outside of ASCII: for the search for files. */
export const ENDS = "'\"`/.?# \t\n\v\f\r),;:*]}>";

const EDGE = /[\s),;:*\]}>]/;
/** The first piece of a needle, and of the text that is held against it; no name of a module is so long. */
const PIECE = "[^'\"`/.?#\\s),;:*\\]}>]{0,256}";
const FIRST_PIECE = new RegExp(PIECE);
/** Where a needle may start: behind a quote or a slash. */
const STARTS = new RegExp(`['"\`/](${PIECE})`, "g");

/** Needles by their first piece, so that thousands of rules cost a file one look at each place where one may start. */
const indexes = new WeakMap<readonly string[], Map<string, Needle[]>>();

/** Places of the needles in source order; those that come with their quotes (`'..'`) are found between them. */
export function hits(
	text: string,
	needles: readonly string[],
): readonly Span[] {
	const index = indexOf(needles);
	const found: Span[] = [];
	for (const { 1: piece = "", index: place } of text.matchAll(STARTS)) {
		const needles = index.get(piece);
		if (!needles) continue;
		const start = place + 1;
		let end = 0;
		for (const needle of needles)
			if (
				text.startsWith(needle.name, start) &&
				stands(text, start, needle) &&
				start + needle.name.length > end
			)
				end = start + needle.name.length;
		if (end > 0) found.push({ start, end });
	}
	return found;
}

/** Is the needle that the text spells at `start` a path or the end of one? */
function stands(
	text: string,
	start: number,
	{ name, quoted }: Needle,
): boolean {
	const before = text[start - 1] ?? "";
	const after = text[start + name.length] ?? "";
	if (quoted) return QUOTES.includes(before) && after === before;
	// A needle that ends in a slash (`@old/`) stands for all below it.
	if (name.endsWith("/")) return true;
	if (after !== "" && `${QUOTES}/.?#`.includes(after)) return true;
	// A comment may end in the path: `// see ./ws/manager`.
	return before === "/" && (after === "" || EDGE.test(after));
}

function indexOf(needles: readonly string[]): Map<string, Needle[]> {
	const known = indexes.get(needles);
	if (known) return known;
	const index = new Map<string, Needle[]>();
	for (const needle of new Set(needles)) {
		const read = unquoted(needle);
		if (read.name === "") continue;
		const piece = FIRST_PIECE.exec(read.name)?.[0] ?? "";
		const group = index.get(piece);
		if (group) group.push(read);
		else index.set(piece, [read]);
	}
	indexes.set(needles, index);
	return index;
}

interface Needle {
	readonly name: string;
	/** It came between quotes, and is found between quotes only. */
	readonly quoted: boolean;
}

/** Needles come as the search for files wants them: `'..'`, `/manager`, `'manager`. */
function unquoted(needle: string): Needle {
	const first = needle[0] ?? "";
	const quoted =
		needle.length > 2 && QUOTES.includes(first) && needle.endsWith(first);
	if (quoted) return { name: needle.slice(1, -1), quoted };
	return {
		name: `${QUOTES}/`.includes(first) ? needle.slice(1) : needle,
		quoted,
	};
}

export interface PathText extends Span {
	/** The quote on both sides, or empty. */
	readonly quote: string;
}

// What ends a path in running text.
const PATH_END = /[\s'"`<>()[\]{},;|*=]/;

/** The path-like run of characters around a hit. */
export function pathAround(text: string, hit: Span): PathText {
	let { start, end } = hit;
	while (start > 0 && !PATH_END.test(text[start - 1] as string)) start--;
	while (end < text.length && !PATH_END.test(text[end] as string)) end++;
	const before = text[start - 1] ?? "";
	const quote =
		before !== "" && QUOTES.includes(before) && text[end] === before
			? before
			: "";
	// The full stop of a sentence is not part of the path.
	while (quote === "" && end > hit.end && /[.:]/.test(text[end - 1] as string))
		end--;
	return { start, end, quote };
}
