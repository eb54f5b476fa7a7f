/** A shim that some tool names by its file, counted from where the tool stands, is not removed. */
import { describe, expect, test } from "@jest/globals";
import type { Blocker } from "../../scripts/report/blockers.js";
import { type Files, workspace } from "./support/workspace.js";

const PYTHON: Files = {
	"acme/__init__.py": "",
	"acme/canonical.py": "class A: ...\n",
	"acme/legacy.py": 'from acme.canonical import A\n\n__all__ = ["A"]\n',
	"other/__init__.py": "",
	"other/legacy.py": "B = 1\n",
};
const SCRIPTS: Files = {
	"web/src/canonical.ts": "export const a = 1;\n",
	"web/src/legacy.ts": 'export { a } from "./canonical";\n',
	"src/legacy.ts": "export const b = 1;\n",
};

async function blockers(files: Files, module: string) {
	const space = workspace(files);
	const argv = ["remove", "--module", module, "--reporter", "json"];
	const { code, stdout } = await space.run(...argv);
	const found = (JSON.parse(stdout) as { blockers: Blocker[] }).blockers;
	expect(code).toBe(found.length > 0 ? 3 : 0);
	return found.map(({ path, line, column }) => `${path}:${line}:${column}`);
}

describe("is named, and stays, by", () => {
	const python: readonly (readonly [string, string, string])[] = [
		["acme/BUILD.bazel", 'srcs = ["__init__.py", "legacy.py"]', "1:25"],
		["acme/meson.build", "py.install_sources(['legacy.py'])", "1:22"],
		["CMakeLists.txt", "install(FILES acme/legacy.py)", "1:15"],
		["Makefile", "SRC = acme/canonical.py acme/legacy.py", "1:25"],
		["deploy/run.sh", "exec python ../acme/legacy.py", "1:16"],
		["acme/pack.yml", "files:\n  - ./legacy.py", "2:5"],
		["acme/load.py", 'run("legacy.py")', "1:6"],
	];
	test.each(python)("%s: %s", async (path, text, place) => {
		expect(
			await blockers({ ...PYTHON, [path]: `${text}\n` }, "acme.legacy"),
		).toEqual([`${path}:${place}`]);
	});

	const scripts: readonly (readonly [string, string, string])[] = [
		[
			"web/jest.config.js",
			'export default { moduleNameMapper: { "^@old$": "<rootDir>/src/legacy.ts" } };',
			"1:49",
		],
		[
			"web/vite.config.ts",
			'export default { alias: { "@old": "/src/legacy" } };',
			"1:36",
		],
		["web/index.html", '<script src="/src/legacy.ts"></script>', "1:14"],
		["web/src/BUILD", 'srcs = ["legacy.ts"]', "1:10"],
		["web/rollup.yaml", "entry: src/legacy.js", "1:8"],
	];
	test.each(scripts)("%s: %s", async (path, text, place) => {
		expect(
			await blockers({ ...SCRIPTS, [path]: `${text}\n` }, "web/src/legacy.ts"),
		).toEqual([`${path}:${place}`]);
	});
});

describe("is not named by", () => {
	test.each([
		["another file of that name", "other/BUILD", 'srcs = ["legacy.py"]'],
		[
			"a name that goes on",
			"acme/BUILD",
			'srcs = ["legacy.pyx", "my_legacy.py"]',
		],
		["a name from a directory above", "BUILD", 'srcs = ["legacy.py"]'],
		["a comment", "acme/BUILD", '# srcs = ["legacy.py"]'],
		["a comment in code", "acme/use.py", "# see legacy.py"],
		["a sentence of a document", "acme/README.md", "legacy.py is the old home"],
		["a log", "acme/build.log", "compiling legacy.py"],
	])("%s", async (_what, path, text) => {
		expect(
			await blockers({ ...PYTHON, [path]: `${text}\n` }, "acme.legacy"),
		).toEqual([]);
	});

	test("a word, or the path of another package's file", async () => {
		const files = {
			...SCRIPTS,
			"web/src/BUILD": "legacy = true\n",
			"vite.config.ts": 'export default { entry: "src/legacy.ts" };\n',
			"web/src/note.ts": 'export const kind = "legacy";\n',
		};
		expect(await blockers(files, "web/src/legacy.ts")).toEqual([]);
	});
});
