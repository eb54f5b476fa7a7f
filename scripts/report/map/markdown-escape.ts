/**
 * Names from source in Markdown: nothing of them may become markup. Names stand in code spans, which know no
 * escapes (CommonMark 6.1): a longer fence keeps backticks in, and in a table cell alone `\|` is a bar (GFM 4.10).
 *
 *   code("a`b")  ->  ``a`b``        cell("a|b")  ->  `a\|b`
 */
import { escapeLine } from "../escape.js";

/** A name as a code span. */
export function code(name: string): string {
	const line = escapeLine(name);
	const longest = (line.match(/`+/g) ?? []).reduce(
		(length, run) => Math.max(length, run.length),
		0,
	);
	const fence = "`".repeat(longest + 1);
	// A space at both ends is taken off again, so a span of backticks needs them and so does one of spaces.
	const pad = /^[` ]|[` ]$/.test(line) ? " " : "";
	return `${fence}${pad}${line}${pad}${fence}`;
}

/** A name as a code span in a table. */
export function cell(name: string): string {
	return code(name).replaceAll("|", "\\|");
}

/** A sentence with names in it, as text. `@` would call a person on some sites, and has no escape but the entity. */
export function prose(sentence: string): string {
	return escapeLine(sentence)
		.replace(/[\\`*_[\]<>|&~$#]/g, "\\$&")
		.replaceAll("@", "&#64;");
}

/** A name in the quotes of a Mermaid label, where `#` begins an entity and nothing else has an escape. */
export function label(name: string): string {
	return escapeLine(name).replace(
		/[^\p{L}\p{N} ./_=*,:()@+-]/gu,
		(character) => `#${character.codePointAt(0)};`,
	);
}

/** Lines of source as a code block; `language` is its info string. */
export function block(
	language: string,
	lines: readonly string[],
): readonly string[] {
	const longest = (lines.join("\n").match(/`{3,}/g) ?? []).reduce(
		(length, run) => Math.max(length, run.length),
		2,
	);
	const fence = "`".repeat(longest + 1);
	return [`${fence}${language}`, ...lines.map(escapeLine), fence];
}

/** A table; numbers to the right. Its cells are Markdown already. */
export function tableOf(
	head: readonly string[],
	rows: readonly (readonly (string | number)[])[],
): readonly string[] {
	const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
	return [
		line(head),
		line(
			head.map((_, column) =>
				rows.every((row) => typeof row[column] === "number") ? "---:" : "---",
			),
		),
		...rows.map((row) =>
			line(
				row.map((value) =>
					typeof value === "number" ? value.toLocaleString("en-US") : value,
				),
			),
		),
	];
}
