/** The options of a migration in parts: which files, how many, asked one by one, checked, committed. */
import type { Options } from "yargs";
import { OnepathError } from "../transforms/core/errors.js";
import type { Arguments } from "./commands/command.js";
import { flag, one, text } from "./options.js";

export const PART_OPTIONS = {
	since: text(
		"Change only files that differ from where REF and HEAD parted, uncommitted ones too",
	),
	staged: flag("Change only files that are staged"),
	"files-from": text(
		"Change only files that FILE lists, one a line or NUL-separated; - is standard input",
	),
	"max-files": {
		type: "number",
		requiresArg: true,
		describe:
			"Change at most so many files; files that need each other count together",
	},
} satisfies Record<string, Options>;

export const STEP_OPTIONS = {
	interactive: {
		...flag(
			"Ask for each change, as git add -p does, and write what is accepted",
		),
		alias: "i",
	},
	verify: text(
		"After writing run CMD in a shell; if it fails, find the changes at fault by halving and put them back",
	),
	"create-commits": flag(
		"Write, and commit what is written in parts; no hooks run, nothing is signed",
	),
	"commit-by": {
		...text("What a commit covers"),
		choices: ["directory", "owner"],
		default: "directory",
	},
} satisfies Record<string, Options>;

/** Their names, for the nearest to a misspelt one. */
export const CHANGE_FLAGS: readonly string[] = [
	...Object.keys(PART_OPTIONS),
	...Object.keys(STEP_OPTIONS),
];

export interface PartChoice {
	readonly since: string | null;
	readonly staged: boolean;
	readonly filesFrom: string | null;
	readonly maxFiles: number | null;
}

export interface StepChoice {
	readonly interactive: boolean;
	/** A line for a shell. */
	readonly verify: string | null;
	readonly commitBy: "directory" | "owner" | null;
}

/** Throws `usage`. */
export function partOptions(args: Arguments): PartChoice {
	const most = args.maxFiles as number | undefined;
	if (most !== undefined && !(Number.isInteger(most) && most > 0))
		throw new OnepathError("usage", "--max-files takes a number of files");
	return {
		since: one(args, "since"),
		staged: args.staged === true,
		filesFrom: one(args, "filesFrom"),
		maxFiles: most ?? null,
	};
}

/** Pairs of flags that say two things at once, and why. */
const EXCLUDED: readonly (readonly [string, string, string])[] = [
	[
		"check",
		"write",
		"--check asks whether changes pend and --write makes them",
	],
	["check", "interactive", "--check writes nothing and --interactive does"],
	[
		"check",
		"createCommits",
		"--check writes nothing and --create-commits does",
	],
	[
		"planOut",
		"write",
		"--plan-out saves a plan to apply later and --write applies it now",
	],
	[
		"planOut",
		"interactive",
		"--plan-out writes nothing and --interactive does",
	],
	[
		"planOut",
		"createCommits",
		"--plan-out writes nothing and --create-commits does",
	],
	[
		"createCommits",
		"allowDirty",
		"--create-commits would commit the uncommitted changes that --allow-dirty lets pass",
	],
];

/** Throws `usage` for flags that exclude each other. */
export function stepOptions(args: Arguments): StepChoice {
	for (const [a, b, why] of EXCLUDED)
		if (args[a] && args[b])
			throw new OnepathError("usage", `${why}; give one of them`);
	const verify = one(args, "verify");
	const writes = args.write || args.interactive || args.createCommits;
	if (verify !== null && !writes)
		throw new OnepathError(
			"usage",
			"--verify runs its command on what is written; give --write, too",
		);
	if (args.interactive === true && args.filesFrom === "-")
		throw new OnepathError(
			"usage",
			"--files-from - and --interactive both read standard input; name a file",
		);
	return {
		interactive: args.interactive === true,
		verify,
		commitBy:
			args.createCommits === true
				? (one(args, "commitBy") as StepChoice["commitBy"])
				: null,
	};
}
