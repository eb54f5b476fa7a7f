/**
 * The only code that changes the scanned tree. Lock, check every file, record what is about to happen, then one
 * file at a time: whatever stops it, each file is byte for byte the old or the new, a second run finishes, and
 * `onepath undo` restores.
 */
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { OnepathError } from "../../transforms/core/errors.js";
import type { FileFailure } from "../../transforms/core/types.js";
import {
	beginRun,
	listRuns,
	newRunId,
	progressOf,
	type RecordedFile,
	readRun,
	syncDirectory,
} from "./journal.js";
import { takeLock } from "./lock.js";
import {
	hashBytes,
	inspect,
	isTreePath,
	type Operation,
	Refusal,
	replace,
	staleness,
	targetOf,
	temporaryName,
} from "./replace.js";
import { openStore } from "./store.js";

export interface WriteRequest {
	/** Absolute. */
	readonly root: string;
	/** Recorded with the run, for `onepath runs`. */
	readonly command: string;
	readonly operations: readonly Operation[];
	/** Asked between two files: the signal that should stop the run, or null. */
	readonly interrupted: () => "SIGINT" | "SIGTERM" | null;
}

export interface WriteResult {
	readonly run: string;
	/** Root-relative paths, in the order of the operations. */
	readonly done: readonly string[];
	readonly failed: readonly FileFailure[];
	readonly interrupted: "SIGINT" | "SIGTERM" | null;
}

/**
 * Carries the operations out. Throws `locked`, and `stale` when any file is not what it was planned from; then
 * nothing is written. What fails after that is listed, and the rest is done.
 */
export async function write({
	root,
	command,
	operations,
	interrupted,
}: WriteRequest): Promise<WriteResult> {
	const store = openStore(root);
	const release = takeLock(store);
	try {
		sweep(root, store);
		const { files, images, failed } = await preflight(root, operations);
		const now = new Date();
		const id = newRunId(now);
		const journal = beginRun(
			store,
			{ version: 1, id, command, started: now.toISOString(), files },
			(path) => images.get(path) as Buffer,
		);
		const done: string[] = [];
		const refused = new Set(failed.map(({ path }) => path));
		let signal: WriteResult["interrupted"] = null;
		for (const operation of operations) {
			signal = interrupted();
			if (signal !== null) break;
			const { path } = operation;
			if (refused.has(path)) continue;
			try {
				await replace(root, operation, id);
				journal.note({ path, state: "done" });
				done.push(path);
			} catch (error) {
				const message = describe(error);
				journal.note({ path, state: "failed", message });
				failed.push({ path, message });
			}
		}
		for (const directory of new Set(done.map((path) => dirname(path))))
			syncDirectory(join(root, directory));
		if (signal === null) journal.note({ state: "end" });
		journal.close();
		return { run: id, done, failed, interrupted: signal };
	} finally {
		release();
	}
}

interface Preflight {
	readonly files: readonly RecordedFile[];
	readonly images: ReadonlyMap<string, Buffer>;
	/** Files that can't be written whatever happens; they are listed, and the rest goes on. */
	readonly failed: FileFailure[];
}

async function preflight(
	root: string,
	operations: readonly Operation[],
): Promise<Preflight> {
	const files: RecordedFile[] = [];
	const images = new Map<string, Buffer>();
	const failed: FileFailure[] = [];
	const stale: string[] = [];
	for (const { path, before, content, mode } of operations) {
		try {
			const found = await inspect(root, path);
			if ((found === null ? null : hashBytes(found.bytes)) !== before) {
				stale.push(`${path} ${staleness(before, found !== null)}`);
				continue;
			}
			if (found !== null) images.set(path, found.bytes);
			files.push({
				path,
				before,
				after: content === null ? null : hashBytes(content),
				mode: found === null ? mode : Number(found.stat.mode & 0o7777n),
			});
		} catch (error) {
			failed.push({ path, message: describe(error) });
		}
	}
	if (stale.length > 0)
		throw new OnepathError(
			"stale",
			[
				`nothing is written, since files changed after they were read; run again:`,
				...stale.map((line) => `  ${line}`),
			].join("\n"),
			{ stale },
		);
	return { files, images, failed };
}

/** Removes what runs that were killed left beside the files. Only names that a recorded run gave are touched. */
function sweep(root: string, store: string): void {
	for (const id of listRuns(store)) {
		if (progressOf(store, id).ended) continue;
		for (const { path } of readRun(store, id)?.files ?? [])
			if (isTreePath(path))
				rmSync(temporaryName(targetOf(root, path), id), { force: true });
	}
}

const SYSTEM: Readonly<Record<string, string>> = {
	ENOSPC: "the disk is full (ENOSPC)",
	EFBIG: "the file is larger than this process may write (EFBIG)",
	EACCES: "permission denied (EACCES)",
	EPERM: "permission denied (EPERM)",
	EROFS: "the file system is read-only (EROFS)",
	EEXIST: "exists already (EEXIST)",
	EDQUOT: "the disk quota is used up (EDQUOT)",
};

function describe(error: unknown): string {
	if (error instanceof Refusal) return error.message;
	const { code, message } = error as NodeJS.ErrnoException;
	return SYSTEM[code ?? ""] ?? message;
}
