/** `onepath runs`: what was written here, newest first. */
import { EXIT } from "../driver/exit.js";
import type { Io } from "../io.js";
import type { Arguments, Command } from "./command.js";

export const runs: Command = {
	command: "runs",
	describe: "List the runs that wrote here, newest first",
	builder: (yargs) =>
		yargs
			.option("root", {
				type: "string",
				requiresArg: true,
				describe: "The tree of the runs",
			})
			.example("$0 runs", "their names, for onepath undo"),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	const [
		{ storeOf },
		{ listRuns, progressOf, readRun },
		{ table },
		{ escapeLine },
	] = await Promise.all([
		import("../driver/write/store.js"),
		import("../driver/write/journal.js"),
		import("../report/lines.js"),
		import("../report/escape.js"),
	]);
	const { store } = storeOf(io.cwd, (args.root as string | undefined) ?? null);
	const rows = [...listRuns(store)].reverse().flatMap((id) => {
		const record = readRun(store, id);
		const { done, ended, undone } = progressOf(store, id);
		return record
			? [
					[
						id,
						escapeLine(record.started),
						`${done} of ${record.files.length} files`,
						undone ? "undone" : ended ? "complete" : "stopped",
						escapeLine(record.command),
					],
				]
			: [];
	});
	if (rows.length === 0) io.stderr.write("no run has written here\n");
	for (const line of table(rows)) io.stdout.write(`${line}\n`);
	return EXIT.done;
}
