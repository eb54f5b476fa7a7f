import type { Binding, ModuleFacts } from "../../../transforms/core/facts.js";
import {
	describeEnd,
	type Resolution,
} from "../../../transforms/core/proof.js";
import { javascriptFacts } from "../../../transforms/languages/javascript/exports.js";
import { cleanUp, graphOf, type Tree } from "./disk.js";

afterAll(cleanUp);

const facts = (text: string, path = "m.ts"): ModuleFacts =>
	javascriptFacts({ path, text, encoding: "utf8", unit: "utf16" }, path);

function told(binding: Binding): string {
	const type = binding.typing ? "type " : "";
	switch (binding.kind) {
		case "define":
			return `${type}${binding.what}`;
		case "import":
			return `${type}import ${binding.specifier} ${binding.name}`;
		case "alias":
			return `${type}= ${binding.of}`;
		case "member":
			return `= ${binding.of}.${binding.name}`;
		case "delete":
			return "delete";
	}
}

const exported = (text: string, path?: string): Record<string, string> =>
	Object.fromEntries(
		[...facts(text, path).exports].map(([name, bindings]) => [
			name,
			bindings.map(told).join(" | "),
		]),
	);

describe("exports of ES modules", () => {
	test.each([
		["export class A {}", { A: "class" }],
		[
			"export function f(): void; export function f() {}",
			{ f: "function | function" },
		],
		[
			"export const a = 1, { b, c: [d] } = x;",
			{ a: "value", b: "= x.b", d: "value" },
		],
		["export const f = () => 1, C = class {};", { f: "function", C: "class" }],
		[
			"export enum E { A } export namespace N { export const x = 1 }",
			{ E: "value", N: "value" },
		],
		[
			"export interface I {} export type T = 1;",
			{ I: "type type", T: "type type" },
		],
		["export interface A {} export class A {}", { A: "type type | class" }],
		[
			"class A {} export { A as B, A as default };",
			{ B: "= A", default: "= A" },
		],
		[
			"export { a as b, default as C } from './x';",
			{ b: "import ./x a", C: "import ./x default" },
		],
		["export * as ns from './x';", { ns: "import ./x null" }],
		[
			"export type { T } from './x'; export { type U } from './x';",
			{ T: "type import ./x T", U: "type import ./x U" },
		],
		["import { a } from './x'; export default a;", { default: "= a" }],
		["export default class A {}", { default: "= A" }],
		["export default class {}", { default: "class" }],
		["export default function () {}", { default: "function" }],
		["export default { a: 1 };", { default: "value" }],
		["import { a } from './x'; export const b = a;", { b: "= a" }],
		["import * as ns from './x'; export const b = ns.c;", { b: "= ns.c" }],
		[
			"import { a } from './x'; export const b = a as Other, c: Wide = a;",
			{ b: "value", c: "value" },
		],
		["import { a } from './x'; export let b = a; b = 2;", { b: "value" }],
		["import * as ns from './x'; export import b = ns.c;", { b: "= ns.c" }],
		[
			"export const __proto__ = 1, constructor = 2;",
			{ ["__proto__"]: "value", constructor: "value" },
		],
	])("%s", (text, expected) => {
		expect(new Map(Object.entries(exported(text)))).toEqual(
			new Map(Object.entries(expected)),
		);
	});

	test("stars", () => {
		const { stars, starHides } = facts(
			"export * from './a'; export type * from './b';",
		);
		expect(stars.map((star) => [star.specifier, star.typing])).toEqual([
			["./a", false],
			["./b", true],
		]);
		expect(starHides("default")).toBe(true);
	});

	test("a type import gives way to a local of the same name", () => {
		expect(
			facts("import { X } from './x'; const X = 1; export { X };")
				.locals.get("X")
				?.map(told),
		).toEqual(["value"]);
	});

	test("rebound names, and names that functions read", () => {
		const { rebound, readLate } = facts(
			"import { a } from './x';\nexport let n = 0;\nexport function f() { n += 1; return a }",
		);
		expect([...rebound]).toEqual([["n", 3]]);
		expect([...readLate].sort()).toEqual(["a", "n"]);
	});
});

