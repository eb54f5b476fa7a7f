import { describe, expect, test } from "@jest/globals";
import { planTree } from "./memory.js";

const WORLD = {
	"src/old.ts": 'export { a, b } from "./new";\n',
	"src/new.ts": "export const a = 1;\nexport const b = 2;\n",
};
const RULES = [{ from: "src/old.ts", to: "src/new.ts" }];

describe("a mock and what it serves", () => {
	const tree = {
		...WORLD,
		"src/app.ts": "import { a } from './old';\n",
		"src/alone.ts": "import { b } from './old';\n",
		"src/app.test.ts":
			"import './app';\njest.mock('./old', () => ({ a: 2 }));\n",
	};

	test("are one group across files, and others are not in it", () => {
		const { changes } = planTree(tree, RULES);
		const groupOf = (path: string) =>
			changes.find((change) => change.path === path)?.group;
		expect(groupOf("src/app.ts")).toMatch(/^mock:/);
		expect(groupOf("src/app.test.ts")).toBe(groupOf("src/app.ts"));
		expect(groupOf("src/alone.ts")).toBeNull();
	});
});

test("a change is named by its statement, and each reference by its change", () => {
	const plan = planTree(
		{ ...WORLD, "src/app.ts": "f();\nimport { a, b as c } from './old';\n" },
		RULES,
	);
	expect(
		plan.changes.map(({ id, verdict, rule }) => [id, verdict, rule]),
	).toEqual([["src/app.ts:5", "proven", "r0"]]);
	expect(
		plan.references.map((r) => [
			r.line,
			r.column,
			r.legacy.name,
			r.outcome,
			r.change,
		]),
	).toEqual([
		[2, 10, "a", "rewrite", "src/app.ts:5"],
		[2, 13, "b", "rewrite", "src/app.ts:5"],
	]);
});

test("a proof comes with its chain", () => {
	const plan = planTree(
		{ ...WORLD, "src/app.ts": "import { a } from './old';\n" },
		RULES,
	);
	expect(plan.references[0]?.chain[0]).toContain("src/old.ts:1 a from ./new");
});

test("names that are missing by the dozen are told in a line", () => {
	const plan = planTree(
		{
			...WORLD,
			"src/old.ts":
				"export { a } from './new';\nexport const c = 1, d = 2, e = 3, f = 4, g = 5;\n",
			"src/app.ts": "import * as old from './old';\nuse(old);\n",
		},
		RULES,
	);
	expect(plan.references.map(({ detail }) => detail)).toEqual([
		"line 2 uses the module object; src/new.ts does not offer c, d, e and 2 more",
	]);
});

test("a file that does not parse is a failure, and nothing of it changes", () => {
	const plan = planTree(
		{ ...WORLD, "src/app.ts": "import { a } from './old';\nconst = 1;\n" },
		RULES,
	);
	expect(plan.failures).toEqual([
		{ path: "src/app.ts", message: expect.stringMatching(/^2:7 /) },
	]);
	expect(plan.changes).toEqual([]);
});

describe("a package that nobody lists", () => {
	const rules = [{ from: "old-lib", to: "new-lib" }];
	const note = (manifest: object) =>
		planTree(
			{
				"package.json": JSON.stringify(manifest),
				"src/app.ts": "import a from 'old-lib';\nimport 'old-lib';\n",
			},
			rules,
		).notes;

	test("is noted with the manifest and the number of files", () => {
		expect(note({ dependencies: { "old-lib": "1" } })).toEqual([
			"package.json does not list new-lib, which 1 file would import",
		]);
	});
	test("is not when a manifest lists it, or is its own", () => {
		expect(note({ devDependencies: { "new-lib": "1" } })).toEqual([]);
		expect(note({ name: "new-lib" })).toEqual([]);
	});
});

