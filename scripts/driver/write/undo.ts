/**
 * Takes a run back: every file that still has the hash that the run wrote goes back to its bytes before it, and
 * the directories go that the run made. What somebody changed since stays, and is named.
 */
import { OnepathError } from "../../../transforms/core/errors.js";
import type { FileFailure } from "../../../transforms/core/types.js";
import { hashBytes } from "../hash.js";
import { describe } from "../system-error.js";
import { UNDO } from "./find-run.js";
import {
	imagesOf,
	openJournal,
	progressOf,
	type RunRecord,
} from "./journal.js";
import { inspect, type Operation } from "./replace.js";
import { inSession, type Session } from "./session.js";
import { type Interrupted, startRun, type WriteResult } from "./writer.js";

export interface Undone {
	/** The run that took it back, which can be undone itself; null where there was nothing to do. */
	readonly run: string | null;
	readonly done: readonly string[];
	/** Files that were as before the run already. */
	readonly restored: readonly string[];
	/** Files that stay as they are, with the reason. */
	readonly left: readonly FileFailure[];
	readonly interrupted: WriteResult["interrupted"];
}

/** Throws `locked` and `blocked`; then nothing is written. */
export async function undoRun(
	root: string,
	record: RunRecord,
	interrupted: Interrupted,
): Promise<Undone> {
	return inSession(root, async (session) => {
		const { operations, restored, kept } = await undoOf(session, record);
		const empties = [...record.makes].reverse();
		const result: Omit<WriteResult, "run"> & { readonly run: string | null } =
			operations.length === 0
				? { run: null, done: [], failed: [], interrupted: null }
				: await startRun(
						session,
						{ command: `${UNDO}${record.id}`, operations, empties },
						interrupted,
					);
		const left = [...kept, ...result.failed];
		if (left.length === 0 && result.interrupted === null)
			close(session.store, record.id);
		return { ...result, restored, left };
	});
}

/** A stopped run that was undone is not to be resumed. Throws `incomplete` where that can't be noted. */
function close(store: string, id: string): void {
	if (progressOf(store, id).ended) return;
	try {
		const journal = openJournal(store, id);
		journal.note({ state: "undone" });
		journal.close();
	} catch (error) {
		throw new OnepathError(
			"incomplete",
			`the files of ${id} are as before, and its journal can't be written: ${describe(error)}; do not resume it`,
		);
	}
}

interface UndoPlan {
	readonly operations: readonly Operation[];
	readonly restored: readonly string[];
	readonly kept: readonly FileFailure[];
}

async function undoOf(
	{ root, store }: Session,
	record: RunRecord,
): Promise<UndoPlan> {
	const operations: Operation[] = [];
	const restored: string[] = [];
	const kept: FileFailure[] = [];
	const images = imagesOf(store, record);
	for (const { path, before, after, mode, owner } of record.files) {
		try {
			const found = await inspect(root, path);
			const now = found && hashBytes(found.bytes);
			const image = before === null ? null : images.read(before);
			if (now === before) restored.push(path);
			else if (now !== after)
				kept.push({
					path,
					message: `was ${found ? "changed" : "removed"} after the run`,
				});
			else if (before !== null && image === null)
				kept.push({
					path,
					message: "its bytes before the run are lost or damaged",
				});
			else
				operations.push({ path, before: after, content: image, mode, owner });
		} catch (error) {
			kept.push({ path, message: describe(error) });
		}
	}
	return { operations, restored, kept };
}
