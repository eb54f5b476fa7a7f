/** `onepath migrate`: moves references from legacy to canonical import paths, shown first, written with --write. */
import { resolve } from "node:path";
import { OnepathError } from "../../transforms/core/errors.js";
import { DEFAULT_POLICY } from "../config/policy.js";
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
import { shellWord } from "../shell.js";
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
				...WRITE_OPTIONS,
				...PLAN_OPTIONS,
				...REPORT_OPTIONS,
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
			),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	if (args.check === true && args.write === true)
		throw new OnepathError(
			"usage",
			"--check asks whether changes pend and --write makes them; give one of them",
		);
	const rules = ruleOptions(args);
	const tree = treeOptions(args);
	const writing = writeOptions(args);
	const report = reportOptions(args);
	const out = planOut(args);
	const [
		{ readSettings },
		{ run: plan },
		{ languages },
		{ applyPlan },
		{ emit, reportersOf, save },
		{ progressOn },
		{ exitOfRun },
		{ withSymbols },
		{ renderPlan, savedPlan },
	] = await Promise.all([
		import("../settings.js"),
		import("../pipeline.js"),
		import("../../transforms/languages/index.js"),
		import("../apply.js"),
		import("../report/emit.js"),
		import("../io.js"),
		import("../driver/exit.js"),
		import("../symbols.js"),
		import("../plan-file/format.js"),
	]);
	const reporters = reportersOf(report);
	const given = readSettings(io.cwd, rules, tree);
	if (given.rules.length === 0 && given.symbols.length === 0)
		throw new OnepathError(
			"usage",
			"there is no rule; give --from and --to, or write rules into onepath.config.json",
		);
	const progress = progressOn(io.stderr, report.progress && !report.quiet);
	const settings = await withSymbols(given, {
		version: io.version,
		languages,
		progress: progress.show,
	});
	const planned = settings.located(() =>
		plan({
			...settings,
			command: "migrate",
			version: io.version,
			paths: tree.paths,
			policy: { ...DEFAULT_POLICY, ...settings.policy, ...policyOptions(args) },
			languages,
			progress: progress.show,
		}),
	);
	progress.clear();
	const pending = planned.plan.entries.length > 0;
	const result = writing.write
		? await applyPlan(planned, writing)
		: { ...planned, next: pending ? nextCommand(io.argv, out) : null };
	if (out !== null) save(resolve(io.cwd, out), renderPlan(savedPlan(planned)));
	emit(result, reporters, report, io);
	return exitOfRun(result, args.check === true && pending);
}

/** What writes these changes: the plan that was saved, or what was typed, with --write. Quoted for a shell. */
function nextCommand(argv: readonly string[], out: string | null): string {
	const words =
		out === null
			? [...argv.filter((word) => word !== "--check"), "--write"]
			: ["apply", out];
	return ["onepath", ...words.map(shellWord)].join(" ");
}
