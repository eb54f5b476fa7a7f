/**
 * What can be applied, left or committed by itself: files that share no group with any other. A group is right
 * only whole, and a file is written whole, so files linked by groups go together.
 */
import type { Change } from "../../transforms/core/types.js";

export interface Unit {
	/** Sorted. */
	readonly paths: readonly string[];
	readonly changes: readonly Change[];
}

/** Every change in one unit; units in the order of their first path. */
export function unitsOf(changes: readonly Change[]): readonly Unit[] {
	const parent = new Map<string, string>();
	const find = (key: string): string => {
		let top = key;
		for (let up = parent.get(top); up !== undefined; up = parent.get(top))
			top = up;
		return top;
	};
	// Paths and groups as nodes of one graph; no path starts with a NUL.
	for (const { path, group } of changes) {
		if (group === null) continue;
		const [a, b] = [find(path), find(`\0${group}`)];
		if (a !== b) parent.set(b, a);
	}
	const units = new Map<string, Change[]>();
	for (const change of changes) {
		const top = find(change.path);
		const own = units.get(top);
		if (own) own.push(change);
		else units.set(top, [change]);
	}
	return [...units.values()]
		.map((own) => ({
			paths: [...new Set(own.map(({ path }) => path))].sort(),
			changes: own,
		}))
		.sort((a, b) => ((a.paths[0] ?? "") < (b.paths[0] ?? "") ? -1 : 1));
}
