/**
 * `onepath run -t FILE`: any jscodeshift transform with onepath's driver: diffs first, written by the one writer,
 * and an exit code that says what happened.
 */
import { basename } from "node:path";
import { OnepathError } from "../../transforms/core/errors.js";
import type { OpenTransform } from "../driver/transform/open.js";
import type { Io } from "../io.js";
import {
	REPORT_OPTIONS,
	reportOptions,
	TREE_OPTIONS,
	treeOptions,
	WRITE_OPTIONS,
	writeOptions,
} from "../options.js";
import type { Arguments, Command } from "./command.js";

export const run: Command = {
	command: "run [paths..]",
	describe:
		"Run a jscodeshift transform: a dry run with diffs, or --write; its own options follow --",
	builder: (yargs) =>
		yargs
			.positional("paths", {
				type: "string",
				array: true,
				describe: "Files and directories to run on; the whole tree when absent",
			})
			.option("transform", {
				alias: "t",
				type: "string",
				requiresArg: true,
				demandOption: "-t names the transform to run",
				describe:
					"The transform's file; its code runs, nothing else of the tree does",
			})
			.options({
				parser: {
					type: "string",
					requiresArg: true,
					describe:
						"babel, babylon, flow, ts or tsx; by the file's ending when absent",
				},
				extensions: {
					type: "string",
					requiresArg: true,
					describe: "Endings of files to run on, as ts,tsx",
				},
				option: {
					type: "string",
					array: true,
					requiresArg: true,
					describe: "An option of the transform, as NAME=VALUE (repeatable)",
				},
				timeout: {
					type: "number",
					requiresArg: true,
					default: TIMEOUT,
					describe: "Seconds that the transform has for a file",
				},
				root: TREE_OPTIONS.root,
				"ignore-pattern": TREE_OPTIONS["ignore-pattern"],
				...WRITE_OPTIONS,
				...REPORT_OPTIONS,
				check: {
					type: "boolean",
					default: false,
					describe: "Exit 1 when changes pend; writes nothing",
				},
			})
			.example("$0 run -t codemod.js src", "show what codemod.js would change")
			.example(
				"$0 run -t codemod.ts --write -- --from=old",
				"write it; the transform gets {from: 'old'}",
			),
	run: execute,
};

/** In seconds; a transform that needs a tenth of it for a file is slow. */
const TIMEOUT = 60;

async function execute(args: Arguments, io: Io): Promise<number> {
	if (args.check === true && args.write === true)
		throw new OnepathError(
			"usage",
			"--check asks whether changes pend and --write makes them; give one of them",
		);
	const timeout = args.timeout as number;
	if (!(timeout > 0 && timeout <= 86_400))
		throw new OnepathError("usage", "--timeout takes seconds, up to a day");
	// What follows `--` is the transform's, and yargs counts it among the paths.
	const dashes = io.argv.indexOf("--");
	const own = dashes < 0 ? [] : io.argv.slice(dashes + 1);
	const tree = treeOptions(args);
	const paths = tree.paths.slice(0, tree.paths.length - own.length);
	const writing = writeOptions(args);
	const report = reportOptions(args);
	const name = String(args.transform);
	const [{ openTransform }, { transformOptions }] = await Promise.all([
		import("../driver/transform/open.js"),
		import("../config/transform-options.js"),
	]);
	const opening = openTransform({
		name,
		directory: io.cwd,
		limit: timeout * 1000,
		parser: (args.parser as string | undefined) ?? null,
		options: transformOptions(own, (args.option as string[] | undefined) ?? []),
	});
	// It loads in a process of its own; what this one needs is loaded beside it.
	const loading = Promise.all([
		import("../transform-tree.js"),
		import("../report/emit.js"),
		import("../driver/root.js"),
		import("../apply.js"),
		import("../driver/exit.js"),
	]);
	const { reporters, planned } = await whileOpen(opening, async () => {
		const [{ transformTree }, { reportersOf }, { findRoot }] = await loading;
		// A name that is no reporter's is refused before anything runs.
		const reporters = reportersOf(report);
		const planned = await transformTree(opening, {
			name: basename(name),
			version: io.version,
			root: findRoot(io.cwd, tree.root, null),
			cwd: io.cwd,
			paths,
			exclude: tree.ignorePatterns,
			extensions: (args.extensions as string | undefined)?.split(",") ?? null,
		});
		return { reporters, planned };
	});
	const [, { emit }, , { applyPlan }, { exitOfRun }] = await loading;
	const pending = planned.plan.entries.length > 0;
	const result = writing.write
		? await applyPlan({ ...planned, next: null }, writing)
		: planned;
	emit(result, reporters, report, io);
	return exitOfRun(result, args.check === true && pending);
}

/** Does the work and closes the transform after it, whatever becomes of either. */
async function whileOpen<T>(
	opening: Promise<OpenTransform>,
	work: () => Promise<T>,
): Promise<T> {
	const closed = opening.then(
		(transform) => () => transform.close(),
		() => () => {},
	);
	try {
		return await work();
	} finally {
		(await closed)();
	}
}
