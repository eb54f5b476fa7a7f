/** The run that a command line means: the one that it names, else the last one. */
import { OnepathError } from "../../../transforms/core/errors.js";
import {
	isForeignRun,
	listRuns,
	progressOf,
	type RunRecord,
	readRun,
} from "./journal.js";

/** Throws `usage`. */
export function findRun(store: string, named: string | null): RunRecord {
	const id = named ?? listRuns(store).at(-1);
	if (id === undefined)
		throw new OnepathError("usage", "no run has written here");
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
