/** Uses that are left and uses that are gone, summed by any key that a path or rule gives. */
import type { Difference } from "../../transforms/core/baseline.js";
import type { Reference } from "../../transforms/core/types.js";
import type { Progress } from "./result.js";

/** What is left and what is gone, before it is summed. */
export interface Burndown {
	/** Uses of legacy paths. */
	readonly uses: readonly Reference[];
	/** Against the baseline; empty where there is none. */
	readonly differences: readonly Difference[];
}

/** Sorted by what is left, most first. */
export function progressBy(
	{ uses, differences }: Burndown,
	ofUse: (use: Reference) => string,
	ofGone: (difference: Difference) => string,
): readonly Progress[] {
	const groups = new Map<
		string,
		{ left: number; toMove: number; refused: number; moved: number }
	>();
	const groupOf = (key: string) => {
		const known = groups.get(key) ?? {
			left: 0,
			toMove: 0,
			refused: 0,
			moved: 0,
		};
		groups.set(key, known);
		return known;
	};
	for (const use of uses) {
		const group = groupOf(ofUse(use));
		group.left++;
		if (use.outcome === "rewrite") group.toMove++;
		else group.refused++;
	}
	for (const difference of differences) {
		const gone = difference.allowed - difference.now;
		if (gone > 0) groupOf(ofGone(difference)).moved += gone;
	}
	return [...groups]
		.map(([key, sums]) => ({ key, ...sums }))
		.sort((a, b) => b.left - a.left || (a.key < b.key ? -1 : 1));
}

/** The first two segments of a file's directory; `.` is the root. */
export function directoryOf({ path }: { readonly path: string }): string {
	return path.split("/").slice(0, -1).slice(0, 2).join("/") || ".";
}
