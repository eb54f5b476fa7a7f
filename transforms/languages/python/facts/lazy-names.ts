/**
 * Reads a module `__getattr__` (PEP 562) that looks names up in literal tables. It is run here, on names that the
 * source spells out, by an interpreter of a handful of statements over strings, tuples and dicts; anything it does
 * not know makes the hook unreadable. A name that nobody spelled must end in AttributeError, else the hook offers
 * more than can be listed.
 *
 *   _MOVED = {"WSM": ("pkg.ws", "WSM")}
 *   def __getattr__(name):
 *       module, attr = _MOVED[name]                                  WSM -> pkg.ws, WSM
 *       return getattr(importlib.import_module(module), attr)
 */
import type { OpenBlock } from "../source/blocks.js";
import type { ReadImport } from "../source/imports.js";
import {
	inside,
	type Piece,
	readPieces,
	stringValue,
} from "../source/pieces.js";
import { readStatement } from "../source/statements.js";
import { walkPython } from "../source/walk.js";
import {
	Evaluator,
	isRaised,
	type Tables,
	Unreadable,
	type Value,
} from "./lazy-values.js";

export interface LazyName {
	readonly specifier: string;
	/** Null: the module itself. */
	readonly member: string | null;
}

type Node =
	| { readonly kind: "simple"; readonly start: number; readonly end: number }
	| { readonly kind: "import"; readonly statement: ReadImport }
	| {
			readonly kind: "block";
			readonly block: OpenBlock;
			readonly body: Node[];
	  };

type End =
	| { readonly kind: "return"; readonly value: Value }
	| { readonly kind: "raise"; readonly error: string };

const NOBODY = "\u0000nobody";
const MOST_NAMES = 5000;

/**
 * The names that the hook serves, or null where it can't be read. `tables` are the values of module-scope names;
 * `isPackage`: is the module an `__init__`, whose `__name__` is the package of its relative imports?
 */
export function readLazyNames(
	text: string,
	hook: OpenBlock,
	tables: Tables,
	isPackage: boolean,
): ReadonlyMap<string, LazyName> | null {
	const body = readBody(text, hook);
	const parameter = readPieces(text, hook.start, hook.end - 1).find(
		(p) => p.kind === "group",
	);
	const name = parameter && inside(text, parameter)[0]?.text;
	if (body === null || name === undefined) return null;
	try {
		const run = (key: string): End | null => {
			const evaluator = new Evaluator(text, tables, isPackage);
			evaluator.names.set(name, key);
			return new Runner(text, evaluator).run(body);
		};
		const other = run(NOBODY);
		if (other?.kind !== "raise") return null;
		const names = new Map<string, LazyName>();
		for (const key of spelledNames(text, hook, body, tables, isPackage)) {
			const end = run(key);
			if (end?.kind === "raise") continue;
			const value = end?.value;
			if (
				value === null ||
				typeof value !== "object" ||
				!("specifier" in value)
			)
				return null;
			names.set(key, { specifier: value.specifier, member: value.member });
		}
		return names;
	} catch (error) {
		if (error instanceof Unreadable) return null;
		throw error;
	}
}

/** The statements of the hook as a tree. */
function readBody(text: string, hook: OpenBlock): Node[] | null {
	const bodies = new Map<number, Node[]>([[hook.start, []]]);
	const around = (block: OpenBlock | null): Node[] | undefined =>
		block ? bodies.get(block.start) : undefined;
	walkPython(text, {
		open(block) {
			const outer = around(block.parent);
			if (!outer) return;
			const body: Node[] = [];
			bodies.set(block.start, body);
			outer.push({ kind: "block", block, body });
		},
		simple: (start, end, block) =>
			void around(block)?.push({ kind: "simple", start, end }),
		imported: (statement, block) =>
			void around(block)?.push({ kind: "import", statement }),
		string() {},
		comment() {},
		problem() {},
	});
	return bodies.get(hook.start) ?? null;
}

/** Every name that the hook's code or the tables it reads spell as a string. */
function spelledNames(
	text: string,
	hook: OpenBlock,
	body: readonly Node[],
	tables: Tables,
	isPackage: boolean,
): Set<string> {
	const names = new Set<string>();
	const end = endOf(body, hook.end);
	const walk = (pieces: readonly Piece[]): void => {
		for (const piece of pieces) {
			if (piece.kind === "group") walk(inside(text, piece));
			const spelled = piece.kind === "string" ? stringValue([piece]) : null;
			if (spelled !== null && /^[A-Za-z_]\w*$/.test(spelled))
				names.add(spelled);
			if (piece.kind !== "name" || !tables.has(piece.text)) continue;
			const value = new Evaluator(text, tables, isPackage).tryName(piece.text);
			if (value instanceof Map) for (const key of value.keys()) names.add(key);
			else if (Array.isArray(value))
				for (const item of value) if (typeof item === "string") names.add(item);
		}
	};
	walk(readPieces(text, hook.end, end));
	if (names.size > MOST_NAMES) throw new Unreadable();
	return names;
}

function endOf(body: readonly Node[], from: number): number {
	const last = body.at(-1);
	if (!last) return from;
	if (last.kind === "block") return endOf(last.body, last.block.end);
	return last.kind === "import" ? last.statement.end : last.end;
}

