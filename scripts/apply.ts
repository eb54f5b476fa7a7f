/** Applies the plan of a result by the one writer, after the guard, and gives back the result with what was done. */
import { guard } from "./driver/guard.js";
import { operationsOf } from "./driver/operations.js";
import { catchingSignals } from "./driver/signals.js";
import { write } from "./driver/writer.js";
import type { WriteOptions } from "./options.js";
import type { RunResult } from "./report/result.js";

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
	return { ...result, written };
}
