/**
 * What becomes of a name that an import binds to a legacy module: the variable it is, all imports that bind it,
 * and each use. A use through `import a.b.manager` starts at `a` and must spell the whole name.
 *
 *   manager.X(1)      member X            f(manager)        value
 *   manager.X = 1     store X             del manager       delete
 *   manager is None   test                patch.object(manager, "X")   patch X
 */
import {
	moduleOf,
	type Occurrence,
	type Scope,
	type ScopeTree,
	variableOf,
} from "../scope.js";
import { patchedAttribute } from "./calls.js";
import { bindingOf, type PythonFile } from "./file.js";
import type { ModuleSite } from "./imports.js";
import type { Legacy } from "./legacy.js";

export interface Use {
	readonly kind: "member" | "value" | "test" | "store" | "patch" | "delete";
	readonly occurrence: Occurrence;
	/** The name of the module that is used, stored or patched. */
	readonly name: string | null;
	/** The module's own part of the chain: `manager`, `a.b.manager`. */
	readonly moduleEnd: number;
	/** The chain up to the member, or the module's part where there is none. */
	readonly end: number;
}

/** One variable of a file that holds a legacy module, or its top-level package. */
export interface ModuleVariable {
	readonly file: PythonFile;
	readonly legacy: Legacy;
	readonly name: string;
	/** Null when the variable could not be read; `unreadable` says why. */
	readonly scope: Scope | null;
	readonly sites: readonly ModuleSite[];
	readonly uses: readonly Use[];
	/** Other places that bind the same variable to something else. */
	readonly rivals: readonly Occurrence[];
	/** Uses of a dotted import's first segment that do not reach the legacy module. */
	readonly survivors: readonly Occurrence[];
	/** The import stands in another scope than the variable (`global`), or a scope inside needs it (`nonlocal`). */
	readonly declared: boolean;
	readonly unreadable: string | null;
}

export function moduleVariables(
	file: PythonFile,
	sites: readonly ModuleSite[],
): ModuleVariable[] {
	if (sites.length === 0) return [];
	const tree = file.scopes;
	if (!tree)
		return sites.map((site) =>
			unread(site, "the file is nested too deep to be read"),
		);
	const groups = new Map<Scope, Map<string, ModuleSite[]>>();
	const variables: ModuleVariable[] = [];
	for (const site of sites) {
		const binding = bindingOf(site.statement, site.index);
		const occurrence = importAt(tree, binding.start);
		const scope = occurrence && variableOf(occurrence.scope, occurrence.name);
		if (!scope) {
			variables.push(
				unread(
					site,
					`the binding of ${binding.name} could not be found in the parsed file`,
				),
			);
			continue;
		}
		const key = `${binding.name} ${site.dotted ? "dotted" : "plain"} ${site.legacy.key}`;
		const byName = groups.get(scope) ?? new Map<string, ModuleSite[]>();
		groups.set(scope, byName.set(key, [...(byName.get(key) ?? []), site]));
	}
	for (const [scope, byName] of groups)
		for (const group of byName.values())
			variables.push(readVariable(file, tree, scope, group));
	return variables;
}

const importAt = (tree: ScopeTree, start: number): Occurrence | undefined =>
	tree.occurrences.find((o) => o.role === "import" && o.start === start);

function unread(site: ModuleSite, why: string): ModuleVariable {
	return {
		file: site.file,
		legacy: site.legacy,
		name: bindingOf(site.statement, site.index).name,
		scope: null,
		sites: [site],
		uses: [],
		rivals: [],
		survivors: [],
		declared: false,
		unreadable: why,
	};
}

function readVariable(
	file: PythonFile,
	tree: ScopeTree,
	scope: Scope,
	sites: readonly ModuleSite[],
): ModuleVariable {
	const [first] = sites;
	if (!first) throw new Error("a variable without an import");
	const { name } = bindingOf(first.statement, first.index);
	const starts = new Set(
		sites.map((s) => bindingOf(s.statement, s.index).start),
	);
	const path = first.dotted ? first.legacy.written.split(".").slice(1) : [];
	const uses: Use[] = [];
	const rivals: Occurrence[] = [];
	const survivors: Occurrence[] = [];
	// Without a binding around it, `nonlocal manager` is a syntax error.
	let declared = tree.bodies.some(
		({ scope: inner }) =>
			inner.declared.get(name) === "nonlocal" &&
			variableOf(inner, name) === scope,
	);
	let unreadable = unplaced(file, tree, name);
	for (const occurrence of tree.occurrences) {
		if (occurrence.name !== name) continue;
		if (shadowedInClass(occurrence, name, scope))
			unreadable ??= `${at(file, occurrence)}: ${name} is also bound in a class body that reads it`;
		if (variableOf(occurrence.scope, name) !== scope) continue;
		if (
			occurrence.quoted === "string" &&
			scope.parent !== null &&
			moduleOf(scope).bound.has(name)
		)
			unreadable ??= `${at(file, occurrence)}: an annotation means ${name} of the function to a type checker, and ${name} of the module at run time`;
		if (occurrence.doubtful)
			unreadable ??= `${at(file, occurrence)}: ${name} stands in a statement that could not be parsed`;
		if (occurrence.role === "import") {
			if (!starts.has(occurrence.start)) rivals.push(occurrence);
			else if (occurrence.scope !== scope) declared = true;
		} else if (occurrence.role === "bind") rivals.push(occurrence);
		else if (occurrence.role === "delete")
			uses.push(wholeUse("delete", occurrence));
		else {
			const use = readUse(file, occurrence, path);
			if (use) uses.push(use);
			else survivors.push(occurrence);
		}
	}
	return {
		file,
		legacy: first.legacy,
		name,
		scope,
		sites,
		uses,
		rivals,
		survivors,
		declared,
		unreadable,
	};
}