describe("exports of CommonJS", () => {
	test.each([
		[
			"const { a, b: c } = require('./x'); module.exports = { a, c, d: 1, e() {}, 'f-g': c };",
			{
				a: "= a",
				c: "= c",
				d: "value",
				e: "value",
				"f-g": "= c",
				default: "value",
			},
		],
		[
			"exports.a = require('./x').a; exports.b = require('./x'); module.exports.c = class {};",
			{ a: "import ./x a", b: "import ./x null", c: "value" },
		],
		[
			"const api = { a: 1 }; module.exports = api;",
			{ default: "= api", a: "value" },
		],
		[
			"exports.a = exports.b = void 0; const x_1 = require('./x'); Object.defineProperty(exports, 'a', { enumerable: true, get: function () { return x_1.a; } });",
			{ a: "= x_1.a" },
		],
		[
			"Object.defineProperty(exports, '__esModule', { value: true }); exports.default = A; class A {}",
			{ default: "= A" },
		],
		["module.exports = require('./x');", { default: "import ./x default" }],
	])("%s", (text, expected) => {
		const { exports, opaque } = facts(text, "m.js");
		expect(
			Object.fromEntries(
				[...exports].map(([name, all]) => [name, all.map(told).join(" | ")]),
			),
		).toEqual(expected);
		expect(opaque).toEqual([]);
	});

	test("stars of compiled output", () => {
		const text = `var __exportStar = (this && this.__exportStar) || function(m, exports) { for (var p in m) exports[p] = m[p]; };
__exportStar(require("./a"), exports); tslib_1.__exportStar(require("./b"), exports);`;
		expect(facts(text, "m.js").stars.map((star) => star.specifier)).toEqual([
			"./a",
			"./b",
		]);
		expect(facts(text, "m.js").opaque).toEqual([]);
	});

	test("what was put on an object that is replaced is gone", () => {
		const names = (text: string) => {
			const { exports, stars } = facts(text, "m.js");
			return [...exports.keys(), ...stars.map((star) => star.specifier)];
		};
		expect(
			names(
				"exports.a = 1; module.exports = { b: 2, ...require('./c') }; exports.d = 3; module.exports.e = 4;",
			),
		).toEqual(["default", "b", "e", "./c"]);
		expect(
			names(
				"exports.a = 1; exports = module.exports = { b: 2 }; exports.c = 3;",
			),
		).toEqual(["default", "b", "c"]);
		expect(names("exports.a = 1; module.exports = exports;")).toEqual(["a"]);
		expect(names("exports = { a: 1 }; exports.b = 2;")).toEqual([]);
	});

	test("names that may be set by what gets the exports", () => {
		const rebound = (text: string) => [...facts(text, "m.js").rebound.keys()];
		expect(rebound("exports.a = 1; fill(exports);")).toEqual(["a"]);
		expect(rebound("exports.a = 1; if (x) exports.b = 1;")).toEqual(["b"]);
	});

	test("names that are set again", () => {
		const { rebound } = facts(
			"exports.a = 1;\nexports.b = () => { exports.a++ };\nfunction f() { [exports.c] = []; for (module.exports.d of []) ; delete exports.e }\nexports.f = exports.g = 1;",
			"m.js",
		);
		expect([...rebound]).toEqual([
			["a", 2],
			["c", 3],
			["d", 3],
			["e", 3],
		]);
	});

	test.each([
		"module.exports = make();",
		"exports[name] = 1;",
		"if (x) exports.a = 1;",
		"fill(exports);",
		"(function (root, f) { if (typeof exports === 'object') f(exports) })(this, g);",
		"module.exports = { [name]: 1 };",
		"module.exports = class {};",
	])("can't be read: %s", (text) => {
		expect(facts(text, "m.js").opaque).not.toEqual([]);
	});

	test("reading exports makes no names", () => {
		expect(
			facts(
				"exports.a = 1; function f() { return exports.a() + module.exports.a }",
				"m.js",
			).opaque,
		).toEqual([]);
	});
});

