/**
 * Imports that TypeScript certainly drops, told without the tree: none of the names that they bind stands anywhere
 * else in the file. Generated code and unfinished refactorings have thousands of them, and each looks like an edge
 * of an import cycle until the tree, for which the file is read and parsed again, says that it is none.
 *
 *   import { A } from './a';                    dropped: nothing else spells `A`
 *   import { B } from './b'; let b: B;          not told: the tree knows that `B` is a type there
 */
import type { EcmaScriptModule } from "oxc-parser";

// `require` may load the module all the same, `export {} from` does, and escapes spell names in other ways.
const UNSURE = /[rR]equire\b|\\u|\bexport\s*\{\s*[}/]/;
const NAME_PART = /[\w$\x80-\uffff]/;

/** The specifiers of which every statement is dropped. Of a TypeScript file without problems. */
export function droppedImports(
	{ staticImports, staticExports }: EcmaScriptModule,
	text: string,
): ReadonlySet<string> {
	if (staticImports.length === 0 || UNSURE.test(text)) return NONE;
	const dropped = new Set<string>();
	const kept = new Set<string>();
	for (const statement of staticImports) {
		const { entries, moduleRequest } = statement;
		const isDropped =
			entries.length > 0 &&
			entries.every(
				({ isType, localName }) =>
					isType || !isSpelled(localName.value, text, statement),
			);
		(isDropped ? dropped : kept).add(moduleRequest.value);
	}
	for (const { entries } of staticExports)
		for (const { moduleRequest, isType } of entries)
			if (moduleRequest && !isType) kept.add(moduleRequest.value);
	for (const specifier of kept) dropped.delete(specifier);
	return dropped;
}

const NONE: ReadonlySet<string> = new Set();

/** Does the name stand outside of the statement? JSX calls `React` without spelling it. */
function isSpelled(
	name: string,
	text: string,
	{ start, end }: { readonly start: number; readonly end: number },
): boolean {
	if (name === "React") return true;
	for (
		let at = text.indexOf(name);
		at >= 0;
		at = text.indexOf(name, at + name.length)
	)
		if (
			(at < start || at >= end) &&
			!NAME_PART.test(text[at - 1] ?? " ") &&
			!NAME_PART.test(text[at + name.length] ?? " ")
		)
			return true;
	return false;
}
