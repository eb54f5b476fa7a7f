/**
 * The names that a Python shim hands on, and the line of code to write instead of each.
 *
 *   WSM, from pkg.ws import WSM        Manager, from pkg.ws import WSM as Manager        ws, from pkg import ws
 */
import {
	replacementOf,
	type ShimContext,
	type ShimModule,
	type ShimSupport,
} from "../../../core/shims.js";
import type { ImportPath } from "../../../core/types.js";
import { STANDARD_LIBRARY } from "../modules/standard-library.js";
import type { Item } from "./inspect.js";

/** More names of one module than this are not listed: the line says NAME instead. */
const LISTED = 8;

/** Names that people use: what a star import brings, else every name that is bound and does not start with `_`. */
export function publicNames(
	{ id }: ShimModule,
	{ graph }: ShimContext,
	items: readonly Item[],
): readonly string[] {
	const tools = new Set(
		items.flatMap((item) =>
			item.kind === "import" &&
			(item.statement.kind === "import" || isStandard(item.statement.module))
				? item.statement.names.map(
						({ name, alias }) => alias?.name ?? name.split(".", 1)[0],
					)
				: [],
		),
	);
	const listed = graph.facts(id)?.listed ?? null;
	return [...graph.offered(id).names].filter(
		(name) => listed !== null || !tools.has(name),
	);
}

/** The one line that gives the same thing under the same name. */
export function replacementLine(name: string, target: ImportPath): string {
	const as = (found: string): string =>
		found === name ? name : `${found} as ${name}`;
	if (target.name !== null)
		return `from ${target.module} import ${as(target.name)}`;
	const dot = target.module.lastIndexOf(".");
	return dot < 0
		? `import ${as(target.module)}`
		: `from ${target.module.slice(0, dot)} import ${as(target.module.slice(dot + 1))}`;
}

/** Is it a module that comes with Python? Shims use those; they do not hand them on. */
export const isStandard = (module: string): boolean =>
	STANDARD_LIBRARY.has(module.split(".", 1)[0] ?? "");

export interface Replacements {
	/** One line for each module that names go to. */
	readonly lines: readonly string[];
	/** Names that nothing else gives. */
	readonly without: readonly string[];
}

/** What to write instead of importing these names from the shim. */
export function replacementLines(
	names: readonly string[],
	module: ShimModule,
	context: ShimContext,
	locate: ShimSupport["locate"],
): Replacements {
	const without: string[] = [];
	const byModule = new Map<string, string[]>();
	for (const name of names) {
		const target = replacementOf(name, module, context, locate);
		if (!target) {
			without.push(name);
			continue;
		}
		const line = replacementLine(name, target);
		const [, from = "", what = ""] = /^(.*?)import (.*)$/.exec(line) ?? [];
		const known = byModule.get(from);
		if (known) known.push(what);
		else byModule.set(from, [what]);
	}
	const lines = [...byModule].map(([from, all]) => {
		const renamed = all.filter((what) => what.includes(" as "));
		return all.length > LISTED
			? `${from}import ${["NAME", ...renamed].join(", ")}`
			: `${from}import ${all.join(", ")}`;
	});
	return { lines, without };
}
