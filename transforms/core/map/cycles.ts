/**
 * Modules that load each other while they are loaded: strongly connected parts of the graph of load-time imports,
 * each with a shortest way round. Imports in functions and for types only close no circle.
 */
import type { ModuleId } from "../types.js";
import type { Collector } from "./collect.js";
import { byText } from "./counts.js";
import type { MapSource } from "./support.js";
import type { Cycle } from "./types.js";

/** Edges by module: the module that is loaded, with the line of the first statement that does. */
export type Edges = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Parts of at least two modules, or one that loads itself; each sorted, in the order of their first modules. */
export function circles(edges: Edges): string[][] {
	// Tarjan, with a stack of our own: a chain of imports can be longer than the call stack.
	const order = new Map<string, number>();
	const low = new Map<string, number>();
	const stack: string[] = [];
	const onStack = new Set<string>();
	const parts: string[][] = [];
	for (const root of edges.keys()) {
		if (order.has(root)) continue;
		const work: { node: string; next: Iterator<string> }[] = [];
		const enter = (node: string): void => {
			order.set(node, order.size);
			low.set(node, order.get(node) as number);
			stack.push(node);
			onStack.add(node);
			work.push({ node, next: (edges.get(node) ?? new Map()).keys() });
		};
		enter(root);
		for (let top = work.at(-1); top; top = work.at(-1)) {
			const { node } = top;
			const { value: to, done } = top.next.next();
			if (!done) {
				if (!order.has(to)) enter(to);
				else if (onStack.has(to))
					low.set(
						node,
						Math.min(low.get(node) as number, order.get(to) as number),
					);
				continue;
			}
			work.pop();
			const above = work.at(-1)?.node;
			if (above !== undefined)
				low.set(
					above,
					Math.min(low.get(above) as number, low.get(node) as number),
				);
			if (low.get(node) !== order.get(node)) continue;
			const part = stack.splice(stack.lastIndexOf(node));
			for (const member of part) onStack.delete(member);
			if (part.length > 1) parts.push(part.sort(byText));
		}
	}
	return parts.sort((a, b) => byText(a[0] as string, b[0] as string));
}

/** A shortest way round within a part, from its first module that has one. */
export function wayRound(part: readonly string[], edges: Edges): string[] {
	const inside = new Set(part);
	let best: string[] = [];
	for (const start of part) {
		const found = shortest(
			start,
			inside,
			edges,
			best.length || Number.POSITIVE_INFINITY,
		);
		if (found && (best.length === 0 || found.length < best.length))
			best = found;
		if (best.length === 2) break;
	}
	return best;
}

function shortest(
	start: string,
	inside: ReadonlySet<string>,
	edges: Edges,
	limit: number,
): string[] | null {
	const before = new Map<string, string | null>([[start, null]]);
	const depth = new Map<string, number>([[start, 1]]);
	for (const node of before.keys()) {
		if ((depth.get(node) as number) >= limit) return null;
		for (const to of [...(edges.get(node) ?? new Map()).keys()].sort(byText)) {
			if (to === start) {
				const way: string[] = [];
				for (
					let at: string | null = node;
					at !== null;
					at = before.get(at) ?? null
				)
					way.unshift(at);
				return way;
			}
			if (!inside.has(to) || before.has(to)) continue;
			before.set(to, node);
			depth.set(to, (depth.get(node) as number) + 1);
		}
	}
	return null;
}

/** The circle as the map shows it. */
export function cycleOf(
	part: readonly string[],
	edges: Edges,
	language: string,
	display: (id: string) => string,
): Cycle {
	const way = wayRound(part, edges);
	return {
		language,
		modules: part.map(display).sort(byText),
		way: way.map((id, at) => ({
			module: display(id),
			file: id,
			line: edges.get(id)?.get(way[(at + 1) % way.length] as string) ?? 0,
		})),
	};
}

/** The specifiers of what the module loads as it is loaded, where the language says so; from the last look, where that holds. */
function loadedBy(
	file: ModuleId,
	{ support, project, kept }: MapSource,
): ReadonlySet<string> | null {
	const keepsDropped = support.keepsDropped(file, project);
	const before = kept?.get(file)?.loaded;
	if (before?.keepsDropped === keepsDropped) return new Set(before.specifiers);
	const loaded = support.loaded(file, project);
	if (loaded)
		kept?.set(file, { loaded: { keepsDropped, specifiers: [...loaded] } });
	return loaded;
}

/**
 * The circles of a tree. Where a language can say more exactly what is loaded (`MapSupport.loaded`), it is asked for
 * the modules of a circle only.
 */
export const findCycles = (collectors: readonly Collector[]): Cycle[] =>
	collectors.flatMap((collector) => {
		const { source, loads } = collector;
		const inside = circles(loads).flat();
		const edges = new Map(
			inside.map((file) => {
				const specifiers = loadedBy(file, source);
				return [
					file,
					specifiers
						? collector.loadsBy(specifiers, file)
						: (loads.get(file) as ReadonlyMap<string, number>),
				];
			}),
		);
		return circles(edges).map((part) =>
			cycleOf(part, edges, source.language, source.graph.display),
		);
	});
