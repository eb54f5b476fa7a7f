/**
 * The export graph: from an import path to the definition where its chain ends. Lazy, so a proof reads only the
 * modules that its chain goes through; memoised, so that a hundred uses of one name cost one walk.
 *
 *   resolve(manager.py, 'WebSocketManager')
 *     manager.py:40            WebSocketManager = UnifiedWebSocketManager
 *     manager.py:32            UnifiedWebSocketManager from websocket_manager
 *     websocket_manager.py:173 UnifiedWebSocketManager = _Implementation
 *     websocket_manager.py:29  _Implementation from unified_manager
 *     unified_manager.py:294   class _Implementation
 *
 * Invariant: a resolution is `definition`, `module` or `external` only when every way the run can take ends
 * there. Where ways part, it is `ambiguous` and carries them all; where the source can't say, it is `unknown`
 * with the reason. Nothing here guesses.
 */
import type { Binding, Load, ModuleFacts, Star } from "./facts.js";
import type { Located, ModuleId } from "./types.js";

/** What the graph asks of a language. */
export interface GraphSource {
	/** Null: the module's source can't be read. A directory that is a module has facts without bindings. */
	facts(id: ModuleId): ModuleFacts | null;
	locate(specifier: string, from: ModuleId): Located;
	/** The module `name` inside the package `id`, where the language reaches modules as names of their package. */
	submodule(id: ModuleId, name: string): ModuleId | null;
	/** Every module whose top level runs because of this load, packages on the way included. */
	executes(load: Load, from: ModuleId): readonly ModuleId[];
	/** The module as the language writes it in an absolute import. */
	display(id: ModuleId): string;
}

/** One step of a chain. */
export interface Step {
	readonly module: ModuleId;
	readonly name: string;
	readonly line: number;
	/** `= Other`, `from specifier import Name`, `class`, ... */
	readonly how: string;
}

/** A name that a module on the chain rebinds: whoever imported it holds a snapshot. */
export interface Rebinding {
	readonly module: ModuleId;
	readonly name: string;
	readonly line: number;
}

interface Walked {
	readonly chain: readonly Step[];
	/** Keys of the (module, name) nodes that the chain went through, before any parting of ways. */
	readonly nodes: ReadonlySet<string>;
	readonly rebound: Rebinding | null;
}

export type Resolution = Walked &
	(
		| {
				readonly kind: "definition";
				readonly module: ModuleId;
				readonly name: string;
				readonly what: string;
		  }
		| { readonly kind: "module"; readonly module: ModuleId }
		| {
				readonly kind: "external";
				readonly specifier: string;
				readonly name: string | null;
		  }
		/** `module` does not offer `name`. */
		| {
				readonly kind: "absent";
				readonly module: ModuleId;
				readonly name: string;
		  }
		/** A module on the chain imports from a module that does not exist. */
		| {
				readonly kind: "no-module";
				readonly specifier: string;
				readonly from: ModuleId;
		  }
		| { readonly kind: "ambiguous"; readonly ends: readonly Resolution[] }
		| { readonly kind: "unknown"; readonly why: string }
	);

/** What a star import of a module brings. `complete` is false when something on the way can't be read. */
export interface Offered {
	readonly names: ReadonlySet<string>;
	readonly complete: boolean;
	readonly why: string | null;
}

export const nodeKey = (module: ModuleId, name: string): string =>
	`${module}\0${name}`;

/** Do both chains end at one thing? True only when it is known; `unknown` ends agree where the chains met before. */
export function sameEnd(a: Resolution, b: Resolution): boolean {
	for (const node of a.nodes) if (b.nodes.has(node)) return true;
	if (a.kind === "definition" && b.kind === "definition")
		return a.module === b.module && a.name === b.name;
	if (a.kind === "module" && b.kind === "module") return a.module === b.module;
	if (a.kind === "external" && b.kind === "external")
		return a.specifier === b.specifier && a.name === b.name;
	return false;
}

/** Where a resolution ends, in one phrase for a reader. */
export function describeEnd(
	end: Resolution,
	display: (id: ModuleId) => string,
): string {
	switch (end.kind) {
		case "definition":
			return `${display(end.module)}:${end.name}`;
		case "module":
			return `module ${display(end.module)}`;
		case "external":
			return end.name === null
				? `package ${end.specifier}`
				: `${end.specifier}:${end.name} (outside the tree)`;
		case "absent":
			return `${display(end.module)} does not offer ${end.name}`;
		case "no-module":
			return `${display(end.from)} imports ${end.specifier}, which does not exist`;
		case "ambiguous":
			return end.ends.map((e) => describeEnd(e, display)).join(" or ");
		case "unknown":
			return end.why;
	}
}

