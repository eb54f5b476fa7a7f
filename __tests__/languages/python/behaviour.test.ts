/**
 * Random programs run before and after the plan, on CPython, and must print the same: what scopes, shadows and late
 * bindings do is not left to our own reading of the language reference.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { planTree, type Tree } from "../../helpers/memory-project.js";

const RULES = [{ id: "r", from: "p.old", to: "p.new" }];
const WORLD: Tree = {
	"p/__init__.py": "",
	"p/types.py": "class Mode: pass\n",
	"p/new.py":
		"from p.types import Mode\nclass Client: pass\nclass Twin: pass\nLIMIT = 10\ndef open(): return 1\n",
	"p/old.py":
		"from p.new import Mode, Client, LIMIT, open\nclass Twin: pass\nclass Left: pass\n",
};
const IMPORTS = [
	"from p import old",
	"import p.old as o",
	"import p.old",
	"from p import old as o",
	"from p import old, types",
	"import p.old, p.types",
	"from p.old import Mode, Left",
	"from p.old import Mode as Client",
	"from p.new import Mode",
	"import p.types",
];
const MEMBERS = ["Mode", "Client", "LIMIT", "open", "Twin", "Left"];
const NAMES = ["old", "o", "p", "Mode", "Client", "LIMIT", "open"];
const PREAMBLE = `import contextlib
r = []
class ns: Mode = Client = LIMIT = open = Twin = Left = 7
@contextlib.contextmanager
def cm(): yield ns
def call(f):
    try: return f()
    except Exception as e: return type(e).__name__
`;
const RUN = `import importlib, re, sys
sys.path.insert(0, ".")
for n in sys.argv[1:]:
    for k in [k for k in sys.modules if k.split(".")[0] == "p"]: del sys.modules[k]
    try: out = re.sub(" at 0x[0-9a-f]+| from [^>]*|p[.](old|new)", "", repr(importlib.import_module(n).r))
    except BaseException as e: out = type(e).__name__
    print(n, out)
`;

/** Mulberry32: the same programs in every run. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

function program(next: () => number): string {
	const pick = <T>(all: readonly T[]): T =>
		all[Math.floor(next() * all.length)] as T;
	const use = () => `${pick(["old", "o", "p.old"])}.${pick(MEMBERS)}`;
	const name = () => pick(NAMES);
	const indent = (text: string) => text.replaceAll(/^/gm, "    ");
	const statement = (depth: number): string =>
		pick([
			() => `r.append(${use()})`,
			() => `r.append(${use()}); r.append(p.types.Mode)`,
			() => `${name()} = ${use()}`,
			() => `for ${name()} in [1]: r.append(${use()})`,
			() => `r.append([${use()} for ${name()} in [ns] for q in [${use()}]])`,
			() => `r.append((lambda ${name()}=${use()}: ${use()})())`,
			() =>
				depth > 2
					? "pass"
					: `def inner(${name()}=ns):\n${indent(block(depth + 1))}\nr.append(call(inner))`,
			() =>
				depth > 2
					? "pass"
					: `def inner():\n${indent(block(depth + 1))}\nr.append(call(inner))`,
			() => (depth > 2 ? "pass" : `class K:\n${indent(block(depth + 1))}`),
			() => pick(IMPORTS),
			() => `with cm() as ${name()}: r.append(${use()})`,
			() => `try: r.append(${use()})\nexcept Exception as ${name()}: pass`,
			() => `r.append((${name()} := 5))`,
			() => `r.append(f"{${use()}!r:>{5}}")`,
			() => `del ${name()}`,
			() => `class ${name()}: x = ${use()}`,
			() => `r.append(call(lambda: ${use()}))`,
		])();
	const block = (depth: number): string => {
		const lines = Array.from({ length: 1 + Math.floor(next() * 4) }, () =>
			statement(depth),
		);
		if (next() < 0.3) lines.unshift(pick(IMPORTS));
		if (depth === 1 && next() < 0.15) lines.unshift(`global ${name()}`);
		return lines.join("\n");
	};
	const functions = Array.from(
		{ length: 1 + Math.floor(next() * 3) },
		(_, i) => `def f${i}():\n${indent(block(1))}\nr.append(call(f${i}))\n`,
	);
	return `${PREAMBLE}${pick(IMPORTS)}\n${pick(IMPORTS)}\n${functions.join("")}`;
}

const scratch = mkdtempSync(join(tmpdir(), "onepath-behaviour-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function run(folder: string, programs: Tree): string[] {
	for (const [path, text] of Object.entries({ ...WORLD, ...programs })) {
		const target = join(scratch, folder, path);
		mkdirSync(dirname(target), { recursive: true });
		writeFileSync(target, text, "latin1");
	}
	const names = Object.keys(programs).map((path) => path.replace(".py", ""));
	return execFileSync("python3", ["-W", "ignore", "-c", RUN, ...names], {
		cwd: join(scratch, folder),
		encoding: "utf8",
	}).split("\n");
}

const python =
	spawnSync("python3", [
		"-c",
		"import sys; sys.exit(sys.version_info < (3, 8))",
	]).status === 0;
if (!python)
	console.warn(
		"skipped: no python3 (3.8 or later) on the PATH to run programs with",
	);

(python ? test : test.skip)("programs do the same after the plan", () => {
	const next = random(20);
	const before: Record<string, string> = {};
	const after: Record<string, string> = {};
	for (let i = 0; i < 250; i++) {
		const text = program(next);
		const path = `program${i}.py`;
		const policy = { moduleStyle: next() < 0.2 ? "module" : "named" } as const;
		before[path] = text;
		after[path] =
			planTree({ ...WORLD, [path]: text }, RULES, policy).after[path] ?? text;
	}
	const changed = Object.keys(before).filter(
		(path) => before[path] !== after[path],
	);
	expect(changed.length).toBeGreaterThan(150);
	expect(run("after", after)).toEqual(run("before", before));
});
