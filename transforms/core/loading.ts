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

/** What a module loads itself. Asked again and again, so it should be `remembered`. */
type Next = (id: ModuleId) => readonly ModuleId[];

export function remembered(next: Next): Next {
	const memo = new Map<ModuleId, readonly ModuleId[]>();
	return (id) => {
		const known = memo.get(id) ?? next(id);
		memo.set(id, known);
		return known;
	};
}

/**
 * Every module that loading one module loads: breadth first, so ways are shortest. It is followed as far as somebody
 * asks, for a module that is loaded is mostly loaded soon, and half a tree comes behind.
 *
 * Where a module tells sooner what it may load at most, a way is looked for by that, and only the modules on it are
 * asked what they do load; when one of them does not take its step, another way is looked for.
 */
export class Loaded {
	readonly #from: ModuleId;
	readonly #next: Next;
	readonly #may: Next;
	/** Modules that have been asked what they do load. */
	readonly #asked = new Set<ModuleId>();
	#closure: Closure;

	/** `may`: what a module may load at most. */
	constructor(from: ModuleId, next: Next, may: Next) {
		this.#from = from;
		this.#next = next;
		this.#may = may;
		this.#closure = this.#wide();
	}

	has(to: ModuleId): boolean {
		return this.path(to) !== null;
	}

	/** The way to `to`, first module first; null when it is not loaded. */
	path(to: ModuleId): readonly ModuleId[] | null {
		for (;;) {
			const way = this.#closure.path(to);
			if (!way || this.#isTaken(way)) return way;
			this.#closure = this.#wide();
		}
	}

	all(): Iterable<ModuleId> {
		return new Closure(this.#from, this.#next).all();
	}

	#isTaken(way: readonly ModuleId[]): boolean {
		const untaken = way.slice(1).filter((next, i) => {
			const id = way[i] as ModuleId;
			this.#asked.add(id);
			return !this.#next(id).includes(next);
		});
		return untaken.length === 0;
	}

	#wide(): Closure {
		return new Closure(this.#from, (id) =>
			this.#asked.has(id) ? this.#next(id) : this.#may(id),
		);
	}
}

/** The modules that one leads to, each with the one that led there. */
class Closure {
	readonly #parents: Map<ModuleId, ModuleId | null>;
	readonly #open: Iterator<ModuleId>;
	readonly #next: Next;

	constructor(from: ModuleId, next: Next) {
		this.#parents = new Map([[from, null]]);
		// It comes by what is added later, too.
		this.#open = this.#parents.keys();
		this.#next = next;
	}

	path(to: ModuleId): readonly ModuleId[] | null {
		while (!this.#parents.has(to)) if (!this.#step()) return null;
		const path: ModuleId[] = [];
		for (
			let at: ModuleId | null = to;
			at !== null;
			at = this.#parents.get(at) ?? null
		)
			path.unshift(at);
		return path;
	}

	all(): Iterable<ModuleId> {
		while (this.#step());
		return this.#parents.keys();
	}

	/** Follows one more module; false when there is none. */
	#step(): boolean {
		const { value: id, done } = this.#open.next();
		if (done) return false;
		for (const next of this.#next(id))
			if (!this.#parents.has(next)) this.#parents.set(next, id);
		return true;
	}
}

/** What is loaded as a module is: asked of a source, by the module. */
export function loadsOf(source: LoadSource): (from: ModuleId) => Loaded {
	const next = remembered((id) =>
		executed(source.facts(id)?.loads ?? [], id, source),
	);
	const may = remembered((id) =>
		executed(mayLoad(source.facts(id)), id, source),
	);
	return (from) => new Loaded(from, next, may);
}

/** All that the module may load, told without its tree where that can be. */
export const mayLoad = (facts: ModuleFacts | null): readonly Load[] =>
	facts?.mayLoad ?? facts?.loads ?? [];

function executed(
	loads: readonly Load[],
	from: ModuleId,
	source: LoadSource,
): readonly ModuleId[] {
	return loads
		.filter(({ time }) => time === "load")
		.flatMap((load) => source.executes(load, from));
}
