/**
 * A repository in which everything that tools load by themselves would leave a trace: nothing of it runs, whatever
 * the command. And git is asked only in ways that run none of what a repository can configure.
 */
import { chmodSync, readdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import {
	type Files,
	RULE,
	SMALL,
	type Workspace,
	workspace,
} from "../support/workspace.js";

const APP = SMALL["src/app.ts"] as string;

/** Each file's code would make `trace-NAME` in the root. */
function canary(): Workspace {
	const space = workspace(SMALL);
	const trace = (name: string) => `${space.root}/trace-${name}`;
	const js = (name: string) =>
		`require("node:fs").writeFileSync(${JSON.stringify(trace(name))}, "");\n`;
	const esm = (name: string) =>
		`import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(trace(name))}, "");\n`;
	const py = (name: string) => `open(${JSON.stringify(trace(name))}, "w")\n`;
	const files: Record<string, string> = {
		"babel.config.js": js("babel"),
		".babelrc.js": js("babelrc"),
		".eslintrc.js": js("eslintrc"),
		"eslint.config.js": esm("eslint"),
		"jest.config.ts": esm("jest"),
		"prettier.config.js": js("prettier"),
		"onepath.config.js": js("config-js"),
		"onepath.config.mjs": esm("config-mjs"),
		"vitest.config.ts": esm("vitest"),
		".pnp.cjs": js("pnp"),
		".mocharc.cjs": js("mocha"),
		"pyproject.toml":
			'[build-system]\nbuild-backend = "backend"\nbackend-path = ["."]\n',
		"backend.py": py("backend"),
		"usercustomize.py": py("usercustomize"),
		"conftest.py": py("conftest"),
		"setup.py": py("setup"),
		"sitecustomize.py": py("sitecustomize"),
		"app/__init__.py": py("package"),
		"app/legacy.py": `${py("legacy")}from app.canonical import Hub\n`,
		"app/canonical.py": `${py("canonical")}class Hub: pass\n`,
		"app/user.py": "from app.legacy import Hub\n",
		"tsconfig.json": JSON.stringify({
			compilerOptions: { plugins: [{ name: "./ts-plugin.js" }], paths: {} },
		}),
		"ts-plugin.js": js("ts-plugin"),
		"node_modules/typescript/package.json":
			'{"name":"typescript","main":"index.js"}',
		"node_modules/typescript/index.js": js("typescript"),
		"node_modules/jscodeshift/package.json":
			'{"name":"jscodeshift","main":"index.js"}',
		"node_modules/jscodeshift/index.js": js("jscodeshift"),
		"package.json": JSON.stringify({
			name: "app",
			type: "module",
			babel: { plugins: ["./ts-plugin.js"] },
			scripts: Object.fromEntries(
				["preinstall", "prepare", "test"].map((name) => [
					name,
					`touch ${trace(`npm-${name}`)}`,
				]),
			),
		}),
		".gitattributes": "* filter=own diff=own merge=own\n",
	};
	space.put(files as Files);
	space.git("add", "-A", "-f");
	space.git("commit", "-qm", "canary");
	const shell = (name: string) => `sh -c 'touch ${trace(name)}; cat' --`;
	for (const [key, value] of [
		["core.fsmonitor", shell("fsmonitor")],
		["core.pager", shell("pager")],
		["core.editor", shell("editor")],
		["core.sshCommand", shell("ssh")],
		["filter.own.clean", shell("clean")],
		["filter.own.smudge", shell("smudge")],
		["filter.own.process", shell("process")],
		["filter.own.required", "true"],
		["diff.external", shell("diff-external")],
		["diff.own.textconv", shell("textconv")],
		["diff.own.command", shell("diff-command")],
		["alias.ls-files", `!touch ${trace("alias")}`],
		["gpg.program", shell("gpg")],
		["commit.gpgSign", "true"],
	] as const)
		space.git("config", key, value);
	for (const hook of [
		"pre-commit",
		"commit-msg",
		"post-commit",
		"post-checkout",
		"post-index-change",
		"fsmonitor-watchman",
		"reference-transaction",
	]) {
		const path = space.at(`.git/hooks/${hook}`);
		writeFileSync(path, `#!/bin/sh\ntouch ${trace(`hook-${hook}`)}\n`);
		chmodSync(path, 0o755);
	}
	// Its time differs from the index's, so that git has to compare contents.
	space.put({ "app/user.py": "from app.legacy import Hub\n" });
	return space;
}
const traces = ({ root }: Workspace) =>
	readdirSync(root).filter((name) => name.startsWith("trace-"));

test("a command that would run them leaves traces: the canary lives", () => {
	const space = canary();
	space.git("status");
	space.git("diff", "HEAD~1");
	expect(traces(space)).not.toEqual([]);
});

describe("no code of the repository runs", () => {
	const PYTHON = ["--from", "app.legacy", "--to", "app.canonical"];
	test.each([
		["a dry run", ["migrate", ...RULE, ...PYTHON]],
		["the gate", ["check", ...RULE, ...PYTHON]],
		["the gate of a symbol", ["check", "--max-paths", "1", "--symbol", "Hub"]],
		["what is left", ["status", ...RULE, ...PYTHON]],
		["an import explained", ["explain", "app/user.py:1"]],
		["a config", ["init"]],
		["the rules for linters", ["guard", ...RULE, ...PYTHON]],
		["the removal of shims", ["remove", ...RULE, ...PYTHON, "--write"]],
		[
			"deprecation, written",
			["deprecate", ...RULE, ...PYTHON, "--write", "--allow-dirty"],
		],
		["the map of a symbol", ["map", "--symbol", "Hub", "--no-cache"]],
		["a write", ["migrate", ...RULE, ...PYTHON, "--write", "--allow-dirty"]],
		["a part of it", ["migrate", ...RULE, "--since", "HEAD~1"]],
		["what is staged", ["migrate", ...RULE, "--staged"]],
		["a saved plan", ["migrate", ...RULE, "--plan-out", "plan.json"]],
		["deprecation", ["deprecate", ...RULE, ...PYTHON]],
		["the map", ["map"]],
		["the runs", ["runs"]],
	])("%s", async (_name, argv) => {
		const space = canary();
		const { stderr } = await space.run(...argv);
		expect(stderr).not.toContain("internal error");
		expect(traces(space)).toEqual([]);
	});

	test("a saved plan that is applied, and undone", async () => {
		const space = canary();
		await space.run("migrate", ...RULE, "--plan-out", "plan.json", "-q");
		expect((await space.run("apply", "plan.json", "--allow-dirty")).code).toBe(
			0,
		);
		expect((await space.run("undo")).code).toBe(0);
		expect(traces(space)).toEqual([]);
	});

	test("commits are refused where a filter would have to run", async () => {
		const space = canary();
		expect((await space.run("migrate", ...RULE, "--create-commits")).code).toBe(
			3,
		);
		expect(traces(space)).toEqual([]);
		expect(space.text("src/app.ts")).toBe(APP);
	});
});

describe("names that are commands", () => {
	const NAMES = [
		"$(touch trace-a).ts",
		"-rf.ts",
		";touch trace-b;.ts",
		"`touch trace-c`.ts",
		"|touch trace-d.ts",
		"--output=trace-e.ts",
		":(exclude)x.ts",
	];

	test("are names", async () => {
		const space = workspace({
			...SMALL,
			...Object.fromEntries(NAMES.map((name) => [`src/${name}`, APP])),
		});
		space.git("config", "user.name", "t");
		space.git("config", "user.email", "t@example.org");
		const { code } = await space.run(
			"migrate",
			...RULE,
			"--create-commits",
			"--verify",
			"true",
		);
		expect(code).toBe(0);
		expect(space.git("status", "--porcelain").stdout).toBe("");
		for (const name of NAMES)
			expect(space.text(`src/${name}`)).toContain("./manager.js");
		expect(traces(space)).toEqual([]);
	});
});

describe("what a terminal or a CI would obey", () => {
	const ESC = "\u001b";
	const NAMES = [
		`src/${ESC}]0;owned\u0007.ts`,
		`src/${ESC}[2J.ts`,
		"src/\u202egnp.ts",
		"src/\r\n::error::owned.ts",
		"src/x%0A::error::.ts",
		"src/\n::set-env name=A::b.ts",
		"::error::top.ts",
	];

	test("is shown, not sent: names in the report, the prompts and the errors", async () => {
		const broken = `${APP}import {\n`;
		for (const text of [APP, broken]) {
			const space = workspace({
				...SMALL,
				...Object.fromEntries(NAMES.map((name) => [name, text])),
			});
			const { stderr } = await space.runWith(
				"q\n",
				"migrate",
				...RULE,
				"-i",
				"--verbose",
			);
			expect(stderr.replaceAll("\n", "")).not.toMatch(
				/[\p{Cc}\p{Bidi_Control}]/u,
			);
			expect(stderr).not.toMatch(/^\s*::/m);
		}
	});

	test("a source with control codes is escaped where it is shown for a question", async () => {
		const space = workspace({
			...SMALL,
			"src/app.ts": `${APP}// ${ESC}[31m\u202e\n`,
		});
		const { stderr } = await space.runWith("q\n", "migrate", ...RULE, "-i");
		expect(stderr).toContain("\\x1b[31m<U+202E>");
		expect(stderr).not.toContain(ESC);
	});

	test("names that are not changed, in what is listed as stale or dirty", async () => {
		const space = workspace({ ...SMALL, [NAMES[0] as string]: APP });
		await space.run("migrate", ...RULE, "--plan-out", "plan.json", "-q");
		space.put({ [NAMES[0] as string]: `${APP}//\n` });
		for (const argv of [
			["apply", "plan.json"],
			["migrate", ...RULE, "--write"],
		]) {
			const { code, stderr } = await space.run(...argv);
			expect(code).toBe(3);
			expect(stderr).not.toContain(ESC);
		}
	});
});

describe("a config that nobody should trust", () => {
	test.each([
		['{"__proto__": {"polluted": 1}, "rules": []}'],
		['{"rules": [{"from": "a", "to": "b", "__proto__": {"polluted": 1}}]}'],
		['{"rules": [], "constructor": {"prototype": {"polluted": 1}}}'],
	])("%s is refused, and pollutes nothing", async (config) => {
		const space = workspace({ ...SMALL, "onepath.config.json": config });
		const { code, stderr } = await space.run("migrate");
		expect(code).toBe(2);
		expect(stderr).not.toContain("internal error");
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
	});

	test("names of builtins are names", async () => {
		const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
		const list = names.join(", ");
		const space = workspace({
			"app/__init__.py": "",
			"app/canonical.py": names.map((name) => `def ${name}(): pass\n`).join(""),
			"app/legacy.py": `from app.canonical import ${list}\n`,
			"app/user.py": `from app.legacy import ${list}\n`,
		});
		const { code, stdout } = await space.run(
			"migrate",
			"--from",
			"app.legacy",
			"--to",
			"app.canonical",
		);
		expect(code).toBe(0);
		expect(stdout).toContain(`+from app.canonical import ${list}\n`);
	});
});
