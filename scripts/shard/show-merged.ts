/**
 * Merged reports as the command that was sharded prints them, with its exit code. Where parts are missing, stderr and
 * every format that has a place for it say so (a diff and a table have none), and the exit code is 4.
 */
import { dirname, resolve } from "node:path";
import { OnepathError } from "../../transforms/core/errors.js";
import { languages } from "../../transforms/languages/index.js";
import { checkReporters, emitCheck } from "../check/emit.js";
import { exitOfCheck } from "../check/exit.js";
import type { Arguments } from "../commands/command.js";
import { showMap } from "../commands/map.js";
import { findConfig } from "../config/find.js";
import { EXIT, exitOfRun, worst } from "../driver/exit.js";
import { findRoot } from "../driver/root.js";
import { type Io, progressOn } from "../io.js";
import { one, type Reporter, type ReportOptions } from "../options.js";
import { renderPlan, savedPlan } from "../plan-file/format.js";
import { emit, reportersOf, save } from "../report/emit.js";
import { mapReporters, since } from "../report/map/emit.js";
import { shellWord } from "../shell.js";
import { checkResult } from "./check-report.js";
import type { Parts } from "./kinds.js";
import { mapOfReport } from "./map-report.js";
import { type Merged, mergeReports, partsOf } from "./merge.js";
import { migrateResult } from "./migrate-report.js";
import { BLOB } from "./names.js";
import { readReports } from "./read.js";
import {
	type ReportCommand,
	type ShardReport,
	saveReports,
	splitReporters,
} from "./report.js";

export interface MergeChoice {
	/** Folders and files, relative to the working directory. */
	readonly places: readonly string[];
	readonly partial: boolean;
	readonly root: string | null;
	/** Where to save the plan of a migration. */
	readonly planOut: string | null;
	readonly report: ReportOptions;
	/** What is asked of a map. */
	readonly args: Arguments;
}

/** One report to print, of a known command. */
interface Shown<Command extends ReportCommand> {
	readonly report: ShardReport<Parts[Command]["common"], Parts[Command]["own"]>;
	/** Absolute. */
	readonly root: string;
	/** What is said of missing parts: one sentence, or none. */
	readonly gaps: readonly string[];
	readonly reporters: readonly Reporter[];
	readonly choice: MergeChoice;
	readonly io: Io;
}

/** The exit code. Throws `usage`. */
export async function showMerged(choice: MergeChoice, io: Io): Promise<number> {
	const { places, partial, report: options } = choice;
	const merged = mergeReports(readReports(io.cwd, places, io.version), partial);
	const { report } = merged;
	refuseForeign(report.command, choice);
	const asked = REPORTERS[report.command](options);
	const { shown: reporters, blobs } = splitReporters(asked);
	if (blobs.some(({ file }) => file === null))
		throw new OnepathError(
			"usage",
			`name the file of the merged report: --reporter ${BLOB}=FILE`,
		);
	const config = findConfig(io.cwd);
	const root = findRoot(io.cwd, choice.root, config && dirname(config));
	const gaps = gapsOf(merged);
	const code = await show({
		report: report as Shown<ReportCommand>["report"],
		root,
		gaps,
		reporters,
		choice,
		io,
	});
	saveReports(report, blobs, io);
	for (const gap of gaps) io.stderr.write(`${gap}\n`);
	return worst([code, gaps.length > 0 ? EXIT.incomplete : EXIT.done]);
}

const REPORTERS: Readonly<
	Record<ReportCommand, (options: ReportOptions) => readonly Reporter[]>
> = {
	map: mapReporters,
	migrate: (options) => reportersOf(options, [BLOB]),
	check: checkReporters,
};

/** Flags that say something of one command only. */
const FLAGS: readonly (readonly [
	string,
	ReportCommand,
	(choice: MergeChoice) => unknown,
])[] = [
	["--plan-out", "migrate", ({ planOut }) => planOut],
	["--patch", "migrate", ({ report }) => report.patch],
	["--symbol", "map", ({ args }) => one(args, "symbol")],
	["--module", "map", ({ args }) => one(args, "module")],
	["--since-map", "map", ({ args }) => one(args, "sinceMap")],
];

function refuseForeign(command: ReportCommand, choice: MergeChoice): void {
	for (const [flag, of, given] of FLAGS)
		if (of !== command && given(choice) !== null)
			throw new OnepathError(
				"usage",
				`${flag} is for reports of ${of}, and these are of ${command}`,
			);
}

function gapsOf({ missing, report }: Merged): readonly string[] {
	return missing.length === 0
		? []
		: [`INCOMPLETE: ${partsOf(missing, report.shards.count)} missing`];
}

function show(given: Shown<ReportCommand>): number | Promise<number> {
	switch (given.report.command) {
		case "map":
			return showMapReport(given as Shown<"map">);
		case "migrate":
			return showMigration(given as Shown<"migrate">);
		case "check":
			return showCheck(given as Shown<"check">);
	}
}

async function showMapReport({
	report,
	root,
	gaps,
	reporters,
	choice,
	io,
}: Shown<"map">): Promise<number> {
	if (reporters.length === 0)
		return report.own.unread.length > 0 ? EXIT.incomplete : EXIT.done;
	const options = choice.report;
	const progress = progressOn(io.stderr, options.progress && !options.quiet);
	const { version } = report.tool;
	const place = { version, root, languages, progress: progress.show };
	const { common, own } = report;
	const map = mapOfReport(place, common, own, gaps.length === 0);
	progress.clear();
	const sinceMap = one(choice.args, "sinceMap");
	return showMap(
		{ ...map, notes: [...gaps, ...map.notes] },
		choice.args,
		{
			root,
			since: sinceMap === null ? null : since(io.cwd, sinceMap),
			reporters,
			report: options,
		},
		io,
	);
}

function showMigration({
	report,
	root,
	gaps,
	reporters,
	choice,
	io,
}: Shown<"migrate">): number {
	const { common, own, tool } = report;
	const { planOut } = choice;
	const result = migrateResult(tool.version, root, common, own);
	const pending = result.plan.entries.length > 0;
	if (planOut !== null)
		save(resolve(io.cwd, planOut), renderPlan(savedPlan(result)));
	const next = pending ? nextCommand(choice, io) : null;
	const notes = [...gaps, ...result.notes];
	emit({ ...result, notes, next }, reporters, choice.report, io);
	return exitOfRun(result, common.gate && pending);
}

function showCheck({
	report,
	gaps,
	reporters,
	choice,
	io,
}: Shown<"check">): number {
	const { common, own, tool } = report;
	const result = checkResult(tool.version, common, own);
	const notes = [...gaps, ...result.notes];
	const [incomplete] = gaps;
	emitCheck(
		{ ...result, notes, ...(incomplete !== undefined && { incomplete }) },
		reporters,
		choice.report,
		io,
	);
	return exitOfCheck(result);
}

/** Reports are written by way of their plan. */
function nextCommand({ planOut }: MergeChoice, io: Io): string {
	const words =
		planOut === null
			? [...io.argv, "--plan-out", "plan.json"]
			: ["apply", planOut];
	return ["onepath", ...words.map(shellWord)].join(" ");
}