test("what a module offers that sets module.exports beside its imports is not its own to say", () => {
	const opaque = (text: string) => facts(text).opaque.map(({ line }) => line);
	expect([
		opaque("import a from './a';\nmodule.exports = { ...a };"),
		opaque("export const a = 1;\n\nexports.b = 2;"),
		opaque("import a from './a';\nmodule.exports.b = a;"),
		opaque("const exports = {};\nexports.b = 2;\nexport default exports;"),
		opaque("import a from './a';\nif (module.exports === a) a();"),
		opaque("export const a = 1; // module.exports = a"),
	]).toEqual([[2], [3], [2], [], [], []]);
});

describe("loads", () => {
	const loads = (text: string, path?: string, verbatim?: boolean) =>
		javascriptFacts(
			{ path: path ?? "m.ts", text, encoding: "utf8", unit: "utf16" },
			"m.ts",
			verbatim,
		).loads.map(({ specifier, time }) => `${specifier} ${time}`);

	test.each([
		["import './a';", ["./a load"]],
		["import { a } from './a'; a();", ["./a load"]],
		["import { T } from './a'; let x: T;", ["./a type"]],
		["import { T, a } from './a'; let x: T = a;", ["./a load"]],
		[
			"import type { T } from './a'; import { type U } from './b';",
			["./a type", "./b type"],
		],
		["import { A } from './a'; <A.b/>;", ["./a load"]],
		[
			"import { A } from './a'; @dec() class X { constructor(a: A) {} }",
			["./a load"],
		],
		["import { A } from './a'; class X { constructor(a: A) {} }", ["./a type"]],
		["import { A } from './a'; export { A };", ["./a load"]],
		[
			"import { A } from './a'; type A2 = typeof A; ({ A: 1 }).A;",
			["./a type"],
		],
		[
			"export * from './a'; export {} from './b'; export { c } from './c'; export type * from './d';",
			["./a load", "./b load", "./c load", "./d type"],
		],
		[
			"import('./a'); require('./b'); function f() { require('./c') }",
			["./a call", "./b load", "./c call"],
		],
		["import a = require('./a'); a();", ["./a load"]],
	])("%s", (text, expected) => {
		expect(loads(text, "m.tsx")).toEqual(expected);
	});

	test("imports of types alone run in scripts and under verbatimModuleSyntax", () => {
		expect(loads("import { T } from './a';", "m.js")).toEqual(["./a load"]);
		expect(loads("import { T } from './a'; let x: T;", "m.ts", true)).toEqual([
			"./a load",
		]);
	});
});

describe("effects", () => {
	test.each([
		"import { a } from './a'; export { a }; export * from './b';",
		"'use strict'; const a = make(); class B {} B.c = 1; B.prototype.d = 2; export default a;",
		"import './style.css';",
		"exports.a = 1; module.exports.b = 2; Object.defineProperty(exports, '__esModule', { value: true });",
		"declare global { interface Window {} } declare module 'x' {}",
		"console.warn('use ./new'); export * from './new';",
		"if (dev) { console.warn('use ./new') }",
		"namespace N { export const x = 1 } enum E {}",
	])("none: %s", (text) => {
		expect(facts(text).effect).toBeNull();
	});

	test.each([
		["\nregister();", 2, "calls register"],
		["import './polyfill';", 1, "loads ./polyfill for its effect"],
		["Array.prototype.x = 1;", 1, "assigns"],
		["window.x = 1;", 1, "assigns"],
		["import { A } from './a'; A.x = 1;", 1, "assigns"],
		["if (x) { go() }", 1, "calls go"],
		["x && go();", 1, "calls go"],
		["try { go() } catch {}", 1, "calls go"],
		["for (const a of b) a.go();", 1, "calls a.go"],
		["await go();", 1, "runs"],
		["new Thing();", 1, "makes a Thing"],
		["namespace N { go() }", 1, "calls go"],
		["throw new Error();", 1, "throws"],
	])("%s", (text, line, what) => {
		expect(facts(text).effect).toEqual({
			line,
			what: expect.stringContaining(what),
		});
	});
});

test("files of other kinds", () => {
	expect([...facts('{"a": 1, "b c": 2}', "x.json").exports.keys()]).toEqual([
		"default",
		"a",
		"b c",
	]);
	expect(facts("a {}", "x.css").exports.has("default")).toBe(true);
	expect(facts("a {}", "x.module.css").opaque).not.toEqual([]);
});

