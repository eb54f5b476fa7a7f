/**
 * Where a place of the text that recast parses is in the file's own text. recast spells the indentation of each line
 * with spaces and ends lines with LF before it parses; what stands in the lines is the same.
 *
 *   sourceOffsets("if (a) {\n    b;\n}", "if (a) {\r\n\tb;\r\n}") -> 13 of the one is 11 of the other
 */
import { lineCounter, lineStarts } from "../source/lines.js";
import type { Node } from "./surgical-compare.js";

/** What a parser was given, and the comments that it found there. */
export interface ParsedText {
	readonly text: string;
	/** In their order in the text. */
	readonly comments: readonly Node[];
}

interface Line {
	readonly start: number;
	/** What stands in it behind its indentation, and where that starts. */
	readonly content: string;
	readonly at: number;
}

/** Null where the texts do not correspond. The function throws for a place within an indentation. */
export function sourceOffsets(
	parsed: string,
	source: string,
): ((of: number) => number) | null {
	if (parsed === source) return (of) => of;
	const [ours, theirs] = [linesOf(parsed), linesOf(source)];
	if (
		ours.length !== theirs.length ||
		ours.some(({ content }, index) => content !== theirs[index]?.content)
	)
		return null;
	const lineOf = lineCounter(parsed);
	return (of) => {
		const index = lineOf(of) - 1;
		const [line, there] = [ours[index], theirs[index]] as [Line, Line];
		if (of >= line.at) return there.at + of - line.at;
		// The whole program may start before the first indentation.
		if (of === line.start) return there.start;
		throw new Error(`nothing stands in an indentation: ${of}`);
	};
}

const BREAK = /[\n\r\u2028\u2029]+$/;

function linesOf(text: string): readonly Line[] {
	const starts = lineStarts(text);
	return starts.map((start, index) => {
		const line = text.slice(start, starts[index + 1]).replace(BREAK, "");
		const content = line.trimStart();
		return { start, content, at: start + line.length - content.length };
	});
}
