/**
 * Edits are checked data on the original text, never best effort. Overlap is a typed error that carries both
 * edits; two insertions at one place are an overlap too, since their order would be a guess.
 */
import { OnepathError } from "./errors.js";
import type { Edit } from "./types.js";

/** Edits in source order. Throws `overlapping-edits` or `edit-out-of-range`. */
export function sortEdits(
	edits: readonly Edit[],
	length: number,
	path: string,
): readonly Edit[] {
	const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
	let last: Edit | null = null;
	for (const edit of sorted) {
		if (edit.start < 0 || edit.end < edit.start || edit.end > length)
			throw new OnepathError(
				"edit-out-of-range",
				`${path}: edit ${edit.start}..${edit.end} of ${length} units`,
				{ edit },
			);
		if (
			last &&
			(edit.start < last.end ||
				(edit.start === last.start && edit.end === last.end))
		)
			throw new OnepathError(
				"overlapping-edits",
				`${path}: edits ${last.start}..${last.end} and ${edit.start}..${edit.end} overlap`,
				{ first: last, second: edit },
			);
		last = edit;
	}
	return sorted;
}

/** The text after the edits: every unit outside of them is the original's, in the original's order. */
export function applyEdits(
	text: string,
	edits: readonly Edit[],
	path = "",
): string {
	let result = "";
	let from = 0;
	for (const edit of sortEdits(edits, text.length, path)) {
		result += text.slice(from, edit.start) + edit.text;
		from = edit.end;
	}
	return result + text.slice(from);
}
