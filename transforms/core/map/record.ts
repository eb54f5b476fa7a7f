/**
 * What one file says about modules, by itself: what it offers (its facts) and what it uses. No other file is
 * looked at, so a record depends on the file's path and bytes alone and can be kept between runs.
 */
import type { ModuleFacts } from "../facts.js";
import type { Form } from "../types.js";
import type { UseTime } from "./types.js";

/** A place that names a module, as it is written. */
export interface RawUse {
	/** With `names`: a name of the module; null: the module itself. */
	readonly specifier: string;
	readonly name: string | null;
	readonly form: Form;
	/** 1-based; columns count UTF-16 units. */
	readonly line: number;
	readonly column: number;
	readonly time: UseTime;
	/** The specifier is a whole dotted path, of which the last segments may be names: `patch("p.m.X")`. */
	readonly path?: boolean;
	/** Known not to load the module, for a compiler drops imports that nothing uses, unless a setting keeps them. */
	readonly dropped?: boolean;
}

/** A use that binds a variable of the file to a module of the tree. */
export type HeldModule = Pick<
	RawUse,
	"specifier" | "name" | "line" | "column" | "time"
>;

/** Names taken one out of the other, the first out of a module that a file holds: `m.X.y`. */
export interface Member {
	/** What the variable was bound to: with `name` null the module, else a name of it (`from p import m`). */
	readonly specifier: string;
	readonly name: string | null;
	/** At least one. */
	readonly chain: readonly {
		readonly name: string;
		readonly line: number;
		readonly column: number;
	}[];
	readonly time: UseTime;
}

/** Is there something in the tree where names are taken one out of the other like this? More names never undo it. */
export type Leads = (
	from: Pick<Member, "specifier" | "name">,
	chain: readonly string[],
) => boolean;

export interface RawNote {
	readonly line: number;
	readonly what: string;
}

export interface FileRecord {
	readonly facts: ModuleFacts;
	/** Does it make something that it offers (`makesSomething`)? Absent where that was not asked when it was read. */
	readonly makes?: boolean;
	/** In source order. */
	readonly uses: readonly RawUse[];
	/** Where it says that it should not be imported any more: the line of a deprecation, or null. */
	readonly warns: number | null;
	/** Modules that are loaded by a name made at run time. */
	readonly dynamic: readonly RawNote[];
	/** Lines of syntax problems, with what they are. */
	readonly problems: readonly RawNote[];
}
