/** `onepath map`: every import path to every symbol of a tree, and what stands in the way of one path for each. */
import { OnepathError } from "../../transforms/core/errors.js";
import type { Io } from "../io.js";
import {
	REPORT_OPTIONS,
	RULE_OPTIONS,
	reportOptions,
	ruleOptions,
	TREE_OPTIONS,
	treeOptions,
} from "../options.js";
import type { Arguments, Command } from "./command.js";

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
				symbol: {
					type: "string",
					requiresArg: true,
					describe: "Tell everything about one name, or module:name",
				},
				module: {
					type: "string",
					requiresArg: true,
					describe: "Tell everything about one module",
				},
				reporter: {
					...REPORT_OPTIONS.reporter,
					describe:
						"text, json, csv or markdown, with =FILE to a file (repeatable); text when absent",
				},
				"since-map": {
					type: "string",
					requiresArg: true,
					describe:
						"An earlier markdown or json map to show the progress since; else the markdown file that is replaced",
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
	const question = {
		symbol: (args.symbol as string | undefined) ?? null,
		module: (args.module as string | undefined) ?? null,
	};
	// Alone and first: loaders that link modules of their own (node:vm) lose what several ask for at once.
	const { readSettings } = await import("../settings.js");
	const [
		{ mapTree },
		{ languages },
		{ selectMap },
		{ emitMap, mapReporters, since: countsOf },
		{ progressOn },
		{ EXIT, OF_SIGNAL },
		{ catchingSignals },
		{ cacheStore },
		{ sourceLines },
	] = await Promise.all([
		import("../map/map-tree.js"),
		import("../../transforms/languages/index.js"),
		import("../../transforms/core/map/select.js"),
		import("../report/map/emit.js"),
		import("../io.js"),
		import("../driver/exit.js"),
		import("../driver/signals.js"),
		import("../driver/map/facts-cache.js"),
		import("../driver/read/source-lines.js"),
	]);
	const reporters = mapReporters(report);
	const sinceMap = args.sinceMap as string | undefined;
	const since = sinceMap === undefined ? null : countsOf(io.cwd, sinceMap);
	const settings = readSettings(io.cwd, ruleOptions(args), tree);
	const progress = progressOn(io.stderr, report.progress && !report.quiet);
	const outcome = await catchingSignals(async (interrupted) => {
		const made = await mapTree({
			...settings,
			version: io.version,
			paths: tree.paths,
			languages,
			store: args.cache === false ? null : cacheStore(settings.root),
			jobs,
			progress: progress.show,
			stopped: () => interrupted() !== null,
		});
		return { made, signal: interrupted() };
	});
	progress.clear();
	if (!outcome.made)
		return outcome.signal === null ? EXIT.done : OF_SIGNAL[outcome.signal];
	const data = outcome.made;
	const selected = selectMap(data, question);
	if (!selected) throw await unknown(question, data);
	emitMap(
		{
			map: selected,
			story: question.symbol !== null || question.module !== null,
			since,
			lineOf: sourceLines(settings.root),
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
