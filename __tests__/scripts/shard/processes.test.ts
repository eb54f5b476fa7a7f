/**
 * Seven shards as seven processes, in a random order and on two copies of one tree, are together the run that is not
 * divided: each report of `map`, `migrate` and `check` is the same bytes.
 */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { PYTHON } from "../../../scripts/dev/bench/python-corpus.js";
import { Random } from "../../../scripts/dev/bench/random.js";
import { TYPESCRIPT } from "../../../scripts/dev/bench/typescript-corpus.js";
import { compile } from "../support/compiled.js";
import { type Workspace, workspace } from "../support/workspace.js";
import { PAIRS, shuffled, TIED, TIED_RULE } from "./tree.js";

const SHARDS = 7;
const FILES = 120;
/** The one place of chance; a failure names it. */
const SEED = Number(process.env.SHARD_SEED ?? Date.now() % 100_000);

const CONFIG = JSON.stringify({
	rules: [
		...[PYTHON, TYPESCRIPT].map(({ name, from, to }) => ({
			id: name,
			from,
			to,
		})),
		TIED_RULE,
	],
});

let cli = "";
let first: Workspace;
let out = "";
const roots: string[] = [];

beforeAll(() => {
	cli = join(compile(), "scripts/cli.js");
	const generated = [PYTHON, TYPESCRIPT].flatMap((kind) => [
		...kind.files(FILES, 5, new Random(3)),
	]);
	first = workspace({
		...Object.fromEntries(generated.map(({ path, text }) => [path, text])),
		...TIED,
		"onepath.config.json": CONFIG,
		"docs/old.md": "Import `app.ws.legacy`, or @acme/ws/legacy.\n",
		"notes/more.txt": "app.ws.legacy was first\n",
		"app/broken.py": "from app.ws.legacy import (Client\n",
		"app/made.py": "# @generated\nfrom app.ws.legacy import Client\n",
	});
	out = mkdtempSync(join(tmpdir(), "onepath-shards-"));
	cpSync(first.root, join(out, "copy"), { recursive: true });
	roots.push(first.root, join(out, "copy"));
}, 120_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

interface Ended {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

function run(
	root: string,
	argv: readonly string[],
	env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
	const child = spawn(process.execPath, [cli, ...argv], {
		cwd: root,
		env: { ...process.env, ...env },
	});
	const said = { stdout: "", stderr: "" };
	child.stdout.on("data", (chunk) => {
		said.stdout += chunk;
	});
	child.stderr.on("data", (chunk) => {
		said.stderr += chunk;
	});
	return new Promise((done) =>
		child.once("close", (code) => done({ code, ...said })),
	);
}

/** All shards of a command, two at a time; the folder of their reports. */
async function shards(
	command: string,
	...flags: readonly string[]
): Promise<{ readonly folder: string; readonly codes: readonly number[] }> {
	const random = new Random(SEED);
	const folder = join(out, `${command}-reports`);
	const order = shuffled(
		Array.from({ length: SHARDS }, (_, i) => i + 1),
		random,
	);
	const codes: number[] = [];
	const next = async (): Promise<void> => {
		for (let part = order.pop(); part !== undefined; part = order.pop()) {
			const ended = await run(
				roots[part % 2] as string,
				[
					...[command, ...flags, "--shard", `${part}/${SHARDS}`],
					...["--reporter", `blob=${join(folder, `${part}.json`)}`],
				],
				part % 3 === 0
					? { TZ: "Asia/Kolkata", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" }
					: {},
			);
			expect([`${command} ${part}`, ended.stdout, ended.stderr]).toEqual([
				`${command} ${part}`,
				"",
				"",
			]);
			codes.push(ended.code ?? -1);
		}
	};
	await Promise.all([next(), next()]);
	return { folder, codes };
}

const read = (name: string): string => readFileSync(join(out, name), "utf8");
const withoutNext = (text: string): string => text.replace(/^Next: .*\n/gm, "");

describe.each([
	["map", ["text", "json", "csv", "markdown"], []],
	["migrate", ["text", "json", "diff"], ["--patch", "--plan-out"]],
	["check", ["text", "json", "github", "sarif"], []],
] as const)("%s", (command, reporters, files) => {
	test(`${SHARDS} shards in any order are one run (seed ${SEED})`, async () => {
		const asked = (where: string): string[] => [
			...reporters.flatMap((name) => [
				"--reporter",
				`${name}=${join(out, `${command}.${where}.${name}`)}`,
			]),
			...files.flatMap((flag) => [
				flag,
				join(out, `${command}.${where}${flag}`),
			]),
		];
		const one = await run(first.root, [command, ...asked("one")]);
		const { folder, codes } = await shards(command);
		const merged = await run(first.root, [
			...["merge-reports", folder, ...asked("merged")],
		]);
		expect(merged).toEqual(one);
		expect(codes).toContain(one.code);
		for (const name of [...reporters.map((name) => `.${name}`), ...files]) {
			const whole = withoutNext(read(`${command}.one${name}`));
			expect(whole.length).toBeGreaterThan(100);
			expect(whole === withoutNext(read(`${command}.merged${name}`))).toBe(
				true,
			);
		}
	}, 240_000);
});

test("changes that need each other are in the plan of the shards, too", () => {
	const { changes } = JSON.parse(read("migrate.merged--plan-out")) as {
		changes: { path: string; group: string | null }[];
	};
	const tied = changes.filter(({ group }) => group !== null);
	const paths = new Set(tied.map(({ path }) => path));
	expect([...paths].sort()).toEqual(PAIRS.flat().sort());
});
