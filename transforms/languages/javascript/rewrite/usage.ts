/**
 * What a file does with a module that it holds as a value: `import * as ns`, `require('m')`, `await import('m')`,
 * `import('m').then(m => ...)`. Either it takes names out of it, and all of them are known; or the module escapes
 * (it is passed on, spread, read by a computed name), and what is used is not known.
 *
 *   ns.X   <ns.X/>   ns.Type   typeof ns.x   ns?.x   const {X} = ns   jest.spyOn(ns, 'X')   -> names
 *   f(ns)  {...ns}   ns[key]   export {ns}                                                   -> escapes
 */

import {
	type FileScopes,
	isJsx,
	isQualified,
	type Use,
	usesOf,
} from "../scope.js";
import { calleeName } from "../source/calls.js";
import type { Span } from "../source/syntax.js";
import {
	child,
	children,
	type Node,
	nameOf,
	stringOf,
} from "../source/tree.js";

export interface NameUse {
	readonly name: string;
	/** Where the name is spelled, without quotes. */
	readonly key: Span;
	/** `ns.X` as a whole; for a pattern the property. */
	readonly whole: Node;
	/**
	 * `member`, `jsx` and `type` can become a bare name; a `pattern` or `element` (`ns['x']`) needs the module
	 * object, and so does what a test replaces on it (`spied`).
	 */
	readonly how: "member" | "jsx" | "type" | "pattern" | "element" | "spied";
	/** `{ X }`: key and local name are one word. */
	readonly shorthand: boolean;
	/** The use of the module's binding, where there is a binding. */
	readonly use: Use | null;
}

export interface Usage {
	readonly names: NameUse[];
	/** Where the module object goes out of sight. */
	readonly escapes: Node[];
	/** `const { X } = ns` on the top level: the declarations that a named import could replace. */
	readonly patterns: Node[];
}

const newUsage = (): Usage => ({ names: [], escapes: [], patterns: [] });

/** Calls that replace a member on the module object that they get: `(ns, 'X')`. */
const SPIES =
	/^(?:(?:jest|vi|vitest|td)\.(?:spyOn|replaceProperty|replace)|(?:sinon|sandbox|\w+[sS]andbox)\.(?:stub|spy|mock|replace\w*)|spyOn|spyOnProperty|mock\.method)$/;

const inner = (node: Node): Span => ({
	start: node.start + 1,
	end: node.end - 1,
});

/** What is done with the value of `node`, a module; `use` when the node is a use of its binding. */
function consume(
	node: Node,
	use: Use | null,
	scopes: FileScopes,
	usage: Usage,
): void {
	const parent = scopes.parents.get(node);
	const found = (
		name: string,
		key: Span,
		whole: Node,
		how: NameUse["how"],
		shorthand = false,
	): void => {
		usage.names.push({ name, key, whole, how, shorthand, use });
	};
	// `<div/>` with `React` in scope: compiled, it reads the factory from the module object.
	if (isJsx(node)) {
		usage.escapes.push(node);
		return;
	}
	switch (parent?.type) {
		case "ExpressionStatement":
			return;
		case "AwaitExpression":
		case "ChainExpression":
		case "TSNonNullExpression":
			consume(parent, use, scopes, usage);
			return;
		case "TSAsExpression":
		case "TSSatisfiesExpression":
			// `require('m') as typeof import('m')` says what it is; any other type may hide what is used.
			if (!namesItsType(parent)) break;
			consume(parent, use, scopes, usage);
			return;
		case "MemberExpression": {
			const property = child(parent, "property");
			if (child(parent, "object") !== node || !property) break;
			if (parent.computed === true) {
				const name = stringOf(property);
				if (name === null) break;
				found(name, inner(property), parent, "element");
			} else if (property.type === "Identifier") {
				if (isWritten(parent, scopes)) break;
				const how = isQualified(parent, scopes.parents) ? "type" : "member";
				found(String(property.name), property, parent, how);
			} else break;
			return;
		}
		case "JSXMemberExpression": {
			const property = child(parent, "property");
			if (child(parent, "object") !== node || !property) break;
			found(String(property.name), property, parent, "jsx");
			return;
		}
		case "TSQualifiedName": {
			const right = child(parent, "right");
			if (child(parent, "left") !== node || !right) break;
			found(String(right.name), right, parent, "type");
			return;
		}
		case "QualifiedTypeIdentifier":
		case "QualifiedTypeofIdentifier": {
			const id = child(parent, "id");
			if (child(parent, "qualification") !== node || !id) break;
			found(String(id.name), id, parent, "type");
			return;
		}
		case "VariableDeclarator": {
			const id = child(parent, "id");
			if (child(parent, "init") !== node || !id) break;
			if (id.type === "Identifier") {
				// A copy of the copy is followed, too; one that is assigned again is not what it was.
				if (
					use !== null ||
					isExported(parent, scopes) ||
					!followBinding(id, scopes, usage)
				)
					break;
				return;
			}
			const before = usage.names.length;
			if (!takePattern(id, use, usage)) {
				usage.names.length = before;
				break;
			}
			usage.patterns.push(parent);
			return;
		}
		case "CallExpression": {
			const [first, second] = children(parent, "arguments");
			const name = stringOf(second ?? null);
			if (
				first === node &&
				second &&
				name !== null &&
				SPIES.test(calleeName(child(parent, "callee")) ?? "")
			) {
				found(name, inner(second), parent, "spied");
				return;
			}
			break;
		}
	}
	usage.escapes.push(node);
}

