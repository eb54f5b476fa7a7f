/**
 * Where a shim's warning goes and how it is laid out: after the docstring and the `__future__` imports (PEP 236: they
 * come before any other statement), in the file's own line ends, and in ASCII whatever the file's encoding is.
 */
import { lineEnding } from "../../../core/text-edits.js";
import type { Edit } from "../../../core/types.js";
import { afterNewline, BOM, isNewline, lineEnd } from "../source/chars.js";
import type { Item } from "./inspect.js";

/** Lines with the file's own ends. */
export const inFile = (text: string, lines: string): string =>
	lines.replaceAll("\n", lineEnding(text));

/** A string literal that means `value` in a file of any encoding. */
export function pyString(value: string): string {
	const escaped = value.replace(/["\\]|[^\x20-\x7e]/gu, (character) => {
		if (character === '"' || character === "\\") return `\\${character}`;
		const code = character.codePointAt(0) ?? 0;
		return code > 0xffff
			? `\\U${code.toString(16).padStart(8, "0")}`
			: `\\u${code.toString(16).padStart(4, "0")}`;
	});
	return `"${escaped}"`;
}

const lineStart = (text: string, at: number): number => {
	let i = at;
	while (i > 0 && !isNewline(text.charCodeAt(i - 1))) i--;
	return i;
};

/** Is there nothing but blanks before it, and nothing but blanks and a comment behind it, on its lines? */
export function isAlone(text: string, start: number, end: number): boolean {
	const from = lineStart(text, start);
	const before = text.slice(
		from === 0 && text.startsWith(BOM) ? 3 : from,
		start,
	);
	return (
		/^[ \t\f]*$/.test(before) &&
		/^[ \t\f]*(?:#|$)/.test(text.slice(end, lineEnd(text, end)))
	);
}

/** The statement's lines as a whole, its last newline included. */
export function wholeLines(
	text: string,
	start: number,
	end: number,
): { readonly start: number; readonly end: number } {
	const from = lineStart(text, start);
	const stop = lineEnd(text, end);
	return {
		start: from === 0 && text.startsWith(BOM) ? BOM.length : from,
		end: stop < text.length ? afterNewline(text, stop) : stop,
	};
}

/** The last statement that has to stand before any other: the docstring, a `__future__` import. */
export function headOf(items: readonly Item[]): Item | null {
	let head: Item | null = null;
	for (const [i, item] of items.entries()) {
		const future =
			item.kind === "import" && item.statement.module === "__future__";
		if (!future && !(i === 0 && item.kind === "string")) break;
		head = item;
	}
	return head;
}

/**
 * The edit that puts `lines` behind the statement `after`, or before the first one, with a blank line around. Null
 * where the layout leaves no place.
 */
export function insertion(
	text: string,
	items: readonly Item[],
	after: Item | null,
	lines: string,
): Edit | null {
	const first = items[0];
	if (after) {
		if (!isAlone(text, after.start, after.end)) return null;
		const { end } = wholeLines(text, after.start, after.end);
		const closed = isNewline(text.charCodeAt(end - 1));
		const next = text.slice(end, lineEnd(text, end)).trim();
		const tail = next === "" ? "" : "\n";
		return {
			start: end,
			end,
			text: inFile(text, `${closed ? "" : "\n"}\n${lines}${tail}`),
		};
	}
	if (!first) return null;
	const at = beforeComments(
		text,
		wholeLines(text, first.start, first.end).start,
	);
	return { start: at, end: at, text: inFile(text, `${lines}\n`) };
}

/** Comments right above a statement belong to it; those that the file starts with belong to the file. */
function beforeComments(text: string, statement: number): number {
	let at = statement;
	while (at > 0) {
		const above = lineStart(text, previousLine(text, at));
		if (!/^[ \t]*#/.test(text.slice(above, at))) return at;
		if (above === 0) return statement;
		at = above;
	}
	return statement;
}

/** An offset on the line above the one that starts at `at`. */
const previousLine = (text: string, at: number): number =>
	text.charCodeAt(at - 1) === 10 && text.charCodeAt(at - 2) === 13
		? at - 2
		: at - 1;
