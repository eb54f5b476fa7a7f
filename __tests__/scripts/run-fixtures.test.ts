/**
 * `onepath run -t` over `__testfixtures__/run/<transform>/`, written and compared byte for byte:
 * `<case>.input.ext` becomes `<case>.output.ext`, `<case>.unchanged.ext` stays, and a second run changes nothing
 * that the transform itself does not change again.
 */
import { spawnSync } from "node:child_process";
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Compiled, compile } from "../helpers/compiled.js";

const fixtures = join(
	import.meta.dirname,
	"..",
	"..",
	"__testfixtures__",
	"run",
);
const transforms = join(fixtures, "transforms");
const scratch = mkdtempSync(join(tmpdir(), "onepath-run-"));
let compiled: Compiled;
beforeAll(() => {
	compiled = compile();
});
afterAll(() => {
	compiled.remove();
	rmSync(scratch, { recursive: true, force: true });
});

interface Ran {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

function onepath(cwd: string, ...args: readonly string[]): Ran {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[join(compiled.directory, "scripts", "cli.js"), ...args],
		{ cwd, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
	);
	return { code: status, stdout, stderr };
}

let projects = 0;
/** A folder of its own with these files. */
function project(files: Readonly<Record<string, string | Buffer>>): string {
	const folder = join(scratch, `p${projects++}`);
	mkdirSync(folder);
	for (const [path, content] of Object.entries(files))
		writeFileSync(join(folder, path), content);
	return folder;
}

const transform = (name: string): string => {
	const file = readdirSync(transforms).find((entry) =>
		entry.startsWith(`${name}.`),
	);
	if (file === undefined) throw new Error(`no transform ${name}`);
	return join(transforms, file);
};
const WRITE = ["--write", "--allow-no-vcs"];
const read = (folder: string, path: string): string =>
	readFileSync(join(folder, path), "utf8");

describe("fixtures", () => {
	const names = readdirSync(fixtures).filter((name) => name !== "transforms");
	test.each(names)("%s", (name) => {
		const files = readdirSync(join(fixtures, name));
		const before: Record<string, Buffer> = {};
		const after: Record<string, string> = {};
		for (const file of files) {
			const bytes = readFileSync(join(fixtures, name, file));
			const [, stem, kind, ext] =
				/^(.*)\.(input|output|unchanged)\.(\w+)$/.exec(file) ?? [];
			if (kind === undefined) throw new Error(`${name}/${file} is no fixture`);
			const path = `${stem}.${ext}`;
			if (kind !== "output") before[path] = bytes;
			if (kind !== "input") after[path] = bytes.toString("utf8");
		}
		const folder = project(before);
		const ran = onepath(
			folder,
			...["run", "-t", transform(name), ...WRITE],
			...["--option", "name=dropped"],
		);
		expect(ran).toMatchObject({ code: 0 });
		expect(
			Object.fromEntries(
				Object.keys(before).map((path) => [path, read(folder, path)]),
			),
		).toEqual(after);
	});
});

describe("what a run says and writes", () => {
	const OLD = "import a from 'old';\n";

	test("a dry run shows the diff and writes nothing", () => {
		const folder = project({ "a.ts": OLD });
		const ran = onepath(folder, "run", "-t", transform("rename-source"));
		expect(ran.code).toBe(0);
		expect(ran.stdout).toContain("-import a from 'old';");
		expect(ran.stdout).toContain("+import a from 'new';");
		expect(read(folder, "a.ts")).toBe(OLD);
	});

	test("--check says 1 while changes pend, and 0 after", () => {
		const folder = project({ "a.ts": OLD });
		const run = ["run", "-t", transform("rename-source")];
		expect(onepath(folder, ...run, "--check").code).toBe(1);
		expect(onepath(folder, ...run, ...WRITE).code).toBe(0);
		expect(onepath(folder, ...run, "--check").code).toBe(0);
	});

	test("a file that the transform fails on is named with the place, the others are written, and the run is 4", () => {
		const folder = project({
			"a.js": "'old';\n",
			"b.js": "'old', 'poison';\n",
		});
		const ran = onepath(folder, "run", "-t", transform("throws"), ...WRITE);
		expect(ran.code).toBe(4);
		expect(ran.stderr).toMatch(
			/b\.js.*TypeError: no antidote at throws\.js:3:/,
		);
		expect(read(folder, "a.js")).toBe("'new';\n");
		expect(read(folder, "b.js")).toBe("'old', 'poison';\n");
	});

	test("a damaged file is failed with the reason and not written", () => {
		const files = {
			"syntax.js": "a();\n",
			"shebang.js": "#!/usr/bin/env node\na();\n",
			"directive.js": "'use client';\na();\n",
		};
		const folder = project(files);
		const ran = onepath(folder, "run", "-t", transform("breaks"), ...WRITE);
		expect(ran.code).toBe(4);
		expect(ran.stderr).toMatch(/syntax\.js.*would not parse/);
		expect(ran.stderr).toMatch(/shebang\.js.*first line/);
		expect(ran.stderr).toMatch(/directive\.js.*'use client'/);
		for (const [path, text] of Object.entries(files))
			expect(read(folder, path)).toBe(text);
	});

	test("a transform that never answers fails its files, one by one", () => {
		const ran = onepath(
			project({ "a.js": "1\n", "b.js": "2\n" }),
			...["run", "--timeout", "1", "-t", transform("never")],
		);
		expect(ran.code).toBe(4);
		expect(ran.stderr.match(/never answered/g)).toHaveLength(2);
	});

	test("reports and counts of the transform are shown", () => {
		const folder = project({ "a.js": "// needle\n", "b.js": "// hay\n" });
		const ran = onepath(folder, "run", "-t", transform("with-needles"));
		expect(ran.code).toBe(0);
		expect(ran.stderr).toMatch(/a\.js: read/);
		expect(ran.stderr).not.toMatch(/b\.js: read/);
	});

	test("--extensions and paths say which files", () => {
		const folder = project({ "a.ts": OLD, "b.js": OLD, "c.txt": OLD });
		const run = ["run", "-t", transform("text-only"), ...WRITE];
		expect(onepath(folder, ...run, "--extensions", "txt").code).toBe(0);
		expect(read(folder, "c.txt")).toContain("new");
		expect(read(folder, "a.ts")).toBe(OLD);
		expect(onepath(folder, ...run, "b.js").code).toBe(0);
		expect(read(folder, "b.js")).toContain("new");
		expect(read(folder, "a.ts")).toBe(OLD);
	});

	test("everything behind -- is the transform's", () => {
		const folder = project({ "a.ts": "import { x, y } from 'm';\n" });
		const run = ["run", "-t", transform("drop-name"), ...WRITE];
		expect(onepath(folder, ...run, "--", "--name=x").code).toBe(0);
		expect(read(folder, "a.ts")).toBe("import { y } from 'm';\n");
	});
});

describe("a transform that can't be run is exit 2, and one sentence", () => {
	test.each([
		["missing", "nowhere.js", /there is no transform file nowhere\.js/],
		[
			"from the network",
			"https://example.org/t.js",
			/not loaded from the network/,
		],
		["a syntax error", join(transforms, "syntax-error.js"), /fails to load/],
		[
			"needles that throw",
			join(transforms, "throwing-needles.cjs"),
			/throwing-needles\.cjs fails to name its needles: name a rule$/,
		],
		["no function", join(transforms, "no-function.js"), /exports no transform/],
	])("%s", (_, name, message) => {
		const ran = onepath(project({ "a.js": "1\n" }), "run", "-t", name);
		expect(ran.code).toBe(2);
		expect(ran.stderr.trim()).toMatch(message);
		expect(ran.stderr.trim()).not.toContain("\n");
	});

	test("a parser that nobody knows", () => {
		const folder = project({ "a.js": "1\n" });
		const run = ["run", "-t", transform("same-text"), "--parser", "esprima"];
		expect(onepath(folder, ...run).code).toBe(2);
	});
});
