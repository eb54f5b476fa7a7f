/**
 * Look before parsing: which files hold the literals without which they can't matter. All queries are answered
 * in one pass over the tree, and a query that narrows an earlier one is asked of the earlier one's files only.
 */
import type { NeedleQuery } from "../../transforms/core/types.js";
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
		const open = new Map(
			keys
				.map((key, index) => [key, queries[index] as NeedleQuery])
				.filter(([key]) => !this.#memo.has(key as string)) as [
				string,
				NeedleQuery,
			][],
		);
		for (const [base, group] of this.#byBase([...open.entries()])) {
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
	#byBase(
		open: readonly (readonly [string, NeedleQuery])[],
	): Map<readonly string[], (readonly [string, NeedleQuery])[]> {
		const groups = new Map<
			readonly string[],
			(readonly [string, NeedleQuery])[]
		>();
		const earlier = [...this.#memo.values()]
			.sort((a, b) => a.files.length - b.files.length)
			.slice(0, MEMO_LOOKED_AT);
		for (const entry of open) {
			const base =
				earlier.find(({ query }) => narrows(entry[1], query))?.files ??
				this.#files;
			const group = groups.get(base);
			if (group) group.push(entry);
			else groups.set(base, [entry]);
		}
		return groups;
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
	const byScope = new Map<string, number[]>();
	for (const [index, { under, extensions }] of queries.entries()) {
		const key = JSON.stringify([under ?? "", extensions ?? null]);
		const known = byScope.get(key);
		if (known) known.push(index);
		else byScope.set(key, [index]);
	}
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

/** Matches conjunctions of literals; `names[i]` is what `conjunctions[i]` is reported as. */
function matcher(
	conjunctions: readonly (readonly string[])[],
	names: readonly number[],
): Scope["match"] {
	const literals = [...new Set(conjunctions.flat())];
	const numbers = new Map(literals.map((literal, index) => [literal, index]));
	const bytesOf = literals.map((literal) => Buffer.from(literal, "utf8"));
	const queries = conjunctions.map((all) =>
		// The longest literal is the rarest and the fastest to search, so it decides most files.
		[...new Set(all)]
			.sort((a, b) => b.length - a.length)
			.map((literal) => numbers.get(literal) as number),
	);
	return literals.length <= FEW_LITERALS
		? matchFew(bytesOf, queries, names)
		: matchMany(bytesOf, queries, names);
}

function matchFew(
	literals: readonly Buffer[],
	queries: readonly (readonly number[])[],
	names: readonly number[],
): Scope["match"] {
	return (bytes, satisfied) => {
		const known = new Map<number, boolean>();
		const has = (literal: number): boolean => {
			const answer =
				known.get(literal) ?? bytes.includes(literals[literal] as Buffer);
			known.set(literal, answer);
			return answer;
		};
		for (const [index, all] of queries.entries())
			if (all.every(has)) satisfied(names[index] as number);
	};
}

/** Counts down the literals that each query still lacks, so that a file costs what it contains, not what is asked. */
function matchMany(
	literals: readonly Buffer[],
	queries: readonly (readonly number[])[],
	names: readonly number[],
): Scope["match"] {
	const users = literals.map((): number[] => []);
	for (const [query, all] of queries.entries())
		for (const literal of all) users[literal]?.push(query);
	const search = new LiteralSearch(literals);
	const lacking = new Int32Array(queries.length);
	const trivial = queries.filter((all) => all.length === 0).length;
	const needed = Int32Array.from(queries, (all) => all.length);
	return (bytes, satisfied) => {
		lacking.set(needed);
		let open = queries.length - trivial;
		for (const [index, all] of queries.entries())
			if (all.length === 0) satisfied(names[index] as number);
		search.find(bytes, (literal) => {
			for (const query of users[literal] as readonly number[]) {
				lacking[query] = (lacking[query] as number) - 1;
				if (lacking[query] !== 0) continue;
				satisfied(names[query] as number);
				open--;
			}
			return open === 0;
		});
	};
}
