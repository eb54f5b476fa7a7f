/**
 * One place that knows the parsers. oxc-parser reads everything but Flow; a file with the `@flow` pragma that oxc
 * can't read goes to Flow's parser, which jscodeshift brings. Both are loaded by the first file that needs them.
 *
 * Offsets are UTF-16 units of the text as it is, byte order mark included: oxc refuses a shebang after a mark
 * (Node and TypeScript drop the mark first), so mark and `#!` are blanked to characters of the same width.
 */
import { createRequire } from "node:module";
import type { EcmaScriptModule, ParseResult, ParserOptions } from "oxc-parser";
import type { Problem, SourceFile } from "../../../core/types.js";
import { tooDeep } from "./nesting.js";
import { isNode, type Node, walk } from "./tree.js";

export interface Comment {
	/** `//` or a block; a shebang is a line. */
	readonly type: "Line" | "Block";
	readonly value: string;
	readonly start: number;
	readonly end: number;
}

export interface Parsed {
	/** Import and export records; null where only the tree tells (Flow). */
	readonly records: EcmaScriptModule | null;
	/** The whole tree, made when it is asked for. */
	readonly program: Node;
	readonly comments: readonly Comment[];
	readonly problems: readonly Problem[];
}

const require = createRequire(import.meta.url);

/** How an ending is read. `.js` may hold JSX; `.mts` and `.cts` may not, as in TypeScript. */
const LANGUAGES: readonly (readonly [
	RegExp,
	NonNullable<ParserOptions["lang"]>,
])[] = [
	[/\.d(?:\.[^./]+)?\.[cm]?ts$/, "dts"],
	[/\.[cm]?ts$/, "ts"],
	[/\.tsx$/, "tsx"],
	[/./, "jsx"],
];

let last: { readonly file: SourceFile; readonly parsed: Parsed } | null = null;

/** Never throws: what can't be read has no records, an empty program and its problems. */
export const parse = (file: SourceFile): Parsed => parseWith(file, whole);

/**
 * As `parse`, for who asks few files for their trees: the others cost half of the time, and a file that is asked half as
 * much again. The parser keeps what nobody takes until the event loop turns, so that has to happen now and then.
 */
export const parseRecords = (file: SourceFile): Parsed =>
	parseWith(file, recordsFirst);

function parseWith(file: SourceFile, read: Read): Parsed {
	// The scan, the facts and the scope of a file are asked for one after the other.
	if (last?.file === file) return last.parsed;
	const deep = tooDeep(file.text);
	if (deep !== null) return unread(deep, "nested too deeply to be read");
	const parsed = parseOxc(file, read);
	const flow =
		parsed.problems.length > 0 && isFlow(file) ? parseFlow(file) : null;
	last = { file, parsed: flow ?? parsed };
	return last.parsed;
}

function unread(offset: number, message: string): Parsed {
	return {
		records: null,
		program: { type: "Program", start: 0, end: 0, body: [] } as Node,
		comments: [],
		problems: [{ offset, message }],
	};
}

type Answer = Pick<ParseResult, "module" | "comments" | "errors"> & {
	readonly program: unknown;
};
type Read = (path: string, text: string, options: ParserOptions) => Answer;

const whole: Read = (path, text, options) => {
	const { parseSync } = require("oxc-parser") as typeof import("oxc-parser");
	return parseSync(path, text, options);
};

/**
 * The parser writes its tree as JSON, ten times the text, and to write it and to take it over is most of its time. The
 * package takes it at once, the binding below it when it is asked; without TypeScript's types it is shorter.
 */
const recordsFirst: Read = (path, text, options) => {
	const { parseSync } =
		require("oxc-parser/src-js/bindings") as typeof import("oxc-parser");
	const result = parseSync(path, text, { ...options, astType: "js" });
	// Each is handed over once.
	const { module, comments, errors } = result;
	return {
		module,
		comments,
		errors,
		get program() {
			return whole(path, text, options).program;
		},
	};
};

function parseOxc(file: SourceFile, readWith: Read): Parsed {
	const path = file.path.toLowerCase();
	const lang = LANGUAGES.find(([ending]) => ending.test(path))?.[1] ?? "jsx";
	const text = file.text
		.replace(/^(\uFEFF?)#!/, "$1//")
		.replace(/^\uFEFF/, " ");
	const read = (sourceType: NonNullable<ParserOptions["sourceType"]>): Answer =>
		readWith(file.path, text, { lang, sourceType, preserveParens: false });
	let result = read(
		/\.c[jt]s$/.test(path)
			? "commonjs"
			: /\.m[jt]s$/.test(path)
				? "module"
				: "unambiguous",
	);
	// `return` at the top of a script is CommonJS's function body showing through.
	if (result.errors.length > 0 && !result.module.hasModuleSyntax) {
		const commonjs = read("commonjs");
		if (commonjs.errors.length < result.errors.length) result = commonjs;
	}
	const problems = result.errors
		.filter((error) => error.severity === "Error")
		.map((error) => ({
			offset: error.labels[0]?.start ?? 0,
			message: error.message,
		}));
	let program: Node | null = null;
	return {
		records: result.module,
		get program() {
			program ??= result.program as Node;
			return program;
		},
		comments: result.comments,
		problems,
	};
}

/** The pragma stands in a comment at the head of the file: https://flow.org/en/docs/usage/ */
function isFlow(file: SourceFile): boolean {
	return (
		/\.(?:[cm]?js|jsx|flow)$/.test(file.path) &&
		/^\s*(?:\/[/*]|\*).*@flow\b/m.test(file.text.slice(0, 5000))
	);
}

function parseFlow(file: SourceFile): Parsed | null {
	const getParser = require("jscodeshift/src/getParser") as (name: string) => {
		parse(text: string): unknown;
	};
	let tree: unknown;
	try {
		tree = getParser("flow").parse(file.text.replace(/^\uFEFF/, " "));
	} catch {
		return null;
	}
	if (!isNode(tree)) return null;
	const program = (isNode(tree.program) ? tree.program : tree) as Node;
	walk(program, (node) => {
		place(node);
		return undefined;
	});
	const comments = ((program.comments ?? tree.comments ?? []) as Comment[]).map(
		(comment) => place(comment),
	);
	return { records: null, program, comments, problems: [] };
}

/** Flow's nodes say where they stand by `range`. */
function place<T extends object>(node: T): T {
	const [start, end] = (node as { range?: [number, number] }).range ?? [0, 0];
	return Object.assign(node, { start, end });
}
