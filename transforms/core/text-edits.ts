/**
 * From two texts to edits on the first, line by line: for a transform that hands back a whole text. Lines are
 * compared without their ends, so a text that came back with other line ends has no edits for that, and lines that
 * are new get the line end that the file has.
 */
import { diffArrays } from "diff/lib/diff/array.js";
import type { Edit } from "./types.js";

/** Beyond this many changed lines a line diff costs seconds; one edit over the changed part is exact as well. */
const MOST_CHANGED_LINES = 2000;

interface Line {
	readonly content: string;
	readonly end: string;
}

function linesOf(text: string): Line[] {
	return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => {
		const end = /\r?\n$/.exec(line)?.[0] ?? "";
		return { content: line.slice(0, line.length - end.length), end };
	});
}

/** The line ending that most lines of a text have. */
export function lineEnding(text: string): "\n" | "\r\n" {
	const crlf = text.split("\r\n").length - 1;
	return crlf > text.split("\n").length - 1 - crlf ? "\r\n" : "\n";
}

/** Sorted, disjoint edits that turn `before` into `after`, line ends apart. Empty when only line ends differ. */
export function textEdits(before: string, after: string): readonly Edit[] {
	if (before === after) return [];
	const old = linesOf(before);
	const now = linesOf(after);
	const eol = lineEnding(before);
	const edits: Edit[] = [];
	let offset = 0;
	let line = 0;
	const skip = (count: number): void => {
		for (const { content, end } of old.slice(line, line + count))
			offset += content.length + end.length;
		line += count;
	};
	for (
		let at = 0, runs = runsOf(old, now, isSameLine);
		at < runs.length;
		at++
	) {
		const { same, removed, added } = runs[at] as Run<Line>;
		skip(same);
		const start = offset;
		skip(removed);
		const text = added
			.map(({ content, end }) => content + (end === "" ? "" : eol))
			.join("");
		if (removed > 0 || added.length > 0)
			edits.push(narrowed(before, { start, end: offset, text }));
	}
	return edits.filter(
		(edit) => edit.text !== before.slice(edit.start, edit.end),
	);
}

const isSameLine = (a: Line | undefined, b: Line | undefined): boolean =>
	a?.content === b?.content && (a?.end === "") === (b?.end === "");

export interface Run<T> {
	/** How many stay since the last one. */
	readonly same: number;
	readonly removed: number;
	readonly added: readonly T[];
}

/** Where two lists part, in order. One run for all where they share too little to say. */
export function runsOf<T>(
	old: readonly T[],
	now: readonly T[],
	equal: (a: T | undefined, b: T | undefined) => boolean,
): readonly Run<T>[] {
	let head = 0;
	while (head < old.length && head < now.length && equal(old[head], now[head]))
		head++;
	let tail = 0;
	while (
		tail < old.length - head &&
		tail < now.length - head &&
		equal(old[old.length - 1 - tail], now[now.length - 1 - tail])
	)
		tail++;
	const oldPart = old.slice(head, old.length - tail);
	const nowPart = now.slice(head, now.length - tail);
	const parts = diffArrays(oldPart, nowPart, {
		comparator: equal,
		maxEditLength: MOST_CHANGED_LINES,
	});
	if (!parts) return [{ same: head, removed: oldPart.length, added: nowPart }];
	const runs: Run<T>[] = [];
	let same = head;
	for (let at = 0; at < parts.length; ) {
		if (!parts[at]?.added && !parts[at]?.removed) {
			same += parts[at]?.value.length ?? 0;
			at++;
			continue;
		}
		let removed = 0;
		let added: readonly T[] = [];
		for (; parts[at]?.added || parts[at]?.removed; at++) {
			const { value, added: isNew } = parts[at] as {
				value: T[];
				added: boolean;
			};
			if (isNew) added = [...added, ...value];
			else removed += value.length;
		}
		runs.push({ same, removed, added });
		same = 0;
	}
	return runs;
}

/** Without what both texts begin and end with, so that an edit of one word is that word. */
function narrowed(before: string, edit: Edit): Edit {
	const old = before.slice(edit.start, edit.end);
	const most = Math.min(old.length, edit.text.length);
	let head = 0;
	while (head < most && old[head] === edit.text[head]) head++;
	let tail = 0;
	while (
		tail < most - head &&
		old[old.length - 1 - tail] === edit.text[edit.text.length - 1 - tail]
	)
		tail++;
	return {
		start: edit.start + head,
		end: edit.end - tail,
		text: edit.text.slice(head, edit.text.length - tail),
	};
}