const TOOLS: ReadonlySet<string> = new Set([
	"importlib",
	"warnings",
	"sys",
	"typing",
	"logging",
	"__future__",
]);

const WARNS = /^(?:warnings\.)?warn\s*\(/;

class Runner {
	readonly #text: string;
	readonly #evaluator: Evaluator;

	constructor(text: string, evaluator: Evaluator) {
		this.#text = text;
		this.#evaluator = evaluator;
	}

	/** Runs statements in order; null where the run comes out at their end. */
	run(body: readonly Node[]): End | null {
		for (let i = 0; i < body.length; i++) {
			const node = body[i] as Node;
			let end: End | null;
			if (node.kind === "import") end = this.#import(node.statement);
			else if (node.kind === "simple")
				end = this.#attempt(() => this.#simple(node.start, node.end));
			else {
				const arms = [node];
				for (
					let next = body[i + 1];
					next?.kind === "block" && next.block.split === node.block.split;
					next = body[i + 1]
				) {
					arms.push(next);
					i++;
				}
				end = this.#attempt(() => this.#compound(arms));
			}
			if (end) return end;
		}
		return null;
	}

	/** What an expression raises (a KeyError of a table) ends the statement. */
	#attempt(step: () => End | null): End | null {
		try {
			return step();
		} catch (error) {
			if (isRaised(error)) return { kind: "raise", error: error.error };
			throw error;
		}
	}

	#import(statement: ReadImport): null {
		const specifier = ".".repeat(statement.level) + statement.module;
		if (statement.star !== null) throw new Unreadable();
		for (const { name, alias } of statement.names) {
			if (TOOLS.has(statement.kind === "from" ? specifier : name)) {
				if (alias) throw new Unreadable();
				continue;
			}
			if (statement.kind === "from")
				this.#evaluator.names.set(alias?.name ?? name, {
					specifier,
					member: name,
				});
			else if (alias)
				this.#evaluator.names.set(alias.name, {
					specifier: name,
					member: null,
				});
			else {
				const top = name.split(".", 1)[0] ?? name;
				this.#evaluator.names.set(top, { specifier: top, member: null });
			}
		}
		return null;
	}

	#simple(start: number, end: number): End | null {
		const statement = readStatement(this.#text, start, end);
		switch (statement.kind) {
			case "raise": {
				const error = /^raise\s+(\w+)/.exec(this.#text.slice(start, end))?.[1];
				if (error !== "AttributeError" && error !== "KeyError")
					throw new Unreadable();
				return { kind: "raise", error };
			}
			case "assign": {
				if (statement.operator !== "=") throw new Unreadable();
				const value = this.#evaluator.evaluate(statement.value);
				for (const { tuple, targets } of statement.targets) {
					const parts = tuple && Array.isArray(value) ? value : [value];
					if (parts.length !== targets.length) throw new Unreadable();
					for (const [i, target] of targets.entries()) {
						if (target.kind === "name")
							this.#evaluator.names.set(target.name, parts[i] as Value);
						// `globals()[name] = value` keeps what was looked up.
						else if (target.root !== "globals") throw new Unreadable();
					}
				}
				return null;
			}
			case "call":
				if (
					/^(?:warnings\.warn|warn|(?:_?logger|logging|log)\.\w+)$/.test(
						statement.callee?.join(".") ?? "",
					)
				)
					return null;
				throw new Unreadable();
			case "other": {
				const [first, ...rest] = statement.pieces;
				if (first?.text === "return")
					return {
						kind: "return",
						value: rest.length === 0 ? null : this.#evaluator.evaluate(rest),
					};
				if (first?.kind === "string" || first?.text === "pass") return null;
				throw new Unreadable();
			}
			default:
				throw new Unreadable();
		}
	}

	#warns(node: Node): boolean {
		return (
			node.kind === "simple" &&
			WARNS.test(this.#text.slice(node.start, node.end))
		);
	}

	#compound(arms: readonly (Node & { kind: "block" })[]): End | null {
		const [first] = arms;
		if (first?.block.keyword === "if") {
			// What only decides whether to warn decides nothing about the name.
			if (arms.every(({ body }) => body.every((node) => this.#warns(node))))
				return null;
			for (const { block, body } of arms)
				if (
					block.keyword === "else" ||
					this.#evaluator.truth(
						readPieces(this.#text, block.start, block.end - 1).slice(1),
					)
				)
					return this.run(body);
			return null;
		}
		if (first?.block.keyword !== "try") throw new Unreadable();
		const ended = this.run(first.body);
		let end = ended;
		if (ended?.kind === "raise") {
			const handler = arms.find(
				({ block }) =>
					block.keyword === "except" &&
					new RegExp(
						`^except\\s*(?::|[\\s\\S]*\\b(?:${ended.error}|LookupError|Exception)\\b)`,
					).test(this.#text.slice(block.start, block.end)),
			);
			if (handler) end = this.run(handler.body);
		} else if (ended === null) {
			const goesOn = arms.find(({ block }) => block.keyword === "else");
			if (goesOn) end = this.run(goesOn.body);
		}
		const last = arms.find(({ block }) => block.keyword === "finally");
		return (last && this.run(last.body)) ?? end;
	}
}
