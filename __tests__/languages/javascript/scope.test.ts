import { describe, expect, test } from "@jest/globals";
import {
	analyseScopes,
	type FileScopes,
	isFree,
	usesOf,
} from "../../../transforms/languages/javascript/scope.js";
import { parse } from "../../../transforms/languages/javascript/source/parse.js";

function scopesOf(text: string, path = "a.tsx"): FileScopes {
	const scopes = analyseScopes(
		parse({ path, text, encoding: "utf8", unit: "utf16" }),
	);
	if (!scopes) throw new Error(`does not parse: ${text}`);
	return scopes;
}

/** The marked text without its marks, and the offsets of the marks `^`, each before a use of `ns`. */
function marked(text: string): { plain: string; at: number[] } {
	const at: number[] = [];
	let plain = "";
	for (const part of text.split("^")) {
		if (plain !== "" || at.length > 0) at.push(plain.length);
		plain += part;
	}
	return { plain, at };
}

const IMPORT = 'import * as ns from "m";\n';

describe("which `ns` is the import", () => {
	const cases: Record<string, string> = {
		"a plain member": "^ns.X;",
		"a block hides it": "{ const ns = 1; ns.X } ^ns.X;",
		"var is hoisted to the function body, not to its head":
			"function f(a = ^ns.X) { if (a) { var ns = 1 } return ns.X }",
		"a parameter hides it in the whole function":
			"const f = (ns) => ns.X; const g = ({ ns }) => ns; ^ns.X;",
		"catch hides it in its block": "try { ^ns.X } catch (ns) { ns.X }",
		"a loop hides it":
			"for (const a of ^ns.list) {} for (const ns of []) ns.X; ^ns.X;",
		"a named function expression hides it inside":
			"const f = function ns() { return ns.X }; ^ns.X;",
		"a class expression hides it inside":
			"const C = class ns { m() { return ns.X } }; ^ns.X;",
		"a class body is no scope for its members":
			"class C { ns = ^ns.X; m() { return ^ns.Y } }",
		"a TypeScript namespace hides it":
			"namespace N { const ns = 1; ns; } ^ns.X;",
		"an enum member hides it in initialisers":
			"enum E { ns = 1, b = ns } ^ns.X;",
		"switch cases are one scope": "switch (^ns.X) { case 1: let ns; ns.X }",
		"a type parameter does not hide a namespace":
			"function f<ns>(a: ^ns.T, b: ns) {}",
		"a type alias does not hide a value": "{ type ns = 1; ^ns.X }",
		"a local TypeScript namespace hides types":
			"namespace N { namespace ns { export type T = 1 } let a: ns.T }",
		"types, typeof and heritage":
			"let a: ^ns.T; type B = typeof ^ns.x; interface I extends ^ns.J {} class K extends ^ns.L implements ^ns.M {}",
		"heritage, further in":
			"interface I extends ^ns.J.K<^ns.T> {} class L implements ^ns.M.N {} { type ns = 1; interface O extends ^ns.P {} }",
		"namespaces in one word": "namespace ns.ns.M { ns.X } ",
		"JSX, opening and closing": "<^ns.B ns={1}><ns /></^ns.B>;",
		"optional chains and shorthand":
			"^ns?.X; ({ ^ns }); ({ ns: 1 }); a.ns; a?.ns;",
		"labels and exports": "ns: for (;;) { break ns } export { ^ns as x };",
		"an export of another module's name": 'export { ns as y } from "other";',
		"a static block has its own var":
			"class C { static { var ns = 1; ns } } ^ns;",
		"a mapped type's key": "type M = { [ns in keyof ^ns.T]: ns };",
		"a decorator": "@^ns.D class C { @^ns.P() p = 1 }",
		"a declared function and a signature's parameters":
			"declare function f(ns: number): typeof ns; type F = (ns: 1) => typeof ns; ^ns.X;",
		"a template": `\`$${""}{^ns.X}\`;`,
	};
	test.each(Object.entries(cases))("%s", (_, source) => {
		const { plain, at } = marked(IMPORT + source);
		const scopes = scopesOf(plain);
		expect(
			usesOf(scopes, "ns", scopes.root).map((use) => use.node.start),
		).toEqual(at);
	});

	test("Flow's types", () => {
		const { plain, at } = marked(
			`// @flow\n${IMPORT}type A = ^ns.T; opaque type O = typeof ^ns.x; (a: ^ns.U);
			class F<T> implements I { p: ^ns.G = 1 } enum H { ns, I } ^ns?.j; { const ns = 1; ns.k }`,
		);
		const scopes = scopesOf(plain, "a.js");
		expect(
			usesOf(scopes, "ns", scopes.root).map((use) => use.node.start),
		).toEqual(at);
	});
});

describe("is a name free for a new import", () => {
	const free = (source: string, name = "X"): boolean => {
		const scopes = scopesOf(IMPORT + source);
		return isFree(scopes, name, usesOf(scopes, "ns", scopes.root));
	};
	test("a name that nobody has", () => expect(free("ns.X;")).toBe(true));
	test("the top level has it", () =>
		expect(free("const X = 1; ns.X;")).toBe(false));
	test("it would capture a global", () =>
		expect(free("ns.Map; new Map();", "Map")).toBe(false));
	test("a scope on the way hides it", () =>
		expect(free("function f(X) { return ns.X }")).toBe(false));
	test("a scope beside the way does not", () =>
		expect(free("function f(X) { return X } ns.X;")).toBe(true));
});

test("eval and with may read any name", () => {
	expect(scopesOf('eval("ns.X")').dynamic).toBe(true);
	expect(scopesOf("obj.eval('ns')").dynamic).toBe(false);
});

test("what does not parse is said, not guessed", () => {
	expect(() => scopesOf("const = ;", "a.ts")).toThrow("does not parse");
});

test("a chain of ten thousand is read", () => {
	const uses = scopesOf(`${IMPORT}x = ${"ns.X + ".repeat(10_000)}1;`).uses;
	expect(uses.get("ns")).toHaveLength(10_000);
});

test("offsets hold with a byte order mark, CRLF, tabs and a shebang", () => {
	for (const text of [
		"\uFEFF\tns.X",
		"a;\r\n\tns.X",
		"#!/usr/bin/env node\r\nns.X",
		"\uFEFF#!/bin/node\nns.X",
	]) {
		const scopes = scopesOf(text, "a.js");
		expect(scopes.uses.get("ns")?.[0]?.node.start).toBe(text.indexOf("ns.X"));
	}
});
