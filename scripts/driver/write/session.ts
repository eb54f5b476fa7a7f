/**
 * Nothing is changed outside of a session: it holds the lock, and starts with what runs that were killed left
 * behind swept away. What to do is decided inside, so that nobody else changes it in between.
 */
import { rmSync } from "node:fs";
import { listRuns, progressOf, readRun } from "./journal.js";
import { takeLock } from "./lock.js";
import {
	insideParents,
	type Step,
	targetOf,
	temporaryName,
} from "./replace.js";
import { openStore } from "./store.js";

export interface Session {
	/** Absolute. */
	readonly root: string;
	/** Absolute. */
	readonly store: string;
	readonly step: Step;
}

/** Runs `work` in a session on the tree at `root`. Throws `locked`. */
export async function inSession<T>(
	root: string,
	work: (session: Session) => Promise<T>,
	step: Step = () => {},
): Promise<T> {
	const store = openStore(root);
	step("take the lock");
	const release = takeLock(store);
	try {
		step("sweep");
		sweep(root, store);
		return await work({ root, store, step });
	} finally {
		step("give the lock back");
		release();
	}
}

/** Removes what killed runs left beside the files. Only names that a recorded run gave are touched. */
function sweep(root: string, store: string): void {
	for (const id of listed(store)) {
		if (progressOf(store, id).ended) continue;
		for (const { path } of readRun(store, id)?.files ?? [])
			try {
				const target = targetOf(root, path);
				insideParents(root, path);
				rmSync(temporaryName(target, id), { force: true });
			} catch {
				// Not a path of the tree, or a disk that fails: the run that is to come is what is told of.
			}
	}
}

function listed(store: string): readonly string[] {
	try {
		return listRuns(store);
	} catch {
		return [];
	}
}
