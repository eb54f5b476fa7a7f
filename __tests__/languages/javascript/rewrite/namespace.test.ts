/** Random files around one namespace import: what a name means to its users must not change, whatever was split. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
	analyseScopes,
	type FileScopes,
	scopeOf,
	usesOf,
} from "../../../../transforms/languages/javascript/scope.js";
import { parse } from "../../../../transforms/languages/javascript/source/parse.js";
import { planTree } from "./memory.js";

const WORLD = {
	"src/old.ts":
		'export { a, b, button } from "./new";\nexport type { T } from "./new";\nexport const own = 1;\n',
	"src/new.ts":
		"export const a = 1;\nexport const b = 2;\nexport function button() {}\nexport interface T {}\n",
};
const RULES = [{ from: "src/old.ts", to: "src/new.ts" }];

const SNIPPETS = [
	"ns.a(ns.b);",
	"const a = ns.a;",
	"function f(b) { return ns.b + b + ns.a; }",
	"{ const ns = other; ns.a; }",
	"const el = <ns.button key={ns.a}>{ns.b}</ns.button>;",
	"let t: ns.T, u: typeof ns.a;",
	"namespace N { const a = ns.a; type T = ns.T; }",
	"window.b(b);",
	"enum E { a = ns.a, b }",
	"try { ns.a } catch (a) { ns.b }",
	"const own = ns.own;",
	"const { a: x1, b: x2 } = ns;",
	"class K { a = ns.a; static { var b = ns.b; } m(ns) { return ns.a } }",
	"for (const T of ns.b) ns.button(T);",
	"(ns) => ns.a;",
	"jest.spyOn(ns, 'a');",
	"use(ns);",
	"label: for (;;) { ns.a; break label; }",
	"const o = { ns: 1, a: ns.a, get b() { return ns.b } };",
	"type G<T> = T extends ns.T ? typeof ns : T;",
	"export { ns as again };",
	"ns /* why */ .a;",
];

function scopesOf(text: string): FileScopes {
	const scopes = analyseScopes(
		parse({ path: "a.tsx", text, encoding: "utf8", unit: "utf16" }),
	);
	if (!scopes) throw new Error(`does not parse:\n${text}`);
	return scopes;
}

/** Names that no declaration of the file has, with how often they are used. */
const globals = (scopes: FileScopes): Record<string, number> =>
	Object.fromEntries(
		[...scopes.uses].flatMap(([name, uses]) => {
			const free = uses.filter(
				(use) => scopeOf(name, use.scope, use.meaning) === null,
			);
			return free.length > 0 ? [[name, free.length]] : [];
		}),
	);

test("no use changes what it means", () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.constantFrom(...SNIPPETS), {
				minLength: 1,
				maxLength: 6,
			}),
			fc.constantFrom("named" as const, "module" as const),
			(snippets, moduleStyle) => {
				const text = `import * as ns from './old';\n${snippets.join("\n")}\n`;
				const tree = { ...WORLD, "src/app.tsx": text };
				const after = planTree(tree, RULES, { moduleStyle }).after(
					"src/app.tsx",
				);
				const [was, is] = [scopesOf(text), scopesOf(after)];
				expect(globals(is)).toEqual(globals(was));
				// Every use of the import is still one, or became one of a named import.
				const names = [...is.root.names.keys()].filter(
					(name) => !was.root.names.has(name),
				);
				const count = (scopes: FileScopes, all: readonly string[]): number =>
					all.reduce(
						(sum, name) => sum + usesOf(scopes, name, scopes.root).length,
						0,
					);
				const lifted =
					snippets.some((s) => s.startsWith("const { a: x1")) &&
					!after.includes("} = ns");
				expect(count(is, ["ns", ...names])).toBe(
					count(was, ["ns"]) - (lifted ? 1 : 0),
				);
				expect(
					planTree({ ...tree, "src/app.tsx": after }, RULES, { moduleStyle })
						.changes,
				).toEqual([]);
			},
		),
		{ numRuns: 400 },
	);
});
