/**
 * Records of files between runs, in `.onepath/cache/facts`: of each file the hash of the content that the record
 * speaks of, and how the file looked to the system then. Never trusted further than that: a cache of another
 * version, a torn or a foreign one is the same as none, and deleting it costs time only.
 *
 *   onepath-facts VERSION SHA-256-OF-THE-REST
 *   {"files": [...], "hashes": [...], ...}        the tables, on one line of JSON
 *   ...                                           the numbers of the packs
 */
import { endianness } from "node:os";
import { join } from "node:path";
import { Packer } from "../../../transforms/core/map/pack.js";
import {
	PACK_VERSION,
	type Pack,
} from "../../../transforms/core/map/pack-layout.js";
import { unpack } from "../../../transforms/core/map/unpack.js";
import { openStore } from "../write/store.js";
import { readSealed, writeSealed } from "./sealed.js";
import { type Stamp, stampAt } from "./stamp.js";

const NAME = "onepath-facts";

/** A record in a pack, and the content that it speaks of. */
export interface CachedFile {
	/** Sha-256 of the file's bytes. */
	readonly hash: string;
	/** Null: only the hash says whether the file is the same. */
	readonly stamp: Stamp | null;
	readonly pack: Pack;
	/** Where in the pack it starts. */
	readonly start: number;
}

export type Facts = ReadonlyMap<string, CachedFile>;

interface Tables {
	readonly files: readonly string[];
	readonly hashes: readonly string[];
	/** Of each file as many numbers as a stamp has; -1 where there is none. */
	readonly stamps: readonly number[];
	/** Of each file the pack and the place in it. */
	readonly packs: readonly number[];
	readonly starts: readonly number[];
	/** Of each pack. */
	readonly strings: readonly (readonly string[])[];
	readonly lengths: readonly number[];
}

/** What the cache holds, by path; empty when it is not one of this version. */
export function readCache(file: string, version: string): Facts {
	const rest = readSealed(file, headOf(version));
	if (!rest) return new Map();
	const end = rest.indexOf("\n");
	const tables = JSON.parse(rest.toString("utf8", 0, end)) as Tables;
	// A copy, since numbers must lie at a multiple of four.
	const numbers = new Int32Array((rest.length - end - 1) / 4);
	Buffer.from(numbers.buffer).set(rest.subarray(end + 1));
	let from = 0;
	const packs = tables.strings.map((strings, i): Pack => {
		const to = from + (tables.lengths[i] as number);
		const pack = { strings, numbers: numbers.subarray(from, to) };
		from = to;
		return pack;
	});
	return new Map(
		tables.files.map((path, i) => [
			path,
			{
				hash: tables.hashes[i] as string,
				stamp: stampAt(tables.stamps, i),
				pack: packs[tables.packs[i] as number] as Pack,
				start: tables.starts[i] as number,
			},
		]),
	);
}

/** Whole or not at all. A cache that can't be written is one that is not there. */
export function writeCache(file: string, version: string, facts: Facts): void {
	const entries = [...compact(facts)];
	const packs = [...new Set(entries.map(([, { pack }]) => pack))];
	const numberOf = new Map(packs.map((pack, i) => [pack, i]));
	const tables: Tables = {
		files: entries.map(([path]) => path),
		hashes: entries.map(([, { hash }]) => hash),
		stamps: entries.flatMap(([, { stamp }]) => stamp ?? NO_STAMP),
		packs: entries.map(([, { pack }]) => numberOf.get(pack) as number),
		starts: entries.map(([, { start }]) => start),
		strings: packs.map(({ strings }) => strings),
		lengths: packs.map(({ numbers }) => numbers.length),
	};
	const rest = Buffer.concat([
		Buffer.from(`${JSON.stringify(tables)}\n`),
		...packs.map(({ numbers: { buffer, byteOffset, byteLength } }) =>
			Buffer.from(buffer, byteOffset, byteLength),
		),
	]);
	writeSealed(file, headOf(version), rest);
}

const NO_STAMP: Stamp = [-1, 0, 0, 0];

/** Each run with a change leaves a pack more, and records in the others that are nobody's any more. */
const MOST_PACKS = 48;

function compact(facts: Facts): Facts {
	if (new Set([...facts.values()].map(({ pack }) => pack)).size <= MOST_PACKS)
		return facts;
	const packer = new Packer();
	const starts = [...facts].map(([path, { pack, start }]) =>
		packer.add(unpack(pack, start, path)),
	);
	const pack = packer.pack();
	return new Map(
		[...facts].map(([path, known], i) => [
			path,
			{ ...known, pack, start: starts[i] as number },
		]),
	);
}

/** The store of a root, made where it can be; null where it can't, and then nothing is kept. */
export function cacheStore(root: string): string | null {
	try {
		return openStore(root);
	} catch {
		return null;
	}
}

export const cacheFile = (store: string): string =>
	join(store, "cache", "facts");

const headOf = (version: string): string =>
	`${NAME} ${version}+${PACK_VERSION}+${endianness()}`;
