import fc from "fast-check";
import { scanJavaScript } from "../../../transforms/languages/javascript/scan.js";
import { hits } from "../../../transforms/languages/javascript/source/occurrences.js";
import type {
	Site,
	Span,
} from "../../../transforms/languages/javascript/source/syntax.js";

function scan(text: string, path = "src/a.ts", needles = ["legacy"]) {
	return scanJavaScript(
		{ path, text, encoding: "utf8", unit: "utf16" },
		needles,
	);
}

/** `kind callee specifier typeOnly`, the names as `name>as`, `?` for an inline type. */
function told(site: Site): string {
	const names = site.names
		.map((each) => `${each.typeOnly ? "?" : ""}${each.name}>${each.as}`)
		.join(" ");
	return [
		site.kind,
		site.callee,
		site.specifier,
		site.typeOnly ? "type" : null,
		names || null,
	]
		.filter((part) => part !== null)
		.join(" | ");
}

const sites = (text: string, path?: string): string[] =>
	scan(text, path).sites.map(told);

describe("each form of naming a module", () => {
	test.each([
		["import { A, B as C } from './legacy';", "import | ./legacy | A>A B>C"],
		["import D from './legacy'", "import | ./legacy | default>D"],
		["import * as ns from './legacy';", "import | ./legacy | *>ns"],
		["import D, { A } from './legacy';", "import | ./legacy | default>D A>A"],
		[
			"import D, * as ns from './legacy';",
			"import | ./legacy | default>D *>ns",
		],
		[
			"import { default as D } from './legacy';",
			"import | ./legacy | default>D",
		],
		["import { 'a str' as b } from './legacy';", "import | ./legacy | a str>b"],
		["import './legacy';", "import | ./legacy"],
		["import {} from './legacy';", "import | ./legacy"],
		["import type { T } from './legacy';", "import | ./legacy | type | T>T"],
		["import type T from './legacy';", "import | ./legacy | type | default>T"],
		["import type * as ns from './legacy';", "import | ./legacy | type | *>ns"],
		[
			"import type, { A } from './legacy';",
			"import | ./legacy | default>type A>A",
		],
		["import type from './legacy';", "import | ./legacy | default>type"],
		["import { type T, v } from './legacy';", "import | ./legacy | ?T>T v>v"],
		["import { type as as } from './legacy';", "import | ./legacy | type>as"],
		["import { type as as as } from './legacy';", "import | ./legacy | ?as>as"],
		["import { type type } from './legacy';", "import | ./legacy | ?type>type"],
		[
			"import { /* a, */ A, // B\n C } from './legacy';",
			"import | ./legacy | A>A C>C",
		],
		["import defer * as ns from './legacy';", "import | ./legacy | *>ns"],
		["import source s from './legacy';", "import | ./legacy | default>s"],
		[
			"import d from './legacy.json' with { type: 'json' };",
			"import | ./legacy.json | default>d",
		],
		[
			"export { x, y as z } from './legacy';",
			"export-from | ./legacy | x>x y>z",
		],
		[
			"export { default as X } from './legacy';",
			"export-from | ./legacy | default>X",
		],
		[
			"export type { T } from './legacy';",
			"export-from | ./legacy | type | T>T",
		],
		["export { type T } from './legacy';", "export-from | ./legacy | ?T>T"],
		["export {} from './legacy';", "export-from | ./legacy"],
		["export * from './legacy';", "export-star | ./legacy"],
		["export type * from './legacy';", "export-star | ./legacy | type"],
		["export * as ns from './legacy';", "export-star | ./legacy | *>ns"],
		["import x = require('./legacy');", "import-equals | ./legacy | *>x"],
		[
			"export import x = require('./legacy');",
			"import-equals | ./legacy | *>x",
		],
		[
			"import type x = require('./legacy');",
			"import-equals | ./legacy | type | *>x",
		],
		["const { B } = require('./legacy');", "require | require | ./legacy"],
		["require('./legacy').B;", "require | require | ./legacy"],
		["require('./legacy');", "require | require | ./legacy"],
		["require?.('./legacy');", "require | require | ./legacy"],
		[
			"createRequire(import.meta.url)('./legacy');",
			"require | createRequire() | ./legacy",
		],
		["const { B } = await import('./legacy');", "dynamic-import | ./legacy"],
		["import('./legacy').then((m) => m.B);", "dynamic-import | ./legacy"],
		["import(`./legacy`);", "dynamic-import | ./legacy"],
		[
			"import(/* webpackChunkName: 'x' */ './legacy');",
			"dynamic-import | ./legacy",
		],
		["import('./legacy' as string);", "dynamic-import | ./legacy"],
		["type A = import('./legacy').T;", "import-type | ./legacy | type"],
		["type A = typeof import('./legacy');", "import-type | ./legacy | type"],
		[
			"/** @type {import('./legacy').T} */ let x;",
			"jsdoc-type | ./legacy | type",
		],
		[
			"/** @import { A, B as C } from './legacy' */",
			"jsdoc-import | ./legacy | type | A>A B>C",
		],
		[
			"/**\n * @import {\n *   A,\n *   B } from './legacy'\n */",
			"jsdoc-import | ./legacy | type | A>A B>B",
		],
		[
			"/** @import * as ns from './legacy' */",
			"jsdoc-import | ./legacy | type | *>ns",
		],
		[
			"declare module './legacy' { interface A {} }",
			"declare-module | ./legacy | type",
		],
		["jest.mock('./legacy');", "mock | jest.mock | ./legacy"],
		["jest.doMock('./legacy', () => ({}));", "mock | jest.doMock | ./legacy"],
		[
			"jest.requireActual('./legacy').A;",
			"mock | jest.requireActual | ./legacy",
		],
		[
			"jest.createMockFromModule('./legacy');",
			"mock | jest.createMockFromModule | ./legacy",
		],
		[
			"jest.unstable_mockModule('./legacy', f);",
			"mock | jest.unstable_mockModule | ./legacy",
		],
		["vi.mock('./legacy');", "mock | vi.mock | ./legacy"],
		["vi.mock(import('./legacy'), () => ({}));", "mock | vi.mock | ./legacy"],
		["mock.module('./legacy', {});", "mock | mock.module | ./legacy"],
		[
			"require.resolve('./legacy');",
			"require-resolve | require.resolve | ./legacy",
		],
		[
			"import.meta.resolve('./legacy');",
			"import-meta-resolve | import.meta.resolve | ./legacy",
		],
		["new URL('./legacy', import.meta.url);", "new-url | URL | ./legacy"],
		[
			'/// <reference path="./legacy.ts" />',
			"reference-directive | path | ./legacy.ts | type",
		],
		[
			"/// <reference types='legacy' />",
			"reference-directive | types | legacy | type",
		],
		["const s = './legacy';", "string | ./legacy"],
		["new URL('./legacy', base);", "string | ./legacy"],
		["thing.require('./legacy');", "string | ./legacy"],
		["const s = 'see ./ws/legacy here';", "string | ./ws/legacy"],
		["const s = \"import x from './legacy'\";", "string | ./legacy"],
		["// import x from './legacy'", "comment | ./legacy"],
		["/* see src/ws/legacy.ts. */", "comment | src/ws/legacy.ts"],
	])("%s", (text, expected) => {
		expect(sites(text)).toEqual([expected]);
	});

	test("a typed mock has two sites, its type and its call", () => {
		expect(
			sites("await vi.importActual<typeof import('./legacy')>('./legacy');"),
		).toEqual([
			"import-type | ./legacy | type",
			"mock | vi.importActual | ./legacy",
		]);
	});

	test("chained mocks", () => {
		expect(sites("jest.mock('./legacy').unmock('./legacy/x');")).toEqual([
			"mock | jest.mock | ./legacy",
			"mock | jest.unmock | ./legacy/x",
		]);
	});

	test("imports inside an ambient module", () => {
		expect(
			sites(
				"declare module 'x' { import { A } from './legacy'; export * from './legacy'; }",
			),
		).toEqual([
			"declare-module | x | type",
			"import | ./legacy | A>A",
			"export-star | ./legacy",
		]);
	});

	test("a word is no path", () => {
		expect(
			sites(
				"const legacy = 1; // the legacy one\nlegacy / legacy; 'legacys'; './legacy-x'",
			),
		).toEqual([]);
	});
});

