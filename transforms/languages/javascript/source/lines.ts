/** Line numbers of a text, found by bisection: a module has a binding every other line. */

/** Gives the 1-based line of an offset. Lines end as ECMA-262 12.3 says, CRLF as one. */
export function lineCounter(text: string): (offset: number) => number {
	let starts: number[] | null = null;
	return (offset) => {
		if (!starts) {
			starts = [0];
			for (const match of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g))
				starts.push(match.index + match[0].length);
		}
		let low = 0;
		for (let high = starts.length; high - low > 1; ) {
			const middle = (low + high) >> 1;
			if ((starts[middle] as number) <= offset) low = middle;
			else high = middle;
		}
		return low + 1;
	};
}
