/** `onepath merge-reports`: what the shards of a run found, as one run would have told it. */
import { OnepathError } from "../../transforms/core/errors.js";
import type { Io } from "../io.js";
import {
	PLAN_OPTIONS,
	planOut,
	REPORT_OPTIONS,
	reportOptions,
	TREE_OPTIONS,
} from "../options.js";
import { REPORT_FOLDER } from "../shard/names.js";
import type { Arguments, Command } from "./command.js";
import { QUESTION_OPTIONS } from "./map.js";

export const mergeReports: Command = {
	command: "merge-reports [reports..]",
	describe:
		"Put the reports of all shards together, and print what one run of map, migrate or check prints",
	builder: (yargs) =>
		yargs
			.positional("reports", {
				type: "string",
				array: true,
				describe: `Folders and files of --reporter blob; ${REPORT_FOLDER} when absent`,
			})
			.options({
				"allow-partial": {
					type: "boolean",
					default: false,
					describe:
						"Go on when parts are missing (the report says INCOMPLETE; exit 4), or are there twice alike",
				},
				root: {
					...TREE_OPTIONS.root,
					describe:
						"The tree that the reports speak of; else found as migrate finds it. A map needs its files",
				},
				...PLAN_OPTIONS,
				...QUESTION_OPTIONS,
				...REPORT_OPTIONS,
				reporter: {
					...REPORT_OPTIONS.reporter,
					describe:
						"Those of the command that was sharded, or blob=FILE for another merge (repeatable); its usual ones when absent",
				},
			})
			.example(
				"$0 merge-reports onepath-report/check --reporter github",
				"annotate what all shards of the gate found",
			)
			.example(
				"$0 merge-reports onepath-report/migrate --plan-out plan.json",
				"then: onepath apply plan.json",
			),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	const report = reportOptions(args);
	const plan = planOut(args);
	const given = ((args.reports ?? []) as readonly unknown[]).map(String);
	if (given.includes(""))
		throw new OnepathError("usage", "an empty name is no folder of reports");
	const { showMerged } = await import("../shard/show-merged.js");
	return showMerged(
		{
			places: given.length > 0 ? given : [REPORT_FOLDER],
			partial: args.allowPartial === true,
			root: (args.root as string | undefined) ?? null,
			planOut: plan,
			report,
			args,
		},
		io,
	);
}
