/** The one command that onepath runs in a shell: the one that the user names with --verify. */
import { spawn } from "node:child_process";
import type { Interrupted } from "../driver/write/writer.js";
import type { Io } from "../io.js";

export interface CommandResult {
	readonly passed: boolean;
	/** `exit 1`, `SIGKILL`. */
	readonly ending: string;
	/** The end of what it printed, both streams in the order they came. */
	readonly output: Buffer;
}

/** What is kept of a command's output. */
const OUTPUT_LIMIT = 64 << 10;

/** Runs it in the user's working directory, with the run's id in ONEPATH_RUN. A signal to us is passed on. */
export function runCommand(
	line: string,
	run: string,
	io: Pick<Io, "cwd" | "env">,
	interrupted: Interrupted,
): Promise<CommandResult> {
	return new Promise((resolve) => {
		const child = spawn(line, {
			shell: true,
			cwd: io.cwd,
			env: { ...io.env, ONEPATH_RUN: run },
			stdio: ["ignore", "pipe", "pipe"],
		});
		let output = Buffer.alloc(0);
		const take = (chunk: Buffer): void => {
			output = Buffer.concat([output, chunk]).subarray(-OUTPUT_LIMIT);
		};
		child.stdout.on("data", take);
		child.stderr.on("data", take);
		const watch = setInterval(() => {
			const signal = interrupted();
			if (signal !== null) child.kill(signal);
		}, 50);
		const end = (passed: boolean, ending: string): void => {
			clearInterval(watch);
			resolve({ passed, ending, output });
		};
		child.once("error", (error) => end(false, error.message));
		child.once("close", (code, signal) =>
			end(code === 0, signal ?? `exit ${code}`),
		);
	});
}
