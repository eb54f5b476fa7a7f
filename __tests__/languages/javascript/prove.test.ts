import { Judge } from "../../../transforms/core/judge.js";
import type { PlanContext } from "../../../transforms/core/language.js";
import { Graph } from "../../../transforms/core/proof.js";
import { RuleSet } from "../../../transforms/core/rules.js";
import type { Policy } from "../../../transforms/core/types.js";
import { javascriptGraphSource } from "../../../transforms/languages/javascript/graph.js";
import { probe } from "../../../transforms/languages/javascript/probe.js";
import { probeSymbols } from "../../../transforms/languages/javascript/prove.js";
import { cleanUp, projectOf, type Tree } from "./disk.js";

afterAll(cleanUp);

const policy: Policy = {
	onDifferent: "refuse",
	onMissing: "skip",
	acceptUnproven: false,
	moduleStyle: "named",
};

function asked(tree: Tree, legacy: string, canonical: string) {
	const project = projectOf(tree);
	const graph = new Graph(javascriptGraphSource(project));
	const [old, now] = [legacy, canonical].map((path) => {
		const [module = "", name = ""] = path.split("#");
		return {
			module,
			name,
			end: {
				located: { kind: "module" as const, id: module },
				display: module,
				name,
			},
		};
	}) as [
		{ module: string; name: string; end: Parameters<Judge["judge"]>[0] },
		{ module: string; name: string; end: Parameters<Judge["judge"]>[0] },
	];
	const rules = RuleSet.from([], (module) => module, "/");
	const context: PlanContext = { project, graph, rules, policy };
	const judged = new Judge(graph, policy).judge(old.end, now.end, false);
	return {
		answer: probeSymbols(old, now, graph, project),
		judged,
		proven: probe(judged, old.end, now.end, context),
	};
}

describe("what the checker knows and the graph does not", () => {
	const legacy =
		"import Api = require('./lib'); export import Manager = Api.Inner.Manager; export import Other = Api.Inner.Other;";
	const merged = {
		"lib.ts":
			"namespace Api { export namespace Inner { export class Manager {} export class Other {} } } export = Api;",
		"legacy.ts": legacy,
		"again.ts": "export { Manager } from './legacy';",
		"canonical.ts": legacy,
	};

	test("members of what `export =` hands out", () => {
		const found = asked(merged, "again.ts#Manager", "canonical.ts#Manager");
		expect(found.judged.verdict).toBe("unknown");
		expect(found.answer).toBe("same");
		expect(found.proven).toMatchObject({
			verdict: "proven",
			apply: true,
			reason: null,
		});
	});

	test("two members are two", () => {
		const found = asked(merged, "legacy.ts#Other", "canonical.ts#Manager");
		expect(found.answer).toBe("different");
		expect(found.proven).toBeNull();
	});

	test("a name that nobody has is unknown", () => {
		expect(asked(merged, "legacy.ts#None", "canonical.ts#None").answer).toBe(
			"unknown",
		);
	});
});

test.each([
	["in TypeScript", "ts", ""],
	["where the checker is told to say nothing", "ts", "// @ts-nocheck\n"],
	["in JavaScript", "js", ""],
])(
	"stars that disagree are no proof, whatever the checker picks, %s",
	(_, ending, head) => {
		const found = asked(
			{
				[`legacy.${ending}`]: `${head}export * from './a'; export * from './b';`,
				[`a.${ending}`]: "export class X {}",
				[`b.${ending}`]: "class Y {}\nexport { Y as X };",
			},
			`legacy.${ending}#X`,
			`a.${ending}#X`,
		);
		expect(found.judged.verdict).toBe("ambiguous");
		expect(found.answer).toBe("unknown");
		expect(found.proven).toBeNull();
	},
);

test.each([
	"if (x) exports.X = require('./a').X;",
	"exports.X = require('./a').X; exports.X = 1;",
])("what CommonJS sets on a condition, or again, is no proof: %s", (legacy) => {
	const found = asked(
		{ "legacy.js": legacy, "a.js": "exports.X = class {};" },
		"legacy.js#X",
		"a.js#X",
	);
	expect(found.judged.apply).toBe(false);
	expect(found.proven).toBeNull();
});

test("a star that leads out of the tree may give the name, too", () => {
	const found = asked(
		{
			"legacy.ts": "export * from 'package'; export * from './a';",
			"a.ts": "export class X {}",
		},
		"legacy.ts#X",
		"a.ts#X",
	);
	expect(found.judged.verdict).toBe("ambiguous");
	expect(found.answer).toBe("unknown");
});

test("a default export and the name it has", () => {
	const tree = {
		"a.ts": "export default class A {}\nexport { A };",
		"b.ts": "export { default as B } from './a';",
	};
	expect(asked(tree, "b.ts#B", "a.ts#default").answer).toBe("same");
	expect(asked(tree, "b.ts#B", "a.ts#A").judged.verdict).toBe("proven");
});

test("only modules on the chains are read", () => {
	const found = asked(
		{
			"lib.ts":
				"import { unused } from './elsewhere'; class Api {} namespace Api { export class M {} } export = Api;",
			"legacy.ts":
				"import Api = require('./lib'); export import M = Api.M; import { big } from './big'; big();",
			"elsewhere.ts": "export const unused = 1;",
			"big.ts": "export * from './more'; export const big = 1;",
			"more.ts": "syntax error here (",
		},
		"legacy.ts#M",
		"lib.ts#M",
	);
	expect(found.answer).toBe("same");
});
