/** `onepath undo [RUN]`: puts back what a run wrote, where nobody has changed it since. */
import { EXIT } from "../driver/exit.js";
import type { Io } from "../io.js";
import type { Arguments, Command } from "./command.js";

export const undo: Command = {
	command: "undo [run]",
	describe:
		"Restore the files of a run that still hold what it wrote; an undo can be undone",
	builder: (yargs) =>
		yargs
			.positional("run", {
				type: "string",
				describe:
					"The run, as `onepath runs` lists it; else the last one that is not undone",
			})
			.option("root", {
				type: "string",
				requiresArg: true,
				describe: "The tree of the run",
			})
			.example("$0 undo", "take the last run back; again: the one before it")
			.example(
				"$0 undo 20260105-093012345-1f2e",
				"take this one back, be it an undo",
			),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	const [
		{ storeOf },
		{ lastRun, namedRun },
		{ undoRun },
		{ catchingSignals },
		{ OF_SIGNAL, worst },
		{ escapeLine },
	] = await Promise.all([
		import("../driver/write/store.js"),
		import("../driver/write/find-run.js"),
		import("../driver/write/undo.js"),
		import("../driver/signals.js"),
		import("../driver/exit.js"),
		import("../report/escape.js"),
	]);
	const { root, store } = storeOf(
		io.cwd,
		(args.root as string | undefined) ?? null,
	);
	const named = args.run as string | undefined;
	const record =
		named === undefined ? await lastRun(root, store) : namedRun(store, named);
	const { run, done, restored, left, interrupted } = await catchingSignals(
		(interrupted) => undoRun(root, record, interrupted),
	);
	for (const { path, message } of left)
		io.stderr.write(`${escapeLine(path)} ${message}; it stays as it is\n`);
	const already =
		restored.length > 0 ? `, ${restored.length} were as before already` : "";
	io.stderr.write(
		`${done.length} of ${record.files.length} files of ${record.id} restored${already}\n`,
	);
	if (run !== null) io.stderr.write(`  revert onepath undo ${run}\n`);
	return worst([
		left.length > 0 ? EXIT.incomplete : EXIT.done,
		interrupted ? OF_SIGNAL[interrupted] : EXIT.done,
	]);
}
