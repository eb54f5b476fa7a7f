/**
 * The one place that reads files of the tree. One buffer is reused for all of them (half the time of allocating
 * one each), and what can't be read is remembered with its reason, never thrown.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { SIZE_LIMIT, TOO_LARGE } from "./policy.js";

/** A link that took a listed file's place is not followed; a pipe or device that did does not block. */
const FLAGS =
	constants.O_RDONLY |
	(constants.O_NOFOLLOW ?? 0) |
	(constants.O_NONBLOCK ?? 0);

export interface Counts {
	readonly bytesRead: number;
	readonly unreadable: readonly (readonly [path: string, why: string])[];
}

export class Reader {
	readonly #root: string;
	#buffer = Buffer.allocUnsafeSlow(1 << 20);
	/** Path -> why it could not be read. */
	readonly unreadable = new Map<string, string>();
	bytesRead = 0;

	/** `root` is an absolute path without a trailing slash. */
	constructor(root: string) {
		this.#root = root;
	}

	/** What another reader of the same tree has counted. */
	add({ bytesRead, unreadable }: Counts): void {
		this.bytesRead += bytesRead;
		for (const [path, why] of unreadable) this.unreadable.set(path, why);
	}

	/** What was counted since the last time. */
	takeCounts(): Counts {
		const counts = {
			bytesRead: this.bytesRead,
			unreadable: [...this.unreadable],
		};
		this.bytesRead = 0;
		this.unreadable.clear();
		return counts;
	}

	/** The bytes of a file, valid until the next call, or null. */
	readonly bytes = (path: string): Buffer | null => {
		let descriptor: number | null = null;
		try {
			descriptor = openSync(`${this.#root}/${path}`, FLAGS);
			const length = this.#fill(descriptor);
			this.bytesRead += length;
			return this.#buffer.subarray(0, length);
		} catch (error) {
			this.unreadable.set(path, reason(error));
			return null;
		} finally {
			if (descriptor !== null) closeSync(descriptor);
		}
	};

	#fill(descriptor: number): number {
		for (let length = 0; ; ) {
			const read = readSync(
				descriptor,
				this.#buffer,
				length,
				this.#buffer.length - length,
				null,
			);
			length += read;
			// A regular file gives less than asked only at its end.
			if (length < this.#buffer.length) return length;
			// Asked of large files alone, and before they are read to the end.
			if (fstatSync(descriptor).size > SIZE_LIMIT || length > SIZE_LIMIT)
				throw new Error(TOO_LARGE);
			const larger = Buffer.allocUnsafeSlow(length * 2);
			this.#buffer.copy(larger, 0, 0, length);
			this.#buffer = larger;
		}
	}
}

const REASONS: Readonly<Record<string, string>> = {
	EACCES: "permission denied",
	EPERM: "permission denied",
	EISDIR: "is a directory",
	ELOOP: "is a symbolic link",
	ENOENT: "is gone",
};

function reason(error: unknown): string {
	const { code, message } = error as NodeJS.ErrnoException;
	return code === undefined ? message : (REASONS[code] ?? code);
}
