/**
 * What a run found, and what it did: plain data, from which every report is made. Paths are root-relative.
 */
import type { RuleInput } from "../../transforms/core/rules.js";
import type {
	Change,
	FileFailure,
	FileOutcome,
	OffsetUnit,
	Plan,
	Policy,
	Reference,
} from "../../transforms/core/types.js";

import type { Blocker } from "./blockers.js";

/** How many files ended how. `sources = changed + unchanged + skipped + failed`. */
export interface FileCounts {
	/** Every file of the tree that was listed. */
	readonly scanned: number;
	/** Those of a language that the selection covers; each ends as one of the four below. */
	readonly sources: number;
	/** Those that can name a legacy module: they hold its literals. */
	readonly candidates: number;
	/** Those read past the needle search: candidates, and what proofs asked for. */
	readonly read: number;
	readonly changed: number;
	readonly unchanged: number;
	readonly skipped: number;
	readonly failed: number;
}

export interface RuleInfo extends RuleInput {
	readonly language: string;
}

/** What `--write` did with each entry of the plan. */
export interface Written {
	readonly run: string;
	readonly done: readonly string[];
	readonly failed: readonly FileFailure[];
	/** The signal that stopped it between two files, if one did. */
	readonly interrupted: "SIGINT" | "SIGTERM" | null;
	/** Ids of the commits that were made of it, oldest first. */
	readonly commits?: readonly string[];
}

/** Both texts of a planned file, as `SourceFile` has them; null where the file is created or deleted. */
export interface Texts {
	readonly before: string | null;
	readonly after: string | null;
	readonly encoding: "latin1" | "utf8";
	readonly unit: OffsetUnit;
	/** May a file that goes be executed? git wants its mode in a patch. */
	readonly executable?: boolean;
}

export interface RunResult {
	readonly tool: { readonly name: "onepath"; readonly version: string };
	readonly command: string;
	/** Absolute; no report that is compared between machines shows it. */
	readonly root: string;
	readonly rules: readonly RuleInfo[];
	readonly policy: Policy;
	readonly counts: FileCounts;
	readonly outcomes: readonly FileOutcome[];
	/** In sources, by path and offset; then those in files of other kinds. */
	readonly references: readonly Reference[];
	readonly changes: readonly Change[];
	readonly plan: Plan;
	/** For each entry of the plan, by path. */
	readonly texts: ReadonlyMap<string, Texts>;
	readonly notes: readonly string[];
	/** What keeps a module from being removed; absent where nothing is to be removed. */
	readonly blockers?: readonly Blocker[];
	/** Null for a dry run. */
	readonly written: Written | null;
	/** What to type to have the changes written; null when there are none or they are. */
	readonly next: string | null;
}

/** The sums that every report shows. Throws when they do not add up: that would be a lost file. */
export function countFiles(
	outcomes: readonly FileOutcome[],
	seen: Pick<FileCounts, "scanned" | "sources" | "candidates" | "read">,
): FileCounts {
	const counts = { ...seen, changed: 0, unchanged: 0, skipped: 0, failed: 0 };
	for (const { status } of outcomes) counts[status]++;
	const sum =
		counts.changed + counts.unchanged + counts.skipped + counts.failed;
	if (sum !== seen.sources)
		throw new Error(
			`${seen.sources} files were planned and ${sum} have an outcome`,
		);
	return counts;
}
