/**
 * Every import path by which a symbol can still be reached on purpose. It asks the export graph, not the text: a
 * path counts when importing it gives the definition, in whatever form anybody would write that.
 *
 *   app/ws/__init__.py   from .manager import Manager         counts: a package hands it on
 *   app/compat.py        from app.ws.manager import *         counts: so does a star
 *   app/chat.py          from app.ws.manager import Manager   does not: it uses it
 *   app/ws/_impl.py      class Manager                        does not: the canonical path's own chain
 */
import type { Language } from "./language.js";
import { ModuleIndex } from "./module-index.js";
import { handsOn, type OfferKind, offerOf } from "./offers.js";
import {
	leadsTo,
	type Node,
	PathSearch,
	type Search,
	startOf,
} from "./path-search.js";
import { describeEnd, type Graph, type Resolution, sameEnd } from "./proof.js";
import { nodeKey } from "./resolution.js";
import type { RuleSet } from "./rules.js";
import type { ModuleId, Project } from "./types.js";

/** One import path that works. */
export interface OfferedPath {
	/** The module, as rules write it. */
	readonly module: string;
	readonly name: string;
	/** Root-relative file of the module, and the 1-based line that offers the name. */
	readonly file: ModuleId;
	readonly line: number;
	readonly kind: OfferKind;
}

/** A symbol and all of its paths; the canonical one first, the others sorted. */
export interface SymbolPaths {
	/** `module:Name`, or the name that was asked for. */
	readonly symbol: string;
	/** Where they end, in words. */
	readonly ends: readonly string[];
	readonly paths: readonly OfferedPath[];
}

/** A language's tree, as asked for the paths of many symbols. */
export class ImportPaths {
	readonly #rules: RuleSet;
	readonly #graph: Graph;
	readonly #index: ModuleIndex;
	readonly #tree: PathSearch;

	constructor(project: Project, language: Language, rules: RuleSet) {
		this.#rules = rules;
		this.#index = new ModuleIndex(project, language, rules);
		this.#graph = this.#index.graph;
		this.#tree = new PathSearch(project, language, this.#graph);
	}

