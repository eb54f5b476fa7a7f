/**
 * What the command line may touch of the process it runs in, handed in so that a test can be that process.
 * Diffs and data go to `stdout`, prose and progress to `stderr`.
 */
import pc from "picocolors";
import type { Ahead } from "./driver/read/ahead.js";

export interface Sink {
	write(chunk: string | Uint8Array): unknown;
	readonly isTTY?: boolean;
}

export interface Io {
	readonly stdout: Sink;
	readonly stderr: Sink;
	/** Standard input, opened when it is asked for; absent: there is none. */
	readonly stdin?: () => AsyncIterable<string | Uint8Array>;
	/** What was typed, without the interpreter and the script. */
	readonly argv: readonly string[];
	/** Of onepath. */
	readonly version: string;
	/** Absolute. */
	readonly cwd: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** git's lists of the tree, where they have been asked for already. */
	readonly ahead?: Ahead | null;
}

export type ColorChoice = "auto" | "always" | "never";

/** How to write to one sink: with colours or without, with control characters shown or raw. */
export interface Paint {
	readonly colors: ReturnType<typeof pc.createColors>;
	readonly terminal: boolean;
}

/** `auto` follows NO_COLOR (https://no-color.org), TERM=dumb and whether the sink is a terminal. */
export function paintFor(
	sink: Sink,
	choice: ColorChoice,
	env: Io["env"],
): Paint {
	const terminal = sink.isTTY === true;
	const wanted =
		choice === "auto"
			? terminal && !env.NO_COLOR && env.TERM !== "dumb"
			: choice === "always";
	return { colors: pc.createColors(wanted), terminal };
}

/** One line on the terminal that the next one replaces; nothing anywhere else. */
export function progressOn(
	sink: Sink,
	enabled: boolean,
): { show(stage: string): void; clear(): void } {
	const live = enabled && sink.isTTY === true;
	return {
		show: (stage) => void (live && sink.write(`\r\u001b[K${stage} ...`)),
		clear: () => void (live && sink.write("\r\u001b[K")),
	};
}
