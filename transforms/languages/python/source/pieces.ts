/**
 * A statement as its outermost pieces: names, numbers, strings, operators, and bracketed groups as one piece each.
 * Enough to tell what a module-scope statement binds, without an expression tree.
 *
 *   a, b.c = f(x), {"k": 1}      a  ,  b  .  c  =  f  (x)  ,  {...}
 */
import {
	afterNewline,
	BACKSLASH,
	HASH,
	isBlank,
	isNameStart,
	isNewline,
	lineEnd,
	nameEnd,
} from "./chars.js";
import { isQuote, prefixLength, stringEnd } from "./strings.js";

export interface Piece {
	readonly kind: "name" | "number" | "string" | "group" | "operator";
	readonly start: number;
	readonly end: number;
	/** As written; of a group only its opening bracket. */
	readonly text: string;
}

const OPERATOR = /\*\*=?|\/\/=?|>>=?|<<=?|[-+*/%&|^@=!<>:]=|->|\.\.\.|[\s\S]/y;

/** The pieces of `[start, end)`. Comments, white space and continuations are between them. */
export function readPieces(text: string, start: number, end: number): Piece[] {
	const pieces: Piece[] = [];
	let i = start;
	while (i < end) {
		const c = text.charCodeAt(i);
		if (isBlank(c) || isNewline(c)) i++;
		else if (c === BACKSLASH && isNewline(text.charCodeAt(i + 1)))
			i = afterNewline(text, i + 1);
		else if (c === HASH) i = lineEnd(text, i);
		else {
			const piece = readPiece(text, i, end, c);
			pieces.push(piece);
			i = piece.end;
		}
	}
	return pieces;
}

function readPiece(text: string, at: number, limit: number, c: number): Piece {
	if (isNameStart(c)) {
		const end = nameEnd(text, at);
		const quoted = isQuote(text.charCodeAt(end));
		if (quoted && prefixLength(text, end) === end - at)
			return stringPiece(text, at, end, limit);
		return { kind: "name", start: at, end, text: text.slice(at, end) };
	}
	if (isQuote(c)) return stringPiece(text, at, at, limit);
	if (c === 40 || c === 91 || c === 123)
		return {
			kind: "group",
			start: at,
			end: groupEnd(text, at, limit),
			text: text[at] ?? "",
		};
	if (c >= 48 && c <= 57) {
		const end = nameEnd(text, at);
		return { kind: "number", start: at, end, text: text.slice(at, end) };
	}
	OPERATOR.lastIndex = at;
	const operator = OPERATOR.exec(text)?.[0] ?? text[at] ?? "";
	return {
		kind: "operator",
		start: at,
		end: at + operator.length,
		text: operator,
	};
}

function stringPiece(
	text: string,
	start: number,
	quote: number,
	limit: number,
): Piece {
	const closed = stringEnd(text, quote, quote - start);
	const end = closed < 0 ? limit : closed;
	return { kind: "string", start, end, text: text.slice(start, end) };
}

/** Offset after the bracket that closes the one at `at`; `limit` where none does. */
function groupEnd(text: string, at: number, limit: number): number {
	let depth = 0;
	for (let i = at; i < limit; ) {
		const c = text.charCodeAt(i);
		if (isQuote(c)) {
			const end = stringEnd(text, i, prefixLength(text, i));
			i = end < 0 ? i + 1 : end;
			continue;
		}
		if (c === HASH) {
			i = lineEnd(text, i);
			continue;
		}
		if (c === 40 || c === 91 || c === 123) depth++;
		else if ((c === 41 || c === 93 || c === 125) && --depth === 0) return i + 1;
		i++;
	}
	return limit;
}

/** The pieces inside a group, or of the whole range of a piece that is none. */
export const inside = (text: string, group: Piece): Piece[] =>
	readPieces(text, group.start + 1, group.end - 1);

/** Splits at an operator: the parts between the commas, between the `=`s. An empty last part is dropped. */
export function splitAt(pieces: readonly Piece[], operator: string): Piece[][] {
	const parts: Piece[][] = [[]];
	for (const piece of pieces)
		if (piece.kind === "operator" && piece.text === operator) parts.push([]);
		else parts.at(-1)?.push(piece);
	if (parts.at(-1)?.length === 0) parts.pop();
	return parts;
}

/** The names of a dotted path, `a.b.c`, or null where the pieces are anything else. Brackets around it are none. */
export function dottedPath(
	text: string,
	pieces: readonly Piece[],
): string[] | null {
	const [only] = pieces;
	if (pieces.length === 1 && only?.kind === "group" && only.text === "(")
		return dottedPath(text, inside(text, only));
	if (pieces.length % 2 === 0) return null;
	const path: string[] = [];
	for (const [i, piece] of pieces.entries()) {
		if (i % 2 === 1) {
			if (piece.text !== ".") return null;
		} else if (piece.kind !== "name") return null;
		else path.push(piece.text);
	}
	return path;
}

const ESCAPES: Readonly<Record<string, string>> = {
	n: "\n",
	t: "\t",
	r: "\r",
	"\\": "\\",
	"'": "'",
	'"': '"',
};

/** What a string literal means, adjacent ones joined; null for bytes, format strings and unusual escapes. */
export function stringValue(pieces: readonly Piece[]): string | null {
	if (pieces.length === 0) return null;
	let value = "";
	for (const piece of pieces) {
		const match =
			piece.kind === "string" &&
			/^([rRuU]?)("""|'''|"|')([\s\S]*)\2$/.exec(piece.text);
		if (!match) return null;
		const content = match[3] ?? "";
		if (/r/i.test(match[1] ?? "") || !content.includes("\\")) value += content;
		else {
			if (/\\(?![\\'"ntr])/.test(content)) return null;
			value += content.replace(/\\(.)/g, (_, c: string) => ESCAPES[c] ?? c);
		}
	}
	return value;
}
