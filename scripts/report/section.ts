/** What the sections of the text report share. */
import type { Paint } from "../io.js";
import type { RunResult } from "./result.js";

/** Members of a group that are shown unless everything is asked for. */
export const SHOWN = 3;
/** Shapes, files and notes that are shown. */
export const LISTED = 12;

export interface TextOptions {
	readonly paint: Paint;
	/** Cut no list. */
	readonly verbose: boolean;
}

/** The lines of one part of the report; none when there is nothing to say. */
export type Section = (
	result: RunResult,
	options: TextOptions,
) => readonly string[];
