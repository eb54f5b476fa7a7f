/**
 * Paths grouped by the definition where they end, with the path that is proposed to stay for each.
 */
import { describeEnd, type Resolution } from "../resolution.js";
import type { RuleSet } from "../rules.js";
import { type Candidate, propose } from "./canonical.js";
import { type FoundPath, type KnownPaths, pathId } from "./collect.js";
import { byText, index } from "./counts.js";
import type { FoundShim } from "./shim-finder.js";
import type {
	CanonicalProposal,
	MapDefinition,
	MapPath,
	PathId,
	PathStatus,
} from "./types.js";
import type { UseTable } from "./use-table.js";

export interface DefinitionsInput {
	/** Paths that are used. */
	readonly used: ReadonlySet<FoundPath>;
	/** Paths that modules offer on purpose. */
	readonly offered: ReadonlySet<FoundPath>;
	readonly known: KnownPaths;
	readonly uses: UseTable;
	readonly shims: readonly FoundShim[];
	readonly rules: ReadonlyMap<string, RuleSet>;
}

export class Definitions {
	/** Most fragmented first. */
	readonly all: readonly MapDefinition[];
	/** Sorted by id. */
	readonly paths: readonly MapPath[];
	/** Definitions that nobody imports and that one path leads to: no matter of paths, but for a name they share. */
	readonly #alone = new Set<PathId>();
	/** By module: does a segment of it say that it is not for others? */
	readonly #hidden = new Map<string, boolean>();
	/** Where paths end, by their places, and the names of those definitions by module and name. */
	readonly #ends: (PathId | null)[] = [];
	readonly #ids = new Map<string, Map<string, PathId>>();
	readonly #input: DefinitionsInput;
	readonly #shims: ReadonlyMap<string, FoundShim>;
	/** By the places of their paths. */
	readonly #paths: MapPath[] = [];
	readonly #definitions = new Map<PathId, MapDefinition>();

	constructor(input: DefinitionsInput) {
		this.#input = input;
		this.#shims = new Map(input.shims.map((shim) => [shim.id, shim]));
		const { used } = input;
		const more = [...input.offered].filter(
			(path) => !used.has(path) && definitionOf(path.end) !== null,
		);
		const grouped = index([...used, ...more], (path) => this.#idOfEnd(path));
		const shared = new Map<string, Set<string | null>>();
		for (const { source, name } of used) {
			const names = shared.get(source.language);
			if (names) names.add(name);
			else shared.set(source.language, new Set([name]));
		}
		const kept = new Set(used);
		for (const [id, members] of grouped) {
			const [first] = members;
			if (first && members.length < 2 && !used.has(first)) {
				if (!shared.get(first.source.language)?.has(first.name)) continue;
				this.#alone.add(id);
			}
			for (const member of members) kept.add(member);
			this.#definitions.set(
				id,
				this.#definition(
					id,
					members,
					members.map((path) => this.#made(path)),
				),
			);
		}
		this.all = [...this.#definitions.values()].sort(
			(a, b) =>
				b.used.length - a.used.length ||
				b.uses.imports - a.uses.imports ||
				byText(a.id, b.id),
		);
		this.paths = Array.from(kept, (path) => this.#made(path)).sort((a, b) =>
			byText(a.id, b.id),
		);
	}

	/** Definitions and paths without those that stand alone, but for the definitions named. */
	without(named: ReadonlySet<PathId>): {
		readonly all: readonly MapDefinition[];
		readonly paths: readonly MapPath[];
	} {
		const kept = (id: PathId | null): boolean =>
			id === null || !this.#alone.has(id) || named.has(id);
		return {
			all: this.all.filter(({ id }) => kept(id)),
			paths: this.paths.filter(({ definition }) => kept(definition)),
		};
	}

	path(module: string, name: string | null): MapPath | null {
		const found = this.#input.known.find(module, name);
		return (found && this.#paths[found.at]) ?? null;
	}

	#made(path: FoundPath): MapPath {
		const made = this.#paths[path.at] ?? this.#path(path);
		this.#paths[path.at] = made;
		return made;
	}

	/** The path to import a definition by: the proposed one, else where it is defined. Null: undecided. */
	canonicalOf(id: PathId): PathId | null {
		const found = this.#definitions.get(id);
		if (!found || found.what === "external") return null;
		return found.canonical ? found.canonical.path : (found.used[0] ?? found.id);
	}

