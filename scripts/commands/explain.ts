/** `onepath explain ID`: what a reason in a report means, and what to do about it. */
import { OnepathError } from "../../transforms/core/errors.js";
import { REASONS, type ReasonId } from "../../transforms/core/reasons.js";
import { EXIT } from "../driver/exit.js";
import type { Io } from "../io.js";
import type { Arguments, Command } from "./command.js";

export const explain: Command = {
	command: "explain [id]",
	describe:
		"Say what a reason in a report means and what to do; without an id, list them",
	builder: (yargs) =>
		yargs
			.positional("id", {
				type: "string",
				describe: "The reason, as the report shows it",
			})
			.example(
				"$0 explain different",
				"why two import paths of one name are not one",
			),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	const id = args.id as string | undefined;
	const ids = Object.keys(REASONS) as ReasonId[];
	if (id === undefined) {
		const width = Math.max(...ids.map((known) => known.length));
		for (const known of ids)
			io.stdout.write(`${known.padEnd(width)}  ${REASONS[known].title}\n`);
		return EXIT.done;
	}
	if (!Object.hasOwn(REASONS, id)) {
		const { closest } = await import("fastest-levenshtein");
		throw new OnepathError(
			"usage",
			`no reason is called ${id}; did you mean ${closest(id, ids)}?`,
		);
	}
	const reason = REASONS[id as ReasonId];
	io.stdout.write(
		`${id}: ${reason.title}\n\n${reason.meaning}\n\nNext: ${reason.next}\n`,
	);
	return EXIT.done;
}
