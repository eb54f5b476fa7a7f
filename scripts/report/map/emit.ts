/** Where the reports of a map go. The map is data, so its text goes to stdout like the other formats. */
import type { MapData } from "../../../transforms/core/map/types.js";
import type { Io, Paint } from "../../io.js";
import type { Reporter, ReportOptions } from "../../options.js";
import { BLOB } from "../../shard/names.js";
import { chosenReporters, emitTo } from "../emit.js";
import { renderMapCsv } from "./csv.js";
import { startOf } from "./earlier.js";
import { renderMapJson } from "./json.js";
import { renderMapMarkdown } from "./markdown.js";
import type { Measures } from "./markdown-measures.js";
import { renderStory } from "./story.js";
import { renderMapText } from "./text.js";

export { since } from "./earlier.js";

export interface MapReport {
	readonly map: MapData;
	/** Is it about one symbol or module, so that all of it is told? */
	readonly story: boolean;
	/** The counts of an earlier map that is named; null: those of the document that is replaced, if there is one. */
	readonly since: Measures | null;
	/** A line of a file of the tree, 1-based. */
	readonly lineOf: (file: string, line: number) => string | null;
}

interface Given {
	readonly paint: Paint;
	readonly verbose: boolean;
	/** What a report that shows progress compares with; null: nothing. Asked for, since it reads the earlier file. */
	readonly earlier: () => Measures | null;
}

const FORMATS: Readonly<
	Record<string, (report: MapReport, given: Given) => string>
> = {
	text: ({ map, story }, given) =>
		story ? renderStory(map, given) : renderMapText(map, given),
	json: ({ map }) => renderMapJson(map),
	csv: ({ map }) => renderMapCsv(map),
	markdown: ({ map, lineOf }, { earlier }) =>
		renderMapMarkdown(map, { earlier: earlier(), lineOf }),
};

/** The reporters of a map, checked before it is made. Throws `usage`. */
export const mapReporters = ({
	reporters,
}: ReportOptions): readonly Reporter[] =>
	chosenReporters(reporters, [...Object.keys(FORMATS), BLOB], ["text"]);

export function emitMap(
	report: MapReport,
	reporters: readonly Reporter[],
	options: ReportOptions,
	io: Io,
): void {
	for (const reporter of reporters) {
		const render = FORMATS[reporter.name] as (typeof FORMATS)[string];
		const earlier = () => report.since ?? startOf(io.cwd, reporter.file);
		emitTo(reporter, "stdout", options.color, io, (paint) =>
			render(report, { paint, verbose: options.verbose, earlier }),
		);
	}
}
