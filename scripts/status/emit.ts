/** The reporters of `status`: data, so they go to stdout or to the file that is named. */
import type { Io } from "../io.js";
import type { Reporter, ReportOptions } from "../options.js";
import { chosenReporters, emitTo } from "../report/emit.js";
import { SCHEMA_VERSION } from "../report/json.js";
import type { StatusResult } from "./result.js";
import { renderStatusText } from "./text.js";

/** Throws `usage`. */
export function statusReporters({
	reporters,
}: ReportOptions): readonly Reporter[] {
	return chosenReporters(reporters, ["text", "json"], ["text"]);
}

export function emitStatus(
	result: StatusResult,
	reporters: readonly Reporter[],
	{ color, verbose }: ReportOptions,
	io: Io,
): void {
	for (const reporter of reporters)
		emitTo(reporter, "stdout", color, io, (paint) =>
			reporter.name === "json"
				? `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, command: "status", ...result }, null, "\t")}\n`
				: renderStatusText(result, { paint, verbose }),
		);
}
