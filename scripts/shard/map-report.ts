/**
 * The report of a shard of `map`: what its files say by themselves, each with the hash of the file. Where names lead
 * is a question to the whole tree, so the map is made by whoever has all reports and the tree that they speak of.
 */
import { OnepathError } from "../../transforms/core/errors.js";
import type { Language } from "../../transforms/core/language.js";
import { Packer } from "../../transforms/core/map/pack.js";
import type { Pack } from "../../transforms/core/map/pack-layout.js";
import type { FileRecord } from "../../transforms/core/map/record.js";
import type { MapData } from "../../transforms/core/map/types.js";
import { isWhole, unpack } from "../../transforms/core/map/unpack.js";
import { fileHashes } from "../driver/read/tree-digest.js";
import { insideRoot } from "../driver/root.js";
import {
	type MapTreeInput,
	mapRecords,
	openMapTree,
	readRecords,
} from "../map/map-tree.js";
import { HASH, list, OFFSET, record, TEXT } from "../plan-file/schema.js";
import { count } from "../report/lines.js";
import { byPath } from "./counts.js";
import { digestOf, type Undigested } from "./report.js";
import { nullable, RULE, RULE_REST } from "./schema.js";
import { type Shard, shardOf } from "./shard.js";

/** What was asked; paths from the root. */
export type MapCommon = Pick<
	MapTreeInput,
	"paths" | "rules" | "roots" | "ignore" | "include" | "exclude"
>;

export interface MapOwn {
	/** Each with the place of its record among the numbers (`core/map/pack.ts`). */
	readonly files: readonly (readonly [
		path: string,
		hash: string,
		start: number,
	])[];
	readonly strings: readonly string[];
	readonly numbers: readonly number[];
	readonly unread: readonly {
		readonly file: string;
		readonly reason: string;
	}[];
}

export const MAP_COMMON = record({
	paths: list(TEXT),
	rules: list(record(RULE, RULE_REST)),
	roots: nullable(list(TEXT)),
	ignore: list(TEXT),
	include: list(TEXT),
	exclude: list(TEXT),
});

export const MAP_OWN = record({
	files: list({
		type: "array",
		items: [TEXT, HASH, OFFSET],
		minItems: 3,
		maxItems: 3,
		additionalItems: false,
	}),
	strings: list(TEXT),
	numbers: list({ type: "integer", minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }),
	unread: list(record({ file: TEXT, reason: TEXT })),
});

/** Null when it was stopped. Throws `usage` and `rules`. */
export async function mapReport(
	input: MapTreeInput,
	{ index, count: shards }: Shard,
): Promise<Undigested<MapCommon, MapOwn> | null> {
	const { files } = openMapTree(input);
	const own = files.filter(([path]) => shardOf(path, shards) === index);
	const read = await readRecords(input, own);
	if (!read) return null;
	const hashOf = fileHashes(input.root);
	const records = [...read.records.values()]
		.flatMap((byFile) => [...byFile])
		.map(([path, each]): Known => [path, hashOf(path) ?? "", each]);
	const { paths, rules, roots, ignore, include, exclude } = input;
	const inRoot = paths.map(
		(path) => insideRoot(input.root, input.cwd, path) || ".",
	);
	const common = { paths: inRoot, rules, roots, ignore, include, exclude };
	return {
		command: "map",
		ruleDigest: digestOf(rules),
		scopeDigest: digestOf([inRoot, roots, ignore, include, exclude]),
		treeDigest: digestOf(files.map(([path]) => path)),
		files: { total: files.length, own: own.length },
		common,
		own: packed(records, read.unread),
	};
}

/** What a file said, and which content that was. */
type Known = readonly [path: string, hash: string, record: FileRecord];

/** The same bytes whatever the order. */
function packed(records: readonly Known[], unread: MapOwn["unread"]): MapOwn {
	const packer = new Packer();
	const files = byPath([records], ([path]) => path).map(
		([path, hash, each]): MapOwn["files"][number] => [
			path,
			hash,
			packer.add(each),
		],
	);
	const { strings, numbers } = packer.pack();
	return {
		files,
		strings,
		numbers: [...numbers],
		unread: byPath([unread], ({ file }) => file),
	};
}

const packOf = ({ strings, numbers }: MapOwn): Pack => ({
	strings,
	numbers: Int32Array.from(numbers),
});

function recordsOf(own: MapOwn): readonly Known[] {
	const pack = packOf(own);
	return own.files.map(([path, hash, start]) => [
		path,
		hash,
		unpack(pack, start, path),
	]);
}

export function mapFault(own: MapOwn): string | null {
	const pack = packOf(own);
	const torn = own.files.find(([path, , start]) => !isWhole(pack, start, path));
	return torn ? `what it says of ${torn[0]} is torn` : null;
}

/** Of parts in any order, as of one. */
export function mergeMap(parts: readonly MapOwn[]): MapOwn {
	return packed(
		parts.flatMap(recordsOf),
		parts.flatMap(({ unread }) => unread),
	);
}

/** Where the map is made, and for whom. */
export type MapPlace = Pick<
	MapTreeInput,
	"version" | "root" | "languages" | "progress"
>;

/**
 * The map that one run would have made. `whole`: are the reports of all shards there? Throws `usage` for a tree
 * that is not the one they speak of.
 */
export function mapOfReport(
	place: MapPlace,
	common: MapCommon,
	own: MapOwn,
	whole: boolean,
): MapData {
	const input: MapTreeInput = {
		...place,
		...common,
		cwd: place.root,
		store: null,
		jobs: null,
		stopped: () => false,
	};
	const opened = openMapTree(input);
	const known = new Map(recordsOf(own).map((each) => [each[0], each]));
	const unread = new Set(own.unread.map(({ file }) => file));
	const hashOf = fileHashes(place.root);
	const strange: string[] = [];
	const records = new Map<Language, Map<string, FileRecord>>(
		place.languages.map((language) => [language, new Map()]),
	);
	for (const [path, language] of opened.files) {
		const [, hash, said] = known.get(path) ?? [];
		known.delete(path);
		if (said) {
			if (hashOf(path) === hash) records.get(language)?.set(path, said);
			else strange.push(path);
		} else if (!unread.delete(path) && whole) strange.push(path);
	}
	strange.push(...known.keys(), ...unread);
	if (strange.length > 0)
		throw new OnepathError(
			"usage",
			`the reports speak of another tree than ${place.root}: ${[...strange].sort()[0]} is not as it was${strange.length > 1 ? ` (and ${count(strange.length - 1, "more file")})` : ""}; check out the commit that they were made of`,
		);
	return mapRecords(input, opened, { records, unread: own.unread });
}
