import fc from "fast-check";
import { scanPython } from "../../../transforms/languages/python/scan.js";

/** `import a.b as c` -> `a.b as c`; `from .m import x as y, *` -> `.m: x as y`. */
function imports(text: string): string[] {
	return scanPython(text).imports.map((s) => {
		const names = s.names.map((n) =>
			n.alias ? `${n.name} as ${n.alias.name}` : n.name,
		);
		const list = s.star === null ? names.join(", ") : "*";
		const lazy = s.lazy ? "lazy " : "";
		return s.kind === "from"
			? `${lazy}${".".repeat(s.level)}${s.module}: ${list}`
			: lazy + list;
	});
}

const blocks = (text: string): string[] =>
	scanPython(text).imports.map((s) =>
		s.blocks
			.map(
				(b) =>
					`${b.keyword}${b.arm === 0 ? "" : b.arm}${b.typeChecking ? "!" : ""}`,
			)
			.join(" "),
	);

test.each<[string, string, string[]]>([
	[
		"several on a line",
		"import a, b.c as d; from e import f\n",
		["a, b.c as d", "e: f"],
	],
	["no final newline", "import a", ["a"]],
	[
		"parentheses with comments",
		"from a import (  # one\n  b,  # two\n  c as d,\n)\n",
		["a: b, c as d"],
	],
	[
		"a dedented closing bracket",
		"def f():\n    from a import (\nb,\n)\n    import c\n",
		["a: b", "c"],
	],
	["continuation lines", "from \\\n  a.\\\n b import \\\n c\n", ["a.b: c"]],
	[
		"blanks in a dotted name",
		"import a . b\nfrom . . x import(y)\n",
		["a.b", "..x: y"],
	],
	[
		"relative at every level",
		"from . import a\nfrom .b import c\nfrom ... import d\nfrom ...e.f import g\n",
		[".: a", ".b: c", "...: d", "...e.f: g"],
	],
	[
		"no blank after the dots",
		"from.import a\nfrom.b import c\n",
		[".: a", ".b: c"],
	],
	["a star", "from a import *\n", ["a: *"]],
	[
		"lazy imports (PEP 810)",
		"lazy import a\nlazy from b import c\nlazy = 1\nlazy.x\n",
		["lazy a", "lazy b: c"],
	],
	[
		"a block on one line",
		"if c: import a; import b\nelse: from d import e\n",
		["a", "b", "d: e"],
	],
	[
		"a lambda in a header",
		"if (lambda: 1)() or lambda x: x: import a\n",
		["a"],
	],
	["a walrus in a header", "while x := f(): import a\n", ["a"]],
	[
		"slices and dicts in a header",
		"for x in d[1:2] or {1: 2}: import a\n",
		["a"],
	],
	["CRLF and a lone CR", "import a\r\nimport b\rimport c\r\n", ["a", "b", "c"]],
	["a byte order mark", "\u00ef\u00bb\u00bfimport a\nimport b\n", ["a", "b"]],
	[
		"form feed and tabs",
		"\fimport a\nif c:\n\timport b\n\f\nimport d\n",
		["a", "b", "d"],
	],
	["NUL in a string", "x = '\0'\nimport a\n", ["a"]],
	[
		"imports in strings and comments",
		"'''\nimport a\n'''\n# import b\nx = 'import c'\nimport d\n",
		["d"],
	],
	[
		"a triple quote in its own kind",
		'x = """a\\"""\nimport a\n"""\nimport b\n',
		["b"],
	],
	[
		"raw strings end at the quote all the same",
		"x = r'\\'; import a'\nimport b\n",
		["b"],
	],
	[
		"nested quotes (PEP 701)",
		'x = f"{d["import"]} {f"{y!r:>{w}}"}"\nimport a\n',
		["a"],
	],
	["a newline inside a field", 'x = f"{\n  y["k"]\n}"\nimport a\n', ["a"]],
	[
		"doubled braces and named characters",
		'x = f"{{ \\N{DASH} {y}"\nimport a\n',
		["a"],
	],
	["a stray brace in a format string", 'x = f"{"\nimport a\n', ["a"]],
	["a quote in a format specification", "x = f'{y:%H:%M}'\nimport a\n", ["a"]],
	["t-strings", "x = t'{y[\"k\"]}'\nimport a\n", ["a"]],
	[
		"names that start like keywords",
		"importlib.x()\nfrom_ = 1\nimports = 2\nimport a\n",
		["a"],
	],
	[
		"yield from over two lines",
		"def f():\n    x = (yield\n        from y)\n    import a\n",
		["a"],
	],
	[
		"match as keyword and as name",
		"match x:\n    case [1, y] if y: import a\nmatch = 1\nmatch(x)\nmatch[x]: int = 2\nimport b\n",
		["a", "b"],
	],
	[
		"except* and parenthesised with",
		"try: pass\nexcept* E: import a\nwith (b as c, d as e): import f\n",
		["a", "f"],
	],
	[
		"PEP 646, 695 and 696",
		"def f[T = int](*args: *Ts) -> T: import a\nclass C[T]: import b\ntype X[T] = list[T]\nimport c\n",
		["a", "b", "c"],
	],
	[
		"Python 2",
		"print 'import x'\nprint >>f, `y`\nexec 'import z'\ntry:\n  import a\nexcept E, e:\n  import b\nif x <> y: import c\n",
		["a", "b", "c"],
	],
	[
		"async blocks",
		"async def f():\n  async with a as b: import c\n  async for x in y: import d\n",
		["c", "d"],
	],
	[
		"names beyond ASCII",
		"import \u00c3\u00a9t\u00c3\u00a9 as x\n",
		["\u00c3\u00a9t\u00c3\u00a9 as x"],
	],
	["a semicolon at the end", "import a;\n;\nimport b;;\n", ["a", "b"]],
	[
		"an unclosed bracket above",
		"f(1,\nimport a\nfrom b import c\n",
		["a", "b: c"],
	],
	["an open quote above", "x = 'abc\nimport a\n", ["a"]],
	[
		"broken imports are none",
		"import a b\nfrom a import\nfrom a import (b\nimport a as\nimport c\n",
		["c"],
	],
	["deep nesting", `${"[".repeat(5000)}${"]".repeat(5000)}\nimport a\n`, ["a"]],
])("imports: %s", (_, text, expected) => {
	expect(imports(text)).toEqual(expected);
});

