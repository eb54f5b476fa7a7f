import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { applyEdits } from "../../../../transforms/core/edits.js";
import { PythonModules } from "../../../../transforms/languages/python/resolve.js";
import { PythonFile } from "../../../../transforms/languages/python/rewrite/file.js";
import {
	type NewImport,
	spellStatement,
} from "../../../../transforms/languages/python/rewrite/spell-statement.js";
import { memoryProject } from "../../../helpers/memory-project.js";

function open(text: string): PythonFile {
	const project = memoryProject({ "a.py": text });
	const source = project.read("a.py");
	if (!source) throw new Error("a.py is there");
	return new PythonFile(source, new PythonModules(project));
}

/** Moves the names of the first import that `where` gives a module for; `null` drops a name. */
function rewrite(
	text: string,
	where: Readonly<Record<string, string | null>>,
): string {
	const file = open(text);
	const [statement] = file.scan.imports;
	if (!statement) throw new Error("no import");
	const actions = new Map<number, NewImport[]>();
	statement.names.forEach(({ name, alias }, i) => {
		const module = where[name];
		if (module === undefined) return;
		const to =
			module === null ? [] : [{ module, name, as: alias?.name ?? null }];
		actions.set(i, to);
	});
	const spelled = spellStatement(file, statement, actions);
	return typeof spelled === "string"
		? spelled
		: applyEdits(text, spelled.edits);
}

describe("names that go away", () => {
	test.each<[string, string, string]>([
		["a line", "x = 1\nfrom m import A\ny = 2\n", "x = 1\ny = 2\n"],
		[
			"a line with a tool's comment",
			"from m import A  # noqa\ny = 2\n",
			"y = 2\n",
		],
		[
			"a line whose comment says something",
			"from m import A  # why\n",
			"# why\n",
		],
		[
			"the only line of a block",
			"if x:\n    from m import A\ny = 2\n",
			"if x:\n    pass\ny = 2\n",
		],
		[
			"the only line of a block, with comments",
			"try:\n    # c\n    from m import A\n\n    # d\nexcept E:\n    y\n",
			"try:\n    # c\n    pass\n\n    # d\nexcept E:\n    y\n",
		],
		[
			"the first line of a block",
			"if x:\n    from m import A\n    y = 2\n",
			"if x:\n    y = 2\n",
		],
		[
			"the last line of a block",
			"if x:\n    y = 2\n    from m import A\n",
			"if x:\n    y = 2\n",
		],
		["before a semicolon", "from m import A; y = 2\n", "y = 2\n"],
		["behind a semicolon", "y = 2; from m import A\n", "y = 2\n"],
		["between semicolons", "y = 2; from m import A; z = 3\n", "y = 2; z = 3\n"],
		["behind a colon", "if x: from m import A\n", "if x: pass\n"],
		[
			"behind a colon, before more",
			"if x: from m import A; y = 2\n",
			"if x: y = 2\n",
		],
		[
			"behind a byte order mark",
			"\u00ef\u00bb\u00bffrom m import A\ny = 2\n",
			"\u00ef\u00bb\u00bfy = 2\n",
		],
		["at the end of the file", "y = 2\nfrom m import A", "y = 2\n"],
		["with CRLF", "y = 2\r\nfrom m import A\r\nz\r\n", "y = 2\r\nz\r\n"],
	])("%s", (_, text, expected) =>
		expect(rewrite(text, { A: null })).toBe(expected),
	);
});

