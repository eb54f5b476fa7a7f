/**
 * The search of a tree for the paths to some ends: from the files that spell a name to the modules that take
 * everything from them, in rounds, until nothing is new.
 *
 *   Manager ends at app/ws/manager.py  ->  app/ws/__init__.py spells it  ->  app/compat.py has a star from app.ws
 */
import type { Language } from "./language.js";
import { handsOn } from "./offers.js";
import { type Graph, type Resolution, sameEnd } from "./proof.js";
import { nodeKey } from "./resolution.js";
import { RuleSet } from "./rules.js";
import { containingEach } from "./search-groups.js";
import type { ModuleId, NeedleQuery, Project } from "./types.js";

/** One import path. */
export interface Node {
	readonly id: ModuleId;
	readonly name: string;
}

/** The paths to one end, while they are looked for. */
export interface Search {
	readonly end: Resolution;
	readonly canonical: Node;
	/** Every name that it goes by. */
	readonly names: Set<string>;
	readonly found: Map<string, Node>;
	readonly asked: Set<string>;
}

export function startOf(end: Resolution, canonical: Node): Search {
	const names = new Set([canonical.name, ...namesOf(end)]);
	return { end, canonical, names, found: new Map(), asked: new Set() };
}

export class PathSearch {
	readonly #project: Project;
	readonly #language: Language;
	readonly #graph: Graph;
	/** Module -> the modules that take everything from it. */
	readonly #takers = new Map<ModuleId, readonly ModuleId[]>();

	constructor(project: Project, language: Language, graph: Graph) {
		this.#project = project;
		this.#language = language;
		this.#graph = graph;
	}

	/**
	 * Finds the paths of all searches. A new name leads to files that spell it, and a new module to those that take
	 * everything from it, until nothing is new; the tree is searched once a round, not once a symbol.
	 */
	spread(searches: readonly Search[]): readonly Search[] {
		const size = (): number =>
			searches.reduce(
				(sum, { found, names }) => sum + found.size + names.size,
				0,
			);
		for (const search of searches) this.#visit(search, search.canonical);
		for (let before = -1; before !== size(); ) {
			before = size();
			this.spelling(searches.flatMap(({ names }) => [...names]));
			for (const search of searches)
				for (const id of this.spelling([...search.names]))
					for (const name of this.#handedOn(id))
						this.#visit(search, { id, name });
			this.#findTakers(
				searches.flatMap(({ found }) =>
					[...found.values()].map(({ id }) => id),
				),
			);
			for (const search of searches)
				for (const { id, name } of [...search.found.values()])
					for (const taker of this.#takers.get(id) ?? [])
						this.#visit(search, { id: taker, name });
		}
		return searches;
	}

	#visit({ end, names, found, asked }: Search, node: Node): void {
		const key = nodeKey(node.id, node.name);
		if (asked.has(key)) return;
		asked.add(key);
		if (!leadsTo(this.#graph.resolve(node.id, node.name), end)) return;
		found.set(key, node);
		names.add(node.name);
	}

	/** Names that the module hands on: bound to something of another module, or listed. */
	#handedOn(id: ModuleId): readonly string[] {
		const facts = this.#graph.facts(id);
		if (!facts) return [];
		const bound = [...facts.exports].flatMap(([name, bindings]) =>
			bindings.some(handsOn) ? [name] : [],
		);
		return [...bound, ...(facts.listed ?? [])];
	}

	/** The files that spell one of the names. */
	spelling(names: readonly string[]): readonly ModuleId[] {
		const { extensions } = this.#language;
		const found = this.#project.containing(
			names.map((name) => ({ all: [name], extensions })),
		);
		return [...new Set(found.flat())].sort();
	}

	/** Looks up the modules that take everything from one of these, which they may do without spelling any name. */
	#findTakers(ids: readonly ModuleId[]): void {
		const fresh = [...new Set(ids)].filter((id) => !this.#takers.has(id));
		const files = containingEach(
			this.#project,
			fresh.map((id) => this.#naming(id)),
		);
		for (const [i, id] of fresh.entries())
			this.#takers.set(
				id,
				[...(files[i] ?? [])].sort().filter((file) => this.#takes(file, id)),
			);
	}

	#takes(file: ModuleId, id: ModuleId): boolean {
		const stars = this.#graph.facts(file)?.stars ?? [];
		return stars.some(({ specifier }) => {
			const target = this.#graph.locate(specifier, file);
			return target.kind === "module" && target.id === id;
		});
	}

	/** Who names the module, in any form: those that a rule for it would look at, wherever it leads. */
	#naming(id: ModuleId): readonly NeedleQuery[] {
		const { key, separator, extensions } = this.#language;
		const module = this.#graph.display(id);
		const rules = RuleSet.from(
			[{ id: module, from: module, to: `onepath${separator}nowhere` }],
			(name) => (name === module ? module : key(name, this.#project)),
			separator,
		);
		return this.#language.queries(rules, this.#project).map((query) => ({
			...query,
			extensions: query.extensions ?? extensions,
		}));
	}
}

/** Where ways part, one of them is enough: somebody gets the symbol there. */
export function leadsTo(from: Resolution, end: Resolution): boolean {
	if (from.kind === "ambiguous")
		return from.ends.some((way) => leadsTo(way, end));
	if (end.kind === "ambiguous")
		return end.ends.some((way) => leadsTo(from, way));
	return sameEnd(from, end);
}

/** The names that the symbol has on its way. */
function namesOf(end: Resolution): readonly string[] {
	const own = end.kind === "definition" ? [end.name] : [];
	return [...own, ...end.chain.map(({ name }) => name)];
}
