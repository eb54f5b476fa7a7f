import { CLAIM } from "../../../transforms/core/language.js";
import { describeEnd, Graph } from "../../../transforms/core/proof.js";
import { RuleSet } from "../../../transforms/core/rules.js";
import { pythonGraphSource } from "../../../transforms/languages/python/graph.js";
import { python } from "../../../transforms/languages/python/language.js";
import { PythonModules } from "../../../transforms/languages/python/resolve.js";
import { memoryProject } from "./project.js";

const of = (paths: readonly string[], contents: Record<string, string> = {}) =>
	memoryProject({
		...Object.fromEntries(paths.map((path) => [path, ""])),
		...contents,
	});
const modules = (
	paths: readonly string[],
	contents?: Record<string, string>,
	roots?: readonly string[],
) => new PythonModules(of(paths, contents), roots ? { roots } : {});

test("a package beats a module, which beats a directory; .py beats .pyi", () => {
	const m = modules([
		"a/__init__.py",
		"a.py",
		"a/b.py",
		"a/b/c.py",
		"a/d/e.py",
		"a/f.pyi",
		"a/f.py",
		"a/g.pyi",
	]);
	expect(
		["a", "a.b", "a.b.c", "a.d", "a.d.e", "a.f", "a.g", "a.h"].map((name) =>
			m.find(name),
		),
	).toEqual([
		"a/__init__.py",
		"a/b.py",
		null,
		"a/d/",
		"a/d/e.py",
		"a/f.py",
		"a/g.pyi",
		null,
	]);
});

test("relative specifiers count from the file's package", () => {
	const m = modules(["a/__init__.py", "a/b/__init__.py", "a/b/c.py", "a/d.py"]);
	const at = (specifier: string, from: string) => {
		const located = m.locate(specifier, from);
		return located.kind === "module" ? located.id : located.kind;
	};
	expect(at(".c", "a/b/__init__.py")).toBe("a/b/c.py");
	expect(at(".", "a/b/c.py")).toBe("a/b/__init__.py");
	expect(at("..d", "a/b/c.py")).toBe("a/d.py");
	expect(at("..gone", "a/b/c.py")).toBe("missing");
	expect(at("....x", "a/b/c.py")).toBe("missing");
});

test("outside, gone, and the standard library", () => {
	const m = modules(["a/__init__.py", "types/x.py", "logging/__init__.py"]);
	expect(m.locate("redis.client", "a/__init__.py")).toEqual({
		kind: "external",
		name: "redis.client",
	});
	expect(m.locate("a.gone", "a/__init__.py")).toEqual({
		kind: "missing",
		name: "a.gone",
	});
	expect(m.locate("types", "a/__init__.py").kind).toBe("external");
	expect(m.locate("logging", "a/__init__.py").kind).toBe("module");
});

