/**
 * Which files run when a test runs, lazily imported ones included: a mock serves every import of them. Wider than
 * the graph's load path on purpose, since a mocked module is often required inside the test's functions.
 */
import type { Load } from "../../../core/facts.js";
import { Loaded, mayLoad, remembered } from "../../../core/loading.js";
import type { Graph } from "../../../core/proof.js";
import type { ModuleId } from "../../../core/types.js";

export class Reach {
	readonly #graph: Graph;
	readonly #loaded = new Map<ModuleId, Loaded>();
	readonly #memo = new Map<ModuleId, ReadonlySet<ModuleId>>();
	readonly #targets = remembered((id) =>
		this.#located(this.#graph.facts(id)?.loads ?? [], id),
	);
	readonly #mayTarget = remembered((id) =>
		this.#located(mayLoad(this.#graph.facts(id)), id),
	);

	constructor(graph: Graph) {
		this.#graph = graph;
	}

	from(start: ModuleId): ReadonlySet<ModuleId> {
		const reached = this.#memo.get(start) ?? new Set(this.#of(start).all());
		this.#memo.set(start, reached);
		return reached;
	}

	/** Does `of` run when `start` does? Sooner told than all that does. */
	includes(start: ModuleId, of: ModuleId): boolean {
		return this.#of(start).has(of);
	}

	#of(start: ModuleId): Loaded {
		const known = this.#loaded.get(start);
		if (known) return known;
		const loaded = new Loaded(start, this.#targets, this.#mayTarget);
		this.#loaded.set(start, loaded);
		return loaded;
	}

	/** Files of a set that name the module in code that runs. */
	importers(of: ModuleId, among: ReadonlySet<ModuleId>): ModuleId[] {
		return [...among].filter(
			(id) => id !== of && this.#targets(id).includes(of),
		);
	}

	#located(loads: readonly Load[], from: ModuleId): readonly ModuleId[] {
		const found: ModuleId[] = [];
		for (const load of loads) {
			if (load.time === "type") continue;
			const located = this.#graph.locate(load.specifier, from);
			if (located.kind === "module") found.push(located.id);
		}
		return found;
	}
}
