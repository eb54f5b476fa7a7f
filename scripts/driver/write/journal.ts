/**
 * The record of a run, complete and durable before the first file is touched: what each file was and what it
 * becomes, with the bytes of both. A line is added for each file done; hashes, not the lines, decide what an undo
 * or a resume does, so a torn or missing line costs nothing.
 *
 *   .onepath/runs/<id>/plan.json       what the run set out to do
 *   .onepath/runs/<id>/images          the bytes of its files, before and after
 *   .onepath/runs/<id>/journal.ndjson  {"path": ..., "state": "done" | "failed"}, and {"state": "end"}
 */
import { randomBytes } from "node:crypto";
import {
	closeSync,
	constants,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { syncDirectory } from "./durable.js";
import { type ImageIndex, ImageReader, ImageWriter } from "./images.js";
import { isRecord } from "./record-shape.js";
import type { Owner } from "./replace.js";

/** The format of the record. A run of another version is listed, and neither undone nor resumed. */
const VERSION = 3;

/** One file of a run. Hashes are sha-256 in hex; null where there is no file. */
export interface RecordedFile {
	readonly path: string;
	readonly before: string | null;
	readonly after: string | null;
	/** Permission bits of the file as it was; of a file that is made, what it gets. */
	readonly mode: number | null;
	/** Whose the file was; null for a file that is made. */
	readonly owner: Owner | null;
}

export interface RunRecord {
	readonly version: typeof VERSION;
	readonly id: string;
	readonly command: string;
	/** ISO 8601. */
	readonly started: string;
	/** The digest of the saved plan that it applies, if it applies one. */
	readonly plan: string | null;
	readonly files: readonly RecordedFile[];
	/** Directories that it makes, root-relative, parents first; an undo takes those away that are empty then. */
	readonly makes: readonly string[];
	/** Directories that it takes away at its end where they are empty, children first. */
	readonly empties: readonly string[];
	readonly images: ImageIndex;
}

export interface Line {
	readonly path?: string;
	/** `back`: a file that was done is as before again. */
	readonly state: "done" | "back" | "failed" | "end" | "undone";
	readonly message?: string;
}

export interface Journal {
	readonly id: string;
	/** Never throws: what a full disk keeps from the journal, the hashes of the files tell. */
	note(line: Line): void;
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

/** A record in the making. Until `commit` there is no run, and `abandon` leaves nothing of it. */
export class Draft {
	readonly #directory: string;
	readonly #images: ImageWriter;
	readonly #store: string;

	constructor(store: string, id: string) {
		this.#store = store;
		this.#directory = runDirectory(store, id);
		mkdirSync(this.#directory, { mode: 0o700 });
		try {
			this.#images = new ImageWriter(join(this.#directory, "images"));
		} catch (error) {
			forgetRun(store, id);
			throw error;
		}
	}

	add(hash: string, bytes: Buffer): void {
		this.#images.add(hash, bytes);
	}

	/** Makes it durable, the plan last: a run without one touched nothing. */
	commit(record: Omit<RunRecord, "version" | "images">): RunRecord {
		const whole = {
			version: VERSION,
			...record,
			images: this.#images.finish(),
		} as const;
		const path = join(this.#directory, "plan.json");
		const descriptor = openSync(`${path}.part`, "wx", 0o600);
		try {
			writeFileSync(descriptor, `${JSON.stringify(whole)}\n`);
			fsyncSync(descriptor);
		} finally {
			closeSync(descriptor);
		}
		renameSync(`${path}.part`, path);
		syncDirectory(this.#directory);
		syncDirectory(join(this.#store, "runs"));
		return whole;
	}

	abandon(): void {
		this.#images.abandon();
		forgetRun(this.#store, basename(this.#directory));
	}
}

/** Takes a record away that touched nothing. Never throws: it is called where something failed already. */
export function forgetRun(store: string, id: string): void {
	const directory = runDirectory(store, id);
	try {
		// First what makes it a run.
		rmSync(join(directory, "plan.json"), { force: true });
		rmSync(directory, { recursive: true, force: true });
	} catch {
		// What stays is no run.
	}
}

/** Opens the journal of a recorded run, after whatever it holds. */
export function openJournal(store: string, id: string): Journal {
	const path = join(runDirectory(store, id), "journal.ndjson");
	const torn =
		existsSync(path) && !/(?:^|\n)$/.test(readFileSync(path, "utf8"));
	// Not behind a link: what is added would land in somebody else's file.
	const descriptor = openSync(
		path,
		constants.O_WRONLY |
			constants.O_CREAT |
			constants.O_APPEND |
			(constants.O_NOFOLLOW ?? 0),
		0o600,
	);
	const append = (text: string): void => {
		try {
			writeFileSync(descriptor, text);
		} catch {
			// A full disk; the files are done all the same, and their hashes say so.
		}
	};
	if (torn) append("\n");
	return {
		id,
		note: (line) => append(`${JSON.stringify(line)}\n`),
		close: () => {
			try {
				fsyncSync(descriptor);
			} catch {
				// As above.
			}
			closeSync(descriptor);
		},
	};
}

/** Ids of the recorded runs, oldest first. */
export function listRuns(store: string): readonly string[] {
	const runs = join(store, "runs");
	return existsSync(runs)
		? readdirSync(runs, { withFileTypes: true })
				.filter((entry) => entry.isDirectory())
				.map(({ name }) => name)
				.filter((id) => readRun(store, id) !== null)
				.sort()
		: [];
}

/** The record of a run, or null where there is none that is whole: such a run touched nothing. */
export function readRun(store: string, id: string): RunRecord | null {
	const record = parsed(store, id);
	return record?.version === VERSION && record.id === id && isRecord(record)
		? record
		: null;
}

/** Is there a run of this name that another version of onepath wrote? */
export function isForeignRun(store: string, id: string): boolean {
	const version: unknown = parsed(store, id)?.version;
	return typeof version === "number" && version !== VERSION;
}

function parsed(store: string, id: string): RunRecord | null {
	if (!/^[\w-]+$/.test(id)) return null;
	try {
		return JSON.parse(
			readFileSync(join(runDirectory(store, id), "plan.json"), "utf8"),
		) as RunRecord | null;
	} catch {
		return null;
	}
}

/** The bytes of a run's files. */
export function imagesOf(store: string, record: RunRecord): ImageReader {
	return new ImageReader(
		join(runDirectory(store, record.id), "images"),
		record.images,
	);
}

export interface Progress {
	/** Files that it got done, by its journal. */
	readonly done: number;
	/** Did it come to its end, or was it undone? A run that did not can be resumed. */
	readonly ended: boolean;
	readonly undone: boolean;
}

export function progressOf(store: string, id: string): Progress {
	const path = join(runDirectory(store, id), "journal.ndjson");
	const states = new Map<string | null, Line["state"]>();
	for (const { path: file = null, state } of linesOf(path))
		if (file !== null || state !== "end" || !states.has(null))
			states.set(file, state);
	const last = states.get(null);
	return {
		done: [...states].filter(
			([file, state]) => file !== null && state === "done",
		).length,
		ended: last !== undefined,
		undone: last === "undone",
	};
}

/** Lines that were written whole. */
function linesOf(path: string): readonly Line[] {
	try {
		return readFileSync(path, "utf8")
			.split("\n")
			.flatMap((line) => {
				try {
					const { path, state } = Object(JSON.parse(line)) as Partial<Line>;
					const named = path === undefined || typeof path === "string";
					return named && typeof state === "string"
						? [path === undefined ? { state } : { path, state }]
						: [];
				} catch {
					return [];
				}
			});
	} catch {
		// Stopped between the record and the journal.
		return [];
	}
}

function runDirectory(store: string, id: string): string {
	return join(store, "runs", id);
}
