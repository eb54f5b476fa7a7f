/**
 * Edits of a list of statements (a program, a block, a class body): which of them went, came, moved or changed,
 * and where the lines and comments between them belong. What did not change keeps its bytes; a statement that
 * goes takes its own line and the comments right above it along, but never the head of the file (licence, pragmas).
 */
import type { Edit } from "../../../core/types.js";
import {
	type Comment,
	commentsOf,
	isNode,
	type Node,
	sameComments,
} from "./surgical-compare.js";

/** What the tree walk (`surgical.ts`) lends to a list. */
export interface ListContext {
	readonly source: string;
	readonly eol: string;
	spanOf(raw: Node): readonly [start: number, end: number];
	/** Comments of the raw text, in order. */
	readonly comments: readonly (readonly [start: number, end: number])[];
	/** Which of `comments` a comment of the mutated tree is, or -1 for a new one. */
	commentIndex(comment: Comment): number;
	/** Is this comment of the text still on some node of the mutated tree? */
	claimed(index: number): boolean;
	/** Edits inside of a statement that is still there; null when it has to be printed. */
	inside(node: Node, original: Node, raw: Node): Edit[] | null;
	/** The statement as text, its further lines indented; null when that can't be done. */
	print(node: Node, withComments: boolean, indent: string): string | null;
}

/** Comments at the head of a file that speak of the file and not of the statement below them. */
const HEAD =
	/copyright|licen[sc]e|@preserve|spdx-|^\/\*!|@flow|@jsx|@ts-(?:no)?check|@(?:jest|vitest)-environment|eslint-(?:disable|enable)(?!-(?:next-)?line)|@fileoverview|^\/\/\/|@generated/i;

const isDirective = (node: Node): boolean =>
	node.type === "Directive" || typeof node.directive === "string";
const isImport = (node: Node): boolean =>
	/^Import|^TSImportEquals/.test(node.type);

/**
 * `items`: the list as the transform left it; `originals` and `raws`: the same list as parsed, and with the file's
 * offsets. `inner`: the span between the braces, or the whole file. Null: print the owner of the list instead.
 */
export function listEdits(
	items: readonly Node[],
	originals: readonly Node[],
	raws: readonly Node[],
	inner: readonly [start: number, end: number],
	context: ListContext,
): Edit[] | null {
	if (originals.length !== raws.length) return null;
	const origin = items.map((item) => originals.indexOf(item.original as Node));
	const anchors = increasing(origin);
	const list = new List(originals, raws, inner, context);
	let next = 0;
	let item = 0;
	for (const anchor of [...anchors, items.length]) {
		const stop =
			anchor < items.length ? (origin[anchor] as number) : originals.length;
		if (!list.run(items.slice(item, anchor), next, stop)) return null;
		const node = items[anchor];
		if (node && !list.keep(node, stop, next)) return null;
		item = anchor + 1;
		next = stop + 1;
	}
	return list.edits;
}

/** Positions of a longest run of items that kept their order; the others have moved or are new. */
function increasing(origin: readonly number[]): number[] {
	const best: number[][] = [];
	origin.forEach((from, position) => {
		let before: readonly number[] = [];
		if (from >= 0)
			for (let earlier = 0; earlier < position; earlier++) {
				const chain = best[earlier] as number[];
				if (
					(origin[earlier] as number) >= 0 &&
					(origin[earlier] as number) < from &&
					chain.length > before.length
				)
					before = chain;
			}
		best.push(from >= 0 ? [...before, position] : []);
	});
	return best.reduce(
		(longest, chain) => (chain.length > longest.length ? chain : longest),
		[],
	);
}

class List {
	readonly edits: Edit[] = [];
	readonly #originals: readonly Node[];
	readonly #raws: readonly Node[];
	readonly #inner: readonly [number, number];
	readonly #context: ListContext;

	constructor(
		originals: readonly Node[],
		raws: readonly Node[],
		inner: readonly [number, number],
		context: ListContext,
	) {
		this.#originals = originals;
		this.#raws = raws;
		this.#inner = inner;
		this.#context = context;
	}

