/**
 * Where a Python string literal ends: every prefix, triple quotes, and f-strings and t-strings as PEP 701 reads
 * them, whose fields may hold any expression, the string's own quotes included.
 *
 *   f"{names["x"]!r:>{width}}"     one literal
 *
 * A format string that makes no sense that way is read as a plain one, so a stray `{` costs no more than itself.
 */
import {
	afterNewline,
	BACKSLASH,
	HASH,
	isNameChar,
	isNewline,
	lineEnd,
} from "./chars.js";

export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;
const COLON = 58;
/** CPython allows 150 nested f-strings; past this depth the text is not one that anybody wrote. */
const DEEPEST = 60;

export const isQuote = (code: number): boolean => code === 34 || code === 39;

/**
 * How many characters before the quote at `at` are the literal's prefix. `print"x"` (Python 2) and `if"x"` have
 * none: the letters belong to a longer word.
 */
export function prefixLength(text: string, at: number): number {
	let length = 0;
	while (length < 2 && PREFIX[text.charCodeAt(at - length - 1)] === 1) length++;
	return length > 0 && isNameChar(text.charCodeAt(at - length - 1))
		? 0
		: length;
}

const PREFIX = new Uint8Array(256);
for (const letter of "rbuftRBUFT") PREFIX[letter.charCodeAt(0)] = 1;

/**
 * Offset after the literal whose opening quote stands at `at` behind a prefix of `prefix` characters, or -1 where
 * it is not closed (for one-line quotes: on its line).
 */
export function stringEnd(text: string, at: number, prefix: number): number {
	if (prefix > 0 && isFormatted(text, at, prefix)) {
		const end = formattedEnd(text, at, prefix, 0, null);
		if (end >= 0) return end;
	}
	return plainEnd(text, at);
}

/**
 * What is no code in the format string whose opening quote stands at `at`: start and end of each piece, in order.
 * Null where it is no format string, or is read as a plain one.
 *
 *   f"is {a["x"]:>{w}} of"     `is `, `x`, `>`, ` of`
 */
export function textInFormatted(
	text: string,
	at: number,
	prefix: number,
): readonly number[] | null {
	if (!isFormatted(text, at, prefix)) return null;
	const pieces: number[] = [];
	return formattedEnd(text, at, prefix, 0, pieces) < 0 ? null : pieces;
}

export const isTriple = (text: string, at: number): boolean => {
	const quote = text.charCodeAt(at);
	return text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote;
};

/** Do the letters before the quote at `at` make fields of what stands in braces? */
export function isFormatted(text: string, at: number, prefix: number): boolean {
	for (let i = at - prefix; i < at; i++) {
		const letter = text.charCodeAt(i) | 32;
		if (letter === 102 || letter === 116) return true;
	}
	return false;
}

function plainEnd(text: string, at: number): number {
	const quote = text.charCodeAt(at);
	if (isTriple(text, at)) return tripleEnd(text, at);
	for (let i = at + 1; i < text.length; i++) {
		const c = text.charCodeAt(i);
		if (c === quote) return i + 1;
		if (c === BACKSLASH) {
			// A backslash takes the whole newline along, so that a string may go on below.
			if (isNewline(text.charCodeAt(i + 1))) i = afterNewline(text, i + 1) - 1;
			else i++;
		} else if (isNewline(c)) return -1;
	}
	return -1;
}

function tripleEnd(text: string, at: number): number {
	const quotes = text.slice(at, at + 3);
	let i = text.indexOf(quotes, at + 3);
	while (i >= 0) {
		let slashes = 0;
		while (
			i - slashes > at + 3 &&
			text.charCodeAt(i - slashes - 1) === BACKSLASH
		)
			slashes++;
		if (slashes % 2 === 0) return i + 3;
		i = text.indexOf(quotes, i + 1);
	}
	return -1;
}