describe("offsets", () => {
	const at = (text: string, { start, end }: Span): string =>
		text.slice(start, end);

	test.each([
		["plain", ""],
		["after a byte order mark", "\uFEFF"],
		["after a shebang", "#!/usr/bin/env node\n"],
		["after both", "\uFEFF#!/usr/bin/env node\r\n"],
		["after characters beyond the BMP", "/* 😀 é 漢 */ const s = '😀';\r\n"],
		["after line separators", "/* \u2028 \u2029 */\u2028"],
	])("%s", (_, head) => {
		const text = `${head}import {type A as B} from './legacy' with {type: 'x'}; require('./legacy');\r\n/** @type {import('./legacy').T} */`;
		const [first, second, third] = scan(text).sites as [Site, Site, Site];
		expect(at(text, first.literal)).toBe("./legacy");
		expect(first.quote).toBe("'");
		expect(at(text, first.span)).toBe(
			"import {type A as B} from './legacy' with {type: 'x'};",
		);
		expect(at(text, first.attributes as Span)).toBe("with {type: 'x'}");
		expect(
			first.names.map((name) =>
				[name.span, name.nameSpan, name.asSpan].map((span) => at(text, span)),
			),
		).toEqual([["type A as B", "A", "B"]]);
		expect(at(text, second.span)).toBe("require('./legacy')");
		expect(at(text, third.literal)).toBe("./legacy");
		expect(at(text, third.span)).toBe("import('./legacy')");
	});

	test("in Flow files", () => {
		const text =
			"\uFEFF// @flow\n/* 😀 */ const s = '😀'; import typeof A from './legacy'; import {type B, c} from './legacy';\ntype T = {| a: B |}; require('./legacy'); /* './legacy' */";
		const found = scan(text, "a.js");
		expect(found.problems).toEqual([]);
		expect(
			found.sites.map((site) => [told(site), at(text, site.literal)]),
		).toEqual([
			["import | ./legacy | type | default>A", "./legacy"],
			["import | ./legacy | ?B>B c>c", "./legacy"],
			["require | require | ./legacy", "./legacy"],
			["comment | ./legacy", "./legacy"],
		]);
	});
});