const at = (file: PythonFile, place: { start: number }): string =>
	`line ${file.position(place.start).line}`;

/**
 * A class body that binds the name reads the global one until then: which, the source alone can't say. The
 * functions around a class are not asked for a name that its body binds (language reference 4.2.2).
 */
function shadowedInClass(o: Occurrence, name: string, scope: Scope): boolean {
	return (
		o.role === "load" &&
		scope.parent === null &&
		o.scope !== scope &&
		o.scope.kind === "class" &&
		o.scope.bound.has(name) &&
		!o.scope.declared.has(name)
	);
}

function wholeUse(kind: "value" | "delete", o: Occurrence): Use {
	return { kind, occurrence: o, name: null, moduleEnd: o.end, end: o.end };
}

/** Null when the chain does not spell the module. */
function readUse(
	file: PythonFile,
	occurrence: Occurrence,
	path: readonly string[],
): Use | null {
	const { attributes } = occurrence;
	if (!path.every((segment, i) => attributes[i]?.name === segment)) return null;
	const moduleEnd = attributes[path.length - 1]?.end ?? occurrence.end;
	const member = attributes[path.length];
	const base = { occurrence, moduleEnd };
	if (!member) {
		if (
			path.length > 0 &&
			attributes.length === path.length &&
			occurrence.access !== "load"
		)
			return { ...base, kind: "store", name: null, end: moduleEnd };
		const patched = patchedAttribute(file.text, occurrence.start, moduleEnd);
		if (patched)
			return { ...base, kind: "patch", name: patched.name, end: moduleEnd };
		const tested = /^\s+is\s+(?:not\s+)?None\b/.test(
			file.text.slice(moduleEnd, moduleEnd + 40),
		);
		return {
			...base,
			kind: tested ? "test" : "value",
			name: null,
			end: moduleEnd,
		};
	}
	const stored =
		occurrence.access !== "load" && attributes.length === path.length + 1;
	return {
		...base,
		kind: stored ? "store" : "member",
		name: member.name,
		end: member.end,
	};
}

/**
 * The guard of the design: each token that equals the name must have been placed by the walk, or a use may have
 * got lost in an error of the tree. Strings and comments are no code, but the fields of f-strings are.
 */
function unplaced(
	file: PythonFile,
	tree: ScopeTree,
	name: string,
): string | null {
	const { text, scan } = file;
	const word = new RegExp(
		`(?<![\\w\\u0080-\\u00ff])${name}(?![\\w\\u0080-\\u00ff])`,
		"g",
	);
	const spans = [
		...scan.strings.map((s) => ({ ...s, code: /[ft]/.test(s.prefix) })),
		...scan.comments.map((c) => ({ ...c, contentStart: c.start, code: false })),
	].sort((a, b) => a.start - b.start);
	let next = 0;
	for (const found of text.matchAll(word)) {
		if (tree.placed.has(found.index)) continue;
		while (next < spans.length && (spans[next]?.end ?? 0) <= found.index)
			next++;
		const span = spans[next];
		if (span && span.start <= found.index) {
			if (!span.code) continue;
			if (!inField(text.slice(span.contentStart, found.index))) continue;
		}
		// `from p.manager import X` spells the name as a part of a module's; the scan has read that.
		if (scan.imports.some((s) => s.start <= found.index && found.index < s.end))
			continue;
		return `line ${file.position(found.index).line}: ${name} stands where the parser lost its way`;
	}
	return null;
}

/** Does the text of an f-string end inside a replacement field? Outside of fields a doubled brace is a literal one. */
function inField(before: string): boolean {
	let depth = 0;
	for (let i = 0; i < before.length; i++) {
		const c = before[i];
		if (depth === 0 && (c === "{" || c === "}") && before[i + 1] === c) i++;
		else if (c === "{") depth++;
		else if (c === "}" && depth > 0) depth--;
	}
	return depth > 0;
}

/** Is the variable one that other modules can reach as an attribute of this one? */
export const isModuleScope = (variable: ModuleVariable): boolean =>
	variable.scope !== null && moduleOf(variable.scope) === variable.scope;

export const lineOf = ({ file }: ModuleVariable, use: Use): number =>
	file.position(use.occurrence.start).line;
