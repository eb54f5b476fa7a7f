import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { RuleSet } from "../../../../transforms/core/rules.js";
import { PythonModules } from "../../../../transforms/languages/python/resolve.js";
import { scanPython } from "../../../../transforms/languages/python/scan.js";
import { Sift } from "../../../../transforms/languages/python/source/sift.js";
import { memoryProject } from "../project.js";

const modules = new PythonModules(
	memoryProject({
		"a/__init__.py": "",
		"a/b/__init__.py": "",
		"a/b/manager.py": "",
		"a/b/kit/__init__.py": "",
		"a/b/kit/part.py": "",
		"single.py": "",
	}),
	{ roots: [""] },
);
const rules = (...from: string[]): RuleSet =>
	RuleSet.from(
		from.map((module) => ({ id: module, from: module, to: `${module}_new` })),
		(module) => module,
		".",
	);
const sift = (...from: string[]): Sift => new Sift(rules(...from), modules);
const passes = (text: string, from = "a.b.manager", path = "x.py"): boolean =>
	sift(from).passes(path, text, () => false);

describe("what can name the module passes", () => {
	test.each([
		["import a.b.manager"],
		["import os, a.b.manager as m"],
		["import a . b . manager"],
		["import a.b \\\n  . \\\r\n  manager"],
		["from a.b.manager import X"],
		["from a.b.manager import(X)"],
		["from .manager import X"],
		["from.manager import X"],
		["from . . b.manager import X"],
		["from . . manager import X"],
		["from . \\\n manager import X"],
		["from a.b import manager"],
		["from a.b import other, manager as m"],
		["from a.b import (other,\n    manager)"],
		["from a.b import (  # why\n\tmanager,  # this\n)"],
		["from a.b import(\r\n\tother,\r\n\tmanager\r\n)"],
		["from a.b import other, \\\n    manager"],
		["from . import manager"],
		["from .. import manager; x = 1"],
		["from .b import manager # c"],
		["lazy from a.b import manager"],
		["if c: from a.b import manager"],
		["import a.b\na.b.manager.X"],
		["import a.b as w\nw.manager.X"],
		["import a\n(a\n  .b\n  .manager\n  .X)"],
		["import a\n(a.b.\n  manager)"],
		["from a import b as w\nprint(w.manager)"],
		["from a import (b  # c\n  as w)\nprint(w.manager)"],
		['import a.b as w\nx: "w.manager.X"'],
	])("%j", (text) => {
		expect(passes(text)).toBe(true);
		expect(passes(`\u00ef\u00bb\u00bf${text}`)).toBe(true);
	});

	test("a module of one segment, by its name alone", () => {
		for (const text of [
			"import single",
			"import os, single",
			"from single import X",
		])
			expect(passes(text, "single")).toBe(true);
	});

	test("whatever stands inside of a legacy package", () => {
		expect(passes("from . import part", "a.b.kit", "a/b/kit/x.py")).toBe(true);
		expect(passes("from . import part", "a.b.kit", "a/b/x.py")).toBe(false);
	});

	test("what only the other question knows", () => {
		expect(sift("a.b.manager").passes("x.py", "", () => true)).toBe(true);
	});

	test("everything, for names that are not ASCII and for prefix rules", () => {
		expect(passes("", "a.b.gérant")).toBe(true);
		const prefix = RuleSet.from(
			[{ id: "p", from: "a.b.*", to: "a.c.*" }],
			(module) => module,
			".",
		);
		expect(new Sift(prefix, modules).passes("x.py", "", () => false)).toBe(
			true,
		);
	});
});

describe("what can not name it does not", () => {
	test.each([
		["import a.b.manager_two"],
		["from a.b.a_manager import X"],
		["from a.c import manager_two\nself.manager = manager"],
		["from a.b import X\nmanager = X()\nself.manager.run()"],
		["import a.b\nmanager = a.b.X()"],
		["def f(manager): return manager.b"],
		["self.manager"],
	])("%j", (text) => {
		expect(passes(text)).toBe(false);
	});
});

test("no statement that the scan reads as an import of the module is lost", () => {
	const gap = fc.constantFrom(" ", "  ", "\t", " \\\n ", "\\\r\n", "\f ");
	const maybe = fc.oneof(fc.constant(""), gap);
	const inside = fc.constantFrom("", " ", "\n", " # c\n", "\r\n\t", "\\\n");
	const dotted = (path: readonly string[]): fc.Arbitrary<string> =>
		fc
			.array(maybe, { minLength: 4, maxLength: 4 })
			.map((gaps) => path.join(`${gaps[0]}.${gaps[1]}`));
	const as = fc.oneof(
		fc.constant(""),
		gap.chain((g) => gap.map((h) => `${g}as${h}z`)),
	);
	const statement = fc.oneof(
		fc
			.tuple(gap, dotted(["a", "b", "manager"]), as)
			.map(([g, name, alias]) => `import${g}${name}${alias}`),
		fc
			.tuple(gap, dotted(["a", "b", "manager"]), gap, gap)
			.map(([g, name, h, i]) => `from${g}${name}${h}import${i}X`),
		fc
			.tuple(maybe, maybe, gap, gap)
			.map(([g, h, i, j]) => `from${g}.${h}manager${i}import${j}X`),
		fc
			.tuple(gap, dotted(["a", "b"]), gap, inside, inside, inside, as)
			.map(
				([g, name, h, i, j, k, alias]) =>
					`from${g}${name}${h}import (${i}x${j},${k}manager${alias}${j})`,
			),
		fc
			.tuple(maybe, maybe, gap, maybe, as)
			.map(
				([g, h, i, j, alias]) =>
					`from${g}.${h}import${i}x${j},${j}manager${alias}`,
			),
	);
	fc.assert(
		fc.property(statement, fc.constantFrom("", "x = 1; ", "if c: "), (s, p) => {
			const text = `${p}${s}`;
			const [read] = scanPython(text).imports;
			if (
				read?.module.endsWith("manager") ||
				read?.names.some(({ name }) => name.endsWith("manager"))
			)
				expect([text, passes(text)]).toEqual([text, true]);
			return read !== undefined;
		}),
		{ numRuns: 500 },
	);
});
