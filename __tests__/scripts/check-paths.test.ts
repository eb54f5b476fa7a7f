/** Which import paths count: a case for each way to offer a name, and for each that is no offer. */
import { describe, expect, test } from "@jest/globals";
import { type Files, workspace } from "./support/workspace.js";

const BASE: Files = {
	"app/__init__.py": "",
	"app/ws/__init__.py": "",
	"app/ws/manager.py": "class Manager: ...\n",
};

interface Report {
	readonly passed: boolean;
	readonly paths: {
		readonly symbols: readonly {
			readonly symbol: string;
			readonly ends: readonly string[];
			readonly fails: boolean;
			readonly paths: readonly {
				readonly module: string;
				readonly name: string;
				readonly kind: string;
			}[];
		}[];
	};
}

async function pathsOf(
	files: Files,
	symbol: string,
	...argv: string[]
): Promise<{ code: number; paths: string[]; report: Report }> {
	const space = workspace(files);
	const { code, stdout, stderr } = await space.run(
		"check",
		"--max-paths",
		"1",
		"--symbol",
		symbol,
		"--reporter",
		"json",
		...argv,
	);
	expect(stderr).toBe("");
	const report = JSON.parse(stdout) as Report;
	const paths = report.paths.symbols.flatMap((one) =>
		one.paths.map((p) => `${p.kind} ${p.module}:${p.name}`),
	);
	return { code, paths, report };
}

const CANONICAL = "canonical app.ws.manager:Manager";

describe("what counts", () => {
	const cases: readonly (readonly [string, Files, string])[] = [
		[
			"a module that only hands on",
			{ "app/compat.py": "from app.ws.manager import Manager\n" },
			"shim app.compat:Manager",
		],
		[
			"a package's own module",
			{ "app/ws/__init__.py": "from .manager import Manager\n" },
			"package app.ws:Manager",
		],
		[
			"a package's import with a fallback",
			{
				"app/ws/__init__.py":
					"try:\n    from .manager import Manager\nexcept ImportError:\n    Manager = None\n",
			},
			"package app.ws:Manager",
		],
		[
			"X as X, in a module with code of its own",
			{
				"app/a.py":
					"from app.ws.manager import Manager as Manager\n\n\ndef f(): ...\n",
			},
			"explicit app.a:Manager",
		],
		[
			"__all__",
			{
				"app/a.py":
					'from app.ws.manager import Manager\n__all__ = ["Manager"]\n\n\ndef f(): ...\n',
			},
			"listed app.a:Manager",
		],
		[
			"a star, which spells no name",
			{ "app/a.py": "from app.ws.manager import *\n\n\ndef f(): ...\n" },
			"star app.a:Manager",
		],
		[
			"another name that is assigned",
			{
				"app/a.py":
					"from app.ws.manager import Manager as _M\nOther = _M\n\n\ndef f(): ...\n",
			},
			"assigned app.a:Other",
		],
		[
			"a lazy table of a package",
			{
				"app/ws/__init__.py": [
					"import importlib",
					'_NAMES = {"Manager": ".manager"}',
					"",
					"",
					"def __getattr__(name):",
					"    if name in _NAMES:",
					"        return getattr(importlib.import_module(_NAMES[name], __name__), name)",
					"    raise AttributeError(name)",
					"",
				].join("\n"),
			},
			"lazy app.ws:Manager",
		],
	];
	test.each(cases)("%s", async (_, files, offered) => {
		const { code, paths } = await pathsOf(
			{ ...BASE, ...files },
			"app.ws.manager:Manager",
		);
		expect({ code, paths }).toEqual({ code: 1, paths: [CANONICAL, offered] });
	});

	test("a star of a star, and a new name of a new name", async () => {
		const { paths } = await pathsOf(
			{
				...BASE,
				"app/one.py": "from app.ws.manager import *\n",
				"app/two.py": "from app.one import *\n",
				"app/three.py": "from app.two import Manager as Boss\n",
				"app/four.py": "from app.three import Boss as Chief\n",
			},
			"app.ws.manager:Manager",
		);
		expect(paths).toEqual([
			CANONICAL,
			"shim app.four:Chief",
			"star app.one:Manager",
			"shim app.three:Boss",
			"star app.two:Manager",
		]);
	});

	test("an export of a declared language", async () => {
		const { code, paths } = await pathsOf(
			{
				"package.json": '{"name":"app","type":"module"}\n',
				"src/manager.ts": "export class Manager {}\n",
				"src/index.ts": 'export * from "./manager.js";\n',
				"src/old.ts": 'export { Manager as Boss } from "./manager.js";\n',
				"src/app.ts":
					'import { Manager } from "./manager.js";\nnew Manager();\n',
			},
			"src/manager.ts:Manager",
		);
		expect({ code, paths }).toEqual({
			code: 1,
			paths: [
				"canonical src/manager.ts:Manager",
				"export src/index.ts:Manager",
				"export src/old.ts:Boss",
			],
		});
	});

	test("a legacy path of the rules, though it is another thing of the same name", async () => {
		const { code, paths } = await pathsOf(
			{
				...BASE,
				"app/old.py":
					"from app.ws.manager import Manager as _M\n\n\nclass Manager(_M): ...\n",
			},
			"app.ws.manager:Manager",
			"--from",
			"app.old",
			"--to",
			"app.ws.manager",
		);
		expect({ code, paths }).toEqual({
			code: 1,
			paths: [CANONICAL, "legacy app.old:Manager"],
		});
	});
});

