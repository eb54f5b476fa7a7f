/**
 * The rules as Ruff's `flake8-tidy-imports.banned-api` (TID251), for pyproject.toml. Ruff takes a name with all that
 * is below it, so a legacy package with modules of its own is spelled out by its names.
 */
import type { ModuleIndex } from "../../transforms/core/module-index.js";
import { type Guarded, guardedPaths, restrictedRules } from "./guarded.js";

export function bannedApi(index: ModuleIndex): string {
	const names = [...index.names];
	const lines = guardedPaths(index).flatMap((guarded) =>
		spelledOut(guarded, index, names).map(
			(name) => `${quoted(name)}.msg = ${quoted(guarded.message)}`,
		),
	);
	return [
		"# Made by `onepath guard --format ruff`; make it anew when the rules change.",
		...restrictedRules(index).map(
			(id) =>
				`# Rule ${quoted(id)} leaves files out, which Ruff does not know.`,
		),
		"[tool.ruff.lint]",
		'extend-select = ["TID251"]',
		"",
		"[tool.ruff.lint.flake8-tidy-imports.banned-api]",
		...lines,
		"",
	].join("\n");
}

/** Names that cover what is guarded and nothing besides, as far as the tree is known. */
function spelledOut(
	{ module, name, prefix }: Guarded,
	index: ModuleIndex,
	names: readonly string[],
): readonly string[] {
	if (name !== null) return [`${module}.${name}`];
	const below = names.filter((other) => other.startsWith(`${module}.`));
	if (below.length === 0) return [module];
	if (prefix) {
		const depth = module.split(".").length + 1;
		return [
			...new Set(
				below.map((other) => other.split(".").slice(0, depth).join(".")),
			),
		];
	}
	const file = index.find(module);
	const offered = file === null ? [] : [...index.graph.offered(file).names];
	return offered.sort().map((own) => `${module}.${own}`);
}

/** A TOML basic string: JSON's escapes are all TOML's, but for DEL, which TOML wants escaped. */
function quoted(text: string): string {
	return JSON.stringify(text).replaceAll("\u007f", "\\u007f");
}
