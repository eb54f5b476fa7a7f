/**
 * Walks Python source once, line by logical line, and tells a visitor what it passes: block headers, simple
 * statements, imports, strings and comments, with byte offsets. No tree and no token list; what can't matter
 * costs one table look-up for each byte. It reads any text: a syntax error is passed over, and where the walk
 * loses its way it says so.
 *
 *   if c: from m import (X,  # why
 *                        Y); print(X)      header, comment, import, simple
 */
import { BlockStack, type OpenBlock } from "./blocks.js";
import {
	afterNewline,
	BACKSLASH,
	BOM,
	byteAt,
	HASH,
	isBlank,
	isNewline,
	LineCounter,
	lineEnd,
	nameEnd,
	skipBlanks,
	wordAt,
} from "./chars.js";
import { isTypeChecking, pendingLambdas } from "./headers.js";
import { type ReadImport, readImport } from "./imports.js";
import { isTriple, prefixLength, stringEnd } from "./strings.js";
import type { Block, ScanProblem } from "./syntax.js";

export interface Visitor {
	/** A block header was read; its statements follow. */
	open(block: OpenBlock): void;
	/** A simple statement that is no import; `end` is behind its last character that is not blank. */
	simple(start: number, end: number, block: OpenBlock | null): void;
	/** An import statement. Whether it is `alone` is settled when the walk has left its line. */
	imported(statement: ReadImport, block: OpenBlock | null): void;
	/** A string that is not inside another; `quote` is its opening quote, behind `prefix` letters. */
	string(quote: number, end: number, prefix: number): void;
	comment(start: number, end: number): void;
	problem(problem: ScanProblem): void;
}

/** A visitor that passes everything on to two, in order. */
export const both = (one: Visitor, other: Visitor): Visitor => ({
	open(block) {
		one.open(block);
		other.open(block);
	},
	simple(start, end, block) {
		one.simple(start, end, block);
		other.simple(start, end, block);
	},
	imported(statement, block) {
		one.imported(statement, block);
		other.imported(statement, block);
	},
	string(quote, end, prefix) {
		one.string(quote, end, prefix);
		other.string(quote, end, prefix);
	},
	comment(start, end) {
		one.comment(start, end);
		other.comment(start, end);
	},
	problem(problem) {
		one.problem(problem);
		other.problem(problem);
	},
});

const QUOTE = 1;
const OPENING = 2;
const CLOSING = 3;
const EOL = 4;
const COMMENT = 5;
const SLASH = 6;
const SEMICOLON = 7;
const COLON = 8;

/** What a byte means in the middle of a statement; 0 is nothing. */
const KIND = new Uint8Array(256);
for (const [characters, kind] of [
	["\"'", QUOTE],
	["([{", OPENING],
	[")]}", CLOSING],
	["\n\r", EOL],
	["#", COMMENT],
	["\\", SLASH],
	[";", SEMICOLON],
	[":", COLON],
] as const)
	for (const character of characters) KIND[character.charCodeAt(0)] = kind;

/** Bytes that an import or a compound statement can start with: only there a word is looked up. */
const STARTS = new Uint8Array(256);
for (const character of "acdefilmtw") STARTS[character.charCodeAt(0)] = 1;

const COMPOUND: ReadonlySet<string> = new Set<Block["keyword"]>([
	"if",
	"elif",
	"else",
	"try",
	"except",
	"finally",
	"with",
	"for",
	"while",
	"match",
	"case",
	"def",
	"class",
]);

