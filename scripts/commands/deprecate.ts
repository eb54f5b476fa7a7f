/** `onepath deprecate`: marks shims, so that whoever imports from one is told what to write instead. */
import type { Io } from "../io.js";
import {
	REPORT_OPTIONS,
	RULE_OPTIONS,
	reportOptions,
	ruleOptions,
	TREE_OPTIONS,
	treeOptions,
	WRITE_OPTIONS,
	writeOptions,
} from "../options.js";
import { nextCommand } from "../shell.js";
import type { Arguments, Command } from "./command.js";

export const deprecate: Command = {
	command: "deprecate",
	describe:
		"Mark shims as deprecated, with what to import instead: a dry run with diffs, or --write",
	builder: (yargs) =>
		yargs
			.options({
				module: {
					type: "string",
					array: true,
					requiresArg: true,
					describe:
						"A shim to mark (repeatable); the legacy modules of the rules when absent",
				},
				style: {
					type: "string",
					requiresArg: true,
					choices: ["eager", "lazy"],
					default: "eager",
					describe:
						"Warn when the shim is loaded, or each importing line that asks for a name",
				},
				"remove-in": {
					type: "string",
					requiresArg: true,
					describe: "The version that will not have the shim any more",
				},
				silent: {
					type: "string",
					array: true,
					requiresArg: true,
					describe: "A name that warns nobody, as pickles need it (repeatable)",
				},
				"runtime-warning": {
					type: "boolean",
					default: false,
					describe:
						"Also warn at run time where the mark is a comment for editors",
				},
				...RULE_OPTIONS,
				root: TREE_OPTIONS.root,
				roots: TREE_OPTIONS.roots,
				...WRITE_OPTIONS,
				...REPORT_OPTIONS,
			})
			.example(
				"$0 deprecate --remove-in 2.0",
				"show the marks of every legacy module",
			)
			.example(
				"$0 deprecate --module app.ws.manager --style lazy --write",
				"each importing line warns; write it",
			),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	const rules = ruleOptions(args);
	const tree = treeOptions(args);
	const writing = writeOptions(args);
	const report = reportOptions(args);
	const [
		{ readSettings },
		{ deprecateTree },
		{ applyPlan },
		{ emit, reportersOf },
		{ exitOfRun },
	] = await Promise.all([
		import("../settings.js"),
		import("../shims/deprecate-tree.js"),
		import("../apply.js"),
		import("../report/emit.js"),
		import("../driver/exit.js"),
	]);
	const reporters = reportersOf(report);
	const settings = readSettings(io.cwd, rules, tree);
	const list = (name: string): readonly string[] =>
		((args[name] ?? []) as readonly unknown[]).map(String);
	const planned = settings.located(() =>
		deprecateTree(
			{ ...settings, version: io.version, modules: list("module") },
			{
				style: args.style === "lazy" ? "lazy" : "eager",
				removeIn: (args.removeIn as string | undefined) ?? null,
				silent: list("silent"),
				runtimeWarning: args.runtimeWarning === true,
			},
		),
	);
	const pending = planned.plan.entries.length > 0;
	const result = writing.write
		? await applyPlan(planned, writing)
		: { ...planned, next: pending ? nextCommand(io.argv) : null };
	emit(result, reporters, report, io);
	return exitOfRun(result, false);
}
