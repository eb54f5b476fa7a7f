/**
 * What files take out of the modules that they hold. Only the graph knows which of the names that a file binds are
 * modules, so those files are asked a second time when the paths of their imports are known.
 *
 *   import p.m as m; m.A.run()      ->   path p.m:A, form attribute
 *   m.__name__   m.not_there        ->   nothing: the module does not offer it
 */
import type { Resolution } from "../resolution.js";
import type { ModuleId } from "../types.js";
import type { Collector, FoundPath } from "./collect.js";
import type { Leads, Member, RawUse } from "./record.js";

/** Forms that bind a variable to what they name. */
const BINDS: ReadonlySet<RawUse["form"]> = new Set<RawUse["form"]>([
	"from",
	"relative",
	"module",
	"dotted",
	"require",
]);

/**
 * Does it bind a variable to the very module? What a module hands on as a namespace of its own is a name of that
 * module, and whoever takes something out of it names no other.
 */
export const isHeld = ({ form }: RawUse, { name, end }: FoundPath): boolean =>
	name === null && end.kind === "module" && BINDS.has(form);

/** `held`: the uses of the file that hold a module. */
export function* takenOut(
	held: readonly RawUse[],
	file: ModuleId,
	collector: Collector,
): Generator<{
	readonly path: FoundPath;
	readonly use: Pick<RawUse, "specifier" | "line" | "column" | "time">;
}> {
	const { support, project } = collector.source;
	const text = project.read(file);
	if (!text) return;
	const leads: Leads = (from, chain) =>
		taken(from, chain, file, collector) !== null;
	for (const member of support.members(text, held, leads)) {
		const { specifier, chain, time } = member;
		const names = chain.map(({ name }) => name);
		const found = taken(member, names, file, collector);
		const at = found && chain[found.index];
		if (at)
			yield {
				path: found.path,
				use: { specifier, line: at.line, column: at.column, time },
			};
	}
}

/**
 * The first of the chain that is no module. Null where there is none, and where the module does not offer it: it
 * may have been put there, or be one that all modules have.
 */
function taken(
	{ specifier, name }: Pick<Member, "specifier" | "name">,
	chain: readonly string[],
	file: ModuleId,
	collector: Collector,
): { readonly path: FoundPath; readonly index: number } | null {
	let at = collector.from(specifier, name, file);
	for (const [index, next] of chain.entries()) {
		if (at?.end.kind !== "module") return null;
		const path = collector.path(at.end.module, next);
		if (!isOffered(path.end)) return null;
		if (path.end.kind !== "module") return { path, index };
		at = path;
	}
	return null;
}

const isOffered = ({ kind, chain }: Resolution): boolean =>
	kind !== "absent" &&
	kind !== "no-module" &&
	kind !== "unknown" &&
	// What the language gives to every module is bound by none.
	!(kind === "definition" && chain.length === 0);
