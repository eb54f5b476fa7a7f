/** What a file takes out of modules that it holds: told without scopes, and with them, it is the same. */
import type { SourceFile } from "../../../transforms/core/types.js";
import { javascriptMembers } from "../../../transforms/languages/javascript/members.js";
import { importedOnlyMembers } from "../../../transforms/languages/javascript/scope/imported-only.js";
import { parse } from "../../../transforms/languages/javascript/source/parse.js";

const IMPORT = 'import * as ns from "./m";\n';

const fileOf = (text: string): SourceFile => ({
	path: "a.tsx",
	text,
	encoding: "utf8",
	unit: "utf16",
});

/** What is taken of the names that `./m` offers: all but `not`. */
function taken(code: string, head = IMPORT): string[] {
	const column = head.includes("*") ? head.indexOf("*") : head.indexOf('"') + 1;
	const held = {
		specifier: "./m",
		name: null,
		line: head.split("\n").length - 1,
		column: column - head.lastIndexOf("\n", head.length - 2),
		time: "load" as const,
	};
	return javascriptMembers(
		fileOf(head + code),
		[held],
		(_, chain) => chain[0] !== "not",
	)
		.map(
			({ chain, time }) =>
				`${chain.map(({ name, column }) => `${name}@${column}`).join(".")} ${time}`,
		)
		.sort();
}

const isPlain = (code: string, head = IMPORT): boolean =>
	importedOnlyMembers(parse(fileOf(head + code)).program, new Set(["ns"])) !==
	null;

/** Binds the name once more, in a scope of its own: now the scopes are asked. */
const AGAIN = "\nfunction other(ns) { ns.Y; }";

const PLAIN: readonly (readonly [code: string, uses: readonly string[]])[] = [
	["ns.X.y(1);", ["X@4.y@6 load"]],
	["ns?.X!.y;", ["X@5 load"]],
	["const f = () => ns['X'].y;", ["X@21.y@25 call"]],
	["x = <ns.X a={ns} ns={1} />;", ["X@9 load"]],
	["let a: ns.X<typeof ns.y>;", ["X@11 type", "y@23 type"]],
	["class A extends ns.X implements ns.Y {}", ["X@20 load", "Y@36 type"]],
	["function f() { type ns = ns.X; }", ["X@29 type"]],
	["interface B extends ns.Y {}", ["Y@24 type"]],
	[
		"class A { @ns.X() m() { ns.Y } [ns.k]() {} p = ns.Z }",
		["X@15 load", "Y@28 call", "Z@51 load", "k@36 load"],
	],
	["const { X, 'Y': y } = ns;", ["X@9 load", "Y@13 load"]],
	["const { X, ...rest } = ns;", []],
	["ns.X = 1; delete ns.Y; ns.Z.w = 2;", ["Z@27.w@29 load"]],
	["jest.spyOn(ns, 'X'); a.ns.X; ({ ns, ns: 1 }); export { ns };", []],
	["f(ns, ...ns.X); (ns.Y) = 1;", ["X@13 load"]],
];

test.each(PLAIN)("%s", (code, uses) => {
	// Past the head, so that some name is worth a look.
	const more = `${code}\nns.any;`;
	expect([isPlain(more), taken(more)]).toEqual([
		true,
		[...uses, "any@4 load"].sort(),
	]);
	expect([isPlain(more + AGAIN), taken(more + AGAIN)]).toEqual([
		false,
		[...uses, "any@4 load"].sort(),
	]);
});

test.each([
	"try {} catch (ns) {}",
	"const { a: ns } = b;",
	"({ ns } = b);",
	"for (const ns of b) {}",
	"type F<ns> = ns;",
	"enum ns { A }",
	"import ns = require('./n');",
	"import { ns } from './n';",
	"(ns as any).X;",
	"const g = (ns = 1) => ns;",
	"{ const ns = require('./n'); }",
	"label: for (;;) {}\nclass ns {}",
])("the scopes are asked about %s", (code) => {
	expect(isPlain(code)).toBe(false);
});

test("a required module is held, too", () => {
	const head = 'let a;\nconst ns = require("./m");\n';
	expect(taken("ns.X;", head)).toEqual(["X@4 load"]);
	expect(isPlain("ns.X;", head)).toBe(true);
});

test("no tree is made where nothing that the module offers is spelled", () => {
	expect(taken("ns.not.X; f(ns); a == ns; ns.not /* ns. */;")).toEqual([]);
	expect(taken("ns // why\n\t.X();")).toEqual(["X@3 load"]);
});
