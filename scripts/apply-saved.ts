/** What `onepath apply` does: a saved plan carried out as it was reviewed, or a stopped run brought to its end. */
import { dirname, relative, resolve } from "node:path";
import { findConfig } from "./config/find.js";
import { findRoot } from "./driver/root.js";
import { catchingSignals } from "./driver/signals.js";
import { findStopped } from "./driver/write/find-run.js";
import { guard } from "./driver/write/guard.js";
import { refuseStale } from "./driver/write/record.js";
import { inSession } from "./driver/write/session.js";
import { storeOf } from "./driver/write/store.js";
import { continueRun, type WriteResult, write } from "./driver/write/writer.js";
import type { WriteOptions } from "./options.js";
import { prepare } from "./plan-file/operations.js";
import { readPlan } from "./plan-file/read.js";

export interface Applied extends Omit<WriteResult, "run"> {
	/** Null where there was nothing to write. */
	readonly run: string | null;
	/** Files of the plan. */
	readonly planned: number;
	/** Of these, files that were as the plan leaves them before. */
	readonly already: number;
}

/** Throws `usage` for a plan that is none, `stale`, `dirty`, `locked` and `blocked`; then nothing is written. */
export async function applySaved(
	cwd: string,
	explicitRoot: string | null,
	file: string,
	options: WriteOptions,
): Promise<Applied> {
	const { plan, digest } = readPlan(resolve(cwd, file), file);
	const config = findConfig(cwd);
	const root = findRoot(cwd, explicitRoot, config && dirname(config));
	const { operations, already, stale } = await prepare(root, plan);
	const lost = plan.entries.length > 0 && stale.length === plan.entries.length;
	refuseStale(
		lost
			? [...stale, `(paths count from ${root}; --root names another tree)`]
			: stale,
	);
	const counts = { planned: plan.entries.length, already: already.length };
	if (operations.length === 0)
		return { ...counts, run: null, done: [], failed: [], interrupted: null };
	guard(
		root,
		operations.map(({ path }) => path),
		options,
	);
	const result = await catchingSignals((interrupted) =>
		write({
			root,
			command: `apply ${relative(cwd, resolve(cwd, file))}`,
			operations,
			plan: digest,
			strict: true,
			interrupted,
		}),
	);
	return { ...counts, ...result };
}

/** `file`: only a run that applied this plan. Throws `usage` where none was stopped, and as `applySaved` does. */
export async function resume(
	cwd: string,
	explicitRoot: string | null,
	file: string | null,
): Promise<Applied> {
	const { root, store } = storeOf(cwd, explicitRoot);
	const digest =
		file === null ? null : readPlan(resolve(cwd, file), file).digest;
	const record = findStopped(store, digest);
	const result = await catchingSignals((interrupted) =>
		inSession(root, (session) =>
			continueRun(session, record, { to: () => "after", interrupted }),
		),
	);
	return { ...result, planned: record.files.length };
}
