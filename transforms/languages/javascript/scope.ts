/**
 * Who is meant by a name: block scopes, functions, classes, catch, enums, TypeScript namespaces and type-level
 * scopes, with the three meanings a TypeScript name can have. jscodeshift's own Scope knows Program, Function and
 * catch only, and would take `ns` in `{ const ns = other; ns.X }` for the import.
 *
 *   import * as ns from 'm'; { const ns = 1; use(ns) } ns.X
 *                                            ^ the const   ^ the import
 *
 * Invariant: a name is resolved after the whole file was walked, so hoisted `var`s and functions are seen; a
 * declaration hides an outer one only for the meanings that it has (a type parameter `ns` does not hide `ns.X`).
 */

import {
	declare,
	EVERY,
	NAMESPACE,
	newScopes,
	type Scope,
	type Scopes,
	TYPE,
	VALUE,
} from "./scope/bindings.js";
import { fields } from "./source/babel.js";
import { child, children, type Node, nameOf } from "./source/tree.js";

/** A place where a name is read, written, or exported: never a property key, a label or an attribute. */
export interface Use {
	readonly name: string;
	readonly node: Node;
	readonly scope: Scope;
	readonly meaning: number;
}

export interface FileScopes {
	readonly root: Scope;
	readonly program: Node;
	/** Name -> its uses, in source order. */
	readonly uses: ReadonlyMap<string, readonly Use[]>;
	readonly parents: ReadonlyMap<Node, Node>;
	/** Identifiers that declare -> the scope of their name. */
	readonly declared: ReadonlyMap<Node, Scope>;
	/** Direct `eval` or `with`: any name may be read that nobody sees. */
	readonly dynamic: boolean;
}

/** The scope whose declaration a name means, or null for a global. */
export function scopeOf(
	name: string,
	from: Scope,
	meaning: number,
): Scope | null {
	for (let scope: Scope | null = from; scope; scope = scope.parent)
		if ((scope.names.get(name) ?? 0) & meaning) return scope;
	return null;
}

/** Uses that mean the declaration of `name` in this scope. */
export function usesOf(
	scopes: FileScopes,
	name: string,
	scope: Scope,
): readonly Use[] {
	return (scopes.uses.get(name) ?? []).filter(
		(use) => scopeOf(name, use.scope, use.meaning) === scope,
	);
}

/**
 * May a new top-level `name` be added, to be used at `at`? Not when the top level has it, when it would capture a
 * use of a global, or when a scope on the way from a use hides it.
 */
export function isFree(
	scopes: FileScopes,
	name: string,
	at: readonly Use[],
): boolean {
	if (scopes.root.names.has(name)) return false;
	for (const use of scopes.uses.get(name) ?? [])
		if (scopeOf(name, use.scope, use.meaning) === null) return false;
	return at.every((use) => {
		for (let scope: Scope | null = use.scope; scope; scope = scope.parent)
			if (scope.names.has(name)) return false;
		return true;
	});
}

/** Positions in which an identifier names nothing: `parent type -> property`, unless `computed`. */
const NAMES_NOTHING: Readonly<Record<string, readonly string[]>> = {
	MemberExpression: ["property"],
	OptionalMemberExpression: ["property"],
	ObjectProperty: ["key"],
	ObjectMethod: ["key"],
	ClassMethod: ["key"],
	ClassProperty: ["key"],
	ClassAccessorProperty: ["key"],
	ClassPrivateProperty: ["key"],
	ClassPrivateMethod: ["key"],
	PrivateName: ["id"],
	TSDeclareMethod: ["key"],
	TSPropertySignature: ["key"],
	TSMethodSignature: ["key"],
	TSEnumMember: ["id"],
	TSQualifiedName: ["right"],
	TSNamedTupleMember: ["label"],
	TSImportType: ["qualifier"],
	TSModuleDeclaration: ["id"],
	TSNamespaceExportDeclaration: ["id"],
	LabeledStatement: ["label"],
	BreakStatement: ["label"],
	ContinueStatement: ["label"],
	MetaProperty: ["meta", "property"],
	ImportAttribute: ["key"],
	ImportSpecifier: ["imported"],
	ExportSpecifier: ["exported"],
	ExportNamespaceSpecifier: ["exported"],
	JSXAttribute: ["name"],
	JSXMemberExpression: ["property"],
	JSXNamespacedName: ["namespace", "name"],
	ObjectTypeProperty: ["key"],
	ObjectTypeIndexer: ["id"],
	FunctionTypeParam: ["name"],
	QualifiedTypeIdentifier: ["id"],
};

