/**
 * Python behind the export graph: facts are read when a proof asks for a module, once. A package's names include
 * its submodules, and loading a module first runs the `__init__` of every package above it.
 */
import type { Load, ModuleFacts } from "../../core/facts.js";
import type { GraphSource } from "../../core/proof.js";
import type { ModuleId, Project } from "../../core/types.js";
import { pythonFacts } from "./exports.js";
import type { PythonModules } from "./resolve.js";

/** Attributes of a module that the import system sets (PEP 451). */
const GIVEN =
	/^__(?:name|file|path|package|spec|loader|cached|doc|dict|builtins)__$/;

export function pythonGraphSource(
	project: Project,
	modules: PythonModules,
): GraphSource {
	const memo = new Map<ModuleId, ModuleFacts | null>();
	const read = (id: ModuleId): ModuleFacts | null => {
		if (id.endsWith("/")) return namespaceFacts(id);
		const file = project.read(id);
		return file && pythonFacts(file, id);
	};
	return {
		facts(id) {
			let facts = memo.get(id);
			if (facts === undefined) {
				facts = read(id);
				memo.set(id, facts);
			}
			return facts;
		},
		locate: (specifier, from) => modules.locate(specifier, from),
		submodule: (id, name) => modules.submodule(id, name),
		isGiven: (id, name) =>
			GIVEN.test(name) && (name !== "__path__" || modules.isPackage(id)),
		unlisted: (id, name) => modules.unlisted(id, name),
		executes: (load, from) => executed(load, from, modules),
		display: (id) => modules.nameOf(id) || id,
	};
}

/** The packages above, the module, and the names that are its submodules, in the order in which they run. */
function executed(
	load: Load,
	from: ModuleId,
	modules: PythonModules,
): readonly ModuleId[] {
	const target = modules.locate(load.specifier, from);
	const ids =
		target.kind === "module"
			? [...modules.parents(target.id), target.id]
			: nearestAbove(load.specifier, from, modules);
	if (target.kind === "module")
		for (const name of load.names) {
			const inner = modules.submodule(target.id, name);
			if (inner !== null) ids.push(inner);
		}
	return ids.filter((id) => !id.endsWith("/"));
}

/** An import of a module that does not exist still runs the packages on the way to it. */
function nearestAbove(
	specifier: string,
	from: ModuleId,
	modules: PythonModules,
): ModuleId[] {
	for (
		let dot = specifier.lastIndexOf(".");
		dot > 0;
		dot = specifier.lastIndexOf(".", dot - 1)
	) {
		const found = modules.locate(specifier.slice(0, dot), from);
		if (found.kind === "module")
			return [...modules.parents(found.id), found.id];
	}
	return [];
}

const namespaceFacts = (id: ModuleId): ModuleFacts => ({
	id,
	exports: new Map(),
	locals: new Map(),
	stars: [],
	starRule: "last-wins",
	listed: null,
	starHides: (name) => name.startsWith("_"),
	loads: [],
	rebound: new Map(),
	readLate: new Set(),
	effect: null,
	opaque: [],
	problems: [],
});
