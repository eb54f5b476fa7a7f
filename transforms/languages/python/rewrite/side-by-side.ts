/**
 * Code that uses a name by the legacy and by the canonical path at once, as code does that compares the two. That
 * is a matter of one block: two functions of a file that each take their own path compare nothing.
 */
import { type Occurrence, type Scope, variableOf } from "../scope.js";
import type { PythonFile } from "./file.js";
import type { ModuleVariable } from "./uses.js";

/** A line that uses the name by both paths, as comparisons do. */
export function sideBySide(
	variable: ModuleVariable,
	name: string,
	spellings: ReadonlySet<string>,
): number | null {
	const { file } = variable;
	const all = file.scopes?.occurrences ?? [];
	const own = new Set(variable.uses.map((use) => use.occurrence));
	for (const { name: used, occurrence, end } of variable.uses) {
		if (used !== name) continue;
		const from = file.lineStart(occurrence.start);
		const to = file.lineEnd(end);
		const twin = all.find(
			(o) =>
				o.start >= from &&
				o.end <= to &&
				o.role === "load" &&
				!own.has(o) &&
				[...spellings].some((spelling) => startsChain(o, spelling)),
		);
		if (twin) return file.position(occurrence.start).line;
	}
	return null;
}

/** The uses of what the import at `start` binds as `name`; null when the file can't be read. */
export function usesOf(
	{ scopes }: PythonFile,
	name: string,
	start: number,
): readonly Occurrence[] | null {
	const bound = scopes?.occurrences.find((o) => o.start === start);
	const scope = bound && variableOf(bound.scope, name);
	if (!scopes || !scope) return null;
	return scopes.occurrences.filter(
		(o) =>
			o.role === "load" &&
			o.name === name &&
			variableOf(o.scope, name) === scope,
	);
}

/**
 * The line of one of `uses` in a block that holds a chain of `spellings`, too; null where there is none. A block is
 * a function, a class or the module, without those inside it.
 */
export function usedTogether(
	file: PythonFile,
	uses: readonly Occurrence[],
	spellings: ReadonlySet<string>,
): number | null {
	const own = new Set(uses);
	const blocks = new Set<Scope>();
	for (const o of file.scopes?.occurrences ?? [])
		if (
			o.role === "load" &&
			!own.has(o) &&
			[...spellings].some((spelling) => startsChain(o, spelling))
		)
			blocks.add(blockOf(o.scope));
	const twin = uses.find((o) => blocks.has(blockOf(o.scope)));
	return twin ? file.position(twin.start).line : null;
}

/** A comprehension is a part of the block around it. */
function blockOf(scope: Scope): Scope {
	let at = scope;
	while (at.kind === "comprehension" && at.parent) at = at.parent;
	return at;
}

const startsChain = (o: Occurrence, spelling: string): boolean =>
	`${[o.name, ...o.attributes.map((a) => a.name)].join(".")}.`.startsWith(
		`${spelling}.`,
	);
