/** `onepath explain`: what a reason in a report means, or what an import at FILE:LINE resolves to and why. */
import { OnepathError } from "../../transforms/core/errors.js";
import { REASONS, type ReasonId } from "../../transforms/core/reasons.js";
import { EXIT } from "../driver/exit.js";
import type { Io } from "../io.js";
import {
	RULE_OPTIONS,
	ruleOptions,
	TREE_OPTIONS,
	treeOptions,
} from "../options.js";
import type { Arguments, Command } from "./command.js";

export const explain: Command = {
	command: "explain [subject]",
	describe:
		"Say what a reason in a report means, or what an import at FILE:LINE is and why; without either, list reasons",
	builder: (yargs) =>
		yargs
			.positional("subject", {
				type: "string",
				describe: "A reason, as the report shows it, or FILE:LINE[:COLUMN]",
			})
			.options({
				...RULE_OPTIONS,
				root: TREE_OPTIONS.root,
				roots: TREE_OPTIONS.roots,
			})
			.example(
				"$0 explain different",
				"why two import paths of one name are not one",
			)
			.example(
				"$0 explain src/app.ts:3",
				"where the import there leads, and what the rules say of it",
			),
	run,
};

const IDS = Object.keys(REASONS) as ReasonId[];

async function run(args: Arguments, io: Io): Promise<number> {
	const subject = args.subject as string | undefined;
	if (subject === undefined) return list(io);
	if (Object.hasOwn(REASONS, subject)) {
		const { title, meaning, next } = REASONS[subject as ReasonId];
		io.stdout.write(`${subject}: ${title}\n\n${meaning}\n\nNext: ${next}\n`);
		return EXIT.done;
	}
	const { explainPlace, parsePlace } = await import("../map/explain-place.js");
	const place = parsePlace(subject);
	if (place === null) {
		const { closest } = await import("fastest-levenshtein");
		throw new OnepathError(
			"usage",
			`no reason is called ${subject}; did you mean ${closest(subject, IDS)}? A place is FILE:LINE`,
		);
	}
	const [{ readSettings }, { languages }, { progressOn }] = await Promise.all([
		import("../settings.js"),
		import("../../transforms/languages/index.js"),
		import("../io.js"),
	]);
	const settings = readSettings(io.cwd, ruleOptions(args), treeOptions(args));
	const progress = progressOn(io.stderr, true);
	const lines = await explainPlace(place, settings, {
		version: io.version,
		languages,
		progress: progress.show,
	});
	progress.clear();
	io.stdout.write(`${lines.join("\n")}\n`);
	return EXIT.done;
}

function list(io: Io): number {
	const width = Math.max(...IDS.map((known) => known.length));
	for (const known of IDS)
		io.stdout.write(`${known.padEnd(width)}  ${REASONS[known].title}\n`);
	return EXIT.done;
}
