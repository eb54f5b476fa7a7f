/** Applies the plan of a result by the one writer, after the guard, and gives back the result with what was done. */
import type { FileOutcome } from "../transforms/core/types.js";
import { guard } from "./driver/guard.js";
import { operationsOf } from "./driver/operations.js";
import { catchingSignals } from "./driver/signals.js";
import { write } from "./driver/writer.js";
import type { WriteOptions } from "./options.js";
import { countFiles, type RunResult, type Written } from "./report/result.js";

/** Throws `dirty`, `stale` and `locked`; then nothing is written. */
export async function applyPlan(
	result: RunResult,
	options: WriteOptions,
): Promise<RunResult> {
	const { root, plan, texts, command } = result;
	if (plan.entries.length === 0) return result;
	guard(
		root,
		plan.entries.map(({ path }) => path),
		options,
	);
	const written = await catchingSignals((interrupted) =>
		write({
			root,
			command,
			operations: operationsOf(plan, texts),
			interrupted,
		}),
	);
	return { ...result, ...afterWriting(result, written), written };
}

/** What was planned and not written did not change; the sums say so. */
function afterWriting(
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
