/**
 * Expressions of a module `__getattr__`, over strings, numbers, tuples and dicts that the source spells out, and
 * over modules that stay what they are: a specifier. What is not in this table of operations throws `Unreadable`.
 */
import { inside, type Piece, splitAt, stringValue } from "../source/pieces.js";

/** `specifier` alone: a module that `import_module` gives; with `member`, its attribute. */
export interface Reached {
	readonly specifier: string;
	readonly member: string | null;
}

export type Value =
	| string
	| number
	| boolean
	| null
	| Value[]
	| Map<string, Value>
	| Reached;

/** Module-scope names and the pieces of their values. */
export type Tables = ReadonlyMap<string, readonly Piece[]>;

/** Outside of what is understood. */
export class Unreadable extends Error {}

/** The evaluated code raises, as `table[name]` does for a name it lacks. */
class Raised extends Error {
	constructor(readonly error: string) {
		super(error);
	}
}
export const isRaised = (error: unknown): error is Raised =>
	error instanceof Raised;

/** Stands for `__name__` of a package: a specifier that starts with it is a relative one. */
const SELF = "\u0001";

export class Evaluator {
	readonly names = new Map<string, Value>();
	readonly #text: string;
	readonly #tables: Tables;
	readonly #isPackage: boolean;

	constructor(text: string, tables: Tables, isPackage: boolean) {
		this.#text = text;
		this.#tables = tables;
		this.#isPackage = isPackage;
	}

	/** The value of a module-scope name, or null where it can't be read. */
	tryName(name: string): Value {
		try {
			return this.#name(name);
		} catch (error) {
			if (error instanceof Unreadable || error instanceof Raised) return null;
			throw error;
		}
	}

	truth(pieces: readonly Piece[]): boolean {
		const value = this.evaluate(pieces);
		if (Array.isArray(value)) return value.length > 0;
		if (value instanceof Map) return value.size > 0;
		return Boolean(value);
	}

	evaluate(pieces: readonly Piece[]): Value {
		const word = (text: string): number =>
			pieces.findIndex((p) => p.kind === "name" && p.text === text);
		if (
			word("lambda") >= 0 ||
			word("for") >= 0 ||
			word("if") >= 0 ||
			word("await") >= 0
		)
			throw new Unreadable();
		const or = word("or");
		if (or >= 0)
			return this.truth(pieces.slice(0, or))
				? this.evaluate(pieces.slice(0, or))
				: this.evaluate(pieces.slice(or + 1));
		const and = word("and");
		if (and >= 0)
			return this.truth(pieces.slice(0, and))
				? this.evaluate(pieces.slice(and + 1))
				: false;
		if (pieces[0]?.text === "not" && pieces[0].kind === "name")
			return !this.truth(pieces.slice(1));
		if (pieces.some((p) => p.kind === "operator" && p.text === ","))
			return splitAt(pieces, ",").map((part) => this.evaluate(part));
		const compared = this.#compare(pieces);
		if (compared !== null) return compared;
		const sum = splitAt(pieces, "+");
		if (sum.length > 1) {
			const parts = sum.map((part) => this.evaluate(part));
			if (parts.every((part) => typeof part === "string"))
				return parts.join("");
			throw new Unreadable();
		}
		return this.#primary(pieces);
	}

