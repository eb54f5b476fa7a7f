/**
 * Who goes through the files: this thread by itself, or with a second one (`threads.ts`). A search that is started
 * gives its answer when it is asked for it, and asked again it gives the same.
 */
import type { NeedleQuery } from "../../../transforms/core/types.js";
import { NeedleSearch, type ReadBytes } from "./needle-search.js";

/** For each query the files that satisfy it, in the order in which the files were given. */
export type Found = () => readonly (readonly string[])[];

export interface Searcher {
	/** Is a search that was started under way before its answer is asked for? */
	readonly ahead: boolean;
	start(files: readonly string[], queries: readonly NeedleQuery[]): Found;
	close(): void;
}

/** Searches when the answer is wanted. */
export function alone(read: ReadBytes): Searcher {
	return {
		ahead: false,
		start(files, queries) {
			let found: string[][] | null = null;
			return () => {
				if (found) return found;
				const lists: string[][] = queries.map(() => []);
				new NeedleSearch(queries).run(files, read, (query, path) =>
					lists[query]?.push(path),
				);
				found = lists;
				return found;
			};
		},
		close() {},
	};
}
