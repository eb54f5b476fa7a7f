/** What `guard` prints, given to the linters themselves: they warn of the same imports as `check`, and of no others. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import {
	PositionEncoding,
	Workspace as Ruff,
} from "@astral-sh/ruff-wasm-nodejs";
import { describe, expect, test } from "@jest/globals";
import { type Files, workspace } from "./support/workspace.js";

const ESLINT = join(
	import.meta.dirname,
	"../../node_modules/eslint/bin/eslint.js",
);

interface Linted {
	readonly filePath: string;
	readonly messages: readonly {
		readonly ruleId: string | null;
		readonly line: number;
		readonly message: string;
	}[];
}

/** `path:line message` of everything that ESLint says with the printed config. */
async function eslint(files: Files): Promise<string[]> {
	const space = workspace({
		"package.json": '{"name":"app","type":"module"}\n',
		"eslint.config.js":
			'import legacy from "./eslint.onepath.js";\nexport default [{ files: ["**/*.ts"] }, ...legacy];\n',
		...files,
	});
	const { code, stdout, stderr } = await space.run(
		"guard",
		"--format",
		"eslint",
	);
	expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
	space.put({ "eslint.onepath.js": stdout });
	const ran = spawnSync(
		process.execPath,
		[ESLINT, "--format", "json", "--ignore-pattern", "eslint*.js", "."],
		{ cwd: space.root, encoding: "utf8" },
	);
	expect(ran.stderr).toBe("");
	return (JSON.parse(ran.stdout) as Linted[]).flatMap(
		({ filePath, messages }) =>
			messages.map(
				({ line, message }) =>
					`${filePath.slice(space.root.length + 1)}:${line} ${message.replace(/^.* Legacy/, "Legacy")}`,
			),
	);
}

const config = (...rules: readonly object[]): Files => ({
	"onepath.config.json": JSON.stringify({ rules }),
});
const use = (specifier: string, name = "Manager"): string =>
	`import { ${name} } from "${specifier}";\nnew ${name}();\n`;

