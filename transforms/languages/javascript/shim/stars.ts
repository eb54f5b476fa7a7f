/**
 * The names behind an `export *`, each with whether it is a type only: under `isolatedModules` a type is handed on
 * with the word `type`, and a value with that word would be a value no longer.
 */
import type { Graph } from "../../../core/proof.js";
import type { ModuleId } from "../../../core/types.js";

export interface StarName {
	readonly name: string;
	readonly typeOnly: boolean;
}

/** What the star of the module hands on; a sentence when that can't be told in full. */
export function starNames(
	specifier: string,
	id: ModuleId,
	graph: Graph,
): readonly StarName[] | string {
	const located = graph.locate(specifier, id);
	if (located.kind !== "module") return `${specifier} is not in the tree`;
	const offered = graph.offered(located.id);
	if (!offered.complete) return offered.why ?? `${specifier} can't be read`;
	const facts = graph.facts(id);
	const earlier = (facts?.stars ?? []).slice(
		0,
		facts?.stars.findIndex((star) => star.specifier === specifier),
	);
	return [...offered.names]
		.filter(
			(name) =>
				name !== "default" &&
				!facts?.exports.has(name) &&
				// What two stars give with different ends, neither does; what they give alike, the first does.
				graph.resolve(id, name).kind !== "ambiguous" &&
				!earlier.some((star) => {
					const other = graph.locate(star.specifier, id);
					return (
						other.kind === "module" && graph.offered(other.id).names.has(name)
					);
				}),
		)
		.map((name) => ({ name, typeOnly: isTypeOnly(name, located.id, graph) }));
}

/** Is the name one for type checkers only, wherever its chain leads? */
export function isTypeOnly(name: string, id: ModuleId, graph: Graph): boolean {
	return typing(name, id, graph, new Set());
}

function typing(
	name: string,
	id: ModuleId,
	graph: Graph,
	seen: Set<string>,
): boolean {
	const key = `${id}\0${name}`;
	const facts = graph.facts(id);
	if (seen.has(key) || !facts) return false;
	seen.add(key);
	const bindings = facts.exports.get(name) ?? facts.locals.get(name) ?? [];
	if (bindings.length > 0)
		return bindings.every((binding) => {
			if (binding.typing) return true;
			if (binding.kind === "alias") {
				const local = facts.locals.get(binding.of) ?? [];
				return (
					local.length > 0 &&
					local.every((one) => {
						if (one.typing) return true;
						if (one.kind !== "import" || one.name === null) return false;
						const from = graph.locate(one.specifier, id);
						return (
							from.kind === "module" && typing(one.name, from.id, graph, seen)
						);
					})
				);
			}
			if (binding.kind !== "import" || binding.name === null) return false;
			const from = graph.locate(binding.specifier, id);
			return (
				from.kind === "module" && typing(binding.name, from.id, graph, seen)
			);
		});
	return facts.stars.some((star) => {
		const from = graph.locate(star.specifier, id);
		return (
			from.kind === "module" &&
			graph.offered(from.id).names.has(name) &&
			(star.typing === true || typing(name, from.id, graph, seen))
		);
	});
}
