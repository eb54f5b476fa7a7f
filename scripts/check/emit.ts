/** The gate's reporters: a table, a pure function each. Findings are data and go to stdout, or to the file that is named. */
import type { Io, Paint } from "../io.js";
import type { Reporter, ReportOptions } from "../options.js";
import { chosenReporters, emitTo } from "../report/emit.js";
import { renderGithub } from "../report/github.js";
import { renderSarif } from "../report/sarif.js";
import { BLOB } from "../shard/names.js";
import { renderCheckJson } from "./json.js";
import type { CheckResult } from "./result.js";
import { renderCheckText } from "./text.js";

type Render = (
	result: CheckResult,
	paint: Paint,
	options: ReportOptions,
) => string;

const FORMATS: Readonly<Record<string, Render>> = {
	text: (result, paint, { verbose, quiet }) =>
		renderCheckText(result, { paint, verbose, quiet }),
	json: renderCheckJson,
	github: renderGithub,
	sarif: renderSarif,
};

/** Throws `usage`. */
export function checkReporters({
	reporters,
}: ReportOptions): readonly Reporter[] {
	return chosenReporters(reporters, [...Object.keys(FORMATS), BLOB], ["text"]);
}

export function emitCheck(
	result: CheckResult,
	reporters: readonly Reporter[],
	options: ReportOptions,
	io: Io,
): void {
	for (const reporter of reporters)
		emitTo(reporter, "stdout", options.color, io, (paint) =>
			(FORMATS[reporter.name] as Render)(result, paint, options),
		);
}
