/**
 * Writes what becomes of one import statement: names stay, go to another module, or go away. Where all names go
 * to one module only its name is replaced; else the names that go are taken out, and new statements stand right
 * behind, with the same indentation, newline and guards.
 */
import type { Edit } from "../../../core/types.js";
import type { ImportedName, ImportStatement } from "../source/syntax.js";
import type { PythonFile } from "./file.js";
import { removeNames } from "./spell-names.js";

/** `from module import name as as`, or with `name` null `import module as as`. */
export interface NewImport {
	readonly module: string;
	readonly name: string | null;
	readonly as: string | null;
}

export interface Spelled {
	readonly edits: readonly Edit[];
	/** What a reader of the plan should know about the edits. */
	readonly notes: readonly string[];
}

/** Comments that speak to a tool about a whole line, and so hold for each half of a split one. */
const PRAGMA =
	/#\s*(?:noqa|type:\s*ignore|pylint:|pyright:|isort:|ruff:|nosec|pragma:)/i;

const PYTHON_WIDTH = 88;

/** The index of an import that replaces no name. */
const BEHIND = -2;

/** What a name reads as behind `import`. */
export const spellName = (i: NewImport): string =>
	i.as === null ? (i.name ?? i.module) : `${i.name ?? i.module} as ${i.as}`;

/**
 * `actions`: what replaces the names, by index; a name without one stays, one with an empty list goes away. The
 * star has the index -1. `added`: imports that come to stand behind. Returns a sentence where the layout leaves no safe edit.
 */
export function spellStatement(
	file: PythonFile,
	statement: ImportStatement,
	actions: ReadonlyMap<number, readonly NewImport[]>,
	added: readonly NewImport[] = [],
): Spelled | string {
	const { names } = statement;
	const kept = names.filter((_, i) => !actions.has(i));
	const all = [...actions.values()].flat();
	if (statement.star !== null) return spellStar(file, statement, all);
	if (kept.length === 0 && all.length === 0) return drop(file, statement);
	const inPlace = inPlaceActions(statement, actions, kept.length === 0);
	const groups = groupByModule([
		...[...actions]
			.filter(([i]) => !inPlace.has(i))
			.flatMap(([i, list]) => list.map((to) => ({ i, to }))),
		...added.map((to) => ({ i: BEHIND, to })),
	]);
	if (kept.length === 0 && inPlace.size === 0)
		return replaceWhole(file, statement, groups);
	const removed = new Set([...actions.keys()].filter((i) => !inPlace.has(i)));
	const removal = removeNames(file, statement, removed);
	if (removal.comments.size > 0 && !statement.alone)
		return "names with comments stand in a statement that shares its line";
	const inserted = insertAfter(
		file,
		statement,
		groups,
		removal.comments,
		removal.indent,
	);
	return {
		edits: [
			...replaceNames(statement, inPlace),
			...removal.edits,
			...inserted.edits,
		],
		notes: inserted.notes,
	};
}

/** Actions that can be written over the names where they stand. */
function inPlaceActions(
	statement: ImportStatement,
	actions: ReadonlyMap<number, readonly NewImport[]>,
	nothingKept: boolean,
): Map<number, readonly NewImport[]> {
	const result = new Map<number, readonly NewImport[]>();
	if (statement.kind === "import") {
		for (const [i, list] of actions)
			if (list.length === 1 && list[0]?.name === null) result.set(i, list);
		return result;
	}
	// `from p import manager, x` to `from p import websocket_manager, x`: the module's name stays as it is.
	const module = nothingKept
		? [...actions.values()].flat().find((to) => to.name !== null)?.module
		: writtenModule(statement);
	for (const [i, list] of actions)
		if (
			list.length > 0 &&
			list.every((to) => to.name !== null && to.module === module)
		)
			result.set(i, list);
	return result;
}

/** The module as the statement writes it, without white space. */
export const writtenModule = (statement: ImportStatement): string =>
	".".repeat(statement.level) + statement.module;

