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
import { MARKER } from "../../core/shims.js";
import type { ModuleId, Problem, SourceFile } from "../../core/types.js";
import { Bindings, isTyping, type Made, VALUE } from "./facts/bindings.js";
import { effectOf, headerEffect, leaves } from "./facts/effects.js";
import { LateReads } from "./facts/late-reads.js";
import { readLazyNames } from "./facts/lazy-names.js";
import { Listed } from "./facts/listed.js";
import { Rebound } from "./facts/rebound.js";
import { runTimeNameIn, runTimeNames } from "./facts/run-time-names.js";
import type { OpenBlock } from "./source/blocks.js";
import { Branches } from "./source/branches.js";
import { LineCounter } from "./source/chars.js";
import { headerNames } from "./source/header-names.js";
import type { ReadImport } from "./source/imports.js";
import { dottedPath, inside, type Piece, splitAt } from "./source/pieces.js";
import {
	readStatement,
	type Statement,
	walrusNames,
} from "./source/statements.js";
import type { ImportedName, ScanProblem } from "./source/syntax.js";
import { Both, type Visitor } from "./source/visitor.js";
import { walkPython } from "./source/walk.js";

/** The facts of a module from its source alone; never throws. */
export function pythonFacts(file: SourceFile, id: ModuleId): ModuleFacts {
	const lines = new LineCounter(file.text);
	const reader = new FactsReader(file.text, lines);
	walkPython(file.text, reader, lines);
	return reader.facts(id);
}

/** As `pythonFacts`, while `beside` sees the same walk: a second one would cost as much as the first. */
export function readPythonFacts(
	file: SourceFile,
	id: ModuleId,
	beside: Visitor,
	lines: LineCounter,
): ModuleFacts {
	const reader = new FactsReader(file.text, lines);
	walkPython(file.text, new Both(reader, beside), lines);
	return reader.facts(id);
}

/** Names that stand for a value of their own wherever they are read. */
const CONSTANTS: ReadonlySet<string> = new Set(
	"None True False Ellipsis NotImplemented __name__ __file__ __doc__ __package__ __debug__ __path__ __spec__".split(
		" ",
	),
);

/** The marker behind an import that onepath added to a shim. */
const MACHINERY = new RegExp(`^[ \\t]*# ${MARKER}\\b`);

/** A class, since an object with closures of its own outlives its file by far: they keep the text, too. */
class PythonFacts implements ModuleFacts {
	readonly starRule = "last-wins";
	readonly #hidden: ReadonlySet<string>;
	readonly #late: LateReads;

	constructor(
		readonly id: ModuleId,
		readonly exports: ModuleFacts["exports"],
		readonly stars: readonly Star[],
		readonly listed: readonly string[] | null,
		hidden: ReadonlySet<string>,
		readonly loads: readonly Load[],
		readonly rebound: ReadonlyMap<string, number>,
		late: LateReads,
		readonly effect: ModuleFacts["effect"],
		readonly opaque: ModuleFacts["opaque"],
		readonly problems: readonly Problem[],
	) {
		this.#hidden = hidden;
		this.#late = late;
	}

	get locals(): ModuleFacts["locals"] {
		return this.exports;
	}

	get readLate(): ReadonlySet<string> {
		return this.#late.names;
	}

	starHides(name: string): boolean {
		return name.startsWith("_") || this.#hidden.has(name);
	}
}

