/** What `toSource()` of a stock transform gives back: only what changed differs from the file. */
import { describe, expect, test } from "@jest/globals";
import type { JSCodeshift } from "jscodeshift";
import { surgicalCore } from "../../../../transforms/languages/javascript/foreign.js";

type Change = (root: ReturnType<JSCodeshift>, j: JSCodeshift) => unknown;
type Row = readonly [
	name: string,
	before: string,
	change: Change,
	after: string,
];

const written = (before: string, change: Change, parser: string): string => {
	const j = surgicalCore(parser);
	const root = j(before);
	change(root, j);
	return root.toSource();
};

const firstImport = (root: ReturnType<JSCodeshift>, j: JSCodeshift) =>
	root.find(j.ImportDeclaration).at(0);
const newImport = (j: JSCodeshift, name: string) =>
	j.importDeclaration([j.importSpecifier(j.identifier(name))], j.literal(name));
const named =
	(index: number): Change =>
	(root, j) =>
		root.find(j.ImportSpecifier).at(index).remove();
const add =
	(...names: string[]): Change =>
	(root, j) =>
		firstImport(root, j)
			.get()
			.node.specifiers.push(
				...names.map((name) => j.importSpecifier(j.identifier(name))),
			);

describe("statements that go", () => {
	const rows: Row[] = [
		[
			"CRLF stays",
			"import a from 'a';\r\nimport b from 'b';\r\n\r\nb(`x\r\n y`);\r\n",
			(r, j) => firstImport(r, j).remove(),
			"import b from 'b';\r\n\r\nb(`x\r\n y`);\r\n",
		],
		[
			"the shebang keeps its line",
			"#!/usr/bin/env node\nimport a from 'a';\nimport b from 'b';\nb();\n",
			(r, j) => firstImport(r, j).remove(),
			"#!/usr/bin/env node\nimport b from 'b';\nb();\n",
		],
		[
			"the byte order mark stays",
			"\ufeffimport a from 'a';\nb();\n",
			(r, j) => firstImport(r, j).remove(),
			"\ufeffb();\n",
		],
		[
			"a shebang behind the byte order mark, tabs and CRLF",
			"\ufeff#!/usr/bin/env node\r\nif (a) {\r\n\tb(`\r\n\t\tx`);\r\n\tc(); // c\r\n}\r\n",
			(r, j) =>
				r.find(j.Identifier, { name: "c" }).forEach(({ node }) => {
					node.name = "d";
				}),
			"\ufeff#!/usr/bin/env node\r\nif (a) {\r\n\tb(`\r\n\t\tx`);\r\n\td(); // c\r\n}\r\n",
		],
		[
			"the licence stays",
			"/* Copyright A */\nimport a from 'a';\n// about b\nimport b from 'b';\n",
			(r, j) => firstImport(r, j).remove(),
			"/* Copyright A */\n// about b\nimport b from 'b';\n",
		],
		[
			"a comment of its own goes along",
			"// about a\nimport a from 'a'; // odd\n// about b\nimport b from 'b';\n",
			(r, j) => firstImport(r, j).remove(),
			"// about b\nimport b from 'b';\n",
		],
		[
			"one blank line of two goes",
			"/* Copyright A */\n\nimport a from 'a';\n\nb();\n",
			(r, j) => firstImport(r, j).remove(),
			"/* Copyright A */\n\nb();\n",
		],
		[
			"statements on one line",
			"a(); b(); c();\n",
			(r, j) => r.find(j.ExpressionStatement).at(1).remove(),
			"a(); c();\n",
		],
		[
			"a class member",
			"class A {\n  @X() b = 1;\n\n  c() { return  1 }\n}\n",
			(r, j) => r.find(j.ClassProperty).remove(),
			"class A {\n  c() { return  1 }\n}\n",
		],
		[
			"a directive",
			"'use strict';\n\nvar x = 1\n",
			(r, j) => r.find(j.Directive).remove(),
			"var x = 1\n",
		],
		[
			"the only statement",
			"import a from 'a';\n",
			(r, j) => firstImport(r, j).remove(),
			"",
		],
		[
			"the comment that a transform saves is not doubled",
			"/** head */\nimport a from 'a';\nimport b from 'b';\n",
			(r, j) => {
				const body = () => r.find(j.Program).get("body", 0).node;
				const { comments } = body();
				firstImport(r, j).remove();
				body().comments = comments;
			},
			"/** head */\nimport b from 'b';\n",
		],
	];
	test.each(rows)("%s", (_, before, change, after) => {
		expect(written(before, change, "ts")).toBe(after);
	});
});