/** `pieces`: where to note what is no code; null: nobody asks. */
function formattedEnd(
	text: string,
	at: number,
	prefix: number,
	depth: number,
	pieces: number[] | null,
): number {
	if (depth > DEEPEST) return -1;
	const quote = text.charCodeAt(at);
	const triple = isTriple(text, at);
	const raw = (text.slice(at - prefix, at).toLowerCase() as string).includes(
		"r",
	);
	let i = at + (triple ? 3 : 1);
	let start = i;
	while (i < text.length) {
		const c = text.charCodeAt(i);
		if (c === quote && (!triple || isTriple(text, i))) {
			pieces?.push(start, i);
			return i + (triple ? 3 : 1);
		}
		if (c === OPEN_BRACE) {
			if (text.charCodeAt(i + 1) === OPEN_BRACE) i += 2;
			else {
				pieces?.push(start, i);
				i = fieldEnd(text, i + 1, quote, triple, depth, pieces);
				if (i < 0) return -1;
				start = i;
			}
		} else if (c === BACKSLASH) i = escapeEnd(text, i, raw);
		else if (!triple && isNewline(c)) return -1;
		else i++;
	}
	return -1;
}

/** After an escape of a format string. `\{` opens a field all the same; the braces of `\N{DASH}` are no field. */
function escapeEnd(text: string, at: number, raw: boolean): number {
	const next = text.charCodeAt(at + 1);
	if (!raw && text.startsWith("N{", at + 1)) {
		const close = text.indexOf("}", at);
		if (close >= 0) return close + 1;
	}
	if (isNewline(next)) return afterNewline(text, at + 1);
	return next === OPEN_BRACE || next === CLOSE_BRACE ? at + 1 : at + 2;
}

/** After the `}` that ends the field whose expression starts at `at`, or -1. */
function fieldEnd(
	text: string,
	at: number,
	quote: number,
	triple: boolean,
	depth: number,
	pieces: number[] | null,
): number {
	let brackets = 0;
	let i = at;
	while (i < text.length) {
		const c = text.charCodeAt(i);
		if (isQuote(c)) {
			const prefix = prefixLength(text, i);
			const formatted = prefix > 0 && isFormatted(text, i, prefix);
			const end = formatted
				? formattedEnd(text, i, prefix, depth + 1, pieces)
				: plainEnd(text, i);
			if (end < 0) return -1;
			if (!formatted) pieces?.push(i + 1, end - 1);
			i = end;
		} else if (c === 40 || c === 91 || c === OPEN_BRACE) {
			brackets++;
			i++;
		} else if (c === 41 || c === 93 || c === CLOSE_BRACE) {
			if (brackets === 0) return c === CLOSE_BRACE ? i + 1 : -1;
			brackets--;
			i++;
		} else if (c === COLON && brackets === 0) {
			i = formatSpecEnd(text, i + 1, quote, triple, depth, pieces);
			if (i < 0) return -1;
		} else if (c === HASH) {
			const end = lineEnd(text, i);
			pieces?.push(i, end);
			i = end;
		} else i++;
	}
	return -1;
}

/** The offset of the `}` that ends the format specification which starts at `at`, or -1. */
function formatSpecEnd(
	text: string,
	at: number,
	quote: number,
	triple: boolean,
	depth: number,
	pieces: number[] | null,
): number {
	if (depth > DEEPEST) return -1;
	let i = at;
	let start = at;
	while (i < text.length) {
		const c = text.charCodeAt(i);
		if (c === CLOSE_BRACE) {
			pieces?.push(start, i);
			return i;
		}
		if (c === OPEN_BRACE) {
			pieces?.push(start, i);
			i = fieldEnd(text, i + 1, quote, triple, depth + 1, pieces);
			if (i < 0) return -1;
			start = i;
		} else if (c === quote && (!triple || isTriple(text, i))) return -1;
		else if (!triple && isNewline(c)) return -1;
		else i++;
	}
	return -1;
}
