/**
 * Inputs that are made to take for ever, or to take the process with them: they end as skipped, failed or refused, in
 * one line each and before a deadline, and the files beside them are done.
 */
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { globProblem } from "../../../transforms/core/globs.js";
import { tooDeep } from "../../../transforms/languages/javascript/source/nesting.js";
import { compile } from "../support/compiled.js";
import {
	RULE,
	SMALL,
	type Workspace,
	workspace,
} from "../support/workspace.js";

let cli = "";
beforeAll(() => {
	cli = join(compile(), "scripts/cli.js");
}, 60_000);

/** Far from what any of it takes, since a machine may be busy. */
const DEADLINE = 120_000;
const PYTHON = ["--from", "app.legacy", "--to", "app.canonical"];

function run(space: Workspace, ...argv: string[]): SpawnSyncReturns<string> {
	const ran = spawnSync(process.execPath, [cli, ...argv], {
		cwd: space.root,
		encoding: "utf8",
		timeout: DEADLINE,
		maxBuffer: 1 << 28,
	});
	expect({ error: ran.error, signal: ran.signal }).toEqual({
		error: undefined,
		signal: null,
	});
	expect(ran.stderr).not.toMatch(/internal error|\n {4}at /);
	return ran;
}

const deep = (open: string, middle: string, close: string, times = 50_000) =>
	open.repeat(times) + middle + close.repeat(times);

describe("sources", () => {
	const IMPORT = SMALL["src/app.ts"] as string;
	const FROM = "from app.legacy import Hub\n";
	const NESTED = {
		"src/parentheses.ts": `${IMPORT}let x = ${deep("(", "1", ")")};\n`,
		"src/blocks.ts": `${IMPORT}${deep("{", "", "}")}\n`,
		"src/types.ts": `${IMPORT}type T = ${deep("A<", "B", ">")};\n`,
		"src/choices.ts": `${IMPORT}let x = ${deep("a ? b : ", "c", "")};\n`,
		"src/functions.ts": `${IMPORT}let x = ${deep("a => ", "c", "")};\n`,
		"src/open.ts": `${IMPORT}let x = ${"[".repeat(50_000)}\n`,
	};
	const LINE = {
		"app/line.py": `${FROM}x = "${"y".repeat(5 << 20)}"\n`,
		"src/line.ts": `${IMPORT.replaceAll("\n", " ")}let x = "${"y".repeat(5 << 20)}";`,
	};
	const DONE = {
		"app/parentheses.py": `${FROM}x = ${deep("(", "Hub", ")")}\n`,
		"app/open.py": `${FROM}x = ${"(".repeat(50_000)}\n`,
		"app/name.py": `${FROM}import ${Array(1024).fill("a".repeat(63)).join(".")}\n`,
		"app/uses.py": `${FROM}${"Hub()\n".repeat(2000)}`,
		"app/imports.py": FROM.repeat(500),
		"src/specifier.ts": `${IMPORT}import "./${"a/".repeat(1 << 10)}x";\nimport "${"b".repeat(1 << 16)}";\n`,
		"src/uses.ts": `${IMPORT}${"new Manager();\n".repeat(2000)}`,
	};
	const bombs = () => {
		const space = workspace(
			{
				...SMALL,
				"app/__init__.py": "",
				"app/canonical.py": "class Hub: pass\n",
				"app/legacy.py": "from app.canonical import Hub\n",
				...NESTED,
				...LINE,
				...DONE,
			},
			{ git: false },
		);
		for (const path of ["app/sparse.py", "src/sparse.ts"]) {
			writeFileSync(space.at(path), "");
			truncateSync(space.at(path), 2 ** 30);
		}
		return space;
	};

	test("in a migration and in a map", () => {
		const start = Date.now();
		const space = bombs();
		const before = space.text("src/parentheses.ts");
		const { status, stderr } = run(
			space,
			...["migrate", ...RULE, ...PYTHON, "--root", ".", "--diff", "none"],
			...["--write", "--allow-no-vcs", "--verbose"],
		);
		expect(status).toBe(4);
		for (const path of Object.keys(NESTED))
			expect(stderr).toMatch(
				new RegExp(`${path}[: ].*nested too deeply to be read`),
			);
		expect(stderr).toMatch(
			/skipped +4 {2}\(2 (?:bundle|larger than 64 MiB), 2 (?:bundle|larger than 64 MiB)\)/,
		);
		expect(stderr).toMatch(/failed +6\n/);
		expect(space.text("src/parentheses.ts")).toBe(before);
		for (const path of [...Object.keys(DONE), "src/app.ts"])
			expect(space.text(path)).not.toContain("legacy");
		const map = run(space, "map", "--root", ".", "--reporter", "json");
		expect(map.status).toBe(4);
		process.stderr.write(
			`${Object.keys({ ...NESTED, ...LINE, ...DONE }).length + 2} sources in ${((Date.now() - start) / 1000).toFixed(1)} s\n`,
		);
	}, 250_000);

	test("what a person nests is not too deep", () => {
		expect(tooDeep(deep("(", "1", ")", 400))).toBeNull();
		expect(tooDeep("a < b;\n".repeat(10_000))).toBeNull();
		expect(tooDeep("a < b\n".repeat(10_000))).toBeNull();
		expect(tooDeep("f(x => y?.z ?? 0);\n".repeat(10_000))).toBeNull();
		expect(tooDeep(`"${"<a></a>".repeat(10_000)}"`)).toBeNull();
		expect(tooDeep(deep("[\n", "1", "]\n"))).toBe(1000);
	});
});

