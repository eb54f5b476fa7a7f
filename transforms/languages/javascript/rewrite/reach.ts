/**
 * Which files run when a test runs, lazily imported ones included: a mock serves every import of them. Wider than
 * the graph's load path on purpose, since a mocked module is often required inside the test's functions.
 */
import type { Graph } from "../../../core/proof.js";
import type { ModuleId } from "../../../core/types.js";

export class Reach {
	readonly #graph: Graph;
	readonly #memo = new Map<ModuleId, ReadonlySet<ModuleId>>();

	constructor(graph: Graph) {
		this.#graph = graph;
	}

	from(start: ModuleId): ReadonlySet<ModuleId> {
		const known = this.#memo.get(start);
		if (known) return known;
		const reached = new Set<ModuleId>([start]);
		for (const id of reached)
			for (const next of this.#targets(id)) reached.add(next);
		this.#memo.set(start, reached);
		return reached;
	}

	/** Files of a set that name the module in code that runs. */
	importers(of: ModuleId, among: ReadonlySet<ModuleId>): ModuleId[] {
		return [...among].filter(
			(id) => id !== of && this.#targets(id).includes(of),
		);
	}

	#targets(id: ModuleId): ModuleId[] {
		const found: ModuleId[] = [];
		for (const load of this.#graph.facts(id)?.loads ?? []) {
			if (load.time === "type") continue;
			const located = this.#graph.locate(load.specifier, id);
			if (located.kind === "module") found.push(located.id);
		}
		return found;
	}
}
