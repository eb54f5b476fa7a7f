/**
 * Which names a module uses, by how: as values, from inside its functions, as targets of assignments. By name, not
 * by scope: a name too many makes a proof more careful, never wrong.
 */
import { bare, child, children, inner, type Node } from "../source/tree.js";

export interface NamesUsed {
	/** In value positions anywhere. An import of which only types are used is not there when the module runs. */
	readonly values: ReadonlySet<string>;
	/** By functions, which look it up when they run. */
	readonly late: ReadonlySet<string>;
	/** Assigned after its declaration, with the offset of the first time. */
	readonly assigned: ReadonlyMap<string, number>;
}

// TypeScript's nodes hold types, but for these, which hold expressions.
const TS_WITH_VALUES = new Set([
	"TSAsExpression",
	"TSSatisfiesExpression",
	"TSTypeAssertion",
	"TSNonNullExpression",
	"TSInstantiationExpression",
	"TSEnumDeclaration",
	"TSEnumBody",
	"TSEnumMember",
	"TSModuleDeclaration",
	"TSModuleBlock",
	"TSExportAssignment",
	"TSParameterProperty",
	"TSImportEqualsDeclaration",
	"TSQualifiedName",
	"TSAbstractMethodDefinition",
	"TSAbstractPropertyDefinition",
	"TSAbstractAccessorProperty",
]);
const FUNCTIONS = new Set([
	"FunctionDeclaration",
	"FunctionExpression",
	"ArrowFunctionExpression",
]);
const DECLARES = new Set(["ImportDeclaration", "ExportAllDeclaration"]);

/** Reads the tree once. Flow's types are values here, which is the careful side. */
export function namesUsed(program: Node): NamesUsed {
	const values = new Set<string>();
	const late = new Set<string>();
	const assigned = new Map<string, number>();
	const assign = (target: Node | null): void => {
		for (const name of patternNames(bare(target)))
			if (!assigned.has(name.name)) assigned.set(name.name, name.node.start);
	};
	const stack: { node: Node; types: boolean; within: boolean }[] = [
		{ node: program, types: false, within: false },
	];
	for (let top = stack.pop(); top; top = stack.pop()) {
		const { node } = top;
		if (
			DECLARES.has(node.type) ||
			(node.type === "ExportNamedDeclaration" && node.source)
		)
			continue;
		const isType = node.type.startsWith("TS") && !TS_WITH_VALUES.has(node.type);
		if ((isType && !top.types) || node.declare === true) continue;
		if (node.type === "Identifier" || node.type === "JSXIdentifier") {
			values.add(node.name as string);
			if (top.within) late.add(node.name as string);
		}
		if (node.type === "AssignmentExpression") assign(child(node, "left"));
		if (node.type === "UpdateExpression") assign(child(node, "argument"));
		if (node.type === "ForInStatement" || node.type === "ForOfStatement") {
			const left = child(node, "left");
			if (left?.type !== "VariableDeclaration") assign(left);
		}
		// JSX's classic transform calls React by name.
		if (node.type === "JSXOpeningElement" || node.type === "JSXOpeningFragment")
			values.add("React");
		const within = top.within || FUNCTIONS.has(node.type);
		// `emitDecoratorMetadata` turns the types in a decorated class into values.
		const types = top.types || isDecorated(node);
		const name = plainKey(node);
		for (const next of inner(node))
			if (next !== name) stack.push({ node: next, types, within });
	}
	return { values, late, assigned };
}

function isDecorated(node: Node): boolean {
	if (node.type !== "ClassDeclaration" && node.type !== "ClassExpression")
		return false;
	const members = children(child(node, "body"), "body");
	return [node, ...members].some(
		(each) => children(each, "decorators").length > 0,
	);
}

/** The key of `{key: v}`, `o.key`, `class {key}`, the name of a function: a name, not a use of one. */
function plainKey(node: Node): Node | null {
	if (FUNCTIONS.has(node.type)) return child(node, "id");
	if (node.computed === true) return null;
	if (node.type === "MemberExpression" || node.type === "JSXMemberExpression")
		return child(node, "property");
	if (node.type === "JSXAttribute") return child(node, "name");
	if (node.shorthand === true) return null;
	return /^(?:Property|MethodDefinition|PropertyDefinition|TSAbstract\w+)$/.test(
		node.type,
	)
		? child(node, "key")
		: null;
}

export interface BoundName {
	readonly name: string;
	readonly node: Node;
	/** The keys from the whole value to this part: `{a: {b}}` gives `['a', 'b']`; null where a key is no plain name. */
	readonly path: readonly string[] | null;
}

/** The names that a binding pattern or an assignment target binds. */
export function patternNames(
	pattern: Node | null,
	path: readonly string[] | null = [],
): readonly BoundName[] {
	switch (pattern?.type) {
		case "Identifier":
			return [{ name: pattern.name as string, node: pattern, path }];
		case "ObjectPattern":
			return children(pattern, "properties").flatMap((property) => {
				if (property.type === "RestElement")
					return patternNames(child(property, "argument"), null);
				const key = child(property, "key");
				const name =
					property.computed !== true && key?.type === "Identifier"
						? (key.name as string)
						: null;
				return patternNames(
					child(property, "value"),
					path && name !== null ? [...path, name] : null,
				);
			});
		case "ArrayPattern":
			return children(pattern, "elements").flatMap((element) =>
				patternNames(element, null),
			);
		case "AssignmentPattern":
			return patternNames(child(pattern, "left"), null);
		case "RestElement":
			return patternNames(child(pattern, "argument"), null);
		case "TSParameterProperty":
			return patternNames(child(pattern, "parameter"), null);
		default:
			return [];
	}
}
