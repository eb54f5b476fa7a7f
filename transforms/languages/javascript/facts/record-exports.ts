/**
 * The exports of an ES module from its module records, without its tree, which costs ten times as much: names
 * that are handed on are in the records, and a declaration says by its first words what it makes. Where only the
 * tree can tell, the answer is null.
 *
 *   export { A } from './m';  export class B {}  export const c = [1];     told
 *   export const d = A;       const e = ...; export { e };                 not told
 */
import type { EcmaScriptModule, StaticExport } from "oxc-parser";
import type { Binding } from "../../../core/facts.js";
import { DEFINED, Draft } from "./draft.js";

type Entry = StaticExport["entries"][number];
type Define = Binding & { readonly kind: "define" };

/** What declarations make, by the words that they start with (behind `export`, `default`, `declare`). */
const DECLARES: readonly (readonly [RegExp, Define["what"], boolean])[] = [
	[/^(?:async\s+)?function\b/, "function", false],
	[/^(?:abstract\s+)?class\b/, "class", false],
	[/^(?:interface|type)\s/, "type", true],
	[/^(?:const\s+)?enum\s/, "value", false],
	[/^(?:namespace|module)\s/, "value", false],
];
const HEAD = /^export\s+(?:default\s+)?(?:declare\s+)?/;
const VARIABLE = /^(?:const|let|var)\s/;
// A value that can be the name of something else, or a module: told by the tree. An annotation makes it one of its
// own (`declared.ts`).
const MAY_HAND_ON =
	/^(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*(?:[^=:\s]|=(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*(?:require\b|_*(?:importStar|interop)|\(*\s*[\p{ID_Start}$_][\p{ID_Continue}$.?!]*\s*(?:[;,\n\r\]]|\)+(?!\s*(?:=>|:))|\[|$|as\b|satisfies\b)))/u;

/** Exports and stars of the module; null where a name needs the tree. */
export function exportsTold(
	records: EcmaScriptModule,
	text: string,
): Draft | null {
	const draft = new Draft(text);
	for (const { start, entries } of records.staticExports)
		for (const entry of entries) {
			const { moduleRequest, importName, exportName, isType } = entry;
			if (moduleRequest && importName.kind === "AllButDefault") {
				draft.star(moduleRequest.value, start, isType);
				continue;
			}
			const name =
				exportName.kind === "Default" ? "default" : (exportName.name ?? "");
			if (moduleRequest)
				draft.export(
					name,
					{
						kind: "import",
						specifier: moduleRequest.value,
						name:
							importName.kind === "Name" ? (importName.name as string) : null,
					},
					entry.start,
					isType,
				);
			else if (!declared(entry, name, text, start, draft)) return null;
		}
	return draft;
}

/** Adds what an export declaration makes; false where its first words do not say. */
function declared(
	entry: Entry,
	name: string,
	text: string,
	start: number,
	draft: Draft,
): boolean {
	const local = entry.localName;
	if (!text.startsWith("export", start)) return false;
	const statement = text.slice(start, Math.max(entry.end, start + 80));
	const head = HEAD.exec(statement)?.[0];
	if (head === undefined) return false;
	const rest = statement.slice(head.length);
	const found = DECLARES.find(([words]) => words.test(rest));
	if (!found) {
		if (!VARIABLE.test(rest) || local.end === null) return false;
		if (MAY_HAND_ON.test(text.slice(local.end, local.end + 400))) return false;
		draft.export(name, DEFINED, start + head.length);
		return true;
	}
	const [, what, typing] = found;
	const made = { kind: "define", what } as const;
	if (name !== "default") draft.export(name, made, start + head.length, typing);
	else if (local.kind === "Name" && local.name !== null) {
		draft.local(local.name, made, start, typing);
		draft.export(name, { kind: "alias", of: local.name }, start, typing);
	} else draft.export(name, made, start, typing);
	return true;
}
