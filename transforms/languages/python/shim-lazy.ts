/**
 * The lazy mark of a Python shim: no name stays bound, a module `__getattr__` (PEP 562) looks each up where it is now
 * and warns whoever asks, one warning for each importing line. What handed the names on stays for type checkers, below
 * `if TYPE_CHECKING:`.
 *
 * Invariant: each name is served from an import path that provably ends where the shim's own did. A module that does
 * more than hand names on is refused, for it would do it no longer, or still bind a name, which never warns then.
 */
import type { Resolution } from "../../core/proof.js";
import { sameEnd } from "../../core/resolution.js";
import {
	type Deprecation,
	MARKER,
	messagePrefix,
	replacementOf,
	type ShimContext,
	type ShimModule,
	type ShimOptions,
	type ShimSupport,
} from "../../core/shims.js";
import type { Edit, ModuleId, SourceFile } from "../../core/types.js";
import { afterNewline, isNewline, lineEnd } from "./chars.js";
import { hookCode, type Served } from "./shim-hook.js";
import type { Item } from "./shim-inspect.js";
import { isStandard } from "./shim-names.js";
import {
	headOf,
	inFile,
	insertion,
	isAlone,
	pyString,
	wholeLines,
} from "./shim-text.js";

export interface LazyInput {
	readonly file: SourceFile;
	readonly items: readonly Item[];
	readonly module: ShimModule;
	readonly context: ShimContext;
	readonly options: ShimOptions;
	readonly locate: ShimSupport["locate"];
	/** Is the name a submodule of the shim, where that is a package? */
	readonly submodule: (name: string) => ModuleId | null;
}

/** Throws nothing; what stands against it is the refusal. */
export function deprecateLazily(input: LazyInput): Deprecation {
	const { file, items, module, context, options } = input;
	const { text } = file;
	if (
		text.includes(`def __getattr__(name):  # ${MARKER}`) &&
		text.includes(messagePrefix(module.key))
	)
		return { edits: [], notes: [], refusal: null };
	const moved = items.filter((item) => isMoved(item, input));
	const touched = items.filter(
		(item) => moved.includes(item) || item.kind === "warning",
	);
	const why = impure(input) ?? layoutOf(touched, file);
	if (why !== null) return { edits: [], notes: [], refusal: why };
	const served = servedNames(input);
	if (typeof served === "string")
		return { edits: [], notes: [], refusal: served };

	const notes: string[] = [];
	const edits: Edit[] = [];
	for (const item of items) {
		const ours =
			item.kind === "import" &&
			text.slice(item.end, lineEnd(text, item.end)).includes(MARKER);
		if (item.kind !== "warning" && !ours) continue;
		edits.push({ ...removal(text, item), text: "" });
		if (item.kind === "warning")
			notes.push(
				`${file.path}:${item.line} warned when the module was loaded; each name does now`,
			);
	}
	// Before the blocks that need it, should both go to one place.
	if (!importsTypeChecking(items, moved)) {
		const head = insertion(
			text,
			items,
			headOf(items),
			`from typing import TYPE_CHECKING  # ${MARKER}\n`,
		);
		if (!head)
			return {
				edits: [],
				notes: [],
				refusal: crowded(file, headOf(items) ?? items[0]),
			};
		edits.push(head);
	}
	edits.push(...belowTypeChecking(text, moved, items));
	const listed = context.graph.facts(module.id)?.listed ?? null;
	const all =
		listed === null && !items.some(({ kind }) => kind === "all")
			? `__all__ = [${[...context.graph.offered(module.id).names].map(pyString).join(", ")}]\n\n\n`
			: "";
	edits.push(
		atEnd(
			text,
			all +
				hookCode(
					module,
					served,
					/(?:^|\/)__init__\.py$/.test(module.id),
					options,
				),
			all !== "",
		),
	);
	return { edits: joined(edits), notes, refusal: null };
}

/** Is the statement one that binds names which the hook serves from now on? */
function isMoved(item: Item, { items, context, module }: LazyInput): boolean {
	if (item.kind === "alias")
		return !keptNames(items, context, module).has(item.root);
	return item.kind === "import" && !isKept(item, context, module);
}

/** Imports of the shim's own tools: of the standard library, and not in `__all__`. */
function isKept(
	{ statement }: Item & { kind: "import" },
	{ graph }: ShimContext,
	{ id }: ShimModule,
): boolean {
	const listed = graph.facts(id)?.listed ?? [];
	if (statement.level > 0 || statement.star !== null) return false;
	const modules =
		statement.kind === "from"
			? [statement.module]
			: statement.names.map(({ name }) => name);
	return (
		modules.every(isStandard) &&
		!statement.names.some(({ name, alias }) =>
			listed.includes(alias?.name ?? name),
		)
	);
}

function keptNames(
	items: readonly Item[],
	context: ShimContext,
	module: ShimModule,
): ReadonlySet<string> {
	return new Set(
		items.flatMap((item) =>
			item.kind === "import" && isKept(item, context, module)
				? item.statement.names.map(
						({ name, alias }) =>
							alias?.name ?? (name.split(".", 1)[0] as string),
					)
				: [],
		),
	);
}

