/** Lines that use a name by the legacy and by the canonical path: code that compares the two. */
import type { Occurrence } from "../scope.js";
import type { ModuleVariable } from "./uses.js";

/** A line that uses the name by both paths, as comparisons do. */
export function sideBySide(
	variable: ModuleVariable,
	name: string,
	spellings: ReadonlySet<string>,
): number | null {
	const { file } = variable;
	const all = file.scopes?.occurrences ?? [];
	const own = new Set(variable.uses.map((use) => use.occurrence));
	for (const { name: used, occurrence, end } of variable.uses) {
		if (used !== name) continue;
		const from = file.lineStart(occurrence.start);
		const to = file.lineEnd(end);
		const twin = all.find(
			(o) =>
				o.start >= from &&
				o.end <= to &&
				o.role === "load" &&
				!own.has(o) &&
				[...spellings].some((spelling) => startsChain(o, spelling)),
		);
		if (twin) return file.position(occurrence.start).line;
	}
	return null;
}

const startsChain = (o: Occurrence, spelling: string): boolean =>
	`${[o.name, ...o.attributes.map((a) => a.name)].join(".")}.`.startsWith(
		`${spelling}.`,
	);
