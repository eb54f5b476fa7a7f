/**
 * Where names come from: which nodes open a scope, which declare a name, in which scope it lands and with which
 * meanings. `scope.ts` walks the tree and asks here at each node.
 *
 *   function f<T>(a = x) { var b }   f in the block around; T and a in f's head; b in f's body
 */
import { child, children, type Node, nameOf } from "../source/tree.js";

/** The three meanings of a TypeScript name; Flow's and an import's names have every one. */
export const VALUE = 1;
export const TYPE = 2;
export const NAMESPACE = 4;
export const EVERY = VALUE | TYPE | NAMESPACE;

export interface Scope {
	readonly parent: Scope | null;
	/** `var` stops here: a program, a function body, a static block, a TypeScript namespace. */
	readonly holdsVar: boolean;
	/** Name -> the meanings that declarations of this scope give it. */
	readonly names: Map<string, number>;
	/** The blocks of one TypeScript namespace see what any of them exports: a scope around them. */
	readonly exported?: Scope;
	/** In an ambient namespace all is exported. */
	readonly ambient?: boolean;
}

export interface Scopes {
	readonly root: Scope;
	/** Identifier nodes that declare, with the scope that their name lands in; the walk does not take them for uses. */
	readonly declared: Map<Node, Scope>;
	/** Where a namespace or an enum is declared, and its name -> what its declarations share. */
	readonly merged: Map<Scope, Map<string, Scope>>;
}

const open = (parent: Scope | null, holdsVar: boolean): Scope => ({
	parent,
	holdsVar,
	names: new Map(),
});

export const newScopes = (): Scopes => ({
	root: open(null, true),
	declared: new Map(),
	merged: new Map(),
});

/** The scope that all declarations of one namespace, or of one enum, share: TypeScript merges them. */
function mergedScope(key: string, around: Scope, scopes: Scopes): Scope {
	const known = scopes.merged.get(around) ?? new Map<string, Scope>();
	const shared = known.get(key) ?? open(around, false);
	scopes.merged.set(around, known.set(key, shared));
	return shared;
}

function add(scope: Scope, name: string, meaning: number): void {
	scope.names.set(name, (scope.names.get(name) ?? 0) | meaning);
}

function bind(
	id: Node | null,
	scope: Scope,
	meaning: number,
	scopes: Scopes,
): void {
	if (id?.type !== "Identifier") return;
	scopes.declared.set(id, scope);
	add(scope, String(id.name), meaning);
}

/** The names that a pattern binds: `{a, b: [c = 1], ...d}`. */
function bindPattern(pattern: Node | null, scope: Scope, scopes: Scopes): void {
	if (!pattern) return;
	switch (pattern.type) {
		case "Identifier":
			bind(pattern, scope, VALUE, scopes);
			break;
		case "ObjectPattern":
			for (const property of children(pattern, "properties"))
				bindPattern(
					property.type === "Property" ? child(property, "value") : property,
					scope,
					scopes,
				);
			break;
		case "ArrayPattern":
			for (const element of children(pattern, "elements"))
				bindPattern(element, scope, scopes);
			break;
		case "AssignmentPattern":
			bindPattern(child(pattern, "left"), scope, scopes);
			break;
		case "RestElement":
			bindPattern(child(pattern, "argument"), scope, scopes);
			break;
		case "TSParameterProperty":
			bindPattern(child(pattern, "parameter"), scope, scopes);
			break;
	}
}

/** Flow's tree keeps the name of a type parameter as a string. */
const parameterName = (parameter: Node): string | null =>
	typeof parameter.name === "string"
		? parameter.name
		: nameOf(child(parameter, "name"));

function bindTypeParameters(node: Node, scope: Scope): void {
	const parameters = child(node, "typeParameters");
	if (!parameters) return;
	for (const parameter of children(parameters, "params")) {
		const name = parameterName(parameter);
		if (name !== null) add(scope, name, TYPE);
	}
}

