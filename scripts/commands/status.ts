/** `onepath status`: how far the migration is, and which legacy modules can go. */
import { useOptions, withUses } from "../check/options.js";
import { EXIT } from "../driver/exit.js";
import type { Io } from "../io.js";
import { REPORT_OPTIONS, reportOptions } from "../options.js";
import type { Arguments, Command } from "./command.js";

export const status: Command = {
	command: "status [paths..]",
	describe:
		"Say what is left by rule, directory and owner, and which legacy modules can go",
	builder: (yargs) =>
		yargs
			.positional("paths", {
				type: "string",
				array: true,
				describe:
					"Files and directories to count; legacy modules are looked up in the whole tree",
			})
			.options({
				...useOptions("What moves are counted from"),
				reporter: {
					...REPORT_OPTIONS.reporter,
					describe:
						"text or json, with =FILE to a file (repeatable); text when absent",
				},
				verbose: { ...REPORT_OPTIONS.verbose, describe: "Cut no list" },
			})
			.example("$0 status", "what is left of the rules of onepath.config.json")
			.example("$0 status src/billing --verbose", "and every place of it"),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	const report = reportOptions(args);
	const { status: look } = await import("../status/run-status.js");
	const { emitStatus, statusReporters } = await import("../status/emit.js");
	const reporters = statusReporters(report);
	const result = await withUses("status", args, report, io, look);
	emitStatus(result, reporters, report, io);
	return result.failures.length > 0 ? EXIT.incomplete : EXIT.done;
}
