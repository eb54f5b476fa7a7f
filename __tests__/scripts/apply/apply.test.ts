/** Saved plans: exactly what was reviewed is done, or nothing. */
import { chmodSync, mkdirSync, renameSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { hashBytes } from "../../../scripts/driver/hash.js";
import { listRuns, progressOf } from "../../../scripts/driver/write/journal.js";
import { write } from "../../../scripts/driver/write/writer.js";
import {
	RULE,
	SMALL,
	type Workspace,
	workspace,
} from "../support/workspace.js";

const APP = SMALL["src/app.ts"] as string;
const MOVED = APP.replace("legacy", "manager");
const hash = (text: string) => hashBytes(Buffer.from(text));

/** A tree with three consumers, and the plan of it in plan.json. */
async function planned(): Promise<Workspace> {
	const space = workspace({ ...SMALL, "src/b.ts": APP, "src/c.ts": APP });
	const { code } = await space.run(
		"migrate",
		...RULE,
		"--plan-out",
		"plan.json",
		"-q",
	);
	expect(code).toBe(0);
	return space;
}

/** The workspace with a plan of these entries in plan.json. */
function withPlan(
	space: Workspace,
	entries: readonly object[],
	more = {},
): Workspace {
	space.put({
		"plan.json": JSON.stringify({
			schemaVersion: 1,
			tool: { name: "onepath", version: "0.0.0" },
			command: "migrate",
			ruleDigest: hash(""),
			rules: [],
			changes: [],
			entries,
			...more,
		}),
	});
	return space;
}
const create = (path: string, text = "x") => ({
	kind: "create",
	path,
	before: null,
	after: hash(text),
	encoding: "utf8",
	text,
});

describe("a saved plan", () => {
	test("is what --write would have done, and names no machine and no time", async () => {
		const space = await planned();
		const twin = await planned();
		expect(space.bytes("plan.json")).toEqual(twin.bytes("plan.json"));
		expect(space.text("plan.json")).not.toContain(space.root);

		const { code, stderr, stdout } = await space.run("apply", "plan.json");
		expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
		expect(stderr).toMatch(
			/^3 of 3 files written\n {2}see {4}git diff\n {2}revert onepath undo \S+\n$/,
		);
		await twin.run("migrate", ...RULE, "--write", "-q");
		expect(space.tree()).toEqual(twin.tree());
		expect((await space.run("undo")).code).toBe(0);
		expect(space.text("src/app.ts")).toBe(APP);
	});

	test("is for review: it carries the rules, their digest, and what each change is", async () => {
		const space = await planned();
		const plan = JSON.parse(space.text("plan.json"));
		expect(plan).toMatchObject({
			schemaVersion: 1,
			tool: { name: "onepath" },
			command: "migrate",
			ruleDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
			rules: [
				{ id: "src/legacy.ts", from: "src/legacy.ts", to: "src/manager.ts" },
			],
		});
		expect(plan.changes).toHaveLength(3);
		expect(plan.changes[0]).toMatchObject({
			path: "src/app.ts",
			verdict: "proven",
		});
		await space.run(
			"migrate",
			...RULE,
			"--plan-out",
			"other.json",
			"-q",
			"--accept-unproven",
		);
		expect(JSON.parse(space.text("other.json")).ruleDigest).not.toBe(
			plan.ruleDigest,
		);
	});

	test("excludes --write, and says how to apply it", async () => {
		const space = workspace(SMALL);
		const both = await space.run(
			"migrate",
			...RULE,
			"--plan-out",
			"p.json",
			"--write",
		);
		expect(both).toMatchObject({ code: 2, stdout: "" });
		const { stderr } = await space.run(
			"migrate",
			...RULE,
			"--plan-out",
			"a b.json",
		);
		expect(stderr).toContain("Next: onepath apply 'a b.json'\n");
	});

	test("is applied from any folder of its tree", async () => {
		const space = await planned();
		expect((await space.runIn("src", "apply", "../plan.json")).code).toBe(0);
		expect(space.text("src/c.ts")).toBe(MOVED);
	});

	test("creates and deletes", async () => {
		const space = workspace({ "gone.py": "bye\n" });
		withPlan(space, [
			create("new/deep/a.py", "hi\n"),
			{ kind: "delete", path: "gone.py", before: hash("bye\n"), after: null },
		]);
		space.git("add", "-A");
		space.git("commit", "-qm", "plan");
		const before = space.tree();
		expect((await space.run("apply", "plan.json")).code).toBe(0);
		expect([...space.tree().keys()]).toEqual(["new/deep/a.py", "plan.json"]);
		expect((await space.run("undo")).code).toBe(0);
		expect(space.tree()).toEqual(before);
		expect(() => mkdirSync(space.at("new"))).not.toThrow();
	});

	// Other systems have their own ideas of these names; where one fails there it is that file that fails.
	test("takes names that differ in case alone, devices' names and long paths for what they are", async () => {
		const deep = `${"long-directory-name/".repeat(16)}a.py`;
		expect(deep.length).toBeGreaterThan(260);
		const space = workspace({ "pkg/Old.py": "X = 1\n" });
		withPlan(space, [
			create("pkg/old.py", "X = 1\n"),
			{
				kind: "delete",
				path: "pkg/Old.py",
				before: hash("X = 1\n"),
				after: null,
			},
			create("CON.py", "Y = 1\n"),
			create(deep, "Z = 1\n"),
		]);
		space.git("add", "-A");
		space.git("commit", "-qm", "plan");
		const before = space.tree();
		expect((await space.run("apply", "plan.json")).code).toBe(0);
		expect([...space.tree().keys()].sort()).toEqual(
			["CON.py", deep, "pkg/old.py", "plan.json"].sort(),
		);
		expect((await space.run("undo")).code).toBe(0);
		expect(space.tree()).toEqual(before);
	});
});

describe("a tree that is not what the plan saw", () => {
	test("is refused whole, with every file that changed", async () => {
		const space = await planned();
		space.put({ "src/b.ts": "mine\n" });
		renameSync(space.at("src/c.ts"), space.at("src/d.ts"));
		const { code, stderr } = await space.run("apply", "plan.json");
		expect(code).toBe(3);
		expect(stderr).toContain(
			"  src/b.ts changed since it was read\n  src/c.ts is gone\n",
		);
		expect(space.text("src/app.ts")).toBe(APP);
		expect(space.text("src/b.ts")).toBe("mine\n");
	});

	test.each([
		[
			"read-only",
			(space: Workspace) => chmodSync(space.at("src/b.ts"), 0o444),
			"is read-only",
		],
		[
			"a link",
			(space: Workspace) => {
				renameSync(space.at("src/b.ts"), space.at("src/real.ts"));
				symlinkSync("real.ts", space.at("src/b.ts"));
			},
			"is a symbolic link",
		],
	])("a file that became %s is refused, too", async (_name, make, message) => {
		const space = await planned();
		make(space);
		const { code, stderr } = await space.run("apply", "plan.json");
		expect({ code, app: space.text("src/app.ts") }).toEqual({
			code: 3,
			app: APP,
		});
		expect(stderr).toContain(`src/b.ts ${message}`);
	});

	test("a file that is as the plan leaves it is fine", async () => {
		const space = await planned();
		space.put({ "src/b.ts": MOVED });
		const { code, stderr } = await space.run("apply", "plan.json");
		expect(code).toBe(0);
		expect(stderr).toContain("2 of 3 files written, 1 were applied already");
		const again = await space.run("apply", "plan.json");
		expect(again).toMatchObject({
			code: 0,
			stderr: "0 of 3 files written, 3 were applied already\n",
		});
	});

	test("another tree: says from where the paths count", async () => {
		const space = await planned();
		const other = workspace({ "a.txt": "" });
		other.put({ "plan.json": space.text("plan.json") });
		const { code, stderr } = await other.run("apply", "plan.json");
		expect(code).toBe(3);
		expect(stderr).toContain(
			`paths count from ${other.root}; --root names another tree`,
		);
		const named = await other.run("apply", "plan.json", "--root", space.root);
		expect(named.code).toBe(0);
		expect(space.text("src/app.ts")).toBe(MOVED);
	});

	test("uncommitted changes block it, unless allowed; git or none", async () => {
		const space = workspace({ ...SMALL, "src/b.ts": APP });
		space.put({ "src/b.ts": `${APP}// mine\n` });
		await space.run("migrate", ...RULE, "--plan-out", "plan.json", "-q");
		const { code, stderr } = await space.run("apply", "plan.json");
		expect(code).toBe(3);
		expect(stderr).toContain("  * src/b.ts (dirty)");
		expect((await space.run("apply", "plan.json", "--allow-dirty")).code).toBe(
			0,
		);
		expect(space.text("src/b.ts")).toBe(`${MOVED}// mine\n`);
	});
});

describe("--resume", () => {
	/** The plan applied as far as its first file. */
	async function stopped(): Promise<Workspace> {
		const space = await planned();
		const edit = (path: string) => ({
			path,
			before: hash(APP),
			content: Buffer.from(MOVED),
			mode: null,
		});
		let asked = 0;
		await write({
			root: space.root,
			command: "apply plan.json",
			plan: hashBytes(space.bytes("plan.json")),
			operations: ["src/app.ts", "src/b.ts", "src/c.ts"].map(edit),
			interrupted: () => (asked++ < 1 ? null : "SIGINT"),
		});
		expect(space.text("src/b.ts")).toBe(APP);
		return space;
	}

	test.each([[["plan.json"]], [[]]])(
		"finishes the run of %j; one undo takes all of it back",
		async (plan) => {
			const space = await stopped();
			const { code, stderr } = await space.run("apply", ...plan, "--resume");
			expect(code).toBe(0);
			expect(stderr).toContain("2 of 3 files written, 1 were applied already");
			for (const name of ["app", "b", "c"])
				expect(space.text(`src/${name}.ts`)).toBe(MOVED);
			const store = space.at(".onepath");
			expect(listRuns(store)).toHaveLength(1);
			expect(progressOf(store, listRuns(store)[0] as string).ended).toBe(true);
			await space.run("undo");
			for (const name of ["app", "b", "c"])
				expect(space.text(`src/${name}.ts`)).toBe(APP);
		},
	);

	test("a file that changed meanwhile is refused, and nothing is written", async () => {
		const space = await stopped();
		space.put({ "src/c.ts": "mine\n" });
		const { code, stderr } = await space.run("apply", "--resume");
		expect(code).toBe(3);
		expect(stderr).toContain("src/c.ts was changed after the run");
		expect(space.text("src/b.ts")).toBe(APP);
	});

	test("nothing to resume is said: no run, a whole one, one that was undone, another plan", async () => {
		const space = await planned();
		expect((await space.run("apply", "--resume")).code).toBe(2);
		await space.run("apply", "plan.json");
		expect((await space.run("apply", "plan.json", "--resume")).code).toBe(2);
		const other = await stopped();
		await other.run("undo");
		expect(other.text("src/app.ts")).toBe(APP);
		expect((await other.run("runs")).stdout).toMatch(
			/complete {2}undo .*\n.* undone {4}apply plan.json\n$/,
		);
		expect((await other.run("apply", "--resume")).code).toBe(2);
		const third = await stopped();
		withPlan(third, []);
		expect(
			(await third.run("apply", "plan.json", "--resume")).stderr,
		).toContain("no run of this plan");
	});

	test("a plan or --resume is asked for", async () => {
		expect((await workspace(SMALL).run("apply")).code).toBe(2);
	});
});

describe("a plan that nobody should trust", () => {
	const HOSTILE = [
		"../../.bashrc",
		"a/../../x",
		"/etc/cron.d/x",
		".git/hooks/pre-commit",
		".GIT/hooks/pre-commit",
		"sub/.git/config",
		".git./config",
		"git~1/config",
		".g\u200cit/config",
		".onepath/runs/x",
		"node_modules/left-pad/index.js",
		"C:\\Windows\\x",
		"C:x",
		"\\\\server\\share\\x",
		"a\0b",
		"",
		".",
		"a//b",
		"a/./b",
	];

	test.each(HOSTILE)(
		"the path %j is refused before anything is written",
		async (path) => {
			const space = workspace(SMALL);
			withPlan(space, [create("ok.py"), create(path)]);
			const before = space.tree();
			const { code, stderr } = await space.run(
				"apply",
				"plan.json",
				"--allow-dirty",
			);
			expect(code).toBe(2);
			expect(stderr).toContain("which is no path of a tree");
			expect(stderr).not.toContain("\0");
			expect(space.tree()).toEqual(before);
		},
	);

	test("a path behind a link is refused, in the tree or out of it", async () => {
		for (const target of ["src", "/tmp"]) {
			const space = workspace(SMALL);
			symlinkSync(target, space.at("link"));
			withPlan(space, [create("ok.py"), create("link/x.py")]);
			const { code, stderr } = await space.run(
				"apply",
				"plan.json",
				"--allow-dirty",
			);
			expect(code).toBe(2);
			expect(stderr).toContain("link/x.py, which lies behind a symbolic link");
			expect(space.tree().has("ok.py")).toBe(false);
		}
	});

	const shapes: readonly (readonly [string, unknown])[] = [
		["no object", 1],
		["null", null],
		["an empty object", {}],
		["another format", { schemaVersion: 2 }],
		["a key too many", { schemaVersion: 1, extra: 1 }],
	];
	test.each(shapes)("%s is no plan", async (_name, value) => {
		const space = workspace(SMALL);
		space.put({ "plan.json": JSON.stringify(value) });
		const { code, stderr } = await space.run("apply", "plan.json");
		expect(code).toBe(2);
		expect(stderr).toMatch(/is (?:no plan|a plan of format)/);
	});

	const entries: readonly (readonly [string, object])[] = [
		["a hash that is none", { ...create("a.py"), after: "../../x" }],
		["another kind", { ...create("a.py"), kind: "chmod" }],
		["an encoding of its own", { ...create("a.py"), encoding: "hex" }],
		["a text that is not its hash", { ...create("a.py"), text: "y" }],
		[
			"a polluting key",
			JSON.parse(
				JSON.stringify(create("a.py")).replace(
					"{",
					'{"__proto__":{"polluted":1},',
				),
			),
		],
	];
	test.each(entries)("%s is refused", async (_name, entry) => {
		const space = workspace(SMALL);
		withPlan(space, [entry]);
		if (_name === "a polluting key")
			expect(space.text("plan.json")).toContain("__proto__");
		const { code, stderr } = await space.run(
			"apply",
			"plan.json",
			"--allow-dirty",
		);
		expect(code).toBe(2);
		expect(stderr).toMatch(/is no plan of onepath|the plan is damaged/);
		expect(space.tree().has("a.py")).toBe(false);
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
	});

	test("edits out of range, that overlap, or that lead elsewhere; one path twice", async () => {
		const text = SMALL["src/app.ts"] as string;
		const edit = (edits: readonly object[]) => ({
			kind: "edit",
			path: "src/app.ts",
			before: hash(text),
			after: hash("x"),
			encoding: "utf8",
			unit: "utf16",
			edits,
			changes: [],
		});
		for (const bad of [
			[edit([{ start: 0, end: 9999, text: "x" }])],
			[
				edit([
					{ start: 0, end: 4, text: "x" },
					{ start: 2, end: 5, text: "y" },
				]),
			],
			[edit([{ start: 0, end: 1, text: "I" }])],
			[create("a.py"), create("a.py")],
		]) {
			const space = workspace(SMALL);
			withPlan(space, bad);
			const { code, stderr } = await space.run("apply", "plan.json");
			expect(code).toBe(2);
			expect(stderr).not.toContain("internal error");
			expect(space.text("src/app.ts")).toBe(text);
		}
	});

	test("no file, a directory, no JSON, no UTF-8: one line each", async () => {
		const space = workspace({
			...SMALL,
			"bad.json": "{",
			"latin.json": Buffer.from([0xff]),
		});
		for (const name of ["none.json", "src", "bad.json", "latin.json"]) {
			const { code, stderr } = await space.run("apply", name);
			expect({ code, lines: stderr.split("\n").length }).toEqual({
				code: 2,
				lines: 2,
			});
		}
	});
});
