/**
 * What a command is to the command line: one file in this folder and one line in `index.ts`. The file is loaded
 * for every `--help`, so it imports what its options need and leaves the work to an `import()` in `run`.
 */
import type { ArgumentsCamelCase, Argv } from "yargs";
import type { Io } from "../io.js";

export type Arguments = ArgumentsCamelCase<Record<string, unknown>>;

export interface Command {
	/** yargs' notation: `migrate [paths..]`. */
	readonly command: string;
	/** One line of help. */
	readonly describe: string;
	readonly builder: (yargs: Argv) => Argv;
	/** Runs it; the exit code. Throws OnepathError for what makes it impossible. */
	readonly run: (args: Arguments, io: Io) => Promise<number>;
}
