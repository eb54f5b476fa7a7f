#!/usr/bin/env node
/**
 * The command line: argv to a command, a command to an exit code. Commands are listed in `commands/index.ts`, one
 * file each; what is heavy they import when they run, so that `onepath --version` costs little more than node.
 */
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { OnepathError } from "../transforms/core/errors.js";
import { EXIT, exitOf } from "./driver/exit.js";
import type { Ahead } from "./driver/read/ahead.js";
import type { Io } from "./io.js";
import { escapeText } from "./report/escape.js";
import { version } from "./version.js";

/** Runs one command line. Never throws and never ends the process. */
export async function main(
	argv: readonly string[],
	host: Omit<Io, "argv" | "version">,
): Promise<number> {
	if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
		host.stdout.write(`${version()}\n`);
		return EXIT.done;
	}
	let ahead: Ahead | null = null;
	try {
		const { listAhead } = await import("./driver/read/ahead.js");
		ahead = listAhead(argv, host.cwd);
		const { dispatch } = await import("./dispatch.js");
		return await dispatch({ ...host, argv, version: version(), ahead });
	} catch (error) {
		host.stderr.write(`${describe(error, argv)}\n`);
		return exitOf(error);
	} finally {
		ahead?.drop();
	}
}

/** One line for what we raise on purpose; a bug shows its stack only to those who ask. */
function describe(error: unknown, argv: readonly string[]): string {
	// Names and arguments in it are anybody's.
	if (error instanceof OnepathError)
		return `onepath: ${escapeText(error.message)}`;
	const { message, stack } =
		error instanceof Error ? error : new Error(String(error));
	if (argv.includes("--verbose")) return `onepath: ${stack}`;
	// A disk that fails is no bug of ours, and what it failed at is in the system's words.
	if (typeof (error as NodeJS.ErrnoException).syscall === "string")
		return `onepath: ${escapeText(message)}`;
	return `onepath: internal error: ${message} (please report it; --verbose shows where)`;
}

/** A reader that closed the pipe (`| head`) has seen enough; what is under way goes on. */
function tolerateClosedPipes(): void {
	for (const stream of [process.stdout, process.stderr])
		stream.on("error", (error: NodeJS.ErrnoException) => {
			if (error.code !== "EPIPE") throw error;
		});
}

/**
 * V8 copies functions into those that call them until the whole has so many bytes (920), for each caller anew and again
 * when a guess was wrong. Code that runs for hours has time for that; a command lives for seconds, and a map of ten
 * thousand files takes a fifth less processor time with a lower limit. A map makes more than it drops, so room for what
 * is new that grows faster is filled and cleared less often (3 % of its time; a dry run would lose as much). Both count
 * for our threads, too, and are set in no process that is not our own. V8 complains on stderr of a flag that it does not
 * know, so only versions that do are asked (that of Node 24 is 13).
 */
function compileForSeconds(command: string | undefined): void {
	if (Number.parseInt(process.versions.v8, 10) > 13) return;
	setFlagsFromString("--max-inlined-bytecode-size-cumulative=100");
	if (command === "map") setFlagsFromString("--semi-space-growth-factor=4");
}

/** Was this file started, and not imported? npm links the bin, so the path that node was given is not this file's. */
function isMain(): boolean {
	try {
		return (
			process.argv[1] !== undefined &&
			realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
		);
	} catch {
		return false;
	}
}

if (isMain()) {
	compileForSeconds(process.argv[2]);
	tolerateClosedPipes();
	process.exitCode = await main(process.argv.slice(2), {
		stdout: process.stdout,
		stderr: process.stderr,
		stdin: () => process.stdin,
		cwd: process.cwd(),
		env: process.env,
	});
}
