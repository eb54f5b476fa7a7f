/**
 * A named transform, ready to be run on one file after the other in a process of its own: whatever it does to that
 * process (ends it, fills its memory, loops where nothing can interrupt it), the run goes on. The file is tried once
 * more in a fresh process, since the memory may have been filled by those before it; then it has failed.
 */
import { type ChildProcess, fork } from "node:child_process";
import { OnepathError } from "../../../transforms/core/errors.js";
import type { SourceFile } from "../../../transforms/core/types.js";
import {
	asTransform,
	type StockOptions,
	type Transform,
	type TransformRun,
} from "../../../transforms/languages/transform.js";
import { scriptsFile } from "../../place.js";
import { containedTransform, failedRun } from "./contain.js";
import { loadTransform } from "./load.js";

export interface TransformChoice {
	/** As the user names it. */
	readonly name: string;
	/** Where names count from. */
	readonly directory: string;
	/** For every file, unless the transform exports one; null: by the file's ending. */
	readonly parser: string | null;
	readonly options: StockOptions;
	/** Milliseconds for a file. */
	readonly limit: number;
}

/** What the other process says, once when it has started and then for each file. */
export type Answer =
	| { readonly needles: readonly string[] | null }
	| { readonly unusable: string }
	| { readonly run: TransformRun };

export interface OpenTransform extends Transform {
	close(): void;
}

/** By its own clock the process gives up a file that only waits; a loop is ended from outside. */
const GRACE = 2_000;

/** To load it and what it brings. */
const LOAD_LIMIT = 60_000;

/** Sources that are run as they are have no program to start: the compiled ones have. */
const canFork = import.meta.url.endsWith(".js");

/** Throws `usage` for a module that is no transform. */
export async function openTransform(
	choice: TransformChoice,
): Promise<OpenTransform> {
	if (canFork) return inProcess(choice);
	return { ...(await transformHere(choice, true)), close: () => {} };
}

/** Loads it into this process. `interrupts`: does nobody else end its loops? Throws `usage`. */
export async function transformHere(
	{ name, directory, parser, options, limit }: TransformChoice,
	interrupts: boolean,
): Promise<Transform> {
	const { path, module } = await loadTransform(name, directory);
	return containedTransform(
		asTransform(module, { path, parser, options }),
		limit,
		interrupts,
	);
}

async function inProcess(choice: TransformChoice): Promise<OpenTransform> {
	let host = new Host(choice);
	const first = await host.started;
	if ("unusable" in first) {
		host.end();
		throw new OnepathError("usage", first.unusable);
	}
	const end = (signal: NodeJS.Signals): void => {
		host.end();
		process.kill(process.pid, signal);
	};
	const signals = ["SIGINT", "SIGTERM"] as const;
	for (const signal of signals) process.once(signal, end);
	return {
		needles: "needles" in first ? first.needles : null,
		prepare: () => {},
		run: async (file) => {
			for (let left = 1; ; left--) {
				const { answer, ending } = await host.run(file);
				if (answer) return answer;
				host.end();
				host = new Host(choice);
				if (ending === null) return failedRun("the transform never answered");
				if (left === 0)
					return failedRun(`the transform ended its process twice (${ending})`);
			}
		},
		close: () => {
			for (const signal of signals) process.off(signal, end);
			host.end();
		},
	};
}

interface Ended {
	readonly answer: TransformRun | null;
	/** How the process ended; null when it had to be ended. */
	readonly ending: string | null;
}

/** One process, with one transform loaded. */
class Host {
	readonly #child: ChildProcess;
	readonly #limit: number;
	readonly started: Promise<Answer>;
	#ending: string | null = null;

	constructor(choice: TransformChoice) {
		this.#limit = choice.limit + GRACE;
		this.#child = fork(scriptsFile("driver/transform/host.js"), {
			// What a transform prints is talk, and standard output is for diffs.
			stdio: ["ignore", 2, 2, "ipc"],
			serialization: "advanced",
		});
		this.#child.once("exit", (code, signal) => {
			this.#ending = signal ?? `exit ${code}`;
		});
		this.started = this.#next(LOAD_LIMIT).then(
			(answer) =>
				answer ?? {
					unusable: `${choice.name} fails to load: ${this.#ending ?? "it never finished"}`,
				},
		);
		this.#child.send(choice);
	}

	async run(file: SourceFile): Promise<Ended> {
		await this.started;
		const next = this.#next(this.#limit);
		if (this.#child.connected) this.#child.send(file, () => {});
		const answer = await next;
		return {
			answer: answer && "run" in answer ? answer.run : null,
			ending: this.#ending,
		};
	}

	end(): void {
		this.#child.kill("SIGKILL");
	}

	/** Null when the process ends before it says anything, or says nothing for too long. */
	#next(limit: number): Promise<Answer | null> {
		const child = this.#child;
		return new Promise((resolve) => {
			const settle = (answer: Answer | null): void => {
				clearTimeout(timer);
				child.off("message", hear);
				child.off("exit", gone);
				resolve(answer);
			};
			const hear = (message: unknown): void => settle(message as Answer);
			const gone = (): void => settle(null);
			const timer = setTimeout(gone, limit);
			child.on("message", hear);
			if (this.#ending === null) child.on("exit", gone);
			else gone();
		});
	}
}
