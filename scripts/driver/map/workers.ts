/**
 * Files read in parts, by worker threads where that pays. Parts are handed out as threads come free and put
 * together by path, so the result does not depend on who was faster.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Language } from "../../../transforms/core/language.js";
import {
	type PartFile,
	type PartInput,
	type PartOutput,
	PartReader,
} from "./part.js";

const PARTS = 24;
/** Below this a thread takes longer to start than the files to read. */
const FEW_FILES = 400;
/** More threads than this wait for the one that puts their work together. */
const MOST = 8;

export interface ReadInput extends PartInput {
	readonly files: readonly PartFile[];
	readonly languages: readonly Language[];
	/** Null: as many as there are processors. */
	readonly jobs: number | null;
	/** Looked at between two parts: has the run been stopped? */
	readonly stopped: () => boolean;
	/** Given each part as it comes, with the number of its files. */
	readonly take: (output: PartOutput, files: number) => void;
}

/** Sources that are run as they are have no worker to start: the compiled one has. */
const canThread = import.meta.url.endsWith(".js");

/** False when it was stopped. */
export async function readParts(input: ReadInput): Promise<boolean> {
	const { files } = input;
	if (files.length === 0) return true;
	const jobs = Math.min(input.jobs ?? availableParallelism(), MOST);
	const threads = canThread && jobs > 1 && files.length >= FEW_FILES;
	// Neighbours are alike: dealt out one by one, the parts take the same time.
	const parts = Array.from({ length: PARTS }, (_, part) =>
		files.filter((_, i) => i % PARTS === part),
	).filter((part) => part.length > 0);
	return threads ? inThreads(jobs, parts, input) : inline(parts, input);
}

async function inline(
	parts: readonly (readonly PartFile[])[],
	input: ReadInput,
): Promise<boolean> {
	const reader = new PartReader(input, input.languages);
	for (const part of parts) {
		// A turn of the event loop, in which a signal is seen.
		await new Promise((resolve) => setImmediate(resolve));
		if (input.stopped()) return false;
		input.take(reader.read(part), part.length);
	}
	return true;
}

async function inThreads(
	jobs: number,
	parts: readonly (readonly PartFile[])[],
	input: ReadInput,
): Promise<boolean> {
	const { root, keep } = input;
	const open = [...parts];
	const workers: Worker[] = [];
	try {
		await Promise.all(
			Array.from({ length: jobs }, () => {
				const worker = new Worker(new URL("worker.js", import.meta.url), {
					workerData: { root, keep } satisfies PartInput,
					// Texts and tokens die young; with the usual 16 MB half of the time goes into copying them.
					resourceLimits: { maxYoungGenerationSizeMb: 64 },
				});
				workers.push(worker);
				return serve(worker, open, input);
			}),
		);
	} finally {
		await Promise.all(workers.map((worker) => worker.terminate()));
	}
	return !input.stopped();
}

/** Sends the thread parts until there are none; rejects when it ends before. */
function serve(
	worker: Worker,
	open: (readonly PartFile[])[],
	{ stopped, take }: ReadInput,
): Promise<void> {
	return new Promise((resolve, reject) => {
		let files = 0;
		const next = (): void => {
			const part = stopped() ? undefined : open.shift();
			files = part?.length ?? 0;
			if (part) worker.postMessage(part);
			else resolve();
		};
		worker.on("message", (output: PartOutput) => {
			try {
				take(output, files);
				next();
			} catch (error) {
				reject(error);
			}
		});
		worker.on("error", reject);
		worker.on("exit", (code) =>
			reject(new Error(`a reading thread ended with ${code}`)),
		);
		next();
	});
}