/** What the module does besides handing names on, in one sentence. */
function impure({ file, items, context, module }: LazyInput): string | null {
	const kept = keptNames(items, context, module);
	const others = items.flatMap((item) => {
		if (item.kind === "other") return [`line ${item.line} ${item.what}`];
		if (item.kind === "alias" && kept.has(item.root))
			return [`line ${item.line} makes ${item.names.join(", ")}`];
		if (item.kind === "import" && !isKept(item, context, module))
			for (const { name, alias } of item.statement.names)
				if (item.statement.kind === "import" && !alias && name.includes("."))
					return [`line ${item.line} binds a package by loading ${name}`];
		return [];
	});
	if (others.length > 0) {
		const shown = others.slice(0, 3).join("; ");
		const more = others.length > 3 ? `; and ${others.length - 3} more` : "";
		return `${file.path} does more than hand names on: ${shown}${more}; move that out, or mark it with --style eager`;
	}
	const { facts, offered } = {
		facts: context.graph.facts(module.id),
		offered: context.graph.offered(module.id),
	};
	const opaque = facts?.opaque[0];
	if (opaque) return `${file.path}:${opaque.line} ${opaque.what}`;
	if (!offered.complete)
		return `what ${file.path} offers can't be told: ${offered.why}`;
	return null;
}

function layoutOf(moved: readonly Item[], file: SourceFile): string | null {
	const found = moved.find(({ start, end }) => !isAlone(file.text, start, end));
	return found ? crowded(file, found) : null;
}

const crowded = ({ path }: SourceFile, item: Item | undefined): string =>
	`${path}:${item?.line ?? 1} shares its line with another statement; put them on lines of their own`;

/** Where each name comes from now; a sentence when one of them can't be told. */
function servedNames(input: LazyInput): readonly Served[] | string {
	const { items, module, context, locate, submodule, file } = input;
	const { graph, project } = context;
	const kept = keptNames(items, context, module);
	const facts = graph.facts(module.id);
	const names = new Set([
		...[...(facts?.exports ?? [])]
			.filter(([, bindings]) => bindings.some(({ typing }) => !typing))
			.map(([name]) => name),
		...graph.offered(module.id).names,
	]);
	const served: Served[] = [];
	for (const name of names) {
		if (kept.has(name) || /^__\w+__$/.test(name)) continue;
		const end = graph.resolve(module.id, name);
		const why =
			unserved(end) ??
			(submodule(name) === null ? null : "is the name of a submodule, too");
		if (why !== null)
			return `${file.path}: ${name} ${why}; mark it with --style eager`;
		// A submodule is an attribute of its package only when somebody has loaded it.
		const target =
			end.kind === "module"
				? { module: graph.display(end.module), name: null }
				: replacementOf(name, module, context, locate);
		const located = target && locate(target.module, module.id, project);
		if (
			!target ||
			!located ||
			!sameEnd(end, graph.resolveIn(located, target.name, module.id))
		)
			return `${file.path}: no import path is known that gives what ${name} is; mark it with --style eager`;
		served.push({ name, target });
	}
	return served.length > 0
		? served
		: `${module.key} hands nothing on from another module`;
}

/** Why a name can't be looked up at each access, or null. */
function unserved(end: Resolution): string | null {
	if (end.rebound)
		return "is rebound where it comes from, so the shim holds an earlier value";
	switch (end.kind) {
		case "ambiguous":
			return "comes from one of several places";
		case "unknown":
			return `can't be followed (${end.why})`;
		case "absent":
		case "no-module":
			return "works for nobody today";
		default:
			return null;
	}
}

/** The statement with its line, and with the blank line that set it apart. */
function removal(
	text: string,
	{ start, end }: Item,
): { readonly start: number; readonly end: number } {
	const lines = wholeLines(text, start, end);
	const next = lineEnd(text, lines.end);
	const blank =
		lines.end < text.length && text.slice(lines.end, next).trim() === "";
	return {
		start: lines.start,
		end: blank && next < text.length ? afterNewline(text, next) : lines.end,
	};
}

/** Indents the statements, each run of them below one header. */
function belowTypeChecking(
	text: string,
	moved: readonly Item[],
	items: readonly Item[],
): Edit[] {
	const edits: Edit[] = [];
	for (const item of moved) {
		const before = items[items.indexOf(item) - 1];
		const header =
			before && moved.includes(before)
				? ""
				: inFile(text, "if TYPE_CHECKING:\n");
		const at = item.start;
		edits.push({ start: at, end: at, text: `${header}    ` });
		for (let i = lineEnd(text, at); i < item.end; i = lineEnd(text, i)) {
			i = afterNewline(text, i);
			if (i < item.end && !isNewline(text.charCodeAt(i)))
				edits.push({ start: i, end: i, text: "    " });
		}
	}
	return edits;
}

function importsTypeChecking(
	items: readonly Item[],
	moved: readonly Item[],
): boolean {
	return items.some(
		(item) =>
			item.kind === "import" &&
			item.statement.module === "typing" &&
			item.start < (moved[0]?.start ?? 0) &&
			item.statement.names.some(
				({ name, alias }) => name === "TYPE_CHECKING" && !alias,
			),
	);
}

function atEnd(text: string, code: string, list: boolean): Edit {
	const closed = isNewline(text.charCodeAt(text.length - 1));
	const gap = `${closed ? "" : "\n"}${list ? "\n" : "\n\n"}`;
	return {
		start: text.length,
		end: text.length,
		text: inFile(text, gap + code),
	};
}

/** Insertions at one place, and what is inserted where something goes, are one edit each. */
function joined(edits: readonly Edit[]): readonly Edit[] {
	const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
	const result: Edit[] = [];
	for (const edit of sorted) {
		const last = result.at(-1);
		if (
			last &&
			edit.start <= last.end &&
			last.start <= edit.start &&
			edit.end >= last.end
		)
			result[result.length - 1] = {
				start: last.start,
				end: edit.end,
				text: last.text + edit.text,
			};
		else result.push(edit);
	}
	return result;
}
