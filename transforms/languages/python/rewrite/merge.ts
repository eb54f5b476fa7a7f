/**
 * Adds moved names to an import of the canonical module that stands in the same block already, instead of writing
 * a second statement. Only where nothing but imports stands between the two: then no name is bound later than it
 * is used, and no comment or guard changes its owner.
 *
 *   from p.manager import B              from p.websocket_manager import A, B
 *   from p.websocket_manager import A
 */
import type { Edit } from "../../../core/types.js";
import type { ImportedName, ImportStatement } from "../source/syntax.js";
import { bindingOf, type PythonFile } from "./file.js";
import { onlyImportsBetween } from "./locals.js";
import { type NewImport, spellName } from "./spell-statement.js";

export interface Merge {
	readonly into: ImportStatement;
	readonly edits: readonly Edit[];
	/** What is left for the statement itself. */
	readonly actions: ReadonlyMap<number, readonly NewImport[]>;
	readonly added: readonly NewImport[];
}

/** `busy`: statements that change themselves, or took names already. */
export function mergeTarget(
	file: PythonFile,
	statement: ImportStatement,
	actions: ReadonlyMap<number, readonly NewImport[]>,
	added: readonly NewImport[],
	busy: (other: ImportStatement) => boolean,
): Merge | null {
	// A star stands where it stands: what it brings hides what was bound before.
	if (statement.star !== null) return null;
	const all = [...[...actions.values()].flat(), ...added];
	const module = all[0]?.module;
	if (
		module === undefined ||
		all.some(
			(to) => to.module !== module || to.name === null || to.name === "*",
		)
	)
		return null;
	if (hasComment(file, statement)) return null;
	for (const other of file.scan.imports) {
		if (other === statement || other.kind !== "from" || busy(other)) continue;
		if (
			!sameBlock(statement, other) ||
			other.star !== null ||
			other.lazy !== statement.lazy ||
			other.names.length === 0
		)
			continue;
		if (
			".".repeat(other.level) + other.module !== module &&
			absolute(file, other) !==
				file.absolute(levelOf(module), module.replace(/^\.+/, ""))
		)
			continue;
		const [first, second] =
			other.start < statement.start ? [other, statement] : [statement, other];
		if (!onlyImportsBetween(file, first, second)) continue;
		if (
			boundBetween(
				file,
				first,
				second,
				all.map((to) => to.as ?? (to.name as string)),
			)
		)
			continue;
		const fresh = all.filter(
			(to, i) =>
				!other.names.some((n) => same(n, to)) &&
				all.findIndex((o) => spellName(o) === spellName(to)) === i,
		);
		const edit =
			fresh.length === 0 ? null : append(file, other, fresh.map(spellName));
		if (fresh.length > 0 && edit === null) continue;
		return {
			into: other,
			edits: edit === null ? [] : [edit],
			actions: new Map([...actions.keys()].map((i) => [i, []])),
			added: [],
		};
	}
	return null;
}

/** Does an import between the two bind one of the names? Then their order decides which one wins. */
const boundBetween = (
	file: PythonFile,
	first: ImportStatement,
	second: ImportStatement,
	locals: readonly string[],
): boolean =>
	file.scan.imports.some(
		(s) =>
			s.start > first.start &&
			s.start < second.start &&
			(s.star !== null ||
				s.names.some((_, i) => locals.includes(bindingOf(s, i).name))),
	);

const levelOf = (module: string): number =>
	/^\.*/.exec(module)?.[0].length ?? 0;

const absolute = (
	file: PythonFile,
	statement: ImportStatement,
): string | null => file.absolute(statement.level, statement.module);

const same = (name: ImportedName, to: NewImport): boolean =>
	name.name === to.name && (name.alias?.name ?? null) === to.as;

/** The same suite of the same block: one runs whenever the other does. */
const sameBlock = (a: ImportStatement, b: ImportStatement): boolean =>
	a.alone &&
	b.alone &&
	a.blocks.length === b.blocks.length &&
	a.blocks.every((block, i) => block.start === b.blocks[i]?.start);

/** A comment on the statement would lose what it speaks of. */
const hasComment = (file: PythonFile, statement: ImportStatement): boolean => {
	const end = file.lineEnd(statement.end);
	return file.scan.comments.some(
		(c) => c.start > statement.start && c.end <= end,
	);
};

function append(
	file: PythonFile,
	statement: ImportStatement,
	names: readonly string[],
): Edit | null {
	const last = statement.names.at(-1) as ImportedName;
	const end = last.alias?.end ?? last.end;
	const lines = file.text.slice(statement.start, statement.end);
	if (!/[\r\n]/.test(lines)) {
		// A comment on the only line speaks of the names that stand there.
		if (hasComment(file, statement)) return null;
		return last.comma === null
			? { start: end, end, text: names.map((n) => `, ${n}`).join("") }
			: {
					start: last.comma + 1,
					end: last.comma + 1,
					text: names.map((n) => ` ${n},`).join(""),
				};
	}
	if (!statement.parens || last.comma === null) return null;
	const lineEnd = file.lineEnd(last.comma);
	const indent =
		/^[ \t\f]*/.exec(file.text.slice(file.lineStart(last.start)))?.[0] ?? "";
	const alone =
		file.lineStart(last.start) + indent.length === last.start &&
		lineEnd < statement.parens.close;
	return alone
		? {
				start: lineEnd,
				end: lineEnd,
				text: names.map((n) => `${file.newline}${indent}${n},`).join(""),
			}
		: null;
}