class FactsReader implements Visitor {
	readonly #text: string;
	readonly #lines: LineCounter;
	readonly #branches: Branches;
	readonly #listed: Listed;
	readonly #late: LateReads;
	readonly #rebound: Rebound;
	readonly #bindings = new Bindings();
	readonly #stars: {
		specifier: string;
		offset: number;
		block: OpenBlock | null;
	}[] = [];
	readonly #loads: Load[] = [];
	readonly #opaque: { line: number; what: string }[] = [];
	readonly #problems: Problem[] = [];
	/** The values of module-scope names, for a `__getattr__` that looks names up in them. */
	readonly #tables = new Map<string, readonly Piece[]>();
	readonly #changesGlobals: boolean;
	#effect: ModuleFacts["effect"] = null;
	#hook: OpenBlock | null = null;

	constructor(text: string, lines: LineCounter) {
		this.#text = text;
		this.#lines = lines;
		this.#branches = new Branches(text);
		this.#listed = new Listed(text);
		this.#late = new LateReads(text);
		this.#rebound = new Rebound(text, this.#lines);
		// Fewer bytes than the whole call: up to six of them are found twice as fast.
		this.#changesGlobals = text.includes("bals()");
	}

	open(block: OpenBlock): void {
		const around = block.parent;
		if (around?.function)
			this.#late.add(around.function, block.start, block.end);
		if (around?.scope) {
			if (this.#rebound.hasGlobals(around.scope))
				this.#rebound.boundIn(around.scope, headerNames(this.#text, block));
			return;
		}
		this.#branches.open(block);
		if (around) this.#branches.statement(around, false);
		for (const { name, at, what } of headerNames(this.#text, block)) {
			this.#bindings.add(name, { kind: "define", what }, at, around);
			if (name === "__getattr__" && block.keyword === "def") this.#hook = block;
		}
		if (this.#effect === null && this.#runs(block))
			this.#noteEffect(block.start, headerEffect(this.#text, block));
	}

	simple(start: number, end: number, block: OpenBlock | null): void {
		if (block?.function) this.#inFunction(start, end, block, block.function);
		else if (!block?.scope) this.#atModuleScope(start, end, block);
	}

	imported(statement: ReadImport, block: OpenBlock | null): void {
		const specifier = ".".repeat(statement.level) + statement.module;
		this.#noteLoads(statement, specifier, block);
		if (block?.function) this.#late.breakOff();
		const { names } = statement;
		const isFrom = statement.kind === "from";
		if (block?.scope) {
			if (this.#rebound.hasGlobals(block.scope))
				this.#rebound.boundIn(
					block.scope,
					names.map((each) => ({
						name: boundName(each, isFrom),
						at: each.start,
					})),
				);
			return;
		}
		if (block) this.#branches.statement(block, false);
		if (statement.star !== null)
			this.#stars.push({ specifier, offset: statement.start, block });
		// What a warning of ours needs is no name that the module hands on.
		if (MACHINERY.test(this.#text.slice(statement.end, statement.end + 40)))
			return;
		for (const each of names)
			this.#bindings.add(
				boundName(each, isFrom),
				importedBy(each, isFrom, specifier),
				each.start,
				block,
			);
	}

	string(): void {}
	comment(): void {}

	problem({ offset, message }: ScanProblem): void {
		this.#problems.push({ offset, message });
	}

	facts(id: ModuleId): ModuleFacts {
		for (const { name, at } of this.#rebound.fromFunctions)
			if (this.#bindings.of(name).length === 0)
				this.#bindings.add(name, VALUE, at, null);
		const exports = this.#bindings.settle(this.#branches, this.#lines);
		const hidden = this.#serve(exports, /(^|\/)__init__\.pyi?$/.test(id));
		if (this.#listed.unreadable !== null)
			this.#noteOpaque(this.#listed.unreadable, "computes __all__");
		return new PythonFacts(
			id,
			exports,
			this.#settledStars(),
			this.#listed.names,
			hidden,
			this.#loads,
			this.#rebound.lines,
			this.#late,
			this.#effect,
			this.#opaque,
			this.#problems,
		);
	}

	/** Does the block's code run when the module is imported? */
	#runs(block: OpenBlock | null): boolean {
		return !block || !(isTyping(block) || this.#branches.isMain(block));
	}

	#noteEffect(offset: number, what: string | null): void {
		if (what !== null) this.#effect ??= { line: this.#lines.at(offset), what };
	}

	#noteOpaque(offset: number, what: string): void {
		this.#opaque.push({ line: this.#lines.at(offset), what });
	}

	#noteLoads(
		statement: ReadImport,
		specifier: string,
		block: OpenBlock | null,
	): void {
		const time = isTyping(block)
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
			const found = runTimeNameIn(this.#text.slice(start, end));
			if (found?.kind === "binds") this.#rebound.note(found.name, start);
			// A `__getattr__` may keep what it looked up; whether it can be read is judged as a whole.
			else if (found && outermost !== this.#hook)
				this.#noteOpaque(start, found.what);
		}
		const known = this.#rebound.hasGlobals(scope);
		if (!known && !this.#text.startsWith("global", start)) return;
		const statement = readStatement(this.#text, start, end);
		if (statement.kind === "global")
			this.#rebound.declare(scope, statement.names);
		else if (known) this.#rebound.statementIn(scope, statement, start, end);
	}

	#atModuleScope(start: number, end: number, block: OpenBlock | null): void {
		const text = this.#text;
		const statement = readStatement(text, start, end);
		if (block) this.#branches.statement(block, leaves(statement));
		for (const { name, at } of walrusNames(text, start, end))
			this.#bindings.add(name, VALUE, at, block);
		const code = text.slice(start, end);
		if (code.includes("lambda")) this.#late.add(null, start, end);
		if (this.#runs(block)) {
			// Only the first is told, and scripts have hundreds.
			if (this.#effect === null)
				this.#noteEffect(
					start,
					effectOf(text, statement, block, (name) => this.#isOwn(name)),
				);
			if (code.includes("import")) this.#noteDynamicLoads(code, start);
			for (const found of runTimeNames(text, statement))
				if (found.kind === "binds")
					this.#bindings.add(found.name, VALUE, start, block);
				else this.#noteOpaque(start, found.what);
		}
		if (statement.kind === "assign") this.#assign(statement, start, block);
		else if (statement.kind === "delete") {
			for (const target of statement.targets)
				if (target.kind === "name")
					this.#bindings.add(target.name, { kind: "delete" }, target.at, block);
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
			const parts = tuple ? elements(this.#text, value) : [];
			const pairwise =
				parts.length === targets.length &&
				!parts.some((part) => part[0]?.text === "*");
			for (const [i, target] of targets.entries()) {
				if (target.kind !== "name") continue;
				if (target.name === "__all__" && !tuple) {
					this.#listed.assign(value, operator, block === null, start);
					this.#bindings.add("__all__", VALUE, target.at, block);
					continue;
				}
				const own = tuple ? (pairwise ? parts[i] : undefined) : value;
				const made = operator === "=" && own ? this.#valueOf(own) : VALUE;
				this.#bindings.add(target.name, made, target.at, block);
				if (block === null)
					this.#rebound.value(target, operator, own ?? value, tuple);
				if (!tuple && operator === "=") this.#tables.set(target.name, value);
			}
		}
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
				.of(topOf(module))
				.every(({ made }) => made.kind === "import" && made.name === null)
		);
	}

	/** Is the name bound to a class, a function or a display of this module? */
	#isOwn(name: string): boolean {
		const last = this.#bindings.of(name).at(-1)?.made;
		return (
			last?.kind === "define" &&
			(last.what !== "value" || this.#rebound.isDisplay(name))
		);
	}

	#noteDynamicLoads(code: string, start: number): void {
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

	#settledStars(): Star[] {
		return this.#stars.flatMap(({ specifier, offset, block }): Star[] => {
			const branches = this.#branches.of(block);
			if (!branches || this.#branches.isMain(block)) return [];
			return [
				{
					specifier,
					offset,
					line: this.#lines.at(offset),
					branches,
					typing: isTyping(block),
				},
			];
		});
	}

	/**
	 * Adds what a PEP 562 `__getattr__` serves, where it can be read, and returns the names that only it gives: a
	 * star import without `__all__` does not see them.
	 */
	#serve(
		exports: Map<string, readonly Binding[]>,
		isPackage: boolean,
	): ReadonlySet<string> {
		const hidden = new Set<string>();
		const bound = this.#bindings.of("__getattr__").at(-1);
		if (!bound || !this.#runs(bound.block)) return hidden;
		const readable =
			this.#hook &&
			bound.made.kind === "define" &&
			bound.made.what === "function";
		const names =
			readable && this.#hook
				? readLazyNames(this.#text, this.#hook, this.#tables, isPackage)
				: null;
		if (!names) {
			this.#noteOpaque(bound.offset, "makes names at run time (__getattr__)");
			return hidden;
		}
		const line = this.#lines.at(bound.offset);
		for (const [name, { specifier, member }] of names) {
			const own = exports.get(name) ?? [];
			const running = own.filter((binding) => !binding.typing);
			if (running.some((binding) => binding.branches.length === 0)) continue;
			if (running.length === 0) hidden.add(name);
			// A name that some branch may bind: the hook answers where none did.
			const branches =
				running.length === 0 ? [] : [{ split: 0, arm: 0, arms: 0 }];
			const served = {
				kind: "import",
				specifier,
				name: member,
				offset: bound.offset,
				line,
				branches,
				served: true,
			} as const;
			exports.set(name, [...own, served]);
		}
		return hidden;
	}
}

function topOf(dotted: string): string {
	const dot = dotted.indexOf(".");
	return dot < 0 ? dotted : dotted.slice(0, dot);
}

/** The name that an import binds for one of its names. */
const boundName = ({ name, alias }: ImportedName, isFrom: boolean): string =>
	alias?.name ?? (isFrom ? name : topOf(name));

/** What it binds it to. */
function importedBy(
	{ name, alias }: ImportedName,
	isFrom: boolean,
	specifier: string,
): Made {
	if (!isFrom)
		return {
			kind: "import",
			specifier: alias ? name : topOf(name),
			name: null,
		};
	return alias?.name === name
		? { kind: "import", specifier, name, explicit: true }
		: { kind: "import", specifier, name };
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
