/**
 * Module facts: what a Python module offers and does, read from one walk over its lines. Statements at module
 * scope are taken apart into pieces, function bodies are only asked for `global` and imports. No expression is
 * evaluated; a value that is not the name of something counts as made here.
 *
 *   from p.types import Thing      Thing    import p.types Thing
 *   Manager = UnifiedManager       Manager  alias UnifiedManager
 *   import a.b as m                m        import a.b (the module)
 */
import type { Binding, Load, ModuleFacts, Star } from "../../core/facts.js";
import type { ModuleId, Problem, SourceFile } from "../../core/types.js";
import type { OpenBlock } from "./blocks.js";
import { Branches } from "./branches.js";
import { LineCounter } from "./chars.js";
import { effectOf, headerEffect, leaves, written } from "./effects.js";
import { headerNames } from "./header-names.js";
import type { ReadImport } from "./imports.js";
import { LateReads } from "./late-reads.js";
import { readLazyNames } from "./lazy-names.js";
import { Listed } from "./listed.js";
import {
	dottedPath,
	inside,
	type Piece,
	splitAt,
	stringValue,
} from "./pieces.js";
import {
	readStatement,
	type Statement,
	type Target,
	walrusNames,
} from "./statements.js";
import type { ScanProblem } from "./syntax.js";
import { type Visitor, walkPython } from "./walk.js";

/** The facts of a module from its source alone; never throws. */
export function pythonFacts(file: SourceFile, id: ModuleId): ModuleFacts {
	const reader = new FactsReader(file.text);
	walkPython(file.text, reader);
	return reader.facts(id);
}

/** What a binding is, before its branches are known. */
type Made =
	| { kind: "define"; what: "class" | "function" | "value" }
	| { kind: "import"; specifier: string; name: string | null }
	| { kind: "alias"; of: string }
	| { kind: "member"; of: string; name: string }
	| { kind: "delete" };

interface Pending {
	made: Made;
	readonly offset: number;
	readonly block: OpenBlock | null;
}

