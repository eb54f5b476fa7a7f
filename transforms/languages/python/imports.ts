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

const DOT = 46;
const COMMA = 44;
const OPEN = 40;
const CLOSE = 41;
const STAR = 42;

/**
 * The import statement at `at`, which stands on `line`, or null. `keyword` is where `import` or `from` stands:
 * behind `lazy`, or at `at`. `comment` is told of comments inside parentheses.
 */
export function readImport(
	text: string,
	at: number,
	keyword: number,
	line: number,
	block: OpenBlock | null,
	comment: (start: number, end: number) => void,
): ReadImport | null {
	const reader = new ImportReader(text, comment);
	const statement = {
		start: at,
		line,
		lazy: keyword !== at,
		blocks: block ? block.path : [],
		alone: true,
	};
	const rest =
		text.charCodeAt(keyword) === 102
			? reader.from(keyword + 4)
			: reader.modules(keyword + 6);
	return rest && { ...statement, ...rest };
}

/** Does the statement end at `at`? */
function isEnd(text: string, at: number): boolean {
	const c = text.charCodeAt(skipBlanks(text, at));
	return Number.isNaN(c) || isNewline(c) || c === HASH || c === 59;
}

type Rest = Omit<ReadImport, "start" | "line" | "lazy" | "blocks" | "alone">;

class ImportReader {
	readonly #text: string;
	readonly #comment: (start: number, end: number) => void;

	constructor(text: string, comment: (start: number, end: number) => void) {
		this.#text = text;
		this.#comment = comment;
	}

	/** `import a.b as c, d`, from behind the keyword. */
	modules(at: number): Rest | null {
		const names = this.#names(skipBlanks(this.#text, at), true, false);
		const last = names?.at(-1);
		if (!names || !last || last.comma !== null) return null;
		const end = last.alias?.end ?? last.end;
		if (!isEnd(this.#text, end)) return null;
		return {
			kind: "import",
			end,
			level: 0,
			module: "",
			moduleStart: at,
			moduleEnd: at,
			names,
			star: null,
			parens: null,
		};
	}

	/** `from .a import b, c`, from behind the keyword. */
	from(at: number): Rest | null {
		const text = this.#text;
		const moduleStart = skipBlanks(text, at);
		let moduleEnd = moduleStart;
		let level = 0;
		let i = moduleStart;
		while (text.charCodeAt(i) === DOT) {
			level++;
			moduleEnd = i + 1;
			i = skipBlanks(text, i + 1);
		}
		let module = "";
		if (isNameStart(text.charCodeAt(i)) && !wordAt(text, "import", i)) {
			moduleEnd = this.#dotted(i);
			module = undivided(text.slice(i, moduleEnd));
			i = skipBlanks(text, moduleEnd);
		}
		if (moduleEnd === moduleStart || !wordAt(text, "import", i)) return null;
		const head = {
			kind: "from",
			level,
			module,
			moduleStart,
			moduleEnd,
		} as const;
		i = skipBlanks(text, i + 6);
		if (text.charCodeAt(i) === STAR)
			return isEnd(text, i + 1)
				? { ...head, end: i + 1, names: [], star: i, parens: null }
				: null;
		const inside = text.charCodeAt(i) === OPEN;
		const names = this.#names(
			inside ? this.#skip(i + 1, true) : i,
			false,
			inside,
		);
		const last = names?.at(-1);
		if (!names || !last) return null;
		if (!inside) {
			const end = last.alias?.end ?? last.end;
			return last.comma === null && isEnd(text, end)
				? { ...head, end, names, star: null, parens: null }
				: null;
		}
		const close = this.#skip(
			last.comma === null ? (last.alias?.end ?? last.end) : last.comma + 1,
			true,
		);
		if (text.charCodeAt(close) !== CLOSE || !isEnd(text, close + 1))
			return null;
		return {
			...head,
			end: close + 1,
			names,
			star: null,
			parens: { open: i, close },
		};
	}

	#names(at: number, dotted: boolean, inside: boolean): ImportedName[] | null {
		const text = this.#text;
		const names: ImportedName[] = [];
		let i = at;
		while (isNameStart(text.charCodeAt(i))) {
			const start = i;
			const end = dotted ? this.#dotted(i) : nameEnd(text, i);
			let alias: ImportedName["alias"] = null;
			i = this.#skip(end, inside);
			if (wordAt(text, "as", i)) {
				const from = this.#skip(i + 2, inside);
				const to = nameEnd(text, from);
				if (!isNameStart(text.charCodeAt(from))) return null;
				alias = { name: text.slice(from, to), start: from, end: to };
				i = this.#skip(to, inside);
			}
			const comma = text.charCodeAt(i) === COMMA ? i : null;
			const name = text.slice(start, end);
			names.push({
				name: dotted ? undivided(name) : name,
				start,
				end,
				alias,
				comma,
			});
			if (comma === null) break;
			i = this.#skip(comma + 1, inside);
		}
		return names;
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

	/** Inside parentheses newlines and comments are white space, too. */
	#skip(at: number, inside: boolean): number {
		const text = this.#text;
		let i = skipBlanks(text, at);
		if (!inside) return i;
		for (;;) {
			const c = text.charCodeAt(i);
			if (c === HASH) {
				const end = lineEnd(text, i);
				this.#comment(i, end);
				i = end;
			} else if (isNewline(c)) i = afterNewline(text, i);
			else return i;
			i = skipBlanks(text, i);
		}
	}
}

/** A dotted name without the white space and continuations that it was written with. */
const undivided = (written: string): string =>
	written.replace(/[ \t\f\r\n\\]+/g, "");