describe("names that part", () => {
	test.each<[string, string, string]>([
		[
			"the first of two",
			"from m import A, B\n",
			"from m import B\nfrom n import A\n",
		],
		[
			"the last of two",
			"from m import B, A\n",
			"from m import B\nfrom n import A\n",
		],
		[
			"in parentheses",
			"from m import (A, B)\n",
			"from m import (B)\nfrom n import A\n",
		],
		[
			"with a trailing comma",
			"from m import (B, A,)\n",
			"from m import (B,)\nfrom n import A\n",
		],
		[
			"with lines of their own",
			"from m import (\n    A,\n    B,\n)\n",
			"from m import (\n    B,\n)\nfrom n import A\n",
		],
		[
			"behind the opening parenthesis",
			"from m import (A,  # a\n    B)\n",
			"from m import (\n    B)\nfrom n import (\n    A,  # a\n)\n",
		],
		[
			"the last without a comma",
			"from m import (\n    B,  # b\n    A  # a\n)\n",
			"from m import (\n    B,  # b\n)\nfrom n import (\n    A,  # a\n)\n",
		],
		[
			"aliased",
			"from m import B, A as X\n",
			"from m import B\nfrom n import A as X\n",
		],
		[
			"without a final newline",
			"from m import A, B",
			"from m import B\nfrom n import A",
		],
		[
			"with a shared line",
			"from m import (\n    A, B,\n    C,\n)\n",
			"from m import (\n    B,\n    C,\n)\nfrom n import A\n",
		],
	])("%s", (_, text, expected) =>
		expect(rewrite(text, { A: "n" })).toBe(expected),
	);
});

const name = fc.constantFrom("A", "B", "C", "D", "E", "F");
const statements = fc
	.record({
		names: fc.uniqueArray(name, { minLength: 1, maxLength: 6 }),
		aliases: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
		breaks: fc.array(fc.constantFrom(" ", "\n    ", "  # c\n    ", " \\\n  "), {
			minLength: 7,
			maxLength: 7,
		}),
		parens: fc.boolean(),
		trailing: fc.boolean(),
		indent: fc.constantFrom("", "    ", "\t"),
		before: fc.constantFrom("", "x = 1; "),
		after: fc.constantFrom("", "  # noqa", "  # why", "; y = 2"),
	})
	.map((s) => {
		const space = (i: number): string => {
			const all = s.breaks[i] ?? " ";
			if (s.parens) return all.includes("\\") ? " " : all;
			return all.includes("\\") ? all : " ";
		};
		const list = s.names
			.map(
				(n, i) =>
					`${n}${s.aliases[i] ? ` as ${n}_` : ""}${i < s.names.length - 1 || (s.parens && s.trailing) ? "," : ""}`,
			)
			.map((n, i) => (i === 0 ? n : space(i) + n))
			.join("");
		const body = s.parens ? `(${space(0)}${list}${space(6)})` : list;
		const head = s.indent === "" ? "" : `if x:\n`;
		return {
			text: `${head}${s.indent}${s.before}from m import ${body}${s.after}\n${s.indent}z = 3\n`,
			names: s.names,
		};
	});

test("whatever the layout, every name is imported once, from where it should be, and all other code stays", () => {
	fc.assert(
		fc.property(
			statements,
			fc.array(fc.constantFrom("m", "n", "k.l"), {
				minLength: 6,
				maxLength: 6,
			}),
			({ text, names }, targets) => {
				const where = Object.fromEntries(
					names
						.map((n, i) => [n, targets[i] ?? "m"])
						.filter(([, to]) => to !== "m"),
				);
				const result = rewrite(text, where);
				// A comment of a name on a shared line has nowhere to go: said, not done.
				if (/share/.test(result)) return;
				const pairs = (source: string) =>
					open(source)
						.scan.imports.flatMap((s) =>
							s.names.map(
								(n) => `${s.module} ${n.name} ${n.alias?.name ?? n.name}`,
							),
						)
						.sort();
				const expected = pairs(text).map((p) => {
					const [, n = "", as] = p.split(" ");
					return `${where[n] ?? "m"} ${n} ${as}`;
				});
				expect(pairs(result)).toEqual(expected.sort());
				expect(open(result).scan.problems).toEqual([]);
				for (const code of ["x = 1", "y = 2", "z = 3", "# why", "if x:"])
					expect(result.includes(code)).toBe(text.includes(code));
				expect(result.split("# c").length).toBe(text.split("# c").length);
			},
		),
		{ numRuns: 500 },
	);
});