function* replaceNames(
	statement: ImportStatement,
	actions: ReadonlyMap<number, readonly NewImport[]>,
): Generator<Edit> {
	const module = [...actions.values()].flat()[0]?.module;
	if (
		statement.kind === "from" &&
		module !== undefined &&
		module !== writtenModule(statement)
	)
		yield {
			start: statement.moduleStart,
			end: statement.moduleEnd,
			text: module,
		};
	for (const [i, list] of actions) {
		const old = statement.names[i] as ImportedName;
		const [to] = list;
		if (list.length === 1 && to && to.as === (old.alias?.name ?? null)) {
			const text = to.name ?? to.module;
			if (text !== old.name) yield { start: old.start, end: old.end, text };
		} else
			yield {
				start: old.start,
				end: old.alias?.end ?? old.end,
				text: list.map(spellName).join(", "),
			};
	}
}

interface Group {
	readonly module: string;
	readonly imports: { i: number; to: NewImport }[];
}

function groupByModule(
	moved: readonly { i: number; to: NewImport }[],
): Group[] {
	const groups = new Map<string, Group>();
	for (const one of moved) {
		// `import a` and `import b` are statements of their own.
		const key =
			one.to.name === null
				? `import ${spellName(one.to)}`
				: `from ${one.to.module}`;
		const group = groups.get(key) ?? { module: one.to.module, imports: [] };
		if (!group.imports.some((o) => spellName(o.to) === spellName(one.to)))
			group.imports.push(one);
		groups.set(key, group);
	}
	return [...groups.values()];
}

function spellGroup(statement: ImportStatement, group: Group): string {
	const lazy = statement.lazy ? "lazy " : "";
	const list = group.imports.map(({ to }) => spellName(to)).join(", ");
	return group.imports[0]?.to.name === null
		? `${lazy}import ${list}`
		: `${lazy}from ${group.module} import ${list}`;
}

function replaceWhole(
	file: PythonFile,
	statement: ImportStatement,
	groups: readonly Group[],
): Spelled | string {
	const [first, ...rest] = groups;
	if (!first) return drop(file, statement);
	const inside = file.scan.comments.some(
		(c) => c.start > statement.start && c.end < statement.end,
	);
	if (inside) return "comments stand inside the statement";
	const { edits, notes } = insertAfter(file, statement, rest, new Map(), null);
	return {
		edits: [
			{
				start: statement.start,
				end: statement.end,
				text: spellGroup(statement, first),
			},
			...edits,
		],
		notes,
	};
}

function spellStar(
	file: PythonFile,
	statement: ImportStatement,
	all: readonly NewImport[],
): Spelled {
	const star = statement.star as number;
	const [first, ...rest] = groupByModule(all.map((to) => ({ i: -1, to })));
	if (!first) throw new Error("a star import that goes nowhere");
	const edits: Edit[] = [
		{
			start: statement.moduleStart,
			end: statement.moduleEnd,
			text: first.module,
		},
	];
	const list = first.imports.map(({ to }) => spellName(to)).join(", ");
	if (list !== "*") edits.push({ start: star, end: star + 1, text: list });
	const inserted = insertAfter(file, statement, rest, new Map(), null);
	return { edits: [...edits, ...inserted.edits], notes: inserted.notes };
}

export const indentOf = (file: PythonFile, offset: number): string =>
	/[ \t\f]*$/.exec(file.text.slice(file.lineStart(offset), offset))?.[0] ?? "";

