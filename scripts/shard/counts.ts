/** The sums of reports of parts of one tree. Every file of the tree is scanned by each, and counts once. */
import type { FileCounts } from "../report/result.js";

export function addCounts(all: readonly FileCounts[]): FileCounts {
	const sum = (key: keyof FileCounts): number =>
		all.reduce((total, counts) => total + counts[key], 0);
	const most = (key: keyof FileCounts): number =>
		Math.max(0, ...all.map((counts) => counts[key]));
	return {
		scanned: most("scanned"),
		sources: sum("sources"),
		candidates: sum("candidates"),
		// Proofs read the same files in every shard.
		read: most("read"),
		changed: sum("changed"),
		unchanged: sum("unchanged"),
		skipped: sum("skipped"),
		failed: sum("failed"),
	};
}

/** Why counts are none, or null. */
export function countsFault(counts: FileCounts): string | null {
	const { sources, changed, unchanged, skipped, failed } = counts;
	return changed + unchanged + skipped + failed === sources
		? null
		: `${sources} files do not end as ${changed} changed, ${unchanged} unchanged, ${skipped} skipped and ${failed} failed`;
}

/** Entries of all parts by path, those of one path in the order that its part has them. */
export function byPath<T>(
	lists: readonly (readonly T[])[],
	path: (entry: T) => string,
): readonly T[] {
	return lists
		.flat()
		.sort((a, b) => (path(a) < path(b) ? -1 : path(a) > path(b) ? 1 : 0));
}
