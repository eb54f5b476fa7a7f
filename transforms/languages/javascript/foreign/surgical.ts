/**
 * Writes a changed syntax tree back without printing it: every node of the mutated tree is compared with the node
 * it was parsed from, and only what differs becomes an edit on the raw text. Tree printers rewrite line ends and
 * quotes, lose licence comments and `with {...}`, and swallow the import below a shebang; this leaves every byte
 * outside of the changed nodes alone.
 *
 * Three trees are walked side by side: `node` (mutated), `original` (as recast parsed it, its offsets are those of
 * a text without tabs and CRLF) and `raw`, which has the offsets: the original, where its text and the file's
 * correspond line by line (`surgical-offsets.ts`), else the same text parsed once more as it is.
 */
import { applyEdits } from "../../../core/edits.js";
import { lineEnding } from "../../../core/text-edits.js";
import type { Edit } from "../../../core/types.js";
import {
	type Comment,
	changedFields,
	commentsOf,
	type FieldDefault,
	isNode,
	type Node,
	sameComments,
	sameNode,
} from "./surgical-compare.js";
import { importEdits, requoted } from "./surgical-imports.js";
import { listEdits } from "./surgical-list.js";
import { type ParsedText, sourceOffsets } from "./surgical-offsets.js";

export interface Printer {
	/** recast's `print(node, options).code`. */
	print(node: Node): string;
	fieldDefault: FieldDefault;
	/** The parser of the file, on raw text. */
	parse(text: string): Node;
	/** The text that a tree (recast's original) was parsed from, where that is known. */
	parsedText(tree: Node): ParsedText | null;
}

export interface Written {
	readonly text: string;
	/** Only names, literals and specifiers were replaced in their places: nothing was printed, nothing came, went or moved. */
	readonly inPlace: boolean;
}

/** The text after the transform's changes, or null when they are not understood well enough for edits. */
export function writeBack(
	source: string,
	file: Node,
	printer: Printer,
): Written | null {
	const original = file.original;
	if (!isNode(original) || !isNode(file.program)) return null;
	if (sameNode(file, original, printer.fieldDefault))
		return { text: source, inPlace: true };
	const raw = placedTree(source, original, printer);
	if (typeof raw.program.start !== "number") return null;
	try {
		const walk = new Walk(source, file, original, raw, printer);
		if (!walk.aligned) return null;
		const edits = walk.inside(
			file.program,
			original.program as Node,
			raw.program,
		);
		return edits && { text: applyEdits(source, edits), inPlace: walk.inPlace };
	} catch {
		// Edits that overlap: the transform shares one node between two places. The printer copes with that.
		return null;
	}
}

/** A tree of the file and what its offsets are in the file's text. */
interface PlacedTree {
	readonly program: Node;
	readonly comments: readonly Node[];
	offset(of: number): number;
}

/** The original costs nothing; to parse the text once more costs as much as the transform's own parsing. */
function placedTree(
	source: string,
	original: Node,
	printer: Printer,
): PlacedTree {
	const parsed = printer.parsedText(original);
	const offset = parsed && sourceOffsets(parsed.text, source);
	const raw = offset ? original : printer.parse(source);
	const comments = offset ? parsed?.comments : raw.comments;
	return {
		program: isNode(raw.program) ? raw.program : raw,
		comments: Array.isArray(comments) ? comments : [],
		offset: offset ?? ((place) => place),
	};
}

/** Lists of statements; a change in the number of members is understood there. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
	Program: ["directives", "body"],
	BlockStatement: ["directives", "body"],
	StaticBlock: ["body"],
	TSModuleBlock: ["body"],
	ClassBody: ["body"],
};

/** Nodes that are a name or a word, and the field that holds it. */
const NAMES: Readonly<Record<string, string>> = {
	Identifier: "name",
	JSXIdentifier: "name",
};
const STRINGS = new Set(["StringLiteral", "Literal", "DirectiveLiteral"]);

/** Places where any expression may stand as it is printed, without parentheses of its own. */
const OPEN_PLACES = new Set([
	"CallExpression.arguments",
	"NewExpression.arguments",
	"OptionalCallExpression.arguments",
	"ArrayExpression.elements",
	"VariableDeclarator.init",
	"ObjectProperty.value",
	"Property.value",
	"AssignmentExpression.right",
	"JSXExpressionContainer.expression",
	"TSTypeReference.typeName",
]);

