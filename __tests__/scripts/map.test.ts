/** `onepath map` as a user runs it: each finding in each language against its golden map, and what must not matter. */
import { spawnSync } from "node:child_process";
import {
	existsSync,
	readdirSync,
	readFileSync,
	statSync,
	truncateSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { Ajv } from "ajv";
import { main } from "../../scripts/cli.js";
import { readSealed, writeSealed } from "../../scripts/driver/map/sealed.js";
import type { MapData } from "../../transforms/core/map/types.js";
import { FORMS } from "../../transforms/core/types.js";
import { compile } from "./support/compiled.js";
import { type Files, workspace } from "./support/workspace.js";

const fixtures = join(import.meta.dirname, "../../__testfixtures__/map");

function filesIn(folder: string): Files {
	return Object.fromEntries(
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.map((path) => [relative(folder, path), readFileSync(path)]),
	);
}

async function mapOf(files: Files, ...more: string[]): Promise<MapData> {
	const { stdout } = await workspace(files).run(
		"map",
		"--reporter",
		"json",
		...more,
	);
	return JSON.parse(stdout) as MapData;
}

const cases = readdirSync(fixtures).flatMap((language) =>
	readdirSync(join(fixtures, language)).map((name) => `${language}/${name}`),
);

test.each(cases)("the golden map of %s", async (name) => {
	const { code, stdout, stderr } = await workspace(
		filesIn(join(fixtures, name, "tree")),
	).run("map", "--reporter", "json");
	expect([code, stderr]).toEqual([0, ""]);
	expect(stdout.replace(/"version":"[^"]*"/, '"version":"VERSION"')).toBe(
		readFileSync(join(fixtures, name, "map.json"), "utf8"),
	);
});

/** What each fixture is there for, said by hand: a golden file alone would keep a wrong answer as well as a right one. */
const FACTS: Readonly<Record<string, (map: MapData) => unknown>> = {
	"split-names": ({ splitNames }) =>
		splitNames.map(({ name, alternatives }) => [
			name,
			...alternatives.map(({ uses }) => uses),
		]),
	broken: ({ broken, totals }) => [broken.length, totals.brokenUses],
	ambiguous: ({ ambiguous }) => ambiguous,
	cycle: ({ cycles }) => cycles.map(({ way }) => way.map(({ file }) => file)),
	coverage: ({ coverage: all, totals }) => [
		all.problems.map(({ file }) => file),
		all.dynamic.map(({ file, line }) => `${file}:${line}`),
		all.stars.length,
		totals.unknown,
	],
	"double-root": ({ doubleRoots }) =>
		doubleRoots.map(({ names }) => names.map(({ name }) => name)),
	attributes: ({ uses }) =>
		uses
			.filter(({ form }) => form === "attribute")
			.map(({ file, line, path }) => `${file}:${line} ${path}`),
	shims: ({ shims }) =>
		shims.map(({ module, ways, warns }) => [module, ...ways, warns]),
};
const EXPECTED: Readonly<Record<string, unknown>> = {
	"python/split-names": [["Cart", 2, 1]],
	"javascript/split-names": [["Cart", 1, 1]],
	"python/broken": [5, 6],
	"javascript/broken": [4, 4],
	"python/ambiguous": ["net.api:Client"],
	"javascript/ambiguous": ["src/api.ts:Client"],
	"python/cycle": [["ring/a.py", "ring/b.py", "ring/c.py"]],
	"javascript/cycle": [["src/a.ts", "src/b.ts"]],
	"python/coverage": [["gaps/torn.py"], ["gaps/loads.py:4"], 1, 3],
	"javascript/coverage": [
		["src/torn.ts"],
		["src/loads.cjs:1", "src/loads.ts:3"],
		1,
		2,
	],
	"python/double-root": [["backend.models.user", "models.user"]],
	"python/attributes": [
		"plain.py:7 lib.core:connect",
		"plain.py:8 lib.core:Engine",
		"plain.py:11 lib.core:Engine",
		"plain.py:12 lib.old:connect",
		"plain.py:13 lib.old:Engine",
		"plain.py:13 lib.core:LIMIT",
		"plain.py:16 lib.old:Engine",
		"scopes.py:15 lib.other:connect",
		"scopes.py:15 lib.other:connect",
		"scopes.py:19 lib.old:Engine",
		"scopes.py:19 lib.old:Engine",
	],
	"javascript/attributes": [
		"src/app.tsx:6 src/old.ts:Options",
		"src/app.tsx:8 src/old.ts:connect",
		"src/app.tsx:9 src/old.ts:connect",
		"src/app.tsx:9 src/old.ts:Engine",
		"src/app.tsx:9 src/core.ts:connect",
		"src/app.tsx:11 src/core.ts:Engine",
		"src/script.cjs:3 src/old.ts:connect",
	],
	"python/shims": [
		["lib.old", "re-export", 6],
		["lib", "re-export", null],
		["lib._private", "re-export", null],
		["lib.alias", "alias", null],
		["lib.lazy", "lazy", null],
		["lib.older", "star", null],
	],
	"javascript/shims": [
		["src/index.ts", "re-export", "star", null],
		["src/old.ts", "alias", "re-export", 1],
		["src/older.ts", "star", null],
		["src/legacy.cjs", "re-export", null],
	],
};

test("every fixture has its facts", () => {
	expect(Object.keys(EXPECTED).sort()).toEqual([...cases].sort());
});

test.each(Object.keys(EXPECTED))("%s shows what it is for", async (name) => {
	const map = await mapOf(filesIn(join(fixtures, name, "tree")));
	const facts = FACTS[name.slice(name.indexOf("/") + 1)];
	expect(facts?.(map)).toEqual(EXPECTED[name]);
});

const SHIMS = filesIn(join(fixtures, "python/shims/tree"));

describe("what is proposed", () => {
	test("the defining module, where all others only hand on", async () => {
		const { definitions } = await mapOf(SHIMS);
		const engine = definitions.find(({ id }) => id === "lib.core:Engine");
		expect(engine?.used).toHaveLength(6);
		expect(engine?.canonical?.path).toBe("lib.core:Engine");
	});

	test("what the config says, before all else", async () => {
		const { definitions } = await mapOf({
			...SHIMS,
			"onepath.config.json":
				'{ "rules": [{ "from": "lib.old", "to": "lib.alias" }] }',
		});
		const engine = definitions.find(({ id }) => id === "lib.core:Engine");
		expect(engine?.canonical).toMatchObject({
			path: "lib.alias:Engine",
			reason: "configured",
		});
	});
});

describe("one symbol, one module", () => {
	test("every path, chain and use of a symbol", async () => {
		const { stdout } = await workspace(SHIMS).run("map", "--symbol", "Engine");
		for (const line of [
			"lib.older:Engine  1 import  [shim]  1 from",
			"lib/older.py:1 Engine by the star from lib.old",
			"lib/core.py:1 Engine is a class",
			"app.py:3:23  from",
			"lib/old.py:4:22  from",
		])
			expect(stdout).toContain(line);
	});

	test("a module, with the names that it hands on and who takes them", async () => {
		const { stdout } = await workspace(SHIMS).run("map", "--module", "lib.old");
		expect(stdout).toContain("lib.old  shim (re-export)  lib/old.py");
		expect(stdout).toContain("warns at line 6");
		expect(stdout).toContain("Engine -> lib.core:Engine  1 import");
		expect(stdout).not.toContain("app.py:4");
	});

	test("a name that no path has is an error with the nearest one", async () => {
		const { code, stderr } = await workspace(SHIMS).run(
			"map",
			"--symbol",
			"Engin",
		);
		expect(code).toBe(2);
		expect(stderr).toContain("did you mean Engine?");
	});
});

test("a shim's names by their modules, where a try or an alias of it parts the ways, too", async () => {
	const { shims } = await mapOf({
		"lib/__init__.py": "",
		"lib/core.py": "class A: pass\nclass B: pass\n",
		"lib/more.py": "class C: pass\n",
		"lib/old.py":
			"from lib.core import A\ntry:\n    from lib.more import C\n    D = C\nexcept ImportError:\n    C = None\n    D = None\n__all__ = ['A', 'C', 'D']\n",
		"app.py": "from lib.old import A, C, D\n",
	});
	expect(
		shims.map(({ names, targets }) => [names.map(({ name }) => name), targets]),
	).toEqual([
		[
			["A", "C", "D"],
			[
				{ module: "lib.more", names: 2 },
				{ module: "lib.core", names: 1 },
			],
		],
	]);
});

test("paths limit whose imports are counted, not what is read", async () => {
	const map = await mapOf(SHIMS, "lib");
	expect(map.scope).toEqual(["lib"]);
	expect(map.uses.every(({ file }) => file.startsWith("lib/"))).toBe(true);
	expect(map.definitions.map(({ id }) => id)).toContain("lib.core:Engine");
});

test("csv has a line for each path, and no formula", async () => {
	const { stdout } = await workspace({
		...SHIMS,
		"=cmd.py": "from lib.core import Engine\n",
	}).run("map", "--reporter", "csv");
	expect(stdout.split("\r\n")[0]).toContain("definition,what,module,name");
	expect(stdout).toContain(
		"lib.core:Engine,class,lib.old,Engine,python,works,true,lib.core:Engine,1,0,1,1,from 1,lib.core:Engine\r\n",
	);
	expect(stdout).not.toMatch(/(?:^|,)=/m);
});

test("what a file name holds does not reach the terminal raw", async () => {
	const { stdout } = await workspace({
		"a.py": "class A: pass\n",
		"b\u001b[31m.py": "from a import A\n",
	}).run("map", "--symbol", "A");
	expect(stdout).toContain("b\\x1b[31m.py:1:15");
});

test("names that every object has count like others", async () => {
	const { definitions } = await mapOf({
		"p/__init__.py": "from p.m import constructor, __proto__\n",
		"p/m.py": "def constructor(): pass\nclass __proto__: pass\n",
		"user.py":
			"from p import constructor, __proto__\nfrom p.m import constructor as c\n",
		"constructor/x.py": "from p import __proto__\n",
	});
	const used = (name: string) =>
		definitions.find(({ id }) => id === `p.m:${name}`)?.used;
	expect(used("constructor")).toEqual(["p.m:constructor", "p:constructor"]);
	expect(used("__proto__")).toEqual(["p:__proto__", "p.m:__proto__"]);
});

describe("the cache", () => {
	const cacheOf = (root: string): string[] =>
		readdirSync(join(root, ".onepath/cache")).map((name) =>
			join(root, ".onepath/cache", name),
		);
	const map = async (project: ReturnType<typeof workspace>): Promise<string> =>
		(await project.run("map", "--reporter", "json")).stdout;

	test("gives the same bytes, and sees what changed", async () => {
		const project = workspace(SHIMS);
		const cold = await map(project);
		expect(await map(project)).toBe(cold);
		project.put({ "lib/old.py": "class Engine: pass\n" });
		const changed = await map(project);
		expect(changed).not.toBe(cold);
		project.put({ "lib/old.py": SHIMS["lib/old.py"] as Buffer });
		expect(await map(project)).toBe(cold);
	});

	test("torn, foreign and wrong ones are ignored", async () => {
		const project = workspace(SHIMS);
		const cold = await map(project);
		for (const file of cacheOf(project.root))
			truncateSync(file, Math.floor(statSync(file).size / 2));
		expect(await map(project)).toBe(cold);
		for (const file of cacheOf(project.root))
			writeFileSync(
				file,
				readFileSync(file, "utf8").replaceAll("Engine", "Motors"),
			);
		expect(await map(project)).toBe(cold);
		for (const file of cacheOf(project.root)) writeFileSync(file, "\0\n\0");
		expect(await map(project)).toBe(cold);
	});

	test("sees a change of the same size whose time was set back", async () => {
		const project = workspace(SHIMS);
		// An hour later, when the looks of the files are trusted.
		const later = jest.spyOn(Date, "now");
		later.mockReturnValue(Date.now() + 3_600_000);
		try {
			const cold = await map(project);
			expect(await map(project)).toBe(cold);
			const file = project.at("lib/core.py");
			const { atime, mtime } = statSync(file);
			const text = readFileSync(file, "utf8");
			writeFileSync(file, text.replaceAll("Engine", "Motors"));
			utimesSync(file, atime, mtime);
			expect(statSync(file).size).toBe(text.length);
			expect(await map(project)).not.toBe(cold);
		} finally {
			later.mockRestore();
		}
	});

	/** Files that are looked at twice: one takes names out of a module, two may be a circle. */
	const LOOKED_AT = {
		"p/__init__.py": "",
		"p/m.py": "class A: pass\n",
		"app.py": "import p.m as m\nm.A()\nm.B()\n",
		"js/a.ts": 'import { B } from "./b";\nexport class A {}\nlet b: B;\n',
		"js/b.ts": 'import { A } from "./a";\nexport class B extends A {}\n',
		"js/tsconfig.json": "{}\n",
	};

	test("knows what second looks told, for as long as the answers are the same", async () => {
		const project = workspace(LOOKED_AT);
		const same = async (): Promise<string> => {
			const [kept, again] = [await map(project), await map(project)];
			const { stdout } = await project.run(
				...["map", "--reporter", "json", "--no-cache"],
			);
			expect([kept, again]).toEqual([stdout, stdout]);
			return stdout;
		};
		const first = await same();
		expect(JSON.parse(first).cycles).toEqual([]);
		project.put({ "p/m.py": "class A: pass\nclass B: pass\n" });
		const offered = await same();
		expect(offered.match(/"p\.m:B"/)).not.toBeNull();
		project.put({
			"js/tsconfig.json":
				'{ "compilerOptions": { "verbatimModuleSyntax": true } }\n',
		});
		expect(JSON.parse(await same()).cycles).toHaveLength(1);
		project.put({ "app.py": "import p.m as m\n\nm.B()\n" });
		expect(await same()).not.toContain('"p.m:A"');
	});

	test("does not look again where it knows", async () => {
		const project = workspace(LOOKED_AT);
		const cold = await map(project);
		expect(cold).toContain('"attribute"');
		const file = project.at(".onepath/cache/looks");
		const [head = ""] = readFileSync(file, "utf8").split(/ [0-9a-f]{64}\n/);
		const looks = String(readSealed(file, head));
		expect(looks).toContain('"taken":[{');
		const blank = looks.replace(
			/"taken":\[.*?\}\],"time":"\w+"\}\]/,
			'"taken":[]',
		);
		writeSealed(file, head, Buffer.from(blank));
		expect(await map(project)).not.toContain('"attribute"');
	});

	test("is not made where it is not wanted", async () => {
		const project = workspace(SHIMS);
		await project.run("map", "--no-cache");
		expect(project.git("status", "--porcelain", "--ignored").stdout).toBe("");
	});
});

