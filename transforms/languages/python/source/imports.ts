/**
 * Reads one import statement: relative, parenthesised with comments inside, continued over lines, with white
 * space at every place where the grammar allows some (`from . . a import(b)`).
 *
 * What does not end as an import statement must end is no import statement: `from a import b c` gives null.
 */
import type { OpenBlock } from "./blocks.js";
import {
	afterNewline,
	HASH,
	isNameStart,
	isNewline,
	lineEnd,
	nameEnd,
	skipBlanks,
	wordAt,
} from "./chars.js";
import type { ImportedName, ImportStatement } from "./syntax.js";

/** Writable while its line is read: whether it is alone shows at the end of the line. */
export type ReadImport = {
	-readonly [K in keyof ImportStatement]: ImportStatement[K];
};

interface ToldComments {
	comment(start: number, end: number): void;
}

const FROM = 102;
const DOT = 46;
const COMMA = 44;
const OPEN = 40;
const CLOSE = 41;
const STAR = 42;
const NO_BLOCKS: readonly OpenBlock[] = [];

/**
 * The import statement at `at`, which stands on `line`, or null. `keyword` is where `import` or `from` stands:
 * behind `lazy`, or at `at`. `told` hears of comments inside parentheses.
 */
export function readImport(
	text: string,
	at: number,
	keyword: number,
	line: number,
	block: OpenBlock | null,
	told: ToldComments,
): ReadImport | null {
	const reader = new ImportReader(text, at, told);
	const read =
		text.charCodeAt(keyword) === FROM
			? reader.from(keyword + 4)
			: reader.modules(keyword + 6);
	if (!read) return null;
	return {
		kind: reader.kind,
		start: at,
		end: reader.end,
		line,
		lazy: keyword !== at,
		level: reader.level,
		module: reader.module,
		moduleStart: reader.moduleStart,
		moduleEnd: reader.moduleEnd,
		names: reader.names,
		star: reader.star,
		parens: reader.parens,
		blocks: block ? block.path : NO_BLOCKS,
		alone: true,
	};
}

/** Does the statement end at `at`? */
function isEnd(text: string, at: number): boolean {
	const c = text.charCodeAt(skipBlanks(text, at));
	return Number.isNaN(c) || isNewline(c) || c === HASH || c === 59;
}

/** Reads into its own fields: the statement is made once, of one shape, when all of it is known. */
class ImportReader {
	readonly #text: string;
	readonly #told: ToldComments;
	readonly names: ImportedName[] = [];
	kind: ImportStatement["kind"] = "import";
	end = 0;
	level = 0;
	module = "";
	moduleStart: number;
	moduleEnd: number;
	star: number | null = null;
	parens: ImportStatement["parens"] = null;

	constructor(text: string, at: number, told: ToldComments) {
		this.#text = text;
		this.#told = told;
		this.moduleStart = at;
		this.moduleEnd = at;
	}

	/** `import a.b as c, d`, from behind the keyword. */
	modules(at: number): boolean {
		this.moduleStart = at;
		this.moduleEnd = at;
		this.#names(skipBlanks(this.#text, at), true, false);
		return this.#endsBare();
	}

	/** `from .a import b, c`, from behind the keyword. */
	from(at: number): boolean {
		const text = this.#text;
		this.kind = "from";
		let i = this.#module(skipBlanks(text, at));
		if (i < 0 || !wordAt(text, "import", i)) return false;
		i = skipBlanks(text, i + 6);
		const c = text.charCodeAt(i);
		if (c === STAR) {
			this.star = i;
			this.end = i + 1;
			return isEnd(text, this.end);
		}
		if (c === OPEN) {
			this.#names(this.#skip(i + 1, true), false, true);
			return this.#endsInside(i);
		}
		this.#names(i, false, false);
		return this.#endsBare();
	}

	/** Dots and dotted name of a from-import; the offset of what follows, or -1 where there is neither. */
	#module(at: number): number {
		const text = this.#text;
		let i = at;
		this.moduleStart = at;
		this.moduleEnd = at;
		while (text.charCodeAt(i) === DOT) {
			this.level++;
			this.moduleEnd = i + 1;
			i = skipBlanks(text, i + 1);
		}
		if (isNameStart(text.charCodeAt(i)) && !wordAt(text, "import", i)) {
			this.moduleEnd = this.#dotted(i);
			this.module = undivided(text.slice(i, this.moduleEnd));
			i = skipBlanks(text, this.moduleEnd);
		}
		return this.moduleEnd === at ? -1 : i;
	}

	/** Ends behind the last name. Only brackets allow a comma there. */
	#endsBare(): boolean {
		const last = this.names.at(-1);
		if (!last || last.comma !== null) return false;
		this.end = last.alias?.end ?? last.end;
		return isEnd(this.#text, this.end);
	}

	/** Ends behind the bracket that closes the one at `open`. */
	#endsInside(open: number): boolean {
		const last = this.names.at(-1);
		if (!last) return false;
		const close = this.#skip(
			last.comma === null ? (last.alias?.end ?? last.end) : last.comma + 1,
			true,
		);
		if (this.#text.charCodeAt(close) !== CLOSE) return false;
		this.parens = { open, close };
		this.end = close + 1;
		return isEnd(this.#text, this.end);
	}

	#names(at: number, dotted: boolean, inside: boolean): void {
		const text = this.#text;
		let i = at;
		while (isNameStart(text.charCodeAt(i))) {
			const start = i;
			const end = dotted ? this.#dotted(i) : nameEnd(text, i);
			let alias: ImportedName["alias"] = null;
			i = this.#skip(end, inside);
			if (wordAt(text, "as", i)) {
				const from = this.#skip(i + 2, inside);
				const to = nameEnd(text, from);
				// `import a as` with nothing behind stays unread, so the statement is none.
				if (to > from) {
					alias = { name: text.slice(from, to), start: from, end: to };
					i = this.#skip(to, inside);
				}
			}
			const comma = text.charCodeAt(i) === COMMA ? i : null;
			const written = text.slice(start, end);
			this.names.push({
				name: dotted ? undivided(written) : written,
				start,
				end,
				alias,
				comma,
			});
			if (comma === null) return;
			i = this.#skip(comma + 1, inside);
		}
	}

	/** Offset after the dotted name that starts at `at`. */
	#dotted(at: number): number {
		const text = this.#text;
		let end = nameEnd(text, at);
		for (;;) {
			const dot = skipBlanks(text, end);
			if (text.charCodeAt(dot) !== DOT) return end;
			const next = skipBlanks(text, dot + 1);
			if (!isNameStart(text.charCodeAt(next))) return end;
			end = nameEnd(text, next);
		}
	}

	/** White space; inside brackets newlines and comments are some, too. */
	#skip(at: number, inside: boolean): number {
		const text = this.#text;
		let i = skipBlanks(text, at);
		if (!inside) return i;
		for (;;) {
			const c = text.charCodeAt(i);
			if (c === HASH) {
				const end = lineEnd(text, i);
				this.#told.comment(i, end);
				i = end;
			} else if (isNewline(c)) i = afterNewline(text, i);
			else return i;
			i = skipBlanks(text, i);
		}
	}
}

const DIVIDED = /[ \t\f\r\n\\]/;

/** A dotted name without the white space and continuations that it was written with. */
const undivided = (written: string): string =>
	DIVIDED.test(written) ? written.replace(/[ \t\f\r\n\\]+/g, "") : written;
