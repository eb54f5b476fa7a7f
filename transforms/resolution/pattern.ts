/**
 * The one-star patterns of `paths` in tsconfig.json and of `exports` and `imports` in package.json: an exact key
 * before a pattern, a longer prefix before a shorter one.
 */

/** What the star of `pattern` stands for in `text`; `''` for an exact match; null where it doesn't match. */
export function starOf(pattern: string, text: string): string | null {
	const star = pattern.indexOf("*");
	if (star < 0) return pattern === text ? "" : null;
	const before = pattern.slice(0, star);
	const after = pattern.slice(star + 1);
	const fits =
		text.length >= before.length + after.length &&
		text.startsWith(before) &&
		text.endsWith(after);
	return fits ? text.slice(before.length, text.length - after.length) : null;
}

/** The key that speaks of `text`, with what its star stands for. */
export function bestKey(
	keys: Iterable<string>,
	text: string,
): { readonly key: string; readonly star: string } | null {
	let best: { key: string; star: string; rank: number } | null = null;
	for (const key of keys) {
		const star = starOf(key, text);
		if (star === null) continue;
		const rank = key.includes("*")
			? key.indexOf("*")
			: Number.POSITIVE_INFINITY;
		if (!best || rank > best.rank) best = { key, star, rank };
	}
	return best;
}

/** A pattern with its star filled in. */
export const fill = (pattern: string, star: string): string =>
	pattern.replaceAll("*", () => star);
