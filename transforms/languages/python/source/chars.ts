/**
 * Character classes and line numbers of Python source held as latin1 text, one character for each byte. Any byte
 * from 0x80 counts as part of a name: in UTF-8 it belongs to a letter, and where it does not, the file has a
 * syntax error that is not ours to find.
 */

export const NEWLINE = 10;
export const RETURN = 13;
export const HASH = 35;
export const BACKSLASH = 92;
export const BOM = "\u00ef\u00bb\u00bf";

const NAME = new Uint8Array(256);
for (let c = 0; c < 256; c++)
	if (c >= 128 || c === 95 || /[0-9A-Za-z]/.test(String.fromCharCode(c)))
		NAME[c] = 1;

export const isNameChar = (code: number): boolean => NAME[code] === 1;

export const isNameStart = (code: number): boolean =>
	NAME[code] === 1 && !(code >= 48 && code <= 57);

export const isNewline = (code: number): boolean =>
	code === NEWLINE || code === RETURN;

/** Space, tab, form feed: white space that ends no line. */
export const isBlank = (code: number): boolean =>
	code === 32 || code === 9 || code === 12;

/**
 * The byte at `at`, or -1 behind the text: `charCodeAt` gives NaN there, for which V8 throws away the machine code of
 * whoever asked and compiles it anew. A file without a final newline is enough.
 */
export const byteAt = (text: string, at: number): number =>
	at < text.length ? text.charCodeAt(at) : -1;

/** Offset after the newline at `at`: `\n`, `\r\n` and a lone `\r` each end one line. */
export const afterNewline = (text: string, at: number): number =>
	byteAt(text, at) === RETURN && byteAt(text, at + 1) === NEWLINE
		? at + 2
		: at + 1;

/** Offset of the newline that ends the line of `at`, or the end of the text. */
export function lineEnd(text: string, at: number): number {
	let i = at;
	while (i < text.length && !isNewline(text.charCodeAt(i))) i++;
	return i;
}

/** Offset after the name that starts at `at`. */
export function nameEnd(text: string, at: number): number {
	let i = at;
	while (i < text.length && NAME[text.charCodeAt(i)] === 1) i++;
	return i;
}

/** Does the word stand at `at`, and end there? */
export const wordAt = (text: string, word: string, at: number): boolean =>
	text.startsWith(word, at) && NAME[text.charCodeAt(at + word.length)] !== 1;

/** White space, and continuation lines, from `at` on: what may stand between two tokens of a statement. */
export function skipBlanks(text: string, at: number): number {
	let i = at;
	for (;;) {
		const c = byteAt(text, i);
		if (isBlank(c)) i++;
		else if (c === BACKSLASH && isNewline(byteAt(text, i + 1)))
			i = afterNewline(text, i + 1);
		else return i;
	}
}

/** 1-based, in UTF-16 units: the text has a character for each byte. */
export function columnOf(text: string, offset: number): number {
	let start = offset;
	let wide = false;
	for (; start > 0; start--) {
		const code = text.charCodeAt(start - 1);
		if (code === 10 || code === 13) break;
		if (code > 127) wide = true;
	}
	return wide
		? Buffer.from(text.slice(start, offset), "latin1").toString("utf8").length +
				1
		: offset - start + 1;
}

/** Line numbers. Lines are looked for as far as somebody asks, and once, for many ask about the same file. */
export class LineCounter {
	readonly #text: string;
	readonly #returns: boolean;
	/** Where the lines start that were found so far. */
	readonly #starts = [0];
	/** The newline that ends the last of them. */
	#end: number;

	constructor(text: string) {
		this.#text = text;
		this.#returns = text.includes("\r");
		this.#end = this.#newline(0);
	}

	/** The 1-based line of an offset. */
	at(offset: number): number {
		const starts = this.#starts;
		while (offset > this.#end) {
			const start = afterNewline(this.#text, this.#end);
			// The `\n` of a `\r\n` is still of the line which it ends.
			if (start > offset) break;
			starts.push(start);
			this.#end = this.#newline(start);
		}
		let low = starts.length - 1;
		if (offset >= (starts[low] as number)) return low + 1;
		low = 0;
		for (let high = starts.length; high - low > 1; ) {
			const middle = (low + high) >> 1;
			if ((starts[middle] as number) <= offset) low = middle;
			else high = middle;
		}
		return low + 1;
	}

	/** Where the line starts that holds an offset. */
	startOf(offset: number): number {
		return this.#starts[this.at(offset) - 1] as number;
	}

	#newline(from: number): number {
		const end = this.#returns
			? lineEnd(this.#text, from)
			: this.#text.indexOf("\n", from);
		return end < 0 || end === this.#text.length ? Number.MAX_SAFE_INTEGER : end;
	}
}
