import fc from "fast-check";
import type { Binding } from "../../../transforms/core/facts.js";
import { pythonFacts } from "../../../transforms/languages/python/exports.js";

const facts = (text: string, path = "p/m.py") =>
	pythonFacts({ path, text, encoding: "latin1", unit: "byte" }, path);

/** `alias Y`, `import m.n` (`:` before a name), with branches as `arm/arms` and `!` for type checkers only. */
function show(binding: Binding): string {
	const what =
		binding.kind === "define"
			? binding.what
			: binding.kind === "import"
				? `import ${binding.specifier}${binding.name === null ? "" : `:${binding.name}`}`
				: binding.kind === "alias"
					? `= ${binding.of}`
					: binding.kind === "member"
						? `= ${binding.of}.${binding.name}`
						: "delete";
	const branches = binding.branches.map(
		(b) => `${b.arms === 0 ? "?" : `${b.arm}/${b.arms}`}`,
	);
	return [what, ...branches].join(" ") + (binding.typing ? " !" : "");
}

const bound = (text: string, path?: string) =>
	Object.fromEntries(
		[...facts(text, path).exports].map(([name, all]) => [name, all.map(show)]),
	);

test.each<[string, string, Record<string, string[]>]>([
	[
		"import",
		"import a.b\nimport a.c as d\n",
		{ a: ["import a"], d: ["import a.c"] },
	],
	[
		"from-import",
		"from .m import X, Y as Z\nfrom .. import n\n",
		{ X: ["import .m:X"], Z: ["import .m:Y"], n: ["import ..:n"] },
	],
	[
		"definitions",
		"class C(B): pass\ndef f(): x = 1\nasync def g(): import y\n",
		{ C: ["class"], f: ["function"], g: ["function"] },
	],
	[
		"aliases",
		"A = B\nC: T = m.D\nE = (F)\nG = H = m.I\n",
		{ A: ["= B"], C: ["= m.D"], E: ["= F"], G: ["= m.I"], H: ["= m.I"] },
	],
	[
		"through a dotted import",
		"import a.b\nX = a.b.C\nM = a.b\n",
		{ a: ["import a"], X: ["import a.b:C"], M: ["import a.b"] },
	],
	[
		"values",
		"A = f()\nB = None\nC = D or E\nF = lambda x=1: x\nG: int\n",
		{ A: ["value"], B: ["value"], C: ["value"], F: ["value"] },
	],
	[
		"tuples",
		"A, (B, *C) = x\nD, E = F, m.G\n[H] = y\n(I,) = [J]\n",
		{
			A: ["value"],
			B: ["value"],
			C: ["value"],
			D: ["= F"],
			E: ["= m.G"],
			H: ["value"],
			I: ["= J"],
		},
	],
	[
		"augmented and walrus",
		"A += 1\nprint(B := 2, [C := d for d in e])\n",
		{ A: ["value"], B: ["value"], C: ["value"] },
	],
	[
		"for, with, while",
		"for A, B in x: C = 1\nwith f() as D, g() as (E, F): pass\nwhile (G := h()): pass\n",
		{
			A: ["value"],
			B: ["value"],
			C: ["value ?"],
			D: ["value"],
			E: ["value"],
			F: ["value"],
			G: ["value"],
		},
	],
	[
		"match",
		"match x:\n  case {'k': A, **B}: pass\n  case m.C(d=D) | [E, *F] as G if h: pass\n",
		{
			A: ["value"],
			B: ["value"],
			D: ["value"],
			E: ["value"],
			F: ["value"],
			G: ["value"],
		},
	],
	["delete", "A = 1\ndel A, b.c\n", { A: ["value", "delete"] }],
	["globals by name", "globals()['A'] = 1\n", { A: ["value"] }],
	[
		"what exists only inside",
		"class C:\n  A = 1\n  import b\ndef f():\n  D = 1\n[E for E in f()]\n",
		{ C: ["class"], f: ["function"] },
	],
	[
		"names of Object",
		"__proto__ = constructor\n",
		{ ["__proto__"]: ["= constructor"] },
	],
])("binds: %s", (_, text, expected) => {
	expect(bound(text)).toEqual(expected);
});

