/**
 * Walks Python source once, line by logical line, and tells a visitor what it passes: block headers, simple
 * statements, imports, strings and comments, with byte offsets. No tree and no token list; what can't matter
 * costs one table look-up for each byte. It reads any text: a syntax error is passed over, and where the walk
 * loses its way it says so.
 *
 *   if c: from m import (X,  # why
 *                        Y); print(X)      header, comment, import, simple
 */
import { BlockStack } from "./blocks.js";
import { giveBack, takeBytes } from "./bytes.js";
import {
	BACKSLASH,
	BOM,
	HASH,
	isBlank,
	isNameChar,
	isNewline,
	LineCounter,
	lineEnd,
	NEWLINE,
	nameEnd,
	RETURN,
	skipBlanks,
	wordAt,
} from "./chars.js";
import { isTypeChecking, pendingLambdas } from "./headers.js";
import { type ReadImport, readImport } from "./imports.js";
import { type Keyword, keywordAt } from "./keywords.js";
import {
	CLOSE_BRACE,
	isFormatted,
	isQuote,
	isTriple,
	OPEN_BRACE,
	prefixLength,
	stringEnd,
} from "./strings.js";
import type { Block } from "./syntax.js";
import type { Visitor } from "./visitor.js";

const DOT = 46;

const NOTHING = 0;
const QUOTE = 1;
const OPENING = 2;
const CLOSING = 3;
const EOL = 4;
const COMMENT = 5;
const SLASH = 6;
const SEMICOLON = 7;
const COLON = 8;
/** NUL: it stands behind the text. In a file that has one inside it is nothing. */
const END = 9;

/** What a byte means in the middle of a statement. */
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
	["\0", END],
] as const)
	for (const character of characters) KIND[character.charCodeAt(0)] = kind;

/** Bytes at which a string of one line ends, or may go on in another way than byte by byte. */
const STRING_END = new Uint8Array(256);
for (const character of "\"'\\\n\r\0") STRING_END[character.charCodeAt(0)] = 1;

/** The same of a format string, which a field may hold other strings in. */
const FORMAT_END = Uint8Array.from(STRING_END);
FORMAT_END[OPEN_BRACE] = 1;

/** Bytes that `NEVER_INSIDE` starts with behind its blanks. */
const NEVER_STARTS = new Uint8Array(256);
for (const character of "iadcrpgnbwtf")
	NEVER_STARTS[character.charCodeAt(0)] = 1;

