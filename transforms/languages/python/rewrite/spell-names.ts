/**
 * Takes names out of an import statement's list, with the commas, lines and comments that are theirs, and leaves
 * every other byte of the list alone.
 *
 *   from m import (          from m import (
 *       A,  # about A   ->       B,  # about B
 *       B,  # about B        )
 *   )
 */
import type { Edit } from "../../../core/types.js";
import type { ImportedName, ImportStatement } from "../source/syntax.js";
import type { PythonFile } from "./file.js";

export interface Removal {
	readonly edits: readonly Edit[];
	/** Comments that went out with a name, by its index, and the white space their line began with. */
	readonly comments: ReadonlyMap<number, string>;
	readonly indent: string | null;
}

interface Line {
	readonly indices: number[];
	readonly start: number;
	/** After its newline. */
	readonly next: number;
	/** Nothing but names, commas and a comment. */
	readonly pure: boolean;
	readonly comment: { readonly start: number; readonly end: number } | null;
}

const lastEnd = (name: ImportedName): number => name.alias?.end ?? name.end;

/** `removed`: indices of the names to take out, not all of them. */
export function removeNames(
	file: PythonFile,
	statement: ImportStatement,
	removed: ReadonlySet<number>,
): Removal {
	const edits: Edit[] = [];
	const comments = new Map<number, string>();
	let indent: string | null = null;
	const lines = linesOf(file, statement);
	const tail = wholeTail(file, statement, lines, removed);
	if (tail) return { edits: [tail], comments, indent };
	for (const line of lines) {
		const { indices } = line;
		if (!indices.some((i) => removed.has(i))) continue;
		const all = indices.every((i) => removed.has(i));
		if (all && line.comment)
			comments.set(
				indices.at(-1) as number,
				file.text.slice(line.comment.start, line.comment.end),
			);
		if (all && line.pure) {
			edits.push({ start: line.start, end: line.next, text: "" });
			indent ??=
				/^[ \t\f]*/.exec(file.text.slice(line.start, line.next))?.[0] ?? null;
		} else edits.push(...within(statement, line, removed));
	}
	return { edits, comments, indent };
}

/**
 * `(A, B,` with `C, D)` below it, of which only A stays: one cut from A's end, so that no empty line is left. Not
 * where the names have lines of their own, which go as lines, nor where a comment stands between.
 */
function wholeTail(
	file: PythonFile,
	statement: ImportStatement,
	lines: readonly Line[],
	removed: ReadonlySet<number>,
): Edit | null {
	const { names } = statement;
	let first = names.length;
	while (first > 0 && removed.has(first - 1)) first--;
	const kept = names[first - 1];
	const last = names.at(-1);
	if (
		!kept ||
		!last ||
		first === names.length ||
		removed.size !== names.length - first
	)
		return null;
	const touched = lines.filter((l) => l.indices.some((i) => i >= first));
	if (touched.length < 2 && touched[0]?.indices.includes(first - 1))
		return null;
	if (touched.every((l) => l.pure && l.indices.every((i) => i >= first)))
		return null;
	const [start, end] = [lastEnd(kept), lastEnd(last)];
	if (file.scan.comments.some((c) => c.start >= start && c.start < end))
		return null;
	return last.comma === null ? { start, end, text: "" } : null;
}

/** The physical lines of a parenthesised list; a list without parentheses counts as one line. */
function linesOf(file: PythonFile, statement: ImportStatement): Line[] {
	const { parens, names } = statement;
	if (!parens)
		return [
			{
				indices: names.map((_, i) => i),
				start: statement.start,
				next: statement.end,
				pure: false,
				comment: null,
			},
		];
	const lines = new Map<number, number[]>();
	names.forEach((name, i) => {
		const start = file.lineStart(name.start);
		lines.set(start, [...(lines.get(start) ?? []), i]);
	});
	return [...lines].map(([start, indices]) => {
		const last = names[indices.at(-1) as number] as ImportedName;
		const end = file.lineEnd(last.start);
		const next =
			end +
			(/^(?:\r\n|\n|\r)/.exec(file.text.slice(end, end + 2))?.[0].length ?? 0);
		const comment =
			file.scan.comments.find(
				(c) => c.start >= lastEnd(last) && c.end <= end,
			) ?? null;
		const first = names[indices[0] as number] as ImportedName;
		const after = file.text.slice(
			(last.comma ?? lastEnd(last) - 1) + 1,
			comment?.start ?? end,
		);
		const spansLines = lastEnd(last) > end || (last.comma ?? 0) > end;
		return {
			indices,
			start,
			next,
			comment: comment && comment.start < parens.close ? comment : null,
			pure:
				!spansLines &&
				end < parens.close &&
				start > parens.open &&
				/^[ \t\f]*$/.test(file.text.slice(start, first.start)) &&
				/^[ \t\f]*$/.test(after),
		};
	});
}

function within(
	statement: ImportStatement,
	line: Line,
	removed: ReadonlySet<number>,
): Edit[] {
	const names = line.indices.map((i) => ({
		gone: removed.has(i),
		name: statement.names[i] as ImportedName,
	}));
	let tail = names.length;
	while (tail > 0 && names[tail - 1]?.gone) tail--;
	const edits: Edit[] = [];
	for (let i = 0; i < tail; i++) {
		const [here, next] = [names[i], names[i + 1]];
		if (here?.gone && next)
			edits.push({ start: here.name.start, end: next.name.start, text: "" });
	}
	const first = names[tail]?.name;
	const last = names.at(-1)?.name;
	if (!first || !last) return edits;
	const kept = names[tail - 1]?.name;
	if (kept && last.comma === null)
		edits.push({ start: lastEnd(kept), end: lastEnd(last), text: "" });
	else if (kept)
		edits.push({
			start: (kept.comma ?? lastEnd(kept)) + 1,
			end: (last.comma as number) + 1,
			text: "",
		});
	else
		edits.push({
			start: first.start,
			end:
				line.comment?.end ??
				(last.comma === null ? lastEnd(last) : last.comma + 1),
			text: "",
		});
	return edits;
}