describe("globs", () => {
	const BOMBS = [
		"(a+)+$",
		"+(a|aa)+(a|aa)b",
		"*a".repeat(20),
		"**/a/".repeat(30),
		"{a,b}".repeat(10_000),
		`{${"a,".repeat(10_000)}b}`,
		deep("{", "", "}", 10_000),
		"a".repeat(70_000),
	];
	const LONG = `src/${"a".repeat(200)}.ts`;
	const space = () =>
		workspace({ ...SMALL, [LONG]: SMALL["src/app.ts"] ?? "" });

	test(
		"on the command line and in a config are refused, in one line",
		async () => {
			const at = space();
			for (const glob of BOMBS) {
				at.put({ "onepath.config.json": '{"rules": []}' });
				const flag = await at.run("migrate", ...RULE, "--ignore-pattern", glob);
				expect(flag.code).toBe(2);
				expect(flag.stderr).toMatch(/^onepath: the glob .{1,200}\n$/);
				for (const config of [
					{ ignore: ["ok", glob] },
					{
						rules: [
							{ from: "src/legacy.ts", to: "src/manager.ts", exclude: [glob] },
						],
					},
				]) {
					at.put({ "onepath.config.json": JSON.stringify(config) });
					const { code, stderr } = await at.run("migrate");
					expect(code).toBe(2);
					expect(stderr).toMatch(
						/^onepath: onepath\.config\.json:1:\d+ this glob .{1,100}\n$/,
					);
				}
			}
		},
		DEADLINE,
	);

	test(
		"in settings of others match nothing",
		async () => {
			const at = space();
			for (const glob of BOMBS) {
				at.put({
					CODEOWNERS: `${glob} @a\n* @b\n`,
					"package.json": JSON.stringify({ name: "app", workspaces: [glob] }),
					"src/other.ts": 'import "a/b";\n',
				});
				const { code, stderr } = await at.run("status", ...RULE);
				expect({ code, stderr }).toMatchObject({
					stderr: expect.not.stringContaining("internal error"),
				});
			}
		},
		DEADLINE,
	);

	test.each([
		"*.ts",
		"**/__tests__/**",
		"src/**/*.test.{ts,tsx}",
		"@(a|b)/!(c)",
		"*foo*bar*",
		"[a-z]*.py",
		"+(a)",
	])("%s is as good as ever", (glob) => {
		expect(globProblem(glob)).toBeNull();
	});
});

test("settings that nest without end are refused in one line", async () => {
	const space = workspace({ ...SMALL, "plan.json": deep("[", "", "]") });
	space.put({ "onepath.config.json": deep("[", "", "]") });
	const config = await space.run("migrate");
	expect(config).toMatchObject({
		code: 2,
		stderr: "onepath: onepath.config.json:1:1 it is nested too deeply\n",
	});
	const plan = await space.run("apply", "plan.json", "--root", ".");
	expect(plan.code).toBe(2);
	expect(plan.stderr).not.toContain("internal error");
});
