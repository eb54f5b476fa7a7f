/** The gate as a user meets it: what fails it, what it says to write instead, and its exit codes. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { type Files, RULE, SMALL, workspace } from "./support/workspace.js";

const PY: Files = {
	"app/__init__.py": "",
	"app/old.py": "from app.new import Manager\n",
	"app/new.py": "class Manager: ...\n\n\nclass Other: ...\n",
};
const PY_RULE = ["--from", "app.old", "--to", "app.new"];

describe("uses of legacy paths", () => {
	test("fail, each with its place, form and the line to write instead", async () => {
		const space = workspace({
			...PY,
			"chat.py":
				"import os\nfrom app.old import Manager as M  # first\n\nM()\n",
			"view.py": "from app import old\n\nold.Manager()\n",
		});
		const before = space.tree();
		const { code, stdout, stderr } = await space.run("check", ...PY_RULE);
		expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
		expect(stdout.split("\n").slice(0, 6)).toEqual([
			"chat.py:2:21  from  app.old:Manager",
			"    write: from app.new import Manager as M  # first",
			"view.py:1:17  module  app.old",
			"    write: from app.new import Manager",
			"view.py:3:1  attribute  app.old:Manager",
			"    write: Manager()",
		]);
		expect(stdout).toContain("3 uses of legacy paths in 2 files");
		expect(space.tree()).toEqual(before);
	});

	test("that are refused fail with the reason and the next step", async () => {
		const space = workspace({
			...PY,
			"chat.py": "from app.old import Gone\n",
		});
		const { code, stdout } = await space.run("check", ...PY_RULE);
		expect(code).toBe(1);
		expect(stdout).toMatch(
			/^chat\.py:1:21 {2}from {2}app\.old:Gone\n {4}not moved to app\.new:Gone: .* \(broken-name\)\n {4}.*\n {4}next: Repair/,
		);
	});

	test("that a directive keeps, and text, are reported and do not fail", async () => {
		const space = workspace({
			...PY,
			"chat.py": [
				"from app.old import Manager  # onepath: keep (test of the old path)",
				'NAME = "app.old.Manager"',
				"# app.old.Manager was here",
				"",
			].join("\n"),
			"README.md": "Import `app.old`.\n",
		});
		const { code, stdout } = await space.run("check", ...PY_RULE, "--verbose");
		expect(code).toBe(0);
		expect(stdout).toContain("No legacy path is in use");
		expect(stdout).toContain("not gated: 1 kept (directive)");
		expect(stdout).toContain("not gated: 1 spelled in a string");
		expect(stdout).toContain("not gated: 1 spelled in a comment");
		expect(stdout).toMatch(/not gated: 1 spelled in a mention.*README\.md:1:9/);
	});

	test("in a mock call fail, though they are strings", async () => {
		const space = workspace({
			...PY,
			"test_chat.py":
				'from unittest.mock import patch\n\n\n@patch("app.old.Manager")\ndef test(_):\n    pass\n',
		});
		const { code, stdout } = await space.run("check", ...PY_RULE);
		expect(code).toBe(1);
		expect(stdout).toContain("test_chat.py:4:9  mock  app.old:Manager");
	});

	test("in the legacy module itself, and outside of the given paths, do not", async () => {
		const space = workspace({
			...PY,
			"a/chat.py": "from app.old import Manager\n",
			"b/chat.py": "from app.old import Manager\n",
			"b/none.py": "",
			"c/chat.py": "",
		});
		expect((await space.run("check", "c", ...PY_RULE)).code).toBe(0);
		const { code, stdout } = await space.run("check", "a", ...PY_RULE);
		expect({ code, b: stdout.includes("b/chat.py") }).toEqual({
			code: 1,
			b: false,
		});
	});

	test("of a module that is gone pass, and fail when somebody uses it again", async () => {
		const space = workspace({ "app/__init__.py": "", "app/new.py": "X = 1\n" });
		expect((await space.run("check", ...PY_RULE)).code).toBe(0);
		space.put({ "chat.py": "from app.old import X\n" });
		const { code, stdout } = await space.run("check", ...PY_RULE);
		expect(code).toBe(1);
		expect(stdout).toContain("chat.py:1:21  from  app.old:X");
	});
});

test("a file that can't be parsed makes it incomplete, whatever else is found", async () => {
	const space = workspace({
		...SMALL,
		"src/broken.ts": 'import { Manager } from "./legacy.js";\nconst = ;\n',
	});
	const { code, stdout } = await space.run("check", ...RULE);
	expect(code).toBe(4);
	expect(stdout).toMatch(/^src\/broken\.ts:2:7 /m);
	expect(stdout).toContain("src/app.ts:1:10");
});

describe("reports", () => {
	test("several at once, to a file or to stdout, and names of the machine in none", async () => {
		const space = workspace(SMALL);
		const { code, stdout } = await space.run(
			"check",
			...RULE,
			"--reporter",
			"json",
			"--reporter",
			"text=out/report.txt",
			"--reporter",
			"sarif=out/report.sarif",
		);
		expect(code).toBe(1);
		const report = JSON.parse(stdout);
		expect(report).toMatchObject({ schemaVersion: 1, passed: false });
		expect(report.findings).toEqual([
			expect.objectContaining({
				path: "src/app.ts",
				line: 1,
				column: 10,
				form: "relative",
				fails: true,
				write: ['import { Manager } from "./manager.js";'],
			}),
		]);
		expect(space.text("out/report.txt")).toContain("src/app.ts:1:10");
		expect(JSON.parse(space.text("out/report.sarif")).version).toBe("2.1.0");
		for (const text of [stdout, space.text("out/report.sarif")])
			expect(text).not.toContain(space.root);
	});

	test("a terminal gets no control character from a name", async () => {
		const space = workspace({
			...SMALL,
			"src/\u001b[31mx\u202e.ts": SMALL["src/app.ts"] as string,
		});
		const { stdout } = await space.run("check", ...RULE);
		expect(stdout).toContain("src/\\x1b[31mx<U+202E>.ts:1:10");
	});
});

describe("usage", () => {
	const cases: readonly (readonly [string, readonly string[], string])[] = [
		["no rule", [], "there is no rule"],
		["--symbol alone", [...RULE, "--symbol", "x"], "--max-paths counts"],
		["half a path", [...RULE, "--max-paths", "0.5"], "takes a number of paths"],
		[
			"both ways to a baseline",
			[...RULE, "--init-baseline", "--update-baseline"],
			"give one of them",
		],
		[
			"growth of nothing",
			[...RULE, "--allow-growth"],
			"--allow-growth needs --update-baseline",
		],
		[
			"an unknown reporter",
			[...RULE, "--reporter", "xml"],
			"there are text, json, github, sarif",
		],
		[
			"an update without a baseline",
			[...RULE, "--update-baseline"],
			"make it with --init-baseline",
		],
		[
			"a baseline outside",
			[...RULE, "--baseline", "../x.json"],
			"is no file inside of the root",
		],
		[
			"a symbol of nobody",
			[...RULE, "--max-paths", "1", "--symbol", "src/manager.ts:Nobody"],
			"is no module of the tree that offers Nobody",
		],
		[
			"a name of nobody",
			[...RULE, "--max-paths", "1", "--symbol", "Nobody"],
			"no module of the tree offers Nobody",
		],
	];
	test.each(cases)("%s is exit 2 and one line", async (_, argv, message) => {
		const space = workspace(SMALL);
		const { code, stdout, stderr } = await space.run("check", ...argv);
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toMatch(/^onepath: [^\n]+\n$/);
		expect(stderr).toContain(message);
	});
	test("--help has examples", async () => {
		const { stdout } = await workspace({}).run("check", "--help");
		expect(stdout).toContain("onepath check --init-baseline");
	});
});

test("the pre-commit hook runs it once, over the whole tree, as a command that is understood", async () => {
	const hooks = readFileSync(
		new URL("../../.pre-commit-hooks.yaml", import.meta.url),
		"utf8",
	);
	expect(hooks).toMatch(/^- id: onepath-check$/m);
	expect(hooks).toMatch(/^ {2}pass_filenames: false$/m);
	const [program, ...argv] =
		/^ {2}entry: (.*)$/m.exec(hooks)?.[1]?.split(" ") ?? [];
	expect(program).toBe("onepath");
	const space = workspace({
		...SMALL,
		"onepath.config.json":
			'{"rules": [{"from": "src/legacy.ts", "to": "src/manager.ts"}]}',
	});
	expect((await space.run(...argv)).code).toBe(1);
});
