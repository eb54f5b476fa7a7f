/**
 * What runs because a module is loaded. Only what happens as modules load counts: not what functions import when
 * they run, not what only type checkers see. This is where an import cycle would close.
 */
import type { Load, ModuleFacts } from "./facts.js";
import type { ModuleId } from "./types.js";

/** What is asked of a language. */
export interface LoadSource {
	facts(id: ModuleId): ModuleFacts | null;
	/** Every module whose top level runs because of this load, packages on the way included. */
	executes(load: Load, from: ModuleId): readonly ModuleId[];
}

/** Every module that loading `from` loads, with the one that caused it: breadth first, so paths are shortest. */
export function loadedBy(
	from: ModuleId,
	source: LoadSource,
): ReadonlyMap<ModuleId, ModuleId | null> {
	const parents = new Map<ModuleId, ModuleId | null>([[from, null]]);
	for (const id of parents.keys())
		for (const load of source.facts(id)?.loads ?? []) {
			if (load.time !== "load") continue;
			for (const next of source.executes(load, id))
				if (!parents.has(next)) parents.set(next, id);
		}
	return parents;
}

/** The way back from `to`, first module first; null when it was not loaded. */
export function pathTo(
	to: ModuleId,
	parents: ReadonlyMap<ModuleId, ModuleId | null>,
): readonly ModuleId[] | null {
	if (!parents.has(to)) return null;
	const path: ModuleId[] = [];
	for (let at: ModuleId | null = to; at !== null; at = parents.get(at) ?? null)
		path.unshift(at);
	return path;
}
