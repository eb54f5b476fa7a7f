/**
 * The imports of a file that name a legacy module, in two kinds: those that take names from it, and those that
 * bind the module itself (or, dotted, its top-level package). A package attribute of the same name hides a
 * submodule (`p/__init__.py`: `from .manager import manager`); then `from p import manager` is no such import.
 */
import type { ImportStatement } from "../source/syntax.js";
import { isPlainModule, type PythonFile } from "./file.js";
import { type Hidden, hiddenBy, hiddenOnTheWay } from "./hidden.js";
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

/** `from p import manager` or `import p.manager as m`, where p binds another thing to that name. */
export interface HiddenSite extends Hidden {
	readonly kind: "hidden";
	readonly file: PythonFile;
	readonly statement: ImportStatement;
	readonly index: number;
	readonly legacy: Legacy;
}

export type ImportSite = FromSite | ModuleSite | HiddenSite;

export function importSites(
	file: PythonFile,
	legacyModules: LegacyModules,
): ImportSite[] {
	const sites: ImportSite[] = [];
	for (const statement of file.scan.imports) {
		const at = { file, statement };
		if (statement.kind === "import") {
			statement.names.forEach((imported, index) => {
				const legacy = legacyModules.find(imported.name, file.id);
				if (!legacy) return;
				const how = hiddenOnTheWay(legacyModules, file.id, legacy);
				if (how) sites.push({ ...at, kind: "hidden", index, legacy, ...how });
				else
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
			const below = legacyModules.find(`${module}.${imported.name}`, file.id);
			// A prefix rule speaks of every name below, also of those in a module that is no package.
			const inner =
				below?.id === null && isPlainModule(legacy?.id) ? null : below;
			const how =
				inner && hiddenBy(legacyModules, file.id, inner.written, inner.id);
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
