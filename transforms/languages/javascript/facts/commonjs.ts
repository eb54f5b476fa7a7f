/**
 * What a CommonJS module exports, as far as it is written down: `exports.a = ...`, `module.exports = {...}`,
 * `module.exports = require('./x')`, `export = x`, and what TypeScript and Babel compile re-exports to. Everything
 * else that touches `exports` makes names that can't be read, and is noted as such.
 */
import { calleeName } from "../source/calls.js";
import {
	bare,
	child,
	children,
	type Node,
	nameOf,
	propertyOf,
	stringOf,
	walk,
} from "../source/tree.js";
import { handedOn, requiredBy } from "./declared.js";
import { type Bound, copyOf, DEFINED, type Draft } from "./draft.js";

/** Without one of these a script (a test, a configuration of globals) exports nothing. Names may be escaped. */
const EXPORTS = /exports|exportStar|\\[ux]/;

/** A module while it is read. */
interface Reading {
	readonly statements: readonly Node[];
	readonly draft: Draft;
	/** `module.exports` was replaced, and what `exports` gets from then on is nobody's. */
	detached: boolean;
}

/**
 * Reads a module without `import` and `export`; of one with them `export =`, and that it sets `module.exports` all the
 * same, as configurations do that Babel or jiti load: what it offers then is theirs to say.
 */
export function readCommonJs(
	statements: readonly Node[],
	isModule: boolean,
	text: string,
	draft: Draft,
): void {
	const reading: Reading = { statements, draft, detached: false };
	for (const statement of statements)
		if (statement.type === "TSExportAssignment")
			whole(child(statement, "expression"), reading);
	if (isModule) {
		const mixed = statements.find(setsExports);
		if (mixed && !draft.locals.has("module") && !draft.locals.has("exports"))
			draft.unreadable(
				"sets module.exports in an ECMAScript module",
				mixed.start,
			);
		return;
	}
	if (!EXPORTS.test(text)) return;
	const read = new Set<Node>();
	for (const statement of statements) {
		const expression =
			statement.type === "ExpressionStatement"
				? bare(child(statement, "expression"))
				: null;
		if (expression && readExpression(expression, reading)) read.add(statement);
	}
	for (const statement of statements) {
		if (!read.has(statement)) unread(statement, draft);
		rebinds(statement, read.has(statement), draft);
	}
}

/** Notes each exported name that is set anywhere but in the statements that were read. */
function rebinds(statement: Node, isRead: boolean, draft: Draft): void {
	const own = isRead ? bare(child(statement, "expression")) : null;
	walk(statement, (node) => {
		// What `exports.a = exports.b = x` sets was read with it.
		if (node.type === "AssignmentExpression" && isTop(node, own))
			return undefined;
		const target =
			node.type === "AssignmentExpression" ||
			/^For(?:In|Of)Statement$/.test(node.type)
				? child(node, "left")
				: node.type === "UpdateExpression" || node.operator === "delete"
					? child(node, "argument")
					: null;
		if (target)
			for (const name of targets(target))
				if (!draft.rebinds.has(name)) draft.rebinds.set(name, node.start);
		return undefined;
	});
}

/** Is it the assignment itself, or one of the chain on its right? */
function isTop(node: Node, own: Node | null): boolean {
	for (
		let at = own;
		at?.type === "AssignmentExpression";
		at = bare(child(at, "right"))
	)
		if (at === node) return true;
	return false;
}

/** The exported names in a target of an assignment: `exports.a`, `[exports.a]`, `{ x: exports.a }`. */
function targets(target: Node): readonly string[] {
	const names: string[] = [];
	walk(target, (node) => {
		const name = exportedName(node);
		if (name !== null) names.push(name);
		return name === null;
	});
	return names;
}

/** True when everything that the expression does to the exports is read. */
function readExpression(node: Node, reading: Reading): boolean {
	const { draft } = reading;
	if (node.type === "AssignmentExpression")
		return readAssignment(node, reading);
	if (node.type !== "CallExpression") return false;
	const callee = calleeName(child(node, "callee")) ?? "";
	const [first, second, third] = children(node, "arguments");
	if (/(?:^|\.)__exportStar$/.test(callee)) {
		const specifier = requiredBy(first ?? null);
		if (specifier === null) return false;
		draft.star(specifier, node.start);
		return true;
	}
	if (callee === "Object.defineProperty" && isExports(first ?? null)) {
		const name = stringOf(second ?? null);
		if (name === null) return false;
		if (name !== "__esModule")
			draft.export(name, descriptor(third ?? null), node.start);
		return true;
	}
	return false;
}

