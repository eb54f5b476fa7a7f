/**
 * One name, several definitions, behind paths that look interchangeable: what a migration by name would swap. Two
 * paths look alike when their modules are neighbours in one package, when one is the package of the other, or when
 * one imports the other.
 */
import { byText, index } from "./counts.js";
import type { MapPath, SplitName } from "./types.js";

/** `linked`: does the first module import the second? `paths`: those that work and are imported or offered. */
export function findSplits(
	paths: readonly MapPath[],
	separators: ReadonlyMap<string, string>,
	linked: (from: string, to: string) => boolean,
): SplitName[] {
	const splits: SplitName[] = [];
	const named = index(paths, ({ language, name, definition }) =>
		name === null || definition === null ? null : `${language}\0${name}`,
	);
	for (const group of named.values()) {
		const [first] = group;
		if (!first?.name || first.name === "default") continue;
		const separator = separators.get(first.language) ?? ".";
		const found = alike(group, separator, linked);
		if (!found) continue;
		const members = group.filter(({ module }) => found.modules.has(module));
		const alternatives = [...index(members, (path) => path.definition)]
			.map(([definition, own]) => ({
				definition,
				paths: [...own].sort(byUse).map(({ id }) => id),
				uses: own.reduce((sum, { uses }) => sum + uses.imports, 0),
			}))
			.sort((a, b) => b.uses - a.uses || byText(a.definition, b.definition));
		splits.push({
			name: first.name,
			language: first.language,
			alternatives,
			why: found.why,
		});
	}
	return splits
		.filter((split) => total(split) > 0)
		.sort(
			(a, b) =>
				second(b) - second(a) || total(b) - total(a) || byText(a.name, b.name),
		);
}

const byUse = (a: MapPath, b: MapPath): number =>
	b.uses.imports - a.uses.imports || byText(a.id, b.id);
const total = ({ alternatives }: SplitName): number =>
	alternatives.reduce((sum, { uses }) => sum + uses, 0);
/** A split hurts by its less used side: whoever is swapped is one of those. */
const second = ({ alternatives }: SplitName): number =>
	alternatives[1]?.uses ?? 0;

/** The modules whose paths look like one of another definition, and what makes the first pair look so. */
function alike(
	group: readonly MapPath[],
	separator: string,
	linked: (from: string, to: string) => boolean,
): { readonly modules: ReadonlySet<string>; readonly why: string } | null {
	const modules = new Set<string>();
	let why: string | null = null;
	const ordered = [...group].sort(byUse);
	for (const [at, a] of ordered.entries())
		for (const b of ordered.slice(at + 1)) {
			if (a.definition === b.definition) continue;
			// Where both are defined in place, only a common package makes them look alike, and every package has
			// two `main`s: one of them has to be handed on.
			if (
				a.defining &&
				b.defining &&
				!linked(a.module, b.module) &&
				!linked(b.module, a.module)
			)
				continue;
			const because = relation(a, b, separator, linked);
			if (because === null) continue;
			modules.add(a.module).add(b.module);
			why ??= because;
		}
	return why === null ? null : { modules, why };
}

function relation(
	one: MapPath,
	other: MapPath,
	separator: string,
	linked: (from: string, to: string) => boolean,
): string | null {
	for (const [from, to] of [
		[one, other],
		[other, one],
	] as const)
		if (from.chain.some(({ module }) => module === to.module))
			return `${from.module} hands on names of ${to.module}`;
	const [a, b] = [one.module, other.module];
	if (linked(a, b)) return `${a} imports ${b}`;
	if (linked(b, a)) return `${b} imports ${a}`;
	const [above, beside] = [parent(a, separator), parent(b, separator)];
	if (above !== "" && above === beside) return `both are in ${above}`;
	if (above === b) return `${b} is the package of ${a}`;
	if (beside === a) return `${a} is the package of ${b}`;
	return null;
}

const parent = (module: string, separator: string): string =>
	module.slice(0, Math.max(0, module.lastIndexOf(separator)));