/** The first line in which two reports differ: a failure must not print megabytes. */
function firstDifference(a: string, b: string): string | null {
	if (a === b) return null;
	const [one, other] = [a.split("\n"), b.split("\n")];
	const at = one.findIndex((line, i) => line !== other[i]);
	const cut = (line = "nothing") => line.slice(0, 200);
	return `line ${at + 1}: ${cut(one[at])} | ${cut(other[at])}`;
}

test("one thread or several, cached or not, in whatever order files were made: the same bytes", () => {
	const files: Record<string, string> = {};
	for (let i = 0; i < 400; i++)
		files[`p/m${i}.py`] =
			`class C${i}: pass\nfrom p.m${(i * 7) % 400} import C${(i * 7) % 400}\n`;
	for (let i = 0; i < 8; i++)
		files[`js/m${i}.ts`] =
			`export class C${i} {}\nexport * from "./m${(i + 1) % 8}";\n`;
	const backwards = Object.fromEntries(Object.entries(files).reverse());
	const [first, second] = [workspace(files), workspace(backwards)];
	const cli = join(compile(), "scripts/cli.js");
	const run = (root: string, ...more: string[]) =>
		spawnSync(process.execPath, [cli, "map", "--reporter", "json", ...more], {
			cwd: root,
			encoding: "utf8",
			maxBuffer: 1 << 28,
		});
	const one = run(first.root, "--jobs", "1", "--no-cache");
	expect(one.stderr).toBe("");
	expect(JSON.parse(one.stdout).totals.definitions).toBeGreaterThan(300);
	for (const jobs of ["2", "1"]) {
		const { stdout } = run(second.root, "--jobs", jobs);
		expect(firstDifference(one.stdout, stdout)).toBeNull();
	}
});

