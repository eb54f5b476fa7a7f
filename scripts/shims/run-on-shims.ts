/**
 * A command on shims, from its options to its report: the settings, a plan that the command makes of them, and that
 * plan shown, or with --write carried out.
 */
import { applyPlan } from "../apply.js";
import type { Io } from "../io.js";
import { emit, reportersOf } from "../report/emit.js";
import type { RunResult } from "../report/result.js";
import { readSettings, type Settings } from "../settings.js";
import { nextCommand } from "../shell.js";
import type { ShimTreeInput } from "./deprecate-tree.js";
import type { ShimChoice } from "./options.js";

/** The result with what was written. Throws what makes the run impossible. */
export async function runOnShims(
	{ modules, rules, tree, writing, report }: ShimChoice,
	io: Io,
	plan: (input: ShimTreeInput & Settings) => RunResult,
): Promise<RunResult> {
	const reporters = reportersOf(report);
	const settings = readSettings(io.cwd, rules, tree);
	const planned = settings.located(() =>
		plan({ ...settings, version: io.version, modules }),
	);
	const pending = planned.plan.entries.length > 0;
	const result = writing.write
		? await applyPlan(planned, writing)
		: { ...planned, next: pending ? nextCommand(io.argv) : null };
	emit(result, reporters, report, io);
	return result;
}
