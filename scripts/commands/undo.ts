/** `onepath undo [RUN]`: puts back what a run wrote, where nobody has changed it since. */
import { OnepathError } from "../../transforms/core/errors.js";
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
				describe: "The run, as `onepath runs` lists it; else the last one",
			})
			.option("root", {
				type: "string",
				requiresArg: true,
				describe: "The tree of the run",
			}),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	const [
		{ storeOf },
		{ listRuns, readRun },
		{ undoOf },
		{ write },
		{ catchingSignals },
		{ OF_SIGNAL, worst },
	] = await Promise.all([
		import("../driver/store.js"),
		import("../driver/journal.js"),
		import("../driver/operations.js"),
		import("../driver/writer.js"),
		import("../driver/signals.js"),
		import("../driver/exit.js"),
	]);
	const { root, store } = storeOf(
		io.cwd,
		(args.root as string | undefined) ?? null,
	);
	const id = (args.run as string | undefined) ?? listRuns(store).at(-1);
	const record = id === undefined ? null : readRun(store, id);
	if (!record)
		throw new OnepathError(
			"usage",
			id === undefined
				? "no run has written here"
				: `no run is called ${id}; onepath runs lists them`,
		);

	const { operations, restored, kept } = await undoOf(root, store, record);
	const result =
		operations.length === 0
			? { run: null, done: [], failed: [], interrupted: null }
			: await catchingSignals((interrupted) =>
					write({
						root,
						command: `undo ${record.id}`,
						operations,
						interrupted,
					}),
				);
	const left = [...kept, ...result.failed];
	for (const { path, message } of left)
		io.stderr.write(`${path} ${message}; it stays as it is\n`);
	const already =
		restored.length > 0 ? `, ${restored.length} were as before already` : "";
	io.stderr.write(
		`${result.done.length} of ${record.files.length} files of ${record.id} restored${already}\n`,
	);
	if (result.run !== null)
		io.stderr.write(`  revert onepath undo ${result.run}\n`);
	return worst([
		left.length > 0 ? EXIT.incomplete : EXIT.done,
		result.interrupted ? OF_SIGNAL[result.interrupted] : EXIT.done,
	]);
}
