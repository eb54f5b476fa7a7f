/** How far a migration is: sums by rule, directory and owner, and which legacy modules can go. */
import { describe, expect, test } from "@jest/globals";
import { parseOwners } from "../../scripts/driver/owners.js";
import { type Files, workspace } from "./support/workspace.js";

const FILES: Files = {
	"app/__init__.py": "",
	"app/old.py": "from app.new import A\n",
	"app/older.py": "from app.new import A\n",
	"app/oldest.py": "from app.new import A\n",
	"app/free.py": "from app.new import A\n",
	"app/new.py": "class A: ...\n",
	"x/one.py": "from app.old import A\nfrom app.older import A as B\n",
	"x/deep/er/two.py": "from app.old import A, Gone\n",
	"y/three.py": "from app.older import A  # onepath: keep (a test of it)\n",
	"docs/a.md": "Was app.oldest.\n",
	"onepath.config.json": JSON.stringify({
		rules: ["old", "older", "oldest", "free", "gone"].map((id) => ({
			id,
			from: `app.${id}`,
			to: "app.new",
		})),
	}),
};

const json = async (files: Files, ...argv: string[]) => {
	const space = workspace(files);
	const { code, stdout, stderr } = await space.run(
		"status",
		"--reporter",
		"json",
		...argv,
	);
	expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
	expect(stdout).not.toContain(space.root);
	return JSON.parse(stdout);
};

test("sums by rule and directory add up to the whole", async () => {
	const report = await json(FILES);
	expect(report.total).toEqual({
		key: "total",
		left: 4,
		toMove: 3,
		refused: 1,
		moved: 0,
	});
	for (const rows of [report.byRule, report.byDirectory])
		for (const column of ["left", "toMove", "refused"])
			expect(
				rows.reduce(
					(sum: number, row: Record<string, number>) =>
						sum + (row[column] ?? 0),
					0,
				),
			).toBe(report.total[column]);
	expect(
		report.byRule.map((row: { key: string; left: number }) => [
			row.key,
			row.left,
		]),
	).toEqual([
		["old", 3],
		["older", 1],
	]);
	expect(
		report.byDirectory.map((row: { key: string; left: number }) => [
			row.key,
			row.left,
		]),
	).toEqual([
		["x", 2],
		["x/deep", 2],
	]);
	expect(report.refused).toEqual([{ reason: "broken-name", count: 1 }]);
	expect(report.byOwner).toBe(null);
});

test("a legacy module can go, is only mentioned, is blocked and by what, or is gone", async () => {
	const { shims } = await json(FILES);
	const of = (module: string) =>
		shims.find((shim: { module: string }) => shim.module === module);
	expect(of("app.free")).toMatchObject({ state: "can-go", places: [] });
	expect(of("app.gone")).toMatchObject({ state: "gone", file: null });
	expect(of("app.oldest")).toMatchObject({
		state: "mentioned",
		blockers: { toMove: 0, refused: 0, kept: 0, mentions: 1 },
	});
	expect(of("app.older")).toMatchObject({
		state: "blocked",
		blockers: { toMove: 1, refused: 0, kept: 1, mentions: 0 },
	});
	expect(of("app.old").places.map((p: { path: string }) => p.path)).toEqual([
		"x/deep/er/two.py",
		"x/deep/er/two.py",
		"x/one.py",
	]);
});

test("a module that does more than hand names on is blocked by its own lines, and one that a build file names is mentioned", async () => {
	const files = {
		...FILES,
		"app/free.py": "from app.new import A\n\nprint(A)\n",
		"app/old.py": "",
		"x/one.py": "",
		"x/deep/er/two.py": "",
		"app/BUILD": 'srcs = ["old.py"]\n',
	};
	const { shims } = await json(files);
	const of = (module: string) =>
		shims.find((shim: { module: string }) => shim.module === module);
	expect(of("app.free")).toMatchObject({
		state: "blocked",
		besides: [{ line: 3 }],
	});
	expect(of("app.old")).toMatchObject({
		state: "mentioned",
		places: [{ path: "app/BUILD", line: 1 }],
	});
	const space = workspace(files);
	expect((await space.run("status")).stdout).toMatch(
		/ {2}app\.free {2}is blocked \(1 in its own code\)\n {4}app\/free\.py:3 {2}\S/,
	);
});

