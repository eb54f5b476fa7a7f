/** What the map asks of a language, and what it is given of one: a tree's records and their graph. */
import type { ModuleFacts } from "../facts.js";
import type { Graph } from "../proof.js";
import type { ModuleId, Project, SourceFile } from "../types.js";
import type { Looks } from "./looks.js";
import type { FileRecord, HeldModule, Leads, Member } from "./record.js";

/** A language's facts instead of the file's own, or undefined to have it read. */
export type KnownFacts = (id: ModuleId) => ModuleFacts | undefined;

export interface MapSupport {
	/** Of one file, from its path and text alone; never throws. */
	record(file: SourceFile): FileRecord;
	/**
	 * What a file takes out of the modules that it holds, in any order. Asked only of files that hold one. What leads
	 * nowhere is not counted, so a language need not look closer where the text has nothing else.
	 */
	members(
		file: SourceFile,
		held: readonly HeldModule[],
		leads: Leads,
	): readonly Member[];
	/** The export graph whose facts are those of the records. */
	graph(project: Project, known: KnownFacts): Graph;
	/** Is the file test code, by its path? */
	isTest(path: string): boolean;
	/** Is the module the face of its directory? */
	isPackage(id: ModuleId): boolean;
	/** What a specifier means where nothing is: the absolute name of a module that does not exist. */
	meant(specifier: string, from: ModuleId, project: Project): string;
	/**
	 * The absolute name by which a specifier makes a module of its own at run time (PEP 328: `sys.modules` goes by
	 * names), or null where modules go by files, or the specifier is relative.
	 */
	identity(specifier: string): string | null;
	/** Does the file keep imports that nothing uses, which a record calls dropped (`RawUse.dropped`)? */
	keepsDropped(id: ModuleId, project: Project): boolean;
	/**
	 * The specifiers of what the module loads as it is loaded, where the uses of a record say too much (imports that
	 * are dropped because only types are taken); null where the uses say it. Asked for the few modules in a possible
	 * circle, since it costs another look at the file.
	 */
	loaded(id: ModuleId, project: Project): ReadonlySet<string> | null;
	/** Does every module-level name count as offered, so that only some are meant to be? */
	readonly implicitExports: boolean;
}

/** One language of a tree. */
export interface MapSource {
	readonly language: string;
	readonly separator: string;
	readonly support: MapSupport;
	readonly project: Project;
	readonly graph: Graph;
	/** By path, sorted. */
	readonly records: ReadonlyMap<ModuleId, FileRecord>;
	/** What the last map saw. */
	readonly kept?: Looks | undefined;
}

/**
 * Modules that no import reaches, since another file has their name and comes first: `a.py` beside `a/__init__.py`,
 * a stub beside its source.
 */
export function shadowed(source: MapSource): ReadonlySet<ModuleId> {
	const known = found.get(source) ?? findShadowed(source);
	found.set(source, known);
	return known;
}

/** Shims and offers ask for the same. */
const found = new WeakMap<MapSource, ReadonlySet<ModuleId>>();

function findShadowed({ records, graph }: MapSource): ReadonlySet<ModuleId> {
	const named = new Map<string, ModuleId>();
	const shadowed = new Set<ModuleId>();
	for (const id of records.keys()) {
		const name = graph.display(id);
		const other = named.get(name);
		if (other === undefined) {
			named.set(name, id);
			continue;
		}
		const meant = graph.locate(name, id);
		if (meant.kind !== "module") continue;
		for (const each of [other, id]) if (each !== meant.id) shadowed.add(each);
	}
	return shadowed;
}
