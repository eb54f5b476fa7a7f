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
import type { Binding, ModuleFacts, Star } from "./facts.js";
import { copied, type Followed, follow, type Way } from "./follow.js";
import { type Loaded, type LoadSource, loadsOf } from "./loading.js";
import { type Offered, offeredFrom } from "./offered.js";
import { type PossibleNames, possibleNames } from "./possible-names.js";
import {
	NOTHING,
	Nodes,
	nodeKey,
	type Resolution,
	type Step,
	sameEnd,
} from "./resolution.js";
import type { Located, ModuleId } from "./types.js";

/** What the graph asks of a language. */
export interface GraphSource extends LoadSource {
	/** Null: the module's source can't be read. A directory that is a module has facts without bindings. */
	facts(id: ModuleId): ModuleFacts | null;
	locate(specifier: string, from: ModuleId): Located;
	/** The module `name` inside the package `id`, where the language reaches modules as names of their package. */
	submodule(id: ModuleId, name: string): ModuleId | null;
	/** Does the language itself give the module a name that its code binds nowhere? */
	isGiven?(id: ModuleId, name: string): boolean;
	/** As `submodule`, for a name that nothing binds: a module that is there and not listed, or may be made later. */
	unlisted?(id: ModuleId, name: string): Located;
	/** The module as the language writes it in an absolute import. */
	display(id: ModuleId): string;
}

export type { Offered } from "./offered.js";
export {
	describeChain,
	describeEnd,
	nodeKey,
	type Rebinding,
	type Resolution,
	type Step,
	sameEnd,
} from "./resolution.js";

type Enter = (end: Resolution, step: Step | null) => Resolution;

