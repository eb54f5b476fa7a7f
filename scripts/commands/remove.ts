/** `onepath remove`: deletes shims that nothing uses any more, and says what still uses the others. */
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

export const remove: Command = {
	command: "remove",
	describe:
		"Delete shims that nothing uses, with the settings that name them; else list what does (3)",
	builder: (yargs) =>
		yargs
			.options({
				module: {
					type: "string",
					array: true,
					requiresArg: true,
					describe:
						"A shim to delete (repeatable); the legacy modules of the rules when absent",
				},
				...RULE_OPTIONS,
				root: TREE_OPTIONS.root,
				roots: TREE_OPTIONS.roots,
				...WRITE_OPTIONS,
				...REPORT_OPTIONS,
			})
			.example("$0 remove", "show what would go, or what keeps it")
			.example(
				"$0 remove --module app.ws.manager --write",
				"delete one shim; onepath undo brings it back",
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
		{ removeTree },
		{ applyPlan },
		{ emit, reportersOf },
		{ EXIT, exitOfRun, worst },
	] = await Promise.all([
		import("../settings.js"),
		import("../shims/remove-tree.js"),
		import("../apply.js"),
		import("../report/emit.js"),
		import("../driver/exit.js"),
	]);
	const reporters = reportersOf(report);
	const settings = readSettings(io.cwd, rules, tree);
	const modules = ((args.module ?? []) as readonly unknown[]).map(String);
	const planned = settings.located(() =>
		removeTree({ ...settings, version: io.version, modules }),
	);
	const pending = planned.plan.entries.length > 0;
	const result = writing.write
		? await applyPlan(planned, writing)
		: { ...planned, next: pending ? nextCommand(io.argv) : null };
	emit(result, reporters, report, io);
	return worst([exitOfRun(result, false), pending ? EXIT.done : EXIT.blocked]);
}
