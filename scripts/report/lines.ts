/** The pieces that the text report is laid out from: counts, lists that end, and tables. */
import type { Reference } from "../../transforms/core/types.js";
import { groupBy } from "../group.js";
import { escapeLine } from "./escape.js";

/** `2,000`. Of whole numbers; the engine's own way to write them reads its locales first, which takes 10 ms. */
export const withCommas = (number: number): string =>
	String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");

/** `1 file`, `2,000 files`. */
export function count(number: number, noun: string): string {
	return `${withCommas(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** The first `limit` of a list, and how many more there are. */
export function capped(
	lines: readonly string[],
	limit: number,
	more: (rest: number) => string,
): readonly string[] {
	return lines.length <= limit
		? lines
		: [...lines.slice(0, limit), more(lines.length - limit)];
}

/** Columns as wide as their widest cell; numbers to the right. */
export function table(
	rows: readonly (readonly (string | number)[])[],
): readonly string[] {
	const widths: number[] = [];
	for (const row of rows)
		for (const [column, cell] of row.entries())
			widths[column] = Math.max(widths[column] ?? 0, show(cell).length);
	return rows.map((row) =>
		row
			.map((cell, column) => {
				const width = widths[column] as number;
				return typeof cell === "number"
					? show(cell).padStart(width)
					: column === row.length - 1
						? cell
						: cell.padEnd(width);
			})
			.join("  "),
	);
}

function show(cell: string | number): string {
	return typeof cell === "number" ? withCommas(cell) : cell;
}

/**
 * Places of which one thing is told: beside its place where it is alone, else once above all of theirs. `more` are
 * lines that belong to it.
 */
export function told(
	detail: string,
	places: readonly Pick<Reference, "path" | "line" | "column">[],
	limit: number,
	more: readonly string[] = [],
): string {
	const below = more.map((line) => `\n      ${escapeLine(line)}`).join("");
	const [first] = places;
	if (first && places.length === 1)
		return `    ${place(first)}  ${escapeLine(detail)}${below}`;
	return [
		`    ${escapeLine(detail)} (${places.length})${below}`,
		...capped(
			places.map((one) => `      ${place(one)}`),
			limit,
			(rest) => `      ... and ${withCommas(rest)} more`,
		),
	].join("\n");
}

/** `file:line:col`, as editors and terminals make it a link. */
export function place({
	path,
	line,
	column,
}: Pick<Reference, "path" | "line" | "column">): string {
	return `${escapeLine(path)}:${line}:${column}`;
}

/** Members by a key, the largest group first; equal ones in the order of their first member. */
export function grouped<T>(
	members: readonly T[],
	key: (member: T) => string,
): readonly (readonly [string, readonly T[]])[] {
	return [...groupBy(members, key)].sort(([, a], [, b]) => b.length - a.length);
}

export function distinct<T>(
	members: readonly T[],
	key: (member: T) => string,
): number {
	return new Set(members.map(key)).size;
}