/** A run whose standard error is a terminal, with what it wrote there; `seen` is called with each piece. */
async function onTerminal(
	root: string,
	seen: (text: string) => void,
	...argv: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
	const out: string[] = [];
	const shown: string[] = [];
	const code = await main(argv, {
		cwd: root,
		env: {},
		stdout: { write: (text) => out.push(String(text)) },
		stderr: {
			isTTY: true,
			write: (text) => {
				shown.push(String(text));
				seen(String(text));
			},
		},
	});
	return { code, stdout: out.join(""), stderr: shown.join("") };
}

describe("long work", () => {
	test("shows how far it is, on a terminal only, and leaves no trace of it", async () => {
		const { root } = workspace(SHIMS);
		const shown = await onTerminal(root, () => {}, "map");
		expect(shown.stderr).toContain("Reading 8 of 8 files");
		expect(shown.stderr.endsWith("\r\u001b[K")).toBe(true);
		const quiet = await onTerminal(root, () => {}, "map", "--no-progress");
		expect(quiet).toMatchObject({ code: 0, stderr: "" });
	});

	test.each([
		["SIGINT", 130],
		["SIGTERM", 143],
	] as const)(
		"%s ends it between two parts, with nothing written",
		async (signal, exit) => {
			const space = workspace(SHIMS);
			let sent = false;
			const { code, stdout } = await onTerminal(
				space.root,
				(text) => {
					if (sent || !text.includes("Reading")) return;
					sent = true;
					process.emit(signal, signal);
				},
				"map",
			);
			expect([sent, code, stdout]).toEqual([true, exit, ""]);
			expect(existsSync(space.at(".onepath/cache"))).toBe(false);
		},
	);
});

