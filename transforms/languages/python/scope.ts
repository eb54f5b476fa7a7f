/**
 * What names of a Python file mean: scopes, variables and every occurrence of a name, as the language reference
 * (4.2 "Naming and binding") has them. A variable is a (scope, name); two occurrences belong together when
 * `variableOf` gives one scope for both.
 *
 *   from p import manager          import of `manager` in the module scope
 *   def f(manager): manager.X      a parameter hides it: this use is another variable
 */

/** A block that binds names. A comprehension binds its targets; type parameters count to the body they belong to. */
export interface Scope {
	readonly kind: "module" | "class" | "function" | "comprehension";
	readonly parent: Scope | null;
	/** Names that something in this very block binds. */
	readonly bound: Set<string>;
	readonly declared: Map<string, "global" | "nonlocal">;
	/** It holds a star import, so it may bind more names than can be seen. */
	star: boolean;
}

/** A scope and the stretch of the text that its body takes. */
export interface Body {
	readonly scope: Scope;
	readonly start: number;
	readonly end: number;
}

export interface Identifier {
	readonly name: string;
	readonly start: number;
	readonly end: number;
}

/** A name where it stands, with the attributes after it: `m.X.y` is the name `m` with the attributes X and y. */
export interface Occurrence extends Identifier {
	/** The scope in which the name is looked up, or bound. */
	readonly scope: Scope;
	readonly role: "load" | "import" | "bind" | "delete";
	readonly attributes: readonly Identifier[];
	/** What happens to the last attribute. */
	readonly access: "load" | "store" | "delete";
	/** It runs when a function is called, not when the file is loaded. */
	readonly deferred: boolean;
	/** It stands in a string annotation or a type comment. */
	readonly quoted: "string" | "comment" | null;
	/** Its statement has a part that the parser could not place, so its role is a guess. */
	readonly doubtful: boolean;
	/** `f"{m.X=}"` prints its own source. */
	readonly printed: boolean;
}

export interface ScopeTree {
	readonly module: Scope;
	readonly occurrences: readonly Occurrence[];
	/** Start of each identifier that the walk has placed, in whatever role. */
	readonly placed: ReadonlySet<number>;
	/** The bodies of functions and classes, each before those inside it. */
	readonly bodies: readonly Body[];
}

/** The scope whose variable a name is when it is looked up in `scope`; null where nothing in the file binds it. */
export function variableOf(scope: Scope, name: string): Scope | null {
	const declared = scope.declared.get(name);
	if (declared === "global") return moduleOf(scope);
	if (!declared && scope.bound.has(name)) return scope;
	for (let at = scope.parent; at !== null; at = at.parent) {
		// A class body is no enclosing scope for the functions in it; global there is a matter of that block alone.
		if (at.kind === "class") continue;
		if (at.declared.get(name) === "global") return moduleOf(at);
		if (at.declared.has(name)) continue;
		if (at.bound.has(name) && (declared !== "nonlocal" || at.kind !== "module"))
			return at;
	}
	return null;
}

export function moduleOf(scope: Scope): Scope {
	let at = scope;
	while (at.parent) at = at.parent;
	return at;
}

/** `scope` and the scopes around it, out to and without `outer`. */
export function* scopesBetween(scope: Scope, outer: Scope): Generator<Scope> {
	for (let at: Scope | null = scope; at && at !== outer; at = at.parent)
		yield at;
}