/** What no expression can hold: where one starts a line inside brackets, a bracket was left open above. */
const NEVER_INSIDE =
	/[ \t\f]*(?:import[ \t]+\w|(?:async[ \t]+)?def[ \t]+\w+[ \t]*[([]|class[ \t]+\w+[ \t]*[:([]|(?:return|raise|del|pass|global|nonlocal|assert|break|continue|while|with|try)\b(?![ \t]*=)|from[ \t]+[.\w]+[ \t]+import\b)/y;

/** `lines`: of the text, where the visitor asks for lines, too. */
export function walkPython(
	text: string,
	visitor: Visitor,
	lines = new LineCounter(text),
): void {
	const bytes = takeBytes(text);
	new Walk(text, bytes, visitor, lines).run();
	giveBack(bytes);
}

class Walk {
	readonly #text: string;
	/** The text, and a NUL behind it. */
	readonly #bytes: Uint8Array;
	readonly #visitor: Visitor;
	readonly #blocks = new BlockStack();
	readonly #lines: LineCounter;
	/** Without a carriage return a line ends where the next `\n` stands. */
	readonly #returns: boolean;
	/** The import statements of the logical line in hand, and how many statements and headers it has. */
	#imports: ReadImport[] = [];
	#parts = 0;
	/** Where the line in hand is indented to. */
	#column = 0;

	constructor(
		text: string,
		bytes: Uint8Array,
		visitor: Visitor,
		lines: LineCounter,
	) {
		this.#text = text;
		this.#bytes = bytes;
		this.#visitor = visitor;
		this.#lines = lines;
		this.#returns = text.includes("\r");
	}

	run(): void {
		let at = this.#text.startsWith(BOM) ? BOM.length : 0;
		while (at < this.#text.length) at = this.#line(at);
	}

	/** Reads one logical line from its first byte; returns where the next one starts. */
	#line(from: number): number {
		const bytes = this.#bytes;
		let i = this.#indented(from);
		if (this.#isLineEnd(i)) return this.#nextLine(i);
		const column = this.#column;
		this.#blocks.line(column);
		this.#parts = 0;
		do {
			i = this.#statement(i, column);
			if (bytes[i] === 59) i++;
			i = this.#skipBlanks(i);
		} while (!this.#isLineEnd(i));
		if (this.#imports.length > 0) this.#settleImports();
		return this.#nextLine(i);
	}

	/** Offset of the first byte of a line that is not blank. */
	#indented(from: number): number {
		const bytes = this.#bytes;
		let i = from;
		while (bytes[i] === 32) i++;
		let column = i - from;
		for (; ; i++) {
			const c = bytes[i] as number;
			if (c > 32 && c !== BACKSLASH) break;
			if (c === 32) column++;
			else if (c === 9) column = (column & ~7) + 8;
			else if (c === 12) column = 0;
			else if (c === BACKSLASH && isNewline(bytes[i + 1] as number))
				i = this.#afterNewline(i + 1) - 1;
			else break;
		}
		this.#column = column;
		return i;
	}

	#skipBlanks(at: number): number {
		const c = this.#bytes[at] as number;
		return isBlank(c) || c === BACKSLASH ? skipBlanks(this.#text, at) : at;
	}

	#isLineEnd(at: number): boolean {
		const kind = KIND[this.#bytes[at] as number];
		return (
			kind === EOL ||
			kind === COMMENT ||
			(kind === END && at >= this.#text.length)
		);
	}

	/** From the comment or newline at `at` to the start of the next line. */
	#nextLine(at: number): number {
		let i = at;
		if (this.#bytes[i] === HASH) {
			i = this.#lineEnd(i);
			this.#visitor.comment(at, i);
		}
		return this.#afterNewline(i);
	}

	#afterNewline(at: number): number {
		const bytes = this.#bytes;
		return bytes[at] === RETURN && bytes[at + 1] === NEWLINE ? at + 2 : at + 1;
	}

	#lineEnd(at: number): number {
		const text = this.#text;
		if (this.#returns) return lineEnd(text, at);
		const end = text.indexOf("\n", at);
		return end < 0 ? text.length : end;
	}

	#settleImports(): void {
		if (this.#parts > 1)
			for (const statement of this.#imports) statement.alone = false;
		this.#imports = [];
	}

	/** Reads a statement, or a block header with its colon, from its first byte; returns where it ends. */
	#statement(at: number, column: number): number {
		this.#parts++;
		const word = keywordAt(this.#text, this.#bytes, at);
		const after = word === null ? -1 : this.#compound(at, word, column);
		return after >= 0 ? after : this.#simple(at, this.#expression(at, false));
	}

	/** Offset after the import or header, or -1 where the word starts neither. */
	#compound(at: number, word: Keyword, column: number): number {
		const end = at + word.length;
		switch (word) {
			case "import":
			case "from":
			case "lazy":
				return this.#import(at, end, word);
			case "async": {
				const text = this.#text;
				const next = skipBlanks(text, end);
				const inner = text.slice(next, nameEnd(text, next));
				return inner === "def" || inner === "for" || inner === "with"
					? this.#header(at, next + inner.length, inner, column)
					: -1;
			}
			default:
				// `match` and `case` are names wherever they head no block (PEP 634).
				return word !== "case" || this.#blocks.inMatch(column)
					? this.#header(at, end, word, column)
					: -1;
		}
	}

	#simple(at: number, stop: number): number {
		const bytes = this.#bytes;
		let end = stop;
		while (end > at && isBlank(bytes[end - 1] as number)) end--;
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
			this.#visitor,
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
		if (this.#bytes[stop] !== 58) return this.#simple(at, stop);
		// `match` never shares its line with a statement, so `match[x]: int = 1` is an annotation.
		if (keyword === "match" && !this.#isLineEnd(this.#skipBlanks(stop + 1)))
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
		const bytes = this.#bytes;
		const length = this.#text.length;
		let depth = 0;
		let opened = at;
		let colons = 0;
		let i = at;
		for (;;) {
			let kind = KIND[bytes[i] as number];
			while (kind === NOTHING) kind = KIND[bytes[++i] as number];
			switch (kind) {
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
					i = this.#afterNewline(i);
					if (this.#restarts(i)) {
						this.#unclosed(opened);
						return i - 1;
					}
					break;
				case COMMENT: {
					if (depth === 0) return i;
					const end = this.#lineEnd(i);
					this.#visitor.comment(i, end);
					i = end;
					break;
				}
				case SLASH:
					i = isNewline(bytes[i + 1] as number)
						? this.#afterNewline(i + 1)
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
						bytes[i + 1] !== 61 &&
						pendingLambdas(this.#text, at, i, colons++) <= 0
					)
						return i;
					i++;
					break;
				default:
					if (i >= length) {
						if (depth > 0) this.#unclosed(opened);
						return length;
					}
					i++;
			}
		}
	}

	/** Is the line at `at`, inside brackets, the start of a statement? */
	#restarts(at: number): boolean {
		const bytes = this.#bytes;
		let i = at;
		while (isBlank(bytes[i] as number)) i++;
		if (NEVER_STARTS[bytes[i] as number] === 0) return false;
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
		const prefix =
			quote > 0 && isNameChar(this.#bytes[quote - 1] as number)
				? prefixLength(text, quote)
				: 0;
		const plain =
			prefix === 0
				? this.#plainEnd(quote, STRING_END)
				: isFormatted(text, quote, prefix)
					? this.#plainEnd(quote, FORMAT_END)
					: -1;
		const end = plain < 0 ? stringEnd(text, quote, prefix) : plain;
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

	/** The end of a string like most: on one line, not empty, no backslash, and only names in its fields; else -1. */
	#plainEnd(quote: number, ends: Uint8Array): number {
		const bytes = this.#bytes;
		const closing = bytes[quote] as number;
		let i = quote + 1;
		for (;;) {
			while (ends[bytes[i] as number] === 0) i++;
			const c = bytes[i] as number;
			if (c === closing) return i > quote + 1 ? i + 1 : -1;
			if (c === OPEN_BRACE) {
				i = this.#plainField(i + 1);
				if (i < 0) return -1;
			} else if (isQuote(c)) i++;
			else return -1;
		}
	}

	/** Offset after the `{` of a `{{`, or after a field like `{a.b}`; -1 for any other. */
	#plainField(at: number): number {
		const bytes = this.#bytes;
		if (bytes[at] === OPEN_BRACE) return at + 1;
		let i = at;
		while (isNameChar(bytes[i] as number) || bytes[i] === DOT) i++;
		return bytes[i] === CLOSE_BRACE ? i + 1 : -1;
	}
}
