/**
 * A tree with every kind of operation, and a process that carries them out and is killed on the way. What a stop
 * may leave, and what it may not, is checked in one place.
 */
import { execFile, spawn } from "node:child_process";
import {
	chmodSync,
	existsSync,
	readdirSync,
	readFileSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { hashBytes } from "../../../scripts/driver/hash.js";
import {
	type Files,
	treeOf,
	type Workspace,
	workspace,
} from "../support/workspace.js";

/** One file: its bytes before and after; null where there is none. */
export type Work = ReadonlyMap<Entry[0], Entry[1]>;
export type Entry = readonly [
	path: string,
	texts: readonly [before: string | null, after: string | null],
];

export const OLD = "from app.legacy import X\n".repeat(40);
export const NEW = "from app.canonical import X\n".repeat(40);

/**
 * In memory where there is such a disk: a kill does not lose what the system was given, so syncing thousands of
 * files to a real one shows nothing.
 */
export function tree(work: Work): Workspace {
	if (existsSync("/dev/shm")) process.env.TMPDIR = "/dev/shm";
	const files: Record<string, string> = {};
	for (const [path, [before]] of work)
		if (before !== null) files[path] = before;
	const space = workspace(files as Files, { git: false });
	for (const [path, [before]] of work)
		if (before !== null && path.endsWith(".sh"))
			chmodSync(space.at(path), 0o750);
	return space;
}

/** Counts calls of the file system, and lets one go wrong. */
export const SHIM = join(import.meta.dirname, "fault-shim.cjs");

const hash = (text: string | null) =>
	text === null ? null : hashBytes(Buffer.from(text));

/** A program that carries the work out in the folder argv[2], and says which calls of the file system it made. */
export function writeProgram(compiled: string, work: Work): string {
	const program = join(compiled, "writer-child.mjs");
	const operations = [...work].map(([path, [before, after]]) => [
		path,
		hash(before),
		after,
	]);
	writeFileSync(
		program,
		`import { write } from ${JSON.stringify(join(compiled, "scripts/driver/write/writer.js"))};
const operations = ${JSON.stringify(operations)}.map(([path, before, after]) =>
	({ path, before, content: after === null ? null : Buffer.from(after), mode: null }));
const { failed } = await write({ root: process.argv[2], command: "test", operations, interrupted: () => null });
console.log(JSON.stringify({ calls: globalThis.faults?.calls ?? [], failed }));
`,
	);
	return program;
}

/** The work as a saved plan, plan.json. */
export function writePlan(space: Workspace, work: Work): void {
	const entries = [...work].map(([path, [before, after]]) => ({
		path,
		before: hash(before),
		after: hash(after),
		...(after === null
			? { kind: "delete" }
			: before === null
				? { kind: "create", encoding: "utf8", text: after }
				: {
						kind: "edit",
						encoding: "utf8",
						unit: "utf16",
						edits: [{ start: 0, end: before.length, text: after }],
						changes: [],
					}),
	}));
	space.put({
		"plan.json": JSON.stringify({
			schemaVersion: 1,
			tool: { name: "onepath", version: "0.0.0" },
			command: "migrate",
			ruleDigest: hash(""),
			rules: [],
			changes: [],
			entries,
		}),
	});
}

export interface Outcome {
	/** Calls of the file system below the folder, in their order. */
	readonly calls: readonly string[];
	readonly failed: readonly unknown[];
}

/** Runs it to its end; what it printed, or null when it was killed, at the call with this number if there is one. */
export function runProgram(
	program: string,
	space: Workspace,
	at: number | null = null,
): Promise<Outcome | null> {
	const faults = { root: space.root, at: at ?? -1, action: "kill" };
	return new Promise((resolve, reject) =>
		execFile(
			process.execPath,
			["--require", SHIM, program, space.root],
			{ env: { ...process.env, ONEPATH_FAULTS: JSON.stringify(faults) } },
			(error, stdout, stderr) => {
				if (error?.signal === "SIGKILL") resolve(null);
				else if (stdout === "") reject(new Error(stderr));
				else resolve(JSON.parse(stdout));
			},
		),
	);
}

/** Calls `work` for each item, two at a time: most of what it waits for is another process. */
export async function twoAtATime<T>(
	items: readonly T[],
	work: (item: T) => Promise<void>,
): Promise<void> {
	const open = [...items];
	const lane = async (): Promise<void> => {
		for (let item = open.shift(); item !== undefined; item = open.shift())
			await work(item);
	};
	await Promise.all([lane(), lane()]);
}

export function startProgram(program: string, space: Workspace) {
	const child = spawn(process.execPath, [program, space.root], {
		stdio: "ignore",
	});
	return {
		child,
		gone: new Promise<void>((done) => child.once("exit", () => done())),
	};
}

/** Each file is byte for byte as before or as after; nothing else is in the tree but temporary files. */
export function expectOldOrNew(
	space: Workspace,
	work: Work,
	beside: readonly string[] = [],
): { readonly done: number } {
	let done = 0;
	for (const [path, [before, after]] of work) {
		const now = existsSync(space.at(path)) ? space.text(path) : null;
		if (now !== before && now !== after)
			throw new Error(`${path} is neither old nor new: ${JSON.stringify(now)}`);
		if (now === after) done++;
	}
	const others = [...treeOf(space.root).keys()].filter(
		(path) =>
			!work.has(path) &&
			!beside.includes(path) &&
			!path.endsWith(".onepath-tmp"),
	);
	expect(others).toEqual([]);
	return { done };
}

export function expectAll(
	space: Workspace,
	work: Work,
	state: "before" | "after",
	beside: readonly string[] = [],
): void {
	const expected = [...work]
		.map(([path, both]) => [path, both[state === "before" ? 0 : 1]] as const)
		.filter(([, text]) => text !== null)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	const now = [...treeOf(space.root)]
		.filter(([path]) => !beside.includes(path))
		.map(([path, bytes]) => [path, bytes.toString()] as const);
	expect(now.map(([path]) => path)).toEqual(expected.map(([path]) => path));
	expect(now.every(([, text], i) => text === expected[i]?.[1])).toBe(true);
	for (const path of work.keys())
		if (path.endsWith(".sh") && existsSync(space.at(path)))
			expect(statSync(space.at(path)).mode & 0o777).toBe(0o750);
}

/** Directories below the root, without the store. */
export function directories(space: Workspace): readonly string[] {
	return readdirSync(space.root, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) =>
			join(entry.parentPath, entry.name).slice(space.root.length + 1),
		)
		.filter((path) => !path.startsWith(".onepath"))
		.sort();
}

/** Files that the last run has noted as done, where there are more runs than there were. */
export function noted(space: Workspace, before: number): number {
	const runs = space.at(".onepath/runs");
	const names = existsSync(runs) ? readdirSync(runs).sort() : [];
	const journal = join(runs, names.at(-1) ?? "", "journal.ndjson");
	return names.length > before && existsSync(journal)
		? readFileSync(journal, "latin1").split("\n").length - 1
		: 0;
}
