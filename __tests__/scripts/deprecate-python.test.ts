/**
 * The old path keeps working, proven by running it: shims that were marked run under Python 3, and a migration through
 * them gives the verdicts that it gave before. Without a python3 the runs are skipped, and say so.
 */
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import { type Files, type Workspace, workspace } from "./support/workspace.js";

const PYTHON = ["python3", "python3.11", "python"].find(
	(name) =>
		spawnSync(name, ["-c", "import sys; sys.exit(sys.version_info < (3, 7))"])
			.status === 0,
);
const running = PYTHON === undefined ? test.skip : test;
if (PYTHON === undefined)
	console.warn("no python3 was found: marked Python shims were not run");

const TREE: Files = {
	"pyproject.toml": '[project]\nname = "acme"\n',
	"acme/__init__.py": "",
	"acme/canonical.py":
		"class A:\n    pass\n\n\nclass B:\n    pass\n\n\n_hidden = B\n",
	"acme/legacy.py":
		"from acme.canonical import A, B, _hidden\n\nAlpha = A\n\n__all__ = ['A', 'B', 'Alpha', '_hidden']\n",
	"acme/package/__init__.py": "from acme.canonical import A, B\n",
	"acme/one.py": "from acme.legacy import A\n",
	"acme/two.py": "from acme.legacy import Alpha as X, B\n",
	"acme/three.py": "import acme.legacy\n\nvalue = acme.legacy.A\n",
	"acme/star.py": "from acme.legacy import *\n",
	"acme/four.py": "from acme.package import A\n",
};
const RULE = ["--from", "acme.legacy", "--to", "acme.canonical"];
const PACKAGE = ["--from", "acme.package", "--to", "acme.canonical"];
const STYLES = ["eager", "lazy"] as const;

async function marked(
	style: (typeof STYLES)[number],
	...more: string[]
): Promise<Workspace> {
	const space = workspace(TREE);
	const { code, stderr } = await space.run(
		...["deprecate", "--style", style, ...RULE, ...PACKAGE, "--write", ...more],
	);
	if (code !== 0) throw new Error(stderr);
	return space;
}

function python(space: Workspace, code: string, ...flags: string[]) {
	return spawnSync(PYTHON ?? "", [...flags, "-c", code], {
		cwd: space.root,
		encoding: "utf8",
		env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
	});
}

/** `file:line` of each warning, in order. */
const COUNT = `
import warnings, importlib, sys
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("default")
    for name in sys.argv[1:] or NAMES: importlib.import_module(name)
print([(w.category.__name__, w.filename.rsplit("/", 1)[-1], w.lineno) for w in seen])
`;

