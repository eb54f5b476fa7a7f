/** Where the reports of a map go. The map is data, so its text goes to stdout like the other formats. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { MapData } from "../../../transforms/core/map/types.js";
import type { Io, Paint } from "../../io.js";
import type { Reporter, ReportOptions } from "../../options.js";
import { chosenReporters, emitTo } from "../emit.js";
import { renderMapCsv } from "./csv.js";
import { renderMapJson } from "./json.js";
import { readEarlier, renderMapMarkdown } from "./markdown.js";
import { renderStory } from "./story.js";
import { renderMapText } from "./text.js";

export interface MapReport {
	readonly map: MapData;
	/** Is it about one symbol or module, so that all of it is told? */
	readonly story: boolean;
	/** A line of a file of the tree, 1-based. */
	readonly lineOf: (file: string, line: number) => string | null;
}

interface Given {
	readonly paint: Paint;
	readonly verbose: boolean;
	/** What the file held that the report replaces; null where there is none. */
	readonly before: string | null;
}

const FORMATS: Readonly<
	Record<string, (report: MapReport, given: Given) => string>
> = {
	text: ({ map, story }, given) =>
		story ? renderStory(map, given) : renderMapText(map, given),
	json: ({ map }) => renderMapJson(map),
	csv: ({ map }) => renderMapCsv(map),
	markdown: ({ map, lineOf }, { before }) =>
		renderMapMarkdown(map, {
			earlier: before === null ? null : (readEarlier(before)?.start ?? null),
			lineOf,
		}),
};

/** The reporters of a map, checked before it is made. Throws `usage`. */
export const mapReporters = ({
	reporters,
}: ReportOptions): readonly Reporter[] =>
	chosenReporters(reporters, Object.keys(FORMATS), ["text"]);

export function emitMap(
	report: MapReport,
	reporters: readonly Reporter[],
	options: ReportOptions,
	io: Io,
): void {
	for (const reporter of reporters) {
		const render = FORMATS[reporter.name] as (typeof FORMATS)[string];
		const before =
			reporter.file === null ? null : earlier(io.cwd, reporter.file);
		emitTo(reporter, "stdout", options.color, io, (paint) =>
			render(report, { paint, verbose: options.verbose, before }),
		);
	}
}

function earlier(cwd: string, file: string): string | null {
	try {
		return readFileSync(resolve(cwd, file), "utf8");
	} catch {
		return null;
	}
}
