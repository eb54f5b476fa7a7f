import type { ModuleFacts } from "../../transforms/core/facts.js";
import {
	describeChain,
	describeEnd,
	type Resolution,
	sameEnd,
} from "../../transforms/core/proof.js";
import { graphOf, type Modules } from "../helpers/graph.js";

const name = (id: string) => id;

/** Where `m.X` ends, in words. */
function end(modules: Modules, rule?: ModuleFacts["starRule"]): string {
	const found = graphOf(modules, rule).resolve("m", "X");
	return found.kind === "unknown"
		? `unknown: ${found.why}`
		: describeEnd(found, name);
}

describe("one way", () => {
	test.each<[string, Modules, string]>([
		["defined", { m: ["X: define"] }, "m:X"],
		["handed on", { m: ["X: from a"], a: ["X: define"] }, "a:X"],
		["under another name", { m: ["X: Y from a"], a: ["Y: define"] }, "a:Y"],
		[
			"an alias of what is handed on",
			{ m: ["Y: from a", "X: = Y"], a: ["Y: define"] },
			"a:Y",
		],
		["a module", { m: ["X: module a"], a: [] }, "module a"],
		[
			"a member of a module",
			{ m: ["a: module a", "X: = a.Y"], a: ["Y: define"] },
			"a:Y",
		],
		["a member of something else", { m: ["o: define", "X: = o.Y"] }, "m:X"],
		["an alias of a name that is nobody's", { m: ["X: = dict"] }, "m:X"],
		["a module below a package", { m: [], "m/X": [] }, "module m/X"],
		[
			"a name before the module of that name",
			{ m: ["X: from a"], "m/X": [], a: ["X: define"] },
			"a:X",
		],
		["a package", { m: ["X: from ext"] }, "ext:X (outside the tree)"],
		["a whole package", { m: ["X: module ext"] }, "package ext"],
		[
			"a member of a package",
			{ m: ["e: module ext", "X: = e.Y"] },
			"ext:Y (outside the tree)",
		],
		["nothing", { m: [] }, "m does not offer X"],
		["nothing, further on", { m: ["X: from a"], a: [] }, "a does not offer X"],
		[
			"no module",
			{ m: ["X: from gone"] },
			"m imports gone, which does not exist",
		],
		["deleted", { m: ["X: define", "X: delete"] }, "m does not offer X"],
		["bound again", { m: ["X: define", "X: delete", "X: define"] }, "m:X"],
		[
			"a circle",
			{ m: ["X: from a"], a: ["X: from m"] },
			"unknown: m and its imports hand X round in a circle",
		],
		[
			"names made at run time",
			{ m: { lines: [], facts: { opaque: [{ line: 7, what: "hooks" }] } } },
			"unknown: m:7 hooks",
		],
		[
			"a syntax error before the name",
			{
				m: { lines: [], facts: { problems: [{ offset: 0, message: "odd" }] } },
			},
			"unknown: m has a syntax error (odd), and X is not seen in the rest",
		],
		[
			"for type checkers only",
			{ m: ["X: from a typing"], a: ["X: define"] },
			"a:X",
		],
		[
			"at run time before for type checkers",
			{ m: ["X: define", "X: from a typing"], a: ["X: define"] },
			"m:X",
		],
		["names that Object has", { m: [], constructor: [] }, "m does not offer X"],
	])("%s", (_, modules, expected) => {
		expect(end(modules)).toBe(expected);
	});

	test("a module that is there and can't be read", () => {
		const graph = graphOf({ m: ["X: from a"] });
		expect(graph.resolve("a", "X")).toMatchObject({
			kind: "unknown",
			why: "a can't be read",
		});
	});

	test("the chain says each step", () => {
		const graph = graphOf({
			m: ["U: from w", "X: = U"],
			w: ["U: I from u"],
			u: ["I: define"],
		});
		expect(describeChain(graph.resolve("m", "X"), name)).toEqual([
			"m:2 X = U",
			"m:1 U from w",
			"w:1 U = I from u",
			"u:1 I is a class",
		]);
	});
});