function varScope(scope: Scope): Scope {
	let at = scope;
	while (!at.holdsVar && at.parent) at = at.parent;
	return at;
}

function isAmbient(scope: Scope): boolean {
	for (let at: Scope | null = scope; at; at = at.parent)
		if (at.ambient) return true;
	return false;
}

/** The scope in which a child (by its property) is to be read. */
type Inner = (property: string, node: Node) => Scope;
type Handler = (
	node: Node,
	scope: Scope,
	scopes: Scopes,
	parent: Node,
) => Inner;

/** Everything in one new scope. */
const block: Handler = (_node, scope) => {
	const inner = open(scope, false);
	return () => inner;
};

const varBlock: Handler = (_node, scope) => {
	const inner = open(scope, true);
	return () => inner;
};

const functionLike: Handler = (node, scope, scopes) => {
	const id = child(node, "id");
	const expression = node.type === "FunctionExpression";
	const around = expression && id ? open(scope, false) : scope;
	if (id) bind(id, around, VALUE, scopes);
	const head = open(around, false);
	bindTypeParameters(node, head);
	for (const parameter of children(node, "params"))
		bindPattern(parameter, head, scopes);
	// A body has its own `var`s: `function f(a = ns.X) { var ns }` reads the outer `ns` in its head.
	const body = open(head, true);
	return (property) =>
		property === "id" ? scope : property === "body" ? body : head;
};

const classLike: Handler = (node, scope, scopes) => {
	const id = child(node, "id");
	const inner = open(scope, false);
	if (id) {
		bind(
			id,
			node.type === "ClassExpression" ? inner : scope,
			VALUE | TYPE,
			scopes,
		);
	}
	bindTypeParameters(node, inner);
	return (property) => (property === "decorators" ? scope : inner);
};

/** A declaration that has type parameters: `type A<T> = ...`, `interface A<T>`. */
const typeDeclaration =
	(meaning: number): Handler =>
	(node, scope, scopes) => {
		bind(child(node, "id"), scope, meaning, scopes);
		const inner = open(scope, false);
		bindTypeParameters(node, inner);
		return () => inner;
	};

/** `(a: A) => B`, `new <T>(a: T) => T`, method and call signatures. */
const signature: Handler = (node, scope, scopes) => {
	const inner = open(scope, false);
	bindTypeParameters(node, inner);
	for (const key of ["params", "parameters"])
		for (const parameter of children(node, key))
			bindPattern(parameter, inner, scopes);
	return (property) => (property === "key" ? scope : inner);
};

const specifierHandler: Handler = (node, scope, scopes) => {
	bind(child(node, "local"), scope, EVERY, scopes);
	return () => scope;
};

/** The names of `A.B.C`, from the left. */
const partsOf = (id: Node | null): readonly Node[] =>
	!id
		? []
		: id.type === "TSQualifiedName"
			? [...partsOf(child(id, "left")), ...partsOf(child(id, "right"))]
			: [id];

