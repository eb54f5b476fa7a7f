/**
 * What a lazy shim serves: which statements of a module bind names that it hands on, what it does besides, and from
 * which import path each name comes. A name whose way can't be told for sure stands against the whole mark.
 */
import type { Resolution } from "../../../core/proof.js";
import { sameEnd } from "../../../core/resolution.js";
import {
	replacementOf,
	type ShimContext,
	type ShimModule,
	type ShimOptions,
	type ShimSupport,
} from "../../../core/shims.js";
import type { ModuleId, SourceFile } from "../../../core/types.js";
import type { Served } from "./hook.js";
import type { Item } from "./inspect.js";
import { isStandard } from "./names.js";

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

/** Is the statement one that binds names which the hook serves from now on? */
export function isMoved(
	item: Item,
	{ items, context, module }: LazyInput,
): boolean {
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
export function impure({
	file,
	items,
	context,
	module,
}: LazyInput): string | null {
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

/** Where each name comes from now; a sentence when one of them can't be told. */
export function servedNames(input: LazyInput): readonly Served[] | string {
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
