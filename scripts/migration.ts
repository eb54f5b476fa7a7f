/**
 * A migration from what was asked for to its exit code: planned over the whole tree, cut to the part that is asked
 * for, and shown, saved or written.
 */
import { resolve } from "node:path";
import { OnepathError } from "../transforms/core/errors.js";
import type { Policy } from "../transforms/core/types.js";
import { languages } from "../transforms/languages/index.js";
import type { PartChoice, StepChoice } from "./change-options.js";
import { DEFAULT_POLICY } from "./config/policy.js";
import { EXIT, exitOfRun, worst } from "./driver/exit.js";
import type { Listing } from "./driver/read/files.js";
import { chosenFiles } from "./incremental/chosen-files.js";
import { limitFiles } from "./incremental/limit.js";
import { type Io, paintFor, progressOn } from "./io.js";
import { withSymbols } from "./map/symbols.js";
import type {
	Reporter,
	ReportOptions,
	TreeOptions,
	WriteOptions,
} from "./options.js";
import { openRun, runPart } from "./pipeline.js";
import { renderPlan, savedPlan } from "./plan-file/format.js";
import { emit, reportersOf, save } from "./report/emit.js";
import type { RunResult } from "./report/result.js";
import type { Settings } from "./settings.js";
import { BLOB } from "./shard/names.js";
import { refuseBlob, splitReporters } from "./shard/report.js";
import type { Shard } from "./shard/shard.js";
import { shellWord } from "./shell.js";

export interface MigrationChoice {
	readonly part: PartChoice;
	/** The part that this run answers for; null: all. */
	readonly shard: Shard | null;
	readonly steps: StepChoice;
	readonly tree: TreeOptions;
	readonly settings: Settings;
	/** The files of the tree, which are being listed. */
	readonly listing: Promise<Listing>;
	/** What the command line says of it; the config says the rest. */
	readonly policy: Partial<Policy>;
	readonly writing: WriteOptions;
	readonly report: ReportOptions;
	/** Where to save the plan, relative to the working directory. */
	readonly planOut: string | null;
	/** Is it asked whether changes pend? */
	readonly check: boolean;
}

/** The exit code. Throws what makes the run impossible. */
export async function runMigration(
	choice: MigrationChoice,
	io: Io,
): Promise<number> {
	const { steps, writing, report, planOut, check } = choice;
	const { shown: reporters, blobs } = splitReporters(chosenReporters(choice));
	refuseBlob(blobs, {
		"--write": writing.write,
		"--interactive": steps.interactive,
		"--create-commits": steps.commitBy !== null,
		"--max-files": choice.part.maxFiles !== null,
	});
	const planned = await planMigration(choice, blobs, io);
	if (planOut !== null)
		save(resolve(io.cwd, planOut), renderPlan(savedPlan(planned)));
	if (!writing.write && !steps.interactive && steps.commitBy === null) {
		const pending = planned.plan.entries.length > 0;
		const next =
			pending && blobs.length === 0 ? nextCommand(io.argv, planOut) : null;
		emit({ ...planned, next }, reporters, report, io);
		return exitOfRun(planned, check && pending);
	}
	const { writeInSteps } = await import("./incremental/write.js");
	const accepted = steps.interactive
		? await askedFor(planned, report, io)
		: planned;
	const { result, incomplete } = await writeInSteps(
		accepted,
		writing,
		steps,
		io,
	);
	emit(result, reporters, report, io);
	return worst([
		exitOfRun(result, false),
		incomplete ? EXIT.incomplete : EXIT.done,
	]);
}

async function planMigration(
	choice: MigrationChoice,
	blobs: readonly Reporter[],
	io: Io,
): Promise<RunResult> {
	const { part, shard, steps, tree, policy, report, check } = choice;
	const given = choice.settings;
	if (given.rules.length === 0 && given.symbols.length === 0)
		throw new OnepathError(
			"usage",
			"there is no rule; give --from and --to, or write rules into onepath.config.json",
		);
	if (steps.commitBy !== null) {
		const { refuseCommits } = await import("./incremental/commits.js");
		refuseCommits(given.root, null);
	}
	const only = await chosenFiles(given.root, part, io);
	const progress = progressOn(io.stderr, report.progress && !report.quiet);
	const listing = await choice.listing;
	const settings = await withSymbols(given, {
		version: io.version,
		languages,
		progress: progress.show,
		listing,
	});
	const input = {
		...settings,
		command: "migrate",
		listing,
		version: io.version,
		paths: tree.paths,
		only,
		shard,
		policy: { ...DEFAULT_POLICY, ...settings.policy, ...policy },
		languages,
		progress: progress.show,
	};
	const opened = settings.located(() => openRun(input));
	const { result: planned, total } = settings.located(() =>
		runPart(input, opened),
	);
	if (blobs.length > 0) {
		const { reportMigration } = await import("./shard/save-migration.js");
		reportMigration(input, opened, { planned, total, gate: check }, blobs, io);
	}
	progress.clear();
	return part.maxFiles === null ? planned : limitFiles(planned, part.maxFiles);
}

async function askedFor(
	planned: RunResult,
	report: ReportOptions,
	io: Io,
): Promise<RunResult> {
	const { askChanges } = await import("./incremental/ask.js");
	return askChanges(planned, io, paintFor(io.stderr, report.color, io.env));
}

/** An interactive run has shown every change with its question. */
function chosenReporters({
	report,
	steps,
}: MigrationChoice): readonly Reporter[] {
	const reporters = reportersOf(report, [BLOB]);
	return steps.interactive && report.reporters.length === 0
		? reporters.filter(({ name }) => name !== "diff")
		: reporters;
}

/** What writes these changes: the plan that was saved, or what was typed, with --write. Quoted for a shell. */
function nextCommand(argv: readonly string[], out: string | null): string {
	const words =
		out === null
			? [...argv.filter((word) => word !== "--check"), "--write"]
			: ["apply", out];
	return ["onepath", ...words.map(shellWord)].join(" ");
}
