/**
 * Runs a transform that was written for stock jscodeshift: `(file, {j, jscodeshift, stats, report}, options) =>
 * text`. Its `j` is jscodeshift's own, except that `toSource()` writes back only what changed (`surgical.ts`).
 * jscodeshift itself is loaded when the transform first asks for it: one that works on the text never pays for it.
 */
import { createRequire } from "node:module";
import type { Collection, JSCodeshift } from "jscodeshift";
import { lineEnding } from "../../core/text-edits.js";
import { type Printer, writeBack } from "./foreign/surgical.js";
import { sameProgram, ungluedShebang } from "./foreign/surgical-check.js";
import { isNode, type Node } from "./foreign/surgical-compare.js";
import type { ParsedText } from "./foreign/surgical-offsets.js";

/** A parser as jscodeshift takes it: a name, or an object of the transform's own. */
export type ParserChoice = string | { parse(text: string): unknown };

interface Recast {
	print(node: unknown, options?: object): { readonly code: string };
	readonly types: { getFieldValue(node: Node, field: string): unknown };
}

const require = createRequire(import.meta.url);
let loaded: {
	readonly j: JSCodeshift;
	readonly recast: Recast;
	getParser(name: string): { parse(text: string): Node };
} | null = null;

function engine(): NonNullable<typeof loaded> {
	if (loaded) return loaded;
	// recast is jscodeshift's, so that the tree that is printed is the one that was made.
	const inside = createRequire(require.resolve("jscodeshift"));
	loaded = {
		j: require("jscodeshift") as JSCodeshift,
		recast: inside("recast") as Recast,
		getParser: require("jscodeshift/src/getParser") as (name: string) => {
			parse(text: string): Node;
		},
	};
	return loaded;
}

/** File ending -> parser. Stock's default for scripts is `babel`, and transforms expect its tree. */
const PARSERS: readonly (readonly [RegExp, string])[] = [
	[/\.[cm]?ts$/i, "ts"],
	[/\.tsx$/i, "tsx"],
	[/./, "babel"],
];

const FLOW = /^\s*(?:\/\/|\/\*)[\s\S]*?@flow\b/;

/** The parser for a file that neither the transform nor the user has chosen one for. */
export function parserFor(path: string, text: string): string {
	const name = PARSERS.find(([ending]) => ending.test(path))?.[1] ?? "babel";
	return name === "babel" && FLOW.test(text.slice(0, 1024)) ? "flow" : name;
}

interface Parser {
	parse(text: string, options?: unknown): Node;
}

const cores = new Map<ParserChoice, JSCodeshift>();

/**
 * `j` as jscodeshift makes it for a parser, with a `toSource()` that keeps what did not change. It has a thousand
 * fields, so that to make one for each file takes a tenth of the run.
 */
export function surgicalCore(choice: ParserChoice): JSCodeshift {
	const core = cores.get(choice) ?? newCore(choice);
	cores.set(choice, core);
	return core;
}

/** Loads what `surgicalCore` would; null: for a parser that is not known yet. */
export function loadParser(choice: ParserChoice | null): void {
	if (choice === null) engine().getParser("babel");
	else surgicalCore(choice);
}

function newCore(choice: ParserChoice): JSCodeshift {
	const { j, getParser } = engine();
	const own = (
		typeof choice === "string" ? getParser(choice) : choice
	) as Parser;
	const parsedTexts = new WeakMap<Node, ParsedText>();
	// recast changes the text before it parses it, and takes the comments out of the tree.
	const parser: Parser = {
		parse(text, options) {
			const tree = own.parse(text, options);
			if (isNode(tree) && Array.isArray(tree.comments))
				parsedTexts.set(tree, { text, comments: tree.comments });
			return tree;
		},
	};
	const core = j.withParser(parser as never);
	const sources = new WeakMap<object, string>();
	const wrapped = ((source: never, options?: never): Collection => {
		const collection = core(source, options) as Collection;
		if (!isCollection(collection)) return collection;
		const paths = collection.paths();
		const root = paths.length === 1 ? paths[0]?.value : null;
		if (typeof source === "string" && root) sources.set(root, source);
		const text = root ? sources.get(root) : undefined;
		if (text !== undefined)
			collection.toSource = (printing?: object) =>
				toSource(
					text,
					root as unknown as Node,
					own,
					parsedTexts,
					printing ?? {},
				);
		return collection;
	}) as unknown as JSCodeshift;
	return Object.assign(wrapped, core, {
		withParser: (other: ParserChoice) => surgicalCore(other),
	});
}

