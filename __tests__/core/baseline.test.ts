/** The baseline as a table of counts: what it says of a tree, how it shrinks, and what a merge by lines leaves of it. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
	type Baseline,
	type BaselineEntry,
	compareBaseline,
	countReferences,
	formatBaseline,
	mergeEntries,
	totalOf,
	updateBaseline,
} from "../../transforms/core/baseline.js";
import type { Outcome, Reference } from "../../transforms/core/types.js";

const entry = (
	path: string,
	symbol: string | null,
	count: number,
): BaselineEntry => ({ path, legacy: "app.old", symbol, count });

const reference = (
	path: string,
	name: string | null,
	outcome: Outcome,
): Reference => ({
	path,
	start: 0,
	end: 1,
	line: 1,
	column: 1,
	form: "from",
	rule: "r",
	legacy: { module: "app.old", name },
	canonical: { module: "app.new", name },
	outcome,
	verdict: "proven",
	reason: null,
	detail: "",
	chain: [],
	change: null,
});

const always = () => true;

test("uses that move or are refused count; what is kept or only spelled does not", () => {
	expect(
		countReferences([
			reference("b.py", "X", "rewrite"),
			reference("b.py", "X", "refuse"),
			reference("b.py", null, "rewrite"),
			reference("a.py", "X", "keep"),
			reference("a.py", "X", "report"),
			reference("a.py", "__proto__", "rewrite"),
		]),
	).toEqual([
		entry("a.py", "__proto__", 1),
		entry("b.py", null, 1),
		entry("b.py", "X", 2),
	]);
});

describe("an update", () => {
	const before: Baseline = [
		entry("a.py", "X", 2),
		entry("a.py", "Y", 1),
		entry("lib/b.py", "X", 3),
	];
	const now: Baseline = [entry("a.py", "X", 3), entry("c.py", "X", 1)];
	test("only shrinks", () => {
		expect(updateBaseline(now, before, always, false)).toEqual([
			entry("a.py", "X", 2),
		]);
	});
	test("grows when it may", () => {
		expect(updateBaseline(now, before, always, true)).toEqual(now);
	});
	test("leaves what is out of scope", () => {
		const inLib = ({ path }: BaselineEntry) => path.startsWith("lib/");
		expect(updateBaseline([], before, inLib, false)).toEqual(
			before.slice(0, 2),
		);
	});
});

test("each key of either side is compared once", () => {
	const before = [entry("a.py", "X", 2), entry("b.py", "X", 1)];
	const now = [entry("a.py", "X", 1), entry("c.py", "X", 4)];
	expect(
		compareBaseline(now, before, always).map(({ path, now, allowed }) => [
			path,
			now,
			allowed,
		]),
	).toEqual([
		["a.py", 1, 2],
		["b.py", 0, 1],
		["c.py", 4, 0],
	]);
});

describe("the file", () => {
	const entries = fc.uniqueArray(
		fc.record({
			path: fc.string({ minLength: 1 }),
			legacy: fc.string({ minLength: 1 }),
			symbol: fc.option(fc.string({ minLength: 1 })),
			count: fc.integer({ min: 1, max: 9 }),
		}),
		{ selector: (e) => JSON.stringify([e.path, e.legacy, e.symbol]) },
	);
	test("has a line for each entry, the same for any order of them", () => {
		fc.assert(
			fc.property(entries, fc.infiniteStream(fc.nat()), (all, keys) => {
				const shuffled = all
					.map((e) => [keys.next().value as number, e] as const)
					.sort(([a], [b]) => a - b)
					.map(([, e]) => e);
				const text = formatBaseline(all);
				expect(formatBaseline(shuffled)).toBe(text);
				expect(text.split("\n")).toHaveLength(all.length + 5);
				expect(JSON.parse(text)).toHaveLength(all.length + 2);
			}),
		);
	});
	test("taking any line of an entry out changes no other line, and leaves JSON", () => {
		const text = formatBaseline([entry("a", "X", 1), entry("b", null, 2)]);
		const lines = text.split("\n");
		for (const at of [2, 3]) {
			const less = [...lines.slice(0, at), ...lines.slice(at + 1)].join("\n");
			expect(JSON.parse(less)).toHaveLength(3);
		}
	});
});

test("of two counts that a merge leaves, the stricter one is taken", () => {
	const merged = mergeEntries([
		entry("a.py", "X", 2),
		entry("b.py", "X", 1),
		entry("a.py", "X", 1),
	]);
	expect(merged).toEqual([entry("a.py", "X", 1), entry("b.py", "X", 1)]);
	expect(totalOf(merged)).toBe(2);
});
