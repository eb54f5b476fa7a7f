/** A commit message that a reviewer can use: what moves where, by what proof, in which shapes. */
import type { Change } from "../../transforms/core/types.js";
import { groupBy } from "../group.js";
import { escapeLine } from "../report/escape.js";
import { capped, count, distinct, grouped } from "../report/lines.js";
import type { RunResult } from "../report/result.js";

/** Rules and shapes that a message lists. */
const LISTED = 10;
/** As git's own documentation has it: 50 are nice, and 72 are what tools show. */
const SUBJECT = 72;

export interface Part {
	/** `src`, `files of @acme/web`. */
	readonly place: string;
	readonly changes: readonly Change[];
}

export function commitMessage(
	{ rules, references }: RunResult,
	{ place, changes }: Part,
): string {
	const ids = new Set(changes.map(({ id }) => id));
	const moved = references.filter(({ change }) => change && ids.has(change));
	const used = new Set(changes.map(({ rule }) => rule));
	const files = count(
		distinct(changes, ({ path }) => path),
		"file",
	);
	const subject = `Move imports to their canonical paths in ${escapeLine(place)}`;
	const moves = rules
		.filter(({ id }) => used.has(id))
		.map(({ from, to }) => `  ${escapeLine(from)} -> ${escapeLine(to)}`);
	const verdicts = [...groupBy(moved, ({ verdict }) => verdict ?? "no verdict")]
		.map(([verdict, own]) => `${own.length} ${verdict}`)
		.join(", ");
	const shapes = grouped(changes, ({ shape }) => shape).map(
		([shape, own]) =>
			`  ${shape.split("\n").map(escapeLine).join("\n    ")}  (${own.length})`,
	);
	return `${[
		subject.length > SUBJECT ? `${subject.slice(0, SUBJECT - 3)}...` : subject,
		"",
		...capped(moves, LISTED, (rest) => `  and ${count(rest, "more rule")}`),
		"",
		`${count(moved.length, "reference")} in ${files}: ${verdicts}.`,
		"",
		"Shapes:",
		...capped(shapes, LISTED, (rest) => `  and ${count(rest, "more shape")}`),
	].join("\n")}\n`;
}
