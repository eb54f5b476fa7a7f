/**
 * The words of an import or export clause with their places: what stands between `import` and the specifier.
 * Module records give no place for `* as ns`, `type` and `with {...}`, and three parsers would give three trees;
 * the clause itself is a flat row of words, strings and signs, so it is read as such.
 *
 *   import type D, { type A as B } from './m' with { type: 'json' };
 */
import type { SiteName, Span } from "./syntax.js";

interface Token extends Span {
	readonly text: string;
}

export interface Clause {
	readonly names: readonly SiteName[];
	/** `import type`, `export type`, Flow's `import typeof`: nothing of the statement runs. */
	readonly typeOnly: boolean;
	/** `with {...}` or `assert {...}` after the specifier. */
	readonly attributes: Span | null;
}

// Trivia, then a word (escapes allowed, ECMA-262 12.7), a string, or a sign.
const TOKEN =
	/\s+|\/\/.*|\/\*[\s\S]*?\*\/|(?:[\p{ID_Continue}$#@]|\u200c|\u200d|\\u(?:[0-9a-fA-F]{4}|\{[0-9a-fA-F]+\}))+|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|[\s\S]/uy;

/** The tokens of `[start, end)`, without blanks and comments. */
function tokens(text: string, start: number, end: number): Token[] {
	const found: Token[] = [];
	TOKEN.lastIndex = start;
	while (TOKEN.lastIndex < end) {
		const from = TOKEN.lastIndex;
		const word = TOKEN.exec(text)?.[0] ?? "";
		if (!/^(?:\s|\/\/|\/\*)/.test(word))
			found.push({ text: word, start: from, end: from + word.length });
	}
	return found;
}

const isString = (token: Token | undefined): boolean =>
	/^['"]/.test(token?.text ?? "");

/** A word or string as the name that it stands for. */
function spelled(token: Token): string {
	const raw = isString(token) ? token.text.slice(1, -1) : token.text;
	return raw.replace(
		/\\u(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{4}))/g,
		(_, braced, plain) =>
			String.fromCodePoint(Number.parseInt(braced ?? plain, 16)),
	);
}

/**
 * Reads the declaration `[statement.start, statement.end)` whose specifier stands, quotes included, at `source`.
 * Works on `import`, `export ... from`, and a JSDoc `@import` line.
 */
export function readClause(
	text: string,
	statement: Span,
	source: Span,
): Clause {
	const head = tokens(text, statement.start, source.start);
	if (head.at(-1)?.text === "from") head.pop();
	const reexport = head[0]?.text === "export";
	let at = 1;
	let typeOnly = false;
	const modifier = head[at]?.text;
	// `import type from 'm'` and `import type, {a} from 'm'` bind a default import called `type`.
	const follows = head[at + 1]?.text;
	if (
		(modifier === "type" || modifier === "typeof") &&
		follows !== undefined &&
		follows !== ","
	) {
		typeOnly = true;
		at++;
	} else if (
		(modifier === "defer" || modifier === "source") &&
		follows !== undefined &&
		follows !== ","
	)
		at++;

	const names: SiteName[] = [];
	while (at < head.length) {
		const token = head[at] as Token;
		if (token.text === "*") {
			const as = head[at + 1]?.text === "as" ? head[at + 2] : undefined;
			// `export * from`: no name of its own.
			if (as)
				names.push(
					siteName("*", token, as, { start: token.start, end: as.end }, false),
				);
			at += as ? 3 : 1;
		} else if (token.text === "{") {
			at = readBraces(head, at + 1, names);
		} else {
			if (!reexport && token.text !== ",")
				names.push(siteName("default", token, token, token, false));
			at++;
		}
	}
	return {
		names,
		typeOnly,
		attributes: readAttributes(text, statement, source),
	};
}

function siteName(
	name: string,
	at: Token,
	as: Token,
	span: Span,
	typeOnly: boolean,
): SiteName {
	const place = ({ start, end }: Span): Span => ({ start, end });
	return {
		name,
		as: spelled(as),
		span: place(span),
		nameSpan: place(at),
		asSpan: place(as),
		typeOnly,
	};
}

/** `{ a, type b as c, "d" as e }` from after the brace; gives the index after the closing one. */
function readBraces(
	row: readonly Token[],
	from: number,
	names: SiteName[],
): number {
	let at = from;
	while (at < row.length && row[at]?.text !== "}") {
		const words: Token[] = [];
		while (at < row.length && row[at]?.text !== "," && row[at]?.text !== "}")
			words.push(row[at++] as Token);
		if (row[at]?.text === ",") at++;
		const name = readSpecifier(words);
		if (name) names.push(name);
	}
	return at + 1;
}

/**
 * One specifier of 1 to 4 words. `type` and `as` are names, too: `{ type as as }` imports `type` as `as`, and
 * `{ type as as as }` the type `as` as `as` (TypeScript's parseImportOrExportSpecifier).
 */
function readSpecifier(words: readonly Token[]): SiteName | null {
	const first = words[0];
	const final = words.at(-1);
	if (!first || !final) return null;
	const typeOnly =
		/^type(?:of)?$/.test(first.text) &&
		(words.length === 2 || words.length === 4);
	const name = typeOnly ? (words[1] as Token) : first;
	return siteName(
		spelled(name),
		name,
		final,
		{ start: first.start, end: final.end },
		typeOnly,
	);
}

function readAttributes(
	text: string,
	statement: Span,
	source: Span,
): Span | null {
	const [keyword, ...rest] = tokens(text, source.end, statement.end);
	if (!keyword || !/^(?:with|assert)$/.test(keyword.text)) return null;
	const close = rest.find((token) => token.text === "}");
	return close ? { start: keyword.start, end: close.end } : null;
}
