/**
 * From places that name a module to import paths: each use of each file is looked up in the graph once, and uses
 * of one (module, name) share one path.
 *
 *   from .m import A     in p/x.py    ->   path p.m:A, form relative
 *   from p import m      (a module)   ->   path p.m, form module
 *   patch("p.m.A.run")                ->   path p.m:A, form mock
 *   m.A.run()                         ->   path p.m:A, form attribute (`members.ts`)
 */
import type { Resolution } from "../resolution.js";
import type { Form, Located, ModuleId } from "../types.js";
import { isImport } from "./counts.js";
import { isHeld, takenOut } from "./members.js";
import type { RawUse } from "./record.js";
import type { MapSource } from "./support.js";
import type { PathId } from "./types.js";
import type { UseTable } from "./use-table.js";

/** An import path with where it leads, before its uses are counted. */
export interface FoundPath {
	readonly id: PathId;
	readonly source: MapSource;
	readonly module: string;
	readonly name: string | null;
	readonly file: ModuleId | null;
	readonly end: Resolution;
	/** Its place among all that were looked up. */
	readonly at: number;
}

/** Paths by module and name: one object for one path, found without putting its id together. */
export class KnownPaths {
	/** By their places. */
	readonly all: FoundPath[] = [];
	readonly #byModule = new Map<string, Map<string | null, FoundPath>>();

	find(module: string, name: string | null): FoundPath | undefined {
		return this.#byModule.get(module)?.get(name);
	}

	add(path: FoundPath): void {
		this.all.push(path);
		const names = this.#byModule.get(path.module);
		if (names) names.set(path.name, path);
		else this.#byModule.set(path.module, new Map([[path.name, path]]));
	}
}

export interface Collected {
	/** Paths that are used. */
	readonly paths: Set<FoundPath>;
	/** Every path that was looked up, used or not. */
	readonly known: KnownPaths;
	readonly uses: UseTable;
	/** Module -> the modules that it imports, at any time. */
	readonly linked: Map<string, Set<string>>;
	/** Absolute names by which files are imported, with how often: file -> name -> uses. */
	readonly identities: Map<ModuleId, Map<string, number>>;
	/** Imports that were read, those of other packages included. */
	imports: number;
}

/** Forms whose text names a module of the tree only by chance, so that nothing is broken when it does not. */
const LOOSE: ReadonlySet<Form> = new Set<Form>([
	"string",
	"resolve",
	"registry",
]);

/** `counts`: is the file one whose uses are counted? Returns what can look up more paths. */
export function collect(
	source: MapSource,
	into: Collected,
	counts: (path: string) => boolean,
): Collector {
	const collector = new Collector(source, into);
	for (const [file, record] of source.records)
		if (counts(file)) collector.addAll(record.uses, file);
	return collector;
}

/** What a specifier means in a directory. */
interface Meant {
	readonly located: Located;
	/** The paths of that module's names that were looked up; null for what is outside of the tree. */
	readonly names: Map<string | null, FoundPath> | null;
	/** As rules write it. */
	readonly module: string;
}

/**
 * Beside stars from outside, the one end in the tree: where own names come first, two stars with different ends
 * offer nothing (ECMA-262 16.2.1.7.2, ResolveExport), so whoever imports the name and works has this one. A proof
 * can't count on that, a map can.
 */
function settled(end: Resolution, graph: MapSource["graph"]): Resolution {
	if (end.kind !== "ambiguous") return end;
	const [only, ...others] = end.ends.filter((each) => !isFromOutside(each));
	const parting = end.chain.at(-1)?.module;
	if (!only || others.length > 0 || parting === undefined) return end;
	if (graph.facts(parting)?.starRule !== "own-first") return end;
	const own = settled(only, graph);
	return { ...own, chain: [...end.chain.slice(0, -1), ...own.chain] };
}

const isFromOutside = (end: Resolution): boolean =>
	end.kind === "external"
		? end.byStar === true
		: end.kind === "ambiguous" && end.ends.every(isFromOutside);

/** Does the use load the module as the file itself is loaded? */
const isLoad = (use: RawUse, file: ModuleId, to: ModuleId): boolean =>
	use.time === "load" && isImport(use) && to !== file && !to.endsWith("/");

