/**
 * What the statements of a module's top level bind and export, as ECMA-262 16.2 and TypeScript have it.
 *
 *   import { A as B } from './m'     local B -> import {'./m', 'A'}
 *   export const X = B               export X -> alias of B
 *   const { C } = require('./m')     local C -> import {'./m', 'C'}
 */
import { readClause } from "../source/clause.js";
import {
	bare,
	child,
	children,
	type Node,
	nameOf,
	propertyOf,
	stringOf,
} from "../source/tree.js";
import { type Bound, copyOf, DEFINED, type Draft } from "./draft.js";
import { type NamesUsed, patternNames } from "./usage-names.js";

const TYPES =
	/^(?:TSInterfaceDeclaration|TSTypeAliasDeclaration|TypeAlias|OpaqueType|InterfaceDeclaration|Declare\w*)$/;

export function readStatements(
	statements: readonly Node[],
	text: string,
	used: NamesUsed,
	draft: Draft,
): void {
	const reader = new StatementReader(text, used, draft);
	for (const statement of statements) reader.read(statement);
}

class StatementReader {
	readonly #text: string;
	readonly #used: NamesUsed;
	readonly #draft: Draft;

	constructor(text: string, used: NamesUsed, draft: Draft) {
		this.#text = text;
		this.#used = used;
		this.#draft = draft;
	}

	read(node: Node): void {
		switch (node.type) {
			case "ImportDeclaration":
				this.#import(node);
				break;
			case "ExportAllDeclaration":
				this.#star(node);
				break;
			case "ExportNamedDeclaration":
				if (child(node, "source")) this.#reexport(node);
				else this.#exportNamed(node);
				break;
			case "ExportDefaultDeclaration":
				this.#exportDefault(node);
				break;
			default:
				for (const { name, bound, typing } of this.#declared(node))
					this.#draft.local(name, bound, node.start, typing);
		}
	}

	#import(node: Node): void {
		const source = child(node, "source");
		const specifier = stringOf(source);
		if (!source || specifier === null) return;
		const { names, typeOnly } = readClause(this.#text, node, source);
		for (const { name, as, nameSpan, typeOnly: typed } of names)
			this.#draft.local(
				as,
				{ kind: "import", specifier, name: name === "*" ? null : name },
				nameSpan.start,
				typeOnly || typed,
			);
	}

