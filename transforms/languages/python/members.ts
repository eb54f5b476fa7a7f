/**
 * The names that a file takes out of modules that it holds. Which variable is meant needs the file's scopes, so it
 * is asked only of files that hold a module of the tree: of one in seventy in a large one.
 *
 *   import p.m as m; m.X.y()     X of p.m, then y of it
 *   import p.m; p.m.X            m of p, then X of it
 *   def f(m): m.X                a parameter: nothing
 */
import type { HeldModule, Leads, Member } from "../../core/map/record.js";
import type { UseTime } from "../../core/map/types.js";
import type { SourceFile } from "../../core/types.js";
import { bindingOf } from "./rewrite/file.js";
import { scanPython } from "./scan.js";
import { type AttributeUse, importedOnlyUses } from "./scope/imported-only.js";
import { readScopes } from "./scope/walk.js";
import { type Occurrence, type Scope, variableOf } from "./scope.js";
import { columnOf, LineCounter } from "./source/chars.js";
import type { ImportStatement, Scan } from "./source/syntax.js";

/** An import that binds a module, and what it binds: a name of a module, or with null the module itself. */
interface Bound {
	/** The variable, and where the import spells it. */
	readonly variable: string;
	readonly start: number;
	readonly specifier: string;
	readonly name: string | null;
}

export function pythonMembers(
	{ text }: SourceFile,
	held: readonly HeldModule[],
	leads: Leads,
): readonly Member[] {
	const written = text.split(/\r\n|\n|\r/);
	const apart = held.filter((each) => mayTakeApart(written, text, each, leads));
	if (apart.length === 0) return [];
	const scan = scanPython(text);
	const lines = new LineCounter(text);
	const bound = boundIn(scan, text, apart, lines);
	if (bound.length === 0) return [];
	const member = (
		{ specifier, name }: Bound,
		{ attributes, time }: AttributeUse,
	): Member => ({
		specifier,
		name,
		chain: attributes.map((each) => ({
			name: each.name,
			line: lines.at(each.start),
			column: columnOf(text, each.start),
		})),
		time,
	});
	const only = onlyMeanings(scan, bound);
	const plain = only && importedOnlyUses(text, new Set(only.keys()));
	if (plain)
		return plain.map((use) => member(only.get(use.variable) as Bound, use));
	return scopedUses(text, scan, bound).map(([each, use]) => member(each, use));
}

/** What each variable means where all imports that bind it agree; null where some do not. */
function onlyMeanings(
	scan: Scan,
	bound: readonly Bound[],
): ReadonlyMap<string, Bound> | null {
	const meanings = new Map<string, Bound>();
	for (const each of bound) {
		const known = meanings.get(each.variable) ?? each;
		if (!isSame(known, each)) return null;
		meanings.set(each.variable, known);
	}
	const agree = scan.imports.every((statement) =>
		statement.names.every((_, index) => {
			const own = boundAt(statement, index);
			const known = meanings.get(own.variable);
			return !known || isSame(known, own);
		}),
	);
	return agree ? meanings : null;
}

/** Each use with the modules that its variable may hold: `try` and `if` give it several. */
function scopedUses(
	text: string,
	scan: Scan,
	bound: readonly Bound[],
): readonly (readonly [Bound, AttributeUse])[] {
	const tree = readScopes(text, scan);
	if (!tree) return [];
	const imports = new Map(
		tree.occurrences.flatMap((each) =>
			each.role === "import" ? [[each.start, each] as const] : [],
		),
	);
	const variables = new Map<string, Map<Scope, Bound[]>>();
	for (const each of bound) {
		const at = imports.get(each.start);
		const scope = at && variableOf(at.scope, at.name);
		if (!scope) continue;
		const byScope = variables.get(each.variable) ?? new Map<Scope, Bound[]>();
		variables.set(each.variable, byScope);
		const known = byScope.get(scope) ?? [];
		byScope.set(scope, known);
		if (!known.some((other) => isSame(other, each))) known.push(each);
	}
	return tree.occurrences.flatMap((occurrence) => {
		const { name: variable } = occurrence;
		const byScope = variables.get(variable);
		const attributes = byScope ? taken(occurrence) : [];
		if (!byScope || attributes.length === 0) return [];
		const scope = variableOf(occurrence.scope, variable);
		const use = { variable, attributes, time: timeOf(occurrence) };
		return ((scope && byScope.get(scope)) ?? []).map(
			(each) => [each, use] as const,
		);
	});
}

/** What the import statements at the places bind. `import a.b` binds `a`, from which a chain must spell the rest. */
function boundIn(
	scan: Scan,
	text: string,
	held: readonly HeldModule[],
	lines: LineCounter,
): readonly Bound[] {
	const places = new Set(held.map(({ line, column }) => `${line}:${column}`));
	return scan.imports.flatMap((statement) =>
		statement.names.flatMap(({ start }, index) =>
			places.has(`${lines.at(start)}:${columnOf(text, start)}`)
				? [boundAt(statement, index)]
				: [],
		),
	);
}

function boundAt(statement: ImportStatement, index: number): Bound {
	const { kind, level, module, names } = statement;
	const binding = bindingOf(statement, index);
	const at = { variable: binding.name, start: binding.start };
	const { name, alias } = names[index] as ImportStatement["names"][number];
	return kind === "from"
		? { ...at, specifier: ".".repeat(level) + module, name }
		: { ...at, specifier: alias ? name : binding.name, name: null };
}

/** Before the file is scanned: most hold a module to hand it on, or to see that it loads. */
function mayTakeApart(
	lines: readonly string[],
	text: string,
	{ specifier, name, line, column }: HeldModule,
	leads: Leads,
): boolean {
	const [, first, alias] =
		BOUND.exec((lines[line - 1] ?? "").slice(column - 1)) ?? [];
	const variable = alias ?? first;
	if (first === undefined || variable === undefined) return true;
	const from =
		name === null && alias === undefined
			? { specifier: first, name }
			: { specifier, name };
	for (const [, chain = ""] of text.matchAll(chainsOf(variable)))
		if (leads(from, chain.replaceAll(BETWEEN, "").split(".").slice(1)))
			return true;
	return false;
}

/** Nothing where more than blanks stands between name and alias. */
const BOUND =
	/^([A-Za-z_]\w*)(?:\.\w+)*(?:[ \t]+as[ \t]+(\w+)|[ \t]*(?:[,;)#]|$))/;

/** A look at the text, for a tree costs a thousand times as much. Imports spell `a.` of a dotted name, too. */
const chainsOf = (variable: string): RegExp =>
	new RegExp(
		`(?<![\\w.\\x80-\\xff]|\\b(?:from|import)[ \\t]{1,4})${variable}((?:${GAP}\\.${GAP}[A-Za-z_\\x80-\\xff][\\w\\x80-\\xff]*)+)`,
		"g",
	);

const GAP = "(?:[\\s\\\\]|#[^\\n]*\\n)*";
const BETWEEN = /[\s\\]|#[^\n]*\n/g;

/** The attributes that are read. `m.X = 1` changes the module, and `m.X.y = 1` reads its X. */
function taken({
	role,
	access,
	attributes,
}: Occurrence): Occurrence["attributes"] {
	if (role !== "load") return [];
	return access === "load" ? attributes : attributes.slice(0, -1);
}

const timeOf = ({ quoted, deferred }: Occurrence): UseTime =>
	quoted !== null ? "type" : deferred ? "call" : "load";

const isSame = (a: Bound, b: Bound): boolean =>
	a.specifier === b.specifier && a.name === b.name;
