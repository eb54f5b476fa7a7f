/**
 * The map of a tree: which definitions are reached by which import paths, and what stands in the way of one path
 * for each. Plain JSON-able data, sorted, without a path of this machine: the same tree gives the same bytes.
 *
 *   definitions 1 -- n paths 1 -- n uses        tables that name each other by id
 *   `app.ws.manager:Manager`                    the id of a path or definition: module, colon, name
 *   `app.ws.manager`                            the module itself
 *
 * A path's id is its module as rules write it (`Language.separator`), so an id splits into a rule's `from`.
 */
import type { Form, ModuleId } from "../types.js";

export const MAP_SCHEMA_VERSION = 1;

/** `module:name`, or the module alone. The last colon separates; neither side of it is empty. */
export type PathId = string;

/** When the code at a use runs: as its module is loaded, when a function is called, or never (types only). */
export type UseTime = "load" | "call" | "type";

/** How often, how, and from where. Forms and directories without a use are absent; keys are sorted. */
export interface UseCounts {
	readonly total: number;
	/** Of `total`, those that import, or take a name out of an imported module: no mocks, look-ups, strings. A path is
	 * in use by these. */
	readonly imports: number;
	/** Of `total`, those in test code. */
	readonly tests: number;
	/** Files with at least one use. */
	readonly files: number;
	readonly forms: Readonly<Partial<Record<Form, number>>>;
	/** By the first two segments of the file's directory; `.` is the root. */
	readonly directories: Readonly<Record<string, number>>;
}

/** One place where a file names a module of the tree, or a name of one. */
export interface UseSite {
	/** Root-relative path of the file. */
	readonly file: string;
	/** 1-based; columns count UTF-16 units. */
	readonly line: number;
	readonly column: number;
	/** The used path: an entry of `MapData.paths`. */
	readonly path: PathId;
	readonly form: Form;
	readonly time: UseTime;
	readonly test: boolean;
	/** The module as it is written there: `.manager`, `@acme/ws`. */
	readonly specifier: string;
}

/** One step of a chain, first the path's own module: `app.ws.manager:40 Manager = UnifiedManager`. */
export interface ChainStep {
	/** The module, as rules write it. */
	readonly module: string;
	readonly file: ModuleId;
	readonly line: number;
	readonly name: string;
	/** `= Other`, `from specifier`, `by the star from m`, `is a class`. */
	readonly how: string;
}

/** What becomes of who imports by a path. */
export type PathStatus =
	/** It leads to one thing. */
	| "works"
	/** It works for nobody: no such module, or the module does not offer the name. */
	| "broken"
	/** `try`, `if`, or two stars give different things. */
	| "ambiguous"
	/** The chain leaves what can be read. */
	| "unknown";

/** An import path that some file uses, or that a module offers on purpose. */
export interface MapPath {
	readonly id: PathId;
	readonly language: string;
	/** As rules write it. For a module that does not exist: the absolute name that was meant. */
	readonly module: string;
	/** Null: the module itself. */
	readonly name: string | null;
	/** The module's file; null where there is none. */
	readonly file: ModuleId | null;
	readonly status: PathStatus;
	/** Where it ends: an entry of `MapData.definitions`. Null unless `works`. */
	readonly definition: PathId | null;
	/** Where it ends, in words; for `broken` and `unknown` why it does not. */
	readonly end: string;
	/** The ends of an `ambiguous` path, in words; else empty. */
	readonly alternatives: readonly string[];
	readonly chain: readonly ChainStep[];
	/** Is it the path of the definition itself? */
	readonly defining: boolean;
	/** Is its module a shim (an entry of `MapData.shims`)? */
	readonly shim: boolean;
	/** A segment of module or name says that it is not for others (`_x`, `internal`). */
	readonly private: boolean;
	/** All zero for a path that is offered and not used. */
	readonly uses: UseCounts;
}

/** Why a path should be the canonical one. In this order the first that has an answer decides. */
export type CanonicalReason =
	/** A rule of the config leads there. */
	| "configured"
	/** It is the only path in use or on offer. */
	| "only-path"
	/** All others are in shims. */
	| "only-non-shim"
	/** Most uses, and no other reason speaks for another path. */
	| "most-used"
	| "defining-module"
	| "shortest-public";

export interface CanonicalVote {
	readonly reason: CanonicalReason;
	readonly path: PathId;
}

export interface CanonicalProposal {
	/** Null: undecided, since the votes disagree. */
	readonly path: PathId | null;
	/** Null with `path`. */
	readonly reason: CanonicalReason | null;
	/** Every reason that has an answer, in order, whether it decided or not. */
	readonly votes: readonly CanonicalVote[];
}

/** Where chains of import paths end. */
export interface MapDefinition {
	/** As its own module defines it. */
	readonly id: PathId;
	readonly language: string;
	readonly module: string;
	/** Null: a module. */
	readonly name: string | null;
	/** `class`, `function`, `value`, `type`, `module`; `external` where it is defined outside of the tree. */
	readonly what: string;
	/** Null for `external`. */
	readonly file: ModuleId | null;
	/** 1-based line of the definition; 0 where it has none (a module, `external`). */
	readonly line: number;
	/** Paths that are imported, most imports first. */
	readonly used: readonly PathId[];
	/** Paths that only mocks and strings name, sorted: a test double's target binds the name for itself. */
	readonly mentioned: readonly PathId[];
	/** Paths on offer on purpose that nobody imports (a listed name, a package's or shim's names), sorted. */
	readonly unused: readonly PathId[];
	/** Modules that import it for their own use, where that alone makes it importable from them, too. */
	readonly incidental: number;
	readonly uses: UseCounts;
	/** Null for definitions with one path and for `external`: nothing to decide. */
	readonly canonical: CanonicalProposal | null;
}

