/**
 * The syntax tree of one file, for questions that need scopes. jscodeshift's parsers are called on the raw text
 * (`getParser(x).parse(text)`): `j(text)` normalises tabs and line ends first, so its offsets would point beside
 * the mark in a file with CRLF. The parser is loaded on first use; most files never need one.
 *
 *   parseTree('a.tsx', 'import * as ns from "m"') -> {type: 'File', ...} | null when it does not parse
 */
import { createRequire } from "node:module";
import { isNode, type Node } from "./tree.js";

type Parser = { parse(text: string): Node };
type ParserName = "ts" | "tsx" | "babylon";

const require = createRequire(import.meta.url);
const parsers = new Map<ParserName, Parser>();

function parser(name: ParserName): Parser {
	const known = parsers.get(name);
	if (known) return known;
	const getParser = require("jscodeshift/src/getParser") as (
		name: string,
	) => Parser;
	const made = getParser(name);
	parsers.set(name, made);
	return made;
}

/** `<T>x` casts exist in `.ts` alone and JSX does not, so one parser can't read both. */
function parserNames(path: string, text: string): readonly ParserName[] {
	if (/\.[cm]?ts$/.test(path)) return ["ts"];
	if (path.endsWith(".tsx")) return ["tsx"];
	return /@flow\b/.test(text.slice(0, 5000))
		? ["babylon", "tsx"]
		: ["tsx", "babylon"];
}

/** The tree, or null where no parser for this kind of file reads it. Offsets are UTF-16 units of `text`. */
export function parseTree(path: string, text: string): Node | null {
	for (const name of parserNames(path, text)) {
		try {
			// Babel takes a byte order mark for a blank, but not before a shebang.
			return parser(name).parse(text.replace(/^\uFEFF#!/, " //"));
		} catch {
			// The next parser may know the dialect; when none does, the caller says so.
		}
	}
	return null;
}

/** Properties that hold no syntax: comments and tokens are in the tree twice, `extra` holds raw texts. */
const NO_SYNTAX = new Set([
	"loc",
	"extra",
	"tokens",
	"comments",
	"errors",
	"leadingComments",
	"trailingComments",
	"innerComments",
]);

/** Child nodes with the property that holds them. */
export function* fields(node: Node): Generator<readonly [string, Node]> {
	for (const key in node) {
		if (NO_SYNTAX.has(key)) continue;
		const value = node[key];
		if (Array.isArray(value)) {
			for (const item of value) if (isNode(item)) yield [key, item];
		} else if (isNode(value)) yield [key, value];
	}
}