test.each<[string, string, Record<string, string[]>]>([
	[
		"try and except",
		"try:\n  from a import X\nexcept ImportError:\n  X = None\n",
		{ X: ["import a:X 0/2", "value 1/2"] },
	],
	[
		"an except that raises",
		"try:\n  from a import X\nexcept ImportError:\n  raise\n",
		{ X: ["import a:X"] },
	],
	[
		"an except that skips the tests",
		"try:\n  from a import X\nexcept ImportError as e:\n  pytest.skip('no', allow_module_level=True)\n",
		{ X: ["import a:X"] },
	],
	[
		"else goes on, finally always happens",
		"try:\n  import a\nexcept E: import b\nelse: import c\nfinally: import d\n",
		{
			a: ["import a 0/2"],
			b: ["import b 1/2"],
			c: ["import c 0/2"],
			d: ["import d"],
		},
	],
	["if without else", "if x: A = 1\n", { A: ["value ?"] }],
	[
		"if, elif, else",
		"if x: A = 1\nelif y: A = b\nelse:\n  A = c.d\n",
		{ A: ["value 0/3", "= b 1/3", "= c.d 2/3"] },
	],
	[
		"an arm that raises",
		"if x:\n  from a import X\nelse:\n  raise ImportError\n",
		{ X: ["import a:X"] },
	],
	[
		"nested",
		"try:\n  if x: from a import X\n  else: from b import X\nexcept E:\n  X = 1\n",
		{ X: ["import a:X 0/2 0/2", "import b:X 0/2 1/2", "value 1/2"] },
	],
	[
		"type checking",
		"if TYPE_CHECKING:\n  from a import X\nelse:\n  X = None\n",
		{ X: ["import a:X ? !", "value"] },
	],
	[
		"run time only",
		"if not TYPE_CHECKING: X = 1\nelse: from a import X\n",
		{ X: ["value", "import a:X ? !"] },
	],
	[
		"the program's own arm",
		"if __name__ == '__main__':\n  import a\nelse:\n  import b\n",
		{ b: ["import b"] },
	],
	[
		"a last case that takes all",
		"match x:\n  case 1: A = 1\n  case _: A = 2\n",
		{ A: ["value 0/2", "value 1/2"] },
	],
])("branches: %s", (_, text, expected) => {
	expect(bound(text)).toEqual(expected);
});

test("an alias means what its name meant then", () => {
	expect(bound("from a import X\nOld = X\nfrom b import X\n").Old).toEqual([
		"value",
	]);
	expect(
		bound("try:\n  from a import X\n  Old = X\nexcept E:\n  X = Old = None\n")
			.Old,
	).toEqual(["= X 0/2", "value 1/2"]);
});

test.each<[string, string, readonly string[] | null, number]>([
	["a list", "__all__ = ['a', \"b\"]\n", ["a", "b"], 0],
	[
		"a tuple, annotated, joined",
		"__all__: tuple = 'a', 'b' 'c'\n",
		["a", "bc"],
		0,
	],
	[
		"sums and methods",
		"__all__ = ['a'] + ('b',)\n__all__ += ['c']\n__all__.append('d')\n__all__.extend(['e', 'f'])\n__all__.remove('a')\n",
		["b", "c", "d", "e", "f"],
		0,
	],
	["in a branch", "__all__ = ['a']\nif x: __all__ += ['b']\n", ["a", "b"], 0],
	["none", "a = 1\n", null, 0],
	["of another module", "__all__ = m.__all__\n", null, 1],
	[
		"computed as the default",
		"__all__ = [n for n in dir() if not n.startswith('_')]\n",
		null,
		0,
	],
	[
		"computed otherwise",
		"__all__ = ['a'] + [x.__name__ for x in y]\n",
		null,
		1,
	],
])("__all__: %s", (_, text, listed, opaque) => {
	const read = facts(text);
	expect(read.listed).toEqual(listed);
	expect(read.opaque).toHaveLength(opaque);
	expect([...read.rebound]).toEqual([]);
});

