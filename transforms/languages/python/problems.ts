/**
 * Syntax problems of a file: what the scan could not read, and the error nodes of the tree. The tree flags three
 * valid files in a hundred (newer syntax, parenthesised `with`), so a problem counts only against the same file
 * before an edit.
 */
import type { Problem, SourceFile } from "../../core/types.js";
import { scanPython } from "./scan.js";
import { parsePython } from "./scope/parser.js";

export function pythonProblems(file: SourceFile): readonly Problem[] {
	const scan = scanPython(file.text);
	const problems: Problem[] = scan.problems.map(({ offset, message }) => ({
		offset,
		message,
	}));
	// The tree does not know PEP 810 yet: a lazy import more would be a problem more. The word goes, its width stays.
	let text = file.text;
	for (const { lazy, start } of scan.imports)
		if (lazy)
			text =
				text.slice(0, start) +
				text
					.slice(start)
					.replace(/^(lazy[ \t]+)(from|import)/, (_, word, keyword) =>
						keyword.padEnd(word.length + keyword.length),
					);
	parsePython(text).iterate({
		enter(node) {
			if (node.type.isError)
				problems.push({ offset: node.from, message: "a syntax error" });
		},
	});
	return problems.sort((a, b) => a.offset - b.offset);
}