	/** The definition where a path ends; null where it does not end at one. */
	#idOfEnd({ end, source, at }: FoundPath): PathId | null {
		const known = this.#ends[at];
		if (known !== undefined) return known;
		const found = definitionOf(end);
		const id = found
			? this.#id(
					found.external ? found.module : source.graph.display(found.module),
					found.name,
				)
			: null;
		this.#ends[at] = id;
		return id;
	}

	/** One string for one definition, since hundreds of paths may lead to it. */
	#id(module: string, name: string | null): PathId {
		if (name === null) return module;
		let ids = this.#ids.get(module);
		if (!ids) {
			ids = new Map();
			this.#ids.set(module, ids);
		}
		let id = ids.get(name);
		if (id === undefined) {
			id = pathId(module, name);
			ids.set(name, id);
		}
		return id;
	}

	#path(found: FoundPath): MapPath {
		const { id, source, module, name, file, end } = found;
		const display = source.graph.display;
		const definition = this.#idOfEnd(found);
		return {
			id,
			language: source.language,
			module,
			name,
			file,
			status: statusOf(end),
			definition,
			end: describeEnd(end, display),
			alternatives:
				end.kind === "ambiguous"
					? end.ends.map((each) => describeEnd(each, display))
					: [],
			chain: end.chain.map((step) => ({
				module: display(step.module),
				file: step.module,
				line: step.line,
				name: step.name,
				how: step.how,
			})),
			defining: definition === id,
			shim: file !== null && this.#shims.has(file),
			private: this.#isPrivate(module, name, source.separator),
			uses: this.#input.uses.counts([found]),
		};
	}

	#definition(
		id: PathId,
		found: readonly FoundPath[],
		paths: readonly MapPath[],
	): MapDefinition {
		const [first] = found as readonly [FoundPath];
		const { end, source } = first;
		const display = source.graph.display;
		const external = end.kind === "external";
		const imported = paths
			.filter(({ uses }) => uses.imports > 0)
			.sort((a, b) => b.uses.imports - a.uses.imports || byText(a.id, b.id));
		const ids = (some: readonly MapPath[]): PathId[] =>
			some.map((path) => path.id);
		const last = end.chain.at(-1);
		return {
			id,
			language: source.language,
			module: external
				? end.specifier
				: end.kind === "definition" || end.kind === "module"
					? display(end.module)
					: "",
			name: end.kind === "definition" || external ? end.name : null,
			what: external
				? "external"
				: end.kind === "definition"
					? end.what
					: "module",
			file:
				end.kind === "definition" || end.kind === "module" ? end.module : null,
			line: end.kind === "definition" ? (last?.line ?? 0) : 0,
			used: ids(imported),
			mentioned: ids(
				paths.filter(({ uses }) => uses.imports === 0 && uses.total > 0),
			).sort(byText),
			unused: ids(paths.filter(({ uses }) => uses.total === 0)).sort(byText),
			incidental: source.support.implicitExports
				? this.#input.uses.loadCount(found)
				: 0,
			uses:
				paths.length === 1
					? (paths[0] as MapPath).uses
					: this.#input.uses.counts(found),
			canonical:
				external || paths.length < 2
					? null
					: this.#propose(paths, source.separator),
		};
	}

	#propose(paths: readonly MapPath[], separator: string): CanonicalProposal {
		const candidates = paths
			.filter(({ uses }) => uses.imports > 0 || uses.total === 0)
			.map(
				(path): Candidate => ({
					path,
					leftover:
						path.shim && this.#shims.get(path.file ?? "")?.package !== true,
				}),
			);
		return propose(candidates, this.#configured(paths), separator);
	}

	#isPrivate(module: string, name: string | null, separator: string): boolean {
		let hidden = this.#hidden.get(module);
		if (hidden === undefined) {
			hidden = module.split(separator).some(isHidden);
			this.#hidden.set(module, hidden);
		}
		return hidden || (name !== null && isHidden(name));
	}

	/** The one of the paths to which a rule moves another of them. */
	#configured(paths: readonly MapPath[]): PathId | null {
		for (const { language, module, name } of paths) {
			const rules = this.#input.rules.get(language);
			if (!rules) continue;
			const match = name === null ? null : rules.match(module, name);
			const whole = name === null ? rules.forModule(module)?.all : null;
			const target = match
				? pathId(match.module, match.name)
				: (whole?.to ?? null);
			if (target && paths.some(({ id }) => id === target)) return target;
		}
		return null;
	}
}

function definitionOf(
	end: Resolution,
): { module: string; name: string | null; external: boolean } | null {
	switch (end.kind) {
		case "definition":
			return { module: end.module, name: end.name, external: false };
		case "module":
			return { module: end.module, name: null, external: false };
		case "external":
			return end.byStar
				? null
				: { module: end.specifier, name: end.name, external: true };
		default:
			return null;
	}
}

function statusOf(end: Resolution): PathStatus {
	switch (end.kind) {
		case "definition":
		case "module":
			return "works";
		case "external":
			return end.byStar ? "unknown" : "works";
		case "absent":
		case "no-module":
			return "broken";
		case "ambiguous":
			return "ambiguous";
		case "unknown":
			return "unknown";
	}
}

/** One leading underscore, or a folder that says so. */
const isHidden = (segment: string): boolean =>
	/^_(?!_)/.test(segment) || segment === "internal";
