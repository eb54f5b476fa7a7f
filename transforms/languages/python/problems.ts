/**
 * Syntax problems of a file: what the scan could not read, and the error nodes of the tree. The tree flags three
 * valid files in a hundred (newer syntax, parenthesised `with`), so a problem counts only against the same file
 * before an edit.
 */
import type { Problem, SourceFile } from "../../core/types.js";
import { parsePython } from "./parser.js";
import { scanPython } from "./scan.js";

export function pythonProblems(file: SourceFile): readonly Problem[] {
	const problems: Problem[] = scanPython(file.text).problems.map(
		({ offset, message }) => ({ offset, message }),
	);
	parsePython(file.text).iterate({
		enter(node) {
			if (node.type.isError)
				problems.push({ offset: node.from, message: "a syntax error" });
		},
	});
	return problems.sort((a, b) => a.offset - b.offset);
}
