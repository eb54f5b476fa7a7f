/**
 * The only way in which the scanned tree is changed. Check every file, record what is about to happen, then one
 * file at a time: whatever stops it, each file is byte for byte the old or the new, `onepath apply --resume`
 * finishes, and `onepath undo` restores.
 */
import { rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { OnepathError } from "../../../transforms/core/errors.js";
import type { FileFailure } from "../../../transforms/core/types.js";
import { groupBy } from "../../group.js";
import { hashBytes } from "../hash.js";
import { isTreePath } from "../read/tree-path.js";
import { describe } from "../system-error.js";
import { syncDirectory } from "./durable.js";
import {
	forgetRun,
	imagesOf,
	type Journal,
	openJournal,
	type RunRecord,
} from "./journal.js";
import {
	orBlocked,
	type RunRequest,
	recordRun,
	refuseStale,
} from "./record.js";
import {
	insideParents,
	inspect,
	type Operation,
	replace,
	type Step,
} from "./replace.js";
import { inSession, type Session } from "./session.js";

/** Asked between two files: the signal that should stop the run, or null. */
export type Interrupted = () => "SIGINT" | "SIGTERM" | null;

export interface WriteResult {
	readonly run: string;
	/** Root-relative paths, in the order of the operations. */
	readonly done: readonly string[];
	readonly failed: readonly FileFailure[];
	readonly interrupted: ReturnType<Interrupted>;
}

/** A run of its own, in a session of its own. Throws as `startRun` does, and `locked`. */
export function write(
	request: RunRequest & {
		/** Absolute. */
		readonly root: string;
		readonly interrupted: Interrupted;
		readonly step?: Step;
	},
): Promise<WriteResult> {
	const { root, interrupted, step } = request;
	return inSession(
		root,
		(session) => startRun(session, request, interrupted),
		step,
	);
}

/**
 * Records a run and carries it out. Throws `stale` when any file is not what it was planned from, and `blocked`
 * when there is no room or no journal; then nothing is written. What fails after that is listed, and the rest is
 * done. `open`: there is more to come in this run.
 */
export async function startRun(
	session: Session,
	request: RunRequest,
	interrupted: Interrupted,
	open = false,
): Promise<WriteResult> {
	const { record, failed } = await recordRun(session, request);
	const journal = orBlocked(() => {
		try {
			return openJournal(session.store, record.id);
		} catch (error) {
			forgetRun(session.store, record.id);
			throw error;
		}
	});
	const refused = new Set(failed.map(({ path }) => path));
	const operations = request.operations.filter(
		({ path }) => !refused.has(path),
	);
	const result = await carryOut(session, record, journal, operations, {
		interrupted,
		open,
	});
	return { ...result, failed: [...failed, ...result.failed] };
}

export interface Turn {
	/** Which of its two recorded states a file of the run is to have. */
	readonly to: (path: string) => "before" | "after";
	readonly interrupted: Interrupted;
	/** Is there more to come in this run? */
	readonly open?: boolean;
}

/**
 * Goes on with a recorded run, from wherever it stopped. Throws `stale` when a file is neither as before the run
 * nor as after it, and `blocked` when recorded bytes are lost; then nothing is written. `already`: files that
 * were in that state before.
 */
export async function continueRun(
	session: Session,
	record: RunRecord,
	{ to, interrupted, open = false }: Turn,
): Promise<WriteResult & { readonly already: number }> {
	const { root, store } = session;
	const images = imagesOf(store, record);
	const operations: Operation[] = [];
	let already = 0;
	const stale: string[] = [];
	for (const file of record.files) {
		const { path, before, after, mode, owner } = file;
		const wanted = file[to(path)];
		let now: string | null;
		try {
			const found = await inspect(root, path);
			now = found && hashBytes(found.bytes);
		} catch (error) {
			stale.push(`${path} ${describe(error)}`);
			continue;
		}
		if (now === wanted) already++;
		else if (now !== before && now !== after)
			stale.push(
				`${path} was ${now === null ? "removed" : "changed"} after the run`,
			);
		else {
			const content = wanted === null ? null : images.read(wanted);
			if (wanted !== null && content === null)
				throw new OnepathError(
					"blocked",
					`the record of ${record.id} is damaged: the bytes of ${path} are lost; nothing is written`,
				);
			operations.push({ path, before: now, content, mode, owner });
		}
	}
	refuseStale(stale);
	const journal = orBlocked(() => openJournal(store, record.id));
	const result = await carryOut(session, record, journal, operations, {
		interrupted,
		open,
	});
	return { ...result, already };
}

async function carryOut(
	{ root, step }: Session,
	record: RunRecord,
	journal: Journal,
	operations: readonly Operation[],
	{ interrupted, open }: { interrupted: Interrupted; open: boolean },
): Promise<WriteResult> {
	const { id } = record;
	const after = new Map(record.files.map((file) => [file.path, file.after]));
	const done: string[] = [];
	const failed: FileFailure[] = [];
	let signal: WriteResult["interrupted"] = null;
	for (const operation of operations) {
		signal = interrupted();
		if (signal !== null) break;
		const { path, content } = operation;
		try {
			await replace(root, operation, id, step);
		} catch (error) {
			const message = describe(error);
			journal.note({ path, state: "failed", message });
			failed.push({ path, message });
			continue;
		}
		step(`note ${path}`);
		const now = content === null ? null : hashBytes(content);
		journal.note({ path, state: now === after.get(path) ? "done" : "back" });
		done.push(path);
	}
	step("sync directories");
	const unsure = syncDirectories(root, done);
	if (signal === null && !open) {
		step("take empty directories away");
		removeEmpty(root, record.empties);
		step("note the end");
		journal.note({ state: "end" });
	}
	step("close the journal");
	journal.close();
	return {
		run: id,
		done: done.filter((path) => !unsure.has(path)),
		failed: [
			...failed,
			...[...unsure].map(([path, message]) => ({ path, message })),
		],
		interrupted: signal,
	};
}

/**
 * Makes the new names durable, one directory at a time. The files whose directory the system could not sync are
 * written, and may be gone after a power cut; they count as failed, and a run again finds them as they are to be.
 */
function syncDirectories(
	root: string,
	paths: readonly string[],
): ReadonlyMap<string, string> {
	const unsure = new Map<string, string>();
	for (const [directory, own] of groupBy(paths, (path) => dirname(path)))
		try {
			syncDirectory(join(root, directory));
		} catch (error) {
			for (const path of own)
				unsure.set(
					path,
					`was written, and its directory could not be synced: ${describe(error)}`,
				);
		}
	return unsure;
}

/** Takes directories away that hold nothing; one in which somebody has put something stays. */
export function removeEmpty(
	root: string,
	directories: readonly string[],
): void {
	for (const directory of directories)
		try {
			if (!isTreePath(directory)) continue;
			insideParents(root, directory);
			rmdirSync(join(root, directory));
		} catch {
			// Not empty, or gone already, or behind a link.
		}
}
