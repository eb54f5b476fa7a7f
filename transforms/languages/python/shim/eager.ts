/**
 * The eager mark of a Python shim: one `warnings.warn` at module scope, after the docstring and the `__future__`
 * imports. `stacklevel=2` blames the importing line (frames of the import system do not count); it fires once for
 * each process, for the first importer, and for all of them under `-W error`.
 *
 * The import of `warnings` must not show: without `__all__` a star import would hand it on, so it is bound to a name
 * with an underscore then, and to one that the module does not use.
 */
import {
	type Deprecation,
	MARKER,
	messagePrefix,
	type ShimContext,
	type ShimModule,
	type ShimOptions,
	type ShimSupport,
	warningText,
} from "../../../core/shims.js";
import type { Edit, SourceFile } from "../../../core/types.js";
import type { Item } from "./inspect.js";
import { publicNames, replacementLines } from "./names.js";
import { headOf, inFile, insertion, isAlone, pyString } from "./text.js";

export function deprecateEagerly(
	file: SourceFile,
	items: readonly Item[],
	module: ShimModule,
	context: ShimContext,
	options: ShimOptions,
	locate: ShimSupport["locate"],
): Deprecation {
	const { text } = file;
	const names = publicNames(module, context, items).filter(
		(name) => !options.silent.includes(name),
	);
	const { lines, without } = replacementLines(names, module, context, locate);
	const notes = [...notesOn(without, module, file)];
	if (lines.length === 0)
		return refuse(`${module.key} hands nothing on from another module`, notes);

	const ours = items.find(
		(item) =>
			item.kind === "warning" &&
			text.slice(item.start, item.end).includes(messagePrefix(module.key)),
	);
	const theirs = items.find((item) => item.kind === "warning");
	if (!ours && theirs) {
		const code = text.slice(theirs.start, theirs.end);
		const blame = /\bstacklevel\s*=/.test(code)
			? ""
			: ", without stacklevel=2, so it blames the shim and not the importer";
		return {
			edits: [],
			notes: [
				...notes,
				`${file.path}:${theirs.line} warns already${blame}; it is kept`,
			],
			refusal: null,
		};
	}
	const call = (callee: string): string =>
		warning(callee, warningText(module, lines, options.removeIn));
	if (ours) {
		const callee = /^[\w.]+/.exec(text.slice(ours.start))?.[0] ?? "";
		const now = inFile(text, call(callee));
		const same = now === text.slice(ours.start, ours.end);
		const edit = { start: ours.start, end: ours.end, text: now };
		return { edits: same ? [] : [edit], notes, refusal: null };
	}
	const edit = freshWarning(text, items, call, module, context);
	return edit
		? { edits: [edit], notes, refusal: null }
		: refuse(
				`${file.path}:${headOf(items)?.line ?? 1} shares its line with another statement; put them on lines of their own`,
				notes,
			);
}

const refuse = (refusal: string, notes: readonly string[]): Deprecation => ({
	edits: [],
	notes,
	refusal,
});

function notesOn(
	without: readonly string[],
	{ key }: ShimModule,
	{ path }: SourceFile,
): readonly string[] {
	return without.length === 0
		? []
		: [`${path}: nothing but ${key} gives ${without.join(", ")}`];
}

/** With `warnings` as the module has it at its top already, or with an import of its own. */
function freshWarning(
	text: string,
	items: readonly Item[],
	call: (callee: string) => string,
	module: ShimModule,
	context: ShimContext,
): Edit | null {
	const head = headOf(items);
	const known = items.find(
		(item) =>
			item.kind === "import" &&
			item.statement.kind === "import" &&
			item.statement.names.some(
				({ name, alias }) => name === "warnings" && alias === null,
			) &&
			isAlone(text, item.start, item.end),
	);
	if (known) return insertion(text, items, known, `${call("warnings.warn")}\n`);
	const name = freeName(module, context);
	const as = name === "warnings" ? "" : ` as ${name}`;
	const lines = `import warnings${as}  # ${MARKER}\n\n${call(`${name}.warn`)}\n`;
	return insertion(text, items, head, lines);
}

function freeName({ id }: ShimModule, { graph }: ShimContext): string {
	const facts = graph.facts(id);
	const taken = (name: string): boolean =>
		facts?.exports.has(name) === true ||
		graph.offered(id).names.has(name) ||
		(facts?.readLate.has(name) ?? false);
	const listed = facts?.listed != null;
	return (
		["warnings", "_warnings"]
			.slice(listed ? 0 : 1)
			.find((name) => !taken(name)) ?? "_onepath_warnings"
	);
}

function warning(callee: string, parts: readonly string[]): string {
	return [
		`${callee}(`,
		...parts.map(
			(part, i) => `    ${pyString(part)}${i === parts.length - 1 ? "," : ""}`,
		),
		"    DeprecationWarning,",
		"    stacklevel=2,",
		")",
	].join("\n");
}
