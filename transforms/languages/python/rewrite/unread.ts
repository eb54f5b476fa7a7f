/**
 * The places of a file that the scan could not read and that may name a legacy module: a broken import statement,
 * or all that stands behind a string that never ends. What can be read of such a file is handled; these places are
 * reported, or a gate would pass them.
 *
 *   from acme.old import (A, B      # never closed: no import statement, and no reference either
 */
import type { RuleSet } from "../../../core/rules.js";
import type { FileFailure, Reference } from "../../../core/types.js";
import type { Sift } from "../source/sift.js";
import type { PythonFile } from "./file.js";

const NEWLINE = /[\r\n]/g;

export interface Unread {
	readonly reference: Reference;
	readonly failure: FileFailure;
}

/** `names`: could this text name a legacy module for another reason than an import or a chain? */
export function unreadPlaces(
	file: PythonFile,
	rules: RuleSet,
	sift: Sift,
	names: (text: string) => boolean,
): readonly Unread[] {
	const places: Unread[] = [];
	for (const { offset, message, recovered } of file.scan.problems) {
		NEWLINE.lastIndex = offset;
		const end = recovered
			? (NEWLINE.exec(file.text)?.index ?? file.text.length)
			: file.text.length;
		const text = file.text.slice(offset, end);
		const rule = rules.rules.find(({ from }) =>
			text.includes(from.slice(from.lastIndexOf(".") + 1)),
		);
		if (rule === undefined || !sift.passes(file.path, text, names)) continue;
		const { line, column } = file.position(offset);
		places.push({
			reference: {
				path: file.path,
				start: offset,
				end,
				line,
				column,
				form: "from",
				rule: rule.id,
				legacy: { module: rule.from, name: null },
				canonical: null,
				outcome: "refuse",
				verdict: "unknown",
				reason: "unreadable",
				detail: `${message}, and it may name ${rule.from}`,
				chain: [],
				change: null,
			},
			failure: {
				path: file.path,
				message: `${line}:${column} ${message}; correct it and run again`,
			},
		});
	}
	return places;
}