function readAssignment(node: Node, reading: Reading): boolean {
	const { draft } = reading;
	const left = bare(child(node, "left"));
	let right = bare(child(node, "right"));
	// `exports = module.exports = x`, `exports.a = exports.b = x`
	const targets = [left];
	while (right?.type === "AssignmentExpression") {
		targets.push(bare(child(right, "left")));
		right = bare(child(right, "right"));
	}
	const ours = targets.filter(
		(target) =>
			target !== null && (isExports(target) || exportedName(target) !== null),
	);
	if (ours.length === 0) return false;
	const wholes = ours.map((target) => calleeName(target));
	// `module.exports = exports` and `exports = module.exports` make the two one again.
	const same = isExports(right);
	if (wholes.includes("module.exports")) {
		if (!same) {
			// What was put on the old object is nobody's now.
			draft.exports.clear();
			draft.stars.length = 0;
			whole(right, reading);
		}
		reading.detached = !same && !wholes.includes("exports");
	} else if (wholes.includes("exports")) reading.detached = !same;
	for (const target of ours as Node[]) {
		const name = exportedName(target);
		if (name === null) continue;
		if (reading.detached && calleeName(child(target, "object")) === "exports")
			continue;
		// TypeScript's output first announces all names: `exports.a = exports.b = void 0;`
		if (right?.type === "UnaryExpression" && right.operator === "void")
			continue;
		if (name !== "__esModule") draft.export(name, copied(right), node.start);
	}
	return true;
}

/** What an expression hands on, copied as it is evaluated. */
function copied(expression: Node | null): Bound {
	const bound = handedOn(expression);
	return bound ? copyOf(bound) : DEFINED;
}

/** `module.exports = value`, `export = value`. */
function whole(value: Node | null, { statements, draft }: Reading): void {
	const at = value?.start ?? 0;
	const specifier = requiredBy(value);
	if (specifier !== null) {
		draft.star(specifier, at);
		draft.export("default", { kind: "import", specifier, name: "default" }, at);
		return;
	}
	const object =
		value?.type === "Identifier"
			? initialiser(value.name as string, statements)
			: value;
	draft.export("default", copied(value), at);
	if (object?.type !== "ObjectExpression") {
		draft.unreadable("exports one value, whose properties are not known", at);
		return;
	}
	for (const property of children(object, "properties")) {
		const name =
			property.computed === true ? null : nameOf(child(property, "key"));
		const spread =
			property.type === "SpreadElement"
				? requiredBy(child(property, "argument"))
				: null;
		if (spread !== null) draft.star(spread, property.start, false, true);
		else if (name === null)
			draft.unreadable("exports an object with computed names", property.start);
		else
			draft.export(
				name,
				property.kind === "get"
					? returned(child(property, "value"))
					: property.method === true
						? DEFINED
						: copied(child(property, "value")),
				property.start,
			);
	}
}

/** What a constant of the module is made of. */
function initialiser(name: string, statements: readonly Node[]): Node | null {
	for (const statement of statements)
		if (statement.type === "VariableDeclaration" && statement.kind === "const")
			for (const declarator of children(statement, "declarations"))
				if (nameOf(child(declarator, "id")) === name)
					return bare(child(declarator, "init"));
	return null;
}

/** `{ enumerable: true, get: function () { return m_1.a } }`, `{ value: x }` */
function descriptor(node: Node | null): Bound {
	for (const property of children(node, "properties")) {
		const key = nameOf(child(property, "key"));
		const value = child(property, "value");
		if (key === "value") return copied(value);
		if (key === "get" && value) return returned(value);
	}
	return DEFINED;
}

/** What a getter gives, afresh each time. */
function returned(getter: Node | null): Bound {
	const body = child(getter, "body");
	const [only] = children(body, "body");
	const result =
		only?.type === "ReturnStatement" ? child(only, "argument") : body;
	return handedOn(result) ?? DEFINED;
}

function isExports(node: Node | null): boolean {
	const name = calleeName(node);
	return name === "exports" || name === "module.exports";
}

function setsExports(statement: Node): boolean {
	const expression = bare(child(statement, "expression"));
	if (expression?.type !== "AssignmentExpression") return false;
	const target = child(expression, "left");
	return (
		isExports(target) || (target !== null && exportedName(target) !== null)
	);
}

function exportedName(target: Node): string | null {
	return target.type === "MemberExpression" &&
		isExports(child(target, "object"))
		? propertyOf(target)
		: null;
}

/** Notes the first use of `exports` in a statement that was not read. */
function unread(statement: Node, draft: Draft): void {
	// TypeScript's helpers have a parameter of that name.
	if (
		children(statement, "declarations").some((each) =>
			/^__\w+$/.test(nameOf(child(each, "id")) ?? ""),
		)
	)
		return;
	let found: Node | null = null;
	let escaped: Node | null = null;
	walk(statement, (node, parent) => {
		if (escaped) return false;
		if (
			node.type === "MemberExpression" &&
			isExports(child(node, "object")) &&
			propertyOf(node) !== null
		) {
			// Reading a known property makes no name; setting one here may or may not happen.
			if (
				parent?.type !== "AssignmentExpression" ||
				child(parent, "left") !== node
			)
				return false;
			found ??= node;
			return false;
		}
		if (
			node.type === "Identifier" &&
			node.name === "exports" &&
			parent?.operator !== "typeof"
		) {
			const isProperty =
				parent?.type === "MemberExpression" &&
				child(parent, "property") === node &&
				parent.computed !== true;
			if (!isProperty || calleeName(parent) === "module.exports")
				escaped = node;
		}
		return undefined;
	});
	const first = (found ?? escaped) as Node | null;
	if (!first) return;
	draft.unreadable("makes exports in a way that is not read", first.start);
	// `Object.assign(exports, other)` may set again what is set above.
	if (escaped)
		for (const name of draft.exports.keys())
			if (!draft.rebinds.has(name)) draft.rebinds.set(name, first.start);
}
