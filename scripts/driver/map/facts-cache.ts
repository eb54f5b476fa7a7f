/**
 * Records of files between runs, in `.onepath/cache`: a few files of lines, each with the hash of the content that
 * it speaks of. Never trusted further than that: a cache of another version, a torn or a foreign file is the same
 * as none, and deleting it costs time only.
 *
 *   onepath-facts VERSION SHA-256-OF-THE-REST
 *   SHA-256-OF-CONTENT PATH-AS-JSON <tab> RECORD-AS-JSON
 */
import {
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { hashBytes } from "../hash.js";
import { openStore } from "../write/store.js";

const NAME = "onepath-facts";

/** One line: a record as its JSON, not read before somebody needs it. */
export interface CachedRecord {
	readonly hash: string;
	readonly path: string;
	readonly record: string;
}

export function writeLines(records: readonly CachedRecord[]): string {
	return records
		.map(
			({ hash, path, record }) =>
				`${hash} ${JSON.stringify(path)}\t${record}\n`,
		)
		.join("");
}

export function* readLines(text: string): Generator<CachedRecord> {
	for (let at = 0; at < text.length; ) {
		const end = text.indexOf("\n", at);
		const space = text.indexOf(" ", at);
		const tab = text.indexOf("\t", at);
		if (end < 0 || space < 0 || tab < space || end < tab) return;
		yield {
			hash: text.slice(at, space),
			path: JSON.parse(text.slice(space + 1, tab)),
			record: text.slice(tab + 1, end),
		};
		at = end + 1;
	}
}

/** What a file of the cache holds, by path; empty when it is not one of this version. */
export function readCache(
	file: string,
	version: string,
): ReadonlyMap<string, CachedRecord> {
	let text: string;
	try {
		text = readFileSync(file, "utf8");
	} catch {
		return new Map();
	}
	const end = text.indexOf("\n");
	const lines = text.slice(end + 1);
	if (end < 0 || text.slice(0, end) !== head(version, lines)) return new Map();
	return new Map([...readLines(lines)].map((line) => [line.path, line]));
}

/** Whole or not at all. A cache that can't be written is one that is not there. */
export function writeCache(file: string, version: string, lines: string): void {
	const temporary = `${file}.${process.pid}.tmp`;
	try {
		mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
		writeFileSync(temporary, `${head(version, lines)}\n${lines}`, {
			mode: 0o600,
		});
		renameSync(temporary, file);
	} catch {
		rmSync(temporary, { force: true });
	}
}

/** The store of a root, made where it can be; null where it can't, and then nothing is kept. */
export function cacheStore(root: string): string | null {
	try {
		return openStore(root);
	} catch {
		return null;
	}
}

export const cacheFile = (store: string, shard: number): string =>
	join(store, "cache", `facts-${shard}`);

const head = (version: string, lines: string): string =>
	`${NAME} ${version} ${hashBytes(lines)}`;