/** What no expression can hold: where one starts a line inside brackets, a bracket was left open above. */
const NEVER_INSIDE =
	/[ \t\f]*(?:import[ \t]+\w|(?:async[ \t]+)?def[ \t]+\w+[ \t]*[([]|class[ \t]+\w+[ \t]*[:([]|(?:return|raise|del|pass|global|nonlocal|assert|break|continue|while|with|try)\b(?![ \t]*=)|from[ \t]+[.\w]+[ \t]+import\b)/y;

export function walkPython(text: string, visitor: Visitor): void {
	new Walk(text, visitor).run();
}

class Walk {
	readonly #text: string;
	readonly #visitor: Visitor;
	readonly #blocks = new BlockStack();
	readonly #lines: LineCounter;
	readonly #comment: (start: number, end: number) => void;
	/** The import statements of the logical line in hand, and how many statements and headers it has. */
	#imports: ReadImport[] = [];
	#parts = 0;

	constructor(text: string, visitor: Visitor) {
		this.#text = text;
		this.#visitor = visitor;
		this.#lines = new LineCounter(text);
		this.#comment = (start, end) => visitor.comment(start, end);
	}

	run(): void {
		let at = this.#text.startsWith(BOM) ? BOM.length : 0;
		while (at < this.#text.length) at = this.#line(at);
	}

	/** Reads one logical line from its first byte; returns where the next one starts. */
	#line(from: number): number {
		const text = this.#text;
		let i = from;
		let column = 0;
		for (; ; i++) {
			const c = byteAt(text, i);
			if (c === 32) column++;
			else if (c === 9) column = (column & ~7) + 8;
			else if (c === 12) column = 0;
			else if (c === BACKSLASH && isNewline(byteAt(text, i + 1)))
				i = afterNewline(text, i + 1) - 1;
			else break;
		}
		if (this.#isLineEnd(i)) return this.#nextLine(i);
		this.#blocks.line(column);
		this.#parts = 0;
		do {
			i = this.#statement(i, column);
			if (byteAt(text, i) === 59) i++;
			i = skipBlanks(text, i);
		} while (!this.#isLineEnd(i));
		if (this.#imports.length > 0) this.#settleImports();
		return this.#nextLine(i);
	}

	#isLineEnd(at: number): boolean {
		const c = byteAt(this.#text, at);
		return c < 0 || isNewline(c) || c === HASH;
	}

	/** From the comment or newline at `at` to the start of the next line. */
	#nextLine(at: number): number {
		let i = at;
		if (byteAt(this.#text, i) === HASH) {
			i = lineEnd(this.#text, i);
			this.#visitor.comment(at, i);
		}
		return afterNewline(this.#text, i);
	}

	#settleImports(): void {
		if (this.#parts > 1)
			for (const statement of this.#imports) statement.alone = false;
		this.#imports = [];
	}

	/** Reads a statement, or a block header with its colon, from its first byte; returns where it ends. */
	#statement(at: number, column: number): number {
		const text = this.#text;
		this.#parts++;
		if (STARTS[text.charCodeAt(at)] === 1) {
			const end = nameEnd(text, at);
			const word = text.slice(at, end);
			if (word === "import" || word === "from" || word === "lazy") {
				const after = this.#import(at, end, word);
				if (after >= 0) return after;
			} else if (COMPOUND.has(word)) {
				// `match` and `case` are names wherever they head no block (PEP 634).
				if (word !== "case" || this.#blocks.inMatch(column))
					return this.#header(at, end, word as Block["keyword"], column);
			} else if (word === "async") {
				const next = skipBlanks(text, end);
				const inner = text.slice(next, nameEnd(text, next));
				if (inner === "def" || inner === "for" || inner === "with")
					return this.#header(at, next + inner.length, inner, column);
			}
		}
		return this.#simple(at, this.#expression(at, false));
	}

	#simple(at: number, stop: number): number {
		let end = stop;
		while (end > at && isBlank(this.#text.charCodeAt(end - 1))) end--;
		// An empty statement: `;;`, or a `;` that starts a line.
		if (end > at) this.#visitor.simple(at, end, this.#blocks.top);
		return stop;
	}

	/** Offset after the import statement, or -1 where it can't be read as one. */
	#import(at: number, end: number, word: string): number {
		const text = this.#text;
		const keyword = word === "lazy" ? skipBlanks(text, end) : at;
		if (
			word === "lazy" &&
			!wordAt(text, "import", keyword) &&
			!wordAt(text, "from", keyword)
		)
			return -1;
		const block = this.#blocks.top;
		const statement = readImport(
			text,
			at,
			keyword,
			this.#lines.at(at),
			block,
			this.#comment,
		);
		if (!statement) {
			this.#visitor.problem({
				offset: at,
				message: "an import statement that can not be read",
				recovered: true,
			});
			return -1;
		}
		this.#imports.push(statement);
		this.#visitor.imported(statement, block);
		return skipBlanks(text, statement.end);
	}

	/** Offset after the header, or after the simple statement that it turns out to be. */
	#header(
		at: number,
		from: number,
		keyword: Block["keyword"],
		column: number,
	): number {
		const text = this.#text;
		const stop = this.#expression(from, true);
		if (byteAt(text, stop) !== 58) return this.#simple(at, stop);
		// `match` never shares its line with a statement, so `match[x]: int = 1` is an annotation.
		if (keyword === "match" && !this.#isLineEnd(skipBlanks(text, stop + 1)))
			return this.#simple(at, this.#expression(stop + 1, false));
		const block = this.#blocks.open(
			keyword,
			at,
			stop + 1,
			column,
			isTypeChecking(text, at, stop + 1, keyword, this.#blocks.sibling),
		);
		this.#visitor.open(block);
		return stop + 1;
	}

	/** Runs from `at` to what ends the statement: newline, comment, `;`, end of text; for a header its colon. */
	#expression(at: number, header: boolean): number {
		const text = this.#text;
		const length = text.length;
		let depth = 0;
		let opened = at;
		let colons = 0;
		let i = at;
		while (i < length) {
			switch (KIND[text.charCodeAt(i)]) {
				case QUOTE:
					i = this.#string(i, depth);
					break;
				case OPENING:
					if (depth++ === 0) opened = i;
					i++;
					break;
				case CLOSING:
					if (depth > 0) depth--;
					i++;
					break;
				case EOL:
					if (depth === 0) return i;
					i = afterNewline(text, i);
					if (this.#restarts(i)) {
						this.#unclosed(opened);
						return i - 1;
					}
					break;
				case COMMENT: {
					if (depth === 0) return i;
					const end = lineEnd(text, i);
					this.#visitor.comment(i, end);
					i = end;
					break;
				}
				case SLASH:
					i = isNewline(byteAt(text, i + 1))
						? afterNewline(text, i + 1)
						: i + 1;
					break;
				case SEMICOLON:
					if (depth === 0) return i;
					i++;
					break;
				case COLON:
					if (
						header &&
						depth === 0 &&
						byteAt(text, i + 1) !== 61 &&
						pendingLambdas(text, at, i, colons++) <= 0
					)
						return i;
					i++;
					break;
				default:
					i++;
			}
		}
		if (depth > 0) this.#unclosed(opened);
		return length;
	}

	/** Is the line at `at`, inside brackets, the start of a statement? */
	#restarts(at: number): boolean {
		NEVER_INSIDE.lastIndex = at;
		return NEVER_INSIDE.test(this.#text);
	}

	#unclosed(offset: number): void {
		this.#visitor.problem({
			offset,
			message: `'${this.#text[offset]}' is never closed`,
			recovered: false,
		});
	}

	/** Reads the string whose opening quote is at `quote`; returns the offset after it. */
	#string(quote: number, depth: number): number {
		const text = this.#text;
		const prefix = prefixLength(text, quote);
		const end = stringEnd(text, quote, prefix);
		if (end >= 0) {
			this.#visitor.string(quote, end, prefix);
			return end;
		}
		const triple = isTriple(text, quote);
		this.#visitor.problem({
			offset: quote,
			message: "a string that is never closed",
			recovered: !triple && depth === 0,
		});
		return triple ? text.length : lineEnd(text, quote);
	}
}
