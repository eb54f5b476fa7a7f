import { type End, Judge } from "../../transforms/core/judge.js";
import type { Located, Policy } from "../../transforms/core/types.js";
import { graphOf, type Modules } from "../helpers/graph.js";

const CAUTIOUS: Policy = {
	onDifferent: "refuse",
	onMissing: "skip",
	acceptUnproven: false,
	moduleStyle: "named",
};

/** `old` and `now` are `module#name`. */
function judge(
	modules: Modules,
	old = "old#X",
	now = "now#X",
	policy: Partial<Policy> = {},
	snapshot = true,
) {
	const graph = graphOf(modules);
	const end = (path: string): End => {
		const [module = "", name = ""] = path.split("#");
		return { located: graph.locate(module, ""), display: module, name };
	};
	return new Judge(graph, { ...CAUTIOUS, ...policy }).judge(
		end(old),
		end(now),
		snapshot,
	);
}

const impl = ["Impl: define", "Other: define"];
/** The two modules of one name that are two definitions. */
const TRAP: Modules = {
	old: ["Unified: from now", "X: = Unified"],
	now: ["Impl: from impl", "X: define", "Unified: = Impl"],
	impl,
};

describe("proven", () => {
	test("both paths end at one definition, and the chain says how", () => {
		const found = judge({
			old: ["X: from now"],
			now: ["X: Impl from impl"],
			impl,
		});
		expect(found).toEqual({
			verdict: "proven",
			apply: true,
			target: { module: "now", name: "X" },
			targetId: "now",
			reason: null,
			detail: "both are impl:Impl",
			chain: [
				"old:1 X from now",
				"now:1 X = Impl from impl",
				"impl:1 Impl is a class",
				"now:1 X = Impl from impl",
				"impl:1 Impl is a class",
			],
		});
	});

	test.each<[string, Modules, string, string]>([
		[
			"under another name",
			{ old: ["X: Impl from impl"], now: ["Y: Impl from impl"], impl },
			"old#X",
			"now#Y",
		],
		[
			"a package's name on both paths",
			{ old: ["X: from ext"], now: ["X: from ext"] },
			"old#X",
			"now#X",
		],
		[
			"the ways part only after the two paths have met",
			{
				old: ["X: from now"],
				now: ["X: Impl from impl @1.0/2", "X: Other from impl @1.1/2"],
				impl,
			},
			"old#X",
			"now#X",
		],
		[
			"where both meet can't be read, but they meet",
			{
				old: ["X: from now"],
				now: { lines: [], facts: { opaque: [{ line: 1, what: "hooks" }] } },
			},
			"old#X",
			"now#X",
		],
	])("%s", (_, modules, old, now) => {
		expect(judge(modules, old, now)).toMatchObject({
			verdict: "proven",
			apply: true,
		});
	});
});

describe("assumed", () => {
	test("the legacy module is a published package", () => {
		const found = judge({ now: ["X: define"] }, "ext#X");
		expect(found).toMatchObject({
			verdict: "assumed",
			apply: true,
			targetId: "now",
			detail:
				"ext is not part of this tree; the rule vouches that now:X is the same",
		});
	});

	test("both modules are", () => {
		expect(judge({}, "ext#X", "ext2#X")).toMatchObject({
			verdict: "assumed",
			apply: true,
			targetId: null,
		});
	});

	test.each<[string, Modules, string]>([
		["the name is not there", { now: [] }, "now does not offer X"],
		[
			"the name comes from no module",
			{ now: ["X: from gone"] },
			"now imports gone, which does not exist",
		],
	])("not when %s", (_, modules, why) => {
		expect(judge(modules, "ext#X")).toMatchObject({
			verdict: "missing",
			apply: false,
			reason: "missing-name",
			detail: `now:X can't be imported: ${why}`,
		});
	});
});

