/**
 * Uses of names that a file binds by imports and by nothing else: then each `m.X` is one, whatever its scope, and no
 * tree is needed. A tree costs fifty times as much, and most files that import a module never bind its name again.
 *
 *   m.X(1)   f(m)   f"{m.X}"                 uses
 *   m = x   def f(m)   for m in ms           may bind it: the scopes have to tell
 *   x: "m.X"                                 code in a string: a tree has to read it
 *
 * Invariant: whatever can bind a name (language reference, 4.2.1) is taken for that, and at times what can't.
 */
import type { UseTime } from "../../../core/map/types.js";
import { isTyping } from "../facts/bindings.js";
import type { Identifier } from "../scope.js";
import type { OpenBlock } from "../source/blocks.js";
import type { ReadImport } from "../source/imports.js";
import { textInFormatted } from "../source/strings.js";
import type { ImportStatement } from "../source/syntax.js";
import { TAKES_TYPES } from "../source/typed-places.js";
import type { Visitor } from "../source/visitor.js";
import { walkPython } from "../source/walk.js";

/** Where the header of a function starts; null: the module. */
export type ScopeStart = number | null;

/** `m.X.y`: the variable, and the attributes that are read from it. At least one. */
export interface AttributeUse {
	readonly variable: string;
	/** The scope whose variable it is. */
	readonly scope: ScopeStart;
	readonly attributes: readonly Pick<Identifier, "name" | "start">[];
	readonly time: UseTime;
}

interface Part {
	readonly start: number;
	readonly end: number;
	/** Around the statement, or the header. */
	readonly block: OpenBlock | null;
	readonly header: OpenBlock["keyword"] | null;
}

/** A file that was walked once for its imports and for the code that spells some names. */
export class ImportedOnly {
	readonly #parts: Parts;
	readonly #word: RegExp;

	constructor(text: string, names: ReadonlySet<string>) {
		this.#word = new RegExp(
			`(?<![\\w.\\x80-\\xff])(?:${[...names].join("|") || "(?!)"})(?![\\w\\x80-\\xff])`,
			"g",
		);
		this.#parts = new Parts(text, this.#word);
		walkPython(text, this.#parts);
	}

	get imports(): readonly ImportStatement[] {
		return this.#parts.imports;
	}

	/**
	 * Null where only the scopes tell. `variables`: some of the names, with the scopes in which imports bind them, no
	 * class among them.
	 */
	uses(
		variables: ReadonlyMap<string, ReadonlySet<ScopeStart>>,
	): readonly AttributeUse[] | null {
		const { parts, quoted, typeComments } = this.#parts;
		if (typeComments) return null;
		const uses: AttributeUse[] = [];
		for (const part of parts) {
			const code = this.#parts.code(part);
			if (quoted.some((at) => mayBeType(code, at - part.start))) return null;
			for (const { 0: variable, index } of code.matchAll(this.#word)) {
				const binding = variables.get(variable);
				if (!binding) continue;
				const chain = attributesAt(code, index + variable.length);
				if (chain.length === 0) {
					if (saysAbsent(code, part, binding)) continue;
					if (mayBind(code, index, part)) return null;
					continue;
				}
				const read = isChanged(code, index, chain) ? chain.slice(0, -1) : chain;
				const attributes = read.map(({ name, start }) => ({
					name,
					start: part.start + start,
				}));
				if (attributes.length > 0)
					uses.push({
						variable,
						scope: scopeOf(part.block, binding),
						attributes,
						time: timeIn(part.block),
					});
			}
		}
		return uses;
	}
}

/** `except ImportError: m = None`, in the scope of the import: whoever takes something out of it holds the module. */
const saysAbsent = (
	code: string,
	{ block, header }: Part,
	binding: ReadonlySet<ScopeStart>,
): boolean =>
	header === null &&
	/^\w+\s*=\s*None$/.test(code) &&
	binding.has(block?.scope?.start ?? null);

/** A function's own name goes before that of a function around it, wherever in the function it is bound. */
function scopeOf(
	block: OpenBlock | null,
	binding: ReadonlySet<ScopeStart>,
): ScopeStart {
	for (let at = block?.scope; at; at = at.parent?.scope)
		if (binding.has(at.start)) return at.start;
	return null;
}

/** Ends before a string that may be a type: behind a colon or an arrow, or in a subscript. */
const IN_ANNOTATION = /(?:[:|]|->|[\w\])]\s*\[)\s*\w{0,2}$/;

/** Two words with no operator between them, or a path's slash, make no expression; a literal in quotes may hold them. */
const KEYWORD = "(?:or|and|if|else|is|in|not|for|lambda|await|async)\\b";
const PROSE = new RegExp(
	`^[^"']*(?:/|\\b(?!${KEYWORD})[A-Za-z_]\\w*[.)]?\\s+(?!${KEYWORD})[A-Za-z_])[^"']*$`,
);

/** Where one of the words stands in code that is no import. */
class Parts implements Visitor {
	readonly imports: ReadImport[] = [];
	readonly parts: Part[] = [];
	/** Where strings open that may be types with one of the words in them. */
	readonly quoted: number[] = [];
	typeComments = false;
	readonly #text: string;
	readonly #word: RegExp;
	readonly #withAttribute: RegExp;
	readonly #takesTypes: boolean;
	/** Start and end of what is no code, in order. */
	readonly #blanks: number[] = [];

	constructor(text: string, word: RegExp) {
		this.#text = text;
		// Not the one that is searched with: a test leaves its place behind.
		this.#word = new RegExp(word.source);
		this.#withAttribute = new RegExp(`${word.source}\\s*\\.`);
		this.#takesTypes = TAKES_TYPES.test(text);
	}