/** Expressions that need no parentheses anywhere. */
const ATOMS = new Set([
	"Identifier",
	"ThisExpression",
	"StringLiteral",
	"NumericLiteral",
	"BooleanLiteral",
	"NullLiteral",
]);
const WORD = /[\w$\u0080-\uffff]/;

const NOT_VISITED = new Set(["loc", "tokens", "comments", "original"]);

function commentsIn(root: Node): Comment[] {
	const found = new Set<Comment>();
	const seen = new Set<object>();
	const visit = (value: object): void => {
		if (seen.has(value)) return;
		seen.add(value);
		for (const comment of commentsOf(value as Node)) found.add(comment);
		for (const field of Object.keys(value)) {
			const child = (value as Node)[field];
			if (
				typeof child === "object" &&
				child !== null &&
				!NOT_VISITED.has(field)
			)
				visit(child);
		}
	};
	visit(root);
	return [...found];
}

const start = (node: Node): number => node.start as number;

class Walk {
	readonly source: string;
	readonly eol: string;
	readonly comments: readonly (readonly [number, number])[];
	/** False: the comments of the two parses do not match one to one. */
	readonly aligned: boolean;
	inPlace = true;
	readonly #printer: Printer;
	readonly #offset: (of: number) => number;
	readonly #indexes = new Map<Comment, number>();
	readonly #claims = new Set<number>();

	constructor(
		source: string,
		file: Node,
		original: Node,
		raw: PlacedTree,
		printer: Printer,
	) {
		this.source = source;
		this.#printer = printer;
		this.#offset = raw.offset;
		this.eol = lineEnding(source);
		this.comments = raw.comments.map(
			(comment) =>
				[
					raw.offset(start(comment)),
					raw.offset(comment.end as number),
				] as const,
		);
		const originals = commentsIn(original).sort((a, b) => start(a) - start(b));
		this.aligned = originals.length === this.comments.length;
		originals.forEach((comment, index) => {
			this.#indexes.set(comment, index);
		});
		// A new comment claims nothing.
		if (originals.length === 0) return;
		for (const comment of commentsIn(file)) {
			const index = this.commentIndex(comment);
			if (index >= 0) this.#claims.add(index);
		}
	}

	get fieldDefault(): FieldDefault {
		return this.#printer.fieldDefault;
	}

	spanOf = (raw: Node): readonly [number, number] => {
		// A decorated or exported class begins at its first decorator.
		const decorators = (
			Array.isArray(raw.decorators) ? raw.decorators : []
		) as Node[];
		return [
			this.#offset(Math.min(start(raw), ...decorators.map(start))),
			this.#offset(raw.end as number),
		];
	};

	commentIndex = (comment: Comment): number => {
		const known =
			this.#indexes.get(comment) ??
			this.#indexes.get(comment.original as Comment);
		if (known === undefined) return -1;
		// A comment whose words changed is a new one.
		const then = comment.original as Comment | undefined;
		return then && then.value !== comment.value ? -1 : known;
	};

	claimed = (index: number): boolean => this.#claims.has(index);

