/**
 * Where a file spells a needle: the count that the scan is held against. A needle counts where a specifier could
 * stand, at the edge of a path segment: `manager` in `'./ws/manager.js'` and `'manager/x'`, not in `managers`.
 */
import type { Span } from "./syntax.js";

const QUOTES = "'\"`";

/** Places of the needles in source order; those that come with their quotes (`'..'`) are found between them. */
export function hits(
	text: string,
	needles: readonly string[],
): readonly Span[] {
	const found = new Map<number, Span>();
	for (const needle of new Set(needles.map(unquoted))) {
		if (needle.name === "") continue;
		for (
			let at = text.indexOf(needle.name);
			at >= 0;
			at = text.indexOf(needle.name, at + 1)
		) {
			const end = at + needle.name.length;
			const before = text[at - 1] ?? "";
			const after = text[end] ?? "";
			// A needle that ends in a slash (`@old/`) stands for all below it.
			const ended =
				needle.name.endsWith("/") ||
				(after !== "" && `${QUOTES}/.?#`.includes(after));
			const whole = needle.quoted
				? before !== "" && QUOTES.includes(before) && after === before
				: ended && before !== "" && `${QUOTES}/`.includes(before);
			// A comment may end in the path: `// see ./ws/manager`.
			const atEdge =
				!needle.quoted && before === "/" && /^(?:$|[\s),;:*\]}>])/.test(after);
			if ((whole || atEdge) && !((found.get(at)?.end ?? 0) > end))
				found.set(at, { start: at, end });
		}
	}
	return [...found.values()].sort((a, b) => a.start - b.start);
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
