/**
 * The sites that only the syntax tree shows, and the strings that are none: one walk, one table of node types.
 * Declarations are here again for where no record tells of them: inside `declare module`, `export {} from 'm'`,
 * and in Flow files.
 */
import { moduleCall } from "./calls.js";
import type { Sites, StringSpan } from "./sites.js";
import type { SiteName, Span } from "./syntax.js";
import { bare, child, type Node, stringOf, walk } from "./tree.js";

/** Adds the sites below `program` and gives every string and text in source order. */
export function treeSites(program: Node, sites: Sites): readonly StringSpan[] {
	const strings: StringSpan[] = [];
	walk(program, (node, parent) => {
		VISITORS.get(node.type)?.(node, sites, parent);
		if (
			node.type === "JSXText" ||
			node.type === "TemplateLiteral" ||
			stringOf(node) !== null
		)
			strings.push({ start: node.start, end: node.end, value: stringOf(node) });
		return undefined;
	});
	return strings;
}

type Visitor = (node: Node, sites: Sites, parent: Node | null) => void;

const call: Visitor = (node, sites) => {
	const found = moduleCall(node);
	const specifier = stringOf(found?.literal ?? null);
	if (found && specifier !== null)
		sites.named(found.kind, specifier, found.literal, node, {
			callee: found.callee,
		});
};

/** A node whose own field is the literal; nothing is added twice. */
function literalIn(
	field: string,
	add: (
		node: Node,
		specifier: string,
		literal: Node,
		sites: Sites,
		parent: Node | null,
	) => void,
): Visitor {
	return (node, sites, parent) => {
		const literal = bare(child(node, field));
		const specifier = stringOf(literal);
		if (literal && specifier !== null && !sites.has(literal))
			add(node, specifier, literal, sites, parent);
	};
}

const declaration = (kind: "import" | "export-from" | "export-star"): Visitor =>
	literalIn("source", (node, specifier, literal, sites) =>
		sites.declaration(kind, specifier, literal, node),
	);

const declaredModule = literalIn("id", (node, specifier, literal, sites) =>
	sites.named("declare-module", specifier, literal, node, { typeOnly: true }),
);

const VISITORS: ReadonlyMap<string, Visitor> = new Map<string, Visitor>([
	["CallExpression", call],
	["NewExpression", call],
	["ImportDeclaration", declaration("import")],
	["ExportNamedDeclaration", declaration("export-from")],
	["ExportAllDeclaration", declaration("export-star")],
	[
		"ImportExpression",
		literalIn("source", (node, specifier, literal, sites) =>
			sites.named("dynamic-import", specifier, literal, node),
		),
	],
	[
		"TSImportType",
		literalIn("source", (node, specifier, literal, sites, parent) =>
			sites.named(
				"import-type",
				specifier,
				literal,
				parent?.type === "TSTypeQuery" ? parent : node,
				{ typeOnly: true },
			),
		),
	],
	["TSModuleDeclaration", declaredModule],
	["DeclareModule", declaredModule],
	[
		"TSImportEqualsDeclaration",
		(node, sites, parent) => {
			const literal = child(child(node, "moduleReference"), "expression");
			const specifier = stringOf(literal);
			const id = child(node, "id");
			if (!literal || specifier === null || !id) return;
			const whole = parent?.type === "ExportNamedDeclaration" ? parent : node;
			const typeOnly = node.importKind === "type";
			sites.named("import-equals", specifier, literal, whole, {
				typeOnly,
				names: [moduleName(id)],
			});
		},
	],
]);

/** `import x = require('m')` binds what the module exports as a whole. */
function moduleName(id: Node): SiteName {
	const at: Span = {
		start: id.start,
		end: id.start + (id.name as string).length,
	};
	return {
		name: "*",
		as: id.name as string,
		span: at,
		nameSpan: at,
		asSpan: at,
		typeOnly: false,
	};
}