interface Lines {
	guessTabWidth?(): number;
}

const isCollection = (value: unknown): value is Collection =>
	typeof (value as Collection | null)?.paths === "function" &&
	typeof (value as Collection).toSource === "function";

function toSource(
	source: string,
	file: Node,
	parser: Parser,
	parsedTexts: WeakMap<Node, ParsedText>,
	printing: object,
): string {
	const { recast } = engine();
	const style = { ...styleOf(source), ...printing, lineTerminator: "\n" };
	// A new node has no lines from which the printer could tell how the file is indented.
	const { lines } = (file.loc ?? {}) as { lines?: Lines };
	const tabWidth = lines?.guessTabWidth?.() ?? 4;
	const printer: Printer = {
		print: (node) => recast.print(node, { tabWidth, ...style }).code,
		fieldDefault: (node, field) => recast.types.getFieldValue(node, field),
		parse: (text) => parser.parse(text),
		// Of a parser that makes no `File`, recast makes it.
		parsedText: (tree) =>
			parsedTexts.get(tree) ??
			(isNode(tree.program) ? parsedTexts.get(tree.program) : undefined) ??
			null,
	};
	if (isNode(file.program)) hoistDirectives(file.program);
	const surgical =
		isNode(file) && file.type === "File"
			? writeBack(source, file, printer)
			: null;
	if (surgical?.inPlace) return surgical.text;
	const printed = ungluedShebang(
		source,
		recast.print(file, { ...style, lineTerminator: lineEnding(source) }).code,
	);
	if (surgical === null) return printed;
	const [ours, theirs] = [surgical.text, printed].map((text) =>
		parsed(parser, text),
	);
	// Where the printer's own text does not parse, there is nothing to compare with.
	return ours && (!theirs || sameProgram(ours, theirs))
		? surgical.text
		: printed;
}

/**
 * Some parsers keep directives among the statements, so that what a transform puts first comes to stand above
 * `'use client'` and switches it off.
 */
function hoistDirectives(program: Node): void {
	const body = program.body as Node[];
	const isDirective = (node: Node): boolean =>
		typeof node.directive === "string";
	const first = body.findIndex((node) => !isDirective(node));
	if (first < 0 || !body.slice(first).some(isDirective)) return;
	program.body = [
		...body.filter(isDirective),
		...body.filter((node) => !isDirective(node)),
	];
}

function parsed(parser: Parser, text: string): Node | null {
	try {
		const tree = parser.parse(text);
		return isNode(tree.program) ? tree.program : tree;
	} catch {
		return null;
	}
}

/** Quotes and indentation as most of the file has them, for the parts that are printed. */
function styleOf(source: string): object {
	const single = source.match(/(?:from|require\(|import)\s*'/g)?.length ?? 0;
	const double = source.match(/(?:from|require\(|import)\s*"/g)?.length ?? 0;
	const tie = single === double;
	const quotes = (mark: RegExp): number => source.match(mark)?.length ?? 0;
	const quote = (
		tie
			? quotes(/'[^'\n]*'/g) > quotes(/"[^"\n]*"/g)
			: single > double
	)
		? "single"
		: "double";
	return { quote, useTabs: /^\t/m.test(source) };
}
