/** Line numbers of a text, found by bisection: a module has a binding every other line. */

let last: {
	readonly text: string;
	readonly line: (offset: number) => number;
} | null = null;

/** Gives the 1-based line of an offset. Lines end as ECMA-262 12.3 says, CRLF as one. */
export function lineCounter(text: string): (offset: number) => number {
	// Facts, uses and problems of a file are asked for one after the other.
	if (last?.text === text) return last.line;
	let starts: readonly number[] | null = null;
	const line = (offset: number): number => {
		starts ??= lineStarts(text);
		let low = 0;
		for (let high = starts.length; high - low > 1; ) {
			const middle = (low + high) >> 1;
			if ((starts[middle] as number) <= offset) low = middle;
			else high = middle;
		}
		return low + 1;
	};
	last = { text, line };
	return line;
}

/** Where the lines start. */
export function lineStarts(text: string): readonly number[] {
	const starts = [0];
	if (/[\r\u2028\u2029]/.test(text))
		for (const match of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g))
			starts.push(match.index + match[0].length);
	else
		for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1))
			starts.push(at + 1);
	return starts;
}

/** 1-based. */
export function columnOf(text: string, offset: number): number {
	let start = offset;
	while (start > 0 && !/[\n\r\u2028\u2029]/.test(text[start - 1] as string))
		start--;
	return offset - start + 1;
}

/** The offset of a place, line and column 1-based. */
export function offsetCounter(
	text: string,
): (line: number, column: number) => number {
	const starts = lineStarts(text);
	return (line, column) => (starts[line - 1] ?? text.length) + column - 1;
}