const VALUE: Made = { kind: "define", what: "value" };
/** Names that stand for a value of their own wherever they are read. */
const CONSTANTS: ReadonlySet<string> = new Set([
	"None",
	"True",
	"False",
	"Ellipsis",
	"NotImplemented",
	"__name__",
	"__file__",
	"__doc__",
	"__package__",
	"__debug__",
	"__path__",
	"__spec__",
]);
const NAMESPACES: ReadonlySet<string> = new Set(["globals", "locals", "vars"]);
const CHANGES_GLOBALS =
	/\bglobals\(\)\s*(?:\[\s*(?:[rRuU]?(["'])(\w+)\1|[^\]]*)\s*\]\s*=(?!=)|\.\s*(?:update|setdefault|pop|clear)\b)/;

class FactsReader implements Visitor {
	readonly #text: string;
	readonly #lines: LineCounter;
	readonly #branches: Branches;
	readonly #listed: Listed;
	readonly #late: LateReads;
	readonly #bindings = new Map<string, Pending[]>();
	readonly #stars: {
		specifier: string;
		offset: number;
		block: OpenBlock | null;
	}[] = [];
	readonly #loads: Load[] = [];
	readonly #rebound = new Map<string, number>();
	/** Unconditional values of each name: the code of the first, and where a second, different one stands. */
	readonly #values = new Map<string, { code: string; display: boolean }>();
	/** Names that functions declare global, by function. */
	readonly #globals = new Map<OpenBlock, Set<string>>();
	/** Names made at run time by functions. */
	readonly #fromFunctions: { name: string; offset: number }[] = [];
	readonly #opaque: { line: number; what: string }[] = [];
	readonly #problems: Problem[] = [];
	readonly #tables = new Map<string, readonly Piece[]>();
	#effect: ModuleFacts["effect"] = null;
	#hook: OpenBlock | null = null;
	#changesGlobals: boolean;

	constructor(text: string) {
		this.#text = text;
		this.#lines = new LineCounter(text);
		this.#branches = new Branches(text);
		this.#listed = new Listed(text);
		this.#late = new LateReads(text);
		this.#changesGlobals = text.includes("globals()");
	}

	open(block: OpenBlock): void {
		const around = block.parent;
		if (around?.function)
			this.#late.add(around.function, block.start, block.end);
		if (around?.scope) {
			const globals = this.#globals.get(around.scope);
			if (globals)
				for (const { name, at } of headerNames(this.#text, block))
					if (globals.has(name)) this.#rebind(name, at);
			return;
		}
		this.#branches.open(block);
		if (around) this.#branches.statement(around, false);
		for (const { name, at, what } of headerNames(this.#text, block)) {
			this.#bind(name, { kind: "define", what }, at, around);
			if (name === "__getattr__" && block.keyword === "def") this.#hook = block;
		}
		if (this.#runs(block))
			this.#noteEffect(block.start, headerEffect(this.#text, block));
	}

	simple(start: number, end: number, block: OpenBlock | null): void {
		if (block?.function) this.#inFunction(start, end, block, block.function);
		else if (!block?.scope) this.#atModuleScope(start, end, block);
	}

	imported(statement: ReadImport, block: OpenBlock | null): void {
		const scope = block?.scope ?? null;
		const specifier = ".".repeat(statement.level) + statement.module;
		const time = block?.path.some((b) => b.typeChecking)
			? "type"
			: block?.function || statement.lazy || this.#branches.isMain(block)
				? "call"
				: "load";
		if (statement.kind === "from") {
			const names = statement.names.map((name) => name.name);
			this.#loads.push({ specifier, names, time, offset: statement.start });
		} else
			for (const { name, start } of statement.names)
				this.#loads.push({ specifier: name, names: [], time, offset: start });
		if (block?.function) this.#late.breakOff();
		if (scope) {
			const globals = this.#globals.get(scope);
			if (globals)
				for (const name of statement.names) {
					const bound =
						name.alias?.name ?? name.name.split(".", 1)[0] ?? name.name;
					if (globals.has(bound)) this.#rebind(bound, name.start);
				}
			return;
		}
		if (block) this.#branches.statement(block, false);
		if (statement.star !== null)
			this.#stars.push({ specifier, offset: statement.start, block });
		for (const { name, alias, start } of statement.names) {
			const bound =
				alias?.name ??
				(statement.kind === "from" ? name : (name.split(".", 1)[0] ?? name));
			const made: Made =
				statement.kind === "from"
					? { kind: "import", specifier, name }
					: { kind: "import", specifier: alias ? name : bound, name: null };
			this.#bind(bound, made, start, block);
		}
	}

	string(): void {}
	comment(): void {}

	problem(problem: ScanProblem): void {
		this.#problems.push({ offset: problem.offset, message: problem.message });
	}

	facts(id: ModuleId): ModuleFacts {
		this.#settleAliases();
		for (const { name, offset } of this.#fromFunctions)
			if (!this.#bindings.has(name)) this.#bind(name, VALUE, offset, null);
		const lazy = this.#readHook(/(^|\/)__init__\.pyi?$/.test(id));
		if (this.#listed.unreadable !== null)
			this.#opaque.push({
				line: this.#lines.at(this.#listed.unreadable),
				what: "computes __all__",
			});
		const exports = new Map<string, readonly Binding[]>();
		for (const [name, pendings] of this.#bindings) {
			const bindings = pendings
				.map((pending) => this.#finish(pending))
				.filter((binding) => binding !== null);
			if (bindings.length > 0) exports.set(name, bindings);
		}
		const hidden = new Set<string>();
		for (const [name, binding] of lazy) {
			const own = exports.get(name);
			if (own?.some((b) => !b.typing && b.branches.length === 0)) continue;
			if (!own?.some((b) => !b.typing)) hidden.add(name);
			// A name that some branch may bind: the hook answers where none did.
			const branches = own?.some((b) => !b.typing)
				? [{ split: 0, arm: 0, arms: 0 }]
				: [];
			exports.set(name, [...(own ?? []), { ...binding, branches }]);
		}
		const stars = this.#stars
			.map(({ specifier, offset, block }): Star | null => {
				const branches = this.#branches.of(block);
				return branches && !this.#branches.isMain(block)
					? {
							specifier,
							offset,
							line: this.#lines.at(offset),
							branches,
							...typing(block),
						}
					: null;
			})
			.filter((star) => star !== null);
		const late = this.#late;
		return {
			id,
			exports,
			locals: exports,
			stars,
			starRule: "last-wins",
			listed: this.#listed.names,
			starHides: (name) => name.startsWith("_") || hidden.has(name),
			loads: this.#loads,
			rebound: this.#rebound,
			get readLate() {
				return late.names;
			},
			effect: this.#effect,
			opaque: this.#opaque,
			problems: this.#problems,
		};
	}

	/** Does the block's code run when the module is imported? */
	#runs(block: OpenBlock | null): boolean {
		return (
			!block ||
			!(block.path.some((b) => b.typeChecking) || this.#branches.isMain(block))
		);
	}

	#bind(
		name: string,
		made: Made,
		offset: number,
		block: OpenBlock | null,
	): void {
		const known = this.#bindings.get(name);
		if (known) known.push({ made, offset, block });
		else this.#bindings.set(name, [{ made, offset, block }]);
	}

	#rebind(name: string, offset: number): void {
		if (!this.#rebound.has(name))
			this.#rebound.set(name, this.#lines.at(offset));
		this.#fromFunctions.push({ name, offset });
	}

	#noteEffect(offset: number, what: string | null): void {
		if (what !== null) this.#effect ??= { line: this.#lines.at(offset), what };
	}

	#noteOpaque(offset: number, what: string): void {
		this.#opaque.push({ line: this.#lines.at(offset), what });
	}

	#inFunction(
		start: number,
		end: number,
		block: OpenBlock,
		outermost: OpenBlock,
	): void {
		this.#late.add(outermost, start, end);
		const scope = block.scope ?? outermost;
		if (this.#changesGlobals) {
			const match = CHANGES_GLOBALS.exec(this.#text.slice(start, end));
			if (match?.[2]) this.#rebind(match[2], start);
			else if (match && outermost !== this.#hook)
				this.#noteOpaque(start, "makes names at run time (globals())");
		}
		const globals = this.#globals.get(scope);
		if (!globals && !this.#text.startsWith("global", start)) return;
		const statement = readStatement(this.#text, start, end);
		if (statement.kind === "global") {
			const names = globals ?? new Set();
			for (const name of statement.names) names.add(name);
			this.#globals.set(scope, names);
			return;
		}
		if (!globals) return;
		for (const { name, at } of [
			...boundBy(statement),
			...walrusNames(this.#text, start, end),
		])
			if (globals.has(name)) this.#rebind(name, at);
	}

	#atModuleScope(start: number, end: number, block: OpenBlock | null): void {
		const text = this.#text;
		const statement = readStatement(text, start, end);
		if (block) this.#branches.statement(block, leaves(statement));
		for (const { name, at } of walrusNames(text, start, end))
			this.#bind(name, VALUE, at, block);
		const code = text.slice(start, end);
		if (code.includes("lambda")) this.#late.add(null, start, end);
		const runs = this.#runs(block);
		if (runs) {
			this.#noteEffect(
				start,
				effectOf(text, statement, block, (name) => this.#isOwn(name)),
			);
			this.#noteDynamicLoads(code, start);
			this.#noteRunTimeNames(statement, start, block);
		}
		if (statement.kind === "assign") this.#assign(statement, start, block);
		else if (statement.kind === "delete") {
			for (const target of statement.targets)
				if (target.kind === "name")
					this.#bind(target.name, { kind: "delete" }, target.at, block);
		} else if (
			statement.kind === "call" &&
			statement.callee?.[0] === "__all__" &&
			statement.callee.length === 2
		)
			this.#listed.call(
				statement.callee[1] ?? "",
				statement.pieces.find((p) => p.kind === "group"),
				start,
			);
	}

	#assign(
		statement: Statement & { kind: "assign" },
		start: number,
		block: OpenBlock | null,
	): void {
		const { operator, value } = statement;
		// `X: int` declares and binds nothing.
		if (operator === ":") return;
		for (const { tuple, targets } of statement.targets) {
			const [first] = targets;
			const parts = tuple ? elements(this.#text, value) : [];
			const pairwise =
				parts.length === targets.length &&
				!parts.some((part) => part[0]?.text === "*");
			for (const [i, target] of targets.entries()) {
				if (target.kind !== "name") continue;
				if (target.name === "__all__" && !tuple) {
					this.#listed.assign(value, operator, block === null, start);
					this.#bind("__all__", VALUE, target.at, block);
					continue;
				}
				const own = tuple
					? pairwise
						? parts[i]
						: undefined
					: target === first
						? value
						: undefined;
				const made = operator === "=" && own ? this.#valueOf(own) : VALUE;
				this.#bind(target.name, made, target.at, block);
				if (block === null)
					this.#noteValue(target, operator, own ?? value, tuple);
				if (!tuple && operator === "=") this.#tables.set(target.name, value);
			}
		}
	}

	/** Two different values at module scope, whichever way the run takes: an importer may hold either. */
	#noteValue(
		target: Target & { kind: "name" },
		operator: string,
		value: readonly Piece[],
		tuple: boolean,
	): void {
		const code = `${tuple ? "of " : ""}${this.#text.slice(value[0]?.start ?? 0, value.at(-1)?.end ?? 0)}`;
		const known = this.#values.get(target.name);
		const display =
			value.length === 1 && value[0]?.kind === "group" && value[0].text !== "(";
		if (!known) this.#values.set(target.name, { code, display });
		// `X += [...]` on a list changes it in place.
		else if (operator === "=" ? known.code !== code : !known.display)
			if (!this.#rebound.has(target.name))
				this.#rebound.set(target.name, this.#lines.at(target.at));
	}

	#valueOf(value: readonly Piece[]): Made {
		const path = dottedPath(this.#text, value);
		const [root, member] = path ?? [];
		if (!path || root === undefined || CONSTANTS.has(root)) return VALUE;
		if (path.length === 1) return { kind: "alias", of: root };
		// After `import a.b`: `X = a.b` is the module, `X = a.b.C` its name.
		const whole = path.join(".");
		if (this.#importsDotted(whole))
			return { kind: "import", specifier: whole, name: null };
		const module = path.slice(0, -1).join(".");
		const name = path.at(-1) ?? null;
		if (this.#importsDotted(module))
			return { kind: "import", specifier: module, name };
		return path.length === 2 && member !== undefined
			? { kind: "member", of: root, name: member }
			: VALUE;
	}

	#importsDotted(module: string): boolean {
		return (
			module.includes(".") &&
			this.#loads.some(
				(load) =>
					load.specifier === module &&
					load.names.length === 0 &&
					load.time === "load",
			) &&
			this.#bindings
				.get(module.split(".", 1)[0] ?? "")
				?.every((b) => b.made.kind === "import" && b.made.name === null) ===
				true
		);
	}

	#isOwn(name: string): boolean {
		const last = this.#bindings.get(name)?.at(-1)?.made;
		return (
			last?.kind === "define" &&
			(last.what !== "value" || this.#values.get(name)?.display === true)
		);
	}

	#noteDynamicLoads(code: string, start: number): void {
		if (!code.includes("import")) return;
		for (const match of code.matchAll(
			/\b(?:import_module|__import__)\(\s*["']([\w.]+)["']/g,
		))
			this.#loads.push({
				specifier: match[1] ?? "",
				names: [],
				time: "load",
				offset: start + match.index,
			});
	}

	/** What takes names out of reading: `globals()[n] = ...`, `sys.modules[__name__] = ...`, `exec`. */
	#noteRunTimeNames(
		statement: Statement,
		start: number,
		block: OpenBlock | null,
	): void {
		const text = this.#text;
		if (statement.kind === "call") {
			const callee = statement.callee?.join(".") ?? "";
			const code = written(text, statement.pieces);
			if (callee === "exec" || callee === "execfile")
				this.#noteOpaque(start, "runs code made at run time (exec)");
			else if (
				/^(?:globals|vars|locals)\(\)\.(?:update|setdefault)\b/.test(code)
			)
				this.#noteOpaque(start, "makes names at run time (globals())");
			else if (callee === "setattr" && /^setattr\(\s*sys\.modules\b/.test(code))
				this.#noteOpaque(
					start,
					"makes names at run time (setattr on sys.modules)",
				);
			return;
		}
		if (
			statement.kind === "other" &&
			statement.pieces[0]?.text === "exec" &&
			statement.pieces.length > 1
		)
			this.#noteOpaque(start, "runs code made at run time (exec)");
		if (statement.kind !== "assign") return;
		for (const target of statement.targets.flatMap((entry) => entry.targets)) {
			if (target.kind !== "place") continue;
			const [first, call, key] = target.pieces;
			if (
				first &&
				NAMESPACES.has(first.text) &&
				call?.text === "(" &&
				inside(text, call).length === 0
			) {
				const name = key?.text === "[" ? stringValue(inside(text, key)) : null;
				if (name !== null) this.#bind(name, VALUE, first.start, block);
				else this.#noteOpaque(start, "makes names at run time (globals())");
			} else if (
				/^sys\s*\.\s*modules\s*\[\s*__name__\s*\]/.test(
					written(text, target.pieces),
				)
			)
				this.#noteOpaque(start, "replaces itself in sys.modules");
		}
	}

	/**
	 * An alias means what its name meant then. Where the name is bound again afterwards, on a way that the run can
	 * take as well, the alias is no more than a value.
	 */
	#settleAliases(): void {
		for (const [name, pendings] of this.#bindings)
			for (const pending of pendings) {
				const { made } = pending;
				if (made.kind !== "alias" && made.kind !== "member") continue;
				const others = this.#bindings.get(made.of) ?? [];
				const later = others.some(
					(other) =>
						other.offset > pending.offset &&
						!exclude(other.block, pending.block),
				);
				if (later || (made.kind === "alias" && made.of === name))
					pending.made = VALUE;
			}
	}

	#finish(pending: Pending): Binding | null {
		const { made, offset, block } = pending;
		const branches = this.#branches.of(block);
		if (!branches || this.#branches.isMain(block)) return null;
		return {
			...made,
			offset,
			line: this.#lines.at(offset),
			branches,
			...typing(block),
		};
	}

	/** A PEP 562 `__getattr__`: read where it is a literal table, else where the module's names leave what can be read. */
	#readHook(isPackage: boolean): ReadonlyMap<string, Binding> {
		const bound = this.#bindings.get("__getattr__")?.at(-1);
		if (!bound || !this.#runs(bound.block)) return new Map();
		const names =
			this.#hook &&
			bound.made.kind === "define" &&
			bound.made.what === "function"
				? readLazyNames(this.#text, this.#hook, this.#tables, isPackage)
				: null;
		const line = this.#lines.at(bound.offset);
		if (!names) {
			this.#opaque.push({
				line,
				what: "makes names at run time (__getattr__)",
			});
			return new Map();
		}
		return new Map(
			[...names].map(([name, { specifier, member }]) => [
				name,
				{
					kind: "import",
					specifier,
					name: member,
					offset: bound.offset,
					line,
					branches: [],
				},
			]),
		);
	}
}

const typing = (block: OpenBlock | null): { typing?: true } =>
	block?.path.some((b) => b.typeChecking) ? { typing: true } : {};

/** Do two bindings stand in arms that exclude each other? */
function exclude(a: OpenBlock | null, b: OpenBlock | null): boolean {
	if (!a || !b) return false;
	return a.path.some((x) =>
		b.path.some((y) => x.split === y.split && x.arm !== y.arm && !goOn(x, y)),
	);
}

/** `else` and `finally` of a `try` run after its body. */
const goOn = (x: OpenBlock, y: OpenBlock): boolean =>
	[x, y].some((b) => b.keyword === "finally") ||
	[x, y].every((b) => b.keyword === "try" || b.keyword === "else");

function boundBy(statement: Statement): { name: string; at: number }[] {
	const targets =
		statement.kind === "assign" && statement.operator !== ":"
			? statement.targets.flatMap((entry) => entry.targets)
			: statement.kind === "delete"
				? statement.targets
				: [];
	return targets.filter((target) => target.kind === "name");
}

/** The elements of a tuple or list that is written out; none for any other value. */
function elements(text: string, value: readonly Piece[]): Piece[][] {
	const [only] = value;
	const group =
		value.length === 1 && only?.kind === "group" && only.text !== "{"
			? only
			: null;
	const pieces = group ? inside(text, group) : value;
	const several = pieces.some(
		(piece) => piece.kind === "operator" && piece.text === ",",
	);
	return several || group?.text === "[" ? splitAt(pieces, ",") : [];
}
