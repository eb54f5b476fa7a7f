/**
 * Look before parsing: which files hold the literals without which they can't matter. All queries are answered
 * in one pass over the tree, and a query that narrows an earlier one is asked of the earlier one's files only.
 */
import type { NeedleQuery } from "../../../transforms/core/types.js";
import { groupBy } from "../../group.js";
import type { Searcher } from "./searcher.js";

/** Earlier queries to look through for one that a new query narrows. */
const MEMO_LOOKED_AT = 64;

export class Prefilter {
	readonly #files: readonly string[];
	readonly #searcher: Searcher;
	readonly #memo = new Map<
		string,
		{ readonly query: NeedleQuery; readonly files: readonly string[] }
	>();

	constructor(files: readonly string[], searcher: Searcher) {
		this.#files = files;
		this.#searcher = searcher;
	}

	/** For each query the files that satisfy it, in the order of the tree. */
	containing(queries: readonly NeedleQuery[]): readonly (readonly string[])[] {
		const keys = queries.map((query) =>
			JSON.stringify([query.all, query.under, query.extensions]),
		);
		const open = new Map<string, NeedleQuery>();
		for (const [index, key] of keys.entries())
			if (!this.#memo.has(key)) open.set(key, queries[index] as NeedleQuery);
		const started = [...this.#byBase(open)].map(([base, group]) => ({
			group,
			found: this.#searcher.start(
				base,
				group.map(([, query]) => query),
			),
		}));
		for (const { group, found } of started) {
			const files = found();
			for (const [index, [key, query]] of group.entries())
				this.#memo.set(key, {
					query,
					files: files[index] as readonly string[],
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
