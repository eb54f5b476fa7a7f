/**
 * One part of a tree read into records: the same function in a worker thread and without one. A file belongs to a
 * part by its path, so neither the number of workers nor other files change what a part of the cache holds.
 */
import type { Language } from "../../../transforms/core/language.js";
import { PACK_VERSION, pack } from "../../../transforms/core/map/pack.js";
import { hashBytes } from "../hash.js";
import { isBundle } from "../read/policy.js";
import { Reader } from "../read/reader.js";
import {
	type CachedRecord,
	cacheFile,
	readCache,
	writeCache,
	writeLines,
} from "./facts-cache.js";

export const SHARDS = 16;

export interface ShardInput {
	/** Absolute, without a trailing slash. */
	readonly root: string;
	/** Absolute path of the store, or null: no cache. */
	readonly store: string | null;
	/** Of onepath. */
	readonly version: string;
}

/** A file, and the place of its language in the list of languages. */
export type ShardFile = readonly [path: string, language: number];

export interface ShardOutput {
	/** Lines as the cache has them. */
	readonly lines: string;
	readonly unread: readonly {
		readonly file: string;
		readonly reason: string;
	}[];
}

/** FNV-1a of the path. */
export function shardOf(path: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < path.length; i++)
		hash = Math.imul(hash ^ path.charCodeAt(i), 0x01000193);
	return (hash >>> 0) % SHARDS;
}

export class ShardReader {
	readonly #input: ShardInput;
	readonly #languages: readonly Language[];
	readonly #reader: Reader;

	constructor(input: ShardInput, languages: readonly Language[]) {
		this.#input = input;
		this.#languages = languages;
		this.#reader = new Reader(input.root);
	}

	read(shard: number, files: readonly ShardFile[]): ShardOutput {
		const { store } = this.#input;
		const version = `${this.#input.version}+${PACK_VERSION}`;
		const file = store && cacheFile(store, shard);
		const known = file === null ? new Map() : readCache(file, version);
		const unread: { file: string; reason: string }[] = [];
		const records: CachedRecord[] = [];
		let fresh = known.size !== files.length;
		for (const [path, language] of files) {
			const bytes = this.#reader.bytes(path);
			if (!bytes) {
				unread.push({
					file: path,
					reason: this.#reader.unreadable.get(path) ?? "can't be read",
				});
				continue;
			}
			const hash = file === null ? "" : hashBytes(bytes);
			const cached = known.get(path);
			if (cached?.hash === hash && file !== null) {
				records.push(cached);
				continue;
			}
			fresh = true;
			const record = this.#record(path, bytes, language);
			if (record.reason === undefined)
				records.push({ hash, path, record: record.json });
			else unread.push({ file: path, reason: record.reason });
		}
		const lines = writeLines(records);
		if (file !== null && fresh) writeCache(file, version, lines);
		return { lines, unread };
	}

	#record(
		path: string,
		bytes: Buffer,
		index: number,
	): { readonly json: string; readonly reason?: string } {
		const language = this.#languages[index] as Language;
		const decoded = language.decode(path, bytes);
		if (decoded.kind === "refused") return { json: "", reason: decoded.reason };
		if (isBundle(decoded.file.text))
			return { json: "", reason: "is one line of code that no person writes" };
		return { json: JSON.stringify(pack(language.map.record(decoded.file))) };
	}
}