	/** The paths of `module:name`, or null where there is no such path in this language. */
	of(module: string, name: string): SymbolPaths | null {
		const id = this.#index.find(module);
		return id === null ? null : (this.#all([{ id, name }])[0] ?? null);
	}

	/** The paths that have this last name, whatever they end at; null where there are none. */
	named(name: string): SymbolPaths | null {
		const ends: Resolution[] = [];
		const searches: Search[] = [];
		for (const id of this.#tree.spelling([name])) {
			const end = this.#graph.resolve(id, name);
			if (!works(end) || ends.some((known) => sameEnd(known, end))) continue;
			const kind = this.#offer({ id, name });
			if (kind === null && !this.#defines({ id, name })) continue;
			ends.push(end);
			searches.push(startOf(end, this.#canonicalOf(end, { id, name })));
		}
		if (ends.length === 0) return null;
		const paths = this.#tree
			.spread(searches)
			.flatMap((search) => [
				...this.#pathsTo(search),
				...this.#legacyOf(search.canonical.id, name),
			]);
		return this.#report(
			name,
			ends,
			paths.filter((path) => path.name === name),
		);
	}

	/** Every symbol that the rules are about: what their legacy modules offer, by its canonical path. */
	ofRules(): readonly SymbolPaths[] {
		const symbols = new Map<string, Node>();
		const add = (module: string, name: string): void => {
			const id = this.#index.find(module);
			if (id === null) return;
			const end = this.#graph.resolve(id, name);
			if (end.kind === "definition" || end.kind === "ambiguous")
				symbols.set(nodeKey(id, name), { id, name });
		};
		for (const legacy of this.#index.legacy())
			for (const name of this.#purposeful(legacy)) {
				const match = this.#rules.match(legacy, name);
				if (match) add(match.module, match.name);
			}
		for (const { from, to, names, prefix } of this.#rules.rules) {
			for (const [old, { module, name }] of names ?? [])
				add(module, name ?? old);
			// The legacy module is gone: what is left to watch is what its successor offers.
			if (names === null && !prefix && this.#index.find(from) === null)
				for (const name of this.#purposeful(to)) add(to, name);
		}
		return [...this.#all([...symbols.values()])].sort((a, b) =>
			compare(a.symbol, b.symbol),
		);
	}

	/** The paths of each canonical one that works. */
	#all(canonical: readonly Node[]): readonly SymbolPaths[] {
		const searches = canonical.flatMap((node) => {
			const end = this.#graph.resolve(node.id, node.name);
			return works(end) ? startOf(end, node) : [];
		});
		return this.#tree.spread(searches).map((search) => {
			const { end } = search;
			const { id, name } = search.canonical;
			const legacy = this.#legacyOf(id, name).filter(
				(path) => !end.nodes.has(nodeKey(path.file, path.name)),
			);
			return this.#report(
				`${this.#graph.display(id)}:${name}`,
				[end],
				[...this.#pathsTo(search), ...legacy],
			);
		});
	}

	#report(
		symbol: string,
		ends: readonly Resolution[],
		paths: readonly OfferedPath[],
	): SymbolPaths {
		const unique = new Map<string, OfferedPath>();
		for (const path of paths) {
			const key = nodeKey(path.file, path.name);
			if (!unique.has(key)) unique.set(key, path);
		}
		const first = (path: OfferedPath): number =>
			Number(path.kind !== "canonical");
		return {
			symbol,
			ends: ends.map((end) => describeEnd(end, this.#graph.display)),
			paths: [...unique.values()].sort(
				(a, b) =>
					first(a) - first(b) ||
					compare(a.module, b.module) ||
					compare(a.name, b.name),
			),
		};
	}

	/** Every path to one end, under whatever name; the chain behind the canonical one is left out. */
	#pathsTo(search: Search): OfferedPath[] {
		const { canonical } = search;
		const behind = this.#graph.resolve(canonical.id, canonical.name).nodes;
		return [...search.found.values()].flatMap((node) => {
			const kind = this.#offer(node);
			const same = node.id === canonical.id && node.name === canonical.name;
			if (same) return this.#path(node, "canonical");
			if (behind.has(nodeKey(node.id, node.name))) return [];
			if (kind !== null) return this.#path(node, kind);
			return this.#defines(node) ? this.#path(node, "definition") : [];
		});
	}

	/** The path to keep for what `node` leads to: a rule's target, else the definition's own. */
	#canonicalOf(end: Resolution, node: Node): Node {
		for (const { to, names } of this.#rules.rules)
			for (const module of [
				to,
				...[...(names?.values() ?? [])].map((t) => t.module),
			]) {
				const id = this.#index.find(module);
				if (id && leadsTo(this.#graph.resolve(id, node.name), end))
					return { id, name: node.name };
			}
		return end.kind === "definition"
			? { id: end.module, name: end.name }
			: node;
	}

	/** Legacy paths of the rules for a canonical one that work, wherever they end: two things under one name, too. */
	#legacyOf(id: ModuleId, name: string): readonly OfferedPath[] {
		const target = this.#graph.display(id);
		return this.#index.legacy().flatMap((module) => {
			const legacy = this.#index.find(module) as ModuleId;
			const own = this.#rules.forModule(module)?.names.keys() ?? [];
			return [...new Set([name, ...own])].flatMap((old) => {
				const match = this.#rules.match(module, old);
				if (match?.module !== target || match.name !== name) return [];
				if (!works(this.#graph.resolve(legacy, old))) return [];
				return this.#path({ id: legacy, name: old }, "legacy");
			});
		});
	}

	#path(node: Node, kind: OfferKind): [OfferedPath] {
		const { id, name } = node;
		const line = this.#graph.resolve(id, name).chain[0]?.line ?? 1;
		return [{ module: this.#graph.display(id), name, file: id, line, kind }];
	}

	#offer({ id, name }: Node): OfferKind | null {
		const facts = this.#graph.facts(id);
		if (!facts) return null;
		const module = this.#graph.display(id);
		return offerOf(name, facts, {
			module,
			legacy: this.#rules.match(module, name) !== null,
		});
	}

	#defines({ id, name }: Node): boolean {
		const bindings = this.#graph.facts(id)?.exports.get(name) ?? [];
		return bindings.length > 0 && !bindings.some(handsOn);
	}

	/** The names that a module offers on purpose or defines. */
	#purposeful(module: string): readonly string[] {
		const id = this.#index.find(module);
		const facts = id === null ? null : this.#graph.facts(id);
		if (id === null || !facts) return [];
		const { names } = this.#graph.offered(id);
		return [...new Set([...names, ...(facts.listed ?? [])])].filter(
			(name) =>
				this.#offer({ id, name }) !== null || this.#defines({ id, name }),
		);
	}
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Does importing it give anything, at least on one of its ways? */
function works(end: Resolution): boolean {
	if (end.kind === "ambiguous") return end.ends.some(works);
	return (
		end.kind === "definition" ||
		end.kind === "module" ||
		(end.kind === "external" && !end.byStar)
	);
}