function namesItsType(expression: Node): boolean {
	const type = child(expression, "typeAnnotation");
	const named = type?.type === "TSTypeQuery" ? child(type, "exprName") : type;
	return named?.type === "TSImportType" && child(named, "qualifier") === null;
}

/** `export const ns = require('m')`: others read it, too. */
function isExported(declarator: Node, scopes: FileScopes): boolean {
	const declaration = scopes.parents.get(declarator);
	return (
		declaration !== undefined &&
		scopes.parents.get(declaration)?.type === "ExportNamedDeclaration"
	);
}

/** `ns.X = 1`, `delete ns.X`, `ns.X++`: the module object itself is changed. */
function isWritten(member: Node, scopes: FileScopes): boolean {
	const around = scopes.parents.get(member);
	const parent =
		around?.type === "ChainExpression" ? scopes.parents.get(around) : around;
	return (
		(parent?.type === "AssignmentExpression" &&
			child(parent, "left") === member) ||
		parent?.type === "UpdateExpression" ||
		(parent?.type === "UnaryExpression" && parent.operator === "delete")
	);
}

/** The names that `{ X, Y: y, Z = 1 }` takes; false when it takes the rest, too, or computes a key. */
function takePattern(pattern: Node, use: Use | null, usage: Usage): boolean {
	if (pattern.type !== "ObjectPattern") return false;
	for (const property of children(pattern, "properties")) {
		const key = child(property, "key");
		const name = nameOf(key);
		if (
			property.type !== "Property" ||
			property.computed === true ||
			!key ||
			name === null
		)
			return false;
		usage.names.push({
			name,
			key: stringOf(key) === null ? key : inner(key),
			whole: property,
			how: "pattern",
			shorthand: property.shorthand === true,
			use,
		});
	}
	return true;
}

/** All uses of a local that holds the module and nothing else, ever. */
function followBinding(id: Node, scopes: FileScopes, usage: Usage): boolean {
	const scope = scopes.declared.get(id);
	if (!scope || scopes.dynamic) return false;
	const uses = usesOf(scopes, String(id.name), scope);
	if (uses.some((use) => isAssigned(use.node, scopes))) return false;
	for (const use of uses) consume(use.node, use, scopes, usage);
	return true;
}

function isAssigned(node: Node, scopes: FileScopes): boolean {
	const parent = scopes.parents.get(node);
	return (
		parent?.type === "AssignmentExpression" && child(parent, "left") === node
	);
}

/** What a file does with a binding of its top level that holds a module. */
export function usageOfBinding(scopes: FileScopes, name: string): Usage {
	const usage = newUsage();
	for (const use of usesOf(scopes, name, scopes.root))
		consume(use.node, use, scopes, usage);
	return usage;
}

/** `lazy(() => import('m'))` takes the default export and nothing else: https://react.dev/reference/react/lazy */
const TAKES_DEFAULT = /(?:^|\.)lazy$/;

/**
 * What a file does with the module that the call `call` gives, `promised` when by a promise. A promise that is
 * not awaited is followed through `.then(callback)`.
 */
export function usageOfCall(
	scopes: FileScopes,
	call: Node,
	promised: boolean,
): Usage {
	const usage = newUsage();
	const parent = scopes.parents.get(call);
	if (!promised || parent?.type === "AwaitExpression") {
		consume(call, null, scopes, usage);
		return usage;
	}
	if (parent?.type === "ExpressionStatement") return usage;
	const chained =
		parent?.type === "MemberExpression" &&
		nameOf(child(parent, "property")) === "then"
			? scopes.parents.get(parent)
			: null;
	if (
		parent &&
		chained?.type === "CallExpression" &&
		child(chained, "callee") === parent
	) {
		const [callback] = children(chained, "arguments");
		const [parameter] = children(callback ?? null, "params");
		if (callback && /Function/.test(callback.type)) {
			if (!parameter) return usage;
			if (
				parameter.type === "Identifier" &&
				followBinding(parameter, scopes, usage)
			)
				return usage;
			if (takePattern(parameter, null, usage)) return usage;
			usage.names.length = 0;
		}
	} else if (
		parent?.type === "ArrowFunctionExpression" &&
		child(parent, "body") === call
	) {
		const outer = scopes.parents.get(parent);
		if (
			outer?.type === "CallExpression" &&
			TAKES_DEFAULT.test(calleeName(child(outer, "callee")) ?? "")
		) {
			usage.names.push({
				name: "default",
				key: { start: call.start, end: call.end },
				whole: call,
				how: "element",
				shorthand: false,
				use: null,
			});
			return usage;
		}
	}
	usage.escapes.push(call);
	return usage;
}

/** Does a test replace a name on the module object? */
export const spies = (usage: Usage | null): "name" | null =>
	usage?.names.some(({ how }) => how === "spied") ? "name" : null;

/** Uses that can become a bare name. */
export const SPLITTABLE: ReadonlySet<NameUse["how"]> = new Set([
	"member",
	"jsx",
	"type",
]);

/** Is the name used in types alone? */
export const onlyTypes = (usage: Usage | null, name: string): boolean =>
	usage?.names.every((use) => use.name !== name || use.how === "type") ?? false;