test.each<[string, Record<string, string>, string]>([
	["src beside the root", { "src/p/__init__.py": "" }, "src"],
	[
		"setuptools, package-dir",
		{
			"pyproject.toml": '[tool.setuptools]\npackage-dir = {"" = "lib"}\n',
			"lib/p.py": "",
		},
		"lib",
	],
	[
		"setuptools, package-dir as a table",
		{
			"pyproject.toml": '[tool.setuptools.package-dir]\n"" = "lib"\n',
			"lib/p.py": "",
		},
		"lib",
	],
	[
		"setuptools, find",
		{
			"pyproject.toml":
				'[tool.setuptools.packages.find]\nwhere = [\n  "python",  # here\n]\n',
			"python/p.py": "",
		},
		"python",
	],
	[
		"poetry",
		{
			"pyproject.toml":
				'[tool.poetry]\npackages = [{ include = "p", from = "code" }]\n',
			"code/p.py": "",
		},
		"code",
	],
	[
		"hatch, packages",
		{
			"pyproject.toml":
				'[tool.hatch.build.targets.wheel]\npackages = ["lib/p"]\n',
			"lib/p/__init__.py": "",
		},
		"lib",
	],
	[
		"hatch, sources",
		{
			"pyproject.toml": '[tool.hatch.build]\nsources = ["lib"]\n',
			"lib/p.py": "",
		},
		"lib",
	],
	[
		"pytest",
		{
			"pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["helpers"]\n',
			"helpers/p.py": "",
		},
		"helpers",
	],
	[
		"pytest.ini",
		{
			"pytest.ini": "[pytest]\npythonpath = helpers other\n",
			"helpers/p.py": "",
		},
		"helpers",
	],
	[
		"setup.cfg, package_dir",
		{ "setup.cfg": "[options]\npackage_dir =\n    = lib\n", "lib/p.py": "" },
		"lib",
	],
	[
		"setup.cfg, where",
		{ "setup.cfg": "[options.packages.find]\nwhere = lib\n", "lib/p.py": "" },
		"lib",
	],
	[
		"setup.py, package_dir",
		{
			"setup.py":
				"from setuptools import setup\nsetup(\n    package_dir={'': 'lib',\n                 'tool': 'elsewhere'},\n)\n",
			"lib/p.py": "",
			"elsewhere/q.py": "",
		},
		"lib",
	],
	[
		"setup.py, the directory of one package",
		{
			"setup.py":
				'import setuptools\nsetuptools.setup(**{"package_dir": {"p": "code/p"}})\n',
			"code/p/__init__.py": "",
		},
		"code",
	],
	[
		"setup.py, find_packages",
		{
			"setup.py":
				'from setuptools import find_packages, setup\nsetup(packages=find_packages(where="lib", exclude=["t"]))\n',
			"lib/p/__init__.py": "",
		},
		"lib",
	],
	[
		"a project inside the tree",
		{ "services/x/pyproject.toml": "[project]\n", "services/x/p.py": "" },
		"services/x",
	],
])("roots: %s", (_, contents, root) => {
	const m = modules([], contents);
	expect(m.roots).toEqual([root, ""]);
	expect(m.find("p")).toMatch(new RegExp(`^${root}/p`));
	expect(m.nameOf(m.find("p") ?? "")).toBe("p");
});

test("a script called setup.py makes no root, and a root can be given", () => {
	expect(modules(["s/p.py"], { "s/setup.py": "print(1)\n" }).roots).toEqual([
		"",
	]);
	const given = modules(["s/p.py", "src/q.py"], {}, ["./s/"]);
	expect([given.roots, given.find("p"), given.find("q")]).toEqual([
		["s"],
		"s/p.py",
		null,
	]);
	expect(() => modules([], {}, ["gone"])).toThrow(/gone is no directory/);
});

test("one file under two names, and one name under two roots", () => {
	const m = modules(["src/p/__init__.py", "src/p/m.py"]);
	expect(m.namesOf("src/p/m.py")).toEqual(["p.m", "src.p.m"]);
	const two = modules([
		"a/pyproject.toml",
		"a/u.py",
		"a/x.py",
		"b/pyproject.toml",
		"b/u.py",
		"b/y.py",
	]);
	expect(two.locate("u", "a/x.py")).toEqual({ kind: "module", id: "a/u.py" });
	expect(two.locate("u", "b/y.py")).toEqual({ kind: "module", id: "b/u.py" });
	expect(two.notes).toHaveLength(1);
});

test("an undeclared root serves the files below it alone", () => {
	const m = modules([
		"tests/unit/redis/__init__.py",
		"tests/unit/x.py",
		"app.py",
	]);
	expect(m.locate("redis", "tests/unit/x.py")).toEqual({
		kind: "module",
		id: "tests/unit/redis/__init__.py",
	});
	expect(m.locate("redis", "app.py").kind).toBe("external");
});

