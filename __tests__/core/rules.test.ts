import { jest } from "@jest/globals";
import type { RuleInput } from "../../transforms/core/rules.js";
import { RuleSet } from "../../transforms/core/rules.js";

type Written = Omit<RuleInput, "id"> & { id?: string };

/** `a -> b` for a rule of the whole module, `a#X -> b#Y` for one of a name. */
function set(...rules: readonly (string | Written)[]): RuleSet {
	const inputs = rules.map((rule, i): RuleInput => {
		if (typeof rule !== "string") return { id: `r${i}`, ...rule };
		const [from = "", to = ""] = rule.split(" -> ");
		const [module = "", name] = from.split("#");
		const [target = "", renamed] = to.split("#");
		const plain = { id: `r${i}`, from: module, to: target };
		return name === undefined
			? plain
			: { ...plain, names: { [name]: renamed ?? name } };
	});
	return RuleSet.from(inputs, (module) => module, "/");
}

/** `module#name` where an import path goes, or null. */
function goes(rules: RuleSet, path: string): string | null {
	const [module = "", name = ""] = path.split("#");
	const match = rules.match(module, name);
	return match && `${match.module}#${match.name}`;
}

describe("where an import path goes", () => {
	test("nowhere without a rule", () => {
		expect(set("a -> b").match("c", "X")).toBeNull();
		expect(set("a -> b").forModule("c")).toBeNull();
		expect(set().forModule("a")).toBeNull();
	});

	test.each<[string, readonly (string | Written)[], string, string | null]>([
		["a module, every name", ["a -> b"], "a#X", "b#X"],
		["one name, renamed", ["a#X -> b#Y"], "a#X", "b#Y"],
		["one name, and not its neighbours", ["a#X -> b#Y"], "a#Z", null],
		["a name before its module", ["a -> b", "a#X -> c#Y"], "a#X", "c#Y"],
		["the rest of that module", ["a -> b", "a#X -> c#Y"], "a#Z", "b#Z"],
		[
			"a name to a module of its own",
			[{ from: "a", to: "b", names: { X: "node:c:Y" } }],
			"a#X",
			"node:c#Y",
		],
		["a name within its module", ["a#X -> a#Y"], "a#X", "a#Y"],
		["below a prefix", ["p/* -> q/*"], "p/x/y#X", "q/x/y#X"],
		["not the prefix itself", ["p/* -> q/*"], "p#X", null],
		["not a longer word", ["p/* -> q/*"], "pq/x#X", null],
		["the longest prefix", ["p/* -> q/*", "p/x/* -> r/*"], "p/x/y#X", "r/y#X"],
		["a module before a prefix", ["p/* -> q/*", "p/x -> r"], "p/x#X", "r#X"],
		["a name before a prefix", ["p/* -> q/*", "p/x#X -> r#Y"], "p/x#X", "r#Y"],
		[
			"the rest of that module",
			["p/* -> q/*", "p/x#X -> r#Y"],
			"p/x#Z",
			"q/x#Z",
		],
		["names that Object has", ["a -> b"], "constructor#__proto__", null],
	])("%s", (_, rules, path, target) => {
		expect(goes(set(...rules), path)).toBe(target);
	});
});

describe("chains are closed, so that a second run has nothing to do", () => {
	test.each<[string, readonly (string | Written)[], string, string]>([
		["modules", ["a -> b", "b -> c", "c -> d"], "a#X", "d#X"],
		["modules, in any order", ["b -> c", "a -> b"], "a#X", "c#X"],
		["names", ["a#X -> b#Y", "b#Y -> c#Z"], "a#X", "c#Z"],
		["a name into a module that moves", ["a#X -> b#Y", "b -> c"], "a#X", "c#Y"],
		[
			"a module into one of which a name moves",
			["a -> b", "b#Old -> c#New"],
			"a#Old",
			"c#New",
		],
		[
			"the same two modules further on",
			["a -> b", "b -> c", "c#Old -> d#New"],
			"a#Old",
			"d#New",
		],
		["prefixes", ["p/* -> q/*", "q/* -> r/*"], "p/x#X", "r/x#X"],
		[
			"a prefix into part of another",
			["p/* -> q/sub/*", "q/* -> r/*"],
			"p/x#X",
			"r/sub/x#X",
		],
		[
			"a prefix into a module that moves",
			["p/* -> q/*", "q/x -> c"],
			"p/x#X",
			"c#X",
		],
		[
			"a prefix into a module of which a name moves",
			["p/* -> q/*", "q/x#X -> c#Y"],
			"p/x#X",
			"c#Y",
		],
		["a module into a prefix", ["a -> p/x", "p/* -> q/*"], "a#X", "q/x#X"],
		[
			"names that pass the same rule twice",
			[
				{ from: "a", to: "b", names: { X: "Y", V: "W" } },
				{ from: "b", to: "a", names: { Y: "V" } },
			],
			"a#X",
			"b#W",
		],
	])("%s", (_, rules, path, target) => {
		const closed = set(...rules);
		expect(goes(closed, path)).toBe(target);
		expect(goes(closed, target)).toBeNull();
	});

	test("ten thousand rules of which each leads to the next", () => {
		const rules = set(
			...Array.from({ length: 10_000 }, (_, i) => `m${i} -> m${i + 1}`),
			"m9999#X -> other#Y",
		);
		expect(goes(rules, "m0#X")).toBe("other#Y");
		expect(goes(rules, "m0#Z")).toBe("m10000#Z");
	});

	test("what moves is told under the first rule of the chain", () => {
		const rules = set("a -> b", "b -> c", "b#X -> d#Y");
		expect(rules.match("a", "Z")?.rule.id).toBe("r0");
		expect(rules.match("a", "X")?.rule.id).toBe("r0");
	});
});

