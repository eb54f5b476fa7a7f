/**
 * What a module does as it is loaded, besides defining and handing on: the first statement that calls, assigns to
 * something that is not its own, or loads another module for its effect. What initialises a variable is part of
 * its definition.
 */
import { calleeName } from "../source/calls.js";
import {
	bare,
	child,
	children,
	inner,
	type Node,
	propertyOf,
	stringOf,
} from "../source/tree.js";

const STYLE = /\.(?:css|scss|sass|less|styl|pcss)(?:\?.*)?$/;
/** A warning that a path is deprecated is what tells people to leave it. */
const WARNINGS = new Set(["console.warn", "process.emitWarning"]);
const NOTHING_RUNS = new Set([
	"EmptyStatement",
	"VariableDeclaration",
	"FunctionDeclaration",
	"ClassDeclaration",
	"ExportAllDeclaration",
	"TSEnumDeclaration",
	"TSExportAssignment",
	"TSImportEqualsDeclaration",
	"TSNamespaceExportDeclaration",
	"BreakStatement",
	"ContinueStatement",
]);

export interface Effect {
	readonly offset: number;
	readonly what: string;
}

/** `own`: names that the module defines itself, whose properties it may set. */
export function firstEffect(
	program: Node,
	own: ReadonlySet<string>,
): Effect | null {
	return inStatements(children(program, "body"), own);
}

function inStatements(
	statements: Iterable<Node>,
	own: ReadonlySet<string>,
): Effect | null {
	for (const statement of statements) {
		const found = inStatement(statement, own);
		if (found) return found;
	}
	return null;
}

function inStatement(node: Node, own: ReadonlySet<string>): Effect | null {
	const effect = (what: string): Effect => ({ offset: node.start, what });
	if (
		node.declare === true ||
		NOTHING_RUNS.has(node.type) ||
		/^(?:TS(?:Interface|TypeAlias)|TypeAlias|Interface|Opaque|Declare)/.test(
			node.type,
		)
	)
		return null;
	switch (node.type) {
		case "ImportDeclaration": {
			const source = stringOf(child(node, "source")) ?? "";
			const bareImport =
				children(node, "specifiers").length === 0 &&
				!/^(?:type|typeof)$/.test(String(node.importKind));
			return bareImport && !STYLE.test(source)
				? effect(`loads ${source} for its effect`)
				: null;
		}
		case "ExportNamedDeclaration":
		case "ExportDefaultDeclaration": {
			const declaration = child(node, "declaration");
			return declaration && /Declaration$/.test(declaration.type)
				? inStatement(declaration, own)
				: null;
		}
		case "TSModuleDeclaration": {
			// `declare global` and `declare module 'm'` only speak of types.
			if (node.kind === "global" || child(node, "id")?.type !== "Identifier")
				return null;
			const body = child(node, "body");
			return body ? inStatements(children(body, "body"), own) : null;
		}
		case "ExpressionStatement":
			return typeof node.directive === "string"
				? null
				: inExpression(child(node, "expression"), own, effect);
		case "ThrowStatement":
			return effect("throws");
		case "BlockStatement":
			return inStatements(children(node, "body"), own);
		default:
			// if, for, try, switch, labels: whatever they run counts, tests and heads included.
			return inStatements(
				[...inner(node)].filter((next) =>
					/(?:Statement|Clause|Case|Declaration)$/.test(next.type),
				),
				own,
			);
	}
}

function inExpression(
	expression: Node | null,
	own: ReadonlySet<string>,
	effect: (what: string) => Effect,
): Effect | null {
	const node = bare(expression);
	switch (node?.type) {
		case "AssignmentExpression": {
			const right = bare(child(node, "right"));
			if (isOwn(bare(child(node, "left")), own))
				return right?.type === "AssignmentExpression"
					? inExpression(right, own, effect)
					: null;
			return effect("assigns to what is not its own");
		}
		case "CallExpression":
			return isInertCall(node, own)
				? null
				: effect(`calls ${calleeName(child(node, "callee")) ?? "a function"}`);
		case "NewExpression":
			return effect(
				`makes a ${calleeName(child(node, "callee")) ?? "value"} and drops it`,
			);
		case "TaggedTemplateExpression":
		case "AwaitExpression":
		case "UpdateExpression":
		case "ImportExpression":
			return effect("runs an expression");
		case "UnaryExpression":
			return node.operator === "delete"
				? effect("deletes a property")
				: inExpression(child(node, "argument"), own, effect);
		case "LogicalExpression":
		case "ConditionalExpression":
		case "SequenceExpression":
			for (const part of inner(node)) {
				const found = inExpression(part, own, effect);
				if (found) return found;
			}
			return null;
		default:
			return null;
	}
}

/** `exports.x`, `module.exports`, a variable or a property of something that the module defines. */
function isOwn(target: Node | null, own: ReadonlySet<string>): boolean {
	if (target?.type === "Identifier") return own.has(target.name as string);
	if (target?.type !== "MemberExpression") return false;
	// `Array.prototype.x` and `Own.prototype.x` differ in what stands leftmost.
	let root = bare(child(target, "object"));
	while (root?.type === "MemberExpression") root = bare(child(root, "object"));
	if (root?.type !== "Identifier") return false;
	const name = root.name as string;
	return (
		name === "exports" ||
		(name === "module" && propertyOf(target) !== null) ||
		own.has(name)
	);
}

/** Calls that only make the exports, and deprecation warnings. */
function isInertCall(call: Node, own: ReadonlySet<string>): boolean {
	const callee = calleeName(child(call, "callee"));
	if (callee === null) return false;
	if (WARNINGS.has(callee)) return true;
	if (/(?:^|\.)__exportStar$/.test(callee)) return true;
	const [first] = children(call, "arguments");
	const target = bare(first ?? null);
	if (
		callee === "Object.defineProperty" ||
		callee === "Object.freeze" ||
		callee === "Object.assign"
	)
		return target?.type === "Identifier"
			? target.name === "exports" || own.has(target.name as string)
			: calleeName(target) === "module.exports";
	return false;
}
