/** A shim that was found, told with its names, where they lead, and who still uses it. */
import { type FoundPath, pathId } from "./collect.js";
import { addCounts, byText, index } from "./counts.js";
import type { Definitions } from "./definitions.js";
import type { FoundShim } from "./shim-finder.js";
import type { PathId, Shim, UseSite } from "./types.js";

export function describeShim(
	found: FoundShim,
	/** By file. */
	pathsOf: ReadonlyMap<string, readonly FoundPath[]>,
	definitions: Definitions,
	usesOf: ReadonlyMap<PathId, readonly UseSite[]>,
): Shim {
	const { id, source } = found;
	const module = source.graph.display(id);
	const paths = pathsOf.get(id) ?? [];
	const users = new Set(
		paths.flatMap((path) => usesOf.get(path.id) ?? []).map(({ file }) => file),
	);
	const names = found.names.map((name) => {
		const path = definitions.path(pathId(module, name));
		const definition = path?.definition ?? null;
		return {
			name,
			definition,
			canonical: definition && definitions.canonicalOf(definition),
			uses: path?.uses.imports ?? 0,
		};
	});
	const targets = index(found.names, (name) => {
		const end = source.graph.resolve(id, name);
		const next = end.chain.find((step) => step.module !== id)?.module;
		const target =
			next ??
			(end.kind === "definition" || end.kind === "module" ? end.module : null);
		return target === null || target === id
			? null
			: source.graph.display(target);
	});
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
			.map(([target, members]) => ({ module: target, names: members.length }))
			.sort((a, b) => b.names - a.names || byText(a.module, b.module)),
		uses: addCounts(
			paths.flatMap((path) => definitions.path(path.id)?.uses ?? []),
			() => users,
		),
		users: [...users].sort(byText),
	};
}
