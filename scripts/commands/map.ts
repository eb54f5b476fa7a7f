/** `onepath map`: every import path to every symbol of a tree, and what stands in the way of one path for each. */
import type { Options } from "yargs";
import { OnepathError } from "../../transforms/core/errors.js";
import type { Io } from "../io.js";
import {
	one,
	REPORT_OPTIONS,
	type Reporter,
	type ReportOptions,
	RULE_OPTIONS,
	reportOptions,
	ruleOptions,
	TREE_OPTIONS,
	text,
	treeOptions,
} from "../options.js";
import type { MapReport } from "../report/map/emit.js";
import { SHARD_OPTIONS, shardOption } from "../shard/shard.js";
import type { Arguments, Command } from "./command.js";

/** What is to be told of a map. */
export const QUESTION_OPTIONS = {
	symbol: text("Tell everything about one name, or module:name"),
	module: text("Tell everything about one module"),
	"since-map": text(
		"An earlier markdown or json map to show the progress since; else the markdown file that is replaced",
	),
} satisfies Record<string, Options>;

export const map: Command = {
	command: "map [paths..]",
	describe:
		"Find every import path to every symbol: what is fragmented, split, broken, and which path should stay",
	builder: (yargs) =>
		yargs
			.positional("paths", {
				type: "string",
				array: true,
				describe:
					"Files and directories whose imports are counted; the whole tree is read",
			})
			.options({
				...TREE_OPTIONS,
				config: RULE_OPTIONS.config,
				...SHARD_OPTIONS,
				...QUESTION_OPTIONS,
				reporter: {
					...REPORT_OPTIONS.reporter,
					describe:
						"text, json, csv, markdown, or blob for merge-reports, with =FILE to a file (repeatable); text when absent",
				},
				jobs: {
					type: "number",
					requiresArg: true,
					describe:
						"Threads that read files; as many as processors when absent",
				},
				cache: {
					type: "boolean",
					default: true,
					describe:
						"Keep what files say in .onepath/cache; --no-cache does not",
				},
				color: REPORT_OPTIONS.color,
				progress: REPORT_OPTIONS.progress,
				quiet: { ...REPORT_OPTIONS.quiet, describe: "Print no progress" },
				verbose: {
					...REPORT_OPTIONS.verbose,
					describe: "Cut no list, and show the stack of an internal error",
				},
			})
			.example("$0 map", "the most fragmented symbols, and the sums")
			.example(
				"$0 map --symbol Manager",
				"every path to Manager, and every use",
			),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	const tree = treeOptions(args);
	const report = reportOptions(args);
	const jobs = (args.jobs as number | undefined) ?? null;
	if (jobs !== null && !(Number.isInteger(jobs) && jobs > 0))
		throw new OnepathError("usage", "--jobs takes a number of threads");
	const shard = shardOption(args);
	// Alone and first: loaders that link modules of their own (node:vm) lose what several ask for at once.
	const { startSettings } = await import("../settings.js");
	const { settings, listing } = startSettings(io, ruleOptions(args), tree);
	const { refuseBlob, splitReporters } = await import("../shard/report.js");
	const [
		{ mapTree },
		{ languages },
		{ mapReporters, since: countsOf },
		{ progressOn },
		{ EXIT, OF_SIGNAL },
		{ catchingSignals },
		{ cacheStore },
	] = await Promise.all([
		import("../map/map-tree.js"),
		import("../../transforms/languages/index.js"),
		import("../report/map/emit.js"),
		import("../io.js"),
		import("../driver/exit.js"),
		import("../driver/signals.js"),
		import("../driver/map/facts-cache.js"),
	]);
	const { shown: reporters, blobs } = splitReporters(mapReporters(report));
	refuseBlob(blobs, {
		"--symbol": args.symbol !== undefined,
		"--module": args.module !== undefined,
		"--since-map": args.sinceMap !== undefined,
		"the other reporters": reporters.length > 0,
	});
	if (shard !== null && blobs.length === 0)
		throw new OnepathError(
			"usage",
			"a shard of a map is what its files say, and no map yet; give --reporter blob, and print the map with onepath merge-reports",
		);
	const sinceMap = args.sinceMap as string | undefined;
	const since = sinceMap === undefined ? null : countsOf(io.cwd, sinceMap);
	const progress = progressOn(io.stderr, report.progress && !report.quiet);
	const outcome = await catchingSignals(async (interrupted) => {
		const input = {
			...settings,
			listing: await listing,
			version: io.version,
			paths: tree.paths,
			languages,
			store: args.cache === false ? null : cacheStore(settings.root),
			jobs,
			progress: progress.show,
			stopped: () => interrupted() !== null,
		};
		if (blobs.length === 0)
			return { made: await mapTree(input), signal: interrupted() };
		const { reportMap } = await import("../shard/save-map.js");
		const saved = await reportMap(input, shard, blobs, io);
		return { made: null, saved, signal: interrupted() };
	});
	progress.clear();
	if (outcome.signal !== null && !outcome.made)
		return OF_SIGNAL[outcome.signal];
	if (!outcome.made) return outcome.saved ?? EXIT.done;
	const shown = { root: settings.root, since, reporters, report };
	return showMap(outcome.made, args, shown, io);
}

/** Prints a map, or what it says of one symbol or module. The exit code. Throws `usage` for what it knows nothing of. */
export async function showMap(
	data: Data,
	args: Arguments,
	{
		root,
		since,
		reporters,
		report,
	}: {
		readonly root: string;
		readonly since: MapReport["since"];
		readonly reporters: readonly Reporter[];
		readonly report: ReportOptions;
	},
	io: Io,
): Promise<number> {
	const { selectMap } = await import("../../transforms/core/map/select.js");
	const { emitMap } = await import("../report/map/emit.js");
	const { sourceLines } = await import("../driver/read/source-lines.js");
	const { EXIT } = await import("../driver/exit.js");
	const question = { symbol: one(args, "symbol"), module: one(args, "module") };
	const selected = selectMap(data, question);
	if (!selected) throw await unknown(question, data);
	emitMap(
		{
			map: selected,
			story: question.symbol !== null || question.module !== null,
			since,
			lineOf: sourceLines(root),
		},
		reporters,
		report,
		io,
	);
	return data.coverage.unread.length > 0 ? EXIT.incomplete : EXIT.done;
}

type Question = Parameters<
	typeof import("../../transforms/core/map/select.js").selectMap
>[1];
type Data = Parameters<
	typeof import("../../transforms/core/map/select.js").selectMap
>[0];

/** The error for a symbol or module that nothing imports or offers, with the nearest one that is there. */
async function unknown(
	{ symbol, module }: Question,
	{ paths, shims }: Data,
): Promise<OnepathError> {
	const { closest } = await import("fastest-levenshtein");
	const asked = symbol ?? module ?? "";
	const known =
		symbol === null
			? [
					...paths.map((path) => path.module),
					...shims.map((shim) => shim.module),
				]
			: paths.flatMap(({ id, name }) =>
					symbol.includes(":") ? [id] : (name ?? []),
				);
	const near =
		known.length > 0
			? `; did you mean ${closest(asked, [...new Set(known)])}?`
			: "";
	return new OnepathError(
		"usage",
		`no import path of the tree has ${symbol === null ? "the module" : "the name"} ${asked}${near}`,
	);
}
