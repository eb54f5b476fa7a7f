/**
 * What a second look at a file told: the graph knows by then what the file holds and which files may be in a circle.
 * Kept for the next map, since most of it depends on the file's text alone, and the rest is put down beside it.
 */
import type { ModuleId } from "../types.js";
import type { HeldModule, Leads, Member } from "./record.js";

export interface Look {
	/** What it took out of the modules that it held (`members.ts`). */
	readonly members?: {
		readonly held: readonly HeldModule[];
		readonly asked: readonly AskedLead[];
		readonly taken: readonly Member[];
	};
	/** What it loads as it is loaded (`MapSupport.loaded`). */
	readonly loaded?: {
		readonly keepsDropped: boolean;
		readonly specifiers: readonly string[];
	};
}

export type AskedLead = readonly [
	from: Parameters<Leads>[0],
	chain: readonly string[],
	answer: boolean,
];

/** Of files whose text is what it was then. */
export interface Looks {
	get(file: ModuleId): Look | undefined;
	/** Adds to what is known of the file. */
	set(file: ModuleId, look: Look): void;
}

/** To be raised with each change of what a language tells of the same text. */
export const LOOKS_VERSION = 1;