	/** `in`, `not in`, `is`, `is not`, `==`, `!=`; null where there is no comparison. */
	#compare(pieces: readonly Piece[]): boolean | null {
		const at = pieces.findIndex(
			(p) =>
				(p.kind === "name" &&
					(p.text === "in" || p.text === "not" || p.text === "is")) ||
				(p.kind === "operator" && (p.text === "==" || p.text === "!=")),
		);
		if (at < 0) return null;
		const sign = pieces[at]?.text ?? "";
		const next = pieces[at + 1]?.text;
		const negated =
			sign === "!=" || sign === "not" || (sign === "is" && next === "not");
		const width = sign === "not" || (sign === "is" && next === "not") ? 2 : 1;
		const left = this.evaluate(pieces.slice(0, at));
		const right = this.evaluate(pieces.slice(at + width));
		const holds =
			sign === "in" || sign === "not"
				? this.#contains(right, left)
				: left === right;
		return negated ? !holds : holds;
	}

	#contains(container: Value, item: Value): boolean {
		if (typeof item !== "string") throw new Unreadable();
		if (container instanceof Map) return container.has(item);
		if (Array.isArray(container)) return container.includes(item);
		throw new Unreadable();
	}

	#primary(pieces: readonly Piece[]): Value {
		const [first] = pieces;
		if (!first) throw new Unreadable();
		if (pieces.every((p) => p.kind === "string")) return this.#string(pieces);
		let value: Value;
		let i = 1;
		const path = this.#calledTool(pieces);
		if (path) [value, i] = path;
		else if (first.kind === "name") value = this.#name(first.text);
		else if (first.kind === "number") value = Number(first.text);
		else if (first.kind === "string") value = this.#string([first]);
		else if (first.kind === "group") value = this.#display(first);
		else throw new Unreadable();
		while (i < pieces.length) {
			const piece = pieces[i] as Piece;
			if (piece.kind === "group" && piece.text === "[") {
				value = item(value, this.evaluate(inside(this.#text, piece)));
				i++;
			} else if (piece.text === "." && pieces[i + 1]?.kind === "name") {
				const name = pieces[i + 1]?.text ?? "";
				const call = pieces[i + 2];
				if (call?.kind === "group" && call.text === "(") {
					value = method(value, name, this.#arguments(call));
					i += 3;
				} else {
					value = attribute(value, name);
					i += 2;
				}
			} else throw new Unreadable();
		}
		return value;
	}

	/** `import_module(x)`, `importlib.import_module(x, p)`, `getattr(m, n)`: its value and the pieces it takes. */
	#calledTool(pieces: readonly Piece[]): [Value, number] | null {
		const from =
			pieces[0]?.text === "importlib" && pieces[1]?.text === "." ? 2 : 0;
		const name = pieces[from]?.text;
		const call = pieces[from + 1];
		if (call?.kind !== "group" || call.text !== "(") return null;
		if (name === "import_module")
			return [this.#module(this.#arguments(call)), from + 2];
		if (name === "getattr" && from === 0) {
			const [object, key] = this.#arguments(call);
			if (typeof key !== "string" || object === undefined)
				throw new Unreadable();
			return [attribute(object, key), 2];
		}
		return null;
	}

	#module([name, anchor]: readonly Value[]): Reached {
		if (typeof name !== "string") throw new Unreadable();
		if (name.startsWith(`${SELF}.`))
			return { specifier: name.slice(1), member: null };
		if (name.startsWith(".") ? anchor !== SELF : name.includes(SELF))
			throw new Unreadable();
		return { specifier: name, member: null };
	}

	/** Values of the arguments, `package=` among them. */
	#arguments(call: Piece): Value[] {
		return splitAt(inside(this.#text, call), ",").map((part) => {
			const named = part[1]?.kind === "operator" && part[1].text === "=";
			if (named && part[0]?.text !== "package") throw new Unreadable();
			return this.evaluate(named ? part.slice(2) : part);
		});
	}

	#name(name: string): Value {
		const known = this.names.get(name);
		if (known !== undefined) return known;
		if (name === "None") return null;
		if (name === "True" || name === "False") return name === "True";
		if (name === "__package__" || (name === "__name__" && this.#isPackage))
			return SELF;
		const table = this.#tables.get(name);
		if (!table) throw new Unreadable();
		const value = this.evaluate(table);
		this.names.set(name, value);
		return value;
	}

	#string(pieces: readonly Piece[]): string {
		const plain = stringValue(pieces);
		if (plain !== null) return plain;
		const match =
			pieces.length === 1
				? /^[fF](["'])([^\\]*)\1$/.exec(pieces[0]?.text ?? "")
				: null;
		if (!match) throw new Unreadable();
		return (match[2] ?? "").replace(/\{([^{}]*)\}/g, (_, field: string) => {
			const value = /^\w+$/.test(field) ? this.#name(field) : undefined;
			if (typeof value !== "string") throw new Unreadable();
			return value;
		});
	}

	#display(group: Piece): Value {
		const parts = splitAt(inside(this.#text, group), ",");
		if (
			group.text === "(" &&
			parts.length === 1 &&
			!inside(this.#text, group).some((p) => p.text === ",")
		)
			return this.evaluate(parts[0] ?? []);
		if (
			group.text !== "{" ||
			(parts.length > 0 && !parts[0]?.some((p) => p.text === ":"))
		)
			return parts.map((part) => this.evaluate(part));
		const table = new Map<string, Value>();
		for (const part of parts) {
			const [key, value, ...more] = splitAt(part, ":");
			const name = key && stringValue(key);
			if (typeof name !== "string" || !value || more.length > 0)
				throw new Unreadable();
			table.set(name, this.evaluate(value));
		}
		return table;
	}
}

function item(value: Value, key: Value): Value {
	if (value instanceof Map && typeof key === "string") {
		const found = value.get(key);
		if (found === undefined) throw new Raised("KeyError");
		return found;
	}
	if (Array.isArray(value) && typeof key === "number") {
		const found = value[key];
		if (found !== undefined) return found;
	}
	throw new Unreadable();
}

function attribute(value: Value, name: string): Value {
	if (
		value !== null &&
		typeof value === "object" &&
		"specifier" in value &&
		value.member === null
	)
		return { specifier: value.specifier, member: name };
	throw new Unreadable();
}

function method(value: Value, name: string, values: readonly Value[]): Value {
	const [first, second] = values;
	if (value instanceof Map && name === "get" && typeof first === "string")
		return value.get(first) ?? second ?? null;
	if (typeof value !== "string" || typeof first !== "string" || first === "")
		throw new Unreadable();
	const at = name.startsWith("r")
		? value.lastIndexOf(first)
		: value.indexOf(first);
	const parts =
		at < 0 ? null : [value.slice(0, at), value.slice(at + first.length)];
	switch (name) {
		case "startswith":
			return value.startsWith(first);
		case "endswith":
			return value.endsWith(first);
		case "partition":
			return parts ? [parts[0] ?? "", first, parts[1] ?? ""] : [value, "", ""];
		case "rpartition":
			return parts ? [parts[0] ?? "", first, parts[1] ?? ""] : ["", "", value];
		case "split":
			if (second === undefined) return value.split(first);
			if (second === 1) return parts ?? [value];
			break;
		case "rsplit":
			if (second === undefined) return value.split(first);
			if (second === 1) return parts ?? [value];
			break;
	}
	throw new Unreadable();
}
