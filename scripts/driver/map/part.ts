/**
 * Some files of a tree read into records: the same function in a worker thread and without one. What a file says
 * depends on its path and bytes alone, so neither the number of workers nor other files change it.
 */
import type { Language } from "../../../transforms/core/language.js";
import { Packer } from "../../../transforms/core/map/pack.js";
import type { Pack } from "../../../transforms/core/map/pack-layout.js";
import { hashBytes } from "../hash.js";
import { isBundle } from "../read/policy.js";
import { Reader } from "../read/reader.js";
import { type Stamp, stampOf } from "./stamp.js";

export interface PartInput {
	/** Absolute, without a trailing slash. */
	readonly root: string;
	/** Is what is read kept, so that hashes and stamps are wanted? */
	readonly keep: boolean;
}

/** A file, the place of its language in the list of languages, and the hash of its record in the cache, or `""`. */
export type PartFile = readonly [path: string, language: number, hash: string];

/** A file that was read. `start`: its record in the pack; -1: the one in the cache still speaks of it. */
export type ReadFile = readonly [
	path: string,
	start: number,
	hash: string,
	stamp: Stamp | null,
];

export interface PartOutput {
	readonly pack: Pack;
	readonly files: readonly ReadFile[];
	readonly unread: readonly {
		readonly file: string;
		readonly reason: string;
	}[];
}

/** Files between two turns of the event loop. */
const TURN = 128;

export class PartReader {
	readonly #input: PartInput;
	readonly #languages: readonly Language[];
	readonly #reader: Reader;

	constructor(input: PartInput, languages: readonly Language[]) {
		this.#input = input;
		this.#languages = languages;
		this.#reader = new Reader(input.root);
	}

	/** `at` is told the place of each file before it is read: it may be the last that this thread reads. */
	async read(
		part: readonly PartFile[],
		at: (place: number) => void = () => {},
	): Promise<PartOutput> {
		const { root, keep } = this.#input;
		const packer = new Packer();
		const files: ReadFile[] = [];
		const unread: { file: string; reason: string }[] = [];
		for (const [place, [path, language, known]] of part.entries()) {
			at(place);
			// Parsers give back memory when the event loop turns.
			if (place % TURN === TURN - 1)
				await new Promise((resolve) => setImmediate(resolve));
			// Before it is read: what is written in between changes the looks, and the next run reads it again.
			const stamp = keep ? stampOf(`${root}/${path}`) : null;
			const bytes = this.#reader.bytes(path);
			if (!bytes) {
				const reason = this.#reader.unreadable.get(path) ?? "can't be read";
				unread.push({ file: path, reason });
				continue;
			}
			const hash = keep ? hashBytes(bytes) : "";
			if (known !== "" && known === hash) {
				files.push([path, -1, hash, stamp]);
				continue;
			}
			const added = this.#add(path, bytes, language, packer);
			if (typeof added === "number") files.push([path, added, hash, stamp]);
			else unread.push({ file: path, reason: added });
		}
		return { pack: packer.pack(), files, unread };
	}

	/** Where the record starts, or why there is none. */
	#add(
		path: string,
		bytes: Buffer,
		index: number,
		packer: Packer,
	): number | string {
		const language = this.#languages[index] as Language;
		const decoded = language.decode(path, bytes);
		if (decoded.kind === "refused") return decoded.reason;
		if (isBundle(decoded.file.text))
			return "is one line of code that no person writes";
		try {
			return packer.add(language.map.record(decoded.file));
		} catch (error) {
			// One file that nests without end is not to take the map of all others with it.
			return error instanceof RangeError
				? "nested too deeply to be read"
				: `could not be read: ${(error as Error).message}`;
		}
	}
}