function noteFirst(
	loads: Map<ModuleId, number>,
	to: ModuleId,
	line: number,
): void {
	const known = loads.get(to);
	if (known === undefined || line < known) loads.set(to, line);
}

/** What a file imports, while it is gathered. */
interface Links {
	readonly loads: Map<ModuleId, number>;
	readonly imported: Set<string>;
	/** Null: not asked yet. */
	keepsDropped: boolean | null;
}

/** A language may look for other files first from a file of another kind. */
const endingOf = (file: string): string => file.slice(file.lastIndexOf("."));

export const pathId = (module: string, name: string | null): PathId =>
	name === null ? module : `${module}:${name}`;

export class Collector {
	readonly source: MapSource;
	/** By file: the modules that it loads as it is loaded itself, with the line of the first import of each. */
	readonly loads = new Map<ModuleId, ReadonlyMap<ModuleId, number>>();
	readonly #into: Collected;
	/** By directory and specifier: what a specifier means is the same for the files of one directory. */
	readonly #meant = new Map<string, Map<string, Meant>>();
	/** By file, or by the name of a module that does not exist: paths by name. */
	readonly #names = new Map<string, Map<string | null, FoundPath>>();

	constructor(source: MapSource, into: Collected) {
		this.source = source;
		this.#into = into;
	}

	/** The uses of a file, in source order. */
	addAll(uses: readonly RawUse[], file: ModuleId): void {
		if (uses.length === 0) return;
		const known = this.#directory(file);
		const { uses: table, paths } = this.#into;
		table.enter(file, this.source.support.isTest(file));
		const links: Links = {
			loads: new Map(),
			imported: this.#importedBy(file),
			keepsDropped: null,
		};
		const held: RawUse[] = [];
		for (const use of uses) {
			this.#into.imports++;
			const found = this.#find(use, file, known);
			if (!found) continue;
			paths.add(found);
			this.#noteIdentity(use, found);
			if (isHeld(use, found)) held.push(use);
			const turned = use.name !== null && found.name === null;
			table.add(
				found,
				turned && (use.form === "from" || use.form === "relative")
					? "module"
					: use.form,
				use,
			);
			this.#link(use, found, file, links);
		}
		if (links.loads.size > 0) this.loads.set(file, links.loads);
		if (held.length === 0) return;
		for (const { path, use } of takenOut(held, file, this)) {
			paths.add(path);
			table.add(path, "attribute", use);
		}
	}

	/** The modules that a file loads as it is loaded by one of these specifiers, with the line of the first import. */
	loadsBy(
		specifiers: ReadonlySet<string>,
		file: ModuleId,
	): ReadonlyMap<ModuleId, number> {
		const known = this.#directory(file);
		const loads = new Map<ModuleId, number>();
		for (const use of this.source.records.get(file)?.uses ?? []) {
			if (use.time !== "load" || !specifiers.has(use.specifier)) continue;
			const to = this.#find(use, file, known)?.file;
			if (to && isLoad(use, file, to)) noteFirst(loads, to, use.line);
		}
		return loads;
	}