describe("the schema of a map", () => {
	const schema = JSON.parse(
		readFileSync(
			join(
				import.meta.dirname,
				"../../scripts/report/map/onepath.map.schema.json",
			),
			"utf8",
		),
	);
	const validate = new Ajv({ allErrors: true }).compile(schema);
	const errors = (map: unknown) => {
		validate(map);
		return (validate.errors ?? [])
			.map(({ instancePath, message }) => `${instancePath} ${message}`)
			.slice(0, 5);
	};

	test.each(cases)("allows the map of %s", (name) => {
		const golden = readFileSync(join(fixtures, name, "map.json"), "utf8");
		expect(errors(JSON.parse(golden))).toEqual([]);
	});

	test("allows the map of the example, and of one symbol", async () => {
		const example = filesIn(join(import.meta.dirname, "../../example"));
		expect(errors(await mapOf(example))).toEqual([]);
		expect(errors(await mapOf(SHIMS, "--symbol", "Engine"))).toEqual([]);
	});

	test("forbids what a map has not, and knows every form", async () => {
		const map = await mapOf(SHIMS);
		expect(errors({ ...map, more: 1 })).toHaveLength(1);
		expect(errors({ ...map, shims: [{}] }).length).toBeGreaterThan(0);
		expect(schema.definitions.use.properties.form.enum).toEqual(
			Object.keys(FORMS),
		);
	});
});

test("a module that a package of its name hides offers nothing", async () => {
	const { definitions, paths, shims } = await mapOf({
		"a/__init__.py": "from a.b import Thing\n",
		"a/b.py": "class Thing: pass\n",
		// No import reaches it: `a` is the package.
		"a.py":
			"from c import Thing\n__all__ = ['Thing', 'Other']\nclass Other: pass\n",
		"c.py": "class Thing: pass\n",
		"user.py":
			"from a import Thing\nfrom a.b import Thing\nfrom c import Thing, Other\n",
	});
	expect(paths.map(({ id }) => id)).not.toContain("a:Other");
	expect(shims.map(({ file }) => file)).toEqual(["a/__init__.py"]);
	expect(definitions.find(({ id }) => id === "a.b:Thing")?.used).toEqual([
		"a.b:Thing",
		"a:Thing",
	]);
});
