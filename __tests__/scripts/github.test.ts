/** Annotations of a GitHub workflow: what the runner would read from them, whatever names and details hold. */
import { expect, test } from "@jest/globals";
import { type Files, RULE, SMALL, workspace } from "./support/workspace.js";

const ARGV = ["check", ...RULE, "--reporter", "github"];

test("an error for each use, where it stands, with what to write", async () => {
	const { code, stdout } = await workspace(SMALL).run(...ARGV);
	expect({ code, stdout }).toEqual({
		code: 1,
		stdout:
			'::error file=src/app.ts,line=1,col=10,title=onepath%3A legacy import path::src/legacy.ts:Manager is a legacy import path. write: import { Manager } from "./manager.js";\n',
	});
});

test("nothing when nothing fails", async () => {
	const { "src/app.ts": _, ...rest } = SMALL;
	const { code, stdout } = await workspace(rest).run(...ARGV);
	expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
});

test("a name makes no second command and no second property", async () => {
	const name = "src/a,line=9%0A\n::error::b:c.ts";
	const space = workspace({ ...SMALL, [name]: SMALL["src/app.ts"] as string });
	const { stdout } = await space.run(...ARGV);
	const lines = stdout.trimEnd().split("\n");
	expect(lines).toHaveLength(2);
	expect(lines[0]).toContain(
		"file=src/a%2Cline=9%250A%0A%3A%3Aerror%3A%3Ab%3Ac.ts,line=1,",
	);
});

test("ten are shown, and the rest is said", async () => {
	const files: Files = Object.fromEntries(
		Array.from({ length: 13 }, (_, i) => [
			`src/m${i}.ts`,
			SMALL["src/app.ts"] as string,
		]),
	);
	const { stdout } = await workspace({ ...SMALL, ...files }).run(...ARGV);
	const lines = stdout.trimEnd().split("\n");
	expect(lines.filter((line) => line.startsWith("::error "))).toHaveLength(10);
	expect(lines.at(-1)).toBe(
		"::notice title=onepath::4 more errors (--reporter text lists all of them)",
	);
});

test("too many import paths, and files that were not checked", async () => {
	const space = workspace({
		...SMALL,
		"src/broken.ts": 'import { Manager } from "./legacy.js";\nconst = ;\n',
	});
	const { code, stdout } = await space.run(...ARGV, "--max-paths", "1");
	expect(code).toBe(4);
	expect(stdout).toMatch(
		/^::error file=src\/broken\.ts,line=2,col=7,title=onepath%3A not checked::/m,
	);
	expect(stdout).toContain(
		"::error file=src/manager.ts,line=1,title=onepath%3A too many import paths::src/manager.ts:Manager has 2 import paths: src/manager.ts:Manager, src/legacy.ts:Manager\n",
	);
});
