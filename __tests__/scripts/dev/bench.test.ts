/** The benchmark's corpora: the same for a seed, and right about themselves. */
import { describe, expect, test } from "@jest/globals";
import type { CorpusFile } from "../../../scripts/dev/bench/corpus.js";
import { growthTable } from "../../../scripts/dev/bench/growth.js";
import { median, type Run } from "../../../scripts/dev/bench/measure.js";
import { partsOf, profileTable } from "../../../scripts/dev/bench/profile.js";
import { PYTHON } from "../../../scripts/dev/bench/python-corpus.js";
import { Random } from "../../../scripts/dev/bench/random.js";
import { scoreOfList } from "../../../scripts/dev/bench/score.js";
import { table } from "../../../scripts/dev/bench/table.js";
import {
	PUBLISHED,
	TYPESCRIPT,
} from "../../../scripts/dev/bench/typescript-corpus.js";
import { planTree } from "../../helpers/memory-project.js";

const FILES = 200;
const EVERY = 10;

describe.each([PYTHON, TYPESCRIPT, PUBLISHED])(
	"the corpus of $name",
	(kind) => {
		const make = (seed: number): readonly CorpusFile[] => [
			...kind.files(FILES, EVERY, new Random(seed)),
		];
		const files = make(1);

		test("is the same for the same seed, and another for another", () => {
			expect(make(1)).toEqual(files);
			expect(make(2)).not.toEqual(files);
		});

		test("names the legacy path in one file of so many, and its answers no more", () => {
			const changing = files.filter(({ after }) => after);
			expect(changing).toHaveLength(FILES / EVERY);
			for (const { text, after } of changing)
				for (const answer of after ?? []) {
					expect(answer).not.toBe(text);
					expect(answer).not.toContain(kind.needle);
				}
		});

		test("has the modules that its unused rules speak of, and nobody imports them", () => {
			const text = files.map((file) => file.text).join("\n");
			const rules = kind.unused(FILES);
			expect(rules.length).toBeGreaterThan(10);
			for (const { from, to } of rules)
				for (const module of [from, to]) {
					const path = module.includes("/")
						? module
						: `${module.replaceAll(".", "/")}.py`;
					expect(files.some((file) => file.path === path)).toBe(true);
					expect(text).not.toContain(`from ${module} `);
					expect(text).not.toContain(
						`"./${/([^/]+)\.tsx?$/.exec(module)?.[1]}"`,
					);
				}
		});
	},
);

test("the answers of the Python corpus are what a plan gives", () => {
	const files = [...PYTHON.files(FILES, EVERY, new Random(3))];
	const { plan } = planTree(
		Object.fromEntries(files.map(({ path, text }) => [path, text])),
		[{ id: "r", from: PYTHON.from, to: PYTHON.to }],
	);
	const changed = new Set(plan.changes.map(({ path }) => path));
	expect([...changed].sort()).toEqual(
		files
			.filter(({ after }) => after)
			.map(({ path }) => path)
			.sort(),
	);
});

test("a search is scored by the files that it names", () => {
	const answers = {
		files: 4,
		after: new Map([
			["a.py", ["x"]],
			["b.py", ["x"]],
		]),
	};
	expect(scoreOfList("./a.py\nc.py\n", answers)).toEqual({
		found: 1,
		missed: 1,
		wrong: 1,
	});
});

test("a table has medians, and ratios to the first row", () => {
	const run = (wall: number): Run => ({
		wall,
		cpu: wall / 2,
		peak: 10,
		code: 0,
		stdout: "",
		stderr: "",
	});
	const rows = [
		{ name: "a", runs: [run(1), run(3), run(2)], score: null, failure: null },
		{ name: "b", runs: [run(5)], score: null, failure: null },
		{ name: "c", runs: [], score: null, failure: "is away" },
	];
	expect(table("### t", rows).split("\n").slice(4, 7)).toEqual([
		"| a | 2.00 | 1.0 | 1.00 | 10 |",
		"| b | 5.00 | 2.5 | 2.50 | 10 |",
		"| c | is away |  |  |  |",
	]);
	expect(median([4, 1, 2, 3])).toBe(2.5);
});

test("growth is the factor against the next smaller tree of the kind", () => {
	const figure = (files: number, wall: number, peak: number) => ({
		corpus: "c",
		work: "w",
		files,
		wall,
		peak,
	});
	expect(
		growthTable([figure(100, 4, 30), figure(10, 1, 20)])
			?.split("\n")
			.at(2),
	).toBe("| c | w | 10 -> 100 | 10.0 | 4.0 | 1.5 | 30 |");
	expect(growthTable([figure(10, 1, 20)])).toBeNull();
});

test("a profile is told by the outermost part of a run", () => {
	const node = (id: number, functionName: string, ...children: number[]) => ({
		id,
		callFrame: { functionName },
		children,
	});
	const parts = partsOf({
		nodes: [
			node(1, "(root)", 2, 3, 4),
			node(2, "(idle)"),
			node(3, "main", 5),
			node(4, "(garbage collector)"),
			node(5, "planJavaScript", 6),
			node(6, "findCandidates"),
		],
		samples: [1, 2, 3, 4, 5, 6, 6],
		timeDeltas: [1000, 2000, 3000, 4000, 5000, 6000, 7000],
	});
	expect(Object.fromEntries(parts)).toMatchObject({
		"start: node, modules, the command line": 4,
		"waiting (git, threads)": 2,
		"garbage collection": 4,
		"planning, with proofs": 18,
		search: 0,
	});
	expect(profileTable("### a tree", parts)).toContain(
		"| planning, with proofs | 18 | 64 % |",
	);
});
