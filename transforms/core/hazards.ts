/**
 * Same definition, other behaviour: what a moved import changes although both paths end at one place. These
 * questions are the same in every language; they are asked of the export graph alone.
 */
import type { Graph } from "./proof.js";
import type { ModuleId } from "./types.js";

/**
 * The modules by which loading the canonical module would load this file, when the file did not load the
 * canonical module before; null when there is no such circle. With a cycle that exists already nothing changes:
 * the legacy module needs the canonical one's names at the same time as the file would.
 */
export function newCycle(
	graph: Graph,
	file: ModuleId,
	legacy: ModuleId | null,
	canonical: ModuleId,
): readonly ModuleId[] | null {
	if (legacy !== null && loads(graph, legacy, canonical)) return null;
	return graph.loadPath(canonical, file);
}

/**
 * Does a module that loading `canonical` loads take names from `file` at once? Such a module meets the file half
 * loaded when the circle is entered there; one that takes only the module object does not mind.
 */
export function takesNames(
	graph: Graph,
	canonical: ModuleId,
	file: ModuleId,
): boolean {
	for (const id of graph.loaded(canonical))
		for (const load of graph.facts(id)?.loads ?? []) {
			if (load.time !== "load" || load.names.length === 0) continue;
			const located = graph.locate(load.specifier, id);
			if (located.kind === "module" && located.id === file) return true;
		}
	return false;
}

/**
 * What loading the legacy module did beside binding names, when loading the canonical one does not do it, too. A
 * way that goes through `file` does not count: it may be the import that is moved.
 */
export function lostEffect(
	graph: Graph,
	file: ModuleId,
	legacy: ModuleId | null,
	canonical: ModuleId | null,
): string | null {
	const effect = legacy === null ? null : graph.facts(legacy)?.effect;
	if (!effect || legacy === null) return null;
	if (canonical !== null && loadsWithout(graph, canonical, legacy, file))
		return null;
	return `${graph.display(legacy)}:${effect.line} ${effect.what}`;
}

/** Does loading `from` load `to`, whatever becomes of the imports of `file`? */
export function loadsWithout(
	graph: Graph,
	from: ModuleId,
	to: ModuleId,
	file: ModuleId,
): boolean {
	const path = graph.loadPath(from, to);
	return path !== null && !path.includes(file);
}

function loads(graph: Graph, from: ModuleId, to: ModuleId): boolean {
	// The usual shim imports the canonical module directly; that needs no closure over half the tree.
	const direct = graph.facts(from)?.loads.some((load) => {
		if (load.time !== "load") return false;
		const located = graph.locate(load.specifier, from);
		return located.kind === "module" && located.id === to;
	});
	return direct === true || graph.loadPath(from, to) !== null;
}
