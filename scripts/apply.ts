/** Applies the plan of a result by the one writer, after the guard, and gives back the result with what was done. */
import type { FileOutcome } from "../transforms/core/types.js";
import { catchingSignals } from "./driver/signals.js";
import { guard } from "./driver/write/guard.js";
import { operationsOf } from "./driver/write/operations.js";
import { inSession, type Session } from "./driver/write/session.js";
import {
	type Interrupted,
	startRun,
	type WriteResult,
} from "./driver/write/writer.js";
import type { WriteOptions } from "./options.js";
import { countFiles, type RunResult, type Written } from "./report/result.js";

/** What is done with the written files before their run ends. It ends the run, and gives the result of what is left. */
export type AfterWriting = (
	session: Session,
	written: WriteResult,
	interrupted: Interrupted,
) => Promise<{ readonly result: RunResult; readonly written: WriteResult }>;

/** Throws `dirty`, `stale`, `locked` and `blocked`; then nothing is written. */
export async function applyPlan(
	result: RunResult,
	options: WriteOptions,
	after: AfterWriting | null = null,
): Promise<RunResult> {
	const { root, plan, texts, command } = result;
	if (plan.entries.length === 0) return result;
	guard(
		root,
		plan.entries.map(({ path }) => path),
		options,
	);
	const operations = operationsOf(plan, texts);
	const applied = await catchingSignals((interrupted) =>
		inSession(root, async (session) => {
			const written = await startRun(
				session,
				{ command, operations },
				interrupted,
				after !== null,
			);
			return after === null || written.interrupted !== null
				? { result, written }
				: after(session, written, interrupted);
		}),
	);
	const { written } = applied;
	return {
		...applied.result,
		...outcomesAfter(applied.result, written),
		written,
	};
}

/** What was planned and not written did not change; the sums say so. */
function outcomesAfter(
	{ outcomes, counts }: RunResult,
	{ done, failed, interrupted }: Written,
): Pick<RunResult, "outcomes" | "counts"> {
	const written = new Set(done);
	const reasons = new Map(failed.map(({ path, message }) => [path, message]));
	const now = outcomes.map((outcome): FileOutcome => {
		const { path, status } = outcome;
		if (status !== "changed" || written.has(path)) return outcome;
		const reason = reasons.get(path);
		return reason === undefined
			? { path, status: "skipped", reason: `stopped by ${interrupted}` }
			: { path, status: "failed", reason: `could not be written: ${reason}` };
	});
	return { outcomes: now, counts: countFiles(now, counts) };
}