test("a file with a syntax error is not readable", () => {
	expect(facts("export const = ;").opaque[0]?.what).toContain("syntax error");
});

describe("the graph", () => {
	const end = (tree: Tree, module: string, name: string): string => {
		const graph = graphOf(tree);
		const found: Resolution = graph.resolve(module, name);
		return `${found.kind} ${describeEnd(found, graph.display)}`;
	};

	test("barrels, renames, defaults, namespaces and constants", () => {
		const tree = {
			"index.ts":
				"export * from './barrel'; export { default as Main } from './main'; export * as all from './deep/a';",
			"barrel/index.ts":
				"export { A as Renamed } from '../deep/a'; export * from '../deep/b.js';",
			"deep/a.ts": "export class A {}",
			"deep/b.ts":
				"import { A } from './a'; import * as ns from './a'; export const Same = A; export const Through = ns.A;",
			"main.ts": "import { A } from './deep/a'; export default A;",
		};
		expect(end(tree, "index.ts", "Renamed")).toBe("definition deep/a.ts:A");
		expect(end(tree, "index.ts", "Same")).toBe("definition deep/a.ts:A");
		expect(end(tree, "index.ts", "Through")).toBe("definition deep/a.ts:A");
		expect(end(tree, "index.ts", "Main")).toBe("definition deep/a.ts:A");
		expect(end(tree, "index.ts", "all")).toBe("module module deep/a.ts");
		expect(end(tree, "index.ts", "default")).toBe(
			"absent index.ts does not offer default",
		);
		expect(end(tree, "index.ts", "None")).toBe(
			"absent index.ts does not offer None",
		);
	});

	test("two stars: own names first, then agreement", () => {
		const tree = {
			"index.ts":
				"export * from './a'; export * from './b'; export class Own {}",
			"a.ts": "export class X {} export class Own {} export { S } from './s';",
			"b.ts": "export class X {} export { S } from './s';",
			"s.ts": "export class S {}",
		};
		expect(end(tree, "index.ts", "X")).toBe("ambiguous a.ts:X or b.ts:X");
		expect(end(tree, "index.ts", "S")).toBe("definition s.ts:S");
		expect(end(tree, "index.ts", "Own")).toBe("definition index.ts:Own");
		expect([...graphOf(tree).offered("index.ts").names].sort()).toEqual([
			"Own",
			"S",
		]);
	});

	test("circles and modules that are not there", () => {
		const tree = {
			"a.ts":
				"export * from './b'; export class A {} export { loop } from './b'; export { x } from './gone';",
			"b.ts": "export * from './a'; export { loop } from './a';",
		};
		expect(end(tree, "b.ts", "A")).toBe("definition a.ts:A");
		expect(end(tree, "a.ts", "loop")).toMatch(/^unknown/);
		expect(end(tree, "a.ts", "x")).toMatch(/^no-module/);
	});

	test("through CommonJS and out of the tree", () => {
		const tree = {
			"a.js":
				"const { X } = require('./b'); module.exports = { X, y: require('react').y };",
			"b.js": "exports.X = class {};",
			"c.js": "module.exports = make();",
			"d.ts": "export { q } from './c.js';",
		};
		expect(end(tree, "a.js", "X")).toBe("definition b.js:X");
		expect(end(tree, "a.js", "y")).toBe("external react:y (outside the tree)");
		expect(end(tree, "d.ts", "q")).toMatch(/^unknown c.js:1 exports one value/);
	});

	test("what loading loads", () => {
		const graph = graphOf({
			"a.ts": "import { b } from './b'; b();",
			"b.ts":
				"import { C } from './c'; import type { D } from './d'; export const b = (c: C) => import('./e');",
			"c.ts": "",
			"d.ts": "",
			"e.ts": "",
		});
		expect(graph.loadPath("a.ts", "b.ts")).toEqual(["a.ts", "b.ts"]);
		for (const never of ["c.ts", "d.ts", "e.ts"])
			expect(graph.loadPath("a.ts", never)).toBeNull();
	});
});