describe("different", () => {
	test("is refused, with both ends and the name that keeps the identity", () => {
		expect(judge(TRAP)).toMatchObject({
			verdict: "different",
			apply: false,
			reason: "different",
			target: { module: "now", name: "X" },
			detail:
				"old:X is impl:Impl, but now:X is now:X; now:Unified would keep the identity",
		});
	});

	test("keep-identity goes to that name: the one the chain passes", () => {
		expect(
			judge(TRAP, "old#X", "now#X", { onDifferent: "keep-identity" }),
		).toMatchObject({
			verdict: "different",
			apply: true,
			reason: null,
			target: { module: "now", name: "Unified" },
		});
	});

	test("keep-identity finds a name that the chain does not pass", () => {
		const modules = { ...TRAP, old: ["X: Impl from impl"] };
		expect(
			judge(modules, "old#X", "now#X", { onDifferent: "keep-identity" }),
		).toMatchObject({ apply: true, target: { name: "Impl" } });
	});

	test("keep-identity refuses where there is no such name", () => {
		const modules = {
			old: ["X: Impl from impl"],
			now: ["X: define"],
			impl,
		};
		expect(
			judge(modules, "old#X", "now#X", { onDifferent: "keep-identity" }),
		).toMatchObject({
			apply: false,
			detail: "old:X is impl:Impl, but now:X is now:X",
		});
	});

	test("keep-identity does not take a name that the module rebinds", () => {
		const modules = {
			old: ["X: Impl from impl"],
			now: {
				lines: ["X: define", "Impl: from impl"],
				facts: { rebound: new Map([["Impl", 8]]) },
			},
			impl,
		};
		expect(
			judge(modules, "old#X", "now#X", { onDifferent: "keep-identity" }),
		).toMatchObject({ apply: false, reason: "different" });
	});

	test("accept moves by name", () => {
		expect(
			judge(TRAP, "old#X", "now#X", { onDifferent: "accept" }),
		).toMatchObject({
			verdict: "different",
			apply: true,
			target: { name: "X" },
		});
	});
});

describe("missing", () => {
	const modules: Modules = {
		old: ["X: Impl from impl", "Own: define"],
		now: [],
		impl,
	};

	test("is refused, and says where the name is defined", () => {
		expect(judge(modules)).toMatchObject({
			verdict: "missing",
			apply: false,
			reason: "missing-name",
			detail: "now does not offer X; it is defined in impl:Impl",
		});
	});

	test("definition goes there", () => {
		expect(
			judge(modules, "old#X", "now#X", { onMissing: "definition" }),
		).toMatchObject({
			verdict: "missing",
			apply: true,
			target: { module: "impl", name: "Impl" },
			targetId: "impl",
		});
	});

	test("definition goes there by a name that can be imported", () => {
		const hidden: Modules = {
			...modules,
			old: ["X: Public from impl"],
			impl: {
				lines: ["Public: = Impl"],
				facts: {
					locals: new Map([
						[
							"Impl",
							[
								{
									kind: "define",
									what: "class",
									offset: 0,
									line: 1,
									branches: [],
								},
							],
						],
					]),
				},
			},
		};
		expect(
			judge(hidden, "old#X", "now#X", { onMissing: "definition" }),
		).toMatchObject({
			apply: true,
			target: { module: "impl", name: "Public" },
		});
	});

	test("definition does not go round to the legacy module", () => {
		expect(
			judge(modules, "old#Own", "now#Own", { onMissing: "definition" }),
		).toMatchObject({
			apply: false,
			detail:
				"now does not offer Own; it is defined in the legacy module itself",
		});
	});

	test("definition does not go where a rebound name would be copied", () => {
		const rebinding: Modules = {
			...modules,
			impl: { lines: impl, facts: { rebound: new Map([["Impl", 3]]) } },
		};
		expect(
			judge(rebinding, "old#X", "now#X", { onMissing: "definition" }),
		).toMatchObject({ verdict: "missing", apply: false });
	});

	test("what leads out of the tree has no definition to go to", () => {
		expect(
			judge({ old: ["X: from ext"], now: [] }, "old#X", "now#X", {
				onMissing: "definition",
			}),
		).toMatchObject({
			apply: false,
			detail: "now does not offer X; old:X is ext:X (outside the tree)",
		});
	});

	test("a canonical module that is not there", () => {
		expect(judge({ old: ["X: define"] }, "old#X", "gone#X")).toMatchObject({
			verdict: "missing",
			apply: false,
			reason: "missing-module",
		});
	});
});

