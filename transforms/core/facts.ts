/**
 * What one module offers and does, read from its source alone. The export graph (`proof.ts`) is made of these,
 * one per module, asked for lazily: a proof reads the few modules on its chain and no others.
 *
 *   from p.types import Thing          exports Thing -> import   {specifier: 'p.types', name: 'Thing'}
 *   Manager = UnifiedManager           exports Manager -> alias  {of: 'UnifiedManager'}
 *   class Local: ...                   exports Local -> define
 */
import type { ModuleId, Problem } from "./types.js";

/**
 * Which of several ways the run takes. Two bindings whose branches name the same `split` with different `arm`s
 * exclude each other (if/else, try/except). `arms` is the number of arms of which one is always taken, numbered
 * from 0 (an arm that ends in `raise` or `throw` doesn't count: nobody comes out of it), or 0 where the run may
 * pass all of them by (an `if` without `else`, a loop).
 */
export interface Branch {
	readonly split: number;
	readonly arm: number;
	readonly arms: number;
}

/** The branches of what every run comes by. */
export const ALWAYS: readonly Branch[] = [];

interface At {
	/** Offset of the binding in the module's unit, and its 1-based line, for the chain. */
	readonly offset: number;
	readonly line: number;
	/** Outermost first; empty for a binding that always happens. */
	readonly branches: readonly Branch[];
	/** It exists for type checkers only; at run time nothing is bound. Absent means false. */
	readonly typing?: boolean;
	/**
	 * The value is copied when this runs, so what its source is rebound to later does not come along, where an import
	 * of the language would bring it: `export const X = live`. Absent means false.
	 */
	readonly copies?: boolean;
}

/** One way by which a module binds a name. */
export type Binding =
	/** It is made here: a class, a function, or a value that is not the name of something else. */
	| (At & {
			readonly kind: "define";
			readonly what: "class" | "function" | "value" | "type";
	  })
	/** It is handed on from another module. `name` null: the module object itself. */
	| (At & {
			readonly kind: "import";
			readonly specifier: string;
			readonly name: string | null;
			/** Given its own name (`X as X`), by which an import says that it hands the name on. Absent means false. */
			readonly explicit?: boolean;
			/** Looked up when somebody asks for the name; a star does not ask. Absent means false. */
			readonly served?: boolean;
	  })
	/** `X = Y`, Y a name of this module. */
	| (At & { readonly kind: "alias"; readonly of: string })
	/** `X = m.Y`: the name `name` of what the local name `of` leads to, a module. */
	| (At & {
			readonly kind: "member";
			readonly of: string;
			readonly name: string;
	  })
	/** The name is taken away again. */
	| (At & { readonly kind: "delete" });

/** `from m import *` or `export * from 'm'`. */
export interface Star extends At {
	readonly specifier: string;
}

/** A place where a module causes others to be loaded. */
export interface Load {
	readonly specifier: string;
	/** Names taken from it: in some languages a name can be a module of its own that is loaded, too. */
	readonly names: readonly string[];
	/** When it happens: as the module is loaded, when one of its functions runs, or never (types only). */
	readonly time: "load" | "call" | "type";
	readonly offset: number;
}

export interface ModuleFacts {
	readonly id: ModuleId;
	/** Exported name -> its bindings, in source order. In languages where every global is offered, the globals. */
	readonly exports: ReadonlyMap<string, readonly Binding[]>;
	/** Module-scope name -> its bindings. The same map as `exports` in those languages. */
	readonly locals: ReadonlyMap<string, readonly Binding[]>;
	readonly stars: readonly Star[];
	/**
	 * How stars and own names meet. `last-wins`: in source order, the later binding replaces the earlier.
	 * `own-first`: an own name hides the stars, and a name that two stars give with different ends is not offered.
	 */
	readonly starRule: "last-wins" | "own-first";
	/** What a star import of this module brings, where the module says so itself; null where it does not. */
	readonly listed: readonly string[] | null;
	/** Is this name left out of a star import when `listed` is null? */
	starHides(name: string): boolean;
	readonly loads: readonly Load[];
	/**
	 * All that may be among `loads` and is not for types alone, where that is told sooner: without names, and with what
	 * turns out to be for types. Absent: `loads` tells.
	 */
	readonly mayLoad?: readonly Load[] | undefined;
	/** Names that the module rebinds after it was loaded, or that it binds twice to different things, with the line. */
	readonly rebound: ReadonlyMap<string, number>;
	/** Names that the module's own functions look up when they run: a replaced name changes them. */
	readonly readLate: ReadonlySet<string>;
	/** The first thing the module does besides handing on names and defining, or null when it is inert. */
	readonly effect: { readonly line: number; readonly what: string } | null;
	/** Where its names leave what can be read: an attribute hook that is not understood, names made at run time. */
	readonly opaque: readonly { readonly line: number; readonly what: string }[];
	readonly problems: readonly Problem[];
}