const HANDLERS: Readonly<Record<string, Handler>> = {
	BlockStatement: block,
	ForStatement: block,
	ForInStatement: block,
	ForOfStatement: block,
	SwitchStatement: (_node, scope) => {
		const inner = open(scope, false);
		return (property) => (property === "discriminant" ? scope : inner);
	},
	StaticBlock: varBlock,
	TSModuleBlock: (_node, scope, _scopes, parent) => {
		const inner = {
			...open(scope, true),
			exported: scope,
			ambient: parent.declare === true || isAmbient(scope),
		};
		return () => inner;
	},
	CatchClause: (node, scope, scopes) => {
		const inner = open(scope, false);
		bindPattern(child(node, "param"), inner, scopes);
		return () => inner;
	},
	FunctionDeclaration: functionLike,
	FunctionExpression: functionLike,
	ArrowFunctionExpression: functionLike,
	TSDeclareFunction: functionLike,
	TSEmptyBodyFunctionExpression: functionLike,
	ClassDeclaration: classLike,
	ClassExpression: classLike,
	VariableDeclaration: (node, scope, scopes) => {
		const target = node.kind === "var" ? varScope(scope) : scope;
		for (const declarator of children(node, "declarations"))
			bindPattern(child(declarator, "id"), target, scopes);
		return () => scope;
	},
	ImportSpecifier: specifierHandler,
	ImportDefaultSpecifier: specifierHandler,
	ImportNamespaceSpecifier: specifierHandler,
	TSImportEqualsDeclaration: (node, scope, scopes) => {
		bind(child(node, "id"), scope, EVERY, scopes);
		return () => scope;
	},
	TSEnumDeclaration: (node, scope, scopes) => {
		bind(child(node, "id"), scope, EVERY, scopes);
		// Initialisers see the members of every declaration of the enum by their bare names.
		const inner = mergedScope(
			`enum ${nameOf(child(node, "id"))}`,
			scope,
			scopes,
		);
		for (const member of children(child(node, "body"), "members")) {
			const name = nameOf(child(member, "id"));
			if (name !== null) add(inner, name, VALUE);
		}
		return () => inner;
	},
	TSModuleDeclaration: (node, scope, scopes) => {
		// `namespace A.B {}` is B inside of A.
		let inner = scope;
		for (const id of partsOf(child(node, "id"))) {
			bind(id, inner, VALUE | NAMESPACE, scopes);
			inner = mergedScope(`namespace ${nameOf(id)}`, inner, scopes);
		}
		return (property) => (property === "body" ? inner : scope);
	},
	TSInterfaceDeclaration: typeDeclaration(TYPE),
	TSTypeAliasDeclaration: typeDeclaration(TYPE),
	TSFunctionType: signature,
	TSConstructorType: signature,
	TSMethodSignature: signature,
	TSCallSignatureDeclaration: signature,
	TSConstructSignatureDeclaration: signature,
	TSIndexSignature: signature,
	TSMappedType: (node, scope) => {
		const inner = open(scope, false);
		const name = nameOf(child(node, "key"));
		if (name !== null) add(inner, name, TYPE);
		return () => inner;
	},
	TSConditionalType: (_node, scope) => {
		const inner = open(scope, false);
		return (property) => (property === "checkType" ? scope : inner);
	},
	TSInferType: (node, scope) => {
		const parameter = child(node, "typeParameter");
		const name = parameter && parameterName(parameter);
		if (name) add(scope, name, TYPE);
		return () => scope;
	},
	TypeAlias: typeDeclaration(EVERY),
	OpaqueType: typeDeclaration(EVERY),
	InterfaceDeclaration: typeDeclaration(EVERY),
	DeclareTypeAlias: typeDeclaration(EVERY),
	DeclareOpaqueType: typeDeclaration(EVERY),
	DeclareInterface: typeDeclaration(EVERY),
	DeclareClass: typeDeclaration(EVERY),
	DeclareFunction: typeDeclaration(EVERY),
	DeclareVariable: typeDeclaration(EVERY),
	EnumDeclaration: typeDeclaration(EVERY),
	FunctionTypeAnnotation: (node, scope) => {
		const inner = open(scope, false);
		bindTypeParameters(node, inner);
		return () => inner;
	},
};

/** Declares what a node declares, and says in which scope each of its children is to be read. */
export function declare(
	node: Node,
	parent: Node,
	scope: Scope,
	scopes: Scopes,
): Inner {
	// A function's body block is the function's own scope, opened with its head.
	if (node.type === "BlockStatement" && parent.type.includes("Function"))
		return () => scope;
	const handler = HANDLERS[node.type];
	if (!handler) return () => scope;
	const { exported } = scope;
	if (!exported || (parent.type !== "ExportNamedDeclaration" && !scope.ambient))
		return handler(node, scope, scopes, parent);
	const before = new Map(scope.names);
	const inner = handler(node, scope, scopes, parent);
	for (const [name, meaning] of scope.names)
		if (meaning !== before.get(name)) add(exported, name, meaning);
	return inner;
}
