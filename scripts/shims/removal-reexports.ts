/**
 * Re-exports of a shim that go with it, because nobody takes a name from them. Who does is asked as a migration of
 * those names would ask, so that every form counts: imports, attributes, stars, mocks, strings.
 *
 *   acme/__init__.py: from .legacy import A      goes, unless somebody uses acme.A
 */
import type { RuleInput } from "../../transforms/core/rules.js";
import type { Reexport } from "../../transforms/core/shims.js";
import type { Reference } from "../../transforms/core/types.js";
import { languages } from "../../transforms/languages/index.js";
import type { ShimPart } from "../driver/read/shim-modules.js";
import { groupBy } from "../group.js";
import { run } from "../pipeline.js";
import { CAREFUL } from "./deprecate-tree.js";
import type { RemovalInput } from "./removal-plan.js";

/** Re-exports of which nobody takes a name: asked as a migration of those names would ask. */
export function freeReexports(
	parts: readonly ShimPart[],
	references: readonly Reference[],
	input: RemovalInput,
): readonly Reexport[] {
	const candidates = parts.flatMap((part) =>
		part.modules.flatMap((module) => {
			const paths = [
				...new Set(
					references
						.filter(({ legacy }) => legacy.module === module.key)
						.map(({ path }) => path),
				),
			];
			const to = part.context.rules.forModule(module.key)?.all?.to;
			return part.shims
				.reexports(module, paths, part.context)
				.map((reexport) => ({ reexport, part, to: to ?? module.key }));
		}),
	);
	if (candidates.length === 0) return [];
	const rules = candidates.map(({ reexport, part, to }, i) => ({
		id: `re-export ${i}`,
		from: reexport.module,
		to,
		names: Object.fromEntries(
			reexport.names.map((name) => [name, `${to}:${name}`]),
		),
		language: part.language.name,
	}));
	const asked = run({
		...input,
		command: "remove",
		cwd: input.root,
		paths: [],
		rules: distinctRules(rules),
		policy: CAREFUL,
		include: [],
		exclude: [],
		languages,
	});
	const used = (module: string, names: readonly string[], path: string) =>
		asked.references.some(
			(reference) =>
				reference.legacy.module === module &&
				reference.path !== path &&
				reference.form !== "comment" &&
				(reference.legacy.name === null
					? reference.form !== "mention"
					: names.includes(reference.legacy.name)),
		);
	return candidates
		.map(({ reexport }) => reexport)
		.filter(({ module, names, path }) => !used(module, names, path));
}

/** Two statements of one package hand on different names; rules for one import path are one. */
function distinctRules(rules: readonly RuleInput[]): readonly RuleInput[] {
	return [...groupBy(rules, ({ from }) => from).values()].map(
		([first, ...more]) => ({
			...(first as RuleInput),
			names: Object.assign(
				Object.create(null),
				first?.names,
				...more.map(({ names }) => names),
			),
		}),
	);
}