describe("ESLint", () => {
	const MODULES: Files = {
		"src/ws/manager.ts": 'export { Manager } from "./new.js";\n',
		"src/ws/new.ts": "export class Manager {}\n",
		...config({
			from: "src/ws/manager.ts",
			to: "src/ws/new.ts",
			reason: 'one "path"',
		}),
	};
	const MESSAGE = 'Legacy import path: import from src/ws/new.ts (one "path").';

	test("warns wherever the file is, with any ending, and says what to use", async () => {
		const legacy: Readonly<Record<string, string>> = {
			"main.js": use("./src/ws/manager"),
			"lib/a.js": use("../src/ws/manager.js"),
			"src/a.ts": use("./ws/manager.ts"),
			"src/ws/b.js": 'export * from "./manager";\n',
			"src/ws/deep/c.js": use("../manager.js"),
			"src/x/y/z/d.js": 'export { Manager } from "../../../ws/manager";\n',
			"src/[id]/(group)/e.js": use("../../ws/manager"),
		};
		const lines = await eslint({ ...MODULES, ...legacy });
		expect(lines.sort()).toEqual(
			Object.keys(legacy)
				.sort()
				.map((path) => `${path}:1 ${MESSAGE}`),
		);
	});

	test("is silent about other modules of that name, and what comes near it", async () => {
		expect(
			await eslint({
				...MODULES,
				"manager.js": "export class Manager {}\n",
				"main.js": use("./manager"),
				"lib/ws/manager.js": "export class Manager {}\n",
				"lib/a.js": use("./ws/manager"),
				"src/x/ws/manager.ts": "export class Manager {}\n",
				"src/x/a.ts": use("./ws/manager"),
				"src/x/y/b.ts": use("../ws/manager"),
				"src/ws/c.js": use("./manager-x") + use("./managerX", "M"),
				"src/ws/new2.js": use("./new.js"),
				"src/ws/deep/manager.js": "export class Manager {}\n",
				"src/ws/deep/d.js": use("./manager.js"),
				"src/e.js": use("manager") + use("ws/manager", "M"),
			}),
		).toEqual([]);
	});

	test("several rules, one below the other, and a directory's own module", async () => {
		const lines = await eslint({
			"src/old.ts": "export const A = 1;\n",
			"src/ws/index.ts": "export const B = 1;\n",
			"src/new.ts": "export const A = 1, B = 1;\n",
			...config(
				{ from: "src/old.ts", to: "src/new.ts" },
				{ from: "src/ws/index.ts", to: "src/new.ts" },
			),
			"src/a.ts": [
				'import "./old";',
				'import "./ws";',
				'import "./ws/";',
				'import "./ws/index.js";',
				'import "./wsx";',
				"",
			].join("\n"),
			"src/ws/b.ts":
				'import "../old";\nimport ".";\nimport "./index";\nimport "..";\n',
			"src/ws/deep/c.ts":
				'import "../../old";\nimport "..";\nimport "../index.ts";\nimport "../..";\n',
		});
		expect(lines.map((line) => line.split(" ")[0]).sort()).toEqual([
			"src/a.ts:1",
			"src/a.ts:2",
			"src/a.ts:3",
			"src/a.ts:4",
			"src/ws/b.ts:1",
			"src/ws/b.ts:2",
			"src/ws/b.ts:3",
			"src/ws/deep/c.ts:1",
			"src/ws/deep/c.ts:2",
			"src/ws/deep/c.ts:3",
		]);
	});

	test("names, packages, and everything below a prefix", async () => {
		const lines = await eslint({
			"src/util.js": "export const trim = 1, pad = 1;\n",
			"src/text.js": "export const strip = 1;\n",
			"src/old/x.js": "export const X = 1;\n",
			"src/now/x.js": "export const X = 1;\n",
			...config(
				{ from: "src/util.js", to: "src/text.js", names: { trim: "strip" } },
				{ from: "lib", to: "lib-next", language: "javascript" },
				{
					from: "three/examples/jsm/*",
					to: "three/addons/*",
					language: "javascript",
				},
				{ from: "src/old/*", to: "src/now/*" },
			),
			"src/a.js": [
				'import { trim } from "./util.js";',
				'import { pad } from "./util.js";',
				'import { A } from "lib";',
				'import { B } from "lib/sub";',
				'import { C } from "three/examples/jsm/controls.js";',
				'import { D } from "three/examples";',
				'import { X } from "./old/x.js";',
				"console.log(trim, pad, A, B, C, D, X);",
				"",
			].join("\n"),
		});
		expect(lines).toEqual([
			"src/a.js:1 Legacy import path: import src/text.js:strip.",
			"src/a.js:3 Legacy import path: import from lib-next.",
			"src/a.js:5 Legacy import path: import from below three/addons.",
			"src/a.js:7 Legacy import path: import from below src/now.",
		]);
	});
});

/** The banned names of the printed settings, and what Ruff says of a file with them. */
async function ruff(files: Files, text: string): Promise<string[]> {
	const space = workspace(files);
	const { code, stdout, stderr } = await space.run("guard", "--format", "ruff");
	expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
	const settings = toml(stdout);
	const found = new Ruff(settings, PositionEncoding.Utf16).check(text) as {
		readonly code: string;
		readonly message: string;
		readonly start_location: { readonly row: number };
	}[];
	return found
		.filter(({ code: rule }) => rule === "TID251")
		.map(({ start_location: { row }, message }) => `${row} ${message}`);
}

/** The tables that `guard` prints; Ruff's wasm takes options as objects. */
function toml(text: string): Record<string, unknown> {
	const banned: Record<string, { msg: string }> = {};
	for (const [, name = "", msg = ""] of text.matchAll(
		/^("(?:[^"\\]|\\.)*")\.msg = ("(?:[^"\\]|\\.)*")$/gm,
	))
		banned[JSON.parse(name)] = { msg: JSON.parse(msg) };
	expect(text).toContain(
		'[tool.ruff.lint]\nextend-select = ["TID251"]\n\n[tool.ruff.lint.flake8-tidy-imports.banned-api]\n',
	);
	return {
		lint: {
			"extend-select": ["TID251"],
			"flake8-tidy-imports": { "banned-api": banned },
		},
	};
}

