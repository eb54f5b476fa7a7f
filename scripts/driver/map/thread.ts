/**
 * One reading thread, and what becomes of it: it answers for the part that it was given, or it ends (out of memory, a
 * bug, an add-on that crashes it), or it hangs and is ended. The file that it was at is known in each case.
 */
import { Worker } from "node:worker_threads";
import { scriptsFile } from "../../place.js";
import type { PartFile, PartInput, PartOutput } from "./part.js";

export interface ThreadInput {
	readonly input: PartInput;
	/** One number, shared: the place of the file that is being read. */
	readonly place: Int32Array;
}

/** Files that are read together. */
export interface Part {
	readonly files: readonly PartFile[];
	/** Is it one file, whose reading ended a thread before? */
	readonly alone: boolean;
}

export type PartEnd =
	| { readonly output: PartOutput }
	/** `place`: of the file, among those of the part; -1: it never got to one. */
	| {
			readonly ended: string;
			readonly place: number;
			readonly hung: boolean;
	  };

/** Milliseconds for one file; the largest of any repository that was looked at takes less than a hundredth. */
const FILE_LIMIT = 60_000;

/** To start, and load what reads: under load that takes longer than most files. */
const START_LIMIT = 60_000;

export class Thread {
	readonly #worker: Worker;
	readonly #place = new Int32Array(new SharedArrayBuffer(4));

	constructor(input: PartInput) {
		this.#worker = new Worker(scriptsFile("driver/map/worker.js"), {
			workerData: { input, place: this.#place } satisfies ThreadInput,
			// Texts and tokens die young; with the usual 16 MB half of the time goes into copying them.
			resourceLimits: { maxYoungGenerationSizeMb: 64 },
		});
		// The error of a thread that nobody waits for any more.
		this.#worker.on("error", () => {});
	}

	async end(): Promise<void> {
		await this.#worker.terminate();
	}

	/** Never rejects. Once it has ended, the thread is of no use. */
	read(part: Part, limit: number = FILE_LIMIT): Promise<PartEnd> {
		const worker = this.#worker;
		const place = this.#place;
		place[0] = -1;
		let reason: string | null = null;
		return new Promise((resolve) => {
			let since = Date.now();
			let seen = -1;
			const watch = setInterval(
				() => {
					if (place[0] !== seen) {
						seen = place[0] as number;
						since = Date.now();
						return;
					}
					const most = seen < 0 ? START_LIMIT : limit;
					if (Date.now() - since > most)
						settle({
							ended: `took longer than ${most / 1000} s`,
							place: seen,
							hung: true,
						});
				},
				Math.min(limit, 1000),
			);
			const settle = (end: PartEnd): void => {
				clearInterval(watch);
				worker.off("message", hear);
				worker.off("error", fail);
				worker.off("exit", gone);
				resolve(end);
			};
			const hear = (output: PartOutput): void => settle({ output });
			const fail = (error: NodeJS.ErrnoException): void => {
				reason =
					error.code === "ERR_WORKER_OUT_OF_MEMORY"
						? "out of memory"
						: error.message;
			};
			const gone = (code: number): void =>
				settle({
					ended: `ended its thread (${reason ?? `exit ${code}`})`,
					place: place[0] as number,
					hung: false,
				});
			worker.on("message", hear);
			worker.on("error", fail);
			worker.on("exit", gone);
			worker.postMessage(part.files);
		});
	}
}
