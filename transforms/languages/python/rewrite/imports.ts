/**
 * The imports of a file that name a legacy module, in two kinds: those that take names from it, and those that
 * bind the module itself (or, dotted, its top-level package). A package attribute of the same name hides a
 * submodule (`p/__init__.py`: `from .manager import manager`); then `from p import manager` is no such import.
 */
import { describeEnd, type Graph } from "../../../core/proof.js";
import type { ImportStatement } from "../source/syntax.js";
import type { PythonFile } from "./file.js";
import type { Legacy, LegacyModules } from "./legacy.js";

/** `from <legacy> import name`, one of its names; a star has the name null. */
export interface FromSite {
	readonly kind: "from";
	readonly file: PythonFile;
	readonly statement: ImportStatement;
	readonly index: number;
	readonly legacy: Legacy;
	readonly name: string | null;
}

/** An import that binds the module, or with `dotted` its first segment. */
export interface ModuleSite {
	readonly kind: "module";
	readonly file: PythonFile;
	readonly statement: ImportStatement;
	readonly index: number;
	readonly legacy: Legacy;
	readonly dotted: boolean;
}

/** `from p import manager`, where p binds another thing to that name. */
export interface HiddenSite {
	readonly kind: "hidden";
	readonly file: PythonFile;
	readonly statement: ImportStatement;
	readonly index: number;
	readonly legacy: Legacy;
	readonly how: string;
	/** What the name is can't be read: it may be the module. */
	readonly unread: boolean;
}

export type ImportSite = FromSite | ModuleSite | HiddenSite;

export function importSites(
	file: PythonFile,
	legacyModules: LegacyModules,
	graph: Graph,
): ImportSite[] {
	const sites: ImportSite[] = [];
	for (const statement of file.scan.imports) {
		const at = { file, statement };
		if (statement.kind === "import") {
			statement.names.forEach((imported, index) => {
				const legacy = legacyModules.find(imported.name, file.id);
				if (legacy)
					sites.push({
						...at,
						kind: "module",
						index,
						legacy,
						dotted: imported.alias === null && imported.name.includes("."),
					});
			});
			continue;
		}
		const module = file.absolute(statement.level, statement.module);
		if (module === null) continue;
		const legacy = legacyModules.find(module, file.id);
		if (legacy && statement.star !== null)
			sites.push({ ...at, kind: "from", index: -1, legacy, name: null });
		statement.names.forEach((imported, index) => {
			const inner = legacyModules.find(`${module}.${imported.name}`, file.id);
			const how =
				inner &&
				hiddenBy(graph, legacyModules, file, module, imported.name, inner);
			if (inner && how === null)
				sites.push({
					...at,
					kind: "module",
					index,
					legacy: inner,
					dotted: false,
				});
			else if (legacy)
				sites.push({ ...at, kind: "from", index, legacy, name: imported.name });
			else if (inner && how)
				sites.push({ ...at, kind: "hidden", index, legacy: inner, ...how });
		});
	}
	return sites;
}

/** What `from module import name` gives instead of the submodule, or null when it is the submodule. */
function hiddenBy(
	graph: Graph,
	legacyModules: LegacyModules,
	file: PythonFile,
	module: string,
	name: string,
	inner: Legacy,
): Pick<HiddenSite, "how" | "unread"> | null {
	const owner = legacyModules.locate(module, file.id);
	if (owner === null) return null;
	const end = graph.resolve(owner, name);
	const other = (how: string) => ({ how, unread: false });
	switch (end.kind) {
		case "module":
			return end.module === inner.id
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
				how: `not known to be the module: ${describeEnd(end, graph.display)}`,
				unread: true,
			};
	}
}
