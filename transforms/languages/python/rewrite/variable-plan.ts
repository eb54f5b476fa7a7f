/** What becomes of a variable that holds a legacy module: the result of `decide-module.ts`. */
import type { Stop } from "./decision.js";
import type { Judged } from "./legacy.js";
import type { Spoken } from "./spoken.js";
import type { ModuleVariable } from "./uses.js";

export interface NamedUse {
	readonly judged: Judged;
	/** How the name reads from now on. */
	readonly local: string;
	/** False when the file imports it already. */
	readonly added: boolean;
}

export interface VariablePlan {
	readonly variable: ModuleVariable;
	readonly mode: "named" | "partial" | "retarget" | "stay";
	/** The names that are imported by themselves, by their legacy name. */
	readonly named: ReadonlyMap<string, NamedUse>;
	/** `retarget`: the new name of the variable; the old one when it is kept by an alias. */
	readonly local: string;
	/** Why the module import stays, or why it is not split. */
	readonly stop: Stop | null;
	/** Names used through the variable with their verdicts: a read through the module object is no snapshot. */
	readonly members: ReadonlyMap<string, Judged | null>;
	/** Text that speaks of the variable by a name that goes away. */
	readonly mentions: Spoken["mentions"];
}

/** Attributes that every module has: they speak of the module object, not of a name that it offers. */
export const OF_EVERY_MODULE =
	/^__(?:name|file|doc|dict|loader|spec|package|path|cached|builtins|all)__$/;