describe("several ways", () => {
	const a = ["X: define"];
	const b = ["X: define"];
	test.each<[string, Modules, string]>([
		["the last one wins", { m: ["X: from a", "X: from b"], a, b }, "b:X"],
		[
			"branches that part",
			{ m: ["X: from a @1.0/2", "X: from b @1.1/2"], a, b },
			"b:X or a:X",
		],
		[
			"branches that meet again",
			{ m: ["X: from a @1.0/2", "X: from b @1.1/2"], a, b: ["X: from a"] },
			"a:X",
		],
		[
			"what stands before branches of which one is taken is replaced",
			{
				m: ["X: from c", "X: from a @1.0/2", "X: from b @1.1/2"],
				a,
				b: ["X: from a"],
				c: a,
			},
			"a:X",
		],
		[
			"what stands before an arm that may be passed by is not",
			{ m: ["X: from c", "X: from a @1.0/0"], a, c: ["X: define"] },
			"a:X or c:X",
		],
		[
			"one arm of two leaves what stood before",
			{ m: ["X: from c", "X: from a @1.0/2"], a, c: ["X: define"] },
			"a:X or c:X",
		],
		[
			"a way that can't be read",
			{
				m: ["X: from a @1.0/2", "X: from b @1.1/2"],
				a,
				b: { lines: [], facts: { opaque: [{ line: 1, what: "hooks" }] } },
			},
			"unknown: b:1 hooks",
		],
	])("%s", (_, modules, expected) => {
		expect(end(modules)).toBe(expected);
	});

	test("an ambiguous chain shows every end", () => {
		const graph = graphOf({
			m: ["X: from a @1.0/2", "X: from b @1.1/2"],
			a,
			b,
		});
		expect(describeChain(graph.resolve("m", "X"), name)).toEqual([
			"m:2 X by line 2 from b, or line 1 from a",
			"  or b:X",
			"  or a:X",
		]);
	});

	test("chains that meet in one place are one, though the way parts after it", () => {
		const graph = graphOf({
			m: ["X: from p"],
			n: ["X: from p"],
			o: ["X: from a"],
			p: ["X: from a @1.0/2", "X: from b @1.1/2"],
			a,
			b,
		});
		const [m, n, o] = ["m", "n", "o"].map((id) => graph.resolve(id, "X"));
		expect(sameEnd(m as Resolution, n as Resolution)).toBe(true);
		expect(sameEnd(m as Resolution, o as Resolution)).toBe(false);
	});
});

test("an alternative that can't be read is no common ground with what it may lead to", () => {
	const graph = graphOf({
		m: ["X: from b"],
		n: ["X: from b @1.0/2", "X: from a @1.1/2"],
		a: ["X: define"],
		b: { lines: [], facts: { opaque: [{ line: 1, what: "hooks" }] } },
	});
	const [m, n] = ["m", "n"].map((id) => graph.resolve(id, "X"));
	expect(sameEnd(m as Resolution, n as Resolution)).toBe(false);
});

describe("a name that is rebound marks every chain through it", () => {
	const rebinds = { rebound: new Map([["X", 9]]) };
	test("further on", () => {
		const graph = graphOf({
			m: ["X: from a"],
			a: { lines: ["X: define"], facts: rebinds },
		});
		expect(graph.resolve("m", "X").rebound).toEqual({
			module: "a",
			name: "X",
			line: 9,
		});
	});

	test("in one of several branches that meet", () => {
		const graph = graphOf({
			m: ["X: from b @1.0/2", "X: from a @1.1/2"],
			a: ["X: define"],
			b: { lines: ["X: from a"], facts: rebinds },
		});
		expect(graph.resolve("m", "X")).toMatchObject({
			kind: "definition",
			rebound: { module: "b" },
		});
	});
});

describe("stars where the last binding wins", () => {
	const a = ["X: define"];
	test.each<[string, Modules, string]>([
		["bring names", { m: ["* from a"], a }, "a:X"],
		["replace what stood before", { m: ["X: define", "* from a"], a }, "a:X"],
		["are replaced", { m: ["* from a", "X: define"], a }, "m:X"],
		["the later star wins", { m: ["* from a", "* from b"], a, b: a }, "b:X"],
		[
			"a star without the name does not count",
			{ m: ["* from a", "* from b"], a, b: [] },
			"a:X",
		],
		[
			"a list decides",
			{
				m: ["* from a", "* from b"],
				a,
				b: { lines: a, facts: { listed: [] } },
			},
			"a:X",
		],
		[
			"a package's star may or may not replace",
			{ m: ["X: define", "* from ext"] },
			"ext:X (outside the tree) or m:X",
		],
		[
			"one that is reached through another star, too",
			{ m: ["X: define", "* from a"], a: ["* from ext"] },
			"ext:X (outside the tree) or m:X",
		],
		[
			"alone it is taken for what brings the name",
			{ m: ["* from ext"] },
			"ext:X (outside the tree)",
		],
		["a star from no module", { m: ["* from gone"] }, "m does not offer X"],
		[
			"a circle of stars finds what is in it",
			{ m: ["* from a"], a: ["* from m", "* from b"], b: ["X: define"] },
			"b:X",
		],
		[
			"a circle of stars without the name",
			{ m: ["* from a"], a: ["* from m"] },
			"m does not offer X",
		],
	])("%s", (_, modules, expected) => {
		expect(end(modules)).toBe(expected);
	});

	test("hidden names do not pass", () => {
		const graph = graphOf({ m: ["* from a"], a: ["_X: define"] });
		expect(graph.resolve("m", "_X").kind).toBe("absent");
	});
});

