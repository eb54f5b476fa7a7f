/**
 * Queries as they are put to a file's bytes: compiled once, asked of many files. Where the time goes: opening,
 * reading and closing a file costs some 25 microseconds, each literal that is looked for everywhere a third of the
 * reading, and the number of literals hardly counts once they are searched together (`search.ts`).
 */
import type { NeedleQuery } from "../../../transforms/core/types.js";
import { groupBy } from "../../group.js";
import { holds, type Literal, LiteralSearch } from "./search.js";

/** Up to here it is faster to search literal by literal. */
const FEW_LITERALS = 4;
/** Up to here it is worth while to look for a literal that queries share. */
const FEW_QUERIES = 16;

/** Bytes of a file, valid until the next call; null where it can't be read. */
export type ReadBytes = (path: string) => Buffer | null;

/** Queries for files with the same endings, matched together. */
interface Scope {
	readonly applies: (path: string) => boolean;
	readonly match: (
		path: string,
		bytes: Buffer,
		satisfied: (query: number) => void,
	) => void;
}

export class NeedleSearch {
	readonly #scopes: readonly Scope[];

	constructor(queries: readonly NeedleQuery[]) {
		const byEndings = groupBy(queries.entries(), ([, { extensions }]) =>
			JSON.stringify(extensions ?? null),
		);
		this.#scopes = [...byEndings.values()].map((group) => scopeOf(group));
	}

	/** Reports each file that satisfies a query, file by file. What no query is about is not read. */
	run(
		files: readonly string[],
		read: ReadBytes,
		found: (query: number, path: string) => void,
	): void {
		for (const path of files) {
			const applying = this.#scopes.filter((scope) => scope.applies(path));
			const bytes = applying.length > 0 ? read(path) : null;
			if (bytes)
				for (const scope of applying)
					scope.match(path, bytes, (query) => found(query, path));
		}
	}
}

/** A query as it is matched: its literals by number, the longest first. */
interface Conjunction {
	readonly index: number;
	readonly all: readonly number[];
	readonly under: string;
}

/**
 * A conjunction is searched by its longest literal, the rarest and the fastest to find; the others are looked for
 * where that one occurs. A few conjunctions are searched by a literal that they share: each literal that is looked
 * for everywhere costs about a third of reading the files. One that all share is looked for first, and only files
 * that hold it are searched for the rest.
 */
function scopeOf(group: readonly (readonly [number, NeedleQuery])[]): Scope {
	const queries = group.map(([index, query]) => {
		return { index, under: query.under ?? "", all: needlesOf(query) };
	});
	const gate = new Set(
		queries.length > 1
			? queries[0]?.all.filter((literal) =>
					queries.every(({ all }) => all.includes(literal)),
				)
			: [],
	);
	const needles = [...new Set(queries.flatMap(({ all }) => all))];
	const literals = literalsOf(needles);
	const numbers = new Map(needles.map((needle, index) => [needle, index]));
	const gates = [...gate].map(
		(needle) => literals[numbers.get(needle) as number] as Literal,
	);
	const shared = sharing(queries);
	const conjunctions = queries.map(({ index, all, under }) => ({
		index,
		under,
		all: all
			.filter((literal) => !gate.has(literal))
			.sort(
				(a, b) => shared(under, b) - shared(under, a) || b.length - a.length,
			)
			.map((needle) => numbers.get(needle) as number),
	}));
	const always = conjunctions.filter(({ all }) => all.length === 0);
	const anchored = groupBy(
		conjunctions.filter(({ all }) => all.length > 0),
		({ all }) => all[0] as number,
	);
	const anchors = [...anchored.keys()];
	const users: readonly (readonly Conjunction[])[] = [...anchored.values()];
	const occurring = occurrences(
		anchors.map((anchor) => literals[anchor] as Literal),
	);
	const below = [...new Set(conjunctions.map(({ under }) => under))];
	const endings = group[0]?.[1].extensions ?? null;
	return {
		applies: (path) =>
			(endings === null || endings.some((ending) => path.endsWith(ending))) &&
			(below.length > FEW_LITERALS ||
				below.some((under) => path.startsWith(under))),
		match: (path, bytes, satisfied) => {
			const covers = ({ under }: Conjunction): boolean =>
				path.startsWith(under);
			if (!gates.every((literal) => holds(bytes, literal))) return;
			for (const query of always) if (covers(query)) satisfied(query.index);
			const known = new Map<number, boolean>();
			const has = (literal: number): boolean => {
				const answer =
					known.get(literal) ?? holds(bytes, literals[literal] as Literal);
				known.set(literal, answer);
				return answer;
			};
			occurring(
				bytes,
				(index) => users[index]?.some(covers) ?? false,
				(index) => {
					known.set(anchors[index] as number, true);
					for (const query of users[index] ?? [])
						if (covers(query) && query.all.every(has)) satisfied(query.index);
				},
			);
		},
	};
}

/** The literals of a query, each once, and what may follow the last behind it: a needle is one string. */
function needlesOf({ all, ends }: NeedleQuery): readonly string[] {
	return [
		...new Set(
			all.map((literal, i) =>
				ends === undefined || i < all.length - 1
					? literal
					: `${literal}${BEHIND}${ends}`,
			),
		),
	];
}

/** No text has it, and so no literal that is looked for. */
const BEHIND = "\0";

function literalsOf(needles: readonly string[]): readonly Literal[] {
	const tables = new Map<string, Uint8Array>();
	return needles.map((needle) => {
		const [literal = "", ends] = needle.split(BEHIND);
		const bytes = Buffer.from(literal, "utf8");
		if (ends === undefined) return { bytes, ends: null };
		const table = tables.get(ends) ?? tableOf(ends);
		tables.set(ends, table);
		return { bytes, ends: table };
	});
}

const tableOf = (ends: string): Uint8Array =>
	Uint8Array.from({ length: 256 }, (_, byte) =>
		byte > 127 || ends.includes(String.fromCharCode(byte)) ? 1 : 0,
	);

/** How many of a few queries about one directory share a literal; where there are many, it makes no odds. */
function sharing(
	queries: readonly {
		readonly all: readonly string[];
		readonly under: string;
	}[],
): (under: string, literal: string) => number {
	const counts = new Map<string, number>();
	if (queries.length <= FEW_QUERIES)
		for (const { all, under } of queries)
			for (const literal of all) {
				const key = `${under}\0${literal}`;
				counts.set(key, (counts.get(key) ?? 0) + 1);
			}
	return (under, literal) => counts.get(`${under}\0${literal}`) ?? 0;
}

/**
 * Reports the literals that a buffer holds: searched one by one while they are few (then `wanted` spares a
 * search), else in one pass.
 */
function occurrences(
	literals: readonly Literal[],
): (
	bytes: Buffer,
	wanted: (index: number) => boolean,
	found: (index: number) => void,
) => void {
	if (literals.length <= FEW_LITERALS)
		return (bytes, wanted, found) => {
			for (const [index, literal] of literals.entries())
				if (wanted(index) && holds(bytes, literal)) found(index);
		};
	const search = new LiteralSearch(literals);
	return (bytes, _wanted, found) => {
		let open = literals.length;
		search.find(bytes, (index) => {
			found(index);
			return --open === 0;
		});
	};
}
