/**
 * Look before parsing: which files hold the literals without which they can't matter. All queries are answered
 * in one pass over the tree, and a query that narrows an earlier one is asked of the earlier one's files only.
 */
import type { NeedleQuery } from "../../transforms/core/types.js";
import { groupBy } from "../group.js";
import { LiteralSearch } from "./search.js";

/** Bytes of a file, valid until the next call; null where it can't be read. */
export type ReadBytes = (path: string) => Buffer | null;

/** Up to here it is faster to search literal by literal. */
const FEW_LITERALS = 4;
/** Earlier queries to look through for one that a new query narrows. */
const MEMO_LOOKED_AT = 64;

/** Queries with the same scope, matched together. */
interface Scope {
	readonly applies: (path: string) => boolean;
	readonly match: (bytes: Buffer, satisfied: (query: number) => void) => void;
}

export class Prefilter {
	readonly #files: readonly string[];
	readonly #read: ReadBytes;
	readonly #memo = new Map<
		string,
		{ readonly query: NeedleQuery; readonly files: readonly string[] }
	>();

	constructor(files: readonly string[], read: ReadBytes) {
		this.#files = files;
		this.#read = read;
	}

	/** For each query the files that satisfy it, in the order of the tree. */
	containing(queries: readonly NeedleQuery[]): readonly (readonly string[])[] {
		const keys = queries.map((query) =>
			JSON.stringify([query.all, query.under, query.extensions]),
		);
		const open = new Map<string, NeedleQuery>();
		for (const [index, key] of keys.entries())
			if (!this.#memo.has(key)) open.set(key, queries[index] as NeedleQuery);
		for (const [base, group] of this.#byBase(open)) {
			const found = search(
				base,
				group.map(([, query]) => query),
				this.#read,
			);
			for (const [index, [key, query]] of group.entries())
				this.#memo.set(key, {
					query,
					files: found[index] as readonly string[],
				});
		}
		return keys.map((key) => this.#memo.get(key)?.files ?? []);
	}

	/** Open queries by the files that they need to be asked of. */
	#byBase(open: ReadonlyMap<string, NeedleQuery>) {
		const earlier = [...this.#memo.values()]
			.sort((a, b) => a.files.length - b.files.length)
			.slice(0, MEMO_LOOKED_AT);
		return groupBy(
			open,
			([, query]) =>
				earlier.find((known) => narrows(query, known.query))?.files ??
				this.#files,
		);
	}
}

/** Does every file that satisfies `query` satisfy `wider`, too? */
function narrows(query: NeedleQuery, wider: NeedleQuery): boolean {
	return (
		(query.under ?? "").startsWith(wider.under ?? "") &&
		(wider.extensions === undefined ||
			(query.extensions?.every((ending) =>
				wider.extensions?.includes(ending),
			) ??
				false)) &&
		wider.all.every((literal) => query.all.some((own) => own.includes(literal)))
	);
}

/** For each query the files that satisfy it, in the order given. */
export function search(
	files: readonly string[],
	queries: readonly NeedleQuery[],
	read: ReadBytes,
): readonly (readonly string[])[] {
	const found: string[][] = queries.map(() => []);
	const scopes = scopesOf(queries);
	for (const path of files) {
		const applying = scopes.filter((scope) => scope.applies(path));
		const bytes = applying.length > 0 ? read(path) : null;
		if (bytes)
			for (const scope of applying)
				scope.match(bytes, (query) => found[query]?.push(path));
	}
	return found;
}

function scopesOf(queries: readonly NeedleQuery[]): readonly Scope[] {
	const byScope = groupBy(queries.keys(), (index) => {
		const { under = "", extensions = null } = queries[index] as NeedleQuery;
		return JSON.stringify([under, extensions]);
	});
	return [...byScope.values()].map((indexes) => {
		const { under = "", extensions = null } = queries[
			indexes[0] as number
		] as NeedleQuery;
		return {
			applies: (path) =>
				path.startsWith(under) &&
				(extensions === null ||
					extensions.some((ending) => path.endsWith(ending))),
			match: matcher(
				indexes.map((index) => (queries[index] as NeedleQuery).all),
				indexes,
			),
		};
	});
}

/**
 * Matches conjunctions of literals; `names[i]` is what `conjunctions[i]` is reported as. A conjunction is searched
 * by its longest literal, the rarest and the fastest to find; the others are looked for where that one occurs.
 */
function matcher(
	conjunctions: readonly (readonly string[])[],
	names: readonly number[],
): Scope["match"] {
	const literals = [...new Set(conjunctions.flat())];
	const bytesOf = literals.map((literal) => Buffer.from(literal, "utf8"));
	const numbers = new Map(literals.map((literal, index) => [literal, index]));
	const queries = conjunctions.map((all, index) => ({
		name: names[index] as number,
		all: [...new Set(all)]
			.sort((a, b) => b.length - a.length)
			.map((literal) => numbers.get(literal) as number),
	}));
	const always = queries.filter(({ all }) => all.length === 0);
	const anchored = groupBy(
		queries.filter(({ all }) => all.length > 0),
		({ all }) => all[0] as number,
	);
	const anchors = [...anchored.keys()];
	const occurring = occurrences(
		anchors.map((anchor) => bytesOf[anchor] as Buffer),
	);
	return (bytes, satisfied) => {
		for (const { name } of always) satisfied(name);
		const known = new Map<number, boolean>();
		const has = (literal: number): boolean => {
			const answer =
				known.get(literal) ?? bytes.includes(bytesOf[literal] as Buffer);
			known.set(literal, answer);
			return answer;
		};
		occurring(bytes, (index) => {
			const anchor = anchors[index] as number;
			known.set(anchor, true);
			for (const { name, all } of anchored.get(anchor) ?? [])
				if (all.every(has)) satisfied(name);
		});
	};
}

/** Reports the literals that a buffer holds: searched one by one while they are few, else in one pass. */
function occurrences(
	literals: readonly Buffer[],
): (bytes: Buffer, found: (index: number) => void) => void {
	if (literals.length <= FEW_LITERALS)
		return (bytes, found) => {
			for (const [index, literal] of literals.entries())
				if (bytes.includes(literal)) found(index);
		};
	const search = new LiteralSearch(literals);
	return (bytes, found) => {
		let open = literals.length;
		search.find(bytes, (index) => {
			found(index);
			return --open === 0;
		});
	};
}