describe("what does not", () => {
	const cases: readonly (readonly [string, Files])[] = [
		[
			"a plain importer, whatever its form",
			{
				"app/a.py":
					"from app.ws.manager import Manager\n\n\ndef f(): return Manager()\n",
				"app/b.py":
					"from app.ws import manager\n\n\ndef f(): return manager.Manager()\n",
				"app/c.py":
					"def f():\n    import app.ws.manager\n    return app.ws.manager.Manager()\n",
			},
		],
		[
			"a script that only imports and runs",
			{ "run.py": "from app.ws.manager import Manager\n\nManager().run()\n" },
		],
		[
			"a plain importer with a fallback of its own",
			{
				"app/a.py":
					"try:\n    from app.ws.manager import Manager\nexcept ImportError:\n    class Manager: ...\n\n\ndef f(): return Manager()\n",
			},
		],
		[
			"a private name",
			{
				"app/a.py":
					"from app.ws.manager import Manager as _Manager\n\n\ndef f(): ...\n",
			},
		],
		[
			"another class of the same name",
			{ "tests/fake.py": "class Manager: ...\n" },
		],
		[
			"a star of a module that lists its names without it",
			{
				"app/mid.py":
					'from app.ws.manager import Manager\n__all__ = ["f"]\n\n\ndef f(): return Manager\n',
				"app/a.py": "from app.mid import *\n",
			},
		],
	];
	test.each(cases)("%s", async (_, files) => {
		const { code, paths } = await pathsOf(
			{ ...BASE, ...files },
			"app.ws.manager:Manager",
		);
		expect({ code, paths }).toEqual({ code: 0, paths: [CANONICAL] });
	});

	test("the definition behind the canonical path", async () => {
		const { code, paths } = await pathsOf(
			{
				...BASE,
				"app/ws/manager.py":
					"from app.ws.impl import Unified\n\nManager = Unified\n",
				"app/ws/impl.py": "class Unified: ...\n",
			},
			"app.ws.manager:Manager",
		);
		expect({ code, paths }).toEqual({ code: 0, paths: [CANONICAL] });
	});
});

test("a bare name counts whatever it leads to, and says that there are two things", async () => {
	const { code, report } = await pathsOf(
		{ ...BASE, "tests/fake.py": "class Manager: ...\n" },
		"Manager",
	);
	expect(code).toBe(1);
	expect(report.paths.symbols[0]).toMatchObject({
		ends: ["app.ws.manager:Manager", "tests.fake:Manager"],
		fails: true,
	});
});

test("without --symbol those of the rules: it fails while the shim works, and passes when it is gone", async () => {
	const files = {
		...BASE,
		"app/old.py": "import os\n\nfrom app.ws.manager import Manager\n",
	};
	const space = workspace(files);
	const argv = [
		"check",
		"--max-paths",
		"1",
		"--from",
		"app.old",
		"--to",
		"app.ws.manager",
	];
	const first = await space.run(...argv);
	expect(first.code).toBe(1);
	expect(first.stdout).toContain(
		"app.ws.manager:Manager  2 import paths, 1 allowed",
	);
	expect(first.stdout).toContain("1 of 1 symbol with more than 1 import path");
	space.git("rm", "-q", "app/old.py");
	const second = await space.run(...argv);
	expect(second).toMatchObject({ code: 0 });
	expect(second.stdout).toContain("1 symbol with at most 1 import path");
});