	inside = (node: Node, original: Node, raw: Node): Edit[] | null => {
		if (node.type !== original.type || raw.type !== original.type) return null;
		if (sameNode(node, original, this.fieldDefault)) return [];
		if (/^(?:Import|Export(?:Named|All))Declaration$/.test(node.type)) {
			const edits = importEdits(node, original, raw, this);
			if (edits) return edits;
		}
		const fields = new Set(changedFields(node, original, this.fieldDefault));
		const edits: Edit[] = [];
		const lists = LISTS[node.type];
		if (lists?.some((field) => fields.has(field))) {
			const of = (owner: Node): Node[] =>
				lists.flatMap((field) => (owner[field] as Node[] | undefined) ?? []);
			const inner: readonly [number, number] =
				node.type === "Program"
					? [this.#programStart(raw), this.source.length]
					: [this.#offset(start(raw)) + 1, this.#offset(raw.end as number) - 1];
			const listed = listEdits(of(node), of(original), of(raw), inner, this);
			if (!listed) return null;
			const [now, then] = [of(node), of(original)];
			if (
				now.length !== then.length ||
				now.some((item, index) => item.original !== then[index])
			)
				this.inPlace = false;
			edits.push(...listed);
			for (const field of lists) fields.delete(field);
		}
		// `{a}` and `a` in `{a}` are two nodes in one place.
		if (raw.shorthand === true && fields.size > 0) return null;
		for (const field of fields) {
			const changed = this.#field(node, original, raw, field);
			if (!changed) return null;
			edits.push(...changed);
		}
		return edits;
	};

	/** Past the shebang: it is no statement, and nothing is placed before it. */
	#programStart(raw: Node): number {
		return isNode(raw.interpreter) || this.source.startsWith("#!")
			? this.source.indexOf("\n") + 1
			: 0;
	}

	#field(node: Node, original: Node, raw: Node, field: string): Edit[] | null {
		const [now, then, at] = [node[field], original[field], raw[field]];
		const nameField = NAMES[node.type];
		if (
			field === nameField &&
			typeof now === "string" &&
			typeof then === "string"
		) {
			const from = this.#offset(start(raw));
			const end = from + then.length;
			return this.source.slice(from, end) === then
				? [{ start: from, end, text: now }]
				: null;
		}
		if (
			field === "value" &&
			STRINGS.has(node.type) &&
			typeof then === "string"
		) {
			const edit = requoted(this.source, ...this.spanOf(raw), now);
			return edit && [edit];
		}
		if (isNode(now) && isNode(then) && isNode(at))
			return this.#child(node, now, then, at, field);
		if (Array.isArray(now) && Array.isArray(then) && Array.isArray(at)) {
			if (now.length !== then.length) return null;
			const edits: Edit[] = [];
			for (const [index, member] of now.entries()) {
				if (member === null && then[index] === null) continue;
				if (!isNode(member) || !isNode(then[index]) || !isNode(at[index]))
					return null;
				const changed = this.#child(
					node,
					member,
					then[index],
					at[index],
					field,
				);
				if (!changed) return null;
				edits.push(...changed);
			}
			return edits;
		}
		return null;
	}

	#child(
		parent: Node,
		node: Node,
		original: Node,
		raw: Node,
		field: string,
	): Edit[] | null {
		if (sameComments(node, original)) {
			const edits = this.inside(node, original, raw);
			if (edits) return edits;
		}
		const [from, to] = this.spanOf(raw);
		const bare =
			commentsOf(node).length === 0 && commentsOf(original).length === 0;
		const atom =
			ATOMS.has(node.type) &&
			/Expression$|^Identifier$|Literal$/.test(raw.type) &&
			parent.type !== "ExpressionStatement";
		if (!bare || raw.typeAnnotation || node.type === "SequenceExpression")
			return null;
		if (!atom && !OPEN_PLACES.has(`${parent.type}.${field}`)) return null;
		const text = this.print(node, false, indentOf(this.source, from));
		if (text === null) return null;
		const glued =
			WORD.test(this.source[from - 1] ?? "") && WORD.test(text[0] ?? "");
		return [{ start: from, end: to, text: glued ? ` ${text}` : text }];
	}

	print = (
		node: Node,
		withComments: boolean,
		indent: string,
	): string | null => {
		const original = isNode(node.original) ? node.original : null;
		const saved = [node.comments, original?.comments];
		if (!withComments) {
			node.comments = null;
			if (original) original.comments = null;
		}
		this.inPlace = false;
		const printed = this.#printer.print(node);
		if (!withComments) {
			node.comments = saved[0];
			if (original) original.comments = saved[1];
		}
		let text = printed.trim();
		// The printer writes a directive without its semicolon.
		if (node.type === "Directive" && !text.endsWith(";")) text += ";";
		// Lines of a template are content: they can't be indented with the rest.
		if (indent !== "" && text.includes("`") && text.includes("\n")) return null;
		return text
			.replace(/\r?\n(?!\r?\n|$)/g, `\n${indent}`)
			.replace(/\r?\n/g, this.eol);
	};
}

function indentOf(source: string, offset: number): string {
	return (
		/^[ \t]*/.exec(
			source.slice(source.lastIndexOf("\n", offset - 1) + 1),
		)?.[0] ?? ""
	);
}
