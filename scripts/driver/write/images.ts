/**
 * The bytes of a run's files, before and after, in one file of its record: one file to make durable, however many
 * the run changes. Found by hash, through the index in the record, and checked by it when read.
 */
import {
	closeSync,
	fsyncSync,
	openSync,
	readSync,
	writeFileSync,
} from "node:fs";
import { hashBytes } from "../hash.js";

/** Hash (sha-256 in hex), offset and length in bytes. */
export type ImageIndex = readonly (readonly [string, number, number])[];

export class ImageWriter {
	/** Null when it is closed. */
	#descriptor: number | null;
	readonly #index = new Map<string, readonly [string, number, number]>();
	#length = 0;

	/** Makes the file; one that is there is an error. */
	constructor(path: string) {
		this.#descriptor = openSync(path, "wx", 0o600);
	}

	/** Bytes that are there already are not added twice. */
	add(hash: string, bytes: Buffer): void {
		if (this.#index.has(hash)) return;
		// Writes until all is written; a single write may come back short on a full disk.
		writeFileSync(this.#descriptor as number, bytes);
		this.#index.set(hash, [hash, this.#length, bytes.length]);
		this.#length += bytes.length;
	}

	/** Makes the bytes durable; gives the index for the record. */
	finish(): ImageIndex {
		fsyncSync(this.#descriptor as number);
		this.#close();
		return [...this.#index.values()];
	}

	/** Gives up, finished or not; the file is the caller's to remove. Never throws. */
	abandon(): void {
		try {
			this.#close();
		} catch {
			// Nobody will read it.
		}
	}

	/** Once: the number of a closed descriptor may be another file's by now. */
	#close(): void {
		const descriptor = this.#descriptor;
		this.#descriptor = null;
		if (descriptor !== null) closeSync(descriptor);
	}
}

export class ImageReader {
	readonly #path: string;
	readonly #places: ReadonlyMap<string, readonly [string, number, number]>;

	constructor(path: string, index: ImageIndex) {
		this.#path = path;
		this.#places = new Map(index.map((place) => [place[0], place]));
	}

	/** The bytes behind a hash; null where they are lost or damaged. */
	read(hash: string): Buffer | null {
		const place = this.#places.get(hash);
		if (!place) return null;
		const [, offset, length] = place;
		let descriptor: number | null = null;
		try {
			descriptor = openSync(this.#path, "r");
			const bytes = Buffer.alloc(length);
			for (let at = 0; at < length; ) {
				const read = readSync(descriptor, bytes, at, length - at, offset + at);
				if (read === 0) return null;
				at += read;
			}
			return hashBytes(bytes) === hash ? bytes : null;
		} catch {
			return null;
		} finally {
			if (descriptor !== null) closeSync(descriptor);
		}
	}
}
