/**
 * Another exported name at a place that keeps the module object: the key changes, what the file calls it does not.
 *
 *   ns.old -> ns.new      { old } = ns -> { new: old } = ns      ns['old'] -> ns['new']
 */
import type { Edit } from "../../../core/types.js";
import type { NameUse } from "./usage.js";

export function renameEdits(text: string, use: NameUse, name: string): Edit[] {
	if (name === use.name) return [];
	const { start, end } = use.key;
	if (use.shorthand) return [{ start, end: start, text: `${name}: ` }];
	const key = use.whole;
	// `{ Old: New }` reads `{ New }` after the rename.
	const value =
		use.how === "pattern" &&
		text.slice(end, key.end).match(/^\s*:\s*([\p{ID_Continue}$]+)$/u)?.[1];
	return value === name
		? [{ start, end: key.end, text: name }]
		: [{ start, end, text: name }];
}
