/**
 * The syntax tree as the readers use it: ESTree nodes of oxc-parser or of Flow's parser, seen through a few
 * accessors instead of two hundred node types. A reader asks for what it knows and passes the rest by.
 */

export interface Node {
	readonly type: string;
	readonly start: number;
	readonly end: number;
	readonly [field: string]: unknown;
}

export function isNode(value: unknown): value is Node {
	return (
		typeof value === "object" &&
		value !== null &&
		typeof (value as Node).type === "string"
	);
}

/** The node in a field, or null where the field holds none. */
export function child(node: Node | null, field: string): Node | null {
	const value = node?.[field];
	return isNode(value) ? value : null;
}

/** The nodes in a field that holds a list; holes are left out. */
export function children(node: Node | null, field: string): readonly Node[] {
	const value = node?.[field];
	return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Nodes directly below a node, in source order as far as the parser has it. */
export function inner(node: Node): readonly Node[] {
	const found: Node[] = [];
	eachBelow(node, (below) => found.push(below));
	return found;
}

/** As `inner`, each with the field that holds it. */
export function eachBelow(
	node: Node,
	enter: (below: Node, field: string) => void,
): void {
	// No generator, for every node of every tree comes by here.
	for (const key in node) {
		const value = node[key];
		if (typeof value !== "object" || value === null || ASIDE.has(key)) continue;
		if (Array.isArray(value)) {
			for (const item of value) if (isNode(item)) enter(item, key);
		} else if (isNode(value)) enter(value, key);
	}
}

/** Fields that hold no part of the tree. */
const ASIDE: ReadonlySet<string> = new Set([
	"loc",
	"range",
	"comments",
	"tokens",
]);

/** Calls `enter` on every node, parents first; an `enter` that gives false keeps out of what is below. */
export function walk(
	root: Node,
	enter: (node: Node, parent: Node | null) => boolean | undefined,
): void {
	// A stack of our own: a chain of ten thousand `+` is a tree ten thousand deep.
	const stack = [root];
	const parents: (Node | null)[] = [null];
	for (let node = stack.pop(); node; node = stack.pop()) {
		const parent = parents.pop() ?? null;
		if (enter(node, parent) === false) continue;
		const below = inner(node);
		for (let i = below.length - 1; i >= 0; i--) {
			stack.push(below[i] as Node);
			parents.push(node);
		}
	}
}

/** `a as T`, `<T>a`, `a!`, `a satisfies T`: the `a`. */
export function bare(node: Node | null): Node | null {
	let at = node;
	while (at && WRAPPERS.has(at.type)) at = child(at, "expression");
	return at;
}

const WRAPPERS = new Set([
	"ChainExpression",
	"TSAsExpression",
	"TSTypeAssertion",
	"TSNonNullExpression",
	"TSSatisfiesExpression",
	"TSInstantiationExpression",
	"TypeCastExpression",
	"AsExpression",
]);

/** The value of a string literal or of a template without substitutions, else null. */
export function stringOf(node: Node | null): string | null {
	if (!node) return null;
	if (node.type === "Literal" && typeof node.value === "string")
		return node.value;
	if (node.type !== "TemplateLiteral") return null;
	const [only, ...more] = children(node, "quasis");
	const value = only?.value as { cooked?: string | null } | undefined;
	return only && more.length === 0 ? (value?.cooked ?? null) : null;
}

export function nameOf(node: Node | null): string | null {
	if (!node) return null;
	if (node.type === "Identifier" || node.type === "JSXIdentifier")
		return node.name as string;
	return stringOf(node);
}

/** The property that a member expression names, `a.b` and `a['b']`; null where it is computed. */
export function propertyOf(member: Node): string | null {
	const property = child(member, "property");
	return member.computed === true ? stringOf(property) : nameOf(property);
}
