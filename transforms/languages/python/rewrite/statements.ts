/**
 * Gathers what the decisions mean for each import statement, and writes it: one statement, one change. A variable
 * that several statements bind ties them into one.
 */
import type { Edit, ImportPath } from "../../../core/types.js";
import type { ImportStatement } from "../source/syntax.js";
import type { Draft, Drafts } from "./drafts.js";
import type { PythonFile } from "./file.js";
import { mergeTarget } from "./merge.js";
import { type NewImport, spellStatement } from "./spell-statement.js";

interface Rewrite {
	readonly file: PythonFile;
	readonly statement: ImportStatement;
	readonly draft: Draft;
	readonly actions: Map<number, NewImport[]>;
	readonly added: NewImport[];
}

export class Statements {
	readonly #drafts: Drafts;
	readonly #rewrites = new Map<ImportStatement, Rewrite>();
	/** Drafts that were joined into others. */
	readonly #joined = new Map<Draft, Draft>();

	constructor(drafts: Drafts) {
		this.#drafts = drafts;
	}

	draft(file: PythonFile, statement: ImportStatement): Draft {
		return this.#draftOf(this.#rewrite(file, statement).draft);
	}

	replace(
		file: PythonFile,
		statement: ImportStatement,
		index: number,
		imports: NewImport[],
	): void {
		this.#rewrite(file, statement).actions.set(index, imports);
	}

	addBehind(
		file: PythonFile,
		statement: ImportStatement,
		imports: readonly NewImport[],
	): void {
		this.#rewrite(file, statement).added.push(...imports);
	}

	/** Both statements change together or not at all. */
	tie(file: PythonFile, statements: readonly ImportStatement[]): Draft {
		const [first, ...rest] = statements.map((s) => this.draft(file, s));
		if (!first) throw new Error("nothing to tie");
		for (const other of rest) {
			const from = this.#draftOf(other);
			const into = this.#draftOf(first);
			if (from === into) continue;
			this.#drafts.join(into, from);
			this.#joined.set(from, into);
		}
		return this.#draftOf(first);
	}

	/** Writes every statement into its draft. */
	finish(): void {
		const merged = new Set<ImportStatement>();
		for (const rewrite of this.#rewrites.values()) {
			const { file, statement, actions, added } = rewrite;
			if (actions.size === 0 && added.length === 0) continue;
			const draft = this.#draftOf(rewrite.draft);
			const merge = mergeTarget(
				file,
				statement,
				actions,
				added,
				(s) => this.#rewrites.has(s) || merged.has(s),
			);
			if (merge) merged.add(merge.into);
			const spelled = spellStatement(
				file,
				statement,
				merge?.actions ?? actions,
				merge?.added ?? added,
			);
			if (typeof spelled === "string") {
				draft.blocked ??= spelled;
				continue;
			}
			const edits: readonly Edit[] = spelled.edits;
			draft.edits.push(...edits, ...(merge?.edits ?? []));
			draft.notes.push(...spelled.notes);
		}
	}

	#rewrite(file: PythonFile, statement: ImportStatement): Rewrite {
		let rewrite = this.#rewrites.get(statement);
		if (!rewrite) {
			const draft = this.#drafts.open(file, statement.start);
			rewrite = { file, statement, draft, actions: new Map(), added: [] };
			this.#rewrites.set(statement, rewrite);
		}
		return rewrite;
	}

	#draftOf(draft: Draft): Draft {
		let at = draft;
		for (let next = this.#joined.get(at); next; next = this.#joined.get(at))
			at = next;
		return at;
	}
}

/** `from L import {X} -> from C import {X}`: modules and form, without the names. */
export function shapeOf(
	statement: ImportStatement,
	legacy: string,
	target: ImportPath,
	name: string | null,
	style: "named" | "module" | "star" | "same",
): string {
	const before =
		statement.kind === "import"
			? `import ${legacy}`
			: name === null
				? `from ${parent(legacy)} import ${tail(legacy)}`
				: name === "*"
					? `from ${legacy} import *`
					: `from ${legacy} import {X}`;
	const renamed =
		name !== null &&
		target.name !== null &&
		target.name !== name &&
		name !== "*";
	switch (style) {
		case "same":
			return `${before} -> from ${target.module} import ${renamed ? `${target.name} as {X}` : "{X}"}`;
		case "named":
			return `${before} -> from ${target.module} import {X}`;
		case "star":
			return `${before} -> from ${target.module} import *`;
		case "module":
			return `${before} -> ${statement.kind === "import" ? `import ${target.module}` : `from ${parent(target.module)} import ${tail(target.module)}`}`;
	}
}

const parent = (name: string): string =>
	name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : ".";
const tail = (name: string): string => name.slice(name.lastIndexOf(".") + 1);