	#span(index: number): readonly [number, number] {
		return this.#context.spanOf(this.#raws[index] as Node);
	}

	/** Where the text between the statement before `index` and `index` begins. */
	#gap(index: number): number {
		return index === 0 ? this.#inner[0] : this.#span(index - 1)[1];
	}

	/** A statement that is still there; `from`: the first original after the last one kept. */
	keep(node: Node, index: number, from: number): boolean {
		const original = this.#originals[index] as Node;
		const raw = this.#raws[index] as Node;
		if (this.#settled(node, original, from, index)) {
			const edits = this.#context.inside(node, original, raw);
			if (edits) {
				this.edits.push(...edits);
				return true;
			}
			return this.#replace(node, this.#span(index), false);
		}
		return this.#replace(node, this.#region(node, index), true);
	}

	/** Are the comments of `node` those that stand beside it in the text anyway, and did it lose none? */
	#settled(
		node: Node,
		original: Node | null,
		from: number,
		index: number,
	): boolean {
		if (original && sameComments(node, original)) return true;
		const { comments, commentIndex } = this.#context;
		const own = new Set(
			(original ? commentsOf(original) : []).map((comment) =>
				commentIndex(comment),
			),
		);
		const start = this.#gap(from);
		const end =
			index < this.#raws.length ? this.#span(index)[0] : this.#inner[1];
		const behind = this.#regionEnd(node, index);
		let last = -1;
		for (const comment of commentsOf(node)) {
			const at = commentIndex(comment);
			const span = comments[at];
			if (!span || at <= last) return false;
			const before = span[0] >= start && span[1] <= end;
			const after = span[0] > end && span[1] <= behind;
			if (!own.delete(at) && !before && !after) return false;
			last = at;
		}
		return own.size === 0;
	}

	/** Originals `[from, to)` went and `items` stand in their place. */
	run(items: readonly Node[], from: number, to: number): boolean {
		const replaced = Math.min(items.length, to - from);
		for (let index = 0; index < to - from; index++) {
			const item = items[index];
			if (!item) this.#remove(from + index);
			else if (!this.#take(item, from, from + index)) return false;
		}
		return (
			replaced === items.length ||
			this.#insert(items.slice(replaced), from + replaced)
		);
	}

	/** A new statement in the place of one that went. Comments of the old one stay unless the new one brings others. */
	#take(item: Node, from: number, index: number): boolean {
		if (isDirective(this.#originals[index] as Node) !== isDirective(item))
			return false;
		if (this.#settled(item, null, from, index))
			return this.#replace(item, this.#span(index), false);
		return this.#replace(item, this.#region(item, index), true);
	}

	#replace(
		node: Node,
		[start, end]: readonly [number, number],
		withComments: boolean,
	): boolean {
		const { source } = this.#context;
		const text = this.#context.print(
			node,
			withComments,
			indentAt(source, start),
		);
		if (text === null) return false;
		this.edits.push({
			start,
			end,
			text: matchSemicolon(text, source.slice(start, end), source.slice(end)),
		});
		return true;
	}

	/** The start of a statement, or of the comments above it that go where it goes. */
	#regionStart(index: number): number {
		const { source, comments, claimed } = this.#context;
		const gap = this.#gap(index);
		let start = this.#span(index)[0];
		for (let at = comments.length - 1; at >= 0; at--) {
			const [from, to] = comments[at] as readonly [number, number];
			if (to > start) continue;
			if (from < gap || /\n[^\S\n]*\r?\n/.test(source.slice(to, start))) break;
			if (index > 0 && !source.slice(gap, from).includes("\n")) break;
			if (
				index === 0 &&
				this.#inner[0] === 0 &&
				HEAD.test(source.slice(from, to))
			)
				break;
			if (claimed(at)) break;
			start = from;
		}
		return start;
	}

	/**
	 * The end of a statement, or of the comments behind it that `node`, which takes its place, has as its own: they
	 * stand in the text already, and printed with it they would be there twice.
	 */
	#regionEnd(node: Node, index: number): number {
		if (index >= this.#raws.length) return this.#inner[1];
		const { source, comments, commentIndex } = this.#context;
		let end = this.#span(index)[1];
		for (const comment of commentsOf(node)) {
			const [from, to] = comments[commentIndex(comment)] ?? [-1, -1];
			if (from >= end && source.slice(end, from).trim() === "") end = to;
		}
		return end;
	}

	#region(node: Node, index: number): readonly [number, number] {
		return [this.#regionStart(index), this.#regionEnd(node, index)];
	}

	/** The end of the line if only blanks and comments of its own follow the statement. */
	#lineEnd(index: number): number | null {
		const { source } = this.#context;
		const end = this.#span(index)[1];
		const rest =
			/^[ \t]*(?:\/\*[^\n]*?\*\/[ \t]*)?(?:\/\/[^\n]*)?(\r?\n|$)/.exec(
				source.slice(end, this.#inner[1]),
			);
		return rest ? end + rest[0].length : null;
	}

	#remove(index: number): void {
		const { source } = this.#context;
		const start = this.#regionStart(index);
		const lineStart = source.lastIndexOf("\n", start - 1) + 1;
		const bom = lineStart === 0 && source.charCodeAt(0) === 0xfeff ? 1 : 0;
		const end = this.#lineEnd(index);
		if (end === null || source.slice(lineStart + bom, start).trim() !== "") {
			const [, stop] = this.#span(index);
			const blanks = /^[ \t]*/.exec(source.slice(stop))?.[0].length ?? 0;
			this.edits.push({ start, end: stop + blanks, text: "" });
			return;
		}
		// A blank line on both sides would become two.
		const blankBefore =
			source.slice(this.#inner[0], lineStart).trim() === "" ||
			/\n[ \t]*\r?\n$/.test(source.slice(0, lineStart));
		const blankAfter = /^[ \t]*\r?\n/.exec(source.slice(end, this.#inner[1]));
		const lastOfRun = !this.edits.some((edit) => edit.end > end);
		this.edits.push({
			start: lineStart + bom,
			end:
				end +
				(blankBefore && blankAfter && lastOfRun ? blankAfter[0].length : 0),
			text: "",
		});
	}

	/** New statements before the original `at`; after the one before it where that reads better. */
	#insert(items: readonly Node[], at: number): boolean {
		const { source, eol } = this.#context;
		const previous = this.#originals[at - 1];
		const next = this.#originals[at];
		const texts: string[] = [];
		const anchor =
			at > 0 ? this.#span(at - 1)[0] : next ? this.#span(at)[0] : 0;
		for (const item of items) {
			const text = this.#context.print(item, true, indentAt(source, anchor));
			if (text === null) return false;
			texts.push(matchSemicolon(text, this.#sample(), ""));
		}
		const first = items[0] as Node;
		const lastItem = items[items.length - 1] as Node;
		const indent = indentAt(source, anchor);
		const body = texts.join(eol + indent);
		const alike = (node: Node): boolean =>
			!isDirective(node) && isImport(node) === isImport(first);
		const afterPrevious =
			previous && (!next || alike(previous) || !alike(next));
		if (afterPrevious && previous) {
			const end = this.#lineEnd(at - 1);
			if (end === null) return false;
			const atLineBreak =
				source[end - 1] === "\n"
					? end - (source[end - 2] === "\r" ? 2 : 1)
					: end;
			const blank =
				isImport(previous) !== isImport(first) && !isDirective(first)
					? eol
					: "";
			this.edits.push({
				start: atLineBreak,
				end: atLineBreak,
				text: `${eol}${blank}${indent}${body}`,
			});
			return true;
		}
		if (!next) return false;
		const start = this.#regionStart(at);
		if (
			source
				.slice(source.lastIndexOf("\n", start - 1) + 1, start)
				.replace("\ufeff", "")
				.trim() !== ""
		)
			return false;
		const blank = isImport(lastItem) !== isImport(next) ? eol : "";
		this.edits.push({
			start,
			end: start,
			text: `${body}${eol}${blank}${indent}`,
		});
		return true;
	}

	/** A simple statement of the list, to see whether the file writes semicolons. */
	#sample(): string {
		const simple = this.#raws.find((raw) =>
			/^Import|^Variable|^Expression/.test(raw.type),
		);
		return simple && isNode(simple)
			? this.#context.source.slice(...this.#context.spanOf(simple))
			: ";";
	}
}

function indentAt(source: string, offset: number): string {
	return (
		/^[ \t]*/.exec(
			source.slice(source.lastIndexOf("\n", offset - 1) + 1),
		)?.[0] ?? ""
	);
}

/** Drops the semicolon that a printer adds in a file that has none, unless the next line would run on without it. */
function matchSemicolon(text: string, before: string, after: string): string {
	if (
		before.endsWith(";") ||
		!text.endsWith(";") ||
		/^\s*(?:[([`+\-*.,]|\/(?![/*]))/.test(after)
	)
		return text;
	return text.slice(0, -1);
}
