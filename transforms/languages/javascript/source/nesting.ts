/**
 * Does a text nest deeper than a parser's stack goes? oxc-parser descends with each bracket, and at some thousands of
 * them the process is gone, without an error to catch. No person nests a tenth of the limit, so strings and comments
 * are counted like code: that costs nothing.
 *
 *   ((((...1))))     Array<Array<...>>     a ? b : a ? b : ...     a => a => ...
 */

const LIMIT = 500;

/** The offset of what is too deep, or null. */
export function tooDeep(text: string): number | null {
	let brackets = 0;
	// What nests without brackets of its own does so within one line, or nobody would find his way in it.
	let angles = 0;
	let chained = 0;
	for (let at = 0; at < text.length; at++) {
		switch (text[at]) {
			case "(":
			case "[":
			case "{":
				brackets++;
				break;
			case ")":
			case "]":
			case "}":
				if (brackets > 0) brackets--;
				break;
			case "<":
				angles++;
				break;
			case ">":
				if (text[at - 1] === "=") chained++;
				else if (angles > 0) angles--;
				break;
			case "?":
				chained++;
				break;
			case "\n":
			case ",":
			case ";":
				angles = 0;
				chained = 0;
				break;
		}
		if (brackets > LIMIT || angles > LIMIT || chained > LIMIT) return at;
	}
	return null;
}