	/** Of the same length, without the content of strings and comments. */
	code({ start, end }: Part): string {
		const blanks = this.#blanks;
		let code = "";
		let at = start;
		for (let i = this.#firstBlank(start); i < blanks.length; i += 2) {
			const from = blanks[i] as number;
			const to = blanks[i + 1] as number;
			if (from >= end) break;
			code += this.#text.slice(at, from) + " ".repeat(to - from);
			at = to;
		}
		return code + this.#text.slice(at, end);
	}

	open({ start, end, parent, keyword }: OpenBlock): void {
		// Without its colon, which annotates nothing.
		this.#add({ start, end: end - 1, block: parent, header: keyword });
	}

	simple(start: number, end: number, block: OpenBlock | null): void {
		this.#add({ start, end, block, header: null });
	}

	imported(statement: ReadImport): void {
		this.imports.push(statement);
	}

	string(quote: number, end: number, prefix: number): void {
		const holds = this.#holds(quote, end);
		const pieces = holds ? textInFormatted(this.#text, quote, prefix) : null;
		for (const offset of pieces ?? [quote + 1, end - 1])
			this.#blanks.push(offset);
		if (!holds || pieces) return;
		const before = this.#text.slice(Math.max(0, quote - 40), quote);
		const text = this.#text.slice(quote, end);
		if (
			(this.#takesTypes || IN_ANNOTATION.test(before)) &&
			this.#withAttribute.test(text) &&
			!PROSE.test(text.replaceAll(/^["']+|["']+$/g, ""))
		)
			this.quoted.push(quote);
	}

	comment(start: number, end: number): void {
		this.#blanks.push(start, end);
		if (/^#\s*type:/.test(this.#text.slice(start, start + 20)))
			this.typeComments ||= this.#holds(start, end);
	}

	problem(): void {}

	#add(part: Part): void {
		if (this.#holds(part.start, part.end)) this.parts.push(part);
	}

	#holds(start: number, end: number): boolean {
		return this.#word.test(this.#text.slice(start, end));
	}

	#firstBlank(offset: number): number {
		let low = 0;
		let high = this.#blanks.length / 2;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#blanks[2 * middle + 1] as number) <= offset) low = middle + 1;
			else high = middle;
		}
		return 2 * low;
	}
}

/**
 * Does a string that opens there stand where a type can? A value of a dictionary does not, outside of calls that take
 * types, nor what starts a statement.
 */
function mayBeType(code: string, at: number): boolean {
	if (at < 0 || at >= code.length) return false;
	if (TAKES_TYPES.test(code)) return true;
	const open: string[] = [];
	for (const c of code.slice(0, at))
		if ("([{".includes(c)) open.push(c);
		else if (")]}".includes(c)) open.pop();
	return open.at(-1) !== "{" && /\S/.test(code.slice(0, Math.max(0, at - 2)));
}

const ATTRIBUTE = /[\s\\]*\.[\s\\]*([A-Za-z_\x80-\xff][\w\x80-\xff]*)/y;

function attributesAt(
	code: string,
	from: number,
): { name: string; start: number; end: number }[] {
	const found: { name: string; start: number; end: number }[] = [];
	ATTRIBUTE.lastIndex = from;
	for (let match = ATTRIBUTE.exec(code); match; match = ATTRIBUTE.exec(code)) {
		const [, name = ""] = match;
		const end = ATTRIBUTE.lastIndex;
		found.push({ name, start: end - name.length, end });
	}
	return found;
}

/** Blocks whose headers have a place for new names nearly anywhere. */
const BINDS: ReadonlySet<OpenBlock["keyword"]> = new Set([
	"def",
	"class",
	"except",
	"case",
]);

function mayBind(code: string, at: number, { header }: Part): boolean {
	if (header !== null && BINDS.has(header)) return true;
	const before = code.slice(0, at);
	if (
		/^(?:global|nonlocal|del)\b/.test(code) ||
		/\b(?:lambda|as)\b/.test(before) ||
		/\bfor\b(?![\s\S]*\bin\b)/.test(before) ||
		/^\w+\s*:=/.test(code.slice(at))
	)
		return true;
	// `m = 1`, `m, x = 1`, `[m] = 1`, `m += 1`, `m: T`: what assigns stands behind the name and outside of brackets.
	return isBeforeAssignment(code, at);
}

/** `m.X = 1`, `del m.X`: the last attribute is no use of what it was. */
function isChanged(
	code: string,
	at: number,
	chain: readonly { readonly end: number }[],
): boolean {
	if (/^del\b/.test(code)) return true;
	const end = chain.at(-1)?.end ?? at;
	return (
		depthAt(code, at) === 0 &&
		!/^\s*[([]/.test(code.slice(end)) &&
		isBeforeAssignment(code, end)
	);
}

function isBeforeAssignment(code: string, at: number): boolean {
	let depth = depthAt(code, at);
	for (let i = at; i < code.length; i++) {
		const c = code[i] as string;
		if ("([{".includes(c)) depth++;
		else if (")]}".includes(c)) depth--;
		else if (depth > 0) continue;
		else if (c === ":") return true;
		else if (c === "=") {
			if (code[i + 1] !== "=" && !/[=!<>]/.test(code[i - 1] ?? "")) return true;
			if (/<<|>>/.test(code.slice(i - 2, i))) return true;
			if (code[i + 1] === "=") i++;
		}
	}
	return false;
}

function depthAt(code: string, at: number): number {
	let depth = 0;
	for (let i = 0; i < at; i++)
		if ("([{".includes(code[i] as string)) depth++;
		else if (")]}".includes(code[i] as string)) depth--;
	return depth;
}

const timeIn = (block: OpenBlock | null): UseTime =>
	isTyping(block) ? "type" : block?.function ? "call" : "load";
