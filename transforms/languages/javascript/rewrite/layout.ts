/**
 * How new text of a statement is laid out: as the statement beside it, as other imports of the file, and over
 * several lines where one would be longer than most formatters allow.
 */
import type { Site, Span } from "../source/syntax.js";
import type { PieceList } from "./pieces.js";

const LINE_WIDTH = 80;

export interface Style {
	/** Between a brace and what is in it. */
	readonly space: string;
	readonly quote: string;
	readonly eol: string;
	/** Of the statement's line. */
	readonly indent: string;
	/** One step more. */
	readonly step: string;
	/** The comma behind the last of several lines. */
	readonly trailing: string;
}

/** `braces`: those of the statement, if it has any, with what stands in them. */
export function styleOf(
	text: string,
	site: Site,
	braces: Span | null,
	{ pieces }: PieceList,
): Style {
	const lineStart = text.lastIndexOf("\n", site.span.start - 1) + 1;
	const indent =
		/^[ \t]*/.exec(text.slice(lineStart, site.span.start))?.[0] ?? "";
	const own = pieces.find(({ lead }) => /\n/.test(lead));
	const inner = /[ \t]*$/.exec(own?.lead ?? "")?.[0] ?? "";
	const step =
		own && inner.startsWith(indent) ? inner.slice(indent.length) : null;
	const noTrailing = /[^,\s]\s*?\n\s*\}\s*from\b/.test(text);
	return {
		space: spaceIn(
			text,
			isOneLine(text, braces) ? braces : nearestBraces(text),
		),
		quote: site.quote,
		eol: eolAt(text, site.span.end),
		indent,
		step: step ?? /^(\t| {2,8})\S/m.exec(text)?.[1] ?? "  ",
		trailing: own ? (pieces.at(-1)?.comma ?? "") : noTrailing ? "" : ",",
	};
}

/** A list over several lines does not say what goes between a brace and a name. */
const isOneLine = (text: string, braces: Span | null): boolean =>
	braces !== null && !/[\r\n]/.test(text.slice(braces.start, braces.end));

const spaceIn = (text: string, braces: Span | null): string =>
	braces === null || /\s/.test(text[braces.start + 1] ?? " ") ? " " : "";

/** Whether the file's author writes `{a}` or `{ a }`. */
export const nearestSpace = (text: string): string =>
	spaceIn(text, nearestBraces(text));

function nearestBraces(text: string): Span | null {
	const found =
		/^[ \t]*(?:import|export)\b[^'"`;]*?(\{[^}\r\n]+\})\s*from\b/m.exec(text);
	if (!found?.[1]) return null;
	const start = found.index + found[0].indexOf(found[1]);
	return { start, end: start + found[1].length };
}

/** The line end behind an offset, or the file's first where it stands on the last line. */
export function eolAt(text: string, from: number): string {
	const at = text.indexOf("\n", from);
	const end = at < 0 ? text.indexOf("\n") : at;
	return end > 0 && text[end - 1] === "\r" ? "\r\n" : "\n";
}

/**
 * `{ a, b }`, or a line for each where one line would be too long; `around` is what else stands on it. One name is
 * never broken off, as Prettier and Biome have it: it is the specifier that is long then.
 */
export function layBraces(
	specs: readonly string[],
	style: Style,
	around: number,
): string {
	const line = `{${style.space}${specs.join(", ")}${style.space}}`;
	const width = style.indent.length + around + line.length;
	if (specs.length === 1 || width <= LINE_WIDTH) return line;
	const { eol, indent, step, trailing } = style;
	const lines = specs.map((spec) => eol + indent + step + spec);
	return `{${lines.join(",")}${trailing}${eol}${indent}}`;
}

/** Where a new statement goes: behind the line that the old one ends on, or behind it where more code follows. */
export function lineBelow(
	text: string,
	end: number,
): { readonly at: number; readonly ownLine: boolean } {
	const rest =
		/^[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)?(?=\r|\n|$)/.exec(
			text.slice(end, end + 4000),
		);
	return rest
		? { at: end + rest[0].length, ownLine: true }
		: { at: end, ownLine: false };
}
