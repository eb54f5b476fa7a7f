/**
 * Takes members out of a list that is written out in brackets, whatever the language: JSON arrays and objects, TOML
 * arrays, `__all__`. By offsets, so that the rest stays as it is written: a member with a line of its own goes with
 * its line and the comment on it, the comma before the last one goes where that is the one to go.
 *
 *   ["a", "b", "c"] without b      ["a", "c"]
 */
import type { Edit } from "./types.js";

export interface Member {
	readonly start: number;
	readonly end: number;
}

/**
 * `members`: all of them, in source order. `gone`: indices of those to take out. Sorted, disjoint edits. Each member
 * takes the comma behind it along; where the last one goes and has none, the comma before it goes.
 */
export function withoutMembers(
	text: string,
	members: readonly Member[],
	gone: ReadonlySet<number>,
): readonly Edit[] {
	const lastKept = members.findLastIndex((_, i) => !gone.has(i));
	const spans: Member[] = [];
	for (const [i, member] of members.entries()) {
		if (!gone.has(i)) continue;
		const comma = commaAfter(text, member.end);
		const end = comma === null ? member.end : comma + 1;
		spans.push({ start: member.start, end });
		const line = ownLine(text, member);
		if (line) spans.push(line);
		else if (i < lastKept)
			spans.push({ start: end, end: end + blanksAfter(text, end) });
		else
			spans.push({
				start: member.start - blanksBefore(text, member.start),
				end: lastKept < 0 ? end + blanksAfter(text, end) : end,
			});
	}
	const kept = members[lastKept];
	const last = members.at(-1);
	if (kept && last && kept !== last && commaAfter(text, last.end) === null) {
		const comma = commaAfter(text, kept.end);
		if (comma !== null) spans.push({ start: comma, end: comma + 1 });
	}
	return merged(spans.map((span) => ({ ...span, text: "" })));
}

const blanksBefore = (text: string, at: number): number =>
	/[ \t]*$/.exec(text.slice(0, at))?.[0].length ?? 0;

const blanksAfter = (text: string, at: number): number =>
	/^[ \t]*/.exec(text.slice(at))?.[0].length ?? 0;

/** The whole line of a member that shares it with its comma and a comment only. */
function ownLine(text: string, { start, end }: Member): Member | null {
	const from = text.lastIndexOf("\n", start - 1) + 1;
	const stop = text.indexOf("\n", end);
	if (stop < 0 || text.slice(from, start).trim() !== "") return null;
	return /^\s*,?\s*(?:(?:#|\/\/)[^\n]*|\/\*[^\n]*\*\/\s*)?$/.test(
		text.slice(end, stop),
	)
		? { start: from, end: stop + 1 }
		: null;
}

const TRIVIA = /(?:\s+|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)*/y;

function commaAfter(text: string, end: number): number | null {
	TRIVIA.lastIndex = end;
	const at = end + (TRIVIA.exec(text)?.[0].length ?? 0);
	return text[at] === "," ? at : null;
}

/** Overlapping removals as one. */
function merged(edits: readonly Edit[]): readonly Edit[] {
	const result: Edit[] = [];
	for (const edit of [...edits].sort(
		(a, b) => a.start - b.start || a.end - b.end,
	)) {
		const last = result.at(-1);
		if (last && edit.start <= last.end)
			result[result.length - 1] = {
				...last,
				end: Math.max(last.end, edit.end),
			};
		else result.push(edit);
	}
	return result;
}
