/**
 * Did a transform change this node? Compares the tree that it handed back with the one that was parsed, field by
 * field. Positions and links do not count, and neither does what the tree library itself fills in while it walks
 * (`optional: false`, `assertions: []`, `importKind: 'value'`): those are defaults, not changes.
 *
 *   sameNode(parsed `a?.b`, the same after a visitor passed by) -> true
 */

/** A syntax tree node of any parser, in the shape that recast hands to transforms. */
export interface Node {
	type: string;
	[field: string]: unknown;
}

/** Fields that say where a node stands or belong to a tool, not what it is. */
const NOT_CONTENT = new Set([
	"loc",
	"start",
	"end",
	"range",
	"tokens",
	"original",
	"comments",
	"leadingComments",
	"trailingComments",
	"innerComments",
	"errors",
]);

export function isNode(value: unknown): value is Node {
	return (
		typeof value === "object" &&
		value !== null &&
		typeof (value as Node).type === "string"
	);
}

/** The default of a field that a node does not have; recast's `types.getFieldValue`. */
export type FieldDefault = (node: Node, field: string) => unknown;

const absent = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	value === false ||
	(Array.isArray(value) && value.length === 0);

/** The content fields of both nodes. */
function fieldsOf(a: object, b: object): string[] {
	const fields = Object.keys(a);
	for (const field of Object.keys(b))
		if (!Object.hasOwn(a, field)) fields.push(field);
	return fields.filter((field) => !NOT_CONTENT.has(field));
}

/** The fields in which a node differs from its original; comments are asked for by `sameComments`. */
export function changedFields(
	node: Node,
	original: Node,
	fieldDefault: FieldDefault,
): string[] {
	return fieldsOf(node, original).filter(
		(field) => !sameField(node, original, field, fieldDefault),
	);
}

function sameField(
	a: Node,
	b: Node,
	field: string,
	fieldDefault: FieldDefault,
): boolean {
	if (same(a[field], b[field], fieldDefault)) return true;
	// `false` and `null` are both values of a literal, so absence is not equality there.
	if (field !== "value" && absent(a[field]) && absent(b[field])) return true;
	if (!isNode(a) || (field in a && field in b)) return false;
	return same(fieldDefault(a, field), fieldDefault(b, field), fieldDefault);
}

function same(a: unknown, b: unknown, fieldDefault: FieldDefault): boolean {
	if (a === b) return true;
	if (
		typeof a !== "object" ||
		typeof b !== "object" ||
		a === null ||
		b === null
	)
		return Object.is(a, b);
	if (a instanceof RegExp || b instanceof RegExp)
		return String(a) === String(b);
	if (Array.isArray(a) || Array.isArray(b))
		return (
			Array.isArray(a) &&
			Array.isArray(b) &&
			a.length === b.length &&
			a.every((item, index) => same(item, b[index], fieldDefault))
		);
	return (
		sameComments(a as Node, b as Node) &&
		fieldsOf(a, b).every((field) =>
			sameField(a as Node, b as Node, field, fieldDefault),
		)
	);
}

/** Is nothing of the node changed, its children and their comments included? */
export function sameNode(
	node: Node,
	original: Node,
	fieldDefault: FieldDefault,
): boolean {
	return same(node, original, fieldDefault);
}

/** A comment as recast attaches it to a node. */
export interface Comment extends Node {
	value: string;
	leading?: boolean;
	trailing?: boolean;
}

export function commentsOf(node: Node): readonly Comment[] {
	return Array.isArray(node.comments) ? (node.comments as Comment[]) : [];
}

export function sameComments(node: Node, original: Node): boolean {
	const now = commentsOf(node);
	const then = commentsOf(original);
	return (
		now.length === then.length &&
		now.every(
			(comment, index) =>
				comment.type === then[index]?.type &&
				comment.value === then[index]?.value,
		)
	);
}
