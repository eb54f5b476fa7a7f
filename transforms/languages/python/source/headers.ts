/**
 * What has to be read from the text of a block header: which colon ends it (a lambda's does not), and whether the
 * block is for type checkers only.
 */
import type { OpenBlock } from "./blocks.js";
import { isNameStart, nameEnd } from "./chars.js";
import { isQuote, prefixLength, stringEnd } from "./strings.js";
import type { Block } from "./syntax.js";

/**
 * How many lambdas of the header text `[start, end)` still wait for their colon, brackets aside, when `colons`
 * colons went before: `if lambda x: x:` ends at the second.
 */
export function pendingLambdas(
	text: string,
	start: number,
	end: number,
	colons: number,
): number {
	if (!text.slice(start, end).includes("lambda")) return 0;
	let pending = -colons;
	let depth = 0;
	for (let i = start; i < end; ) {
		const c = text.charCodeAt(i);
		if (isNameStart(c)) {
			const stop = nameEnd(text, i);
			if (depth === 0 && text.slice(i, stop) === "lambda") pending++;
			i = stop;
			continue;
		}
		if (isQuote(c)) {
			const stop = stringEnd(text, i, prefixLength(text, i));
			i = stop < 0 ? i + 1 : stop;
			continue;
		}
		if (c === 40 || c === 91 || c === 123) depth++;
		else if (c === 41 || c === 93 || c === 125) depth--;
		i++;
	}
	return pending;
}

const CHECKED =
	/^(?:el)?if\b[\s\\(]*(?:[\w\x80-\xff]+\s*\.\s*)?TYPE_CHECKING[\s)]*(?:and\b[\s\S]*)?:$/;
const UNCHECKED =
	/^(?:el)?if\b[\s\\(]*not\b[\s(]*(?:[\w\x80-\xff]+\s*\.\s*)?TYPE_CHECKING[\s)]*:$/;

/** `if not TYPE_CHECKING:`, whose `else` is for type checkers. */
export const isRunTimeOnly = (text: string, block: Block): boolean =>
	UNCHECKED.test(text.slice(block.start, block.end));

/** Is the block of the header `[start, end)`, colon included, for type checkers only? */
export function isTypeChecking(
	text: string,
	start: number,
	end: number,
	keyword: Block["keyword"],
	sibling: OpenBlock | null,
): boolean {
	if (keyword === "if" || keyword === "elif") {
		const header = text.slice(start, end);
		return header.includes("TYPE_CHECKING") && CHECKED.test(header);
	}
	return (
		keyword === "else" &&
		sibling?.keyword === "if" &&
		isRunTimeOnly(text, sibling)
	);
}
