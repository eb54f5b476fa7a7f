/**
 * What to write instead, taken from the plan itself: the lines that a change would leave where a reference stands.
 *
 *   from app.ws import manager   ->   from app.ws import websocket_manager
 */
import { sortEdits } from "../../transforms/core/edits.js";
import type { Change, Reference } from "../../transforms/core/types.js";
import { hunksOf } from "../report/hunks.js";
import type { RunResult, Texts } from "../report/result.js";

/** Lines `[first, last)` of the file, 1-based, that become `lines`. */
interface Replacement {
	readonly first: number;
	readonly last: number;
	readonly lines: readonly string[];
}

export type Spelling = (reference: Reference) => readonly string[];

/** The lines for a reference that a change of the plan rewrites, trimmed; none for others. */
export function spellingOf({
	changes,
	texts,
}: Pick<RunResult, "changes" | "texts">): Spelling {
	const byId = new Map(changes.map((change) => [change.id, change]));
	const known = new Map<string, readonly Replacement[]>();
	return ({ change: id, line }) => {
		const change = id === null ? undefined : byId.get(id);
		const text = change && texts.get(change.path);
		if (!change || !text) return [];
		const replaced = known.get(change.id) ?? replacements(change, text);
		known.set(change.id, replaced);
		const here = replaced.filter(
			({ first, last, lines }) =>
				first <= line && line < last && lines.length > 0,
		);
		// A name that leaves a longer statement: what is written for it stands elsewhere.
		return (here.length > 0 ? here : replaced).flatMap(({ lines }) => lines);
	};
}

function replacements(
	{ path, edits }: Change,
	{ before, encoding }: Texts,
): readonly Replacement[] {
	const text = before ?? "";
	const decode = (line: string): string =>
		Buffer.from(line, encoding).toString("utf8").trim();
	const all: { first: number; last: number; lines: string[] }[] = [];
	for (const hunk of hunksOf(text, sortEdits(edits, text.length, path))) {
		let line = hunk.oldStart;
		let open: (typeof all)[number] | null = null;
		for (const marked of hunk.lines) {
			const [sign, rest] = [marked[0], marked.slice(1)];
			if (sign === " ") open = null;
			else if (sign === "+" || sign === "-") {
				if (!open) {
					open = { first: line, last: line, lines: [] };
					all.push(open);
				}
				if (sign === "+") open.lines.push(decode(rest));
				else open.last = line + 1;
			}
			if (sign === " " || sign === "-") line++;
		}
	}
	return all;
}
