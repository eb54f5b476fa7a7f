/**
 * Edits of `import` and `export ... from` statements in place. Printing such a statement anew joins its lines,
 * moves its comments, adds a semicolon and drops `with {...}`; here only the source literal and the specifiers
 * that changed are touched.
 *
 *   import {
 *     a, // why a
 *     b,              <- b removed: this line goes, and nothing else
 *   } from 'm';
 */
import type { Edit } from "../../../core/types.js";
import {
	changedFields,
	type FieldDefault,
	isNode,
	type Node,
	sameNode,
} from "./surgical-compare.js";

export interface Statement {
	readonly source: string;
	readonly eol: string;
	readonly fieldDefault: FieldDefault;
	spanOf(raw: Node): readonly [start: number, end: number];
}

/** A quoted literal with another value in the quotes it has, or null where that would need escapes. */
export function requoted(
	source: string,
	start: number,
	end: number,
	value: unknown,
): Edit | null {
	const quote = source[start];
	if (
		typeof value !== "string" ||
		(quote !== "'" && quote !== '"') ||
		source[end - 1] !== quote
	)
		return null;
	return /['"\\&<>{}\p{Cc}\u2028\u2029]/u.test(value)
		? null
		: { start: start + 1, end: end - 1, text: value };
}

const NAMED = new Set(["ImportSpecifier", "ExportSpecifier"]);
const HANDLED = new Set(["source", "specifiers", "importKind", "exportKind"]);

/** `node` is what the transform left of `original`; `raw` is the same statement parsed with the file's offsets. */
export function importEdits(
	node: Node,
	original: Node,
	raw: Node,
	at: Statement,
): Edit[] | null {
	const changed = changedFields(node, original, at.fieldDefault);
	// Attributes that a tree library leaves behind are never a reason to print the statement.
	if (
		!changed.every((field) => HANDLED.has(field)) ||
		!isNode(node.source) !== !isNode(raw.source)
	)
		return null;
	const edits: Edit[] = [];
	if (changed.includes("source") && isNode(node.source) && isNode(raw.source)) {
		const edit = requoted(
			at.source,
			...at.spanOf(raw.source),
			node.source.value,
		);
		if (!edit) return null;
		edits.push(edit);
	}
	if (changed.some((field) => field !== "source")) {
		const clause = clauseEdits(node, original, raw, at, changed);
		if (!clause) return null;
		edits.push(...clause);
	}
	return edits;
}

interface Item {
	/** Its place among the original specifiers, or -1. */
	readonly from: number;
	/** Null: as it was. */
	readonly text: string | null;
}

const nodes = (value: unknown): Node[] =>
	Array.isArray(value) ? value.filter(isNode) : [];

function clauseEdits(
	node: Node,
	original: Node,
	raw: Node,
	at: Statement,
	changed: readonly string[],
): Edit[] | null {
	const originals = nodes(original.specifiers);
	const raws = nodes(raw.specifiers);
	const items = nodes(node.specifiers).map(
		(specifier): Item & { readonly type: string } => {
			const from = originals.indexOf(specifier.original as Node);
			const origin = originals[from];
			const text =
				origin && sameNode(specifier, origin, at.fieldDefault)
					? null
					: spell(specifier);
			return { from, text, type: specifier.type };
		},
	);
	if (items.some((item) => item.text === "")) return null;
	const named = items.filter((item) => NAMED.has(item.type));
	const rawNamed = raws.filter((specifier) => NAMED.has(specifier.type));
	const others = items.filter((item) => !NAMED.has(item.type));
	const othersSame =
		others.length === raws.length - rawNamed.length &&
		others.every((item) => item.from >= 0 && item.text === null);
	const offset = raws.length - rawNamed.length;
	const kindSame = changed.every(
		(field) => field === "source" || field === "specifiers",
	);
	if (kindSame && othersSame && named.length > 0 && rawNamed.length > 0)
		return namedEdits(
			named.map((item) => ({
				from: item.from < 0 ? -1 : item.from - offset,
				text: item.text,
			})),
			rawNamed,
			at,
		);
	return wholeClause(node, raw, items, raws, at);
}

/** Writes everything between the keyword and `from`; for a default or namespace import that came or went. */
function wholeClause(
	node: Node,
	raw: Node,
	items: readonly (Item & { readonly type: string })[],
	raws: readonly Node[],
	at: Statement,
): Edit[] | null {
	if (
		node.type !== "ImportDeclaration" ||
		!isNode(raw.source) ||
		items.length === 0 ||
		raws.length === 0
	)
		return null;
	const [start] = at.spanOf(raw);
	const [end] = at.spanOf(raw.source);
	const before = at.source.slice(start, end);
	// A comment inside the clause has no place in a new one.
	if (/\/[/*]/.test(before)) return null;
	const textOf = (item: Item): string => {
		const origin = raws[item.from];
		return item.text ?? (origin ? at.source.slice(...at.spanOf(origin)) : "");
	};
	const single = items.filter((item) => !NAMED.has(item.type)).map(textOf);
	const named = items.filter((item) => NAMED.has(item.type)).map(textOf);
	const pad = /\{\S/.test(before) ? "" : " ";
	if (named.length > 0) single.push(`{${pad}${named.join(", ")}${pad}}`);
	const kind =
		node.importKind === "type" || node.importKind === "typeof"
			? `${node.importKind} `
			: "";
	return [{ start, end, text: `import ${kind}${single.join(", ")} from ` }];
}

/** A specifier in source form; empty for one that is not understood. */
function spell(specifier: Node): string {
	const name = (value: unknown): string => {
		if (!isNode(value)) return "";
		if (typeof value.name === "string") return value.name;
		return typeof value.value === "string" ? JSON.stringify(value.value) : "";
	};
	const [outer, inner] =
		specifier.type === "ExportSpecifier"
			? [name(specifier.local), name(specifier.exported)]
			: [name(specifier.imported), name(specifier.local)];
	if (specifier.type === "ImportDefaultSpecifier") return inner;
	if (specifier.type === "ImportNamespaceSpecifier")
		return inner && `* as ${inner}`;
	if (!NAMED.has(specifier.type) || outer === "") return "";
	const kind = specifier.importKind ?? specifier.exportKind;
	return `${kind === "type" || kind === "typeof" ? `${kind} ` : ""}${outer}${inner && inner !== outer ? ` as ${inner}` : ""}`;
}

/** Edits between the braces. Null when specifiers changed places. */
function namedEdits(
	items: readonly Item[],
	raws: readonly Node[],
	at: Statement,
): Edit[] | null {
	const kept = items.filter((item) => item.from >= 0);
	if (
		kept.length === 0 ||
		kept.some(
			(item, index) => index > 0 && item.from <= (kept[index - 1] as Item).from,
		)
	)
		return null;
	const { source } = at;
	const spans = raws.map((raw) => at.spanOf(raw));
	const last = spans.length - 1;
	const edits: Edit[] = [];
	const span = (index: number): readonly [number, number] =>
		spans[index] as readonly [number, number];
	const ownLine = (index: number): boolean =>
		/^[ \t]*$/.test(
			source.slice(
				source.lastIndexOf("\n", span(index)[0] - 1) + 1,
				span(index)[0],
			),
		) &&
		/^[ \t]*,?[ \t]*(\/\/[^\n]*|\/\*[^\n]*\*\/[ \t]*)?\r?\n/.test(
			source.slice(span(index)[1]),
		);
	const multiline = spans.every((_, index) => ownLine(index));
	const survivors = new Set(kept.map((item) => item.from));

	for (const item of kept)
		if (item.text !== null)
			edits.push({
				start: span(item.from)[0],
				end: span(item.from)[1],
				text: item.text,
			});

	const lastKept = (kept[kept.length - 1] as Item).from;
	const added = items.filter((item) => item.from < 0);
	for (let index = 0; index <= last; index++) {
		if (survivors.has(index)) continue;
		if (multiline) {
			const from = commentedFrom(
				source,
				span(index)[0],
				index === 0 ? null : span(index - 1)[1],
			);
			edits.push({
				start: from,
				end: source.indexOf("\n", span(index)[1]) + 1,
				text: "",
			});
		} else if (index < lastKept)
			edits.push({ start: span(index)[0], end: span(index + 1)[0], text: "" });
		else
			edits.push({
				start: index === lastKept + 1 ? span(lastKept)[1] : span(index - 1)[1],
				end: span(index)[1],
				text: "",
			});
	}
	const trailing = /^\s*(?:\/\*[^*]*\*\/\s*)?,/.exec(
		source.slice(span(last)[1]),
	);
	const comma = source.indexOf(",", span(lastKept)[1]);
	const dropsComma = multiline && lastKept < last && !trailing;
	const tail = items
		.slice(items.findIndex((item) => item.from === lastKept) + 1)
		.map((item) => item.text);
	if (dropsComma && tail.length === 0)
		edits.push({ start: comma, end: comma + 1, text: "" });
	if (tail.length > 0) {
		// Commas inside comments would be taken for the list's own.
		if (/\/[/*]/.test(source.slice(span(0)[0], span(last)[1]))) return null;
		const indent = multiline
			? at.eol + indentAt(source, span(lastKept)[0])
			: " ";
		const between = multiline && lastKept < last && !dropsComma;
		const place = between || dropsComma ? comma : span(lastKept)[1];
		const text = tail.map((name) => `,${indent}${name}`).join("");
		edits.push({ start: place, end: dropsComma ? comma + 1 : place, text });
	}
	for (const item of added.filter(
		(one) => items.indexOf(one) < items.indexOf(kept[kept.length - 1] as Item),
	)) {
		const next = items
			.slice(items.indexOf(item))
			.find((one) => one.from >= 0) as Item;
		const start = span(next.from)[0];
		if (next.text !== null || edits.some((edit) => edit.start === start))
			return null;
		edits.push({
			start,
			end: start,
			text: `${item.text},${multiline ? at.eol + indentAt(source, start) : " "}`,
		});
	}
	return edits;
}

function indentAt(source: string, offset: number): string {
	return (
		/[ \t]*/.exec(
			source.slice(source.lastIndexOf("\n", offset - 1) + 1),
		)?.[0] ?? ""
	);
}

/** The line on which a specifier starts, or the first of the comment lines right above it. */
function commentedFrom(
	source: string,
	start: number,
	after: number | null,
): number {
	let from = source.lastIndexOf("\n", start - 1) + 1;
	while (
		from > 0 &&
		(after === null || source.lastIndexOf("\n", from - 2) + 1 > after)
	) {
		const line = source.lastIndexOf("\n", from - 2) + 1;
		if (!/^[ \t]*\/\//.test(source.slice(line, from))) break;
		from = line;
	}
	return from;
}