test("paths say what is counted, and modules are blocked from anywhere", async () => {
	const report = await json(FILES, "y");
	expect(report.total.left).toBe(0);
	expect(
		report.shims.find((shim: { module: string }) => shim.module === "app.old")
			.state,
	).toBe("blocked");
	const excluded = await json({
		...FILES,
		"onepath.config.json": JSON.stringify({
			...JSON.parse(FILES["onepath.config.json"] as string),
			exclude: ["x/**"],
		}),
	});
	expect(excluded.total.left).toBe(0);
	expect(
		excluded.shims.find((shim: { module: string }) => shim.module === "app.old")
			.state,
	).toBe("blocked");
});

test("what moved since the baseline, by rule, directory and owner", async () => {
	const space = workspace({
		...FILES,
		".github/CODEOWNERS": "* @acme/all\n/x/deep/ @acme/deep @jo\n/y/\n",
	});
	await space.run("check", "--init-baseline");
	space.put({ "x/one.py": "", "x/deep/er/two.py": "from app.old import A\n" });
	const { code, stdout } = await space.run("status");
	expect(code).toBe(0);
	expect(stdout).toContain("1 use of legacy paths left in 1 file");
	expect(stdout).toContain("3 moved since onepath-baseline.json");
	const rows = stdout.split("\n").map((line) => line.trim().split(/ {2,}/));
	expect(rows).toEqual(
		expect.arrayContaining([
			["old", "1", "1", "0", "2"],
			["older", "0", "0", "0", "1"],
			["x", "0", "0", "0", "2"],
			["@acme/deep @jo", "1", "1", "0", "1"],
			["@acme/all", "0", "0", "0", "2"],
		]),
	);
	expect(stdout).toContain("app.free  can go now");
});

test("no rule is exit 2; --help has examples", async () => {
	const space = workspace({});
	expect((await space.run("status")).code).toBe(2);
	expect((await space.run("status", "--help")).stdout).toContain(
		"onepath status src/billing --verbose",
	);
});

describe("CODEOWNERS", () => {
	const owners = parseOwners(
		[
			"# comment",
			"*       @all # everything",
			"*.js    @js",
			"/build/logs/ @logs",
			"docs/*  docs@example.com",
			"apps/   @apps",
			"/scripts/a\\ b @space",
			"**/deep @deep",
			"/src/**/*.ts @ts",
			"/free/",
			"/bad/ nobody",
			"!/build/ @not",
			"[ab].txt @range",
			"/x @x",
			"/x/y.py @y",
			"(a+)+$ @regex",
		].join("\r\n"),
	);
	const cases: readonly (readonly [string, string])[] = [
		["README.md", "@all"],
		["lib/a.js", "@js"],
		["build/logs/a/b.txt", "@logs"],
		["lib/build/logs/a.txt", "@all"],
		["docs/a.md", "docs@example.com"],
		["docs/sub/a.md", "@all"],
		["lib/docs/a.md", "@all"],
		["lib/apps/a/b.py", "@apps"],
		["apps", "@all"],
		["scripts/a b/c.py", "@space"],
		["lib/deep/a.py", "@deep"],
		["deep", "@deep"],
		["src/a.ts", "@ts"],
		["src/a/b/c.ts", "@ts"],
		["free/a.py", ""],
		["bad/a.py", "@all"],
		["build/a.py", "@all"],
		["a.txt", "@all"],
		["x/a/b.py", "@x"],
		["x/y.py", "@y"],
		["lib/x", "@all"],
		["(a+)+$", "@regex"],
		[`${"a".repeat(5000)}!`, "@all"],
	];
	test.each(cases)("%s is of %s", (path, expected) => {
		expect(owners(path).join(" ")).toBe(expected);
	});
});
