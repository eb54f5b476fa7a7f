/**
 * Which names a module may hand on at all, by itself or through its stars. A barrel of a hundred stars is asked for
 * hundreds of names, and every star that is searched in vain costs a walk through all that lies behind it; this
 * set is made once for each module and says no for most of them.
 *
 * Invariant: a name that is not in a closed set is not offered. An open set says nothing: something behind the
 * stars can't be read, or leaves the tree.
 */
import type { ModuleFacts } from "./facts.js";
import type { Located, ModuleId } from "./types.js";

export interface PossibleNames {
	readonly names: ReadonlySet<string>;
	readonly open: boolean;
}

interface Source {
	facts(id: ModuleId): ModuleFacts | null;
	locate(specifier: string, from: ModuleId): Located;
}

/** The names of `id` and of every module that its stars lead to. */
export function possibleNames(id: ModuleId, source: Source): PossibleNames {
	const names = new Set<string>();
	const seen = new Set([id]);
	let open = false;
	for (const module of seen) {
		const facts = source.facts(module);
		if (!facts || facts.opaque.length > 0 || facts.problems.length > 0) {
			open = true;
			continue;
		}
		for (const name of facts.exports.keys()) names.add(name);
		for (const star of facts.stars) {
			const target = source.locate(star.specifier, module);
			if (target.kind === "module") seen.add(target.id);
			else if (target.kind === "external") open = true;
		}
	}
	return { names, open };
}
