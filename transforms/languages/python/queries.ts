/**
 * Which files can name a legacy module at all, told from their bytes. Sound before sharp: whoever imports `a.b.c`
 * spells `c`, and spells `b` as well unless the file lies in `a/b/`, where `from . import c` is enough. A package is
 * reached from inside by dots alone, so every file below it that imports is read.
 *
 *   a.b.manager     {manager, b} anywhere, {manager} below a/b/
 */
import type { RuleSet } from "../../core/rules.js";
import type { NeedleQuery } from "../../core/types.js";
import type { PythonModules } from "./resolve.js";

export const EXTENSIONS: readonly string[] = [".py", ".pyi"];

/** A Python file that satisfies none of these names no legacy module of the rules. */
export function pythonQueries(
	rules: RuleSet,
	modules: PythonModules,
): readonly NeedleQuery[] {
	const queries = new Map<string, NeedleQuery>();
	const add = (all: readonly string[], under?: string): void => {
		const query: NeedleQuery = {
			all: [...new Set(all)],
			extensions: EXTENSIONS,
			...(under === undefined ? {} : { under }),
		};
		queries.set(JSON.stringify(query), query);
	};
	const named = (name: string): void => {
		const [last = "", parent] = name.split(".").reverse();
		add(parent === undefined ? [last] : [last, parent]);
	};
	const reach = (key: string, whole: boolean): void => {
		named(key);
		const id = modules.find(key);
		if (id === null) {
			// The module is gone; what is left of its package still reaches for it by dots.
			const above = modules.find(
				key.slice(0, Math.max(0, key.lastIndexOf("."))),
			);
			if (above !== null) add([lastOf(key)], directory(above));
			return;
		}
		for (const name of modules.namesOf(id)) named(name);
		const package_ = modules.isPackage(id);
		const around = package_ ? parentDirectory(directory(id)) : directory(id);
		if (around !== "") add([lastOf(key)], around);
		if (package_ || whole) add(["import"], directory(id));
	};
	for (const key of rules.modules) reach(key, false);
	for (const rule of rules.prefixes) reach(rule.from, true);
	return [...queries.values()];
}

const lastOf = (key: string): string => key.slice(key.lastIndexOf(".") + 1);
const directory = (id: string): string => id.slice(0, id.lastIndexOf("/") + 1);
const parentDirectory = (path: string): string =>
	path.slice(0, path.lastIndexOf("/", path.length - 2) + 1);
