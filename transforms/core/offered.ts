/**
 * The names that a star import of a module brings. Stars may go round in circles (two packages that hand on each
 * other's names), so the sets of all modules that one can reach by stars grow together until none of them does.
 */
import type { ModuleFacts } from "./facts.js";
import type { Resolution } from "./resolution.js";
import type { Located, ModuleId } from "./types.js";

/** What a star import of a module brings. `complete` is false when something on the way can't be read. */
export interface Offered {
	readonly names: ReadonlySet<string>;
	readonly complete: boolean;
	readonly why: string | null;
}

/** What is asked of the graph. */
export interface OfferSource {
	facts(id: ModuleId): ModuleFacts | null;
	locate(specifier: string, from: ModuleId): Located;
	resolve(id: ModuleId, name: string): Resolution;
	display(id: ModuleId): string;
}

interface Growing {
	readonly facts: ModuleFacts | null;
	readonly names: Set<string>;
	why: string | null;
	/** Modules of the tree whose names come in by stars. */
	readonly stars: readonly ModuleId[];
}

/** For `start` and every module that it reaches by stars. */
export function offeredFrom(
	start: ModuleId,
	graph: OfferSource,
): ReadonlyMap<ModuleId, Offered> {
	const growing = new Map<ModuleId, Growing>();
	const reached = [start];
	for (const id of reached) {
		if (growing.has(id)) continue;
		const own = ownNames(id, graph);
		growing.set(id, own);
		reached.push(...own.stars);
	}
	for (let grown = true; grown; ) {
		grown = false;
		for (const [id, into] of growing)
			for (const star of into.stars) {
				const from = growing.get(star);
				if (from && takeOver(id, into, from, graph)) grown = true;
			}
	}
	const offered = new Map<ModuleId, Offered>();
	for (const [id, { names, why }] of growing)
		offered.set(id, { names, complete: why === null, why });
	return offered;
}

function ownNames(id: ModuleId, graph: OfferSource): Growing {
	const facts = graph.facts(id);
	if (!facts) {
		const why = `${graph.display(id)} can't be read`;
		return { facts, names: new Set(), why, stars: [] };
	}
	if (facts.listed)
		return { facts, names: new Set(facts.listed), why: null, stars: [] };
	const names = new Set<string>();
	for (const [name, bindings] of facts.exports) {
		if (facts.starHides(name) || bindings.at(-1)?.kind === "delete") continue;
		// Where stars copy what is bound at run time, names for type checkers are not there to be copied.
		const unreal = bindings.every((binding) => binding.typing);
		if (facts.starRule === "last-wins" && unreal) continue;
		names.add(name);
	}
	const opaque = facts.opaque[0];
	let why = opaque
		? `${graph.display(id)}:${opaque.line} ${opaque.what}`
		: null;
	const stars: ModuleId[] = [];
	for (const star of facts.stars) {
		const target = graph.locate(star.specifier, id);
		if (target.kind === "module") stars.push(target.id);
		else
			why ??= `${graph.display(id)}:${star.line} takes everything from ${star.specifier}, which is not in the tree`;
	}
	return { facts, names, why, stars };
}

/** Did anything new come in by this star? */
function takeOver(
	id: ModuleId,
	into: Growing,
	from: Growing,
	graph: OfferSource,
): boolean {
	const before = into.names.size;
	for (const name of from.names) {
		if (into.names.has(name) || into.facts?.starHides(name)) continue;
		const ownFirst = into.facts?.starRule === "own-first";
		if (ownFirst && graph.resolve(id, name).kind === "ambiguous") continue;
		into.names.add(name);
	}
	const unread = into.why === null && from.why !== null;
	if (unread) into.why = from.why;
	return unread || into.names.size > before;
}
