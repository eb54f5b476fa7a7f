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
import type { Parsed } from "./source/parse.js";
import { child, eachBelow, type Node, nameOf } from "./source/tree.js";

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
	Property: ["key"],
	MethodDefinition: ["key"],
	PropertyDefinition: ["key"],
	AccessorProperty: ["key"],
	TSAbstractMethodDefinition: ["key"],
	TSAbstractPropertyDefinition: ["key"],
	TSAbstractAccessorProperty: ["key"],
	TSPropertySignature: ["key"],
	TSMethodSignature: ["key"],
	TSEnumMember: ["id"],
	TSQualifiedName: ["right"],
	TSNamedTupleMember: ["label"],
	TSTypeParameter: ["name"],
	TSMappedType: ["key"],
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
	ExportAllDeclaration: ["exported"],
	JSXAttribute: ["name"],
	JSXMemberExpression: ["property"],
	JSXNamespacedName: ["namespace", "name"],
	ObjectTypeProperty: ["key"],
	ObjectTypeIndexer: ["id"],
	FunctionTypeParam: ["name"],
	QualifiedTypeIdentifier: ["id"],
	QualifiedTypeofIdentifier: ["id"],
	EnumBooleanMember: ["id"],
	EnumDefaultedMember: ["id"],
	EnumNumberMember: ["id"],
	EnumStringMember: ["id"],
};

function namesNothing(parent: Node, key: string): boolean {
	return (
		(NAMES_NOTHING[parent.type]?.includes(key) ?? false) &&
		parent.computed !== true
	);
}

/**
 * `A.B` where a type is named. What an interface extends and a class implements is a member expression in the
 * tree, and a type all the same.
 */
export function isQualified(
	node: Node,
	parents: ReadonlyMap<Node, Node>,
): boolean {
	if (QUALIFIED.has(node.type)) return true;
	let at: Node | undefined = node;
	while (at?.type === "MemberExpression") at = parents.get(at);
	return at !== node && HERITAGE.has(at?.type ?? "");
}

const QUALIFIED = new Set([
	"TSQualifiedName",
	"QualifiedTypeIdentifier",
	"QualifiedTypeofIdentifier",
]);
const HERITAGE = new Set(["TSInterfaceHeritage", "TSClassImplements"]);

function meaningOf(node: Node, parents: ReadonlyMap<Node, Node>): number {
	let at = node;
	let parent = parents.get(at);
	let qualified = false;
	while (parent && isQualified(parent, parents)) {
		qualified = true;
		at = parent;
		parent = parents.get(at);
	}
	switch (parent?.type) {
		case "TSTypeQuery":
			return qualified ? VALUE | NAMESPACE : VALUE;
		case "TSTypeReference":
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
function jsxFactories({ comments }: Parsed): ReadonlySet<string> {
	const names = new Set(["React"]);
	for (const { value } of comments)
		for (const [, name] of value.matchAll(PRAGMA)) if (name) names.add(name);
	return names;
}

/** The scopes of a file, or null where it does not parse. */
export function analyseScopes(parsed: Parsed): FileScopes | null {
	if (parsed.problems.length > 0) return null;
	const { program } = parsed;
	const scopes: Scopes = newScopes();
	const parents = new Map<Node, Node>();
	const uses = new Map<string, Use[]>();
	let dynamic = false;

	const factories = jsxFactories(parsed);
	const add = (use: Use): void => {
		const known = uses.get(use.name);
		if (known) known.push(use);
		else uses.set(use.name, [use]);
	};

	const enter = (node: Node, parent: Node, key: string, scope: Scope): void => {
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
			if (reads && !elsewhere)
				add({
					name: String(node.name),
					node,
					scope,
					meaning: meaningOf(node, parents),
				});
		}
		if (node.type === "WithStatement") dynamic = true;
		if (
			node.type === "CallExpression" &&
			nameOf(child(node, "callee")) === "eval"
		)
			dynamic = true;
	};

	// A stack of our own: a chain of ten thousand `+` is a tree ten thousand deep.
	const stack: Place[] = [];
	const push = (
		node: Node,
		scopeFor: (field: string, below: Node) => Scope,
	) => {
		const first = stack.length;
		eachBelow(node, (below, field) =>
			stack.push([below, node, field, scopeFor(field, below)]),
		);
		reverseFrom(stack, first);
	};
	push(program, () => scopes.root);
	for (let place = stack.pop(); place; place = stack.pop()) {
		const [node, parent, key, scope] = place;
		parents.set(node, parent);
		enter(node, parent, key, scope);
		push(node, declare(node, parent, scope, scopes));
	}
	for (const list of uses.values())
		list.sort((a, b) => a.node.start - b.node.start);
	return {
		root: scopes.root,
		program,
		uses,
		parents,
		declared: scopes.declared,
		dynamic,
	};
}

/** A node that is still to be visited: its parent, the field of the parent that holds it, and the scope around. */
type Place = readonly [node: Node, parent: Node, key: string, scope: Scope];

/** What was pushed last is taken first, and the source has it the other way round. */
function reverseFrom(stack: Place[], first: number): void {
	for (let i = first, k = stack.length - 1; i < k; i++, k--) {
		const held = stack[i] as Place;
		stack[i] = stack[k] as Place;
		stack[k] = held;
	}
}
