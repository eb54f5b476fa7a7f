/**
 * Our transforms under stock jscodeshift, as its users have it: the real command line on the compiled package,
 * over every JavaScript and TypeScript fixture, byte for byte. Nothing is proven there, so a case whose outcome
 * needs the rest of the tree says `"stock": false`.
 */
import { spawnSync } from "node:child_process";
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RuleInput } from "../transforms/core/rules.js";
import { type Compiled, compile } from "./helpers/compiled.js";

const require = createRequire(import.meta.url);
const fixtures = join(
	import.meta.dirname,
	"..",
	"__testfixtures__",
	"canonical-imports",
	"javascript",
);

/** By its own default stock leaves out `.mts` and its like. */
const EXTENSIONS = "js,jsx,mjs,cjs,ts,tsx,mts,cts";

interface Settings {
	readonly rules?: readonly RuleInput[];
	readonly policy?: Readonly<Record<string, unknown>>;
	/** Where the file stands in the tree. */
	readonly at?: string;
	readonly stock?: boolean;
}

interface Case {
	readonly name: string;
	readonly path: string;
	readonly settings: Settings;
	readonly input: Buffer;
	readonly output: Buffer;
}

const json = <T>(path: string, otherwise: T): T =>
	existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : otherwise;

function cases(): readonly Case[] {
	const found: Case[] = [];
	for (const file of existsSync(fixtures) ? readdirSync(fixtures) : []) {
		const [, name, kind, ending] =
			/^(.*)\.(input|unchanged)(\.[a-z.]+)$/.exec(file) ?? [];
		if (name === undefined || kind === undefined || ending === undefined)
			continue;
		const settings = json<Settings>(join(fixtures, `${name}.json`), {});
		if (settings.stock === false) continue;
		const input = readFileSync(join(fixtures, file));
		const output =
			kind === "input"
				? readFileSync(join(fixtures, `${name}.output${ending}`))
				: input;
		const path = settings.at ?? `src/${name}${ending}`;
		found.push({ name, path, settings, input, output });
	}
	return found;
}

const scratch = mkdtempSync(join(tmpdir(), "onepath-stock-"));
let compiled: Compiled;
beforeAll(() => {
	compiled = compile();
});
afterAll(() => {
	compiled.remove();
	rmSync(scratch, { recursive: true, force: true });
});

interface Ran {
	readonly output: string;
	/** `errors`, `unmodified`, `skipped`, `ok` -> how many files. */
	readonly counts: Readonly<Record<string, number>>;
}

/** One run of `jscodeshift` over files of a folder. */
function jscodeshift(
	folder: string,
	transform: string,
	paths: readonly string[],
	options: readonly string[],
): Ran {
	const { stdout, stderr } = spawnSync(
		process.execPath,
		[
			require.resolve("jscodeshift/bin/jscodeshift.js"),
			...["-t", join(compiled.directory, "transforms", transform)],
			...["--parser=tsx", `--extensions=${EXTENSIONS}`, ...options, ...paths],
		],
		{ cwd: folder, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
	);
	const counts = [
		...stdout.matchAll(/^(\d+) (errors|unmodified|skipped|ok)$/gm),
	];
	return {
		output: stdout + stderr,
		counts: Object.fromEntries(
			counts.map(([, count, what]) => [what, Number(count)]),
		),
	};
}

let folders = 0;
function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
	const folder = join(scratch, `f${folders++}`);
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
	return folder;
}

/** Cases that one run can take together: same rules and policy, and no two at one path. */
function batches(all: readonly Case[]): readonly (readonly Case[])[] {
	const found = new Map<string, Case[]>();
	for (const one of all) {
		const { rules, policy } = one.settings;
		for (let n = 0; ; n++) {
			const key = JSON.stringify([rules, policy, n]);
			const batch = found.get(key) ?? [];
			if (batch.some(({ path }) => path === one.path)) continue;
			found.set(key, [...batch, one]);
			break;
		}
	}
	return [...found.values()];
}

describe("the fixtures", () => {
	const defaults = json<readonly RuleInput[]>(join(fixtures, "rules.json"), []);
	const results = new Map<string, { after: Buffer; output: string }>();
	const all = cases();

	beforeAll(() => {
		for (const batch of batches(all)) {
			const { rules = defaults, policy } = batch[0]?.settings ?? {};
			const folder = folderWith(
				Object.fromEntries(batch.map(({ path, input }) => [path, input])),
			);
			const { output } = jscodeshift(
				folder,
				"canonical-imports.js",
				batch.map(({ path }) => path),
				[
					`--rules=${JSON.stringify(rules)}`,
					...(policy ? [`--policy=${JSON.stringify(policy)}`] : []),
				],
			);
			for (const { name, path } of batch)
				results.set(name, { after: readFileSync(join(folder, path)), output });
		}
	}, 300_000);

	test("are found", () => {
		expect(all.length).toBeGreaterThan(0);
	});

	test.each(
		all.map((one) => [`${one.name}${extname(one.path)}`, one] as const),
	)("%s", (_, { name, output }) => {
		expect(results.get(name)?.after.toString("utf8")).toBe(
			output.toString("utf8"),
		);
	});
});

describe("the command line", () => {
	const RULES = `--rules=${JSON.stringify([
		{ from: "src/ws/manager.ts", to: "src/ws/websocket_manager.ts" },
		{ from: "three/examples/jsm/*", to: "three/addons/*" },
	])}`;
	const FILES = {
		"src/a.ts":
			"'use client'\r\nimport { A, type B } from './ws/manager';\r\nuse(A as B);\r\n",
		"src/b.tsx": 'import { Orbit } from "three/examples/jsm/Orbit.js"\n',
		"src/c.ts": "import { manager } from './manager';\n",
		"src/broken.ts": "import './ws/manager'; }\n",
	};

	test("canonical-imports moves, leaves, and fails what can't be read", () => {
		const folder = folderWith(FILES);
		const ran = jscodeshift(
			folder,
			"canonical-imports.js",
			["src"],
			[RULES, "--extensions=ts,tsx"],
		);
		expect(ran.counts).toEqual({ errors: 1, unmodified: 0, skipped: 1, ok: 2 });
		expect(ran.output).toMatch(/src\/broken\.ts:1:\d+ /);
		const read = (path: string): string =>
			readFileSync(join(folder, path), "utf8");
		expect(read("src/a.ts")).toBe(
			FILES["src/a.ts"].replace("ws/manager", "ws/websocket_manager"),
		);
		expect(read("src/b.tsx")).toBe(
			'import { Orbit } from "three/addons/Orbit.js"\n',
		);
		expect(read("src/c.ts")).toBe(FILES["src/c.ts"]);
	});

	test("find-imports reports a line for each reference and writes nothing", () => {
		const folder = folderWith(FILES);
		const ran = jscodeshift(
			folder,
			"find-imports.js",
			["src"],
			[RULES, "--extensions=ts"],
		);
		expect(ran.output).toMatch(/src\/a\.ts:2:10 \S+ \S+ A$/m);
		expect(ran.output).toMatch(/src\/a\.ts:2:13 \S+ \S+ B$/m);
		expect(readFileSync(join(folder, "src/a.ts"), "utf8")).toBe(
			FILES["src/a.ts"],
		);
	});

	test("without rules each file is an error that says how to give them", () => {
		const ran = jscodeshift(
			folderWith({ "a.js": "a();\n" }),
			"canonical-imports.js",
			["a.js"],
			[],
		);
		expect(ran.counts.errors).toBe(1);
		expect(ran.output).toContain("--rules takes a JSON list of rules");
	});
});