/** One name, several definitions, behind paths that look interchangeable. */
export interface SplitName {
	readonly name: string;
	readonly language: string;
	/** At least two, most used first. */
	readonly alternatives: readonly {
		readonly definition: PathId;
		/** The used or offered paths that end in `name` and lead there, most used first. */
		readonly paths: readonly PathId[];
		readonly uses: number;
	}[];
	/** What makes them look alike, a sentence: one hands on names of the other, or they are neighbours. */
	readonly why: string;
}

/** How a shim hands on its names. */
export type ShimWay = "re-export" | "alias" | "star" | "lazy" | "module";

/** A module that only hands on names. */
export interface Shim {
	/** As rules write it. */
	readonly module: string;
	readonly language: string;
	readonly file: ModuleId;
	/** A package's or directory's own module (`__init__`, `index`): often the public face, not a leftover. */
	readonly package: boolean;
	readonly ways: readonly ShimWay[];
	/** Does loading it, or taking a name from it, warn already; the line, else null. */
	readonly warns: number | null;
	/** The first thing that it does besides handing on, else null: then removing it may change behaviour. */
	readonly effect: { readonly line: number; readonly what: string } | null;
	/** Its offered names, in source order. */
	readonly names: readonly {
		readonly name: string;
		/** Null where the name does not lead to one known thing. */
		readonly definition: PathId | null;
		/** The proposed path, or the definition's own; null where there is none or it is undecided. */
		readonly canonical: PathId | null;
		readonly uses: number;
	}[];
	/** The modules that it hands on names of, with how many, most first. A name with two origins counts for both. */
	readonly targets: readonly {
		readonly module: string;
		readonly names: number;
	}[];
	readonly uses: UseCounts;
	/** Files that use it, sorted. */
	readonly users: readonly string[];
}

/** One file that is imported under several absolute names: several modules at run time. */
export interface DoubleRoot {
	readonly file: ModuleId;
	readonly language: string;
	/** Most used first. */
	readonly names: readonly { readonly name: string; readonly uses: number }[];
}

/** Modules that load each other: where one of them runs first, a from-import of another may find no name. */
export interface Cycle {
	readonly language: string;
	/** All that can reach each other, sorted. */
	readonly modules: readonly string[];
	/** A shortest way round, each edge with the statement that makes it. */
	readonly way: readonly {
		readonly module: string;
		readonly file: ModuleId;
		readonly line: number;
	}[];
}

/** A path that tests replace by a double: moving its readers or the string breaks or widens the replacement. */
export interface PatchedPath {
	readonly path: PathId;
	readonly definition: PathId | null;
	readonly uses: number;
}

/** A place that the map could not follow. */
export interface UnknownSite {
	readonly file: string;
	readonly line: number;
	readonly what: string;
}

export interface MapCoverage {
	readonly languages: readonly {
		readonly language: string;
		readonly files: number;
		/** Without a syntax problem. */
		readonly clean: number;
		readonly imports: number;
	}[];
	/** Files that could not be read as source. */
	readonly unread: readonly {
		readonly file: string;
		readonly reason: string;
	}[];
	/** Files with a syntax problem: what stands behind it may be missing. */
	readonly problems: readonly UnknownSite[];
	/** Modules loaded by a name that is made at run time. */
	readonly dynamic: readonly UnknownSite[];
	/** Stars from modules outside of the tree. */
	readonly stars: readonly UnknownSite[];
	/** Modules whose names are made at run time. */
	readonly opaque: readonly UnknownSite[];
}

export interface MapTotals {
	/** Definitions of the tree that are imported. */
	readonly definitions: number;
	/** Of them, those by more than one path. */
	readonly fragmented: number;
	/** Imported paths, and imports by them, whatever their status. */
	readonly paths: number;
	readonly uses: number;
	readonly broken: number;
	readonly brokenUses: number;
	readonly ambiguous: number;
	readonly unknown: number;
	readonly splitNames: number;
	readonly shims: number;
	readonly shimUses: number;
	readonly doubleRoots: number;
	readonly cycles: number;
	readonly undecided: number;
}

export interface MapData {
	readonly schemaVersion: typeof MAP_SCHEMA_VERSION;
	readonly tool: { readonly name: "onepath"; readonly version: string };
	/** Directories and files whose uses are counted, root-relative; empty: the whole tree. */
	readonly scope: readonly string[];
	readonly totals: MapTotals;
	/** Most fragmented first: by used paths, then uses, then id. */
	readonly definitions: readonly MapDefinition[];
	/** Sorted by id. */
	readonly paths: readonly MapPath[];
	/** By file, line, column. */
	readonly uses: readonly UseSite[];
	/** Those of most uses first. */
	readonly splitNames: readonly SplitName[];
	readonly shims: readonly Shim[];
	/** Ids of `paths`, most used first. */
	readonly broken: readonly PathId[];
	readonly ambiguous: readonly PathId[];
	readonly unknown: readonly PathId[];
	readonly patched: readonly PatchedPath[];
	readonly doubleRoots: readonly DoubleRoot[];
	readonly cycles: readonly Cycle[];
	readonly coverage: MapCoverage;
	readonly notes: readonly string[];
}
