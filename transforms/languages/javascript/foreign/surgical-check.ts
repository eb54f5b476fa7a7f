/**
 * The check on a surgical write-back: its text must parse to the same program as the text that recast prints for
 * the same tree. What the printer is known to damage (directives that gain an empty statement, blanks in JSX text,
 * dropped import attributes, an import glued to the shebang) is not held against the write-back.
 */
import { isNode, type Node } from "./surgical-compare.js";

const NOT_COMPARED = new Set([
	"loc",
	"start",
	"end",
	"range",
	"extra",
	"raw",
	"tokens",
	"comments",
	"leadingComments",
	"trailingComments",
	"innerComments",
	"errors",
	"attributes",
	"assertions",
	"interpreter",
]);

const isEmpty = (value: unknown): boolean =>
	isNode(value) && value.type === "EmptyStatement";
const blanks = (text: unknown): string =>
	String(text).replace(/\s+/g, " ").trim();

/** Do two trees of one parser say the same? */
export function sameProgram(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (Array.isArray(a) && Array.isArray(b)) {
		const [x, y] = [a, b].map((list) => list.filter((item) => !isEmpty(item)));
		return (
			x?.length === y?.length &&
			(x ?? []).every((item, index) => sameProgram(item, y?.[index]))
		);
	}
	if (
		typeof a !== "object" ||
		typeof b !== "object" ||
		a === null ||
		b === null
	)
		return false;
	if (a instanceof RegExp) return String(a) === String(b);
	const [x, y] = [a, b] as [Node, Node];
	if (x.type === "JSXText")
		return y.type === "JSXText" && blanks(x.value) === blanks(y.value);
	if (x.type === "TemplateElement")
		return (
			y.type === "TemplateElement" &&
			blanks((x.value as Node).raw) === blanks((y.value as Node).raw)
		);
	const fields = new Set(
		[...Object.keys(x), ...Object.keys(y)].filter(
			(field) => !NOT_COMPARED.has(field),
		),
	);
	// A fresh `false`, `null` or absent field is how parsers and their plugins say the same thing.
	return [...fields].every(
		(field) =>
			(x[field] ?? null) === (y[field] ?? null) ||
			sameProgram(x[field], y[field]),
	);
}

/** recast glues the first statement to the shebang when the one that stood below it goes. */
export function ungluedShebang(source: string, printed: string): string {
	const shebang = /^\ufeff?#![^\r\n]*/.exec(source)?.[0];
	if (shebang === undefined || !printed.startsWith(shebang)) return printed;
	const rest = printed.slice(shebang.length);
	return rest === "" || /^\r?\n/.test(rest) ? printed : `${shebang}\n${rest}`;
}
