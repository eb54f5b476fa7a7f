/**
 * The lazy mark of a Python shim: no name stays bound, a module `__getattr__` (PEP 562) looks each up where it is now
 * and warns whoever asks, one warning for each importing line. What handed the names on stays for type checkers, below
 * `if TYPE_CHECKING:`.
 *
 * Invariant: each name is served from an import path that provably ends where the shim's own did. A module that does
 * more than hand names on is refused, for it would do it no longer, or still bind a name, which never warns then.
 */
import {
	type Deprecation,
	MARKER,
	messagePrefix,
} from "../../../core/shims.js";
import type { Edit, SourceFile } from "../../../core/types.js";
import { afterNewline, isNewline, lineEnd } from "../source/chars.js";
import { hookCode } from "./hook.js";
import type { Item } from "./inspect.js";
import { impure, isMoved, type LazyInput, servedNames } from "./served.js";
import {
	headOf,
	inFile,
	insertion,
	isAlone,
	pyString,
	wholeLines,
} from "./text.js";

/** Throws nothing; what stands against it is the refusal. */
export function deprecateLazily(input: LazyInput): Deprecation {
	const { file, items, module, context, options } = input;
	const { text } = file;
	if (
		text.includes(`def __getattr__(name):  # ${MARKER}`) &&
		text.includes(messagePrefix(module.key))
	)
		return { edits: [], notes: [], refusal: null };
	const moved = items.filter((item) => isMoved(item, input));
	const touched = items.filter(
		(item) => moved.includes(item) || item.kind === "warning",
	);
	const why = impure(input) ?? layoutOf(touched, file);
	if (why !== null) return { edits: [], notes: [], refusal: why };
	const served = servedNames(input);
	if (typeof served === "string")
		return { edits: [], notes: [], refusal: served };

	const notes: string[] = [];
	const edits: Edit[] = [];
	for (const item of items) {
		const ours =
			item.kind === "import" &&
			text.slice(item.end, lineEnd(text, item.end)).includes(MARKER);
		if (item.kind !== "warning" && !ours) continue;
		edits.push({ ...removal(text, item), text: "" });
		if (item.kind === "warning")
			notes.push(
				`${file.path}:${item.line} warned when the module was loaded; each name does now`,
			);
	}
	// Before the blocks that need it, should both go to one place.
	if (!importsTypeChecking(items, moved)) {
		const head = insertion(
			text,
			items,
			headOf(items),
			`from typing import TYPE_CHECKING  # ${MARKER}\n`,
		);
		if (!head)
			return {
				edits: [],
				notes: [],
				refusal: crowded(file, headOf(items) ?? items[0]),
			};
		edits.push(head);
	}
	edits.push(...belowTypeChecking(text, moved, items));
	const listed = context.graph.facts(module.id)?.listed ?? null;
	const all =
		listed === null && !items.some(({ kind }) => kind === "all")
			? `__all__ = [${[...context.graph.offered(module.id).names].map(pyString).join(", ")}]\n\n\n`
			: "";
	edits.push(
		atEnd(
			text,
			all +
				hookCode(
					module,
					served,
					/(?:^|\/)__init__\.py$/.test(module.id),
					options,
				),
			all !== "",
		),
	);
	return { edits: joined(edits), notes, refusal: null };
}

function layoutOf(moved: readonly Item[], file: SourceFile): string | null {
	const found = moved.find(({ start, end }) => !isAlone(file.text, start, end));
	return found ? crowded(file, found) : null;
}

const crowded = ({ path }: SourceFile, item: Item | undefined): string =>
	`${path}:${item?.line ?? 1} shares its line with another statement; put them on lines of their own`;

/** The statement with its line, and with the blank line that set it apart. */
function removal(
	text: string,
	{ start, end }: Item,
): { readonly start: number; readonly end: number } {
	const lines = wholeLines(text, start, end);
	const next = lineEnd(text, lines.end);
	const blank =
		lines.end < text.length && text.slice(lines.end, next).trim() === "";
	return {
		start: lines.start,
		end: blank && next < text.length ? afterNewline(text, next) : lines.end,
	};
}

/** Indents the statements, each run of them below one header. */
function belowTypeChecking(
	text: string,
	moved: readonly Item[],
	items: readonly Item[],
): Edit[] {
	const edits: Edit[] = [];
	for (const item of moved) {
		const before = items[items.indexOf(item) - 1];
		const header =
			before && moved.includes(before)
				? ""
				: inFile(text, "if TYPE_CHECKING:\n");
		const at = item.start;
		edits.push({ start: at, end: at, text: `${header}    ` });
		for (let i = lineEnd(text, at); i < item.end; i = lineEnd(text, i)) {
			i = afterNewline(text, i);
			if (i < item.end && !isNewline(text.charCodeAt(i)))
				edits.push({ start: i, end: i, text: "    " });
		}
	}
	return edits;
}

function importsTypeChecking(
	items: readonly Item[],
	moved: readonly Item[],
): boolean {
	return items.some(
		(item) =>
			item.kind === "import" &&
			item.statement.module === "typing" &&
			item.start < (moved[0]?.start ?? 0) &&
			item.statement.names.some(
				({ name, alias }) => name === "TYPE_CHECKING" && !alias,
			),
	);
}

function atEnd(text: string, code: string, list: boolean): Edit {
	const closed = isNewline(text.charCodeAt(text.length - 1));
	const gap = `${closed ? "" : "\n"}${list ? "\n" : "\n\n"}`;
	return {
		start: text.length,
		end: text.length,
		text: inFile(text, gap + code),
	};
}

/** Insertions at one place, and what is inserted where something goes, are one edit each. */
function joined(edits: readonly Edit[]): readonly Edit[] {
	const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
	const result: Edit[] = [];
	for (const edit of sorted) {
		const last = result.at(-1);
		if (
			last &&
			edit.start <= last.end &&
			last.start <= edit.start &&
			edit.end >= last.end
		)
			result[result.length - 1] = {
				start: last.start,
				end: edit.end,
				text: last.text + edit.text,
			};
		else result.push(edit);
	}
	return result;
}
