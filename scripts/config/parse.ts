/**
 * A config's text to plain data, with the place of every value kept, so that whatever is found wrong later can
 * say `file:line:col`. JSON with comments and trailing commas. Objects have no prototype, a key that occurs twice
 * is an error (JSON would silently take the last), and so is `__proto__`.
 */
import {
	findNodeAtLocation,
	type Node,
	type ParseError,
	parseTree,
	printParseErrorCode,
} from "jsonc-parser";
import { OnepathError } from "../../transforms/core/errors.js";

export type Json =
	| null
	| boolean
	| number
	| string
	| Json[]
	| { [key: string]: Json };

export interface Parsed {
	readonly value: Json;
	/** `file:line:col` of the value at a path of keys and indices; of the key itself with `key`. */
	at(path: readonly (string | number)[], key?: string): string;
}

/** What jsonc-parser found, and what to do; its codes have no sentences. */
const SYNTAX: Readonly<Record<string, string>> = {
	InvalidSymbol: "this is not JSON; put strings and keys in double quotes",
	InvalidNumberFormat: "this is not a number; correct it",
	PropertyNameExpected: "a key in double quotes is expected here",
	ValueExpected: "a value is expected here",
	ColonExpected: "a colon is expected here",
	CommaExpected: "a comma is expected here",
	CloseBraceExpected: "an object is not closed; add }",
	CloseBracketExpected: "a list is not closed; add ]",
	EndOfFileExpected: "something follows the end of the config; remove it",
	UnexpectedEndOfComment: "a comment is not closed; add */",
	UnexpectedEndOfString: 'a string is not closed; add "',
};

/** Throws `config` with the first thing that is wrong. `name` is the file as messages show it. */
export function parseConfig(text: string, name: string): Parsed {
	const errors: ParseError[] = [];
	const root = tree(text, name, errors);
	const [error] = errors;
	if (error || !root) {
		const what = error && SYNTAX[printParseErrorCode(error.error)];
		throw new OnepathError(
			"config",
			`${place(text, name, error?.offset ?? 0)} ${what ?? "this is not JSON; correct it"}`,
		);
	}
	const fail = (offset: number, message: string): never => {
		throw new OnepathError("config", `${place(text, name, offset)} ${message}`);
	};
	return {
		value: toValue(root, fail),
		at(path, key) {
			const node = findNodeAtLocation(root, [...path]) ?? root;
			const property = key === undefined ? undefined : keyNode(node, key);
			return place(text, name, (property ?? node).offset);
		},
	};
}

function tree(
	text: string,
	name: string,
	errors: ParseError[],
): Node | undefined {
	try {
		return parseTree(text, errors, { allowTrailingComma: true });
	} catch (error) {
		// The parser goes down with every bracket, and nothing of ours is nested deeper than a few times.
		if (error instanceof RangeError)
			throw new OnepathError("config", `${name}:1:1 it is nested too deeply`);
		throw error;
	}
}

function toValue(
	node: Node,
	fail: (offset: number, message: string) => never,
): Json {
	if (node.type === "array")
		return (node.children ?? []).map((child) => toValue(child, fail));
	if (node.type !== "object") return node.value as Json;
	const object: { [key: string]: Json } = Object.create(null);
	for (const property of node.children ?? []) {
		const [key, value] = property.children ?? [];
		if (!key || !value) continue;
		const name = key.value as string;
		if (name === "__proto__")
			fail(key.offset, "__proto__ can not be a key; remove it");
		if (name in object)
			fail(key.offset, `"${name}" occurs twice in this object; keep one`);
		object[name] = toValue(value, fail);
	}
	return object;
}

function keyNode(node: Node, key: string): Node | undefined {
	return node.children
		?.map((property) => property.children?.[0])
		.find((name) => name?.value === key);
}

function place(text: string, name: string, offset: number): string {
	const before = text.slice(0, offset).split(/\r\n|\r|\n/);
	return `${name}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
