/**
 * What a file takes out of modules whose names it binds by one import each and by nothing else: then every `ns.X` is
 * such a use, whatever its scope. Told from oxc's tree, for the one that has scopes comes from Babel, which costs ten
 * times as much and a third of a second before its first file.
 *
 *   import * as ns from './m'; ns.X() <ns.X/> ns.T      uses
 *   f(ns)   export { ns }   { ns: 1 }   a.ns            nothing is taken
 *   function f(ns)   const ns = 1   (ns as T).X         may bind it, or go on elsewhere: the scopes have to tell
 *
 * Invariant: an identifier in a place that is not known here is taken for one that binds.
 */
import { child, children, inner, type Node, stringOf } from "../source/tree.js";

/** `ns.X.y`: the variable, and the names from the inside out, at least one. */
export interface MemberUse {
	readonly variable: string;
	readonly chain: readonly { readonly name: string; readonly start: number }[];
	readonly time: "load" | "call" | "type";
}

/** A node on the way from the program to an identifier. */
interface Place {
	readonly node: Node;
	readonly up: Place | null;
}

/** What an identifier does there; null where that is not known. */
type Role = "binds" | "nothing" | readonly MemberUse[] | null;

/** Null where only the scopes tell. */
export function importedOnlyMembers(
	program: Node,
	variables: ReadonlySet<string>,
): readonly MemberUse[] | null {
	const bound = new Set<string>();
	const uses: MemberUse[] = [];
	const stack: Place[] = [{ node: program, up: null }];
	for (let place = stack.pop(); place; place = stack.pop()) {
		const { node, up } = place;
		if (node.type === "Identifier" || node.type === "JSXIdentifier") {
			const variable = String(node.name);
			if (up && variables.has(variable)) {
				const role = roleOf(node, up, variable);
				if (role === null || (role === "binds" && bound.has(variable)))
					return null;
				if (role === "binds") bound.add(variable);
				else if (role !== "nothing") uses.push(...role);
			}
		}
		for (const next of inner(node)) stack.push({ node: next, up: place });
	}
	return bound.size === variables.size ? uses : null;
}

/** Parents in which an identifier is read as a whole, wherever it stands. */
const READS: ReadonlySet<string> = new Set([
	"ArrayExpression",
	"BinaryExpression",
	"CallExpression",
	"ConditionalExpression",
	"ExportDefaultDeclaration",
	"ExportSpecifier",
	"ExpressionStatement",
	"IfStatement",
	"JSXAttribute",
	"JSXExpressionContainer",
	"JSXSpreadAttribute",
	"LogicalExpression",
	"NewExpression",
	"ReturnStatement",
	"SpreadElement",
	"TemplateLiteral",
	"TSExportAssignment",
	"TSTypeQuery",
	"TSTypeReference",
	"UnaryExpression",
]);
/** Parents with a key, which names nothing, and a value, which is read. */
const KEYED: ReadonlySet<string> = new Set([
	"MethodDefinition",
	"PropertyDefinition",
	"TSMethodSignature",
	"TSPropertySignature",
]);

function roleOf(node: Node, up: Place, variable: string): Role {
	const parent = up.node;
	switch (parent.type) {
		case "MemberExpression":
		case "JSXMemberExpression":
			if (child(parent, "object") !== node) return "nothing";
			return taken(up, variable);
		case "TSQualifiedName":
			if (child(parent, "left") !== node) return "nothing";
			return taken(up, variable);
		case "Property":
			if (up.up?.node.type === "ObjectExpression") return "nothing";
			return isPlainKey(node, parent) ? "nothing" : null;
		case "VariableDeclarator":
			if (child(parent, "init") === node)
				return fromPattern(child(parent, "id"), up, variable);
			return isRequired(parent) && isOnTop(up.up) ? "binds" : null;
		case "ImportNamespaceSpecifier":
			return "binds";
		case "AssignmentExpression":
			return child(parent, "right") === node ? "nothing" : null;
		// A type's name hides types alone, never what `ns.X` takes out of a module.
		case "TSTypeAliasDeclaration":
		case "TSInterfaceDeclaration":
			return "nothing";
		case "ArrowFunctionExpression":
			return child(parent, "body") === node ? "nothing" : null;
	}
	if (KEYED.has(parent.type))
		return child(parent, "value") === node || isPlainKey(node, parent)
			? "nothing"
			: null;
	return READS.has(parent.type) ? "nothing" : null;
}

const isPlainKey = (node: Node, parent: Node): boolean =>
	child(parent, "key") === node &&
	parent.computed !== true &&
	parent.shorthand !== true;

function isRequired(declarator: Node): boolean {
	const init = child(declarator, "init");
	return (
		init?.type === "CallExpression" && child(init, "callee")?.name === "require"
	);
}

const isOnTop = (declaration: Place | null): boolean =>
	declaration?.up?.node.type === "Program";

const isType = (type: string): boolean =>
	type === "TSQualifiedName" ||
	type === "TSClassImplements" ||
	type === "TSInterfaceHeritage";

/** The names behind the variable, of which `first` is around it. */
function taken(first: Place, variable: string): Role {
	const chain: { name: string; start: number }[] = [];
	let place = first;
	for (let next: Place | null = first; next; next = next.up) {
		const { node } = next;
		const outside = chain.length > 0 ? place.node : null;
		const key = child(node, "property") ?? child(node, "right");
		const inside = child(node, "object") ?? child(node, "left");
		if (!CHAINS.has(node.type) || !key || (outside && inside !== outside))
			break;
		const name =
			node.computed !== true
				? key.type === "PrivateIdentifier"
					? null
					: String(key.name)
				: outside === null
					? stringOf(key)
					: null;
		if (name === null) break;
		chain.push({ name, start: key.start + (node.computed === true ? 1 : 0) });
		place = next;
	}
	if (chain.length === 0) return "nothing";
	const around = first.up?.node;
	if (around?.type === "ParenthesizedExpression") return null;
	if (around && isWritten(first.node, around)) return "nothing";
	const isTyped = isType(first.node.type) || isType(place.up?.node.type ?? "");
	return [{ variable, chain, time: isTyped ? "type" : timeAt(first) }];
}

const CHAINS: ReadonlySet<string> = new Set([
	"MemberExpression",
	"JSXMemberExpression",
	"TSQualifiedName",
]);

/** `ns.X = 1`, `delete ns.X`: the module object itself is changed. */
const isWritten = (member: Node, around: Node): boolean =>
	(around.type === "AssignmentExpression" &&
		child(around, "left") === member) ||
	around.type === "UpdateExpression" ||
	(around.type === "UnaryExpression" && around.operator === "delete");

/** `const { X, Y: y } = ns`; with the rest, or a computed key, what is taken is not known. */
function fromPattern(
	pattern: Node | null,
	declarator: Place,
	variable: string,
): Role {
	if (pattern?.type !== "ObjectPattern") return "nothing";
	const uses: MemberUse[] = [];
	for (const property of children(pattern, "properties")) {
		const key = child(property, "key");
		const text = stringOf(key);
		const name = key?.type === "Identifier" ? String(key.name) : text;
		if (property.type !== "Property" || property.computed === true || !key)
			return "nothing";
		if (name === null) return "nothing";
		const start = key.start + (text === null ? 0 : 1);
		uses.push({
			variable,
			chain: [{ name, start }],
			time: timeAt(declarator),
		});
	}
	return uses;
}

function timeAt(place: Place): "load" | "call" {
	for (let at: Place | null = place; at; at = at.up)
		if (at.node.type.includes("Function")) return "call";
	return "load";
}
