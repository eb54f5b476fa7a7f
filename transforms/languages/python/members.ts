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
import {
	type AttributeUse,
	ImportedOnly,
	type ScopeStart,
} from "./scope/imported-only.js";
import { readScopes } from "./scope/walk.js";
import { type Occurrence, variableOf } from "./scope.js";
import { columnOf, LineCounter } from "./source/chars.js";
import type { Block, ImportStatement } from "./source/syntax.js";

/** An import that binds a module, and what it binds: a name of a module, or with null the module itself. */
interface Bound {
	/** The variable, and where the import spells it. */
	readonly variable: string;
	readonly start: number;
	readonly specifier: string;
	readonly name: string | null;
	readonly scope: ScopeStart;
}

type Use = Pick<AttributeUse, "attributes" | "time">;

export function pythonMembers(
	{ text }: SourceFile,
	held: readonly HeldModule[],
	leads: Leads,
): readonly Member[] {
	const written = text.split(/\r\n|\n|\r/);
	const apart = held.filter((each) => mayTakeApart(written, text, each, leads));
	if (apart.length === 0) return [];
	const lines = new LineCounter(text);
	const names = new Set(
		apart.flatMap((each) => spelledAt(written, each)?.variable ?? []),
	);
	let file = new ImportedOnly(text, names);
	const bound = boundIn(file.imports, text, apart, lines);
	if (bound.length === 0) return [];
	const variables = new Set(bound.map(({ variable }) => variable));
	// The name stands on another line than the import's.
	if (![...variables].every((name) => names.has(name)))
		file = new ImportedOnly(text, variables);
	const member = (
		{ specifier, name }: Bound,
		{ attributes, time }: Use,
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
	const scopes = importScopes(file.imports, variables);
	const plain = scopes && file.uses(scopes);
	if (!plain)
		return scopedUses(text, bound).map(([each, use]) => member(each, use));
	const meanings = meaningsOf(bound.map((each) => [each, each.scope]));
	return plain.flatMap((use) =>
		(meanings.get(use.variable)?.get(use.scope) ?? []).map((each) =>
			member(each, use),
		),
	);
}

/** The scopes in which imports bind the variables. Null where one is a class: its names are seen in its body alone. */
function importScopes(
	imports: readonly ImportStatement[],
	variables: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<ScopeStart>> | null {
	const scopes = new Map<string, Set<ScopeStart>>();
	for (const statement of imports)
		for (const index of statement.names.keys()) {
			const { name } = bindingOf(statement, index);
			if (!variables.has(name)) continue;
			const scope = scopeBlock(statement);
			if (scope?.keyword === "class") return null;
			const known = scopes.get(name) ?? new Set();
			scopes.set(name, known.add(scope?.start ?? null));
		}
	return scopes;
}

const scopeBlock = ({ blocks }: ImportStatement): Block | undefined =>
	blocks.findLast(({ keyword }) => keyword === "def" || keyword === "class");

/** The modules that a variable may hold in a scope: `try` and `if` give it several. */
function meaningsOf<S>(
	bound: Iterable<readonly [Bound, S]>,
): ReadonlyMap<string, ReadonlyMap<S, readonly Bound[]>> {
	const meanings = new Map<string, Map<S, Bound[]>>();
	for (const [each, scope] of bound) {
		const byScope = meanings.get(each.variable) ?? new Map<S, Bound[]>();
		meanings.set(each.variable, byScope);
		const known = byScope.get(scope) ?? [];
		byScope.set(scope, known);
		if (!known.some((other) => isSame(other, each))) known.push(each);
	}
	return meanings;
}

/** Each use with the modules that its variable may hold. */
function scopedUses(
	text: string,
	bound: readonly Bound[],
): readonly (readonly [Bound, Use])[] {
	const tree = readScopes(text, scanPython(text));
	if (!tree) return [];
	const imports = new Map(
		tree.occurrences.flatMap((each) =>
			each.role === "import" ? [[each.start, each] as const] : [],
		),
	);
	const meanings = meaningsOf(
		bound.flatMap((each) => {
			const at = imports.get(each.start);
			const scope = at && variableOf(at.scope, at.name);
			return scope ? [[each, scope] as const] : [];
		}),
	);
	return tree.occurrences.flatMap((occurrence) => {
		const byScope = meanings.get(occurrence.name);
		const attributes = byScope ? taken(occurrence) : [];
		if (!byScope || attributes.length === 0) return [];
		const scope = variableOf(occurrence.scope, occurrence.name);
		const use = { attributes, time: timeOf(occurrence) };
		return ((scope && byScope.get(scope)) ?? []).map(
			(each) => [each, use] as const,
		);
	});
}

/** What the import statements at the places bind. `import a.b` binds `a`, from which a chain must spell the rest. */
function boundIn(
	imports: readonly ImportStatement[],
	text: string,
	held: readonly HeldModule[],
	lines: LineCounter,
): readonly Bound[] {
	const places = new Set(held.map(({ line, column }) => `${line}:${column}`));
	return imports.flatMap((statement) =>
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
	const at = {
		variable: binding.name,
		start: binding.start,
		scope: scopeBlock(statement)?.start ?? null,
	};
	const { name, alias } = names[index] as ImportStatement["names"][number];
	return kind === "from"
		? { ...at, specifier: ".".repeat(level) + module, name }
		: { ...at, specifier: alias ? name : binding.name, name: null };
}

/** Before the file is scanned: most hold a module to hand it on, or to see that it loads. */
function mayTakeApart(
	lines: readonly string[],
	text: string,
	held: HeldModule,
	leads: Leads,
): boolean {
	const spelled = spelledAt(lines, held);
	if (!spelled) return true;
	const { variable, first, aliased } = spelled;
	const { specifier, name } = held;
	const from =
		name === null && !aliased
			? { specifier: first, name }
			: { specifier, name };
	for (const [, chain = ""] of text.matchAll(chainsOf(variable)))
		if (leads(from, chain.replaceAll(BETWEEN, "").split(".").slice(1)))
			return true;
	return false;
}

/** What an import spells at a place: its first name, and the variable that it binds. */
function spelledAt(
	lines: readonly string[],
	{ line, column }: HeldModule,
): {
	readonly first: string;
	readonly variable: string;
	readonly aliased: boolean;
} | null {
	const [, first, alias] =
		BOUND.exec((lines[line - 1] ?? "").slice(column - 1)) ?? [];
	return first === undefined
		? null
		: { first, variable: alias ?? first, aliased: alias !== undefined };
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