describe("broken", () => {
	test("a legacy module that is gone", () => {
		expect(judge({ now: ["X: define"] }, "gone#X")).toMatchObject({
			verdict: "broken",
			apply: false,
			reason: "broken-module",
		});
	});

	test("a name that it never had is not healed", () => {
		expect(
			judge({ old: [], now: ["X: define"] }, "old#X", "now#X", {
				acceptUnproven: true,
				onDifferent: "accept",
				onMissing: "definition",
			}),
		).toMatchObject({
			verdict: "broken",
			apply: false,
			reason: "broken-name",
			detail:
				"old:X works for nobody: old does not offer X; now:X exists, so moving would switch on code that fails today",
		});
	});
});

describe("ambiguous and unknown, which --accept-unproven moves", () => {
	const hooks = { opaque: [{ line: 4, what: "hooks" }] };
	test.each<[string, Modules, string, string, string]>([
		[
			"alternatives that differ",
			{
				old: ["X: Impl from impl @1.0/2", "X: Other from impl @1.1/2"],
				now: ["X: Impl from impl"],
				impl,
			},
			"ambiguous",
			"ambiguous",
			"old:X is impl:Other or impl:Impl",
		],
		[
			"the legacy path can't be read",
			{ old: { lines: [], facts: hooks }, now: ["X: define"] },
			"unknown",
			"unreadable",
			"old:X: old:4 hooks",
		],
		[
			"the canonical path can't be read",
			{ old: ["X: define"], now: { lines: [], facts: hooks } },
			"unknown",
			"unreadable",
			"now:X: now:4 hooks",
		],
		[
			"one end outside",
			{ old: ["X: from ext"], now: ["X: define"] },
			"unknown",
			"outside",
			"old:X is ext:X (outside the tree), now:X is now:X",
		],
		[
			"two ends outside",
			{ old: ["X: from ext"], now: ["X: from ext2"] },
			"unknown",
			"outside",
			"old:X is ext:X (outside the tree), now:X is ext2:X (outside the tree)",
		],
		[
			"a rebound name",
			{
				old: ["X: from now"],
				now: { lines: ["X: define"], facts: { rebound: new Map([["X", 6]]) } },
			},
			"unknown",
			"rebound",
			"now:6 rebinds X, so an importer holds whichever value was there first",
		],
	])("%s", (_, modules, verdict, reason, detail) => {
		expect(judge(modules)).toMatchObject({
			verdict,
			reason,
			detail,
			apply: false,
		});
		expect(
			judge(modules, "old#X", "now#X", { acceptUnproven: true }),
		).toMatchObject({
			verdict,
			apply: true,
			target: { module: "now", name: "X" },
		});
	});

	test("a rebound name is proven for a reference that looks it up each time", () => {
		const modules = {
			old: ["X: from now"],
			now: { lines: ["X: define"], facts: { rebound: new Map([["X", 6]]) } },
		};
		expect(judge(modules, "old#X", "now#X", {}, false)).toMatchObject({
			verdict: "proven",
		});
	});
});

test("a name is judged once", () => {
	const graph = graphOf(TRAP);
	const judge = new Judge(graph, CAUTIOUS);
	const end = (id: string): End => ({
		located: { kind: "module", id } satisfies Located,
		display: id,
		name: "X",
	});
	const first = judge.judge(end("old"), end("now"), true);
	expect(judge.judge(end("old"), end("now"), true)).toBe(first);
});
