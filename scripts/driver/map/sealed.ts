/**
 * Files of a cache: a head that says what it is, of which version, and the hash of the rest. A file of another version,
 * a torn or a foreign one is the same as none.
 *
 *   HEAD SHA-256-OF-THE-REST
 *   ...
 */
import {
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { hashBytes } from "../hash.js";

/** The rest of a file with this head; null where there is none. */
export function readSealed(file: string, head: string): Buffer | null {
	let bytes: Buffer;
	try {
		bytes = readFileSync(file);
	} catch {
		return null;
	}
	const end = bytes.indexOf("\n");
	const rest = bytes.subarray(end + 1);
	return end >= 0 &&
		bytes.toString("utf8", 0, end) === `${head} ${hashBytes(rest)}`
		? rest
		: null;
}

/** Whole or not at all. A cache that can't be written is one that is not there. */
export function writeSealed(
	file: string,
	head: string,
	rest: Uint8Array,
): void {
	const temporary = `${file}.${process.pid}.tmp`;
	try {
		mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
		// A new file: what has the name may be a link that came with the tree.
		rmSync(temporary, { force: true });
		writeFileSync(
			temporary,
			Buffer.concat([Buffer.from(`${head} ${hashBytes(rest)}\n`), rest]),
			{ flag: "wx", mode: 0o600 },
		);
		renameSync(temporary, file);
	} catch {
		rmSync(temporary, { force: true });
	}
}