test("one rule for a module, another for a name of it", () => {
	const tree = {
		...WORLD,
		"src/far.ts": "export { b as z } from './new';\n",
		"src/app.ts": "import { a, b } from './old';\n",
	};
	const plan = planTree(tree, [
		...RULES,
		{ from: "src/old.ts", to: "src/far.ts", names: { b: "src/far.ts:z" } },
	]);
	expect(plan.after("src/app.ts")).toBe(
		"import { a } from './new';\nimport { z as b } from './far';\n",
	);
	expect(plan.references.map(({ rule }) => rule)).toEqual(["r0", "r1"]);
});

test("a copy beside what it copies: two stars that give both give nothing", () => {
	const tree = {
		"src/zero.ts": "export function a() {}\n",
		"src/copy.ts": "import { a as q } from './zero';\nexport const a = q;\n",
		"src/new.ts": "export * from './zero';\n",
		"src/old.ts": "export * from './new';\nexport * from './copy';\n",
		"src/app.ts": "import * as ns from './old';\nns.a;\n",
	};
	const plan = planTree(tree, RULES);
	expect(plan.after("src/app.ts")).toBe(tree["src/app.ts"]);
	expect(
		plan.references.find(({ legacy }) => legacy.name === "a")?.detail,
	).toBe("src/old.ts:a is src/zero.ts:a or src/copy.ts:a");
});

describe("a name that its module rebinds", () => {
	const live = "export let n = 0;\nexport function next() { n++ }\n";
	const cjs = "exports.n = 0;\nexports.next = () => { exports.n++ };\n";
	const refusals = (text: string, old: string, now: string) =>
		planTree(
			{ "src/old.ts": old, "src/new.ts": now, "src/app.ts": text },
			RULES,
		)
			.references.filter(({ path }) => path === "src/app.ts")
			.map(({ legacy, reason }) => [legacy.name, reason]);

	test.each([
		"import { n as q } from './new'; export const n = q;",
		"import * as q from './new'; export const n = q.n;",
		"import * as q from './new'; export const { n } = q;",
	])("is another one in a copy: %s", (old) => {
		expect(refusals("import { n } from './old';", old, live)).toEqual([
			["n", "rebound"],
		]);
	});
	test.each([
		"import { n as q } from './new'; export { q as n };",
		"export { n } from './new';",
		"export * from './new';",
	])("is the same where it is handed on: %s", (old) => {
		expect(refusals("import { n } from './old';", old, live)).toEqual([
			["n", null],
		]);
	});
	test("is the same copy by both paths", () => {
		const old = "export { n } from './new';";
		const now = "import { n as q } from './live'; export const n = q;";
		const tree = { "src/old.ts": old, "src/new.ts": now, "src/live.ts": live };
		const { after } = planTree(
			{ ...tree, "src/app.ts": "import { n } from './old';" },
			RULES,
		);
		expect(after("src/app.ts")).toBe("import { n } from './new';");
	});
	test.each([
		["exports.n = require('./new').n;", "rebound"],
		["module.exports = { n: require('./new').n };", "rebound"],
		["module.exports = { ...require('./new') };", "rebound"],
		["module.exports = { get n() { return require('./new').n } };", null],
		["module.exports = require('./new');", null],
		[
			"Object.assign(exports, require('./other')); exports.__esModule = true; __exportStar(require('./new'), exports);",
			"unreadable",
		],
		[
			"exports.n = require('./new').n; exports.set = () => { exports.n = 9 };",
			"rebound",
		],
	])("in CommonJS: %s", (old, reason) => {
		expect(refusals("require('./old').n;", old, cjs)).toEqual([["n", reason]]);
	});
});

test("--accept-unproven moves what could not be read, and says so", () => {
	const tree = {
		"src/old.ts": "Object.assign(exports, require('./new'));\n",
		"src/new.ts": WORLD["src/new.ts"],
		"src/app.ts": "import { a } from './old';\n",
	};
	expect(planTree(tree, RULES).changes).toEqual([]);
	const [change] = planTree(tree, RULES, { acceptUnproven: true }).changes;
	expect(change?.verdict).toBe("unknown");
});
