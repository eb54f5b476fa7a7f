/**
 * One binding followed to where it leads: made here, handed on from another module, another name for a name of the
 * module, a name of what such a name leads to, or taken away.
 *
 *   X = m.Y    with m the module p.q    ->    where Y of p.q ends, by the step "= m.Y"
 */
import type { Binding, ModuleFacts, Star } from "./facts.js";
import { NOTHING, type Resolution, type Step } from "./resolution.js";
import type { Located, ModuleId } from "./types.js";

/** One of the ways in which a name may have come about. */
export interface Way {
	readonly end: Resolution;
	readonly step: Step;
}

/** What is asked of the graph. */
export interface Followed {
	locate(specifier: string, from: ModuleId): Located;
	resolve(id: ModuleId, name: string): Resolution;
	resolveIn(located: Located, name: string | null, from: ModuleId): Resolution;
	/** A name as the module's own code sees it. */
	local(facts: ModuleFacts, name: string): Resolution;
}

export const follow = (
	facts: ModuleFacts,
	name: string,
	binding: Binding,
	graph: Followed,
): Way => copied(wayOf(facts, name, binding, graph), binding);

/** A copy of a name that is rebound later does not follow it. */
export function copied(
	way: Way,
	{ copies, line }: Pick<Star, "copies" | "line">,
): Way {
	const { end, step } = way;
	if (!copies) return way;
	const copy = { module: step.module, name: step.name, line };
	return { step, end: { ...end, copy, stale: end.rebound ? copy : end.stale } };
}

function wayOf(
	facts: ModuleFacts,
	name: string,
	binding: Binding,
	graph: Followed,
): Way {
	const step = (how: string): Step => ({
		module: facts.id,
		name,
		line: binding.line,
		how,
	});
	switch (binding.kind) {
		case "define":
			return {
				end: {
					kind: "definition",
					module: facts.id,
					name,
					what: binding.what,
					...NOTHING,
				},
				step: step(
					binding.what === "value"
						? "is assigned here"
						: `is a ${binding.what}`,
				),
			};
		case "import": {
			const target = graph.locate(binding.specifier, facts.id);
			const how =
				binding.name === null
					? `is the module ${binding.specifier}`
					: `${binding.name === name ? "" : `= ${binding.name} `}from ${binding.specifier}`;
			return {
				end: graph.resolveIn(target, binding.name, facts.id),
				step: step(how),
			};
		}
		case "alias": {
			const end = graph.local(facts, binding.of);
			// `X = dict`: the name is nobody's here, so the alias itself is where the chain ends.
			const own =
				end.kind === "absent" &&
				end.module === facts.id &&
				!facts.locals.has(binding.of);
			return {
				end: own
					? {
							kind: "definition",
							module: facts.id,
							name,
							what: "value",
							...NOTHING,
						}
					: end,
				step: step(`= ${binding.of}`),
			};
		}
		case "member": {
			const base = graph.local(facts, binding.of);
			const how = step(`= ${binding.of}.${binding.name}`);
			if (base.kind === "module")
				return { end: graph.resolve(base.module, binding.name), step: how };
			if (base.kind === "external" && base.name === null)
				return {
					end: graph.resolveIn(
						{ kind: "external", name: base.specifier },
						binding.name,
						facts.id,
					),
					step: how,
				};
			return {
				end: {
					kind: "definition",
					module: facts.id,
					name,
					what: "value",
					...NOTHING,
				},
				step: how,
			};
		}
		case "delete":
			return {
				end: { kind: "absent", module: facts.id, name, ...NOTHING },
				step: step("is deleted"),
			};
	}
}
