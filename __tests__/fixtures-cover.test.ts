/**
 * Which fixture shows which form and which trap. The tables are those of the forms that Python, JavaScript and
 * TypeScript have for naming a module, and of the ways in which a rewrite goes wrong; a form whose fixture goes, or
 * no longer holds it, is a hole that no other test would show.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";

const FIXTURES = join(
	import.meta.dirname,
	"../__testfixtures__/canonical-imports",
);

type Covered = readonly [what: string, fixture: string, holds: RegExp];

const PYTHON: readonly Covered[] = [
	[
		"a name from the module",
		"from",
		/^from acme\.ws\.manager import Manager$/m,
	],
	["a name under another name", "from-alias", /import Manager as Q/],
	["names that part", "from-split", /import Manager, Heartbeat, Mode/],
	["names in parentheses with comments", "from-split-comments", /# noqa: F401/],
	["a star", "star-same-set", /import \*/],
	["a star whose names are spelled out", "star-spelled-out", /import \*/],
	["a star of another set", "star-other-set", /import \*/],
	["relative, beside", "relative-sibling", /from \.manager import/],
	["relative, above", "relative-parent", /from \.\.manager import/],
	["relative, below", "relative-below", /from \.ws\.manager import/],
	["relative, in a package's own file", "relative-in-init", /from \.\.ws/],
	["relative, the module itself", "relative-module", /from \. import manager/],
	["a dotted import and its uses", "dotted", /^import acme\.ws\.manager$/m],
	[
		"a module under another name",
		"import-alias",
		/import acme\.ws\.manager as m/,
	],
	[
		"an import of which another name stays in use",
		"dotted-root-still-used",
		/acme\.ws\.types/,
	],
	["a module from its package", "module", /from acme\.ws import manager/],
	["names in a function", "nested-from", /^\s+from acme\.ws\.manager/m],
	[
		"a module in a function",
		"nested-module",
		/^\s+from acme\.ws import manager/m,
	],
	["a guarded import", "try-except", /except ImportError/],
	[
		"a new path with the old one as its fallback",
		"try-new-except-old",
		/except ImportError/,
	],
	[
		"an old path with the new one as its fallback",
		"try-old-except-new",
		/except ImportError/,
	],
	["for type checkers only", "type-checking", /if TYPE_CHECKING/],
	["an `if` on one line", "one-line-if", /^if .*: from/m],
	["a re-export that linters are told of", "noqa-reexport", /# noqa/],
	["a name for type checkers to ignore", "type-ignore", /# type: ignore/],
	["comments around", "comments-around", /# isort: skip/],
	["an explicit re-export", "explicit-reexport", /Manager as Manager/],
	["a name in `__all__`", "dunder-all", /__all__/],
	["an annotation in quotes", "string-annotation", /"acme\.ws\.manager\.Mode/],
	["a type comment", "type-comment", /# type: list\[manager\.Mode\]/],
	["documentation", "docstring", />>> from acme/],
	[
		"a patched name whose readers move, too",
		"patch-and-readers-move-together",
		/patch\(/,
	],
	["an object that is patched", "patch-object", /patch\.object\(/],
	["an attribute by its name", "getattr", /getattr\(manager/],
	["a module by its name", "import-module", /import_module\("acme/],
	["the table of modules", "sys-modules", /sys\.modules/],
	["a name of its own scope", "shadowed", /def f\(manager\)/],
	[
		"a class of the same name",
		"collision-class",
		/class Manager\(manager\.Manager\)/,
	],
	[
		"the canonical import is there",
		"canonical-import-merged",
		/websocket_manager import/,
	],
	["statements on one line", "semicolons", /; from/],
	["a continued line", "backslash", /\\$/m],
	["a global name", "global", /global Manager/],
	["a deleted name", "del", /^del Manager/m],
	["tabs and no final newline", "tabs-no-final-newline", /^\t.*[^\n]$/m],
	["a coding cookie", "cookie-latin-1", /coding: latin-1/],
	["Python 2", "python-2", /^print "x"/m],
	["a syntax error elsewhere", "syntax-error-elsewhere", /def broken\(:/],
	[
		"fields, decorators and patterns",
		"f-string-decorator-match",
		/case manager\./,
	],
	["a name for a member", "alias-of-member", /alias = manager\.Manager/],
	["a module that is handed on", "module-passed-on", /vars\(manager\)/],
	["a lazy import", "lazy-import", /^lazy from/m],
	["a stub", "stub", /import/],
	[
		"a package that hands a name on",
		"package-hands-on-a-legacy-name",
		/import/,
	],
	["chained rules", "chained-rules", /import/],
	["code in strings", "code-in-strings", /"-c", "from/],
];

const JAVASCRIPT: readonly Covered[] = [
	["names", "named", /import \{ connect \}/],
	["a name under another name", "named-aliased", /connect as open/],
	["a string for a name", "named-string", /'connect' as open/],
	["the default", "default", /import Manager from/],
	[
		"the default beside names",
		"default-and-named",
		/import Manager, \{connect\}/,
	],
	["a namespace", "namespace", /import \* as ws/],
	["for its effect", "side-effect", /^import '\.\/net/m],
	["types only", "import-type", /import type \{/],
	["one type of several names", "inline-type", /\{ type Options/],
	["handed on", "re-exports", /export \{ default as Manager \} from/],
	["handed on with a star", "star", /export \* from/],
	["handed on as a namespace", "star", /export \* as net/],
	["required, taken apart", "require", /const \{ read \} = require/],
	["required, one name", "require", /\)\.read/],
	["required and handed on", "require-escapes", /module\.exports = require/],
	["loaded later", "dynamic-import", /await import\(/],
	["loaded later, then", "dynamic-import", /\.then\(\(m\) =>/],
	[
		"a template for a specifier",
		"template-literal-specifiers",
		/import\(`\.\/ws\/manager`\)/,
	],
	["the type of an import", "import-types", /typeof import\(/],
	["JSDoc types", "jsdoc", /@type \{import\(/],
	["JSDoc imports", "jsdoc", /@import/],
	["an augmentation", "declare-module", /declare module/],
	["a mock with its import", "mock-with-its-import", /jest\.requireActual/],
	["a mock by an import", "mock-vitest", /vi\.mock\(import\(/],
	["the original of a mock, with its type", "mock-vitest", /<typeof import\(/],
	["located by CommonJS", "resolved", /require\.resolve/],
	["located by a module", "resolved", /import\.meta\.resolve/],
	["located as a URL", "resolved", /new URL\(.*import\.meta\.url/],
	["a reference to a file", "reference-path", /<reference path/],
	["an import assignment", "import-equals", /import ws = require/],
	["an exported import assignment", "import-equals", /export import/],
	["import attributes", "attributes", /with \{ type/],
	["a string that only looks like it", "plain-strings", /'\.\/ws\/manager'/],
	["members in every position", "namespace-in-every-position", /@ws\.connect/],
	["an element of a namespace", "namespace-pair-of-tags", /<ws\.button/],
	["scopes of TypeScript", "typescript-namespaces", /enum Level/],
	[
		"a namespace that is taken apart",
		"namespace-destructured",
		/const \{ connect/,
	],
	[
		"a namespace that escapes",
		"namespace-stays-where-it-escapes",
		/export \{ ws \}/,
	],
	["the default as a name", "default-becomes-named", /export \{ default \}/],
	["a name as the default", "named-becomes-default", /UnifiedManager/],
	["an alias of tsconfig", "alias-stays-alias", /@app\/ws\/manager/],
	["an import of the own package", "alias-stays-alias", /#net/],
	["an ending", "extension-stays", /manager\.js/],
	["a package of the workspace", "package", /@acme\/compat/],
	["declarations", "declarations", /export declare/],
	["Flow", "flow", /@flow/],
	["CommonJS of TypeScript", "commonjs-typescript", /require\(/],
	["the head of a file", "head-of-file-stays", /use client/],
];

/** The design's traps, each with a case that is changed or left as the trap says. */
const TRAPS: readonly Covered[] = [
	["1 a patch hits what is read", "python/patch-would-widen", /patch/],
	["1 a spy is a patch", "javascript/spied-name-that-stays", /spyOn/],
	["2 a circle of imports", "python/cycle", /import/],
	["2 a circle of imports", "javascript/cycle", /import/],
	[
		"2 module style survives a circle",
		"python/cycle-survived-by-module-style",
		/import/,
	],
	[
		"3 the name of the package stays bound",
		"python/dotted-root-still-used",
		/acme\.ws\.types/,
	],
	[
		"4 a binding is read elsewhere",
		"python/binding-imported-elsewhere",
		/import/,
	],
	[
		"5 an attribute hides the module",
		"python/package-attribute-hides-the-module",
		/import/,
	],
	["6 a module with an effect", "python/effect", /noisy/],
	[
		"6 a module with an effect",
		"javascript/side-effect-of-its-own",
		/registry/,
	],
	["7 a star of another set", "python/star-other-set", /\*/],
	["7 a star of another set", "javascript/star-of-another-set", /export \*/],
	["7 two stars of one name", "javascript/two-stars-of-one-name", /export \*/],
	["8 one file by two names", "python/src-layout-by-both-names", /import/],
	["9 a module as a value", "python/module-passed-on", /vars\(/],
	[
		"9 a module that is written to",
		"python/module-attribute-stored",
		/manager\.Mode =/,
	],
	[
		"9 a namespace that is written to",
		"javascript/namespace-written-to",
		/\.connect =/,
	],
	["10 on purpose", "python/on-purpose", /pytest\.raises/],
	["10 kept by a comment", "python/directive", /onepath: keep/],
	["10 kept by a comment", "javascript/keep-directive", /onepath-keep/],
	["11 both branches would be equal", "python/try-new-except-old", /except/],
	[
		"12 a namespace of CommonJS stays",
		"javascript/require",
		/const io = require/,
	],
	[
		"12 an element is not intrinsic",
		"javascript/namespace-pair-of-tags",
		/<ws\.button/,
	],
	[
		"13 an augmentation has a home",
		"javascript/declare-module-of-another-home",
		/declare module/,
	],
	[
		"13 a factory that lists some exports",
		"javascript/mock-with-a-name-that-stays",
		/onlyHere: 2/,
	],
	[
		"13 the canonical module is mocked already",
		"javascript/mock-of-both-modules",
		/jest\.mock/,
	],
	[
		"14 a local store of the new name",
		"python/collision-local-store",
		/Manager = manager\.Manager/,
	],
];

const shown = new Map<string, string>();
for (const language of ["python", "javascript"])
	for (const name of readdirSync(join(FIXTURES, language))) {
		const [, fixture] = /^(.+)\.(?:input|unchanged)(?:\.|$)/.exec(name) ?? [];
		if (fixture)
			shown.set(
				`${language}/${fixture}`,
				textOf(join(FIXTURES, language, name)),
			);
	}

/** A file, or every file of a folder. */
function textOf(path: string): string {
	return statSync(path).isDirectory()
		? readdirSync(path)
				.map((name) => textOf(join(path, name)))
				.join("\n")
		: readFileSync(path, "latin1");
}

describe.each([
	["form of Python", PYTHON, "python/"],
	["form of JavaScript and TypeScript", JAVASCRIPT, "javascript/"],
	["trap", TRAPS, ""],
] as const)("each %s has a fixture", (_, table, folder) => {
	test.each(table.map((row) => [...row]))("%s", (_what, fixture, holds) => {
		expect(shown.get(folder + fixture)).toMatch(holds);
	});
});
