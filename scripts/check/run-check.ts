/**
 * One run of the gate: references against the baseline, symbols against their limit, and the baseline written where
 * that is asked for.
 */
import {
	type Baseline,
	compareBaseline,
	countReferences,
	isLegacyUse,
	updateBaseline,
} from "../../transforms/core/baseline.js";
import { OnepathError } from "../../transforms/core/errors.js";
import { type BaselineFile, readBaseline } from "../baseline/file.js";
import { type OpenRun, openRun, type RunInput, runPart } from "../pipeline.js";
import { findingsOf, scopeOf, sumUp } from "./findings.js";
import { countPaths, type PathLimit } from "./paths.js";
import type { CheckResult } from "./result.js";

export interface CheckInput extends RunInput, PathLimit {
	/** Root-relative. */
	readonly baseline: string;
	readonly baselineMode: "check" | "init" | "update" | "grow";
	/** Are the rules all of those that the baseline was made with? */
	readonly allRules: boolean;
}

export interface Checked {
	readonly result: CheckResult;
	/** What the baseline is to say, for a mode that writes it. */
	readonly baseline: {
		readonly file: BaselineFile;
		readonly entries: Baseline;
	};
	readonly opened: OpenRun;
	/** Sources that all shards together speak of. */
	readonly total: number;
}

/** Writes nothing. Throws `usage`, `rules` and `config`. */
export function check(input: CheckInput): Checked {
	const { root, baselineMode: mode } = input;
	const file = readBaseline(root, input.baseline);
	if (mode === "init" && file.bytes !== null)
		throw new OnepathError(
			"usage",
			`${file.path} exists already; --update-baseline shrinks it, and lets it grow with --allow-growth`,
		);
	if ((mode === "update" || mode === "grow") && file.bytes === null)
		throw new OnepathError(
			"usage",
			`there is no ${file.path}; make it with --init-baseline`,
		);
	const opened = openRun(input);
	const {
		result: found,
		selection,
		total,
	} = runPart({ ...input, mayBeGone: true }, opened);
	const references = found.references.filter(({ path }) => path !== file.path);
	const now = countReferences(references);
	const inScope = scopeOf(found, selection, opened.parts, input.allRules);
	const before = file.entries;
	const after =
		mode === "check"
			? before
			: updateBaseline(now, before, inScope, mode !== "update");
	const result: CheckResult = {
		tool: found.tool,
		rules: found.rules,
		counts: found.counts,
		findings: findingsOf(
			{ ...found, references },
			compareBaseline(now, after, inScope),
		),
		others: references.filter((reference) => !isLegacyUse(reference)),
		baseline:
			file.bytes === null && mode === "check"
				? null
				: {
						path: file.path,
						...sumUp(compareBaseline(now, before, inScope)),
						written:
							mode === "check" ? null : mode === "init" ? "made" : "updated",
					},
		paths: countPaths(input, opened),
		failures: found.outcomes.flatMap((outcome) =>
			outcome.status === "failed" ? [outcome] : [],
		),
		notes: found.notes,
	};
	return { result, baseline: { file, entries: after }, opened, total };
}