describe("what the listed files lack", () => {
	const found = (
		specifier: string,
		contents: Record<string, string>,
		unlisted: Record<string, string> = {},
	) =>
		new PythonModules(
			memoryProject({ "p/__init__.py": "", ...contents }, undefined, unlisted),
		).locate(specifier, "p/use.py");

	test.each([
		["ignored", "p._version", "p/_version.py"],
		["relative", "._version", "p/_version.py"],
		["behind a link of the directory", "p.linked.x", "p/linked/x.py"],
		["a package", "p.made", "p/made/__init__.py"],
	])("is found on the disk: %s", (_, specifier, id) => {
		expect(found(specifier, {}, { [id]: "" })).toEqual({ kind: "module", id });
	});

	test.each<[string, string, Record<string, string>]>([
		["Cython", "p._speed", { "p/_speed.pyx": "" }],
		["C", "._speed", { "p/_speed.c": "" }],
		["a built extension", "p.x", { "p/x.cpython-312-darwin.so": "" }],
		["protobuf", "p.api_pb2_grpc", { "p/api.proto": "" }],
		["a template", "p.v", { "p/v.py.in": "" }],
		["setup.py", "p.x", { "setup.py": 'Extension("p.x", ["src/x.c"])' }],
		[
			"meson, in the folder of the sources",
			"p.x",
			{ "p/c/meson.build": "py.extension_module('x', 'y.c')" },
		],
		["meson", "p.x", { "p/meson.build": "py.extension_module('x', 'y.c')" }],
		["meson, another project", "p.x", { "meson.build": "x = subproject('x')" }],
		[
			"a module that its package puts into the table",
			"p.six.moves.urllib",
			{ "p/six.py": 'import sys\nsys.modules[__name__ + ".moves"] = m\n' },
		],
		["a finder", "p.x", { "p/__init__.py": "sys.meta_path.append(f)\n" }],
		[
			"a finder below a module that has made itself a package",
			"p.six.moves",
			{ "p/six.py": "__path__ = []\nsys.meta_path.append(f)\n" },
		],
		["a path", "p.x", { "p/__init__.py": "__path__ = extend_path(a, b)\n" }],
		["a folder of the name of a package", "q.x", { "q/r/s.py": "" }],
	])("may be there when code runs: %s", (_, specifier, contents) => {
		expect(found(specifier, contents).kind).toBe("external");
	});

	test.each<[string, string, Record<string, string>]>([
		["nothing has its name", "p.gone", {}],
		["relative", ".gone", {}],
		["a copy has it", "p.gone", { "p/gone.py.backup": "", "p/gone.py~": "" }],
		["a document has it", "p.gone", { "p/gone.md": "" }],
		["a list of packages has it", "p.x", { "pyproject.toml": 'a = ["x"]' }],
		[
			"its package reads the table",
			"p.x",
			{ "p/__init__.py": "sys.modules[a]\n" },
		],
		["a namespace package with modules", "q.x", { "q/s.py": "" }],
	])("is missing: %s", (_, specifier, contents) => {
		expect(found(specifier, contents).kind).toBe("missing");
	});

	test("names from a package are asked for alike", () => {
		const project = memoryProject(
			{
				"p/__init__.py": "from . import m, n\ndel m, n\n",
				"p/_speed.pyx": "",
				"p/m.py": "type X[T] = list[T]\ntype Y = int\n",
				"p/stub.pyi": "",
				"p/finder.py": "import sys\nsys.meta_path.insert(0, f)\n",
				"p/entered.py": "import sys\nsys.modules[__name__] = f\n",
			},
			undefined,
			{ "p/_version.py": "" },
		);
		const graph = new Graph(
			pythonGraphSource(project, new PythonModules(project)),
		);
		const end = (name: string, id = "p/__init__.py") => {
			const { kind } = graph.resolve(id, name);
			return kind;
		};
		expect([
			end("_version"),
			end("_speed"),
			end("gone"),
			end("m"),
			end("n"),
			end("__file__"),
			end("__path__"),
			end("__path__", "p/m.py"),
			end("X", "p/m.py"),
			end("Y", "p/m.py"),
			end("left_out", "p/stub.pyi"),
			end("n", "p/finder.py"),
			end("n", "p/entered.py"),
		]).toEqual([
			"module",
			"unknown",
			"absent",
			"module",
			"absent",
			"definition",
			"definition",
			"absent",
			"definition",
			"definition",
			"unknown",
			"absent",
			"unknown",
		]);
	});
});

test("a namespace package is the union of its directories", () => {
	const m = modules([], {
		"pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["x", "y"]\n',
		"x/ns/a.py": "",
		"y/ns/b.py": "",
	});
	expect([m.find("ns"), m.find("ns.a"), m.find("ns.b")]).toEqual([
		"x/ns/",
		"x/ns/a.py",
		"y/ns/b.py",
	]);
	expect(m.submodule("x/ns/", "b")).toBe("y/ns/b.py");
});

