/**
 * All files of a tree as records: those that look as they did, from the cache; the others are read, and what they
 * say is kept for the next run.
 */
import type { Language } from "../../../transforms/core/language.js";
import type { FileRecord } from "../../../transforms/core/map/record.js";
import type { MapCoverage } from "../../../transforms/core/map/types.js";
import { unpack } from "../../../transforms/core/map/unpack.js";
import {
	type CachedFile,
	cacheFile,
	type Facts,
	readCache,
	writeCache,
} from "./facts-cache.js";
import type { PartFile, PartOutput } from "./part.js";
import { sameStamp, stampOf } from "./stamp.js";
import { readParts } from "./workers.js";

export interface SurveyInput {
	/** Absolute, without a trailing slash. */
	readonly root: string;
	/** Absolute path of the store, or null: no cache. */
	readonly store: string | null;
	/** Of onepath. */
	readonly version: string;
	readonly files: readonly (readonly [path: string, language: Language])[];
	readonly languages: readonly Language[];
	/** Null: as many as there are processors. */
	readonly jobs: number | null;
	readonly progress: (done: number, total: number) => void;
	/** Milliseconds for one file; a minute when absent. */
	readonly limit?: number;
	/** Has the run been stopped? */
	readonly stopped: () => boolean;
}

export interface Survey {
	/** By language, in the order of the files. */
	readonly records: ReadonlyMap<Language, ReadonlyMap<string, FileRecord>>;
	readonly unread: MapCoverage["unread"];
	/** Sha-256 of a file's bytes; undefined for one that was not read. */
	hashOf(path: string): string | undefined;
}

/** Null when it was stopped. */
export async function survey(input: SurveyInput): Promise<Survey | null> {
	const { root, store, version, files, languages, jobs, limit, stopped } =
		input;
	const file = store === null ? null : cacheFile(store);
	const cached: Facts = file === null ? new Map() : readCache(file, version);
	const found = new Map<string, CachedFile>();
	const stale: PartFile[] = [];
	for (const [path, language] of files) {
		const known = cached.get(path);
		if (known?.stamp && sameStamp(known.stamp, stampOf(`${root}/${path}`)))
			found.set(path, known);
		else stale.push([path, languages.indexOf(language), known?.hash ?? ""]);
	}
	const unread: MapCoverage["unread"][number][] = [];
	let done = found.size;
	let fresh = cached.size !== found.size;
	const take = (output: PartOutput, count: number): void => {
		for (const [path, start, hash, stamp] of output.files) {
			const known = start < 0 ? (cached.get(path) as CachedFile) : null;
			found.set(path, {
				hash,
				stamp,
				pack: known?.pack ?? output.pack,
				start: known?.start ?? start,
			});
			fresh = true;
		}
		unread.push(...output.unread);
		done += count;
		input.progress(done, files.length);
	};
	const keep = file !== null;
	const finished = await readParts({
		...{ root, keep, files: stale, languages, jobs, stopped, take },
		...(limit !== undefined && { limit }),
	});
	if (!finished) return null;
	const records = new Map<Language, Map<string, FileRecord>>(
		languages.map((language) => [language, new Map()]),
	);
	const kept = new Map<string, CachedFile>();
	for (const [path, language] of files) {
		const known = found.get(path);
		if (!known) continue;
		kept.set(path, known);
		const record = unpack(known.pack, known.start, path);
		records.get(language)?.set(path, record);
	}
	if (file !== null && fresh) writeCache(file, version, kept);
	return { records, unread, hashOf: (path) => kept.get(path)?.hash };
}