describe.each(STYLES)("%s", (style) => {
	running("every name is the very object, by every form", async () => {
		const space = await marked(style);
		const { status, stderr, stdout } = python(
			space,
			`
import warnings; warnings.simplefilter("ignore")
import acme.canonical as c, acme.legacy as l, acme.package as p
from acme.legacy import A, B, Alpha, _hidden
assert A is c.A and B is c.B and Alpha is c.A and _hidden is c._hidden
assert l.A is c.A and p.A is c.A and p.B is c.B
assert {"A", "B", "Alpha", "_hidden"} <= set(dir(l)), dir(l)
names = {}
exec("from acme.legacy import *", names)
assert names["A"] is c.A and names["_hidden"] is c._hidden
assert {n for n in names if not n.startswith("__")} == {"A", "B", "Alpha", "_hidden"}, names
import pickle; assert pickle.loads(b"cacme.legacy\\nA\\n.") is c.A
try: l.nothing
except AttributeError as e: print(e)
`,
		);
		expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
		expect(stdout).toContain("module 'acme.legacy' has no attribute 'nothing'");
	});

	running(
		"-W error by the message's constant prefix names the importer",
		async () => {
			const space = await marked(style);
			const { status, stderr } = python(
				space,
				"import acme.one",
				"-W",
				"error:onepath[acme.legacy]",
			);
			expect(status).toBe(1);
			expect(stderr).toMatch(/acme\/one\.py", line 1/);
			expect(stderr).toContain("from acme.canonical import A");
			expect(
				python(space, "import acme.four", "-W", "error:onepath[acme.legacy]")
					.status,
			).toBe(0);
		},
	);

	test("the second run is empty", async () => {
		const space = await marked(style);
		const again = await space.run(
			...["deprecate", "--style", style, ...RULE, ...PACKAGE],
		);
		expect({ code: again.code, stdout: again.stdout }).toEqual({
			code: 0,
			stdout: "",
		});
	});
});

running("lazy: each importing line warns once, in a package, too", async () => {
	const space = await marked("lazy");
	const { stdout, stderr } = python(
		space,
		COUNT.replace(
			"NAMES",
			'["acme.one", "acme.two", "acme.three", "acme.four"]',
		),
	);
	expect({ stdout, stderr }).toEqual({
		stdout:
			"[('DeprecationWarning', 'one.py', 1), ('DeprecationWarning', 'two.py', 1), ('DeprecationWarning', 'two.py', 1), ('DeprecationWarning', 'three.py', 3), ('DeprecationWarning', 'four.py', 1)]\n",
		stderr: "",
	});
});

running("lazy: a silent name warns nobody", async () => {
	const space = await marked("lazy", "--silent", "A");
	const { stdout } = python(
		space,
		COUNT.replace("NAMES", '["acme.one", "acme.two"]'),
	);
	expect(stdout).toBe(
		"[('DeprecationWarning', 'two.py', 1), ('DeprecationWarning', 'two.py', 1)]\n",
	);
});

running("eager: the first importer is told", async () => {
	const space = await marked("eager");
	const { stdout } = python(
		space,
		COUNT.replace("NAMES", '["acme.one", "acme.two"]'),
	);
	expect(stdout).toBe("[('DeprecationWarning', 'one.py', 1)]\n");
});

describe("deprecating never changes a verdict", () => {
	const USERS: Files = {
		"pyproject.toml": '[project]\nname = "acme"\n',
		"acme/__init__.py": "",
		"acme/canonical.py":
			"class A:\n    pass\n\n\nclass B:\n    pass\n\n\ndef make():\n    return A()\n",
		"acme/other.py": "class C:\n    pass\n",
		"acme/names.py": "from acme.legacy import A, C, gone\n",
		"acme/module.py": "from acme import legacy\n\nprint(legacy.A, legacy.B)\n",
		"acme/value.py": "from acme import legacy\n\nprint(vars(legacy), legacy)\n",
		"acme/whole.py": "import acme.legacy\n\nprint(acme.legacy.B)\n",
		"acme/stars.py": "from .legacy import *\n\nprint(A, make)\n",
		"tests/test_it.py":
			'from unittest.mock import patch\n\n\n@patch("acme.legacy.A")\ndef test(a):\n    import acme.names\n',
	};
	const SHIMS: Files = {
		listed:
			'"""Old."""\n\nfrom acme.canonical import A, B, make\n\n__all__ = ["A", "B", "make"]\n',
		unlisted: "from acme.canonical import A, B, make\n",
		star: "from acme.canonical import *\n",
		modules:
			"from . import canonical, other\nfrom .canonical import A, B, make\n\nC = other.C\n",
		renamed:
			"from acme.canonical import A, make\nfrom acme.other import C\n\nB = A\n",
	};
	test.each(Object.keys(SHIMS))("%s", async (name) => {
		const verdicts = async (style: string | null): Promise<unknown> => {
			const space = workspace({
				...USERS,
				"acme/legacy.py": SHIMS[name] as string,
			});
			if (style !== null) {
				const { stdout } = await space.run(
					...["deprecate", "--style", style, ...RULE, "--write"],
					"--allow-dirty",
				);
				expect(stdout).toContain("onepath[acme.legacy]");
			}
			const { stdout } = await space.run(
				...["migrate", ...RULE, "--reporter", "json"],
			);
			const { references } = JSON.parse(stdout) as {
				references: {
					path: string;
					start: number;
					form: string;
					verdict: string;
					outcome: string;
					reason: string;
				}[];
			};
			return references
				.filter(({ path }) => path !== "acme/legacy.py")
				.map(({ path, start, form, verdict, outcome, reason }) =>
					[path, start, form, verdict, outcome, reason].join(" "),
				);
		};
		const plain = await verdicts(null);
		expect(plain).toEqual(expect.arrayContaining([expect.any(String)]));
		expect(await verdicts("eager")).toEqual(plain);
		expect(await verdicts("lazy")).toEqual(plain);
	});
});
