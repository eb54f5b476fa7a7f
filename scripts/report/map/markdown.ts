/**
 * The consolidation map: a document for the people who bring a tree to one import path for each symbol. Written from
 * facts alone, so the same map gives the same bytes; written again over an earlier one it shows the way made.
 *
 *   renderMapMarkdown(map, { earlier: readEarlier(text)?.start ?? null, lineOf })
 */
import type { MapData } from "../../../transforms/core/map/types.js";
import { criteria } from "./markdown-criteria.js";
import { flow } from "./markdown-flow.js";
import { fragmentation } from "./markdown-fragmentation.js";
import { keepMeasures, type Measures, measure } from "./markdown-measures.js";
import { risks } from "./markdown-risks.js";
import {
	isFragmented,
	type MarkdownDoc,
	type MarkdownSection,
} from "./markdown-section.js";
import { strategy } from "./markdown-strategy.js";
import { summary } from "./markdown-summary.js";
import { usage } from "./markdown-usage.js";

export interface MapMarkdownOptions {
	/** What to compare with; null: nothing. */
	readonly earlier: Measures | null;
	/** A line (1-based) of a file of the tree, for examples; null where there is none. */
	readonly lineOf: (file: string, line: number) => string | null;
}

const SECTIONS: readonly MarkdownSection[] = [
	summary,
	fragmentation,
	flow,
	usage,
	strategy,
	risks,
	criteria,
];

export function renderMapMarkdown(
	map: MapData,
	{ earlier, lineOf }: MapMarkdownOptions,
): string {
	const paths = new Map(map.paths.map((path) => [path.id, path]));
	const now = measure(map);
	const start = earlier ?? now;
	const changed = JSON.stringify(start) !== JSON.stringify(now);
	const doc: MarkdownDoc = {
		map,
		now,
		// A document over which nothing has happened since is the same document.
		before: changed ? start : null,
		fragmented: map.definitions.filter(isFragmented),
		path: (id) => paths.get(id) ?? null,
		lineOf,
	};
	const parts = [
		["# Import consolidation map"],
		...SECTIONS.map((section) => section(doc)),
		[keepMeasures(start, now)],
	];
	return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
