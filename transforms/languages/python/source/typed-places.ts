/**
 * Where a string is code to type checkers although it stands in no annotation: arguments of `typing.cast`,
 * `TypeVar`, `NewType` and their like, fields of functional `NamedTuple`s and `TypedDict`s, and the parts of a
 * subscripted generic. Where a type has parts that are none (`Literal`, all but the first of `Annotated`).
 *
 *   cast("manager.Mode", x)     Alias = Optional["manager.Mode"]     Annotated["manager.Mode", "a note"]
 */
import type { parsePython } from "../scope/parser.js";
import type { Scan } from "./syntax.js";

type Node = ReturnType<typeof parsePython>["topNode"];

const TYPING: ReadonlySet<string> = new Set(["typing", "typing_extensions"]);

/** Builtin generics (PEP 585): no variable of such a name is indexed by a string. */
const GENERICS: ReadonlySet<string> = new Set([
	"dict",
	"frozenset",
	"list",
	"set",
	"tuple",
	"type",
]);

/** The name in `typing` that an expression of the file stands for, by the imports of the file. */
export class TypingNames {
	readonly #names = new Map<string, string>();
	readonly #modules = new Set<string>();

	constructor(scan: Pick<Scan, "imports">) {
		for (const statement of scan.imports)
			for (const { name, alias } of statement.names)
				if (statement.kind === "import" && TYPING.has(name))
					this.#modules.add(alias?.name ?? name);
				else if (statement.level === 0 && TYPING.has(statement.module))
					this.#names.set(alias?.name ?? name, name);
	}

	of(expression: string): string | null {
		const dot = expression.lastIndexOf(".");
		if (dot < 0) return this.#names.get(expression) ?? null;
		return this.#modules.has(expression.slice(0, dot))
			? expression.slice(dot + 1)
			: null;
	}

	/** Is the expression a type that takes others in brackets? */
	isGeneric(expression: string): boolean {
		return GENERICS.has(expression) || this.of(expression) !== null;
	}
}

/** An argument, with the keyword that it is given by. */
interface Argument {
	readonly keyword: string | null;
	readonly value: Node;
}

type Choice = (args: readonly Argument[]) => readonly (Node | undefined)[];

const at =
	(index: number): Choice =>
	(args) => [args[index]?.value];

/** The arguments that are types, or hold them, by the name in `typing`. */
const TYPES_OF: Readonly<Record<string, Choice>> = {
	cast: at(0),
	ForwardRef: at(0),
	assert_type: at(1),
	NewType: at(1),
	TypeAliasType: at(1),
	TypeVar: (args) =>
		args
			.slice(1)
			.filter(({ keyword }) => /^(?:bound|default)$/.test(keyword ?? "bound"))
			.map(({ value }) => value),
	NamedTuple: (args) =>
		parts(args[1]?.value).map((field) => parts(field).at(1)),
	TypedDict: (args) => [
		...afterColons(args[1]?.value),
		...args.filter(({ keyword }) => keyword !== null).map((a) => a.value),
	],
};

/** A call that may take a type, for who reads the text alone. */
export const TAKES_TYPES = new RegExp(
	`\\b(?:${Object.keys(TYPES_OF).join("|")})\\s*\\(`,
);

/** The nodes of an argument list that are types, when the callee is `name` of `typing`. */
export function typeArguments(
	name: string,
	nodes: readonly Node[],
	text: (node: Node) => string,
): readonly Node[] {
	const pick = Object.hasOwn(TYPES_OF, name) ? TYPES_OF[name] : undefined;
	if (!pick) return [];
	const args: Argument[] = [];
	nodes.forEach((node, i) => {
		if (isPunctuation(node) || nodes[i + 1]?.name === "AssignOp") return;
		const named = nodes[i - 1]?.name === "AssignOp" ? nodes[i - 2] : undefined;
		args.push({ keyword: named ? text(named) : null, value: node });
	});
	return pick(args).filter((node) => node !== undefined);
}

/** Does part number `index` in the brackets of the type `name` stand for a type? */
export const isTypePart = (name: string, index: number): boolean =>
	name !== "Literal" && (name !== "Annotated" || index === 0);

const isPunctuation = (node: Node): boolean =>
	/^(?:[()[\]{},:]|AssignOp|Comment)$/.test(node.name);

function parts(node: Node | undefined): Node[] {
	const found: Node[] = [];
	for (let child = node?.firstChild; child; child = child.nextSibling)
		if (!isPunctuation(child)) found.push(child);
	return found;
}

function afterColons(node: Node | undefined): Node[] {
	const found: Node[] = [];
	for (let child = node?.firstChild; child; child = child.nextSibling)
		if (child.prevSibling?.name === ":") found.push(child);
	return found;
}
