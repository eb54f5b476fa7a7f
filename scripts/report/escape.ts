/**
 * What a terminal must not get from a file name or a source line: control characters (which move the cursor, set
 * the title, answer for the user) and bidirectional controls (which show text in another order than it runs).
 */

const IN_TEXT = /(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu;
const IN_LINE = /[\p{Cc}\p{Bidi_Control}]/gu;

function shown(character: string): string {
	const code = character.charCodeAt(0);
	return code < 0x100
		? `\\x${code.toString(16).padStart(2, "0")}`
		: `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}

/** For text of several lines; a carriage return before a line feed ends a line and is left out. */
export function escapeText(text: string): string {
	return text.replaceAll("\r\n", "\n").replace(IN_TEXT, shown);
}

/**
 * For what must stay on one line: names, details. At the start of a line GitHub's runner takes `::error::x.ts` for
 * a command, so such a name gets a `./`.
 */
export function escapeLine(text: string): string {
	const start = text.startsWith("::") ? "./" : "";
	return start + text.replace(IN_LINE, shown);
}
