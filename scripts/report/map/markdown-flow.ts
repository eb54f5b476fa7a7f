/**
 * How names travel: a Mermaid graph from the import paths of the most fragmented symbols, through the modules that
 * hand them on, to the definitions; and the table of the modules that only hand on.
 *
 *   n1["app.ws.manager:Manager"] -->|"from websocket_manager"| n2["app.ws.websocket_manager:Manager"]
 */
import type {
	MapDefinition,
	MapPath,
	Shim,
} from "../../../transforms/core/map/types.js";
import { count } from "../lines.js";
import { cell, label, tableOf } from "./markdown-escape.js";
import {
	type MarkdownDoc,
	type MarkdownSection,
	ROWS,
	rest,
	TOLD,
} from "./markdown-section.js";

/** Mermaid gives up on a graph that is too large, and so do readers. */
const EDGES = 60;

export const flow: MarkdownSection = (doc) => {
	const graph = doc.fragmented.slice(0, TOLD);
	return [
		"## Structure and import flow",
		"",
		...(graph.length > 0 ? [...mermaid(graph, doc), ""] : []),
		...shims(doc),
	];
};

/** One node for each (module, name) that a chain passes, so that paths that meet are seen to meet. */
function mermaid(
	definitions: readonly MapDefinition[],
	doc: MarkdownDoc,
): readonly string[] {
	const nodes = new Map<string, string>();
	const edges = new Set<string>();
	const classes = new Map<string, "kept" | "stray" | "definition">();
	const node = (id: string): string => {
		const known = nodes.get(id) ?? `n${nodes.size + 1}`;
		nodes.set(id, known);
		return known;
	};
	for (const definition of definitions)
		for (const path of definition.used.map(doc.path)) {
			if (path === null || edges.size >= EDGES) continue;
			for (const [from, to, how] of steps(path, definition))
				edges.add(
					`  ${node(from)} -->${how === "" ? "" : `|"${label(how)}"|`} ${node(to)}`,
				);
			classes.set(
				node(path.id),
				path.id === definition.canonical?.path ? "kept" : "stray",
			);
			const end = node(definition.id);
			if (!classes.has(end)) classes.set(end, "definition");
		}
	const shown = [...nodes].map(([id, name]) => {
		const uses = doc.path(id)?.uses.imports ?? 0;
		return `  ${name}["${label(id)}${uses > 0 ? `<br/>${count(uses, "import")}` : ""}"]`;
	});
	const styled = [...classes].map(([name, kind]) => `  class ${name} ${kind}`);
	return [
		"Blue paths are to be kept, red ones are in use beside them, and grey nodes are definitions that nobody imports from.",
		"",
		"```mermaid",
		"flowchart LR",
		...shown,
		...edges,
		"  classDef kept stroke:#1f6feb,stroke-width:3px",
		"  classDef stray stroke:#cf222e",
		"  classDef definition stroke:#6e7781,stroke-dasharray:4",
		...styled,
		"```",
	];
}

/** From each step of a chain to the next; what is defined outside has no last step, so the definition is added. */
function steps(
	{ id, chain }: MapPath,
	definition: MapDefinition,
): readonly (readonly [from: string, to: string, how: string])[] {
	const stops = chain.map(({ module, name }) => `${module}:${name}`);
	if (stops.length === 0) stops.push(id);
	if (stops.at(-1) !== definition.id) stops.push(definition.id);
	return stops.slice(1).map((to, index) => {
		return [stops[index] as string, to, chain[index]?.how ?? ""] as const;
	});
}

function shims({ map }: MarkdownDoc): readonly string[] {
	if (map.shims.length === 0) return ["No module only hands on names."];
	return [
		"Modules that only hand on names:",
		"",
		...tableOf(
			["shim", "names", "of", "imports", "files", "warns", "does besides"],
			map.shims
				.slice(0, ROWS)
				.map((shim) => [
					`${cell(shim.module)}${shim.package ? " (a package's own)" : ""}`,
					shim.names.length,
					targetsOf(shim),
					shim.uses.imports,
					shim.users.length,
					shim.warns === null ? "no" : `line ${shim.warns}`,
					shim.effect === null
						? "nothing"
						: `${cell(shim.effect.what)}, line ${shim.effect.line}`,
				]),
		),
		...rest(map.shims, "shim"),
	];
}

function targetsOf({ targets }: Shim): string {
	const [first, ...others] = targets;
	if (!first) return "";
	return `${cell(first.module)}${others.length > 0 ? ` and ${others.length} more` : ""}`;
}
