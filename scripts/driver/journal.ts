/**
 * The record of a run, complete before the first file is touched: what each file was (its bytes, by hash) and what
 * it becomes. A line is added for each file done, so that a stop at any instant leaves a true account; hashes, not
 * the lines, decide what an undo restores.
 *
 *   .onepath/runs/<id>/plan.json       what the run set out to do
 *   .onepath/runs/<id>/before/<sha>    the bytes of files as they were
 *   .onepath/runs/<id>/journal.ndjson  {"path": ..., "state": "done" | "failed"}, and {"state": "end"}
 */
import { randomBytes } from "node:crypto";
import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	writeFileSync,
	writeSync,
} from "node:fs";
import { join } from "node:path";
import { hashBytes } from "./replace.js";

/** One file of a run. Hashes are sha-256 in hex; null where there is no file. */
export interface RecordedFile {
	readonly path: string;
	readonly before: string | null;
	readonly after: string | null;
	/** Permission bits of the file as it was; null where there was none. */
	readonly mode: number | null;
}

export interface RunRecord {
	readonly version: 1;
	readonly id: string;
	readonly command: string;
	/** ISO 8601. */
	readonly started: string;
	readonly files: readonly RecordedFile[];
}

export interface Journal {
	readonly id: string;
	note(line: {
		readonly path?: string;
		readonly state: "done" | "failed" | "end";
		readonly message?: string;
	}): void;
	close(): void;
}

/** Sorts by time: to the millisecond, since two quick runs must be undone in their order. */
export function newRunId(now: Date): string {
	const time = now
		.toISOString()
		.replace(/[-:.Z]/g, "")
		.replace("T", "-");
	return `${time}-${randomBytes(2).toString("hex")}`;
}

/** Writes the whole record and makes it durable. `bytesOf` gives the bytes behind a `before` hash. */
export function beginRun(
	store: string,
	record: RunRecord,
	bytesOf: (path: string) => Buffer,
): Journal {
	const directory = runDirectory(store, record.id);
	mkdirSync(join(directory, "before"), { recursive: true, mode: 0o700 });
	for (const { path, before } of record.files) {
		const image = before === null ? null : join(directory, "before", before);
		if (image !== null && !existsSync(image))
			writeDurably(image, bytesOf(path));
	}
	writeDurably(
		join(directory, "plan.json"),
		Buffer.from(`${JSON.stringify(record, null, "\t")}\n`),
	);
	const descriptor = openSync(join(directory, "journal.ndjson"), "ax", 0o600);
	syncDirectory(join(directory, "before"));
	syncDirectory(directory);
	syncDirectory(join(store, "runs"));
	return {
		id: record.id,
		note: (line) => void writeSync(descriptor, `${JSON.stringify(line)}\n`),
		close: () => {
			fsyncSync(descriptor);
			closeSync(descriptor);
		},
	};
}

/** Ids of the recorded runs, oldest first. */
export function listRuns(store: string): readonly string[] {
	const runs = join(store, "runs");
	return existsSync(runs)
		? readdirSync(runs)
				.filter((id) => readRun(store, id) !== null)
				.sort()
		: [];
}

/** The record of a run, or null where there is none that is whole: such a run touched nothing. */
export function readRun(store: string, id: string): RunRecord | null {
	if (!/^[\w-]+$/.test(id)) return null;
	try {
		const record = JSON.parse(
			readFileSync(join(runDirectory(store, id), "plan.json"), "utf8"),
		) as RunRecord;
		return record.version === 1 && record.id === id ? record : null;
	} catch {
		return null;
	}
}

/** The bytes of a file as they were before a run; null where they are lost or damaged. */
export function imageBefore(
	store: string,
	id: string,
	hash: string,
): Buffer | null {
	try {
		const bytes = readFileSync(join(runDirectory(store, id), "before", hash));
		return hashBytes(bytes) === hash ? bytes : null;
	} catch {
		return null;
	}
}

/** What the journal says of a run: how many files it got done, and whether it came to its end. */
export function progressOf(
	store: string,
	id: string,
): { readonly done: number; readonly ended: boolean } {
	let text = "";
	try {
		text = readFileSync(
			join(runDirectory(store, id), "journal.ndjson"),
			"utf8",
		);
	} catch {
		// Stopped between the record and the journal.
	}
	// A torn last line was never finished, and is not counted.
	const lines = text.split("\n").slice(0, -1);
	return {
		done: lines.filter((line) => line.includes('"state":"done"')).length,
		ended: lines.some((line) => line === '{"state":"end"}'),
	};
}

function runDirectory(store: string, id: string): string {
	return join(store, "runs", id);
}

function writeDurably(path: string, bytes: Buffer): void {
	const descriptor = openSync(path, "wx", 0o600);
	try {
		writeFileSync(descriptor, bytes);
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}

/** Makes the names in a directory durable. Some systems can't sync a directory; then they do it themselves. */
export function syncDirectory(directory: string): void {
	let descriptor: number | null = null;
	try {
		descriptor = openSync(directory, "r");
		fsyncSync(descriptor);
	} catch (error) {
		const { code = "" } = error as NodeJS.ErrnoException;
		if (!["EISDIR", "EPERM", "EINVAL", "ENOENT", "EACCES"].includes(code))
			throw error;
	} finally {
		if (descriptor !== null) closeSync(descriptor);
	}
}
