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
	readonly #memo = new Map<string, Answered>();
	/** Those of one literal, by it. */
	readonly #single = new Map<string, Answered[]>();
	/** Searches that were begun, by the keys of their queries. */
	readonly #expected = new Map<string, () => readonly string[]>();

	constructor(files: readonly string[], searcher: Searcher) {
		this.#files = files;
		this.#searcher = searcher;
	}

	/**
	 * Begins to look for what will be asked, where a second thread does it: a search that waits for its question would
	 * be a pass of its own beside that of the questions which nobody foresaw.
	 */
	expect(queries: readonly NeedleQuery[]): void {
		if (!this.#searcher.ahead) return;
		for (const { group, found } of this.#start(this.#open(queries)))
			for (const [index, [key]] of group.entries())
				this.#expected.set(key, () => found()[index] as readonly string[]);
	}

	/** For each query the files that satisfy it, in the order of the tree. */
	containing(queries: readonly NeedleQuery[]): readonly (readonly string[])[] {
		const started = this.#start(this.#open(queries));
		for (const { group, found } of started) {
			const files = found();
			for (const [index, [key, query]] of group.entries())
				this.#answer(key, { query, files: files[index] as readonly string[] });
		}
		return queries.map((query) => this.#known(query));
	}

	/** Those that nobody has asked or foreseen. */
	#open(queries: readonly NeedleQuery[]): ReadonlyMap<string, NeedleQuery> {
		return new Map(
			queries
				.map((query) => [keyOf(query), query] as const)
				.filter(([key]) => !this.#memo.has(key) && !this.#expected.has(key)),
		);
	}

	#start(open: ReadonlyMap<string, NeedleQuery>) {
		return [...this.#byBase(open)].map(([base, group]) => ({
			group,
			found: this.#searcher.start(
				base,
				group.map(([, query]) => query),
			),
		}));
	}

	#known(query: NeedleQuery): readonly string[] {
		const key = keyOf(query);
		const files = this.#expected.get(key)?.();
		if (files) {
			this.#expected.delete(key);
			this.#answer(key, { query, files });
		}
		return this.#memo.get(key)?.files ?? [];
	}

	/** Open queries by the files that they need to be asked of. */
	#byBase(open: ReadonlyMap<string, NeedleQuery>) {
		const earlier = [...this.#memo.values()]
			.sort((a, b) => a.files.length - b.files.length)
			.slice(0, MEMO_LOOKED_AT);
		return groupBy(open, ([, query]) => {
			const wider = (known: Answered): boolean => narrows(query, known.query);
			// Of ten thousand answers those that share a literal are worth a look, wherever they stand.
			const shared = query.all.flatMap(
				(literal) => this.#single.get(literal) ?? [],
			);
			return (shared.find(wider) ?? earlier.find(wider))?.files ?? this.#files;
		});
	}

	#answer(key: string, answered: Answered): void {
		this.#memo.set(key, answered);
		const [literal, ...more] = answered.query.all;
		if (literal === undefined || more.length > 0) return;
		this.#single.set(literal, [...(this.#single.get(literal) ?? []), answered]);
	}
}

interface Answered {
	readonly query: NeedleQuery;
	readonly files: readonly string[];
}

const keyOf = ({ all, ends, under, extensions }: NeedleQuery): string =>
	JSON.stringify([all, ends, under, extensions]);

/** Does every file that satisfies `query` satisfy `wider`, too? */
function narrows(query: NeedleQuery, wider: NeedleQuery): boolean {
	return (
		(query.under ?? "").startsWith(wider.under ?? "") &&
		(wider.ends === undefined ||
			(wider.ends === query.ends && wider.all.at(-1) === query.all.at(-1))) &&
		(wider.extensions === undefined ||
			(query.extensions?.every((ending) =>
				wider.extensions?.includes(ending),
			) ??
				false)) &&
		wider.all.every((literal) => query.all.some((own) => own.includes(literal)))
	);
}
