/** A shim that was found, told with its names, where they lead, and who still uses it. */

import type { Resolution } from "../resolution.js";
import type { ModuleId } from "../types.js";
import type { FoundPath } from "./collect.js";
import { byText } from "./counts.js";
import type { Definitions } from "./definitions.js";
import type { FoundShim } from "./shim-finder.js";
import type { Shim } from "./types.js";
import type { UseTable } from "./use-table.js";

export function describeShim(
	found: FoundShim,
	/** By file. */
	pathsOf: ReadonlyMap<string, readonly FoundPath[]>,
	definitions: Definitions,
	uses: UseTable,
): Shim {
	const { id, source } = found;
	const module = source.graph.display(id);
	const paths = pathsOf.get(id) ?? [];
	const names = found.names.map((name) => {
		const path = definitions.path(module, name);
		const definition = path?.definition ?? null;
		return {
			name,
			definition,
			canonical: definition && definitions.canonicalOf(definition),
			uses: path?.uses.imports ?? 0,
		};
	});
	const targets = new Map<string, number>();
	for (const name of found.names)
		for (const target of targetsOf(id, source.graph.resolve(id, name))) {
			const shown = source.graph.display(target);
			targets.set(shown, (targets.get(shown) ?? 0) + 1);
		}
	return {
		module,
		language: source.language,
		file: id,
		package: found.package,
		ways: found.ways,
		warns: found.warns,
		effect: found.effect,
		names,
		targets: [...targets]
			.map(([target, count]) => ({ module: target, names: count }))
			.sort((a, b) => b.names - a.names || byText(a.module, b.module)),
		uses: uses.counts(paths),
		users: [...uses.files(paths)].sort(byText),
	};
}

/** The modules that a name comes from, by each of its ways: with `X = None` where an import fails, it is one. */
function targetsOf(id: ModuleId, end: Resolution): ReadonlySet<ModuleId> {
	const next = end.chain.find((step) => step.module !== id)?.module;
	if (next !== undefined) return new Set([next]);
	switch (end.kind) {
		case "ambiguous":
			return new Set(end.ends.flatMap((each) => [...targetsOf(id, each)]));
		case "definition":
		case "module":
			return new Set(end.module === id ? [] : [end.module]);
		default:
			return new Set();
	}
}
