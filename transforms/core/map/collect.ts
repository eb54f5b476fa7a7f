/**
 * From places that name a module to import paths: each use of each file is looked up in the graph once, and uses
 * of one (module, name) share one path.
 *
 *   from .m import A     in p/x.py    ->   path p.m:A, form relative
 *   from p import m      (a module)   ->   path p.m, form module
 *   patch("p.m.A.run")                ->   path p.m:A, form mock
 */
import type { Resolution } from "../resolution.js";
import type { Form, Located, ModuleId } from "../types.js";
import type { RawUse } from "./record.js";
import type { MapSource } from "./support.js";
import type { PathId, UseSite } from "./types.js";

/** An import path with where it leads, before its uses are counted. */
export interface FoundPath {
	readonly id: PathId;
	readonly source: MapSource;
	readonly module: string;
	readonly name: string | null;
	readonly file: ModuleId | null;
	readonly end: Resolution;
}

export interface Collected {
	readonly paths: Map<PathId, FoundPath>;
	readonly uses: UseSite[];
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

/** `counts`: is the file one whose uses are counted? */
export function collect(
	source: MapSource,
	into: Collected,
	counts: (path: string) => boolean,
): void {
	const collector = new Collector(source, into);
	for (const [file, { uses }] of source.records)
		if (counts(file))
			for (const use of uses)
				collector.add(use, file, source.support.isTest(file));
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

/** A language may look for other files first from a file of another kind. */
const endingOf = (file: string): string => file.slice(file.lastIndexOf("."));

export const pathId = (module: string, name: string | null): PathId =>
	name === null ? module : `${module}:${name}`;

export class Collector {
	readonly #source: MapSource;
	readonly #into: Collected;
	/** By directory and specifier: what a specifier means is the same for the files of one directory. */
	readonly #located = new Map<string, Map<string, Located>>();
	/** By (file or missing module, name). */
	readonly #known = new Map<string, FoundPath>();

	constructor(source: MapSource, into: Collected) {
		this.#source = source;
		this.#into = into;
	}

	add(use: RawUse, file: ModuleId, test: boolean): void {
		this.#into.imports++;
		const found = use.path
			? this.#byText(use, file)
			: this.#at(
					this.#locate(use.specifier, file),
					use.specifier,
					use.name,
					file,
				);
		if (!found) return;
		this.#noteIdentity(use, found);
		const turned = use.name !== null && found.name === null;
		this.#into.uses.push({
			file,
			line: use.line,
			column: use.column,
			path: found.id,
			form:
				turned && (use.form === "from" || use.form === "relative")
					? "module"
					: use.form,
			time: use.time,
			test,
			specifier: use.specifier,
		});
	}

	/** The path of a name of a module; `name` null: of the module. */
	path(id: ModuleId, name: string | null): FoundPath {
		return this.#of(
			{ kind: "module", id },
			this.#source.graph.display(id),
			name,
			id,
		);
	}

	#locate(specifier: string, from: ModuleId): Located {
		const directory = from.slice(0, from.lastIndexOf("/") + 1) + endingOf(from);
		let known = this.#located.get(directory);
		if (!known) {
			known = new Map();
			this.#located.set(directory, known);
		}
		let located = known.get(specifier);
		if (!located) {
			located = this.#source.graph.locate(specifier, from);
			known.set(specifier, located);
		}
		return located;
	}

	/** Null for what is outside of the tree. */
	#at(
		located: Located,
		specifier: string,
		name: string | null,
		from: ModuleId,
	): FoundPath | null {
		if (located.kind === "external") return null;
		const { graph, support, project } = this.#source;
		const module =
			located.kind === "module"
				? graph.display(located.id)
				: support.meant(specifier, from, project);
		return this.#of(located, module, name, from);
	}

	#of(
		located: Exclude<Located, { kind: "external" }>,
		module: string,
		name: string | null,
		from: ModuleId,
	): FoundPath {
		const file = located.kind === "module" ? located.id : null;
		const key = `${file ?? `\0${module}`}\0${name ?? "\0"}`;
		const known = this.#known.get(key);
		if (known) return known;
		const end = settled(
			this.#source.graph.resolveIn(located, name, from),
			this.#source.graph,
		);
		const made =
			// A package's submodule, imported as a name of it, is the module.
			name !== null && end.kind === "module" && end.chain.length === 0
				? this.path(end.module, null)
				: this.#register(module, name, file, end);
		this.#known.set(key, made);
		return made;
	}

	#register(
		module: string,
		name: string | null,
		file: ModuleId | null,
		end: Resolution,
	): FoundPath {
		const id = pathId(module, name);
		const found = this.#into.paths.get(id) ?? {
			id,
			source: this.#source,
			module,
			name,
			file,
			end,
		};
		this.#into.paths.set(id, found);
		return found;
	}

	/** The longest module that the dotted text starts with, and the name behind it. */
	#byText(use: RawUse, file: ModuleId): FoundPath | null {
		const { separator } = this.#source;
		const segments = use.specifier.split(separator);
		for (let length = segments.length; length > 0; length--) {
			const specifier = segments.slice(0, length).join(separator);
			const located = this.#locate(specifier, file);
			if (located.kind === "external") return null;
			if (located.kind === "missing") continue;
			const name = segments[length] ?? null;
			if (LOOSE.has(use.form) && segments.length - length > 1) return null;
			if (use.form === "dynamic" && name !== null) break;
			const found = this.#at(located, specifier, name, file);
			const { kind } = found?.end ?? { kind: "absent" };
			// A directory of the tree and some word behind it.
			if (LOOSE.has(use.form) && (kind === "absent" || kind === "unknown"))
				return null;
			return found;
		}
		return LOOSE.has(use.form)
			? null
			: this.#at(
					{ kind: "missing", name: use.specifier },
					use.specifier,
					null,
					file,
				);
	}

	#noteIdentity(use: RawUse, { file, name }: FoundPath): void {
		const identity =
			use.path || file === null
				? null
				: this.#source.support.identity(use.specifier);
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
