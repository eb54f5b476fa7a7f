/**
 * Under which local name an imported name can be used where the module's name was used before: its own, unless
 * something in a scope on the way binds or reads that name already; then a readable alias.
 *
 *   class Manager(manager.Manager)  ->  class Manager(websocket_manager_Manager)
 */
import {
	type Occurrence,
	type Scope,
	type ScopeTree,
	scopesBetween,
	variableOf,
} from "../scope.js";
import type { ImportStatement } from "../source/syntax.js";
import { BUILTINS } from "./builtins.js";
import { bindingOf, lastOf, type PythonFile, scopeStart } from "./file.js";
import type { ModuleVariable, Use } from "./uses.js";

/** Would binding `local` in `scope` change the meaning of another name, or not be seen at the uses? */
export function collides(
	tree: ScopeTree,
	scope: Scope,
	uses: readonly Use[],
	local: string,
): boolean {
	if (BUILTINS.has(local)) return true;
	if (scope.bound.has(local) || scope.declared.has(local) || scope.star)
		return true;
	for (const { occurrence } of uses) {
		// `__x` in a class body or below it reads `_Class__x` (language reference 6.2.1, private name mangling).
		const mangled = local.startsWith("__") && !local.endsWith("__");
		if (mangled && insideClass(occurrence.scope)) return true;
		for (const between of scopesBetween(occurrence.scope, scope)) {
			if (between.kind === "class" && between !== occurrence.scope) continue;
			if (between.bound.has(local) || between.declared.has(local)) return true;
		}
	}
	// A builtin, or a name of an outer scope, that code in this scope reads by the same name.
	return tree.occurrences.some(
		(o) => o.name === local && reads(o, scope, local),
	);
}

function insideClass(scope: Scope): boolean {
	for (let at: Scope | null = scope; at; at = at.parent)
		if (at.kind === "class") return true;
	return false;
}

function reads(occurrence: Occurrence, scope: Scope, local: string): boolean {
	for (let at: Scope | null = occurrence.scope; at; at = at.parent) {
		if (at !== scope) continue;
		const owner = variableOf(occurrence.scope, local);
		// Bound between the two: another variable. Bound further out, or nowhere: it would be captured.
		return (
			owner === null ||
			![...scopesBetween(occurrence.scope, scope)].includes(owner)
		);
	}
	return false;
}

interface PlannedLocal {
	readonly scope: Scope;
	readonly local: string;
	readonly target: string;
	/** The blocks that its imports stand in: one that may not run can not serve the uses of another. */
	readonly guard: string;
	readonly uses: readonly Use[];
}

/** The names that one run is about to bind: two variables of a file may want the same one. */
export class PlannedLocals {
	readonly #planned = new WeakMap<PythonFile, PlannedLocal[]>();

	add(file: PythonFile, planned: PlannedLocal): void {
		this.#planned.set(file, [...(this.#planned.get(file) ?? []), planned]);
	}

	clash(file: PythonFile, wanted: PlannedLocal): boolean {
		return (this.#planned.get(file) ?? []).some((other) => {
			if (other.local !== wanted.local) return false;
			if (other.scope === wanted.scope)
				return other.target !== wanted.target || other.guard !== wanted.guard;
			// An inner binding makes the name local to its whole function, for the outer one's uses in there, too.
			return (
				hides(other.scope, wanted.uses, wanted.scope) ||
				hides(wanted.scope, other.uses, other.scope)
			);
		});
	}
}

/** Do uses of a variable of `outer` stand inside `inner`? */
const hides = (inner: Scope, uses: readonly Use[], outer: Scope): boolean =>
	uses.some(({ occurrence }) =>
		[...scopesBetween(occurrence.scope, outer)].includes(inner),
	);

/** The first name of `wanted`, `module_wanted`, `module_wanted_`, ... that is free. */
export function freeName(
	tree: ScopeTree,
	scope: Scope,
	uses: readonly Use[],
	wanted: string,
	module: string,
	taken: (local: string) => boolean,
): string {
	let name = wanted;
	if (!taken(name) && !collides(tree, scope, uses, name)) return name;
	name = `${lastOf(module).replace(/^_+/, "")}_${wanted.replace(/^_+/, "")}`;
	while (taken(name) || aliasCollides(tree, scope, uses, name)) name += "_";
	return name;
}

/** An alias is a new word; a star import is no reason to look for another one. */
function aliasCollides(
	tree: ScopeTree,
	scope: Scope,
	uses: readonly Use[],
	name: string,
): boolean {
	return (
		collides(tree, { ...scope, star: false }, uses, name) ||
		tree.occurrences.some((o) => o.name === name)
	);
}

/**
 * The local name of an import of the same name that stands in the same scope already and is the only thing that
 * binds its variable; null when there is none. Such an import is used instead of a second one.
 */
export function existingImport(
	variable: ModuleVariable,
	tree: ScopeTree,
	name: string,
	leadsToTarget: (statement: ImportStatement) => boolean,
): string | null {
	const { file, scope, sites } = variable;
	const own = sites.map((s) => s.statement);
	for (const statement of file.scan.imports) {
		if (statement.kind !== "from" || own.includes(statement)) continue;
		if (scopeStart(statement.blocks) !== scopeStart(own[0]?.blocks ?? []))
			continue;
		const index = statement.names.findIndex((n) => n.name === name);
		if (index < 0 || !leadsToTarget(statement)) continue;
		if (!own.every((s) => sameWay(file, statement, s))) continue;
		const local = bindingOf(statement, index).name;
		const binders = tree.occurrences.filter(
			(o) =>
				o.name === local &&
				o.role !== "load" &&
				variableOf(o.scope, local) === scope,
		);
		if (binders.length !== 1 || binders[0]?.doubtful || scope?.star) continue;
		const hidden = variable.uses.some(
			({ occurrence }) => variableOf(occurrence.scope, local) !== scope,
		);
		if (!hidden) return local;
	}
	return null;
}

/** Does `other` always run when `statement` does, and before any code behind it? */
function sameWay(
	file: PythonFile,
	other: ImportStatement,
	statement: ImportStatement,
): boolean {
	const same = other.blocks.every(
		(b, i) => statement.blocks[i]?.start === b.start,
	);
	if (!same) return false;
	return (
		other.start < statement.start ||
		(other.blocks.length === statement.blocks.length &&
			onlyImportsBetween(file, statement, other))
	);
}

/** Nothing but imports, comments and blank lines stands between the two statements. */
export function onlyImportsBetween(
	file: PythonFile,
	first: ImportStatement,
	second: ImportStatement,
): boolean {
	let at = first.end;
	let code = "";
	for (const s of file.scan.imports) {
		if (s.start < at || s.start >= second.start) continue;
		code += file.text.slice(at, s.start);
		at = s.end;
	}
	code += file.text.slice(at, second.start);
	return code.replaceAll(/#[^\r\n]*/g, "").replaceAll(/[\s;\\]/g, "") === "";
}
