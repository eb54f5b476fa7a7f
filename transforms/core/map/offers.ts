/**
 * Paths that modules offer on purpose and nobody imports, as far as they matter: another path leads to the same
 * thing, or a path in use has the same name. Most names of a tree are offered once, by the module that makes them;
 * those are not looked up, and no path is made for them.
 */
import type { Binding, ModuleFacts } from "../facts.js";
import type { RuleSet } from "../rules.js";
import type { ModuleId } from "../types.js";
import type { Collector, FoundPath } from "./collect.js";
import { type FoundShim, offeredNames } from "./shim-finder.js";
import { type MapSource, shadowed } from "./support.js";

/** `used`: the paths in use. Each collector stands for its language. */
export function offer(
	collectors: readonly Collector[],
	shims: readonly FoundShim[],
	used: ReadonlySet<FoundPath>,
	rules: ReadonlyMap<string, RuleSet>,
): ReadonlySet<FoundPath> {
	const offered = new Set<FoundPath>();
	const shimOf = new Map(shims.map((shim) => [shim.id, shim]));
	for (const collector of collectors) {
		const own = [...used].filter(({ source }) => source === collector.source);
		const offering = new Offering(collector, own, (path) => offered.add(path));
		offering.handOn(shimOf);
		offering.moveByRules(rules.get(collector.source.language));
		offering.lookBesides();
		offering.define();
	}
	return offered;
}

/** The offers of one language. */
class Offering {
	readonly #collector: Collector;
	readonly #source: MapSource;
	readonly #used: readonly FoundPath[];
	readonly #take: (path: FoundPath) => void;
	/** Names of paths in use. */
	readonly #names: ReadonlySet<string | null>;
	/** Definitions where paths end. */
	readonly #ends = new Map<ModuleId, Set<string>>();
	/** Names that modules make themselves. */
	readonly #made: (readonly [id: ModuleId, name: string])[] = [];

	constructor(
		collector: Collector,
		used: readonly FoundPath[],
		take: (path: FoundPath) => void,
	) {
		this.#collector = collector;
		this.#source = collector.source;
		this.#used = used;
		this.#names = new Set(used.map(({ name }) => name));
		this.#take = (path) => {
			this.#noteEnd(path);
			take(path);
		};
		for (const path of used) this.#noteEnd(path);
	}

	#noteEnd({ end }: FoundPath): void {
		if (end.kind !== "definition") return;
		const names = this.#ends.get(end.module);
		if (names) names.add(end.name);
		else this.#ends.set(end.module, new Set([end.name]));
	}

	/** What shims, packages and lists offer. Names that are made in place are kept for later. */
	handOn(shimOf: ReadonlyMap<ModuleId, FoundShim>): void {
		const { records, support } = this.#source;
		const hidden = shadowed(this.#source);
		for (const [id, { facts }] of records) {
			if (hidden.has(id)) continue;
			const names =
				shimOf.get(id)?.names ??
				(facts.listed || !support.implicitExports || support.isPackage(id)
					? offeredNames(facts, this.#source)
					: []);
			for (const name of names)
				if (isMadeHere(facts, name)) this.#made.push([id, name]);
				else this.#take(this.#collector.path(id, name));
		}
	}

	/** Where a rule moves a path that is in use. */
	moveByRules(rules: RuleSet | undefined): void {
		if (!rules) return;
		for (const { module, name, file } of this.#used) {
			const match = name === null ? null : rules.match(module, name);
			const id = match && moduleOf(match.module, file ?? "", this.#source);
			if (match && id) this.#take(this.#collector.path(id, match.name));
		}
	}

	/** A module on the way of a name may have that name for something else: what a move by name would hit. */
	lookBesides(): void {
		const { graph } = this.#source;
		for (const { name, end, file } of this.#used) {
			if (name === null) continue;
			for (const { module } of end.chain)
				if (module !== file && graph.facts(module)?.exports.has(name))
					this.#take(this.#collector.path(module, name));
		}
	}

	/** Of the names that are made in place those that another path leads to, or that share theirs with one in use. */
	define(): void {
		for (const [id, name] of this.#made)
			if (this.#names.has(name) || this.#ends.get(id)?.has(name))
				this.#take(this.#collector.path(id, name));
	}
}

/** Does the name end here, as one look at the module shows? */
function isMadeHere(facts: ModuleFacts, name: string): boolean {
	const bindings: readonly Binding[] = facts.exports.get(name) ?? [];
	const [only] = bindings;
	return (
		bindings.length === 1 &&
		only?.kind === "define" &&
		(facts.stars.length === 0 || facts.starRule === "own-first")
	);
}

/** The module that a rule names, by its file or as an import would. */
function moduleOf(
	key: string,
	from: string,
	{ graph, records }: MapSource,
): string | null {
	if (records.has(key)) return key;
	const located = graph.locate(key, from);
	return located.kind === "module" ? located.id : null;
}
