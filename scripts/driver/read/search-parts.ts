/**
 * A search cut into parts of some files, which two threads take in turn from a counter that they share: whoever is
 * free takes the next one, and neither waits for a plan that the other's load has overtaken.
 */
import type { MessagePort } from "node:worker_threads";
import type { NeedleQuery } from "../../../transforms/core/types.js";
import { NeedleSearch, type ReadBytes } from "./needle-search.js";
import type { Counts } from "./reader.js";

/** Some 3 milliseconds of work: a message costs a hundredth of it, and nobody waits long for a last part. */
const PART = 96;

/** What the threads share: places in an Int32Array. */
const NEXT = 0;
/** Grows with each part that the second thread has sent: a sign of life, and what is waited on. */
const BEAT = 1;

/** What the second thread is sent. */
export interface PartsMessage {
	readonly search: number;
	/** NUL between the paths: one string is copied a hundred times faster than ten thousand. */
	readonly files: string;
	readonly queries: readonly NeedleQuery[];
	readonly shared: SharedArrayBuffer;
}

/** What it sends back. */
export interface PartFound extends Counts {
	readonly search: number;
	readonly part: number;
	/** Query, file of the part; query, file; ... */
	readonly pairs: readonly number[];
}

/** What a second thread is started with. */
export interface ThreadData {
	readonly root: string;
	readonly port: MessagePort;
}

export class Parts {
	readonly files: readonly string[];
	readonly count: number;
	readonly #state: Int32Array;
	readonly #queries: readonly NeedleQuery[];
	#search: NeedleSearch | null = null;

	constructor(
		files: readonly string[],
		queries: readonly NeedleQuery[],
		shared: SharedArrayBuffer = new SharedArrayBuffer(8),
	) {
		this.files = files;
		this.count = Math.ceil(files.length / PART);
		this.#queries = queries;
		this.#state = new Int32Array(shared);
	}

	message(search: number): PartsMessage {
		return {
			search,
			files: this.files.join("\0"),
			queries: this.#queries,
			shared: this.#state.buffer as SharedArrayBuffer,
		};
	}

	/** The next part that nobody has, or null. */
	take(): number | null {
		const part = Atomics.add(this.#state, NEXT, 1);
		return part < this.count ? part : null;
	}

	/** Query, file of the part; query, file; ... */
	search(part: number, read: ReadBytes): readonly number[] {
		this.#search ??= new NeedleSearch(this.#queries);
		const pairs: number[] = [];
		let at = 0;
		this.#search.run(this.of(part), read, (query, path) => {
			while (this.files[part * PART + at] !== path) at++;
			pairs.push(query, at);
		});
		return pairs;
	}

	of(part: number): readonly string[] {
		return this.files.slice(part * PART, (part + 1) * PART);
	}

	file(part: number, at: number): string {
		return this.files[part * PART + at] as string;
	}

	/** Says that a part was sent. */
	beat(): void {
		Atomics.add(this.#state, BEAT, 1);
		Atomics.notify(this.#state, BEAT);
	}

	/** Waits for a beat, `limit` milliseconds at most. Was there one? */
	wait(beats: number, limit: number): boolean {
		return Atomics.wait(this.#state, BEAT, beats, limit) !== "timed-out";
	}

	get beats(): number {
		return Atomics.load(this.#state, BEAT);
	}
}
