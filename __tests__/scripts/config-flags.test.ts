import { rulesFromFlags } from "../../scripts/config/flags.js";

const rule = (from: string, to: string) => {
	const [first] = rulesFromFlags([from], [to]);
	return { ...first, names: first?.names && { ...first.names } };
};

test.each([
	["a.b", "a.c", { id: "a.b", from: "a.b", to: "a.c", names: undefined }],
	["a#X", "b#Y", { id: "a#X", from: "a", to: "b", names: { X: "Y" } }],
	["a#X", "b", { id: "a#X", from: "a", to: "b", names: { X: "X" } }],
	[
		"#db",
		"node:fs",
		{ id: "#db", from: "#db", to: "node:fs", names: undefined },
	],
	[
		"#db#open",
		"node:fs#openSync",
		{ id: "#db#open", from: "#db", to: "node:fs", names: { open: "openSync" } },
	],
	[
		"src/c#/x.ts",
		"src/y.ts",
		{
			id: "src/c#/x.ts",
			from: "src/c#/x.ts",
			to: "src/y.ts",
			names: undefined,
		},
	],
	["x/*", "y/*", { id: "x/*", from: "x/*", to: "y/*", names: undefined }],
	["a#é", "b#$é1", { id: "a#é", from: "a", to: "b", names: { é: "$é1" } }],
])("--from %s --to %s", (from, to, expected) => {
	expect(rule(from, to)).toEqual(expected);
});

test("a name called __proto__ is a name", () => {
	const [first] = rulesFromFlags(["a#__proto__"], ["b"]);
	expect(Object.entries(first?.names ?? {})).toEqual([
		["__proto__", "__proto__"],
	]);
});

test("pairs in order", () => {
	expect(rulesFromFlags(["a", "c"], ["b", "d"])).toMatchObject([
		{ from: "a", to: "b" },
		{ from: "c", to: "d" },
	]);
});

test.each([
	[["a", "b"], ["c"], "2 --from and 1 --to; give each --from its --to"],
	[["a"], ["b#Y"], "write --from a#Name, or --to b"],
	[[""], ["b"], "--from is empty"],
	[["a"], [" "], "--to is empty"],
])("%j to %j is refused", (from, to, message) => {
	expect(() => rulesFromFlags(from, to)).toThrow(
		expect.objectContaining({
			code: "usage",
			message: expect.stringContaining(message),
		}),
	);
});
