/**
 * By what the state of a tree is known: every scanned path with the hash of its bytes. Two machines whose digests
 * are equal have read the same tree, so what they say of its parts fits together.
 */
import { createHash } from "node:crypto";
import { hashBytes } from "../hash.js";
import { Reader } from "./reader.js";

/** What stands for a file that can't be read; no hash looks like it. */
const UNREADABLE = "-";

/** `root` is absolute; `files` are root-relative and sorted. */
export function treeDigest(root: string, files: readonly string[]): string {
	const hash = createHash("sha256");
	const hashOf = fileHashes(root);
	for (const path of files)
		hash.update(`${JSON.stringify(path)} ${hashOf(path) ?? UNREADABLE}\n`);
	return hash.digest("hex");
}

/** The sha-256 of a file's bytes, or null where it can't be read. */
export function fileHashes(root: string): (path: string) => string | null {
	const reader = new Reader(root);
	return (path) => {
		const bytes = reader.bytes(path);
		return bytes && hashBytes(bytes);
	};
}