test("spans of a statement and its parts", () => {
	const text = "if c: from .a . b import (x as y,  # k\n  z); pass\n";
	const [statement] = scanPython(text).imports;
	if (!statement) throw new Error("no import");
	const cut = (span: { start: number; end: number } | null) =>
		span && text.slice(span.start, span.end);
	expect(cut(statement)).toBe("from .a . b import (x as y,  # k\n  z)");
	expect(text.slice(statement.moduleStart, statement.moduleEnd)).toBe(".a . b");
	expect(statement.names.map(cut)).toEqual(["x", "z"]);
	expect(cut(statement.names[0]?.alias ?? null)).toBe("y");
	expect(text[statement.names[0]?.comma ?? 0]).toBe(",");
	expect(text[statement.parens?.open ?? 0]).toBe("(");
	expect(text[statement.parens?.close ?? 0]).toBe(")");
	expect([statement.alone, statement.line]).toEqual([false, 1]);
	expect(statement.blocks.map(cut)).toEqual(["if c:"]);
});

test("alone: a statement that shares its line with nothing but a comment", () => {
	const alone = (text: string) => scanPython(text).imports.map((s) => s.alone);
	expect(alone("import a  # x\nimport b;\nimport c; d\ne; import f\n")).toEqual(
		[true, true, false, false],
	);
});

test.each<[string, string, string[]]>([
	[
		"arms of one try",
		"try:\n  import a\nexcept E:\n  import b\nelse:\n  import c\nfinally:\n  import d\n",
		["try", "except1", "else2", "finally3"],
	],
	[
		"nested",
		"class C:\n  def f():\n    for x in y:\n      import a\n",
		["class def for"],
	],
	[
		"type checking",
		"if TYPE_CHECKING:\n  import a\nelse:\n  import b\nif t.TYPE_CHECKING: import c\nif not TYPE_CHECKING: import d\nelse: import e\n",
		["if!", "else1", "if!", "if", "else1!"],
	],
	[
		"dedent past several",
		"if a:\n  while b:\n    import c\nimport d\n",
		["if while", ""],
	],
	[
		"cases",
		"match x:\n  case 1: import a\n  case _:\n    import b\n",
		["match case", "match case1"],
	],
])("blocks: %s", (_, text, expected) => {
	expect(blocks(text)).toEqual(expected);
});

test("arms share a split, two statements do not", () => {
	const [a, b, c] = scanPython(
		"if x: import a\nelse: import b\nif y: import c\n",
	).imports;
	expect(a?.blocks[0]?.split).toBe(b?.blocks[0]?.split);
	expect(a?.blocks[0]?.split).not.toBe(c?.blocks[0]?.split);
});

