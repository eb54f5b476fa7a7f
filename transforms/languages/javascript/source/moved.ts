/**
 * Do two texts differ in nothing but the specifiers of statements that stand on a line of their own? Most changes
 * are of this kind, and to see it costs a tenth of parsing the edited file.
 *
 *   import { a } from "./old";      import { a } from "../new/a";
 *   const { b } = require("old")    const { b } = require("@acme/new")
 *
 * Why that is enough: what changes is a run of characters between the same two quotes, and there is none among them
 * that ends a string, a template, a comment or the text of an element, whichever of these the line stands in.
 */

/** The statement up to its specifier's quote. */
const HEAD =
	/^\s*(?:import\s|(?:import|export)\s[^'"`/\\]*\bfrom\s|(?:const|let|var)\s[^'"`/\\()]*=\s*(?:await\s+)?(?:require|import)\()\s*$/;
const SPECIFIER = /^[\w@./-]+$/;
const TAIL = /^\)?\s*;?\s*$/;

export function onlySpecifiersMoved(before: string, after: string): boolean {
	const [then, now] = [before.split("\n"), after.split("\n")];
	return (
		then.length === now.length &&
		then.every((line, index) => {
			const other = now[index] as string;
			return line === other || isMoved(line, other);
		})
	);
}

function isMoved(before: string, after: string): boolean {
	const [head = "", then = "", tail = "", ...more] = before.split(/["']/);
	const quote = before[head.length] as string;
	const now = after.slice(head.length + 1, -(tail.length + 1));
	return (
		more.length === 0 &&
		HEAD.test(head) &&
		TAIL.test(tail) &&
		SPECIFIER.test(then) &&
		SPECIFIER.test(now) &&
		before === head + quote + then + quote + tail &&
		after === head + quote + now + quote + tail
	);
}
