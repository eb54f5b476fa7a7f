/** The searches against the plainest thing that could be right: `includes`. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Prefilter } from "../../../../scripts/driver/read/prefilter.js";
import {
	type Literal,
	LiteralSearch,
} from "../../../../scripts/driver/read/search.js";
import { alone } from "../../../../scripts/driver/read/searcher.js";

const word = fc.string({
	unit: fc.constantFrom("a", "b", ".", "é"),
	minLength: 1,
	maxLength: 24,
});
const text = fc.string({
	unit: fc.constantFrom("a", "b", ".", "é", "\n"),
	maxLength: 300,
});

const anyEnd = (text: string): Literal => ({
	bytes: Buffer.from(text),
	ends: null,
});

/** Does `text` hold the literal, where one of these, what is outside of ASCII, or nothing follows? */
const spells = (text: string, literal: string, ends: string | null): boolean =>
	text
		.split("")
		.some(
			(_, at) =>
				text.startsWith(literal, at) &&
				(ends === null ||
					(text.codePointAt(at + literal.length) ?? 128) > 127 ||
					ends.includes(text[at + literal.length] as string)),
		);

test("LiteralSearch finds what is there, each literal once", () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.tuple(word, fc.constantFrom(null, ".", "ab", "\n")), {
				minLength: 1,
				maxLength: 30,
				selector: (literal) => literal.join("\0"),
			}),
			text,
			(literals, content) => {
				const found: number[] = [];
				new LiteralSearch(
					literals.map(([literal, ends]) => ({
						bytes: Buffer.from(literal),
						ends:
							ends === null
								? null
								: Uint8Array.from({ length: 256 }, (_, byte) =>
										byte > 127 || ends.includes(String.fromCharCode(byte))
											? 1
											: 0,
									),
					})),
				).find(Buffer.from(content), (index) => {
					found.push(index);
					return false;
				});
				const wanted = [...literals.keys()].filter((index) =>
					spells(content, ...(literals[index] as [string, string | null])),
				);
				expect(found.sort((a, b) => a - b)).toEqual(wanted);
			},
		),
	);
});

test("a literal longer than a window may be, and literals with one ending", () => {
	const literals = [
		"x".repeat(400),
		`a${"y".repeat(30)}`,
		`b${"y".repeat(30)}`,
	];
	const search = new LiteralSearch(literals.map(anyEnd));
	const found: number[] = [];
	search.find(
		Buffer.from(`.${"x".repeat(400)} b${"y".repeat(30)}`),
		(index) => found.push(index) < 0,
	);
	expect(found.sort()).toEqual([0, 2]);
});

describe("Prefilter", () => {
	test("answers every query as a search of every file would", () => {
		const query = fc.record(
			{
				all: fc.array(word, { maxLength: 3 }),
				under: fc.constantFrom("", "a/", "b/"),
				extensions: fc.subarray([".py", ".ts"], { minLength: 1 }),
				ends: fc.constantFrom(".", "ab"),
			},
			{ requiredKeys: ["all"] },
		);
		const tree = fc.dictionary(
			fc.constantFrom("a/x.py", "a/y.ts", "b/x.py", "b/z.md", "c.py"),
			text,
		);
		fc.assert(
			fc.property(
				tree,
				fc.array(fc.array(query, { maxLength: 12 }), { maxLength: 3 }),
				fc.array(word, { maxLength: 2 }),
				(content, first, shared) => {
					const files = Object.keys(content).sort();
					const prefilter = new Prefilter(
						files,
						alone((path) => Buffer.from(content[path] as string)),
					);
					// What all queries of a search share, is looked for before the rest.
					const rounds = first.map((queries) =>
						queries.map((one) => ({ ...one, all: [...shared, ...one.all] })),
					);
					// Several rounds, since a later query may be answered from an earlier one's files.
					for (const queries of rounds)
						expect(prefilter.containing(queries)).toEqual(
							queries.map(({ all, ends = null, under = "", extensions }) =>
								files.filter(
									(path) =>
										path.startsWith(under) &&
										(extensions?.some((ending) => path.endsWith(ending)) ??
											true) &&
										all.every((literal, i) =>
											spells(
												content[path] as string,
												literal,
												i < all.length - 1 ? null : ends,
											),
										),
								),
							),
						);
				},
			),
		);
	});

	test("reads each file once for all queries, and none for a query that it knows", () => {
		const read: string[] = [];
		const prefilter = new Prefilter(
			["a.py", "b.py"],
			alone((path) => {
				read.push(path);
				return Buffer.from("needle");
			}),
		);
		prefilter.containing([{ all: ["needle"] }, { all: ["other"] }]);
		prefilter.containing([{ all: ["other"] }, { all: ["other", "needle"] }]);
		expect(read).toEqual(["a.py", "b.py"]);
	});

	test("of a thousand answers the one that a query narrows is found", () => {
		const read: string[] = [];
		const prefilter = new Prefilter(
			["a.py", "b.py"],
			alone((path) => {
				read.push(path);
				return Buffer.from(path === "a.py" ? "patch" : "");
			}),
		);
		prefilter.containing([
			...Array.from({ length: 1000 }, (_, i) => ({ all: [`module${i}`] })),
			{ all: ["patch"] },
		]);
		read.length = 0;
		prefilter.containing([{ all: ["m.X", "patch"] }]);
		expect(read).toEqual(["a.py"]);
	});

	test("a file that can't be read satisfies nothing", () => {
		expect(
			new Prefilter(
				["a.py"],
				alone(() => null),
			).containing([{ all: [] }]),
		).toEqual([[]]);
	});
});
