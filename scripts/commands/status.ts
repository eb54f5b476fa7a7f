/** `onepath status`: how far the migration is, and which legacy modules can go. */
import { OnepathError } from "../../transforms/core/errors.js";
import { DEFAULT_POLICY } from "../config/policy.js";
import { EXIT } from "../driver/exit.js";
import type { Io } from "../io.js";
import {
	POLICY_OPTIONS,
	policyOptions,
	REPORT_OPTIONS,
	RULE_OPTIONS,
	reportOptions,
	ruleOptions,
	TREE_OPTIONS,
	treeOptions,
} from "../options.js";
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
				...RULE_OPTIONS,
				...TREE_OPTIONS,
				...POLICY_OPTIONS,
				baseline: {
					type: "string",
					requiresArg: true,
					describe:
						"What moves are counted from; onepath-baseline.json in the root when absent",
				},
				reporter: {
					...REPORT_OPTIONS.reporter,
					describe:
						"text or json, with =FILE to a file (repeatable); text when absent",
				},
				color: REPORT_OPTIONS.color,
				progress: REPORT_OPTIONS.progress,
				verbose: { ...REPORT_OPTIONS.verbose, describe: "Cut no list" },
			})
			.example("$0 status", "what is left of the rules of onepath.config.json")
			.example("$0 status src/billing --verbose", "and every place of it"),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	const rules = ruleOptions(args);
	const tree = treeOptions(args);
	const report = reportOptions(args);
	const { readSettings } = await import("../settings.js");
	const { withSymbols } = await import("../map/symbols.js");
	const { status: look } = await import("../status/run-status.js");
	const { languages } = await import("../../transforms/languages/index.js");
	const { emitStatus, statusReporters } = await import("../status/emit.js");
	const { progressOn } = await import("../io.js");
	const { baselinePath } = await import("../baseline/place.js");
	const reporters = statusReporters(report);
	const given = readSettings(io.cwd, rules, tree);
	if (given.rules.length === 0 && given.symbols.length === 0)
		throw new OnepathError(
			"usage",
			"there is no rule; give --from and --to, or write rules into onepath.config.json",
		);
	const progress = progressOn(io.stderr, report.progress);
	const settings = await withSymbols(given, {
		version: io.version,
		languages,
		progress: progress.show,
	});
	const { from, only, skip } = rules;
	const result = settings.located(() =>
		look({
			...settings,
			command: "status",
			version: io.version,
			paths: tree.paths,
			policy: { ...DEFAULT_POLICY, ...settings.policy, ...policyOptions(args) },
			languages,
			progress: progress.show,
			baseline: baselinePath(
				settings.root,
				io.cwd,
				(args.baseline as string | undefined) ?? null,
			),
			allRules: from.length + only.length + skip.length === 0,
		}),
	);
	progress.clear();
	emitStatus(result, reporters, report, io);
	return result.failures.length > 0 ? EXIT.incomplete : EXIT.done;
}