test.each<[string, string, [string, number][]]>([
	[
		"a function assigns",
		"X = None\ndef f():\n  global X\n  X = 1\n",
		[["X", 4]],
	],
	[
		"a function imports",
		"def f():\n  global X, y\n  from a import X\n",
		[["X", 3]],
	],
	[
		"a loop in a function",
		"def f():\n  global X\n  for X in y: pass\n",
		[["X", 3]],
	],
	["declared, never bound", "X = None\ndef f():\n  global X\n  return X\n", []],
	["two values", "X = None\nX = f()\n", [["X", 2]]],
	["the same value twice", "X = f()\nX = f()\n", []],
	["alternatives", "if x: X = 1\nelse: X = 2\n", []],
	["a list that grows", "X = [1]\nX += [2]\n", []],
	["overloads", "def f(x): pass\ndef f(y): pass\n", []],
	["a literal key of globals", "def f():\n  globals()['X'] = 1\n", [["X", 2]]],
])("rebound: %s", (_, text, expected) => {
	expect([...facts(text).rebound]).toEqual(expected);
});

test("names that functions look up late", () => {
	const late = facts(
		"from a import X, Y, Z\nA = X\ndef f(p):\n  import Q\n  'W'\n  return Y.attr, f'{Z}', p\nB = lambda: L\n",
	).readLate;
	expect(["Y", "Z", "L"].every((name) => late.has(name))).toBe(true);
	expect(["X", "attr", "W", "Q", "A"].some((name) => late.has(name))).toBe(
		false,
	);
});

test.each<[string, string, string | null]>([
	[
		"a shim",
		"'''doc'''\nimport warnings\nwarnings.warn('moved', DeprecationWarning, stacklevel=2)\nfrom a import X\nY = X\n__all__ = ['X']\n__all__.append('Y')\nlogger = get_logger(__name__)\n",
		null,
	],
	[
		"a guarded import that logs",
		"try: import a\nexcept ImportError:\n  logger.warning('no')\n  a = None\n",
		null,
	],
	[
		"warnings held back",
		"with warnings.catch_warnings():\n  warnings.simplefilter('ignore')\n  import a\n",
		null,
	],
	["a program", "if __name__ == '__main__':\n  main()\n", null],
	["its own table", "T = {}\nT['a'] = 1\ndef f(): pass\nf.x = 2\n", null],
	["a call", "import a\na.register(1)\n", "2 calls a.register"],
	["another's attribute", "import a\na.b = 1\n", "2 assigns to a.b"],
	[
		"another's item",
		"import os\nos.environ['A'] = '1'\n",
		"2 assigns to os.environ['A']",
	],
	[
		"the module table",
		"sys.modules[__name__] = x\n",
		"1 assigns to sys.modules[__name__]",
	],
	["a delete", "del a.b\n", "1 deletes a.b"],
	["a context", "with open('x') as f: A = 1\n", "1 enters open('x') as f"],
	[
		"a registering decorator",
		"@app.route('/')\ndef f(): pass\n",
		"1 registers a definition by @app.route",
	],
	["a plain decorator", "@dataclass(frozen=True)\nclass C: pass\n", null],
	["Python 2", "print 'x'\n", "1 runs print"],
])("effect: %s", (_, text, expected) => {
	const { effect } = facts(text);
	expect(effect && `${effect.line} ${effect.what}`).toBe(expected);
});

test.each<[string, string]>([
	["globals by a computed name", "globals()[n] = 1\n"],
	["globals updated", "globals().update(x)\n"],
	["globals in a function", "def f():\n  globals()[n] = 1\n"],
	["itself replaced", "import sys\nsys.modules[__name__] = X()\n"],
	["attributes of itself", "setattr(sys.modules[__name__], n, 1)\n"],
	["exec", "exec(code)\n"],
	["exec of Python 2", "exec code\n"],
	["a hook from elsewhere", "from a import __getattr__\n"],
	[
		"a hook over anything",
		"def __getattr__(name):\n  return getattr(a, name)\n",
	],
	[
		"a hook that falls through",
		"T = {'A': 'm'}\ndef __getattr__(name):\n  if name in T:\n    return import_module(T[name])\n",
	],
])("opaque: %s", (_, text) => {
	expect(facts(text).opaque).toHaveLength(1);
});

const SHIM = `"""Moved."""
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from pkg.ws import WSM as WSM
_MOVED = {"WSM": ("pkg.ws", "WSM"), "Old": ("pkg.other", "New")}
__all__ = ["WSM", "Old"]
def __getattr__(name):
    try:
        module, attr = _MOVED[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    import importlib, warnings
    warnings.warn(f"{__name__}.{name} is deprecated", DeprecationWarning, stacklevel=2)
    return getattr(importlib.import_module(module), attr)
def __dir__():
    return sorted({*globals(), *_MOVED})
`;