function insertAfter(
	file: PythonFile,
	statement: ImportStatement,
	groups: readonly Group[],
	comments: ReadonlyMap<number, string>,
	nameIndent: string | null,
): Spelled {
	if (groups.length === 0) return { edits: [], notes: [] };
	if (!statement.alone) {
		const text = groups.map((g) => `; ${spellGroup(statement, g)}`).join("");
		return {
			edits: [{ start: statement.end, end: statement.end, text }],
			notes: [],
		};
	}
	const indent = indentOf(file, statement.start);
	const end = file.lineEnd(statement.end);
	const pragma = pragmaOf(file, statement, end);
	const { newline } = file;
	const text = groups
		.map((group) => {
			const line = spellGroup(statement, group);
			const commented = group.imports.some(({ i }) => comments.has(i));
			const wide =
				statement.parens !== null && indent.length + line.length > PYTHON_WIDTH;
			if (!commented && !wide)
				return newline + indent + line + (pragma === null ? "" : `  ${pragma}`);
			const inner = nameIndent ?? `${indent}    `;
			const lines = group.imports.map(({ i, to }) => {
				const comment = comments.get(i);
				return `${inner}${spellName(to)},${comment === undefined ? "" : `  ${comment}`}`;
			});
			const open = `${indent}${statement.lazy ? "lazy " : ""}from ${group.module} import (${pragma === null ? "" : `  ${pragma}`}`;
			return newline + [open, ...lines, `${indent})`].join(newline);
		})
		.join("");
	return {
		edits: [{ start: end, end, text }],
		notes: pragma === null ? [] : [`${pragma} stands on both halves now`],
	};
}

/** The tool comment of the statement as a whole: behind it, or behind its opening parenthesis. */
function pragmaOf(
	file: PythonFile,
	statement: ImportStatement,
	end: number,
): string | null {
	const { parens } = statement;
	for (const comment of file.scan.comments) {
		const behind = comment.start >= statement.end && comment.end <= end;
		const opening =
			parens !== null &&
			comment.start > parens.open &&
			/^[ \t\f]*$/.test(file.text.slice(parens.open + 1, comment.start));
		const text = file.text.slice(comment.start, comment.end);
		if ((behind || opening) && PRAGMA.test(text)) return text.trimEnd();
	}
	return null;
}

/** Takes the whole statement away: its line, or its part of one; `pass` where its block would be empty. */
function drop(file: PythonFile, statement: ImportStatement): Spelled {
	const { start, end } = statement;
	const edit = (from: number, to: number, text = ""): Spelled => ({
		edits: [{ start: from, end: to, text }],
		notes: [],
	});
	if (!statement.alone) {
		const after = /^[ \t]*;[ \t]*/.exec(file.text.slice(end));
		const more =
			after !== null &&
			!/^(?:[\r\n#]|$)/.test(file.text.slice(end + after[0].length));
		if (more) return edit(start, end + after[0].length);
		const before = /[ \t]*;[ \t]*$/.exec(
			file.text.slice(file.lineStart(start), start),
		);
		return before
			? edit(start - before[0].length, end)
			: edit(start, end, "pass");
	}
	if (onlyOfBlock(file, statement)) return edit(start, end, "pass");
	const lineEnd = file.lineEnd(end);
	const comment = file.text.slice(end, lineEnd).trim();
	if (comment !== "" && !PRAGMA.test(comment)) {
		const space = /^[ \t]*/.exec(file.text.slice(end))?.[0].length ?? 0;
		return edit(start, end + space);
	}
	const newline =
		/^(?:\r\n|\n|\r)/.exec(file.text.slice(lineEnd, lineEnd + 2))?.[0].length ??
		0;
	return edit(start - indentOf(file, start).length, lineEnd + newline);
}

function onlyOfBlock(file: PythonFile, statement: ImportStatement): boolean {
	const block = statement.blocks.at(-1);
	if (!block) return false;
	const before = file.text
		.slice(block.end, statement.start)
		.replaceAll(/#[^\r\n]*/g, "");
	if (before.trim() !== "" && before.trim() !== ":") return false;
	const indent = indentOf(file, statement.start).length;
	for (const line of file.text
		.slice(file.lineEnd(statement.end))
		.split(/\r\n|\n|\r/)
		.slice(1)) {
		const code = line.trimStart();
		if (code === "" || code.startsWith("#")) continue;
		return line.length - code.length < indent;
	}
	return true;
}
