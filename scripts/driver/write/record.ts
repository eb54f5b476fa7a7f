/**
 * From operations to the record of a run. Every file is read and compared first, and one that is not what it was
 * planned from stops the run before anything is written. What can't be written whatever happens (a link, a
 * read-only file) is listed, and the rest goes on; or stops the run, too, where exactly a saved plan is applied.
 */
import { lstatSync } from "node:fs";
import { dirname, join } from "node:path";
import { OnepathError } from "../../../transforms/core/errors.js";
import type { FileFailure } from "../../../transforms/core/types.js";
import { escapeLine } from "../../report/escape.js";
import { hashBytes } from "../hash.js";
import { describe } from "../system-error.js";
import {
	Draft,
	newRunId,
	type RecordedFile,
	type RunRecord,
} from "./journal.js";
import { inspect, type Operation, ownerOf, staleness } from "./replace.js";
import type { Session } from "./session.js";
import { refuseWithoutSpace } from "./space.js";

export interface RunRequest {
	/** Recorded with the run, for `onepath runs`. */
	readonly command: string;
	readonly operations: readonly Operation[];
	/** The digest of the saved plan that is applied. */
	readonly plan?: string;
	/** Does a file that can't be written stop the run before it starts? */
	readonly strict?: boolean;
	/** Directories to take away at the end where they are empty, children first. */
	readonly empties?: readonly string[];
}

/** Throws `stale` and `blocked`; then nothing is left of the run. */
export async function recordRun(
	{ root, store, step }: Session,
	request: RunRequest,
): Promise<{ readonly record: RunRecord; readonly failed: FileFailure[] }> {
	const { command, operations, plan = null, empties = [] } = request;
	refuseWithoutSpace(root, operations);
	const now = new Date();
	const id = newRunId(now);
	step("begin the record");
	const draft = orBlocked(() => new Draft(store, id));
	try {
		const files: RecordedFile[] = [];
		const failed: FileFailure[] = [];
		const stale: string[] = [];
		for (const { path, before, content, mode, owner } of operations) {
			let found: Awaited<ReturnType<typeof inspect>>;
			try {
				found = await inspect(root, path);
			} catch (error) {
				failed.push({ path, message: describe(error) });
				continue;
			}
			if ((found === null ? null : hashBytes(found.bytes)) !== before) {
				stale.push(`${path} ${staleness(before, found !== null)}`);
				continue;
			}
			const after = content === null ? null : hashBytes(content);
			orBlocked(() => {
				if (found !== null) draft.add(before as string, found.bytes);
				if (content !== null) draft.add(after as string, content);
			});
			const own = found === null ? mode : Number(found.stat.mode & 0o7777n);
			const whose = found === null ? (owner ?? null) : ownerOf(found.stat);
			files.push({ path, before, after, mode: own, owner: whose });
		}
		if (request.strict)
			stale.push(...failed.map(({ path, message }) => `${path} ${message}`));
		refuseStale(stale);
		step("commit the record");
		const started = now.toISOString();
		const makes = missingDirectories(root, operations);
		const record = orBlocked(() =>
			draft.commit({ id, command, started, plan, files, makes, empties }),
		);
		return { record, failed };
	} catch (error) {
		draft.abandon();
		throw error;
	}
}

/** Throws `stale` with the files and what became of them, a line each. */
export function refuseStale(stale: readonly string[]): void {
	if (stale.length === 0) return;
	throw new OnepathError(
		"stale",
		[
			"nothing is written, since files are not what they were when they were read; plan again:",
			...stale.map((line) => `  ${escapeLine(line)}`),
		].join("\n"),
		{ stale },
	);
}

/** A journal that can't be written blocks the run: nothing is changed without one. */
export function orBlocked<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw new OnepathError(
			"blocked",
			`the journal can't be written: ${describe(error)}; nothing is changed`,
		);
	}
}

/** Directories that files to be made stand in and that are not there yet, parents first. */
function missingDirectories(
	root: string,
	operations: readonly Operation[],
): readonly string[] {
	const missing = new Set<string>();
	for (const { path, before, content } of operations)
		if (before === null && content !== null)
			for (
				let directory = dirname(path);
				directory !== "." && !missing.has(directory);
				directory = dirname(directory)
			) {
				if (isThere(join(root, directory))) break;
				missing.add(directory);
			}
	return [...missing].sort((a, b) => (a < b ? -1 : 1));
}

/** What can't be looked at is there for somebody: an undo does not take it away. */
function isThere(path: string): boolean {
	try {
		return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
	} catch {
		return true;
	}
}