/** The chain as lines, `manager:40 WebSocketManager = UnifiedWebSocketManager`. */
export function describeChain(
	end: Resolution,
	display: (id: ModuleId) => string,
): string[] {
	const lines = end.chain.map(
		(s) => `${display(s.module)}:${s.line} ${s.name} ${s.how}`,
	);
	if (end.kind === "ambiguous")
		for (const alternative of end.ends)
			lines.push(`  or ${describeEnd(alternative, display)}`);
	return lines;
}

const NOTHING: Walked = { chain: [], nodes: new Set(), rebound: null };

export class Graph {
	readonly #source: GraphSource;
	readonly #memo = new Map<string, Resolution>();
	readonly #active = new Set<string>();
	readonly #offered = new Map<ModuleId, Offered>();
	readonly #closure = new Map<
		ModuleId,
		ReadonlyMap<ModuleId, ModuleId | null>
	>();

	constructor(source: GraphSource) {
		this.#source = source;
	}

	facts(id: ModuleId): ModuleFacts | null {
		return this.#source.facts(id);
	}

	locate(specifier: string, from: ModuleId): Located {
		return this.#source.locate(specifier, from);
	}

	display = (id: ModuleId): string => this.#source.display(id);

	/** Where `name` of the module `id` ends. */
	resolve(id: ModuleId, name: string): Resolution {
		const key = nodeKey(id, name);
		const known = this.#memo.get(key);
		if (known) return known;
		if (this.#active.has(key))
			return {
				kind: "unknown",
				why: `${this.display(id)} and its imports hand ${name} round in a circle`,
				...NOTHING,
			};
		this.#active.add(key);
		const end = this.#walk(id, name, true);
		this.#active.delete(key);
		// A result computed inside a circle may have seen it cut short; only results outside one are kept.
		if (this.#active.size === 0 || end.kind !== "unknown")
			this.#memo.set(key, end);
		return end;
	}

	/** Where a located module and a name end; `name` null asks for the module itself. */
	resolveIn(located: Located, name: string | null, from: ModuleId): Resolution {
		if (located.kind === "missing")
			return { kind: "no-module", specifier: located.name, from, ...NOTHING };
		if (located.kind === "external")
			return {
				kind: "external",
				specifier: located.name,
				name,
				...NOTHING,
				nodes: new Set([nodeKey(`external:${located.name}`, name ?? "*")]),
			};
		return name === null
			? { kind: "module", module: located.id, ...NOTHING }
			: this.resolve(located.id, name);
	}

	/** The names that a star import of the module brings. */
	offered(id: ModuleId): Offered {
		const known = this.#offered.get(id);
		if (known) return known;
		// Put in place first: two modules that star-import each other would recurse for ever.
		this.#offered.set(id, { names: new Set(), complete: true, why: null });
		const facts = this.facts(id);
		if (!facts)
			return this.#keep(id, {
				names: new Set(),
				complete: false,
				why: `${this.display(id)} can't be read`,
			});
		if (facts.listed)
			return this.#keep(id, {
				names: new Set(facts.listed),
				complete: true,
				why: null,
			});
		const names = new Set<string>();
		let why: string | null = facts.opaque[0]
			? `${this.display(id)}:${facts.opaque[0].line} ${facts.opaque[0].what}`
			: null;
		for (const [name, bindings] of facts.exports)
			if (!facts.starHides(name) && bindings.at(-1)?.kind !== "delete")
				names.add(name);
		for (const star of facts.stars) {
			const target = this.locate(star.specifier, id);
			if (target.kind !== "module") {
				why ??= `${this.display(id)}:${star.line} takes everything from ${star.specifier}, which is outside the tree`;
				continue;
			}
			const inner = this.offered(target.id);
			why ??= inner.why;
			for (const name of inner.names) {
				if (facts.starHides(name)) continue;
				if (
					facts.starRule === "own-first" &&
					this.resolve(id, name).kind === "ambiguous"
				)
					continue;
				names.add(name);
			}
		}
		return this.#keep(id, { names, complete: why === null, why });
	}

	/**
	 * The modules by which loading `from` also loads `to`, both ends included, or null. Only what happens as
	 * modules load counts: not what functions import when they run, not what only type checkers see.
	 */
	loadPath(from: ModuleId, to: ModuleId): readonly ModuleId[] | null {
		const parents = this.#loadedBy(from);
		if (!parents.has(to)) return null;
		const path = [to];
		for (
			let at = parents.get(to) ?? null;
			at !== null;
			at = parents.get(at) ?? null
		)
			path.unshift(at);
		return path;
	}

	#loadedBy(from: ModuleId): ReadonlyMap<ModuleId, ModuleId | null> {
		const known = this.#closure.get(from);
		if (known) return known;
		const parents = new Map<ModuleId, ModuleId | null>([[from, null]]);
		const queue = [from];
		for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
			for (const load of this.facts(id)?.loads ?? []) {
				if (load.time !== "load") continue;
				for (const next of this.#source.executes(load, id)) {
					if (parents.has(next)) continue;
					parents.set(next, id);
					queue.push(next);
				}
			}
		}
		this.#closure.set(from, parents);
		return parents;
	}

	#keep(id: ModuleId, offered: Offered): Offered {
		this.#offered.set(id, offered);
		return offered;
	}

	/** `exported`: look the name up as others see the module; else as its own code does. */
	#walk(id: ModuleId, name: string, exported: boolean): Resolution {
		const facts = this.facts(id);
		if (!facts)
			return {
				kind: "unknown",
				why: `${this.display(id)} can't be read`,
				...NOTHING,
			};
		const key = exported ? nodeKey(id, name) : nodeKey(id, `local ${name}`);
		const line = facts.rebound.get(name);
		const rebound = line === undefined ? null : { module: id, name, line };
		const enter = (end: Resolution, step: Step | null): Resolution => ({
			...end,
			chain: step ? [step, ...end.chain] : end.chain,
			nodes: new Set([key, ...end.nodes]),
			rebound: rebound ?? end.rebound,
		});

		const bindings = (exported ? facts.exports : facts.locals).get(name) ?? [];
		const running = bindings.filter((b) => !b.typing);
		const events = running.length > 0 ? running : bindings;
		const ends: { end: Resolution; step: Step }[] = [];
		if (facts.starRule === "own-first") {
			for (const binding of events)
				ends.push(this.#follow(facts, name, binding));
			// ECMA-262 16.2.1.7.2 (GetExportedNames/ResolveExport): a star never hands on `default`, and own names hide it.
			if (ends.length === 0 && name !== "default")
				return this.#throughStars(facts, name, enter);
		} else {
			const found = this.#lastWins(facts, name, events);
			if (found === "deleted")
				return enter({ kind: "absent", module: id, name, ...NOTHING }, null);
			ends.push(...found);
		}
		if (ends.length === 0) return enter(this.#notBound(facts, name), null);
		return this.#join(ends, id, name, enter);
	}

	/** Alternatives that agree are one end; those that do not are shown, all of them. */
	#join(
		ends: readonly { end: Resolution; step: Step }[],
		id: ModuleId,
		name: string,
		enter: (end: Resolution, step: Step | null) => Resolution,
	): Resolution {
		const [first, ...rest] = ends;
		if (!first) throw new Error(`no way to ${id} ${name}`);
		if (rest.every((other) => sameEnd(first.end, other.end)))
			return enter(first.end, first.step);
		const unknown = ends.find((e) => e.end.kind === "unknown");
		if (unknown) return enter(unknown.end, unknown.step);
		const all = ends.map((e) => ({
			...e.end,
			chain: [e.step, ...e.end.chain],
		}));
		const parting = ends
			.map((e) => `line ${e.step.line} ${e.step.how}`)
			.join(", or ");
		return enter(
			{ kind: "ambiguous", ends: all, ...NOTHING },
			{ ...first.step, how: `by ${parting}` },
		);
	}

	/** Source order, backwards: the last binding that always happens ends the search; those after it may replace it. */
	#lastWins(
		facts: ModuleFacts,
		name: string,
		own: readonly Binding[],
	): { end: Resolution; step: Step }[] | "deleted" {
		const events: (Binding | (Star & { kind: "star" }))[] = [
			...own,
			...facts.stars.map((star) => ({ ...star, kind: "star" as const })),
		].sort((a, b) => b.offset - a.offset);
		const ends: { end: Resolution; step: Step }[] = [];
		const taken = new Map<number, Set<number>>();
		for (const event of events) {
			if (event.kind === "delete") {
				if (event.branches.length === 0)
					return ends.length > 0 ? ends : "deleted";
				continue;
			}
			const way =
				event.kind === "star"
					? this.#followStar(facts, name, event)
					: this.#follow(facts, name, event);
			if (way === null) continue;
			ends.push(way);
			if (event.branches.length === 0 || this.#covers(event.branches, taken))
				break;
		}
		return ends;
	}

	/** Is one of the arms seen so far always taken? Only the innermost split can be completed by this binding. */
	#covers(
		branches: Binding["branches"],
		taken: Map<number, Set<number>>,
	): boolean {
		for (let depth = branches.length - 1; depth >= 0; depth--) {
			const branch = branches[depth];
			if (!branch || branch.arms === 0) return false;
			const arms = taken.get(branch.split) ?? new Set();
			taken.set(branch.split, arms.add(branch.arm));
			if (arms.size < branch.arms) return false;
		}
		return true;
	}

	#throughStars(
		facts: ModuleFacts,
		name: string,
		enter: (end: Resolution, step: Step | null) => Resolution,
	): Resolution {
		const ways = facts.stars
			.map((star) => this.#followStar(facts, name, star))
			.filter((way) => way !== null);
		if (ways.length === 0) return enter(this.#notBound(facts, name), null);
		// A star from outside the tree may or may not give the name; one that is known to give it decides only when it
		// is alone, for two stars with different ends give nothing (ECMA-262 ResolveExport, step 9).
		return this.#join(ways, facts.id, name, enter);
	}

	#followStar(
		facts: ModuleFacts,
		name: string,
		star: Star,
	): { end: Resolution; step: Step } | null {
		const step: Step = {
			module: facts.id,
			name,
			line: star.line,
			how: `by the star from ${star.specifier}`,
		};
		const target = this.locate(star.specifier, facts.id);
		if (target.kind === "missing") return null;
		if (target.kind === "external")
			return { end: this.resolveIn(target, name, facts.id), step };
		const theirs = this.facts(target.id);
		if (
			theirs &&
			!theirs.listed &&
			facts.starRule === "last-wins" &&
			theirs.starHides(name)
		)
			return null;
		if (theirs?.listed && !theirs.listed.includes(name)) return null;
		const end = this.resolve(target.id, name);
		if (end.kind === "absent" && end.module === target.id) return null;
		return { end, step };
	}

	#follow(
		facts: ModuleFacts,
		name: string,
		binding: Binding,
	): { end: Resolution; step: Step } {
		const step = (how: string): Step => ({
			module: facts.id,
			name,
			line: binding.line,
			how,
		});
		switch (binding.kind) {
			case "define":
				return {
					end: {
						kind: "definition",
						module: facts.id,
						name,
						what: binding.what,
						...NOTHING,
					},
					step: step(
						binding.what === "value"
							? "is assigned here"
							: `is a ${binding.what}`,
					),
				};
			case "import": {
				const target = this.locate(binding.specifier, facts.id);
				const how =
					binding.name === null
						? `is the module ${binding.specifier}`
						: `from ${binding.specifier}${binding.name === name ? "" : ` as ${binding.name}`}`;
				return {
					end: this.resolveIn(target, binding.name, facts.id),
					step: step(how),
				};
			}
			case "alias": {
				const end = this.#local(facts, binding.of);
				// `X = dict`: the name is nobody's here, so the alias itself is where the chain ends.
				const own =
					end.kind === "absent" &&
					end.module === facts.id &&
					!facts.locals.has(binding.of);
				return {
					end: own
						? {
								kind: "definition",
								module: facts.id,
								name,
								what: "value",
								...NOTHING,
							}
						: end,
					step: step(`= ${binding.of}`),
				};
			}
			case "member": {
				const base = this.#local(facts, binding.of);
				const how = step(`= ${binding.of}.${binding.name}`);
				if (base.kind === "module")
					return { end: this.resolve(base.module, binding.name), step: how };
				if (base.kind === "external" && base.name === null)
					return {
						end: this.resolveIn(
							{ kind: "external", name: base.specifier },
							binding.name,
							facts.id,
						),
						step: how,
					};
				return {
					end: {
						kind: "definition",
						module: facts.id,
						name,
						what: "value",
						...NOTHING,
					},
					step: how,
				};
			}
			case "delete":
				return {
					end: { kind: "absent", module: facts.id, name, ...NOTHING },
					step: step("is deleted"),
				};
		}
	}

	/** A name as the module's own code sees it. */
	#local(facts: ModuleFacts, name: string): Resolution {
		if (facts.locals === facts.exports) return this.resolve(facts.id, name);
		const key = nodeKey(facts.id, `local ${name}`);
		const known = this.#memo.get(key);
		if (known) return known;
		if (this.#active.has(key))
			return {
				kind: "unknown",
				why: `${name} is an alias of itself`,
				...NOTHING,
			};
		this.#active.add(key);
		const end = this.#walk(facts.id, name, false);
		this.#active.delete(key);
		return end;
	}

	#notBound(facts: ModuleFacts, name: string): Resolution {
		const opaque = facts.opaque[0];
		if (opaque)
			return {
				kind: "unknown",
				why: `${this.display(facts.id)}:${opaque.line} ${opaque.what}`,
				...NOTHING,
			};
		const inner = this.#source.submodule(facts.id, name);
		if (inner !== null) return { kind: "module", module: inner, ...NOTHING };
		return { kind: "absent", module: facts.id, name, ...NOTHING };
	}
}
