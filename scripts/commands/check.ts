/** `onepath check`: the gate. It fails while legacy paths are in use that the baseline does not allow. */
import { OnepathError } from "../../transforms/core/errors.js";
import { useOptions, withUses } from "../check/options.js";
import type { Io } from "../io.js";
import { REPORT_OPTIONS, reportOptions } from "../options.js";
import { SHARD_OPTIONS, shardOption } from "../shard/shard.js";
import type { Arguments, Command } from "./command.js";

const flag = (describe: string) =>
	({ type: "boolean", default: false, describe }) as const;

export const check: Command = {
	command: "check [paths..]",
	describe:
		"Fail while legacy paths are in use, or while a symbol has too many import paths",
	builder: (yargs) =>
		yargs
			.positional("paths", {
				type: "string",
				array: true,
				describe:
					"Files and directories to check; the whole tree is read for proofs",
			})
			.options({
				...useOptions("The references that are allowed for now"),
				...SHARD_OPTIONS,
				"max-paths": {
					type: "number",
					requiresArg: true,
					describe: "Also fail while more than N import paths to a symbol work",
				},
				symbol: {
					type: "string",
					array: true,
					requiresArg: true,
					describe:
						"The symbol, as module:Name, or a name wherever it leads (repeatable); those of the rules when absent",
				},
				"init-baseline": flag("Make the baseline from what there is"),
				"update-baseline": flag(
					"Take out of the baseline what is gone; it never grows",
				),
				"allow-growth": flag("With --update-baseline: also put in what is new"),
				reporter: {
					...REPORT_OPTIONS.reporter,
					describe:
						"text, json, github, sarif, or blob for merge-reports, with =FILE to a file (repeatable); text when absent",
				},
				quiet: {
					...REPORT_OPTIONS.quiet,
					describe: "Print what fails, and nothing else",
				},
				verbose: {
					...REPORT_OPTIONS.verbose,
					describe:
						"Also print what the baseline allows, and what is kept or only mentioned",
				},
			})
			.example("$0 check", "fail while anything uses a legacy path")
			.example(
				"$0 check --init-baseline",
				"from now on, fail only for what is new",
			)
			.example(
				"$0 check --max-paths 1 --symbol app.ws.manager:Manager",
				"fail while a second import path works",
			)
			.example(
				"$0 check --reporter text --reporter sarif=onepath.sarif",
				"for code scanning",
			),
	run,
};

type Mode = "check" | "init" | "update" | "grow";

function baselineMode(args: Arguments): Mode {
	const { initBaseline, updateBaseline, allowGrowth } = args;
	if (initBaseline === true && updateBaseline === true)
		throw new OnepathError(
			"usage",
			"--init-baseline makes the baseline and --update-baseline changes it; give one of them",
		);
	if (allowGrowth === true && updateBaseline !== true)
		throw new OnepathError("usage", "--allow-growth needs --update-baseline");
	if (initBaseline === true) return "init";
	if (updateBaseline !== true) return "check";
	return allowGrowth === true ? "grow" : "update";
}

function pathLimit(args: Arguments): number | null {
	const limit = args.maxPaths as number | undefined;
	if (limit === undefined) {
		if (args.symbol !== undefined)
			throw new OnepathError(
				"usage",
				"--symbol says whose import paths --max-paths counts; give both",
			);
		return null;
	}
	if (!Number.isSafeInteger(limit) || limit < 0)
		throw new OnepathError("usage", "--max-paths takes a number of paths");
	return limit;
}

async function run(args: Arguments, io: Io): Promise<number> {
	const report = reportOptions(args);
	const shard = shardOption(args);
	const mode = baselineMode(args);
	const maxPaths = pathLimit(args);
	const symbols = ((args.symbol ?? []) as readonly unknown[]).map(String);
	const { check: examine } = await import("../check/run-check.js");
	const { refuseBlob, splitReporters } = await import("../shard/report.js");
	const { emitCheck, checkReporters } = await import("../check/emit.js");
	const { exitOfCheck } = await import("../check/exit.js");
	const { writeBaseline } = await import("../baseline/file.js");
	const { shown: reporters, blobs } = splitReporters(checkReporters(report));
	refuseBlob(blobs, {
		"--init-baseline": mode === "init",
		"--update-baseline": mode === "update" || mode === "grow",
	});
	if (shard !== null && mode === "init")
		throw new OnepathError(
			"usage",
			"--shard is a part, and --init-baseline makes the baseline of the whole; leave one out",
		);
	const saved =
		blobs.length > 0 ? await import("../shard/save-check.js") : null;
	const { result, baseline, root } = await withUses(
		"check",
		args,
		report,
		io,
		(uses) => {
			const input = { ...uses, shard, baselineMode: mode, maxPaths, symbols };
			const checked = examine(input);
			saved?.reportCheck(input, checked, blobs, io);
			return { ...checked, root: uses.root };
		},
	);
	if (mode !== "check")
		await writeBaseline(root, baseline.file, baseline.entries);
	emitCheck(result, reporters, report, io);
	return exitOfCheck(result);
}
