/**
 * The run-time warning of a script that is a shim: one `console.warn` at the end of the file. A module runs once, so
 * it warns once, whoever loads it first; the constant prefix lets a filter tell it from others.
 */
import {
	messagePrefix,
	type ShimModule,
	type ShimOptions,
	warningText,
} from "../../../core/shims.js";
import { lineEnding } from "../../../core/text-edits.js";
import type { Edit, SourceFile } from "../../../core/types.js";

export function runtimeWarning(
	{ text, path }: SourceFile,
	module: ShimModule,
	lines: readonly string[],
	{ removeIn }: ShimOptions,
): { readonly edits: readonly Edit[]; readonly notes: readonly string[] } {
	if (/\.d(?:\.[^./]+)?\.[cm]?ts$/.test(path))
		return {
			edits: [],
			notes: [`${path} declares and never runs; it can't warn at run time`],
		};
	if (lines.length > 0 && lines.every((line) => line.startsWith("import type")))
		return {
			edits: [],
			notes: [`${path} hands on types only; nothing loads it at run time`],
		};
	if (text.includes(messagePrefix(module.key))) return { edits: [], notes: [] };
	const parts = warningText(module, lines, removeIn).map((part) =>
		JSON.stringify(part),
	);
	const eol = lineEnding(text);
	const code = [
		"console.warn(",
		...parts.map(
			(part, i) => `\t${part}${i === parts.length - 1 ? "," : " +"}`,
		),
		");",
		"",
	].join(eol);
	const gap = text.endsWith("\n") ? eol : eol + eol;
	return {
		edits: [{ start: text.length, end: text.length, text: gap + code }],
		notes: [],
	};
}
