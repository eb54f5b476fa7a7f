/**
 * Where each report goes: data to stdout, prose to stderr, or to the file that `--reporter NAME=FILE` names. The
 * reporters are a table; a new one is a pure function and a line here.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { OnepathError } from "../../transforms/core/errors.js";
import { type Io, type Paint, paintFor, type Sink } from "../io.js";
import type { Reporter, ReportOptions } from "../options.js";
import { renderDiff } from "./diff.js";
import { renderJson } from "./json.js";
import type { RunResult } from "./result.js";
import { showDiff, showStat } from "./show-diff.js";
import { renderText } from "./text.js";

/** Lines of diff that a terminal gets when nothing is said. */
const TERMINAL_DIFF_LINES = 2000;

interface Format {
	readonly stream: "stdout" | "stderr";
	readonly render: (
		result: RunResult,
		paint: Paint,
		options: ReportOptions,
	) => string | Buffer;
}

const FORMATS: Readonly<Record<string, Format>> = {
	diff: { stream: "stdout", render: diffFor },
	json: { stream: "stdout", render: renderJson },
	text: {
		stream: "stderr",
		render: (result, paint, { verbose }) =>
			renderText(result, { paint, verbose }),
	},
};

/** The reporters of a run, checked before it starts; `others` are the caller's own. Throws `usage`. */
export function reportersOf(
	{ reporters, quiet }: ReportOptions,
	others: readonly string[] = [],
): readonly Reporter[] {
	return chosenReporters(
		reporters,
		[...Object.keys(FORMATS), ...others],
		quiet ? ["diff"] : ["diff", "text"],
	);
}

/** What was asked for, or the usual ones. Throws `usage` for a name that is not `known`. */
export function chosenReporters(
	asked: readonly Reporter[],
	known: readonly string[],
	usual: readonly string[],
): readonly Reporter[] {
	for (const { name, file } of asked) {
		if (!known.includes(name))
			throw new OnepathError(
				"usage",
				`no reporter is called ${name}; there are ${known.join(", ")}`,
			);
		if (file === "")
			throw new OnepathError("usage", `--reporter ${name}= names no file`);
	}
	return asked.length > 0 ? asked : usual.map((name) => ({ name, file: null }));
}

export function emit(
	result: RunResult,
	reporters: readonly Reporter[],
	options: ReportOptions,
	io: Io,
): void {
	for (const reporter of reporters) {
		const { stream, render } = FORMATS[reporter.name] as Format;
		emitTo(reporter, stream, options.color, io, (paint) =>
			render(result, paint, options),
		);
	}
	if (options.patch !== null)
		save(resolve(io.cwd, options.patch), renderDiff(result));
}

/** One report to its file or stream. An empty one makes an empty file, and nothing on a stream. */
export function emitTo(
	{ file }: Reporter,
	stream: "stdout" | "stderr",
	color: ReportOptions["color"],
	io: Io,
	render: (paint: Paint) => string | Buffer,
): void {
	const sink: Sink =
		file === null
			? io[stream]
			: { write: (chunk) => save(resolve(io.cwd, file), chunk) };
	const output = render(paintFor(sink, color, io.env));
	if (output.length > 0 || file !== null) sink.write(output);
}

/** Bytes for programs; on a terminal, or when it is to be cut or coloured, lines for eyes. */
function diffFor(
	result: RunResult,
	paint: Paint,
	{ diff, maxDiffLines }: ReportOptions,
): string | Buffer {
	if (diff === "none") return "";
	if (diff === "stat") return showStat(result);
	const limit = maxDiffLines ?? (paint.terminal ? TERMINAL_DIFF_LINES : null);
	return limit === null && !paint.colors.isColorSupported
		? renderDiff(result)
		: showDiff(result, paint, limit);
}

/** Writes a file that the command line names. Throws `usage`. */
export function save(path: string, content: string | Uint8Array): void {
	try {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, content);
	} catch (error) {
		throw new OnepathError(
			"usage",
			`the report can't be written to ${path} (${(error as NodeJS.ErrnoException).code})`,
		);
	}
}