test("names, packages and parents of a module", () => {
	const m = modules([
		"a/__init__.py",
		"a/b/__init__.py",
		"a/b/c.py",
		"my-dir/x.py",
	]);
	expect([
		m.nameOf("a/b/__init__.py"),
		m.nameOf("a/b/c.py"),
		m.nameOf("my-dir/x.py"),
	]).toEqual(["a.b", "a.b.c", ""]);
	expect(m.packageOf("a/b/c.py")).toBe("a/b/__init__.py");
	expect(m.parents("a/b/c.py")).toEqual(["a/__init__.py", "a/b/__init__.py"]);
	expect(m.parents("a/b/__init__.py")).toEqual(["a/__init__.py"]);
});

test("the graph goes through aliases, stars, submodules and lazy tables", () => {
	const project = of([], {
		"p/__init__.py": "from .impl import *\n",
		"p/impl.py": "class _C: pass\nC = _C\n__all__ = ['C']\n",
		"p/old.py": "import p\nfrom p import C as D\nE = p.C\n",
		"p/lazy.py":
			'T = {"F": ("p.old", "E")}\ndef __getattr__(name):\n  if name not in T: raise AttributeError\n  m, a = T[name]\n  return getattr(importlib.import_module(m), a)\n',
	});
	const graph = python.graph(project);
	const end = (path: string, name: string) =>
		describeEnd(graph.resolve(path, name), graph.display);
	expect(end("p/old.py", "D")).toBe("p.impl:_C");
	expect(end("p/old.py", "E")).toBe("p.impl:_C");
	expect(end("p/lazy.py", "F")).toBe("p.impl:_C");
	expect(end("p/__init__.py", "old")).toBe("module p.old");
	expect(end("p/lazy.py", "G")).toBe("p.lazy does not offer G");
	expect(graph.loadPath("p/old.py", "p/impl.py")).toEqual([
		"p/old.py",
		"p/__init__.py",
		"p/impl.py",
	]);
});

test("rule names: normal form, claims, and what is refused", () => {
	const project = of(["a/__init__.py", "a/b.py"]);
	expect(python.key("a.b", project)).toBe("a.b");
	expect(python.key("a.*", project)).toBe("a.*");
	for (const [name, advice] of [
		[".b", /absolute/],
		["a/b.py", /write it as a\.b/],
		["a/c/d.py", /a\.c\.d/],
		["a-b", /no Python module name/],
	] as const)
		expect(() => python.key(name, project)).toThrow(advice);
	expect(
		["a.b", "a.c", "x", "@x/y", "a/b.py"].map((name) =>
			python.claim(name, project),
		),
	).toEqual([
		CLAIM.exists,
		CLAIM.likely,
		CLAIM.possible,
		CLAIM.no,
		CLAIM.exists,
	]);
	expect([
		python.exists("a.b", project),
		python.exists("a.c", project),
	]).toEqual([true, false]);
	expect([
		python.nearest("x.b", project),
		python.nearest("zzzzzzz", project),
	]).toEqual(["a.b", null]);
	expect(python.literals("a.b", project)).toEqual(["a.b", "a/b.py"]);
});

test.each<[string, string, string]>([
	["from the package", "q.py", "from a.ws import manager\n"],
	["split over lines", "q.py", "import a.ws.\\\n  manager\n"],
	["beside it", "a/ws/q.py", "from .manager import X\n"],
	["by the package alone", "a/ws/q.py", "from . import manager\n"],
	["from below", "a/ws/sub/q.py", "from ..manager import X\n"],
	["from a sibling package", "a/z/q.py", "from ..ws import manager\n"],
	["by name", "q.py", 'import_module(".manager", package="a.ws")\n'],
])("the needle search finds a reference %s", (_, path, code) => {
	const project = of(["a/__init__.py", "a/ws/__init__.py", "a/ws/manager.py"], {
		[path]: code,
	});
	const rules = RuleSet.from(
		[{ id: "r", from: "a.ws.manager", to: "a.ws.new" }],
		(m) => m,
		".",
	);
	expect(project.containing(python.queries(rules, project)).flat()).toContain(
		path,
	);
});

test("problems: an open quote is one, a valid file has none", () => {
	const file = (text: string) => ({
		path: "a.py",
		text,
		encoding: "latin1" as const,
		unit: "byte" as const,
	});
	expect(python.problems(file("\u00ef\u00bb\u00bfimport a\nx = 1\n"))).toEqual(
		[],
	);
	expect(python.problems(file("x = 'a\n")).length).toBeGreaterThan(0);
	expect(python.problems(file("x = = 1\n")).length).toBeGreaterThan(0);
});