describe("statements that come", () => {
	const unshift: Change = (root, j) =>
		root.get().node.program.body.unshift(newImport(j, "q"));
	const rows: Row[] = [
		[
			"below the licence",
			"/* Copyright A */\nimport a from 'a';\n",
			unshift,
			"/* Copyright A */\nimport { q } from 'q';\nimport a from 'a';\n",
		],
		[
			"below the directive, without a semicolon",
			"'use client'\n\nimport a from 'a'\n",
			unshift,
			"'use client'\n\nimport { q } from 'q'\nimport a from 'a'\n",
		],
		[
			"below the shebang",
			"#!/usr/bin/env node\nimport a from 'a';\n",
			unshift,
			"#!/usr/bin/env node\nimport { q } from 'q';\nimport a from 'a';\n",
		],
		[
			"behind the last import and its comment",
			'import a from "a"; // why\r\n\r\nf();\r\n',
			(r, j) => firstImport(r, j).insertAfter(newImport(j, "q")),
			'import a from "a"; // why\r\nimport { q } from "q";\r\n\r\nf();\r\n',
		],
		[
			"before a function",
			"import a from 'a';\n\n// about f\nfunction f() {}\n",
			(r, j) => r.find(j.FunctionDeclaration).insertBefore("const q = 1;"),
			"import a from 'a';\n\nconst q = 1;\n\n// about f\nfunction f() {}\n",
		],
	];
	test.each(rows)("%s", (_, before, change, after) => {
		expect(written(before, change, "ts")).toBe(after);
	});

	test("below a directive that the tree keeps among the statements", () => {
		expect(
			written("'use client';\nimport a from 'a';\n", unshift, "babel"),
		).toBe("'use client';\nimport { q } from 'q';\nimport a from 'a';\n");
	});
});

describe("imports and re-exports", () => {
	const source: Change = (r, j) =>
		r.find(j.ImportDeclaration).forEach((path) => {
			path.node.source = j.literal("new");
		});
	const rows: Row[] = [
		[
			"the source keeps its quotes",
			'import a from "a"\n',
			source,
			'import a from "new"\n',
		],
		[
			"attributes stay",
			"import d, {x} from './d.json' with { type: 'json' };\n",
			named(0),
			"import d from './d.json' with { type: 'json' };\n",
		],
		[
			"attributes stay on another source",
			"import d from 'd' with { type: 'json' };\n",
			source,
			"import d from 'new' with { type: 'json' };\n",
		],
		[
			"type imports stay types",
			"import type { T } from 'a';\nimport {type U, v} from 'a';\n",
			source,
			"import type { T } from 'new';\nimport {type U, v} from 'new';\n",
		],
		[
			"the first of many lines",
			"import {\n  a, // why a\n  b, // why b\n} from 'm';\n",
			named(0),
			"import {\n  b, // why b\n} from 'm';\n",
		],
		[
			"the last of many lines",
			"import {\n  a, // why a\n  // about b\n  b\n} from 'm';\n",
			named(1),
			"import {\n  a // why a\n} from 'm';\n",
		],
		[
			"the middle of a line",
			"import D, {a, b, c} from 'm';\n",
			named(1),
			"import D, {a, c} from 'm';\n",
		],
		[
			"the last of a line",
			"import {a, b, } from 'm';\n",
			named(1),
			"import {a, } from 'm';\n",
		],
		[
			"one more on a line",
			"import {a} from 'm';\n",
			add("z"),
			"import {a, z} from 'm';\n",
		],
		[
			"one more line",
			"import {\n\ta,\n\tb,\n} from 'm';\n",
			add("y", "z"),
			"import {\n\ta,\n\tb,\n\ty,\n\tz,\n} from 'm';\n",
		],
		[
			"one more line without a trailing comma",
			"import {\n\ta\n} from 'm';\n",
			add("z"),
			"import {\n\ta,\n\tz\n} from 'm';\n",
		],
		[
			"a renamed name",
			"import {a, b as c} from 'm';\n",
			(r, j) =>
				r
					.find(j.ImportSpecifier)
					.at(0)
					.forEach((path) => {
						path.node.imported.name = "A";
						if (path.node.local) path.node.local.name = "A";
					}),
			"import {A, b as c} from 'm';\n",
		],
		[
			"a namespace that becomes names",
			"import * as M from 'm' // why\n",
			(r, j) =>
				r.find(j.ImportDeclaration).forEach((path) => {
					path.node.specifiers = [j.importSpecifier(j.identifier("x"))];
				}),
			"import { x } from 'm' // why\n",
		],
		[
			"comments of a replaced statement stay",
			"// @ts-ignore\nimport {a} from 'a' // odd\na()\n",
			(r, j) => r.find(j.ImportDeclaration).replaceWith(newImport(j, "q")),
			"// @ts-ignore\nimport { q } from 'q' // odd\na()\n",
		],
		[
			"a re-export",
			"export {\n  a,\n  b,\n} from 'm'\n",
			(r, j) => r.find(j.ExportSpecifier).at(0).remove(),
			"export {\n  b,\n} from 'm'\n",
		],
	];
	test.each(rows)("%s", (_, before, change, after) => {
		expect(written(before, change, "ts")).toBe(after);
	});
});

