/**
 * The baseline: the references to legacy paths that a team has agreed to live with for now, kept in git. One line
 * for each file, legacy path and symbol, with a count: lines and columns would conflict with every edit above.
 *
 *   ["src/chat.py", "app.ws.manager", "Manager", 2]
 *
 * Invariant: what is read back from a merged file is never more lenient than either side of the merge.
 */
import type { Reference } from "./types.js";

export const BASELINE_NAME = "onepath-baseline.json";
export const BASELINE_VERSION = 1;

/** How many references of a file use one legacy import path. `symbol` null: the module itself. */
export interface BaselineEntry {
	/** Root-relative path of the file. */
	readonly path: string;
	/** The legacy module, in the normal form of its language. */
	readonly legacy: string;
	readonly symbol: string | null;
	readonly count: number;
}

export type Baseline = readonly BaselineEntry[];

/** What a run may say of an entry: a file or rule that it did not look at keeps what it had. */
export type InScope = (entry: BaselineEntry) => boolean;

/** A reference that fails the gate: it is to move, and nobody said that it stays. */
export function isLegacyUse({ outcome }: Reference): boolean {
	return outcome === "rewrite" || outcome === "refuse";
}

/** One string for each (file, legacy path, symbol). */
export function entryKey({
	path,
	legacy,
	symbol,
}: Omit<BaselineEntry, "count">): string {
	return JSON.stringify([path, legacy, symbol]);
}

export function keyOf({ path, legacy }: Reference): string {
	return entryKey({ path, legacy: legacy.module, symbol: legacy.name });
}

/** The references that fail the gate, counted and sorted. */
export function countReferences(references: readonly Reference[]): Baseline {
	const counts = new Map<string, BaselineEntry>();
	for (const reference of references) {
		if (!isLegacyUse(reference)) continue;
		const { path, legacy } = reference;
		const key = keyOf(reference);
		const count = (counts.get(key)?.count ?? 0) + 1;
		counts.set(key, {
			path,
			legacy: legacy.module,
			symbol: legacy.name,
			count,
		});
	}
	return sortEntries([...counts.values()]);
}

/**
 * One entry for each key. A merge by lines can leave two, one from each side: each side only shrank its count, so
 * the smaller one is nearer to the truth, and where it is too small the next check says so.
 */
export function mergeEntries(entries: Baseline): Baseline {
	const byKey = new Map<string, BaselineEntry>();
	for (const entry of entries) {
		const key = entryKey(entry);
		const known = byKey.get(key);
		if (!known || entry.count < known.count) byKey.set(key, entry);
	}
	return sortEntries([...byKey.values()]);
}

/** One key of the tree against the baseline; `now` or `allowed` is 0 where there is none. */
export interface Difference extends Omit<BaselineEntry, "count"> {
	readonly now: number;
	readonly allowed: number;
}

/** Every key in scope of either side, sorted. */
export function compareBaseline(
	now: Baseline,
	baseline: Baseline,
	inScope: InScope,
): readonly Difference[] {
	const keys = new Map<
		string,
		{ now: number; allowed: number } & BaselineEntry
	>();
	for (const entry of baseline)
		if (inScope(entry))
			keys.set(entryKey(entry), { ...entry, now: 0, allowed: entry.count });
	for (const entry of now) {
		const known = keys.get(entryKey(entry));
		if (known) known.now = entry.count;
		else keys.set(entryKey(entry), { ...entry, now: entry.count, allowed: 0 });
	}
	return sortEntries([...keys.values()]).map(({ count: _, ...rest }) => rest);
}

/** The baseline after a run: in scope what is there now, never more than before unless it may grow. */
export function updateBaseline(
	now: Baseline,
	baseline: Baseline,
	inScope: InScope,
	mayGrow: boolean,
): Baseline {
	const outside = baseline.filter((entry) => !inScope(entry));
	const inside = compareBaseline(now, baseline, inScope).map(
		({ now: found, allowed, ...key }) => ({
			...key,
			count: mayGrow ? found : Math.min(found, allowed),
		}),
	);
	return sortEntries([...outside, ...inside.filter(({ count }) => count > 0)]);
}

/** How many references a baseline allows. */
export function totalOf(entries: Baseline): number {
	return entries.reduce((sum, { count }) => sum + count, 0);
}

/**
 * The file: JSON in which every entry has a line of its own that ends in a comma, the last one too, since an empty
 * list closes it. So a line that comes or goes touches no other line, and merging by lines keeps it JSON.
 */
export function formatBaseline(entries: Baseline): string {
	const lines = sortEntries(entries).map(({ path, legacy, symbol, count }) =>
		[path, legacy, symbol, count]
			.map((cell) => JSON.stringify(cell))
			.join(", "),
	);
	return [
		"[",
		`{"onepath-baseline": ${BASELINE_VERSION}},`,
		...lines.map((line) => `[${line}],`),
		"[]",
		"]",
		"",
	].join("\n");
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function sortEntries<T extends Omit<BaselineEntry, "count">>(
	entries: readonly T[],
): readonly T[] {
	return [...entries].sort(
		(a, b) =>
			compare(a.path, b.path) ||
			compare(a.legacy, b.legacy) ||
			Number(b.symbol === null) - Number(a.symbol === null) ||
			compare(a.symbol ?? "", b.symbol ?? ""),
	);
}