describe("languages by ending", () => {
	test.each([
		["a.js", "const x = <div a='1'/>; require('./legacy')"],
		["a.mjs", "await import('./legacy')"],
		["a.cjs", "return require('./legacy')"],
		["a.js", "if (x) return; require('./legacy'); with (a) {}"],
		["a.jsx", "import a from './legacy'; <a.b/>"],
		["a.tsx", "import a from './legacy'; const x: T = <a/>"],
		["a.ts", "import a from './legacy'; const x = <T>a;"],
		["a.mts", "import a from './legacy'; const x = <T>a;"],
		["a.cts", "import a = require('./legacy'); export = a;"],
		[
			"a.d.ts",
			"import a from './legacy'; export const b: a; export default function f(): void;",
		],
	])("%s: %s", (path, text) => {
		const found = scan(text, path);
		expect(found.problems).toEqual([]);
		expect(found.sites.map((site) => site.specifier)).toEqual(["./legacy"]);
	});
});

test("a file that can't be parsed has problems, and its strings are seen", () => {
	const found = scan("import { A } from './legacy'; const = ;");
	expect(found.problems).not.toEqual([]);
	expect(found.sites.map((site) => site.specifier)).toEqual(["./legacy"]);
});

test("needles with their quotes, as barrels need them", () => {
	const text = "jest.mock('..'); jest.mock('.'); jest.mock('../..'); f('...')";
	expect(scan(text, "a.ts", ["'..'", "'.'"]).sites.map(told)).toEqual([
		"mock | jest.mock | ..",
		"mock | jest.mock | .",
		"mock | jest.mock | ../..",
	]);
});

test("without a needle in the file, only import and export sites are given", () => {
	expect(
		scan("import a from 'x'; require('y')", "a.ts", ["legacy"]).sites.map(told),
	).toEqual(["import | x | default>a"]);
});

describe("no input crashes, and no quoted needle is lost", () => {
	const piece = fc.oneof(
		fc.constantFrom(
			...[
				"import ",
				"export ",
				"{ A as B }",
				" from ",
				"'./legacy'",
				'"./legacy"',
				"`./legacy`",
				"require(",
				")",
				"jest.mock(",
				"import(",
				"type ",
				"* as ns",
				"/** ",
				"*/",
				"// ",
				"@import ",
				"\n",
				"\r\n",
				";",
				"<",
				">",
				"/",
				"=",
				"declare module ",
				"with {type:'json'}",
				"\uFEFF",
				"#!x\n",
				"😀",
				"\u2028",
				"${",
				"`",
				"'",
				"@flow",
			],
		),
		fc.string({ maxLength: 6 }),
	);
	const path = fc.constantFrom(
		"a.ts",
		"a.tsx",
		"a.js",
		"a.cjs",
		"a.d.ts",
		"a.mjs",
	);

	test("random text", () => {
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 30 }), path, (pieces, name) => {
				const text = pieces.join("");
				const { sites: found } = scan(text, name);
				for (const site of found) {
					expect(site.literal.start).toBeGreaterThanOrEqual(0);
					expect(site.literal.end).toBeLessThanOrEqual(text.length);
					expect(site.literal.start).toBeLessThanOrEqual(site.literal.end);
				}
				for (const hit of hits(text, ["legacy"])) {
					const quoted =
						/['"`]/.test(text[hit.start - 3] ?? "") &&
						text[hit.start - 3] === text[hit.end];
					if (!quoted) continue;
					expect(
						found.some(
							({ literal }) =>
								literal.start <= hit.start && hit.end <= literal.end,
						),
					).toBe(true);
				}
			}),
			{ numRuns: 3000 },
		);
	});
});
