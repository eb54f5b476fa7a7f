/**
 * Which modules a module loads, and when: as it is loaded itself, when one of its functions runs, or never, because
 * only types are taken. TypeScript drops an import whose names are used in types alone, unless told not to
 * (`verbatimModuleSyntax`), so such an import is no edge of an import cycle.
 */
import { moduleCall } from "../source/calls.js";
import { readClause } from "../source/clause.js";
import {
	bare,
	child,
	children,
	inner,
	type Node,
	nameOf,
	stringOf,
} from "../source/tree.js";
import type { Draft } from "./draft.js";
import type { NamesUsed } from "./usage-names.js";

const FUNCTIONS =
	/^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;

/** `elides`: the file is TypeScript, and imports used in types alone are dropped. */
export function readLoads(
	program: Node,
	text: string,
	used: NamesUsed,
	elides: boolean,
	draft: Draft,
): void {
	for (const node of children(program, "body")) {
		const source = child(node, "source");
		const specifier = stringOf(source);
		if (source && specifier !== null) {
			const { names, typeOnly } = readClause(text, node, source);
			const running = names.filter((name) => !name.typeOnly);
			const isImport = node.type === "ImportDeclaration";
			const dropped =
				elides && isImport && !running.some((name) => used.values.has(name.as));
			const never =
				typeOnly || (names.length > 0 && (running.length === 0 || dropped));
			draft.load(
				specifier,
				running.map((name) => name.name),
				never ? "type" : "load",
				node.start,
			);
		} else readImportEquals(node, used, elides, draft);
	}
	const stack: { node: Node; within: boolean }[] = [
		{ node: program, within: false },
	];
	for (let top = stack.pop(); top; top = stack.pop()) {
		const { node } = top;
		const within = top.within || FUNCTIONS.test(node.type);
		const call = node.type === "CallExpression" ? moduleCall(node) : null;
		const required = call?.kind === "require" ? stringOf(call.literal) : null;
		if (required !== null)
			draft.load(required, [], within ? "call" : "load", node.start);
		const imported =
			node.type === "ImportExpression"
				? stringOf(bare(child(node, "source")))
				: null;
		if (imported !== null) draft.load(imported, [], "call", node.start);
		for (const next of inner(node)) stack.push({ node: next, within });
	}
	draft.loads.sort((a, b) => a.offset - b.offset);
}

function readImportEquals(
	statement: Node,
	used: NamesUsed,
	elides: boolean,
	draft: Draft,
): void {
	const exported = child(statement, "declaration");
	const node = exported ?? statement;
	if (node.type !== "TSImportEqualsDeclaration") return;
	const specifier = stringOf(
		child(child(node, "moduleReference"), "expression"),
	);
	if (specifier === null) return;
	const isUsed =
		exported !== null ||
		!elides ||
		used.values.has(nameOf(child(node, "id")) ?? "");
	draft.load(
		specifier,
		[],
		node.importKind === "type" || !isUsed ? "type" : "load",
		statement.start,
	);
}
