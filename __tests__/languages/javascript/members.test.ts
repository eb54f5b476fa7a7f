/** What a file takes out of modules that it holds. */
import type { SourceFile } from "../../../transforms/core/types.js";
import { javascriptMembers } from "../../../transforms/languages/javascript/members.js";

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

const USES: readonly (readonly [code: string, uses: readonly string[]])[] = [
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

test.each(USES)("%s", (code, uses) => {
	// Past the head, so that some name is worth a look.
	expect(taken(`${code}\nns.any;`)).toEqual([...uses, "any@4 load"].sort());
});

test.each([
	"try {} catch (ns) { ns.X }",
	"{ const { a: ns } = b; ns.X }",
	"for (const ns of b) ns.X;",
	"const g = (ns = 1) => ns.X;",
	"{ const ns = require('./n'); ns.X }",
	"{ enum ns { A } ns.X }",
])("another variable takes nothing: %s", (code) => {
	expect(taken(`${code}\nns.any;`)).toEqual(["any@4 load"]);
});

test("a cast to something else hides what is taken", () => {
	expect(taken("(ns as any).X; (ns!).Y;")).toEqual(["Y@22 load"]);
});

test("a required module is held, too", () => {
	const head = 'let a;\nconst ns = require("./m");\n';
	expect(taken("ns.X;", head)).toEqual(["X@4 load"]);
});

test("no tree is made where nothing that the module offers is spelled", () => {
	expect(taken("ns.not.X; f(ns); a == ns; ns.not /* ns. */;")).toEqual([]);
	expect(taken("ns // why\n\t.X();")).toEqual(["X@3 load"]);
});