describe("inside of statements", () => {
	const rename =
		(from: string, to: string): Change =>
		(r, j) =>
			r.find(j.Identifier, { name: from }).forEach((path) => {
				path.node.name = to;
			});
	const rows: Row[] = [
		[
			"a name, and no other byte",
			"'use client'\n\nexport  function f() {\n\treturn (({}) as any)[ a ]\n}\n",
			rename("a", "zz"),
			"'use client'\n\nexport  function f() {\n\treturn (({}) as any)[ zz ]\n}\n",
		],
		[
			"a name with a type",
			"const f = (a : T,b?: U) => a\n",
			rename("a", "q"),
			"const f = (q : T,b?: U) => q\n",
		],
		[
			"a member that becomes a name",
			"return_(M.x);\nfunction f() { return[M][0].x }\n",
			(r, j) =>
				r
					.find(j.MemberExpression, { property: { name: "x" } })
					.replaceWith((path) => path.node.property),
			"return_(x);\nfunction f() { return x }\n",
		],
		[
			"an argument",
			"it('x', () => {\n\t\tf( 1 ) ;  // odd\n\t});\n",
			(r, j) => r.find(j.Literal, { value: 1 }).replaceWith(j.literal("one")),
			"it('x', () => {\n\t\tf( 'one' ) ;  // odd\n\t});\n",
		],
		[
			"a nested statement",
			"it('x', () => {\n\tfoo();\n\tbar( 1,2 );\n});\n",
			(r, j) =>
				r
					.find(j.ExpressionStatement, {
						expression: { callee: { name: "foo" } },
					})
					.remove(),
			"it('x', () => {\n\tbar( 1,2 );\n});\n",
		],
		[
			"nothing",
			"const a = b ?. c;\r\n",
			(r, j) => r.find(j.Node).forEach(() => {}),
			"const a = b ?. c;\r\n",
		],
	];
	test.each(rows)("%s", (_, before, change, after) => {
		expect(written(before, change, "ts")).toBe(after);
	});

	test("a component's name, blanks of its text untouched", () => {
		const change: Change = (r, j) =>
			r.find(j.JSXIdentifier, { name: "A" }).forEach((path) => {
				path.node.name = "B";
			});
		expect(
			written('const a = <A x="1">\n   text  \n</A>\n', change, "tsx"),
		).toBe('const a = <B x="1">\n   text  \n</B>\n');
	});

	test("a shorthand property that is renamed on one side only gets both", () => {
		const change: Change = (r, j) =>
			r.find(j.ObjectProperty).forEach((path) => {
				path.node.value = j.identifier("q");
				path.node.shorthand = false;
			});
		expect(written("f({ a })\n", change, "ts").replace(/\s/g, "")).toBe(
			"f({a:q})",
		);
	});
});
