/** What the sections of the map's text share. */
import type { MapData } from "../../../transforms/core/map/types.js";
import type { Paint } from "../../io.js";
import { capped, count } from "../lines.js";

export interface MapTextOptions {
	readonly paint: Paint;
	/** Cut no list. */
	readonly verbose: boolean;
}

/** The lines of one part; none when there is nothing to say. */
export type MapSection = (
	map: MapData,
	options: MapTextOptions,
) => readonly string[];

/** Rows of the table, and lines of the other lists, that are shown unless everything is asked for. */
export const ROWS = 15;
const LISTED = 8;

/** A title, and as many lines as are wanted; nothing for no lines. */
export function listing(
	title: string,
	noun: string,
	lines: readonly string[],
	{ verbose, paint }: MapTextOptions,
): readonly string[] {
	return lines.length === 0
		? []
		: [
				paint.colors.bold(title),
				...capped(
					lines,
					verbose ? Number.POSITIVE_INFINITY : LISTED,
					(rest) => `  ... and ${count(rest, `more ${noun}`)} (--verbose)`,
				),
			];
}