test("a lazy shim is read as imports, and is inert", () => {
	const read = facts(SHIM);
	expect(read.exports.get("WSM")?.map(show)).toEqual([
		"import pkg.ws:WSM ? !",
		"import pkg.ws:WSM",
	]);
	expect(read.exports.get("Old")?.map(show)).toEqual(["import pkg.other:New"]);
	expect([read.opaque, read.effect]).toEqual([[], null]);
	expect([read.starHides("Old"), read.starHides("SHIM")]).toEqual([
		true,
		false,
	]);
});

test.each<[string, string, Record<string, string>]>([
	[
		"module:attr",
		'T = {"A": "m.n:B"}\ndef __getattr__(name):\n  if name not in T: raise AttributeError(name)\n  module, _, attr = T[name].partition(":")\n  return getattr(importlib.import_module(module), attr)\n',
		{ A: "import m.n:B" },
	],
	[
		"module.attr",
		'T = {"A": "m.n.B"}\ndef __getattr__(name):\n  if name in T:\n    module, attr = T[name].rsplit(".", 1)\n    return getattr(import_module(module), attr)\n  raise AttributeError\n',
		{ A: "import m.n:B" },
	],
	[
		"module",
		'T = {"A": "m.n"}\ndef __getattr__(name):\n  target = T.get(name)\n  if target is None:\n    raise AttributeError(name)\n  value = getattr(import_module(T[name]), name)\n  globals()[name] = value\n  return value\n',
		{ A: "import m.n:A" },
	],
	[
		"a ladder",
		'def __getattr__(name):\n  if name == "A":\n    from m import A\n    return A\n  elif name == "B":\n    import n.o as p\n    return p.C\n  raise AttributeError(name)\n',
		{ A: "import m:A", B: "import n.o:C" },
	],
	[
		"submodules of a package",
		'S = ["a", "b"]\ndef __getattr__(name):\n  if name in S:\n    return importlib.import_module(f".{name}", __name__)\n  raise AttributeError(name)\n',
		{ a: "import .a", b: "import .b" },
	],
])("a literal __getattr__: %s", (_, text, expected) => {
	const read = facts(text, "p/__init__.py");
	expect(read.opaque).toEqual([]);
	for (const [name, binding] of Object.entries(expected))
		expect(read.exports.get(name)?.map(show)).toEqual([binding]);
});

test("loads, with their time", () => {
	const text =
		"import a.b, c\nfrom .d import e, f\nfrom g import *\nif TYPE_CHECKING: import h\ndef k():\n  import i\nclass C:\n  import j\nlazy import l\nM = import_module('m.n')\n";
	expect(
		facts(text).loads.map((load) =>
			`${load.time} ${load.specifier} ${load.names}`.trim(),
		),
	).toEqual([
		"load a.b",
		"load c",
		"load .d e,f",
		"load g",
		"type h",
		"call i",
		"load j",
		"call l",
		"load m.n",
	]);
	expect(facts(text).stars.map((star) => star.specifier)).toEqual(["g"]);
});

test("no input makes the facts fail", () => {
	const soup = fc.array(
		fc.constantFrom(
			"import a\n",
			"from b import c\n",
			"X",
			" = ",
			".",
			"(",
			")",
			"{",
			"}",
			",",
			":",
			":=",
			"'a'",
			"f'{",
			"\n",
			"  ",
			"def __getattr__(n):\n",
			"return ",
			"raise ",
			"global ",
			"__all__",
			"+=",
			"del ",
			"for ",
			" in ",
			"with ",
			" as ",
			"match ",
			"case ",
			"lambda ",
			"if ",
			"else:\n",
			"try:\n",
			"except:\n",
			"globals()",
			"[",
			"]",
			"*",
			"\u00ff",
		),
		{ maxLength: 50 },
	);
	fc.assert(
		fc.property(soup, (parts) => {
			const read = facts(parts.join(""));
			expect(read.readLate.size).toBeGreaterThanOrEqual(0);
		}),
		{ numRuns: 500 },
	);
});
