/** Questions that are foreseen: answered as any other, by a search that began before they were asked. */
import { describe, expect, test } from "@jest/globals";
import { Prefilter } from "../../../../scripts/driver/read/prefilter.js";
import type { Searcher } from "../../../../scripts/driver/read/searcher.js";
import type { NeedleQuery } from "../../../../transforms/core/types.js";

const FILES = ["a.py", "b.py", "c.py"];
const HELD: Readonly<Record<string, readonly string[]>> = {
	one: ["a.py", "b.py"],
	two: ["c.py"],
};
const ONE: NeedleQuery = { all: ["one"] };
const TWO: NeedleQuery = { all: ["two"] };

function recorder(ahead: boolean) {
	const started: (readonly NeedleQuery[])[] = [];
	const searcher: Searcher = {
		ahead,
		start: (files, queries) => {
			started.push(queries);
			return () =>
				queries.map(({ all }) =>
					files.filter((path) => HELD[all[0] as string]?.includes(path)),
				);
		},
		close: () => {},
	};
	return { prefilter: new Prefilter(FILES, searcher), started };
}

describe("a question that was foreseen", () => {
	test("is searched once, before it is asked", () => {
		const { prefilter, started } = recorder(true);
		prefilter.expect([ONE, TWO]);
		expect(started).toEqual([[ONE, TWO]]);
		expect(prefilter.containing([TWO])).toEqual([["c.py"]]);
		prefilter.expect([TWO, ONE]);
		expect(prefilter.containing([ONE, TWO])).toEqual([HELD.one, HELD.two]);
		expect(started).toHaveLength(1);
	});

	test("leaves the others one search of their own", () => {
		const { prefilter, started } = recorder(true);
		prefilter.expect([ONE]);
		expect(prefilter.containing([TWO, ONE])).toEqual([HELD.two, HELD.one]);
		expect(started).toEqual([[ONE], [TWO]]);
	});

	test("is not looked for ahead where nobody would: all are answered in one pass", () => {
		const { prefilter, started } = recorder(false);
		prefilter.expect([ONE]);
		expect(prefilter.containing([TWO, ONE])).toEqual([HELD.two, HELD.one]);
		expect(started).toEqual([[TWO, ONE]]);
	});
});
