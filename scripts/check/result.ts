/** What the gate found: plain data, from which each of its reports is made. Paths are root-relative. */
import type { SymbolPaths } from "../../transforms/core/import-paths.js";
import type { FileOutcome, Reference } from "../../transforms/core/types.js";
import type { FileCounts, RuleInfo } from "../report/result.js";

/** One reference to a legacy path that is to move. */
export interface Finding {
	readonly reference: Reference;
	/** The lines that the plan would leave here; none where it is refused. */
	readonly write: readonly string[];
	/** Does it fail the gate? Not when the baseline allows as many of its kind in this file. */
	readonly fails: boolean;
	/** References of its file, legacy path and symbol, and how many of them the baseline allows. */
	readonly now: number;
	readonly allowed: number;
}

/** What became of the references that the baseline lists, as far as this run looked. */
export interface BaselineReport {
	/** Root-relative. */
	readonly path: string;
	/** Allowed in scope, before this run. */
	readonly total: number;
	readonly there: number;
	readonly gone: number;
	/** Found in scope and not allowed. */
	readonly fresh: number;
	/** What this run did with the file, or null. */
	readonly written: "made" | "updated" | null;
}

export interface CheckResult {
	readonly tool: { readonly name: "onepath"; readonly version: string };
	readonly rules: readonly RuleInfo[];
	readonly counts: FileCounts;
	/** By path and offset. */
	readonly findings: readonly Finding[];
	/** Kept on purpose, and text that spells a legacy path: reported, never failing. */
	readonly others: readonly Reference[];
	/** Null where there is no baseline. */
	readonly baseline: BaselineReport | null;
	/** Null unless import paths were counted. */
	readonly paths: {
		readonly limit: number;
		readonly symbols: readonly SymbolPaths[];
	} | null;
	/** Files that could not be read or parsed. */
	readonly failures: readonly Extract<FileOutcome, { status: "failed" }>[];
	readonly notes: readonly string[];
	/** Of which parts of a sharded run this says nothing; absent where it is about all. */
	readonly incomplete?: string;
}

/** Does the gate say no? */
export function fails({ findings, paths }: CheckResult): boolean {
	return (
		findings.some((finding) => finding.fails) || overLimit(paths).length > 0
	);
}

/** The symbols with more import paths than there may be. */
export function overLimit(paths: CheckResult["paths"]): readonly SymbolPaths[] {
	return paths
		? paths.symbols.filter((symbol) => symbol.paths.length > paths.limit)
		: [];
}
