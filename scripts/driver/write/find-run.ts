/** The run that a command line means: the one that it names, else the one that is next. */
import { OnepathError } from "../../../transforms/core/errors.js";
import { hashBytes } from "../hash.js";
import {
	isForeignRun,
	listRuns,
	progressOf,
	type RunRecord,
	readRun,
} from "./journal.js";
import { inspect } from "./replace.js";

/** Throws `usage`. */
export function namedRun(store: string, id: string): RunRecord {
	const record = readRun(store, id);
	if (record) return record;
	throw new OnepathError(
		"usage",
		isForeignRun(store, id)
			? `${id} was recorded by another version of onepath; use that version`
			: `no run is called ${id}; onepath runs lists them`,
	);
}

/**
 * The run to take back when none is named: the newest that is not taken back, left something or was stopped, and is no
 * undo itself. So one `undo` after the other leads step by step to the start; an undo is taken back by its name.
 * Throws `usage`.
 */
export async function lastRun(root: string, store: string): Promise<RunRecord> {
	const runs = listRuns(store);
	const takenBack = new Set<string>();
	for (const id of [...runs].reverse()) {
		const record = readRun(store, id);
		if (!record || takenBack.has(id)) continue;
		const { ended } = progressOf(store, id);
		// By its record, since an earlier step may have changed the same files: they are not as before this one.
		if (record.command.startsWith(UNDO)) {
			if (ended) takenBack.add(record.command.slice(UNDO.length));
		} else if (!ended || (await leftSomething(root, record))) return record;
	}
	throw new OnepathError(
		"usage",
		runs.length === 0
			? "no run has written here"
			: "every run here is undone; onepath runs lists them, and onepath undo RUN takes an undo back",
	);
}

/** How the command of a run starts that takes another one back. */
export const UNDO = "undo ";

/** Is any file other than it was before the run? Files that nobody can look at are. */
async function leftSomething(
	root: string,
	{ files }: RunRecord,
): Promise<boolean> {
	for (const { path, before } of files) {
		const found = await inspect(root, path).catch(() => undefined);
		if (found === undefined) return true;
		if ((found && hashBytes(found.bytes)) !== before) return true;
	}
	return false;
}

/**
 * The last run that was stopped, or the last one that applied the saved plan with this digest. Throws `usage`
 * where there is none, or where it came to its end.
 */
export function findStopped(store: string, plan: string | null): RunRecord {
	const stopped = listRuns(store)
		.filter((id) => !progressOf(store, id).ended)
		.flatMap((id) => readRun(store, id) ?? [])
		.filter((record) => plan === null || record.plan === plan)
		.at(-1);
	if (stopped) return stopped;
	throw new OnepathError(
		"usage",
		plan === null
			? "no run here was stopped before its end; there is nothing to resume"
			: "no run of this plan was stopped before its end; without --resume the plan is applied",
	);
}
