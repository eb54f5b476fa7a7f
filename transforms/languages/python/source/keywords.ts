/**
 * The words that an import or a compound statement can start with, told from bytes: most lines start with another,
 * and to cut a string out of the text for each costs more than the rest of the line.
 */
import { isNameChar } from "./chars.js";
import type { Block } from "./syntax.js";

export type Keyword = Block["keyword"] | "import" | "from" | "lazy" | "async";

const WORDS: readonly Keyword[] = [
	"import",
	"from",
	"lazy",
	"async",
	"if",
	"elif",
	"else",
	"try",
	"except",
	"finally",
	"with",
	"for",
	"while",
	"match",
	"case",
	"def",
	"class",
];

const LONGEST = Math.max(...WORDS.map((word) => word.length));
/** Bytes that one of them starts with. */
const STARTS = new Uint8Array(256);
/** By three of their bytes and their length: no two of them have the same. */
const BY_KEY = new Map<number, Keyword>();
for (const word of WORDS) {
	const bytes = Buffer.from(word, "latin1");
	STARTS[bytes[0] as number] = 1;
	BY_KEY.set(keyOf(bytes, 0, bytes.length), word);
}

/** The keyword that stands at `at`, and ends there, or null. `bytes` are those of `text`. */
export function keywordAt(
	text: string,
	bytes: Uint8Array,
	at: number,
): Keyword | null {
	if (STARTS[bytes[at] as number] === 0) return null;
	let end = at + 1;
	while (isNameChar(bytes[end] as number)) end++;
	const length = end - at;
	if (length < 2 || length > LONGEST) return null;
	const word = BY_KEY.get(keyOf(bytes, at, length));
	return word !== undefined && text.startsWith(word, at) ? word : null;
}

function keyOf(bytes: Uint8Array, at: number, length: number): number {
	const first = bytes[at] as number;
	const second = bytes[at + 1] as number;
	const last = bytes[at + length - 1] as number;
	return (first << 21) | (second << 14) | (last << 7) | length;
}
