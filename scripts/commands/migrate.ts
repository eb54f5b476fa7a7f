/** `onepath migrate`: moves references from legacy to canonical import paths, shown first, written with --write. */
import {
	PART_OPTIONS,
	partOptions,
	STEP_OPTIONS,
	stepOptions,
} from "../change-options.js";
import type { Io } from "../io.js";
import {
	PLAN_OPTIONS,
	POLICY_OPTIONS,
	planOut,
	policyOptions,
	REPORT_OPTIONS,
	RULE_OPTIONS,
	reportOptions,
	ruleOptions,
	TREE_OPTIONS,
	treeOptions,
	WRITE_OPTIONS,
	writeOptions,
} from "../options.js";
import { SHARD_OPTIONS, shardOption } from "../shard/shard.js";
import type { Arguments, Command } from "./command.js";

export const migrate: Command = {
	command: "migrate [paths..]",
	describe:
		"Move references to the canonical import path: a dry run with diffs, or --write",
	builder: (yargs) =>
		yargs
			.positional("paths", {
				type: "string",
				array: true,
				describe:
					"Files and directories to change; the whole tree is read for proofs",
			})
			.options({
				...RULE_OPTIONS,
				...TREE_OPTIONS,
				...POLICY_OPTIONS,
				...PART_OPTIONS,
				...SHARD_OPTIONS,
				...WRITE_OPTIONS,
				...STEP_OPTIONS,
				...PLAN_OPTIONS,
				...REPORT_OPTIONS,
				reporter: {
					...REPORT_OPTIONS.reporter,
					describe:
						"text, json, diff, or blob for merge-reports, with =FILE to a file (repeatable); text and the diff when absent",
				},
			})
			.option("check", {
				type: "boolean",
				default: false,
				describe: "Exit 1 when changes pend; writes nothing",
			})
			.example(
				"$0 migrate src --from app.old --to app.new",
				"show what would change below src",
			)
			.example(
				"$0 migrate --from lib#Old --to lib#New --write",
				"rename one name and write it",
			)
			.example(
				"$0 migrate --since main --max-files 50 --create-commits",
				"a part of the branch's files, as commits for a review",
			)
			.example(
				"$0 migrate --write --verify 'npm test'",
				"keep what the tests pass with",
			),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	const tree = treeOptions(args);
	const choice = {
		part: partOptions(args),
		shard: shardOption(args),
		steps: stepOptions(args),
		tree,
		policy: policyOptions(args),
		writing: writeOptions(args),
		report: reportOptions(args),
		planOut: planOut(args),
		check: args.check === true,
	};
	const { startSettings } = await import("../settings.js");
	const started = startSettings(io, ruleOptions(args), tree);
	const { runMigration } = await import("../migration.js");
	return runMigration({ ...choice, ...started }, io);
}
