/** What the sections of the consolidation map share: the map, looked up by id, and how long a list may be. */
import type {
	MapData,
	MapDefinition,
	MapPath,
	PathId,
} from "../../../transforms/core/map/types.js";
import { capped, count } from "../lines.js";
import { code } from "./markdown-escape.js";
import type { Measures } from "./markdown-measures.js";

/** Rows of a table, and symbols that are told in full. Everything is in the json report. */
export const ROWS = 20;
export const TOLD = 5;

export interface MarkdownDoc {
	readonly map: MapData;
	readonly now: Measures;
	/** What an earlier document or map counted; null: there is none. */
	readonly before: Measures | null;
	/** Definitions by more than one used path, most fragmented first. */
	readonly fragmented: readonly MapDefinition[];
	path(id: PathId): MapPath | null;
	/** A line of a file of the tree, without its end; null where the sources are not at hand. */
	lineOf(file: string, line: number): string | null;
}

/** A part of the document, a line each. */
export type MarkdownSection = (doc: MarkdownDoc) => readonly string[];

/** The last part of a path: what a reader calls the symbol. */
export function nameOf({
	name,
	module,
}: Pick<MapPath | MapDefinition, "name" | "module">): string {
	return name ?? module;
}

/** A list that ends, one item a line. */
export function list(
	items: readonly string[],
	noun: string,
): readonly string[] {
	return capped(
		items.map((item) => `- ${item}`),
		ROWS,
		(rest) => `- ... and ${count(rest, `more ${noun}`)}`,
	);
}

/** What a table leaves out, as a paragraph of its own. */
export function rest(all: readonly unknown[], noun: string): readonly string[] {
	return all.length <= ROWS
		? []
		: ["", `... and ${count(all.length - ROWS, `more ${noun}`)}.`];
}

export const at = (file: string, line: number): string =>
	code(line > 0 ? `${file}:${line}` : file);

/** Is it a symbol of the tree that several paths import? As the totals of a map count it. */
export const isFragmented = ({ what, used }: MapDefinition): boolean =>
	what !== "external" && used.length > 1;
