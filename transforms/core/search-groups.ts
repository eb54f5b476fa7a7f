/** Several questions of several queries each, asked in one pass over the tree. */
import type { NeedleQuery, Project } from "./types.js";

/** For each group the files that satisfy one of its queries, each once. */
export function containingEach(
	project: Pick<Project, "containing">,
	groups: readonly (readonly NeedleQuery[])[],
): readonly (readonly string[])[] {
	const answers = project.containing(groups.flat());
	let next = 0;
	return groups.map(({ length }) => {
		const own = answers.slice(next, next + length);
		next += length;
		return [...new Set(own.flat())];
	});
}
