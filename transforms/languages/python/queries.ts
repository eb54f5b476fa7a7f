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
	const reach = (key: string, whole: boolean): void => {
		const id = modules.find(key);
		const names = id === null ? [] : modules.namesOf(id);
		for (const { all, under } of spellings(key, names, modules))
			add(all, under);
		if (id !== null && (modules.isPackage(id) || whole))
			add(["import"], directory(id));
	};
	for (const key of rules.modules) reach(key, false);
	for (const rule of rules.prefixes) reach(rule.from, true);
	return [...queries.values()];
}

/** More canonical modules than this would cost the search more than they spare: then every file that replaces a name. */
const FEW_MODULES = 16;
/** Words of which the replacing of a name spells one: `patch("m.X")`, `patch.object(m, "X")`, `setattr(m, "X", x)`. */
export const REPLACING = ["patch", "setattr"] as const;

/**
 * Where a name of a canonical module may be replaced: no file is a candidate for it, but it is asked later
 * (`rewrite/canonical-patches.ts`), and then of these files alone.
 */
export function pythonHints(
	rules: RuleSet,
	modules: PythonModules,
): readonly NeedleQuery[] {
	const keys = new Set(
		rules.rules.flatMap(({ to, names, prefix }) =>
			prefix ? [] : [to, ...[...(names?.values() ?? [])].map((n) => n.module)],
		),
	);
	if (keys.size > FEW_MODULES)
		return REPLACING.map((word) => ({ all: [word], extensions: EXTENSIONS }));
	return [...keys].flatMap((key) =>
		everySpelling(key, modules).map((spelling) => ({
			...spelling,
			extensions: EXTENSIONS,
		})),
	);
}

type Spelling = Pick<NeedleQuery, "all" | "under">;

/** What a file holds that names the module in any way that an import or a string can. */
export function everySpelling(
	key: string,
	modules: PythonModules,
): readonly Spelling[] {
	const id = modules.find(key);
	return spellings(key, id === null ? [] : modules.everyName(id), modules);
}

/** What a file holds that spells one of these names of the module, or reaches it by dots. */
function spellings(
	key: string,
	names: readonly string[],
	modules: PythonModules,
): readonly Spelling[] {
	const anywhere = [...new Set([key, ...names])].map((name) => ({
		all: [...new Set(name.split(".").slice(-2).reverse())],
	}));
	const id = modules.find(key);
	// The module is gone; what is left of its package still reaches for it by dots.
	const beside =
		id ?? modules.find(key.slice(0, Math.max(0, key.lastIndexOf("."))));
	if (beside === null) return anywhere;
	const around =
		id !== null && modules.isPackage(id)
			? parentDirectory(directory(id))
			: directory(beside);
	return around === ""
		? anywhere
		: [...anywhere, { all: [lastOf(key)], under: around }];
}

const lastOf = (key: string): string => key.slice(key.lastIndexOf(".") + 1);
const directory = (id: string): string => id.slice(0, id.lastIndexOf("/") + 1);
const parentDirectory = (path: string): string =>
	path.slice(0, path.lastIndexOf("/", path.length - 2) + 1);
