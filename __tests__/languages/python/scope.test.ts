import { describe, expect, test } from "@jest/globals";
import { scanPython } from "../../../transforms/languages/python/scan.js";
import { readScopes } from "../../../transforms/languages/python/scope/walk.js";
import { variableOf } from "../../../transforms/languages/python/scope.js";

/** `<m>` marks each place where `m` is the module's variable; everywhere else it is another one, or none. */
function check(marked: string): void {
	const text = marked.replaceAll("<m>", "m");
	const wanted: number[] = [];
	for (
		let at = marked.indexOf("<m>");
		at >= 0;
		at = marked.indexOf("<m>", at + 1)
	)
		wanted.push(at - 2 * wanted.length);
	const tree = readScopes(text, scanPython(text));
	const found = tree?.occurrences
		.filter((o) => o.name === "m" && variableOf(o.scope, "m") === tree.module)
		.map((o) => o.start);
	expect(found).toEqual(wanted);
}

describe("which variable a name is", () => {
	test.each<[string, string]>([
		["a use at the top", "import <m>\n<m>.X\n"],
		["a use in a function", "import <m>\ndef f():\n    return <m>.X\n"],
		["a parameter", "import <m>\ndef f(m, a=<m>.X):\n    m.X\n"],
		[
			"a keyword-only parameter",
			"import <m>\ndef f(*, m: <m>.T = 1) -> <m>.R:\n    m.X\n",
		],
		[
			"star parameters",
			"import <m>\ndef f(*m):\n    m.X\ndef g(**m):\n    m.X\n",
		],
		["a decorator", "import <m>\n@<m>.deco(<m>.X)\ndef f(m): ...\n"],
		[
			"a local assignment, before it, too",
			"import <m>\ndef f():\n    m.X\n    m = 1\n",
		],
		[
			"an annotation without a value",
			"import <m>\ndef f():\n    m: int\n    m.X\n",
		],
		["global", "import <m>\ndef f():\n    global m\n    <m> = 1\n    <m>.X\n"],
		[
			"nonlocal",
			"import <m>\ndef f():\n    m = 1\n    def g():\n        nonlocal m\n        m.X\n",
		],
		[
			"a comprehension",
			"import <m>\n[m.X for m in <m>.all if m]\n{m: <m> for k in ()}\n".replace(
				"{m: <m>",
				"{<m>: <m>",
			),
		],
		[
			"a nested comprehension",
			"import <m>\n[[m for m in <m>.a] for k in <m>.b]\n",
		],
		[
			"a generator as the only argument",
			"import <m>\nf(m.X for m in <m>.all)\n",
		],
		["a lambda", "import <m>\nlambda m, k=<m>.X: m.X\nlambda k: <m>.X\n"],
		[
			"a walrus in a comprehension",
			"import <m>\ndef f():\n    [m := k for k in ()]\n    m.X\n",
		],
		["for", "import <m>\ndef f():\n    for m, k in (): m.X\n"],
		[
			"with",
			"import <m>\ndef f():\n    with <m>.X() as k: <m>.Y\ndef g():\n    with k() as m: m.Y\n",
		],
		[
			"except",
			"import <m>\ndef f():\n    try: <m>.X\n    except <m>.E as e: <m>.Y\ndef g():\n    try: pass\n    except E as m: m.Y\n",
		],
		[
			"match",
			"import <m>\nmatch x:\n    case <m>.P(m=k): <m>.X\n    case {'a': k, **r}: <m>.Y\n",
		],
		[
			"a match capture",
			"import <m>\ndef f(x):\n    match x:\n        case [m, *k]: m.X\n",
		],
		["del in a function", "import <m>\ndef f():\n    del m\n"],
		[
			"an import in a function",
			"import <m>\ndef f():\n    import m\n    m.X\n",
		],
		[
			"a dotted import binds its first segment",
			"import <m>\ndef f():\n    import m.k\n    m.k\n",
		],
		[
			"an alias binds the alias alone",
			"import <m>\ndef f():\n    import m.k as k\n    <m>.X\n",
		],
		[
			"from-imports",
			"import <m>\ndef f():\n    from k import m\n    m.X\n    from m import k\n",
		],
		[
			"a class body is no enclosing scope",
			"import <m>\nclass C:\n    m = 1\n    def f(self):\n        return <m>.X\n",
		],
		[
			"a class's bases and keywords",
			"import <m>\nclass C(<m>.B, m=<m>.X):\n    pass\n",
		],
		[
			"a function in a function",
			"import <m>\ndef f(m):\n    def g():\n        return m.X\n",
		],
		["an attribute of that name", "import <m>\nk.m.X\nk.m = 1\n"],
		["a keyword argument of that name", "import <m>\nf(m=<m>.X)\n"],
		["f-strings", "import <m>\nf'{<m>.X!r:>{<m>.w}} m'\n"],
		[
			"string annotations",
			"import <m>\nx: '<m>.T' = 1\ndef f(a: 'list[<m>.T]') -> \"<m>.R\": ...\n",
		],
		[
			"strings that are no annotations",
			"import <m>\nx = 'm.T'\ny: Literal['m'] = 1\n",
		],
		[
			"type comments",
			"import <m>\nx = []  # type: list[<m>.T]\ny = 1  # type: ignore[m]\n",
		],
		["type parameters", "import <m>\ndef f[m](a): m.X\n"],
		["a type alias", "import <m>\ntype A[k] = <m>.X\n"],
		["augmented assignment", "import <m>\ndef f():\n    m += 1\n"],
		[
			"async",
			"import <m>\nasync def f():\n    async with <m>.a() as k:\n        async for m2 in <m>.b: await <m>.c\n",
		],
		["Python 2", "import <m>\nprint <m>.X\n"],
		["behind a byte order mark", "\u00ef\u00bb\u00bfimport <m>\n<m>.X\n"],
	])("%s", (_, marked) => check(marked));
});

test("attributes, and what is done to the last one", () => {
	const text = "import m\nm.a.b = 1\ndel m.c\nm.d().e = 2\nm[0].f\n";
	const uses = readScopes(text, scanPython(text))?.occurrences.slice(1);
	expect(
		uses?.map((o) => [o.attributes.map((a) => a.name).join("."), o.access]),
	).toEqual([
		["a.b", "store"],
		["c", "delete"],
		["d", "load"],
		["", "load"],
	]);
});

test("a name in a statement that the parser could not place is doubtful", () => {
	const text = "import m\nx = (m.a m.b\n";
	const uses = readScopes(text, scanPython(text))?.occurrences.filter(
		(o) => o.name === "m" && o.role === "load",
	);
	expect(uses?.some((o) => o.doubtful)).toBe(true);
});

test("a file nested beyond all reason is null, not a crash", () => {
	const deep = `x = ${"(".repeat(20_000)}m${")".repeat(20_000)}\n`;
	expect(() => readScopes(deep, scanPython(deep))).not.toThrow();
});