export class Graph {
	readonly #source: GraphSource;
	readonly #followed: Followed = {
		locate: (specifier, from) => this.locate(specifier, from),
		resolve: (id, name) => this.resolve(id, name),
		resolveIn: (located, name, from) => this.resolveIn(located, name, from),
		local: (facts, name) =>
			this.#once(facts.id, name, facts.locals === facts.exports),
	};
	readonly #exported = new Map<ModuleId, Map<string, Resolution>>();
	readonly #local = new Map<ModuleId, Map<string, Resolution>>();
	/** What the question in hand is going through: a few, so a list is searched sooner than keys are made. */
	readonly #active: {
		readonly id: ModuleId;
		readonly name: string;
		readonly exported: boolean;
	}[] = [];
	/** Results that saw a circle cut short; they hold for the question in hand only. */
	readonly #provisional = new Map<string, Resolution>();
	#cut = false;
	readonly #offered = new Map<ModuleId, Offered>();
	readonly #possible = new Map<ModuleId, PossibleNames>();
	readonly #closure = new Map<ModuleId, Loaded>();
	readonly #loadedBy: (from: ModuleId) => Loaded;

	constructor(source: GraphSource) {
		this.#source = source;
		this.#loadedBy = loadsOf(source);
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
		return this.#once(id, name, true);
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
				nodes: new Nodes(nodeKey(`external:${located.name}`, name ?? "*")),
			};
		return name === null
			? { kind: "module", module: located.id, ...NOTHING }
			: this.resolve(located.id, name);
	}

	/** The names that a star import of the module brings. */
	offered(id: ModuleId): Offered {
		const known = this.#offered.get(id);
		if (known) return known;
		const offered = offeredFrom(id, this);
		for (const [module, names] of offered) this.#offered.set(module, names);
		return offered.get(id) as Offered;
	}

	/** The modules by which loading `from` also loads `to`, both ends included, or null. */
	loadPath(from: ModuleId, to: ModuleId): readonly ModuleId[] | null {
		return this.#loaded(from).path(to);
	}

	/** Every module that loading `from` loads, itself included. */
	loaded(from: ModuleId): Iterable<ModuleId> {
		return this.#loaded(from).all();
	}

	#loaded(from: ModuleId): Loaded {
		const closure = this.#closure.get(from) ?? this.#loadedBy(from);
		this.#closure.set(from, closure);
		return closure;
	}

	/** Walks once for each question. A name that is asked for on its own way is a circle. */
	#once(id: ModuleId, name: string, exported: boolean): Resolution {
		const all = exported ? this.#exported : this.#local;
		let memo = all.get(id);
		if (!memo) {
			memo = new Map();
			all.set(id, memo);
		}
		const known = memo.get(name);
		if (known) return known;
		const key = nodeKey(id, exported ? name : `local ${name}`);
		const before =
			this.#provisional.size > 0 ? this.#provisional.get(key) : undefined;
		if (before) return before;
		if (this.#isActive(id, name, exported)) {
			this.#cut = true;
			// `from . import x` in the package itself: x is not bound yet, so the import finds the submodule.
			const inner = exported ? this.#source.submodule(id, name) : null;
			if (inner !== null) return { kind: "module", module: inner, ...NOTHING };
			const why = `${this.display(id)} and its imports hand ${name} round in a circle`;
			return { kind: "unknown", why, ...NOTHING };
		}
		this.#active.push({ id, name, exported });
		const end = this.#walk(id, name, exported, key);
		this.#active.pop();
		if (this.#active.length === 0) {
			this.#provisional.clear();
			this.#cut = false;
		}
		if (this.#cut) this.#provisional.set(key, end);
		else memo.set(name, end);
		return end;
	}

	#isActive(id: ModuleId, name: string, exported: boolean): boolean {
		return this.#active.some(
			(each) =>
				each.name === name && each.exported === exported && each.id === id,
		);
	}

	/** `exported`: look the name up as others see the module; else as its own code does. */
	#walk(
		id: ModuleId,
		name: string,
		exported: boolean,
		key: string,
	): Resolution {
		const facts = this.facts(id);
		if (!facts)
			return {
				kind: "unknown",
				why: `${this.display(id)} can't be read`,
				...NOTHING,
			};
		const line = facts.rebound.get(name);
		const rebound = line === undefined ? null : { module: id, name, line };
		const enter: Enter = (end, step) => ({
			...end,
			chain: step ? [step, ...end.chain] : end.chain,
			nodes: new Nodes(key, end.nodes),
			rebound: rebound ?? end.rebound,
		});

		const bindings = (exported ? facts.exports : facts.locals).get(name) ?? [];
		const running = bindings.filter((b) => !b.typing);
		const events = running.length > 0 ? running : bindings;
		const ends: Way[] = [];
		if (facts.starRule === "own-first") {
			for (const binding of events)
				ends.push(follow(facts, name, binding, this.#followed));
			// ECMA-262 16.2.1.7.2 (GetExportedNames/ResolveExport): a star never hands on `default`, and own names hide
			// it. What a star hands on is no binding that the module's own code could use.
			if (exported && ends.length === 0 && name !== "default")
				return this.#throughStars(facts, name, enter);
		} else {
			const found = this.#bound(facts, name, events);
			if (found === "deleted") {
				// `del sub` in a package takes the name away; an import of it still finds the module.
				const inner = exported ? this.#source.submodule(id, name) : null;
				return enter(
					inner === null
						? { kind: "absent", module: id, name, ...NOTHING }
						: { kind: "module", module: inner, ...NOTHING },
					null,
				);
			}
			ends.push(...found);
		}
		if (ends.length === 0) return enter(this.#notBound(facts, name), null);
		return this.#join(ends, id, name, enter);
	}

	/** Alternatives that agree are one end; those that do not are shown, all of them. */
	#join(
		ends: readonly Way[],
		id: ModuleId,
		name: string,
		enter: Enter,
	): Resolution {
		const [first, ...rest] = ends;
		if (!first) throw new Error(`no way to ${id} ${name}`);
		if (rest.every((other) => sameEnd(first.end, other.end))) {
			const rebound = ends.find((e) => e.end.rebound)?.end.rebound ?? null;
			const stale = ends.find((e) => e.end.stale)?.end.stale ?? null;
			return enter({ ...first.end, rebound, stale }, first.step);
		}
		const unknown = ends.find((e) => e.end.kind === "unknown");
		// The ways part here, so what the unknown one went through is no common ground with another chain.
		if (unknown)
			return enter({ ...unknown.end, nodes: new Nodes() }, unknown.step);
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

	/** What runs before what type checkers are told: they are told what runs, or what comes about in ways that they can't read. */
	#bound(
		facts: ModuleFacts,
		name: string,
		own: readonly Binding[],
	): Way[] | "deleted" {
		const running = own.filter(isRunning);
		const stars = facts.stars.filter(isRunning);
		const found = this.#lastWins(facts, name, running, stars);
		const isAll =
			running.length === own.length && stars.length === facts.stars.length;
		if (found === "deleted" || found.length > 0 || isAll) return found;
		const told = this.#lastWins(facts, name, own, facts.stars);
		if (told === "deleted") return told;
		return told.map(({ end, step }) => ({
			step,
			end: {
				...end,
				declared: end.declared ?? { module: facts.id, name, line: step.line },
			},
		}));
	}

	/** Source order, backwards: the last binding that always happens ends the search; those after it may replace it. */
	#lastWins(
		facts: ModuleFacts,
		name: string,
		own: readonly Binding[],
		stars: readonly Star[],
	): Way[] | "deleted" {
		const events: readonly (Binding | Star)[] =
			stars.length === 0 && own.length < 2
				? own
				: [...own, ...stars].sort((a, b) => b.offset - a.offset);
		const ends: Way[] = [];
		const taken = new Map<number, Set<number>>();
		for (const event of events) {
			const star = isStar(event);
			if (!star && event.kind === "delete") {
				if (event.branches.length === 0)
					return ends.length > 0 ? ends : "deleted";
				continue;
			}
			const way = star
				? this.#followStar(facts, name, event)
				: follow(facts, name, event, this.#followed);
			if (way === null) continue;
			ends.push(way);
			// A package's star may not bring the name at all, so what was bound before it stays possible.
			if (star && byStar(way.end)) continue;
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

	#throughStars(facts: ModuleFacts, name: string, enter: Enter): Resolution {
		// An own name would hide the stars, and not all of them are known.
		if (facts.opaque.length > 0)
			return enter(this.#notBound(facts, name), null);
		const ways = facts.stars
			.map((star) => this.#followStar(facts, name, star))
			.filter((way) => way !== null);
		if (ways.length === 0) return enter(this.#notBound(facts, name), null);
		// A star from outside the tree may or may not give the name; one that is known to give it decides only when it
		// is alone, for two stars with different ends give nothing (ECMA-262 ResolveExport, step 9).
		const [first] = ways as [Way];
		return ways.every((way) => sameBinding(first.end, way.end))
			? this.#join(ways, facts.id, name, enter)
			: this.#join(
					ways.map(({ end, step }) => ({
						step,
						end: { ...asBinding(end), nodes: new Nodes() },
					})),
					facts.id,
					name,
					enter,
				);
	}

	#followStar(facts: ModuleFacts, name: string, star: Star): Way | null {
		const step: Step = {
			module: facts.id,
			name,
			line: star.line,
			how: `by the star from ${star.specifier}`,
		};
		const target = this.locate(star.specifier, facts.id);
		if (target.kind === "missing") return null;
		if (target.kind === "external") {
			const end = this.resolveIn(target, name, facts.id);
			return {
				end: end.kind === "external" ? { ...end, byStar: true } : end,
				step,
			};
		}
		// A star that leads back to where the question came from brings nothing that is not found there anyway.
		if (this.#isActive(target.id, name, true)) {
			this.#cut = true;
			return null;
		}
		const theirs = this.facts(target.id);
		if (
			theirs &&
			!theirs.listed &&
			facts.starRule === "last-wins" &&
			theirs.starHides(name)
		)
			return null;
		if (theirs?.listed && !theirs.listed.includes(name)) return null;
		if (facts.starRule === "own-first" && !this.#mayOffer(target.id, name))
			return null;
		const end = this.resolve(target.id, name);
		if (end.kind === "absent" && end.module === target.id) return null;
		return copied({ end, step }, star);
	}

	#mayOffer(id: ModuleId, name: string): boolean {
		const possible = this.#possible.get(id) ?? possibleNames(id, this);
		this.#possible.set(id, possible);
		return possible.open || possible.names.has(name);
	}

	#notBound(facts: ModuleFacts, name: string): Resolution {
		const { id: module } = facts;
		if (this.#source.isGiven?.(module, name))
			return { kind: "definition", module, name, what: "value", ...NOTHING };
		const problem = facts.problems[0];
		if (problem)
			return {
				kind: "unknown",
				why: `${this.display(module)} has a syntax error (${problem.message}), and ${name} is not seen in the rest`,
				...NOTHING,
			};
		const opaque = facts.opaque[0];
		if (opaque)
			return {
				kind: "unknown",
				why: `${this.display(module)}:${opaque.line} ${opaque.what}`,
				...NOTHING,
			};
		const inner = this.#source.submodule(module, name);
		if (inner !== null) return { kind: "module", module: inner, ...NOTHING };
		const unlisted = this.#source.unlisted?.(module, name);
		if (unlisted?.kind === "module")
			return { kind: "module", module: unlisted.id, ...NOTHING };
		if (unlisted?.kind === "external")
			return {
				kind: "unknown",
				why: `${name} of ${this.display(module)} may be a module that is built, or made by code`,
				...NOTHING,
			};
		return { kind: "absent", module, name, ...NOTHING };
	}
}

const isRunning = ({ typing }: Binding | Star): boolean => !typing;

const isStar = (event: Binding | Star): event is Star => !("kind" in event);

/** One binding to ECMA-262, whose stars do not look at values: a copy is another one than what it copies. */
const sameBinding = (a: Resolution, b: Resolution): boolean =>
	sameEnd(a, b) &&
	a.copy?.module === b.copy?.module &&
	a.copy?.name === b.copy?.name;

/** A copy as the end of its chain. */
const asBinding = (end: Resolution): Resolution =>
	end.copy ? { ...end, kind: "definition", what: "value", ...end.copy } : end;

const byStar = (end: Resolution): boolean =>
	end.kind === "external" && end.byStar === true;
