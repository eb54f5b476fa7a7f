/**
 * Where a place of the text that recast parses is in the file's own text. recast spells the indentation of each line
 * with spaces and ends lines with LF before it parses; what stands in the lines is the same.
 *
 *   sourceOffsets("if (a) {\n    b;\n}", "if (a) {\r\n\tb;\r\n}") -> 13 of the one is 11 of the other
 */
import type { Node } from "./surgical-compare.js";

/** What a parser was given, and the comments that it found there. */
export interface ParsedText {
	readonly text: string;
	/** In their order in the text. */
	readonly comments: readonly Node[];
}

/** A line: where it starts, and where what stands in it does. */
interface Line {
	readonly start: number;
	readonly content: number;
}

/** Null where the texts do not correspond. The function throws for a place within an indentation. */
export function sourceOffsets(
	parsed: string,
	source: string,
): ((of: number) => number) | null {
	if (parsed === source) return (of) => of;
	const [ours, theirs] = [linesOf(parsed), linesOf(source)];
	if (
		ours.lines.length !== theirs.lines.length ||
		ours.contents.some((content, index) => content !== theirs.contents[index])
	)
		return null;
	return (of) => {
		const index = lineAt(ours.lines, of);
		const [line, there] = [ours.lines[index], theirs.lines[index]] as [
			Line,
			Line,
		];
		if (of >= line.content) return there.content + of - line.content;
		// The whole program may start before the first indentation.
		if (of === line.start) return there.start;
		throw new Error(`nothing stands in an indentation: ${of}`);
	};
}

/** As recast tells lines apart. */
const BREAK = /\r\n|[\r\n\u2028\u2029]/g;

function linesOf(text: string): {
	readonly lines: readonly Line[];
	readonly contents: readonly string[];
} {
	const lines: Line[] = [];
	const contents: string[] = [];
	const add = (start: number, end: number): void => {
		const line = text.slice(start, end);
		const content = line.trimStart();
		lines.push({ start, content: end - content.length });
		contents.push(content);
	};
	let start = 0;
	for (const { 0: found, index } of text.matchAll(BREAK)) {
		add(start, index);
		start = index + found.length;
	}
	add(start, text.length);
	return { lines, contents };
}

/** The last line that starts at or before a place. */
function lineAt(lines: readonly Line[], of: number): number {
	let low = 0;
	for (let high = lines.length - 1; low < high; ) {
		const middle = (low + high + 1) >> 1;
		if ((lines[middle] as Line).start <= of) low = middle;
		else high = middle - 1;
	}
	return low;
}