describe("Ruff", () => {
	const TREE: Files = {
		"app/__init__.py": "",
		"app/old.py": "from app.new import A\n",
		"app/new.py": "class A: ...\n",
		"app/pkg/__init__.py": "from app.new import A\n_hidden = 1\n",
		"app/pkg/inner.py": "B = 1\n",
		"app/gone/__init__.py": "",
		"app/gone/x.py": "X = 1\n",
		"app/now/__init__.py": "",
		"app/now/x.py": "X = 1\n",
		"app/util.py": "def trim(): ...\ndef pad(): ...\n",
		...config(
			{ from: "app.old", to: "app.new", reason: 'say "new"' },
			{ from: "app.pkg", to: "app.new" },
			{ from: "app.gone.*", to: "app.now.*" },
			{ from: "app.util", to: "app.new", names: { trim: "strip" } },
		),
	};

	test("warns in every form, and says what to use", async () => {
		const text = [
			"import app.old",
			"from app import old",
			"from app.old import A",
			"from app.old import A as B",
			"from app.pkg import A",
			"from app.gone import x",
			"from app.gone.x import X",
			"from app.util import trim",
			"",
		].join("\n");
		const lines = await ruff(TREE, text);
		expect(lines.map((line) => Number(line.split(" ")[0]))).toEqual([
			1, 2, 3, 4, 5, 6, 7, 8,
		]);
		expect(lines[0]).toBe(
			'1 `app.old` is banned: Legacy import path: import from app.new (say "new").',
		);
		expect(lines[7]).toContain("import app.new:strip");
	});

	test("is silent about neighbours, and about modules of a legacy package", async () => {
		const text = [
			"from app import new",
			"from app.older import A",
			"from app.pkg import inner",
			"from app.pkg.inner import B",
			"from app.util import pad",
			"import app",
			"from app import gone",
			"",
		].join("\n");
		expect(await ruff(TREE, text)).toEqual([]);
	});

	const python = ["python3.11", "python3"].find(
		(name) => spawnSync(name, ["-c", "import tomllib"]).status === 0,
	);
	if (!python)
		console.warn("no Python with tomllib: the settings are not read as TOML");
	(python ? test : test.skip)("is TOML, whatever a reason holds", async () => {
		const reason = 'a "b" \\ \u007f \u0001 \n é 漢 # = [x]';
		const space = workspace({
			...TREE,
			...config({ from: "app.old", to: "app.new", reason }),
		});
		const { stdout } = await space.run("guard", "--format", "ruff");
		const read = spawnSync(
			python as string,
			[
				"-c",
				"import json, sys, tomllib; print(json.dumps(tomllib.loads(sys.stdin.buffer.read().decode())))",
			],
			{ input: stdout, encoding: "utf8" },
		);
		const { lint } = JSON.parse(read.stdout).tool.ruff;
		expect(lint["flake8-tidy-imports"]["banned-api"]).toEqual({
			"app.old": {
				msg: `Legacy import path: import from app.new (${reason}).`,
			},
		});
	});
});

describe("usage", () => {
	test("no format, another one, and no rule for it are exit 2", async () => {
		const space = workspace({
			"app/old.py": "",
			"app/new.py": "",
			...config({ from: "app.old", to: "app.new" }),
		});
		for (const [argv, message] of [
			[[], "--format says for which linter"],
			[["--format", "pylint"], "Choices"],
			[["--format", "eslint"], "no rule is about a language that eslint reads"],
		] as const) {
			const { code, stdout, stderr } = await space.run("guard", ...argv);
			expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
			expect(stderr).toContain(message);
		}
		expect((await space.run("guard", "--help")).stdout).toContain(
			"onepath guard --format eslint > eslint.onepath.js",
		);
	});

	test("patterns of rules are said to be left out", async () => {
		const space = workspace({
			"app/old.py": "",
			"app/new.py": "",
			...config({
				id: "old",
				from: "app.old",
				to: "app.new",
				exclude: ["x/**"],
			}),
		});
		expect((await space.run("guard", "--format", "ruff")).stdout).toContain(
			'# Rule "old" leaves files out',
		);
	});
});
