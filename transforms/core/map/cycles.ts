/**
 * Modules that load each other while they are loaded: strongly connected parts of the graph of load-time imports,
 * each with a shortest way round. Imports in functions and for types only close no circle.
 */
import type { ModuleFacts } from "../facts.js";
import type { Collected } from "./collect.js";
import { byText, isImport } from "./counts.js";
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

interface Import {
	readonly line: number;
	readonly specifier: string;
}

/**
 * The circles of a tree. Where a language can say more exactly what is loaded (`MapSource.exact`), it is asked for
 * the modules of a circle only. `linked`: does a module import another, at any time?
 */
export function findCycles(
	sources: readonly MapSource[],
	{ uses, paths }: Collected,
): {
	readonly cycles: readonly Cycle[];
	readonly linked: (from: string, to: string) => boolean;
} {
	const links = new Map<string, Map<string, Import[]>>();
	/** Module -> the modules that it imports. */
	const linked = new Map<string, Set<string>>();
	let file: string | null = null;
	let imported = new Set<string>();
	for (const use of uses) {
		const path = paths.get(use.path);
		const to = path?.file;
		if (!path || !to || to === use.file || !isImport(use)) continue;
		// Uses are sorted by file.
		if (use.file !== file) {
			file = use.file;
			const module = path.source.graph.display(file);
			imported = linked.get(module) ?? new Set();
			linked.set(module, imported);
		}
		imported.add(path.module);
		if (use.time !== "load" || to.endsWith("/")) continue;
		const from = links.get(use.file) ?? new Map<string, Import[]>();
		links.set(use.file, from);
		const known = from.get(to);
		if (known) known.push(use);
		else from.set(to, [use]);
	}
	const cycles = sources.flatMap((source) => {
		const own = new Map(
			[...links].filter(([file]) => source.records.has(file)),
		);
		const rough = circles(firstLines(own));
		const inside = new Set(rough.flat());
		const exact = new Map(
			[...own]
				.filter(([file]) => inside.has(file))
				.map(([file, to]) => [
					file,
					loaded(to, source.support.exact(file, source.project)),
				]),
		);
		const edges = firstLines(exact);
		return circles(edges).map((part) =>
			cycleOf(part, edges, source.language, source.graph.display),
		);
	});
	return {
		cycles,
		linked: (from, to) => linked.get(from)?.has(to) ?? false,
	};
}

/** Without the imports that are dropped before the module runs. */
function loaded(
	to: ReadonlyMap<string, readonly Import[]>,
	facts: ModuleFacts | null,
): ReadonlyMap<string, readonly Import[]> {
	if (!facts) return to;
	const running = new Set(
		facts.loads
			.filter(({ time }) => time === "load")
			.map(({ specifier }) => specifier),
	);
	return new Map(
		[...to].flatMap(([id, imports]) => {
			const kept = imports.filter(({ specifier }) => running.has(specifier));
			return kept.length > 0 ? [[id, kept] as const] : [];
		}),
	);
}

const firstLines = (
	links: ReadonlyMap<string, ReadonlyMap<string, readonly Import[]>>,
): Edges =>
	new Map(
		[...links].map(([from, to]) => [
			from,
			new Map([...to].map(([id, [first]]) => [id, first?.line ?? 0])),
		]),
	);
