/**
 * A package attribute hides the submodule of its name. Whoever goes by the attribute gets the other thing: `from p
 * import manager`, but `import p.manager as m` and `p.manager.X` behind `import p.manager` as well (language
 * reference 5.4.2 and 7.11). Only the table of loaded modules has the module under its name.
 *
 *   p/__init__.py: from .manager import manager      p.manager is a function
 */
import { describeEnd, type Graph } from "../../../core/proof.js";
import type { ModuleId } from "../../../core/types.js";
import { lastOf, parentOf } from "./file.js";
import type { Legacy, LegacyModules } from "./legacy.js";

export interface Hidden {
	readonly how: string;
	/** What the name is can't be read: it may be the module. */
	readonly unread: boolean;
}

/** What the attribute `module` of its package is instead of the module, or null when it is the module. */
export function hiddenBy(
	legacyModules: LegacyModules,
	from: ModuleId,
	module: string,
	id: ModuleId | null,
): Hidden | null {
	const { graph } = legacyModules;
	const owner = legacyModules.locate(parentOf(module), from);
	if (owner === null) return null;
	const end = graph.resolve(owner, lastOf(module));
	const other = (how: string): Hidden => ({
		how: `${module} is ${how}`,
		unread: false,
	});
	switch (end.kind) {
		case "module":
			return end.module === id
				? null
				: other(`module ${graph.display(end.module)}`);
		// The legacy module is gone, and its package does not have the name either: the import fails as a module's. Or
		// the package deletes its attribute, and the import takes the module from the table of loaded ones.
		case "absent":
		case "external":
			return null;
		case "definition":
			return other(`${graph.display(end.module)}:${end.name}`);
		default:
			return {
				how: `${module} is not known to be the module: ${describeEnd(end, graph.display)}`,
				unread: true,
			};
	}
}

/**
 * What stands in the way of a dotted name that is followed attribute by attribute. An import of the module itself
 * makes it its package's attribute, unless it was loaded before the package bound the name to something else.
 */
export function hiddenOnTheWay(
	legacyModules: LegacyModules,
	from: ModuleId,
	legacy: Legacy,
): Hidden | null {
	if (legacy.id === null) return null;
	const { graph } = legacyModules;
	const segments = legacy.written.split(".");
	for (let length = 2; length <= segments.length; length++) {
		const module = segments.slice(0, length).join(".");
		const owner = legacyModules.locate(parentOf(module), from);
		const id = legacyModules.locate(module, from);
		if (owner === null || id === null) continue;
		const found = hiddenBy(legacyModules, from, module, id);
		// A `__getattr__` is asked for what is no attribute, and the import has made it one.
		const bound = !found?.unread || bindsItself(graph, owner, lastOf(module));
		if (!found || !bound) continue;
		return graph.loadPath(owner, id)
			? found
			: { how: `${found.how} until something loads it`, unread: true };
	}
	return null;
}

const bindsItself = (graph: Graph, owner: ModuleId, name: string): boolean =>
	graph
		.facts(owner)
		?.exports.get(name)
		?.some((b) => !(b.kind === "import" && b.served)) === true;