	#find(
		use: RawUse,
		file: ModuleId,
		known: Map<string, Meant>,
	): FoundPath | null {
		return use.path
			? this.#byText(use, file, known)
			: this.#at(this.#locate(use.specifier, file, known), use.name, file);
	}

	/** Where a specifier leads from a file; null out of the tree. */
	from(
		specifier: string,
		name: string | null,
		file: ModuleId,
	): FoundPath | null {
		const known = this.#directory(file);
		return this.#at(this.#locate(specifier, file, known), name, file);
	}

	#importedBy(file: ModuleId): Set<string> {
		const module = this.source.graph.display(file);
		const imported = this.#into.linked.get(module) ?? new Set<string>();
		this.#into.linked.set(module, imported);
		return imported;
	}

	#link(use: RawUse, path: FoundPath, file: ModuleId, links: Links): void {
		const to = path.file;
		if (!to || to === file || !isImport(use)) return;
		links.imported.add(path.module);
		if (!isLoad(use, file, to)) return;
		if (use.dropped) {
			const { support, project } = this.source;
			links.keepsDropped ??= support.keepsDropped(file, project);
			if (!links.keepsDropped) return;
		}
		noteFirst(links.loads, to, use.line);
	}

	/** The path of a name of a module; `name` null: of the module. */
	path(id: ModuleId, name: string | null): FoundPath {
		const known = this.#names.get(id)?.get(name);
		return known ?? this.#of(this.#module(id), name, id);
	}

	#module(id: ModuleId): Meant {
		return {
			located: { kind: "module", id },
			names: this.#namesOf(id),
			module: this.source.graph.display(id),
		};
	}

	#namesOf(key: string): Map<string | null, FoundPath> {
		let names = this.#names.get(key);
		if (!names) {
			names = new Map();
			this.#names.set(key, names);
		}
		return names;
	}

	#directory(file: ModuleId): Map<string, Meant> {
		const key = file.slice(0, file.lastIndexOf("/") + 1) + endingOf(file);
		let known = this.#meant.get(key);
		if (!known) {
			known = new Map();
			this.#meant.set(key, known);
		}
		return known;
	}

	#locate(specifier: string, from: ModuleId, known: Map<string, Meant>): Meant {
		let meant = known.get(specifier);
		if (!meant) {
			meant = this.#mean(
				this.source.graph.locate(specifier, from),
				specifier,
				from,
			);
			known.set(specifier, meant);
		}
		return meant;
	}

	#mean(located: Located, specifier: string, from: ModuleId): Meant {
		if (located.kind === "module") return this.#module(located.id);
		if (located.kind === "external")
			return { located, names: null, module: specifier };
		const { support, project } = this.source;
		const module = support.meant(specifier, from, project);
		return { located, names: this.#namesOf(`\0${module}`), module };
	}

	/** Null for what is outside of the tree. */
	#at(meant: Meant, name: string | null, from: ModuleId): FoundPath | null {
		if (meant.names === null) return null;
		return meant.names.get(name) ?? this.#of(meant, name, from);
	}

	#of(meant: Meant, name: string | null, from: ModuleId): FoundPath {
		const { located, names, module } = meant;
		const { graph } = this.source;
		const end = settled(graph.resolveIn(located, name, from), graph);
		const made =
			// A package's submodule, imported as a name of it, is the module.
			name !== null && end.kind === "module" && end.chain.length === 0
				? this.path(end.module, null)
				: this.#register(
						module,
						name,
						located.kind === "module" ? located.id : null,
						end,
					);
		names?.set(name, made);
		return made;
	}

	#register(
		module: string,
		name: string | null,
		file: ModuleId | null,
		end: Resolution,
	): FoundPath {
		const { known } = this.#into;
		const before = known.find(module, name);
		if (before) return before;
		const found = {
			id: pathId(module, name),
			source: this.source,
			module,
			name,
			file,
			end,
			at: known.all.length,
		};
		known.add(found);
		return found;
	}

	/** The longest module that the dotted text starts with, and the name behind it. */
	#byText(
		use: RawUse,
		file: ModuleId,
		known: Map<string, Meant>,
	): FoundPath | null {
		const { separator } = this.source;
		const segments = use.specifier.split(separator);
		for (let length = segments.length; length > 0; length--) {
			const specifier = segments.slice(0, length).join(separator);
			const meant = this.#locate(specifier, file, known);
			if (meant.located.kind === "external") return null;
			if (meant.located.kind === "missing") continue;
			const name = segments[length] ?? null;
			if (LOOSE.has(use.form) && segments.length - length > 1) return null;
			if (use.form === "dynamic" && name !== null) break;
			const found = this.#at(meant, name, file);
			const { kind } = found?.end ?? { kind: "absent" };
			// A directory of the tree and some word behind it.
			if (LOOSE.has(use.form) && (kind === "absent" || kind === "unknown"))
				return null;
			return found;
		}
		if (LOOSE.has(use.form)) return null;
		const missing = { kind: "missing", name: use.specifier } as const;
		return this.#at(this.#mean(missing, use.specifier, file), null, file);
	}

	#noteIdentity(use: RawUse, { file, name }: FoundPath): void {
		const identity =
			use.path || file === null
				? null
				: this.source.support.identity(use.specifier);
		if (
			identity === null ||
			file === null ||
			(use.name !== null && name === null)
		)
			return;
		const names = this.#into.identities.get(file) ?? new Map<string, number>();
		names.set(identity, (names.get(identity) ?? 0) + 1);
		this.#into.identities.set(file, names);
	}
}
