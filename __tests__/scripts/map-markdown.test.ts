/** The consolidation map: what it says of a map, what it keeps for the next one, and that names stay names. */
import { describe, expect, test } from "@jest/globals";
import { renderMapMarkdown } from "../../scripts/report/map/markdown.js";
import {
	cell,
	code,
	label,
	prose,
} from "../../scripts/report/map/markdown-escape.js";
import { readEarlier } from "../../scripts/report/map/markdown-measures.js";
import type { MapData } from "../../transforms/core/map/types.js";
import {
	definition,
	MANAGERS,
	mapOf,
	path,
	shim,
	use,
	uses,
} from "./support/map-data.js";

const LINES: Readonly<Record<string, string>> = {
	"src/user.py:2": "    from app.old import Manager  # legacy",
	"tests/t.py:1": "from app.old import Manager",
};

const render = (map: MapData, earlier: string | null = null) =>
	renderMapMarkdown(map, {
		earlier: earlier === null ? null : (readEarlier(earlier)?.start ?? null),
		lineOf: (file, line) => LINES[`${file}:${line}`] ?? null,
	});

const section = (document: string, title: string) =>
	document.split(/^## /m).find((part) => part.startsWith(title)) ?? "";

describe("what it says", () => {
	const document = render(MANAGERS);

	test("the most fragmented symbol, each of its paths, and the one to keep with the reason", () => {
		const part = section(document, "Import path fragmentation");
		expect(part).toContain(
			"| `Manager` | 2 | 5 | 5 | 0 | `app.core:Manager` |",
		);
		expect(part).toContain(
			"| `app.old:Manager` | 3 | 3 | 1 | from 3 | a shim |",
		);
		expect(part).toContain("Keep `app.core:Manager`: all others are in shims.");
	});

	test("a graph from the shim to the definition", () => {
		const part = section(document, "Structure");
		expect(part).toContain('n1["app.old:Manager<br/>3 imports"]');
		expect(part).toContain('n1 -->|"from .core"| n2');
		expect(part).toContain("class n1 stray");
		expect(part).toContain("class n2 kept");
	});

	test("each form with a real line, product code before tests", () => {
		const part = section(document, "Usage patterns");
		expect(part).toContain(
			"`from`, for instance `src/user.py:2` (3 uses):\n\n```python\nfrom app.old import Manager  # legacy\n```",
		);
	});

	test("split names before all other risks", () => {
		const titles = section(
			render({
				...MANAGERS,
				broken: ["app.gone:X"],
				cycles: [{ language: "python", modules: ["a", "b"], way: [] }],
			}),
			"Risks",
		).match(/^### .*/gm);
		expect(titles).toEqual([
			"### Split names",
			"### Broken import paths",
			"### Import cycles",
		]);
	});

	test("the commands for one path, quoted for a shell", () => {
		const odd = "src/it's old.ts:default";
		const map = mapOf({
			definitions: [
				definition("src/new.ts:New", {
					used: [odd, "src/new.ts:New"],
					canonical: {
						path: "src/new.ts:New",
						reason: "most-used",
						votes: [],
					},
				}),
			],
			paths: [path(odd), path("src/new.ts:New")],
		});
		expect(render(map)).toContain(
			"onepath migrate --from 'src/it'\\''s old.ts#default' --to src/new.ts#New",
		);
	});

	test("the same map gives the same bytes", () => {
		expect(render(structuredClone(MANAGERS))).toBe(document);
	});

	test("an empty map is a document with nothing left to do", () => {
		const empty = render(mapOf({}));
		expect(empty).toContain("10 of 10 are met.");
		expect(empty).not.toContain("- [ ]");
	});
});

describe("criteria are ticked from what is true", () => {
	const ticked = (map: MapData, name: string) =>
		section(render(map), "Success")
			.split("\n")
			.find((line) => line.includes(`**${name}:**`));

	test.each([
		["One import path", MANAGERS, "1 symbol imported by more than one path"],
		["Old paths warn", MANAGERS, "1 shim in use without a warning"],
		["No split names", MANAGERS, "1 name with several definitions"],
		[
			"No broken paths",
			mapOf({
				paths: [path("a:X", { status: "broken", definition: null })],
				broken: ["a:X"],
			}),
			"1 import path in use and working for nobody",
		],
		[
			"Everything read",
			mapOf({
				coverage: {
					...mapOf({}).coverage,
					problems: [{ file: "a.py", line: 1, what: "unclosed" }],
				},
			}),
			"1 place that the map could not follow",
		],
	])("%s", (name, map, open) => {
		expect(ticked(map, name)).toBe(`- [ ] **${name}:** ${open}`);
		expect(ticked(mapOf({}), name)).toMatch(/^- \[x\]/);
	});

	test("a shim that warns, or that nobody uses, does not stand against the warning", () => {
		const map = mapOf({
			shims: [
				shim("a.old", { warns: 3 }),
				shim("a.older", { uses: uses(0), users: [] }),
			],
		});
		expect(ticked(map, "Old paths warn")).toMatch(/^- \[x\]/);
		expect(render(map)).toContain("1 shim without a use in the tree");
	});
});

describe("progress", () => {
	const first = render(MANAGERS);
	const done = mapOf({
		definitions: [definition("app.core:Manager", { uses: uses(5) })],
		paths: [path("app.core:Manager", { uses: uses(5) })],
	});

	test("written again over itself: the way from the first document", () => {
		const second = render(done, first);
		expect(second).toContain(
			"| symbols imported by more than one path | 1 | 0 | -1 |",
		);
		const third = render(done, second);
		expect(third).toBe(second);
	});

	test("nothing happened: the same document", () => {
		expect(render(MANAGERS, first)).toBe(first);
	});

	test("against the JSON of an earlier map", () => {
		expect(render(done, JSON.stringify(MANAGERS))).toBe(render(done, first));
	});

	test.each(["", "# Notes\n", "{}", '{"tool": {"name": "onepath"}}', "null"])(
		"what is no map is none: %j",
		(text) => {
			expect(readEarlier(text)).toBeNull();
		},
	);

	test("numbers that are none are not taken over", () => {
		expect(
			readEarlier(first.replaceAll('"fragmented":1', '"fragmented":"<b>"')),
		).toBeNull();
	});
});

describe("names from source stay names", () => {
	test.each([
		["plain", "`plain`"],
		["a`b", "``a`b``"],
		["`", "`` ` ``"],
		["a``b`", "``` a``b` ```"],
		["a\nb", "`a\\x0ab`"],
	])("%j as a code span", (name, span) => {
		expect(code(name)).toBe(span);
	});

	test("a bar in a table, and markup in a sentence", () => {
		expect(cell("a|b")).toBe("`a\\|b`");
		expect(prose("<img> **x** [y](z) @acme")).toBe(
			"\\<img\\> \\*\\*x\\*\\* \\[y\\](z) &#64;acme",
		);
	});

	test("quotes, brackets and entities in a graph", () => {
		expect(label('a"]<b>#`')).toBe("a#34;#93;#60;b#62;#35;#96;");
	});

	test("a hostile name in every place of the document", () => {
		const evil = 'src/<img src=x onerror=1>|`"].ts';
		const id = `${evil}:A`;
		const map = mapOf({
			definitions: [
				definition(id, {
					module: evil,
					file: evil,
					used: [id, "b:A"],
					canonical: {
						path: null,
						reason: null,
						votes: [{ reason: "most-used", path: id }],
					},
				}),
			],
			paths: [
				path(id, {
					status: "broken",
					end: `${evil} is not there`,
					chain: [
						{ module: evil, file: evil, line: 1, name: "A", how: evil },
						{ module: "b", file: "b", line: 1, name: "A", how: "is a class" },
					],
				}),
				path("b:A"),
			],
			uses: [use(id, { file: evil })],
			shims: [shim(evil, { effect: { line: 2, what: evil } })],
			splitNames: [
				{
					name: evil,
					language: "python",
					why: `${evil} and its like`,
					alternatives: [{ definition: id, paths: [id], uses: 1 }],
				},
			],
			broken: [id],
			patched: [{ path: id, definition: id, uses: 1 }],
			doubleRoots: [
				{ file: evil, language: "python", names: [{ name: evil, uses: 1 }] },
			],
			cycles: [
				{
					language: "python",
					modules: [evil, "b"],
					way: [{ module: evil, file: evil, line: 1 }],
				},
			],
		});
		const document = render(map);
		// Outside of code spans and blocks nothing of it is left to be markup.
		const markup = document
			.replace(/^```[\s\S]*?^```$/gm, "")
			.replaceAll("\\`", "")
			.replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
		expect(markup).not.toMatch(/(?<!\\)<(?!!-- onepath map)/);
		for (const table of document.match(/(?:^\|.*\n)+/gm) ?? []) {
			const bars = table
				.trimEnd()
				.split("\n")
				.map((row) => row.match(/(?<!\\)\|/g)?.length);
			expect(new Set(bars).size).toBe(1);
		}
		const graph = /```mermaid\n([\s\S]*?)```/.exec(document)?.[1] ?? "";
		expect(graph).not.toContain("<img");
		expect(graph).toContain("#60;img src=x onerror=1#62;");
	});
});
