/**
 * Searches with a second thread: it takes part in each pass, and goes through the documents, and through the tree for
 * what a plan foresees that it will ask, while this one plans.
 * Whoever wants an answer works for it until no part is left, so a slow or dead thread costs time and nothing else;
 * the answer is put together by part, and is the same whoever found what.
 *
 * Where the time goes, on 2 cores and 20,000 files: the thread takes a third of the main thread's work off it, and
 * a fifth more processor time in all (its start, and its own machine code for the search). So it pays only where a
 * processor has nothing else to do.
 */
import { availableParallelism, loadavg } from "node:os";
import {
	MessageChannel,
	receiveMessageOnPort,
	Worker,
} from "node:worker_threads";
import type { NeedleQuery } from "../../../transforms/core/types.js";
import { scriptsFile } from "../../place.js";
import type { Reader } from "./reader.js";
import { type PartFound, Parts, type ThreadData } from "./search-parts.js";
import { alone, type Found, type Searcher } from "./searcher.js";

/** Below this a thread takes longer to start than it saves. */
const FEW_FILES = 3_000;
/** A thread that sends no part for so long is given up, and its parts are searched here. */
const PATIENCE = 10_000;

/** Sources that are run as they are have no worker to start: the compiled one has. */
const canThread = import.meta.url.endsWith(".js");

/** The searcher for a tree of so many files. */
export function searcherFor(
	root: string,
	files: number,
	reader: Reader,
): Searcher {
	const processors = availableParallelism();
	const idle = processors > 1 && (loadavg()[0] ?? 0) < processors;
	return canThread && idle && files >= FEW_FILES
		? withThread(root, reader)
		: alone(reader.bytes);
}

/** The searcher with a thread, whether it pays or not. */
export function withThread(root: string, reader: Reader): Searcher {
	return new Threads(root, reader, startThread);
}

/** The other end of a thread: what is sent to it, and what came from it. */
export interface Thread {
	send(message: unknown): void;
	receive(): PartFound | null;
	end(): void;
}

function startThread(root: string): Thread {
	const { port1, port2 } = new MessageChannel();
	const worker = new Worker(scriptsFile("driver/read/search-worker.js"), {
		workerData: { root, port: port2 } satisfies ThreadData,
		transferList: [port2],
	});
	// It takes no parts any more, which is all that its end means here.
	worker.on("error", () => {});
	worker.unref();
	return {
		send: (message) => port1.postMessage(message),
		receive: () =>
			(receiveMessageOnPort(port1)?.message as PartFound | undefined) ?? null,
		end: () => {
			port1.close();
			void worker.terminate();
		},
	};
}

interface Job {
	readonly parts: Parts;
	readonly queries: number;
	readonly found: Map<number, readonly number[]>;
	answer: readonly (readonly string[])[] | null;
}

export class Threads implements Searcher {
	readonly ahead = true;
	readonly #reader: Reader;
	readonly #jobs: Job[] = [];
	readonly #patience: number;
	#thread: Thread | null;

	constructor(
		root: string,
		reader: Reader,
		start: (root: string) => Thread,
		patience = PATIENCE,
	) {
		this.#reader = reader;
		this.#patience = patience;
		this.#thread = start(root);
	}

	start(files: readonly string[], queries: readonly NeedleQuery[]): Found {
		const parts = new Parts(files, queries);
		const job: Job = {
			parts,
			queries: queries.length,
			found: new Map(),
			answer: null,
		};
		// What is asked of a few files is over before a message has gone there and back.
		if (parts.count > 1)
			this.#thread?.send(parts.message(this.#jobs.push(job) - 1));
		return () => {
			job.answer ??= this.#finish(job);
			return job.answer;
		};
	}

	close(): void {
		this.#thread?.end();
		this.#thread = null;
	}

	#finish({ parts, queries, found }: Job): readonly (readonly string[])[] {
		for (let part = parts.take(); part !== null; part = parts.take())
			found.set(part, parts.search(part, this.#reader.bytes));
		this.#collect(parts, found);
		const lists: string[][] = Array.from({ length: queries }, () => []);
		for (let part = 0; part < parts.count; part++) {
			// Missing where the thread took it and was given up.
			const pairs = found.get(part) ?? parts.search(part, this.#reader.bytes);
			for (let i = 0; i < pairs.length; i += 2)
				lists[pairs[i] as number]?.push(
					parts.file(part, pairs[i + 1] as number),
				);
		}
		return lists;
	}

	/** Takes in what the thread sends until every part is there. */
	#collect(parts: Parts, found: ReadonlyMap<number, unknown>): void {
		for (;;) {
			const { beats } = parts;
			this.#receive();
			if (found.size === parts.count || !this.#thread) return;
			if (parts.wait(beats, this.#patience)) continue;
			this.close();
		}
	}

	#receive(): void {
		for (;;) {
			const sent = this.#thread?.receive();
			if (!sent) return;
			this.#jobs[sent.search]?.found.set(sent.part, sent.pairs);
			this.#reader.add(sent);
		}
	}
}
