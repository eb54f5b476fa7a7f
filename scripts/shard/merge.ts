/**
 * Reports of shards as one report. They must be of one run: one command, rules, scope and tree, each part once. The
 * order in which they come leaves no trace, and a merged report can be merged again.
 *
 *   merge(merge(1, 2), 3)  =  merge(3, 1, 2),  merge(all)  =  merge(merge(all))
 */
import { OnepathError } from "../../transforms/core/errors.js";
import { escapeLine } from "../report/escape.js";
import { KINDS } from "./kinds.js";
import type { NamedReport } from "./read.js";
import { type ShardReport, withDigest } from "./report.js";

export interface Merged {
	readonly report: ShardReport;
	/** Parts of which there is no report; empty for a whole one. */
	readonly missing: readonly number[];
}

/** What must be the same in all reports, and what it means when it is not. */
const SAME: readonly (readonly [(report: ShardReport) => unknown, string])[] = [
	[({ command }) => command, "are of two commands"],
	[({ tool }) => tool.version, "are of two versions of onepath"],
	[({ ruleDigest }) => ruleDigest, "were made with other rules"],
	[
		({ scopeDigest }) => scopeDigest,
		"were asked about other files, roots or limits",
	],
	[
		({ treeDigest }) => treeDigest,
		"were made of two states of the tree (a report below the root and outside of onepath-report is a file of it)",
	],
	[({ shards }) => shards.count, "divide the tree into other numbers of parts"],
	[({ files }) => files.total, "count other numbers of files"],
	[({ common }) => JSON.stringify(common), "do not agree about the tree"],
];

/**
 * `partial`: may parts be missing? Then a report may also be there twice, and counts once. What differs is refused in
 * any case: nothing says which is right. Throws `usage`.
 */
export function mergeReports(
	given: readonly NamedReport[],
	partial: boolean,
): Merged {
	const reports = partial
		? [...new Map(given.map((each) => [each.report.digest, each])).values()]
		: given;
	const [first, ...others] = reports as readonly [
		NamedReport,
		...NamedReport[],
	];
	for (const [key, what] of SAME)
		for (const other of others)
			if (key(first.report) !== key(other.report))
				throw refuse(`${first.name} and ${other.name} ${what}`);
	const { count } = first.report.shards;
	const from = new Map<number, string>();
	for (const { name, report } of reports)
		for (const part of report.shards.parts) {
			const known = from.get(part);
			if (known !== undefined)
				throw refuse(
					`${known} and ${name} both have part ${part} of ${count}; remove one of them`,
				);
			from.set(part, name);
		}
	const parts = [...from.keys()].sort((a, b) => a - b);
	const missing = Array.from({ length: count }, (_, i) => i + 1).filter(
		(part) => !from.has(part),
	);
	if (missing.length > 0 && !partial)
		throw refuse(
			`no report has ${partsOf(missing, count)} (there are ${reports.map(({ name }) => name).join(", ")}); --allow-partial goes on without`,
		);
	const kind = KINDS.find(({ command }) => command === first.report.command);
	if (!kind) throw new Error(`${first.report.command} has no reports`);
	refuseSharedFiles(reports, kind.owned);
	const own = reports.reduce((sum, { report }) => sum + report.files.own, 0);
	const { total } = first.report.files;
	if (own > total || (missing.length === 0 && own !== total))
		throw refuse(
			`${reports.map(({ name }) => name).join(", ")} speak of ${own} files, and the tree has ${total}`,
		);
	const { digest: _, ...head } = first.report;
	return {
		report: withDigest({
			...head,
			shards: { count, parts },
			files: { total, own },
			own: kind.merge(reports.map(({ report }) => report.own)),
		}),
		missing,
	};
}

/** `parts 2, 5 of 7`. */
export function partsOf(parts: readonly number[], count: number): string {
	return `part${parts.length === 1 ? "" : "s"} ${parts.join(", ")} of ${count}`;
}

function refuseSharedFiles(
	reports: readonly NamedReport[],
	owned: (own: object) => Iterable<string>,
): void {
	const from = new Map<string, string>();
	for (const { name, report } of reports)
		for (const path of owned(report.own)) {
			const known = from.get(path);
			if (known !== undefined)
				throw refuse(`${known} and ${name} both speak of ${path}`);
			from.set(path, name);
		}
}

function refuse(what: string): OnepathError {
	return new OnepathError("usage", escapeLine(what));
}