describe("what can't be meant is refused with the rules' ids", () => {
	test.each<[string, readonly (string | Written)[], string, string[]]>([
		["a rule to itself", ["a -> a"], "rule r0 moves a to itself", ["r0"]],
		["a name to itself", ["a#X -> a#X"], "rule r0 moves a#X to itself", ["r0"]],
		["a prefix to itself", ["p/* -> p/*"], "moves p/* to itself", ["r0"]],
		[
			"a circle",
			["a -> b", "b -> c", "c -> a"],
			"rules r0 and r2 lead a round in a circle; break it",
			["r0", "r2"],
		],
		[
			"a circle of names",
			["a#X -> b#Y", "b#Y -> a#X"],
			"rules r0 and r1 lead a#X round in a circle",
			["r0", "r1"],
		],
		[
			"a circle through a whole module",
			["a -> b", "b#X -> a#X"],
			"lead a#X round in a circle",
			["r0", "r1"],
		],
		[
			"a circle of prefixes",
			["p/* -> q/*", "q/* -> p/*"],
			"rules r0 and r1 lead p/* round in a circle",
			["r0", "r1"],
		],
		[
			"a prefix that moves its own result",
			["p/* -> p/q/*"],
			"rule r0 leads p/* to what it moves itself",
			["r0"],
		],
		[
			"two targets for a module",
			["a -> b", "a -> c"],
			"rules r0 and r1 give two targets for a; keep one",
			["r0", "r1"],
		],
		[
			"one target twice",
			["a -> b", "a -> b"],
			"rules r0 and r1 both say the same of a",
			["r0", "r1"],
		],
		[
			"two targets for a name",
			["a#X -> b#Y", "a#X -> b#Z"],
			"give two targets for a#X",
			["r0", "r1"],
		],
		[
			"two targets for a prefix",
			["p/* -> q/*", "p/* -> r/*"],
			"give two targets for p/*",
			["r0", "r1"],
		],
		["half a prefix", ["p/* -> q"], "one of from and to ends in *", ["r0"]],
		[
			"names for a prefix",
			[{ from: "p/*", to: "q/*", names: { X: "Y" } }],
			"can't have names",
			["r0"],
		],
		[
			"half a target",
			[{ from: "a", to: "b", names: { X: "c:" } }],
			'X goes to "c:"',
			["r0"],
		],
		[
			"the other half",
			[{ from: "a", to: "b", names: { X: ":Y" } }],
			'X goes to ":Y"',
			["r0"],
		],
	])("%s", (_, rules, message, ids) => {
		expect(() => set(...rules)).toThrow(
			expect.objectContaining({
				code: "rules",
				message: expect.stringContaining(message),
				data: { rules: ids },
			}),
		);
	});
});

test("a language's normal form is what counts, and a prefix keeps its ending on the way to it", () => {
	const seen: string[] = [];
	const rules = RuleSet.from(
		[
			{ id: "one", from: "A", to: "B" },
			{ id: "two", from: "P.*", to: "Q.*" },
		],
		(module) => {
			seen.push(module);
			return module.toLowerCase();
		},
		".",
	);
	expect(seen).toEqual(["A", "B", "P.*", "Q.*"]);
	expect(goes(rules, "a#X")).toBe("b#X");
	expect(goes(rules, "p.x#X")).toBe("q.x#X");
});

test("ten thousand rules: a lookup hashes as often as with one", () => {
	const lookups = (rules: RuleSet) => {
		const get = jest.spyOn(Map.prototype, "get");
		try {
			rules.match("m7", "X");
			rules.match("other/deep/module", "X");
			return get.mock.calls.length;
		} finally {
			get.mockRestore();
		}
	};
	const many = Array.from({ length: 10_000 }, (_, i) => `m${i} -> n${i}`);
	expect(lookups(set(...many, "p/* -> q/*"))).toBe(
		lookups(set("m7 -> n7", "p/* -> q/*")),
	);
});

test("what a rule says beside its paths is kept", () => {
	const rules = set({
		from: "a",
		to: "b",
		reason: "one path",
		include: ["x"],
		exclude: ["y"],
	});
	expect(rules.rules).toMatchObject([
		{ id: "r0", reason: "one path", include: ["x"], exclude: ["y"] },
	]);
	expect(rules.modules).toEqual(["a"]);
	expect(set("p/* -> q/*").prefixes).toMatchObject([{ from: "p", to: "q" }]);
});
