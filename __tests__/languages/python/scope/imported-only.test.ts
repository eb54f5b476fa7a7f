/** Uses of names that only imports bind, read without a tree: each with its attributes, or a tree has to tell. */
import { describe, expect, test } from "@jest/globals";
import { ImportedOnly } from "../../../../transforms/languages/python/scope/imported-only.js";

/** `m.X.y` at its place in the text, with the time of the use. */
const usesIn = (text: string): readonly string[] | null =>
	new ImportedOnly(text, new Set(["m"]))
		.uses(new Map([["m", new Set([null])]]))
		?.map(({ variable, attributes, time }) => {
			for (const { name, start } of attributes)
				expect(text.slice(start).startsWith(name)).toBe(true);
			return `${[variable, ...attributes.map(({ name }) => name)].join(".")} ${time}`;
		}) ?? null;

test("the scope of a use is the function that binds the name, wherever in it", () => {
	const text = `import m
def outer():
    m.A
    def inner():
        m.B
        import m
    import m
class C:
    m.D
    def method(self): m.E
m.F
`;
	const [outer, inner] = [text.indexOf("def outer"), text.indexOf("def inner")];
	const uses = new ImportedOnly(text, new Set(["m"])).uses(
		new Map([["m", new Set([null, outer, inner])]]),
	);
	expect(
		uses?.map(({ attributes, scope }) => [attributes[0]?.name, scope]),
	).toEqual([
		["A", outer],
		["B", inner],
		["D", null],
		["E", null],
		["F", null],
	]);
});

describe("strings that are no types are no code", () => {
	test.each([
		['class A:\n    """Tests m.X."""\n    m.Y', ["m.Y load"]],
		['def f():\n    """m.X"""\n    m.Y', ["m.Y call"]],
		['def f(): r"m.X"; m.Y', ["m.Y call"]],
		['x = {"a": "m.X", "b": m.Y}', ["m.Y load"]],
		['x = {"a": "p/m.X"}[m.Y]', ["m.Y load"]],
		['patch("m.X", m.Y)', ["m.Y load"]],
		["try: import m\nexcept ImportError:\n    m = None\nm.X", ["m.X load"]],
	])("%s", (text, uses) => {
		expect(usesIn(`import m\n${text}\n`)).toEqual(uses);
	});
});

describe("the fields of a format string are code", () => {
	test.each([
		['f"{m.X}"', ["m.X load"]],
		['f"m.Y {m.X.y!r} and {{m.Z}}"', ["m.X.y load"]],
		['f"{m.X:>{m.WIDTH}} m.Y"', ["m.X load", "m.WIDTH load"]],
		['f"{m.X:m.Y}"', ["m.X load"]],
		['f"{m.X=}"', ["m.X load"]],
		[`f"{d['m.Y'][m.X]}"`, ["m.X load"]],
		['f"{d["m.Y"]}{m.X}"', ["m.X load"]],
		[`f"{f'm.Y {m.X}'}"`, ["m.X load"]],
		['rf"\\{m.X}"', ["m.X load"]],
		['t"{m.X}"', ["m.X load"]],
		['f"""\nm.Y\n{\n  m.X  # m.Z\n}"""', ["m.X load"]],
		['f"\\N{DASH} m.Y {m.X}"', ["m.X load"]],
		['def f():\n    return f"{m.X}" "{m.Y}"', ["m.X call"]],
		['x = f"{m.X}"\nm.Y', ["m.X load", "m.Y load"]],
		['m.x[f"{m.X}"] = 1', ["m.x load", "m.X load"]],
		// Read as a plain string, as nobody closes the field.
		['f"{m.X"', []],
	])("%s", (text, uses) => {
		expect(usesIn(`import m\n${text}\n`)).toEqual(uses);
	});

	test.each([
		['f"{(m := 1)}{m.X}"'],
		['f"{(lambda m: m.X)(1)}"'],
		['f"{[m.X for m in ms]}"'],
		["m = x"],
		["def f():\n    m = None\n    m.X"],
		["class A:\n    m = None\n    m.X"],
		['x: "m.X"'],
		['x: """ m.X """'],
		["x: \"Literal['a b/c', m.X]\""],
		['x: "m.X if m.Y else None"'],
		['List["m.X"]'],
		['cast("m.X", x)'],
		['T = TypedDict("T", {"a": "m.X"})'],
		['def f(a: int, b: "m.X"): pass'],
		['def f() -> "m.X": pass'],
		["x = f() # type: m.X"],
	])("%s: the scopes tell", (text) => {
		expect(usesIn(`import m\n${text}\n`)).toBeNull();
	});
});