	#reexport(node: Node): void {
		const source = child(node, "source");
		const specifier = stringOf(source);
		if (!source || specifier === null) return;
		const { names, typeOnly } = readClause(this.#text, node, source);
		for (const { name, as, nameSpan, typeOnly: typed } of names)
			this.#draft.export(
				as,
				{ kind: "import", specifier, name },
				nameSpan.start,
				typeOnly || typed,
			);
	}

	#star(node: Node): void {
		const specifier = stringOf(child(node, "source"));
		if (specifier === null) return;
		const exported = nameOf(child(node, "exported"));
		const typing = node.exportKind === "type";
		if (exported === null) this.#draft.star(specifier, node.start, typing);
		else
			this.#draft.export(
				exported,
				{ kind: "import", specifier, name: null },
				node.start,
				typing,
			);
	}

	#exportNamed(node: Node): void {
		const declaration = child(node, "declaration");
		if (declaration)
			for (const { name, bound, typing } of this.#declared(declaration)) {
				this.#draft.local(name, bound, declaration.start, typing);
				this.#draft.export(name, bound, declaration.start, typing);
			}
		for (const specifier of children(node, "specifiers")) {
			const of = nameOf(child(specifier, "local"));
			const name = nameOf(child(specifier, "exported"));
			const typing =
				node.exportKind === "type" || specifier.exportKind === "type";
			if (of !== null && name !== null)
				this.#draft.export(
					name,
					{ kind: "alias", of },
					specifier.start,
					typing,
				);
		}
	}

	#exportDefault(node: Node): void {
		const declaration = child(node, "declaration");
		for (const { name, bound, typing } of declaration
			? this.#declared(declaration)
			: []) {
			this.#draft.local(name, bound, node.start, typing);
			this.#draft.export(
				"default",
				{ kind: "alias", of: name },
				node.start,
				typing,
			);
		}
		if (this.#draft.exports.get("default")?.at(-1)?.offset === node.start)
			return;
		const value = declaration && handedOn(declaration);
		const what = declaration?.type.startsWith("Class")
			? "class"
			: declaration?.type.startsWith("Function")
				? "function"
				: "value";
		this.#draft.export(
			"default",
			value ? copyOf(value) : { kind: "define", what },
			node.start,
		);
	}

	/** What a declaration binds in its scope. */
	#declared(node: Node): readonly {
		readonly name: string;
		readonly bound: Bound;
		readonly typing: boolean;
	}[] {
		const id = child(node, "id");
		const named = (bound: Bound | null, typing = false) =>
			id?.type === "Identifier" && bound
				? [{ name: id.name as string, bound, typing }]
				: [];
		if (TYPES.test(node.type))
			return named(
				{ kind: "define", what: "type" },
				node.type !== "DeclareClass",
			);
		switch (node.type) {
			case "FunctionDeclaration":
			case "TSDeclareFunction":
				return named({ kind: "define", what: "function" });
			case "ClassDeclaration":
				return named({ kind: "define", what: "class" });
			case "TSEnumDeclaration":
			case "EnumDeclaration":
			case "TSModuleDeclaration":
				return named(DEFINED);
			case "TSImportEqualsDeclaration":
				return named(this.#importEquals(node), node.importKind === "type");
			case "VariableDeclaration":
				return children(node, "declarations").flatMap((declarator) =>
					this.#declarator(declarator),
				);
			default:
				return [];
		}
	}

	#importEquals(node: Node): Bound | null {
		const reference = child(node, "moduleReference");
		const specifier = stringOf(child(reference, "expression"));
		if (specifier !== null) return { kind: "import", specifier, name: null };
		if (reference?.type === "Identifier")
			return { kind: "alias", of: reference.name as string };
		const [of, name] = [
			nameOf(child(reference, "left")),
			nameOf(child(reference, "right")),
		];
		if (of !== null && name !== null)
			return copyOf({ kind: "member", of, name });
		this.#draft.unreadable("names a member of a member", node.start);
		return null;
	}

	#declarator(node: Node): readonly {
		readonly name: string;
		readonly bound: Bound;
		readonly typing: boolean;
	}[] {
		const init = child(node, "init");
		const whole = init && handedOn(init);
		// A type annotation makes it a value of its own to the checker: `export const X: Wider = Y`.
		const annotated = child(child(node, "id"), "typeAnnotation") !== null;
		return patternNames(child(node, "id")).map(({ name, path }) => {
			const bound =
				annotated || this.#used.assigned.has(name) || path === null
					? null
					: part(whole, path);
			return {
				name,
				bound: bound ? copyOf(bound) : valueKind(init, path),
				typing: false,
			};
		});
	}
}

/**
 * What an expression hands on, where it is no more than that: a name, `ns.X`, `require('m')`, `require('m').X`.
 * A cast is left standing: `Y as Other` is another thing to the checker.
 */
export function handedOn(node: Node | null): Bound | null {
	switch (node?.type) {
		case "Identifier":
			return node.name === "undefined"
				? null
				: { kind: "alias", of: node.name as string };
		case "CallExpression": {
			const specifier = requiredBy(node);
			return specifier === null
				? null
				: { kind: "import", specifier, name: null };
		}
		case "MemberExpression": {
			const property = propertyOf(node);
			const object = handedOn(child(node, "object"));
			if (property === null || !object) return null;
			return part(object, [property]);
		}
		default:
			return null;
	}
}

/** The specifier of `require('m')`, also inside TypeScript's and Babel's interop helpers. */
export function requiredBy(call: Node | null): string | null {
	const node = bare(call);
	if (node?.type !== "CallExpression") return null;
	const callee = bare(child(node, "callee"));
	const [argument] = children(node, "arguments");
	if (callee?.type === "Identifier" && callee.name === "require")
		return stringOf(bare(argument ?? null));
	const helper =
		callee?.type === "MemberExpression" ? propertyOf(callee) : nameOf(callee);
	return /^_*(?:importStar|interopRequireWildcard)$/.test(helper ?? "")
		? requiredBy(argument ?? null)
		: null;
}

/** The property at `path` of a value. */
function part(whole: Bound | null, path: readonly string[]): Bound | null {
	const [name, ...deeper] = path;
	if (!whole || name === undefined) return whole;
	if (deeper.length > 0) return null;
	if (whole.kind === "import" && whole.name === null) return { ...whole, name };
	return whole.kind === "alias" ? { kind: "member", of: whole.of, name } : null;
}

function valueKind(init: Node | null, path: readonly string[] | null): Bound {
	const type = path?.length === 0 ? (bare(init)?.type ?? "") : "";
	if (type === "ClassExpression") return { kind: "define", what: "class" };
	if (type === "FunctionExpression" || type === "ArrowFunctionExpression")
		return { kind: "define", what: "function" };
	return DEFINED;
}
