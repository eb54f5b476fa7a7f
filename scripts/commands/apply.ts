/** `onepath apply PLAN`: carries out exactly what was reviewed, or finishes a run that was stopped. */
import { OnepathError } from "../../transforms/core/errors.js";
import { EXIT, OF_SIGNAL, worst } from "../driver/exit.js";
import type { Io } from "../io.js";
import { WRITE_OPTIONS, writeOptions } from "../options.js";
import type { Arguments, Command } from "./command.js";

export const apply: Command = {
	command: "apply [plan]",
	describe:
		"Carry out a plan that migrate --plan-out saved; --resume finishes a run that was stopped",
	builder: (yargs) =>
		yargs
			.positional("plan", {
				type: "string",
				describe: "The plan; with --resume alone the last run that was stopped",
			})
			.options({
				resume: {
					type: "boolean",
					default: false,
					describe: "Finish a run that was stopped, from its journal",
				},
				root: {
					type: "string",
					requiresArg: true,
					describe:
						"The tree that the plan's paths count from; else found as migrate finds it",
				},
				"allow-dirty": WRITE_OPTIONS["allow-dirty"],
				"allow-no-vcs": WRITE_OPTIONS["allow-no-vcs"],
			})
			.example("$0 migrate --plan-out plan.json", "save what would be done")
			.example("$0 apply plan.json", "do exactly that, or nothing")
			.example("$0 apply --resume", "finish what a kill or Ctrl-C stopped"),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	const plan = (args.plan as string | undefined) ?? null;
	if (args.resume !== true && plan === null)
		throw new OnepathError(
			"usage",
			"name the plan to apply (onepath migrate --plan-out makes one), or give --resume",
		);
	const root = (args.root as string | undefined) ?? null;
	const { applySaved, resume } = await import("../apply-saved.js");
	const { reportApplied } = await import("../report/applied.js");
	const applied =
		args.resume === true
			? await resume(io.cwd, root, plan)
			: await applySaved(io.cwd, root, plan as string, writeOptions(args));
	io.stderr.write(reportApplied(applied));
	return worst([
		applied.failed.length > 0 ? EXIT.incomplete : EXIT.done,
		applied.interrupted ? OF_SIGNAL[applied.interrupted] : EXIT.done,
	]);
}
