/**
 * Do two texts of a file differ in nothing but import statements, as far as syntax goes? Then an edit from one to
 * the other can't have broken the file, and its tree need not be made to see that.
 *
 *   from a import X, Y        from a import Y
 *   f(X)                      from b import X
 *                             f(X)              yes
 *
 * In both texts each import that the scan reads becomes one mark, and a line of nothing but a mark that follows a
 * line of nothing but a mark, in the same indentation, is left out. Texts that are then equal have the same tokens
 * but for imports that stand where another import stood (or beside one), and an import is one simple statement.
 */
import { scanPython } from "../scan.js";
import type { ImportStatement, Scan } from "./syntax.js";

const MARK = "\0";
/** What the scan takes for a name, and the language does not (reference, 2.3.1). */
const KEYWORD =
	/^(?:False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)$/;
/** Lines of a mark alone, the first of which starts its logical line. */
const MARKED_LINES =
	/(?<=^|[^\\\r\n](?:\r\n|[\r\n])+)([ \t\f]*)\0(?:(?:\r\n|[\r\n])+\1\0(?=[\r\n]|$))+/g;

/** False also for what can't be told: a problem of the scan, a keyword for a name. */
export function differInImportsOnly(before: string, after: string): boolean {
	const old = scanPython(before);
	const now = scanPython(after);
	return (
		old.problems.length === 0 &&
		now.problems.length === 0 &&
		!now.imports.some(hasKeyword) &&
		skeleton(before, old) === skeleton(after, now)
	);
}

function hasKeyword({ module, names }: ImportStatement): boolean {
	return (
		module.split(".").some((segment) => KEYWORD.test(segment)) ||
		names.some(
			({ name, alias }) =>
				name.split(".").some((segment) => KEYWORD.test(segment)) ||
				(alias !== null && KEYWORD.test(alias.name)),
		)
	);
}

function skeleton(text: string, scan: Scan): string {
	let result = "";
	let at = 0;
	let comment = 0;
	for (const { start, end } of scan.imports) {
		result += text.slice(at, start) + MARK;
		at = end;
		// A comment behind the import goes with it.
		while ((scan.comments[comment]?.start ?? Infinity) < end) comment++;
		const next = scan.comments[comment];
		if (next && /^[ \t\f]*$/.test(text.slice(end, next.start))) at = next.end;
	}
	return (result + text.slice(at)).replace(MARKED_LINES, `$1${MARK}`);
}
