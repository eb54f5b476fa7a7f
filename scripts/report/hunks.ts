/**
 * Hunks of a unified diff, made from the edits themselves: where a file changes is known, so no search for the
 * longest common subsequence is needed and a file of any size costs what its edits cost.
 *
 *   hunksOf('a\nold\nb\n', [{start: 2, end: 5, text: 'new'}])  ->  @@ -1,3 +1,3 @@  ' a' '-old' '+new' ' b'
 */
import type { StructuredPatchHunk } from "diff";
import { applyEdits } from "../../transforms/core/edits.js";
import { runsOf } from "../../transforms/core/text-edits.js";
import type { Edit } from "../../transforms/core/types.js";

const CONTEXT = 3;
const NO_NEWLINE = "\\ No newline at end of file";

/** Lines `[first, last)` of the original that become `lines`. */
interface Block {
	readonly first: number;
	readonly last: number;
	readonly lines: readonly string[];
}

/** `edits` in source order, without overlap. */
export function hunksOf(
	text: string,
	edits: readonly Edit[],
): StructuredPatchHunk[] {
	const lines = splitLines(text);
	const hunks: StructuredPatchHunk[] = [];
	let shift = 0;
	for (const group of nearby(blocksOf(lines, edits))) {
		const hunk = hunkOf(lines, group, shift);
		shift += hunk.newLines - hunk.oldLines;
		hunks.push(hunk);
	}
	return hunks;
}

/** A whole file that comes or goes. */
export function wholeFileHunk(
	text: string,
	sign: "+" | "-",
): StructuredPatchHunk[] {
	const lines = splitLines(text);
	if (lines.length === 0) return [];
	const count = {
		old: sign === "-" ? lines.length : 0,
		new: sign === "+" ? lines.length : 0,
	};
	return [
		{
			oldStart: 1,
			oldLines: count.old,
			newStart: 1,
			newLines: count.new,
			lines: lines.flatMap((line) => signed(sign, line)),
		},
	];
}

/** Lines with their line feed, as git counts them: a carriage return alone ends none. */
export function splitLines(text: string): string[] {
	const lines: string[] = [];
	for (let start = 0; start < text.length; ) {
		const feed = text.indexOf("\n", start);
		const end = feed < 0 ? text.length : feed + 1;
		lines.push(text.slice(start, end));
		start = end;
	}
	return lines;
}

function blocksOf(
	lines: readonly string[],
	edits: readonly Edit[],
): readonly Block[] {
	const starts: number[] = [];
	let length = 0;
	for (const line of lines) {
		starts.push(length);
		length += line.length;
	}
	const lineAt = (offset: number): number => {
		let low = 0;
		for (let high = starts.length; low < high; ) {
			const middle = (low + high) >> 1;
			if ((starts[middle] as number) <= offset) low = middle + 1;
			else high = middle;
		}
		return Math.max(0, low - 1);
	};
	const ranges: { first: number; last: number; edits: Edit[] }[] = [];
	for (const edit of edits) {
		const first = lineAt(edit.start);
		const last = lines.length === 0 ? 0 : lineAt(edit.end) + 1;
		const previous = ranges.at(-1);
		if (previous && first < previous.last) {
			previous.last = Math.max(previous.last, last);
			previous.edits.push(edit);
		} else ranges.push({ first, last, edits: [edit] });
	}
	return ranges.flatMap(({ first, last, edits: own }) => {
		const base = starts[first] ?? 0;
		const old = lines.slice(first, last);
		const moved = own.map((edit) => ({
			...edit,
			start: edit.start - base,
			end: edit.end - base,
		}));
		return trimmed(old, splitLines(applyEdits(old.join(""), moved)), first);
	});
}

/** Without the lines that stay: an insertion at the start of a line leaves that line as it is. */
function trimmed(
	old: readonly string[],
	now: readonly string[],
	first: number,
): readonly Block[] {
	let head = 0;
	while (head < old.length && head < now.length && old[head] === now[head])
		head++;
	let tail = 0;
	while (
		tail < old.length - head &&
		tail < now.length - head &&
		old[old.length - 1 - tail] === now[now.length - 1 - tail]
	)
		tail++;
	if (head + tail === old.length && old.length === now.length) return [];
	const gone = old.slice(head, old.length - tail);
	const came = now.slice(head, now.length - tail);
	return parted(gone, came, first + head);
}

/** What a statement of this many lines becomes is compared line by line. */
const MOST_COMPARED = 100;

/**
 * A line that stays in the middle is not shown as one that goes and comes: what leaves the end of a list and is
 * imported below it is edited on both sides of `} from "./legacy"`.
 */
function parted(
	old: readonly string[],
	now: readonly string[],
	first: number,
): readonly Block[] {
	if (old.length < 2 || old.length + now.length > MOST_COMPARED)
		return [{ first, last: first + old.length, lines: now }];
	const blocks: Block[] = [];
	let at = first;
	for (const { same, removed, added } of runsOf(old, now, isSame)) {
		at += same;
		blocks.push({ first: at, last: at + removed, lines: added });
		at += removed;
	}
	return blocks;
}

const isSame = (a: string | undefined, b: string | undefined): boolean =>
	a === b;

/** Blocks whose contexts touch share a hunk. */
function nearby(blocks: readonly Block[]): readonly (readonly Block[])[] {
	const groups: Block[][] = [];
	for (const block of blocks) {
		const group = groups.at(-1);
		const last = group?.at(-1);
		if (group && last && block.first - last.last <= 2 * CONTEXT)
			group.push(block);
		else groups.push([block]);
	}
	return groups;
}

function hunkOf(
	lines: readonly string[],
	blocks: readonly Block[],
	shift: number,
): StructuredPatchHunk {
	const from = Math.max(0, (blocks[0] as Block).first - CONTEXT);
	const to = Math.min(lines.length, (blocks.at(-1) as Block).last + CONTEXT);
	const out: string[] = [];
	let added = 0;
	let removed = 0;
	let at = from;
	for (const block of blocks) {
		for (; at < block.first; at++)
			out.push(...signed(" ", lines[at] as string));
		for (; at < block.last; at++, removed++)
			out.push(...signed("-", lines[at] as string));
		for (const line of block.lines) out.push(...signed("+", line));
		added += block.lines.length;
	}
	for (; at < to; at++) out.push(...signed(" ", lines[at] as string));
	const oldLines = to - from;
	return {
		oldStart: from + 1,
		oldLines,
		newStart: from + 1 + shift,
		newLines: oldLines - removed + added,
		lines: out,
	};
}

function signed(sign: " " | "+" | "-", line: string): string[] {
	return line.endsWith("\n")
		? [sign + line.slice(0, -1)]
		: [sign + line, NO_NEWLINE];
}