function namesNothing(parent: Node, key: string): boolean {
	return (
		(NAMES_NOTHING[parent.type]?.includes(key) ?? false) &&
		parent.computed !== true
	);
}

function meaningOf(node: Node, parents: ReadonlyMap<Node, Node>): number {
	let at = node;
	let parent = parents.get(at);
	let qualified = false;
	while (
		parent?.type === "TSQualifiedName" ||
		parent?.type === "QualifiedTypeIdentifier"
	) {
		qualified = true;
		at = parent;
		parent = parents.get(at);
	}
	switch (parent?.type) {
		case "TSTypeQuery":
			return qualified ? VALUE | NAMESPACE : VALUE;
		case "TSTypeReference":
		case "TSExpressionWithTypeArguments":
		case "TSInterfaceHeritage":
		case "TSClassImplements":
			return qualified ? NAMESPACE : TYPE;
		case "ExportSpecifier":
		case "TSImportEqualsDeclaration":
		case "TSExportAssignment":
		case "ExportDefaultDeclaration":
		case "GenericTypeAnnotation":
		case "InterfaceExtends":
		case "ClassImplements":
			return EVERY;
		default:
			return VALUE;
	}
}

/** Does this `<name>` mean a binding? Lower-case names are intrinsic elements (JSX: `div`, `my-element`). */
const namesBinding = (node: Node, parent: Node, key: string): boolean =>
	key === "object" ||
	(key === "name" &&
		parent.type !== "JSXAttribute" &&
		/^[^a-z]/.test(String(node.name)));

/** An element or a fragment: compiled to a call of the factory, which makes it a use of its name. */
export const isJsx = (node: Node): boolean =>
	node.type === "JSXElement" || node.type === "JSXFragment";

const PRAGMA = /@jsx(?:Frag)?[ \t]+([\w$]+)/g;

/**
 * The names by which JSX reaches its factories: `React`, or what the file's pragmas say. Whether the automatic
 * runtime is in use, which reads none of them, only a build's settings know.
 * https://www.typescriptlang.org/tsconfig/#jsxFactory
 */
function jsxFactories(file: Node): ReadonlySet<string> {
	const names = new Set(["React"]);
	for (const { value } of children(file, "comments"))
		for (const [, name] of String(value).matchAll(PRAGMA))
			if (name) names.add(name);
	return names;
}

export function analyseScopes(file: Node): FileScopes {
	const program = child(file, "program") ?? file;
	const scopes: Scopes = newScopes();
	const parents = new Map<Node, Node>();
	const uses = new Map<string, Use[]>();
	let dynamic = false;

	const factories = jsxFactories(file);
	const add = (use: Use): void => {
		const known = uses.get(use.name);
		if (known) known.push(use);
		else uses.set(use.name, [use]);
	};

	const visit = (node: Node, parent: Node, key: string, scope: Scope): void => {
		parents.set(node, parent);
		if (isJsx(node))
			for (const name of factories) add({ name, node, scope, meaning: VALUE });
		if (node.type === "Identifier" || node.type === "JSXIdentifier") {
			const reads =
				node.type === "Identifier"
					? !namesNothing(parent, key) && !scopes.declared.has(node)
					: namesBinding(node, parent, key) && !namesNothing(parent, key);
			// `export {a} from 'm'` speaks of the other module's names.
			const elsewhere =
				parent.type === "ExportSpecifier" &&
				child(parents.get(parent) ?? parent, "source") !== null;
			const name = nameOf(node);
			if (name !== null && reads && !elsewhere) {
				add({ name, node, scope, meaning: meaningOf(node, parents) });
			}
		}
		if (node.type === "WithStatement") dynamic = true;
		if (
			node.type === "CallExpression" &&
			nameOf(child(node, "callee")) === "eval"
		)
			dynamic = true;
		const inner = declare(node, parent, scope, scopes);
		for (const [property, next] of fields(node))
			visit(next, node, property, inner(property, next));
	};

	const root = scopes.root;
	for (const [property, next] of fields(program))
		visit(next, program, property, root);
	// An object pattern's shorthand holds one identifier node twice, as key and as value.
	for (const list of uses.values())
		list.sort((a, b) => a.node.start - b.node.start);
	return { root, program, uses, parents, declared: scopes.declared, dynamic };
}
