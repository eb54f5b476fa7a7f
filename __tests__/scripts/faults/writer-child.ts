/**
 * A tree with every kind of operation, and a process that carries them out and is killed on the way. What a stop
 * may leave, and what it may not, is checked in one place.
 */
import { spawn, spawnSync } from "node:child_process";
import {
	chmodSync,
	existsSync,
	readdirSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { hashBytes } from "../../../scripts/driver/hash.js";
import { listRuns, progressOf } from "../../../scripts/driver/write/journal.js";
import {
	type Files,
	treeOf,
	type Workspace,
	workspace,
} from "../support/workspace.js";

/** One file: its bytes before and after; null where there is none. */
export type Work = ReadonlyMap<string, readonly [string | null, string | null]>;

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

const hash = (text: string | null) =>
	text === null ? null : hashBytes(Buffer.from(text));

/** A program that carries the work out in the folder argv[2], and kills itself at step argv[3] if there is one. */
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
const stop = Number(process.argv[3] ?? -1);
let steps = 0;
const step = (about) => {
	if (steps++ === stop) process.kill(process.pid, "SIGKILL");
};
const { failed } = await write({ root: process.argv[2], command: "test", operations, interrupted: () => null, step });
console.log(JSON.stringify({ steps, failed }));
`,
	);
	return program;
}

/** Runs it to its end; what it printed, or null when it was killed. */
export function runProgram(
	program: string,
	space: Workspace,
	...argv: string[]
) {
	const { signal, stdout, stderr } = spawnSync(
		process.execPath,
		[program, space.root, ...argv],
		{
			encoding: "utf8",
		},
	);
	if (signal === null && stdout === "") throw new Error(stderr);
	return signal === "SIGKILL"
		? null
		: (JSON.parse(stdout) as { steps: number; failed: unknown[] });
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
): { readonly done: number } {
	let done = 0;
	for (const [path, [before, after]] of work) {
		const now = existsSync(space.at(path)) ? space.text(path) : null;
		if (now !== before && now !== after)
			throw new Error(`${path} is neither old nor new: ${JSON.stringify(now)}`);
		if (now === after) done++;
	}
	const others = [...treeOf(space.root).keys()].filter(
		(path) => !work.has(path) && !path.endsWith(".onepath-tmp"),
	);
	expect(others).toEqual([]);
	return { done };
}

export function expectAll(
	space: Workspace,
	work: Work,
	state: "before" | "after",
): void {
	const expected = [...work]
		.map(([path, both]) => [path, both[state === "before" ? 0 : 1]] as const)
		.filter(([, text]) => text !== null)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	const now = [...treeOf(space.root)].map(
		([path, bytes]) => [path, bytes.toString()] as const,
	);
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

/** Files that the run which is under way has noted as done. */
export function noted(space: Workspace): number {
	const [run] = listRuns(space.at(".onepath"));
	return run === undefined ? 0 : progressOf(space.at(".onepath"), run).done;
}
