/**
 * Does a text nest deeper than a parser's stack goes? oxc-parser descends with each bracket, and at some thousands of
 * them the process is gone, without an error to catch. No person nests a tenth of the limit, so strings and comments
 * are counted like code: that costs nothing.
 *
 *   ((((...1))))     Array<Array<...>>     a ? b : a ? b : ...     a => a => ...
 */

const LIMIT = 500;

const OPENING = 1;
const CLOSING = 2;
const LESS = 3;
const MORE = 4;
const QUESTION = 5;
const SEPARATOR = 6;

const KIND = new Uint8Array(128);
for (const [characters, kind] of [
	["([{", OPENING],
	[")]}", CLOSING],
	["<", LESS],
	[">", MORE],
	["?", QUESTION],
	["\n,;", SEPARATOR],
] as const)
	for (const character of characters) KIND[character.charCodeAt(0)] = kind;

/** The offset of what is too deep, or null. */
export function tooDeep(text: string): number | null {
	let brackets = 0;
	// What nests without brackets of its own does so within one line, or nobody would find his way in it.
	let angles = 0;
	let chained = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		switch (code < 128 ? KIND[code] : 0) {
			case 0:
				continue;
			case OPENING:
				brackets++;
				break;
			case CLOSING:
				if (brackets > 0) brackets--;
				break;
			case LESS:
				angles++;
				break;
			case MORE:
				if (text[at - 1] === "=") chained++;
				else if (angles > 0) angles--;
				break;
			case QUESTION:
				chained++;
				break;
			default:
				angles = 0;
				chained = 0;
		}
		if (brackets > LIMIT || angles > LIMIT || chained > LIMIT) return at;
	}
	return null;
}