describe("stars where own names come first", () => {
	const a = ["X: define"];
	test.each<[string, Modules, string]>([
		["bring names", { m: ["* from a"], a }, "a:X"],
		["an own name hides them", { m: ["X: define", "* from a"], a }, "m:X"],
		[
			"two with different ends give no one",
			{ m: ["* from a", "* from b"], a, b: a },
			"a:X or b:X",
		],
		[
			"two with one end give it",
			{ m: ["* from a", "* from b"], a, b: ["X: from a"] },
			"a:X",
		],
		[
			"a circle of barrels does not hide what one of them has",
			{ m: ["* from a", "* from b"], a: ["* from m"], b: ["X: define"] },
			"b:X",
		],
		[
			"a circle of barrels without the name",
			{ m: ["* from a", "* from b"], a: ["* from m"], b: ["* from a"] },
			"m does not offer X",
		],
	])("%s", (_, modules, expected) => {
		expect(end(modules, "own-first")).toBe(expected);
	});

	test("a star never brings the default", () => {
		const graph = graphOf(
			{ m: ["* from a"], a: ["default: define"] },
			"own-first",
		);
		expect(graph.resolve("m", "default").kind).toBe("absent");
	});

	test("a star is no binding of the module's own code", () => {
		const graph = graphOf(
			{
				m: {
					lines: ["* from a", "Y: = X"],
					facts: { locals: new Map() },
				},
				a,
			},
			"own-first",
		);
		expect(describeEnd(graph.resolve("m", "Y"), name)).toBe("m:Y");
	});
});

describe("what a star import of a module brings", () => {
	const names = (modules: Modules, rule?: ModuleFacts["starRule"]) => {
		const offered = graphOf(modules, rule).offered("m");
		return { names: [...offered.names].sort(), why: offered.why };
	};

	test("own names, without the hidden, the deleted and those for type checkers", () => {
		const lines = [
			"X: define",
			"_Y: define",
			"Z: define",
			"Z: delete",
			"T: from a typing",
		];
		expect(names({ m: lines, a: [] })).toEqual({ names: ["X"], why: null });
	});

	test("what is listed, and nothing else", () => {
		const m = { lines: ["X: define", "* from ext"], facts: { listed: ["_Y"] } };
		expect(names({ m })).toEqual({ names: ["_Y"], why: null });
	});

	test("what stars bring, round a circle", () => {
		const modules = {
			m: ["* from a", "X: define"],
			a: ["* from b", "Y: define"],
			b: ["* from m", "Z: define"],
		};
		const graph = graphOf(modules);
		for (const id of ["m", "a", "b"])
			expect([...graph.offered(id).names].sort()).toEqual(["X", "Y", "Z"]);
	});

	test("not what two stars give with different ends", () => {
		const modules = {
			m: ["* from a", "* from b"],
			a: ["X: define", "Y: define"],
			b: ["X: define"],
		};
		expect(names(modules, "own-first").names).toEqual(["Y"]);
		expect(names(modules).names).toEqual(["X", "Y"]);
	});

	test.each<[string, Modules, string]>([
		[
			"a package's star",
			{ m: ["* from a"], a: ["* from ext"] },
			"a:1 takes everything from ext, which is not in the tree",
		],
		[
			"names made at run time",
			{ m: { lines: [], facts: { opaque: [{ line: 3, what: "hooks" }] } } },
			"m:3 hooks",
		],
	])("%s makes the set incomplete", (_, modules, why) => {
		expect(names(modules).why).toBe(why);
		expect(graphOf(modules).offered("m").complete).toBe(false);
	});
});

describe("what loading a module loads", () => {
	test("the shortest way, both ends included", () => {
		const graph = graphOf({
			m: ["* from a", "X: from b"],
			a: ["X: from b"],
			b: ["X: from c"],
			c: ["X: from m"],
		});
		expect(graph.loadPath("m", "c")).toEqual(["m", "b", "c"]);
		expect(graph.loadPath("c", "a")).toEqual(["c", "m", "a"]);
		expect(graph.loadPath("m", "m")).toEqual(["m"]);
	});

	test("not what functions import, nor what only types see", () => {
		const loads = (["call", "type"] as const).map((time) => ({
			specifier: "a",
			names: [],
			time,
			offset: 0,
		}));
		const graph = graphOf({ m: { lines: [], facts: { loads } }, a: [] });
		expect(graph.loadPath("m", "a")).toBeNull();
	});
});

test("a proof reads the modules of its chain, once, and no others", () => {
	const graph = graphOf({
		m: ["X: from a", "Z: from z"],
		a: ["X: define"],
		z: ["Z: define"],
	});
	for (let i = 0; i < 100; i++) graph.resolve("m", "X");
	expect(graph.asked).toEqual(["m", "a"]);
});

test("many barrels that all hand on each other are walked once each", () => {
	const ids = Array.from({ length: 40 }, (_, i) => `b${i}`);
	const modules = Object.fromEntries(
		ids.map((id) => [
			id,
			ids.filter((o) => o !== id).map((o) => `* from ${o}`),
		]),
	);
	const graph = graphOf({ ...modules, m: ["* from b0"] }, "own-first");
	expect(graph.resolve("m", "X").kind).toBe("absent");
	expect(graph.asked.length).toBeLessThan(40 * 45);
});