test("strings and comments", () => {
	const text = "'''doc'''\nx = Rb'a' + f\"{'b'}\"  # c\n''\n";
	const scan = scanPython(text);
	expect(
		scan.strings.map((s) => [
			s.prefix,
			text.slice(s.contentStart, s.contentEnd),
			s.triple,
			s.statement,
		]),
	).toEqual([
		["", "doc", true, true],
		["rb", "a", false, false],
		["f", "{'b'}", false, false],
		["", "", false, true],
	]);
	expect(scan.comments.map((c) => text.slice(c.start, c.end))).toEqual(["# c"]);
});

test.each<[string, string, [number, boolean][]]>([
	["an open triple quote", "import a\nx = '''b\nimport c\n", [[13, false]]],
	["an open bracket", "f(\nimport a\n", [[1, false]]],
	["an open quote on one line", "x = 'a\n", [[4, true]]],
	["an import that is none", "import a b\n", [[0, true]]],
	["nothing wrong", "x = {'a': [1]}\n", []],
])("problems: %s", (_, text, expected) => {
	expect(scanPython(text).problems.map((p) => [p.offset, p.recovered])).toEqual(
		expected,
	);
});

const name = fc
	.stringMatching(/^[a-z_][a-z0-9_]{0,5}$/)
	.filter(
		(n) =>
			!/^(as|if|in|is|or|and|not|for|def|del|try|from|import|class|else|elif|pass|with|lazy|case|match|while|async|await|yield|raise|return|lambda|None|except|global)$/.test(
				n,
			),
	);
const dotted = fc
	.array(name, { minLength: 1, maxLength: 3 })
	.map((n) => n.join("."));
const alias = fc.option(name);
const spelledNames = fc.array(fc.tuple(name, alias), {
	minLength: 1,
	maxLength: 3,
});
const statement = fc.oneof(
	fc.tuple(dotted, alias).map(([m, a]) => {
		const text = a ? `${m} as ${a}` : m;
		return { code: `import ${text}`, read: text };
	}),
	fc
		.tuple(fc.nat(3), dotted, spelledNames, fc.boolean())
		.map(([level, m, names, brackets]) => {
			const items = names.map(([n, a]) => (a ? `${n} as ${a}` : n));
			const from = ".".repeat(level) + m;
			const list = brackets
				? `(\n  ${items.join(",  # c (\n  ")},\n)`
				: items.join(", ");
			return {
				code: `from ${from} import ${list}`,
				read: `${from}: ${items.join(", ")}`,
			};
		}),
);
const filler = fc.constantFrom(
	"x = 1",
	"'''a\nimport z\n'''",
	"# import y",
	"f(\n  'import'\n)",
	"x = {\n}",
	"",
);

test("any block of imports between other code is read whole", () => {
	fc.assert(
		fc.property(
			fc.array(fc.tuple(statement, filler)),
			fc.constantFrom("\n", "\r\n", "\r"),
			(parts, newline) => {
				const text = parts
					.map(([s, f]) => `${s.code}\n${f}\n`)
					.join("")
					.replace(/\n/g, newline);
				expect(imports(text)).toEqual(parts.map(([s]) => s.read));
				expect(scanPython(text).problems).toEqual([]);
			},
		),
	);
});

test("no input makes the scan fail, and its spans lie in the text", () => {
	const soup = fc.array(
		fc.constantFrom(
			"import ",
			"from ",
			"a",
			".",
			"(",
			")",
			"{",
			"}",
			"'",
			'"',
			"'''",
			'f"',
			"\\",
			"\n",
			"\r",
			"\t",
			":",
			";",
			"#",
			"if ",
			"else",
			"match ",
			"case ",
			"lambda ",
			"\0",
			"\u00ff",
			"lazy ",
			" as ",
			",",
			"*",
		),
		{ maxLength: 60 },
	);
	fc.assert(
		fc.property(
			fc.oneof(
				soup.map((s) => s.join("")),
				fc.uint8Array().map((b) => Buffer.from(b).toString("latin1")),
			),
			(text) => {
				const scan = scanPython(text);
				for (const { start, end } of [
					...scan.imports,
					...scan.strings,
					...scan.comments,
				]) {
					expect(start).toBeGreaterThanOrEqual(0);
					expect(end).toBeGreaterThan(start);
					expect(end).toBeLessThanOrEqual(text.length);
				}
			},
		),
		{ numRuns: 500 },
	);
});
