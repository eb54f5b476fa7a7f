/** A project as the readers of manifests see it. */
import type { Project } from "../../core/types.js";
import type { Files } from "../../resolution/files.js";
import { Tsconfigs } from "../../resolution/tsconfig.js";

export function filesOf(project: Project): Files {
	return {
		text: (path) =>
			project.exists(path) === "file"
				? (project.read(path)?.text ?? null)
				: null,
		kind: (path) => project.exists(path),
		list: (directory) => project.list(directory),
	};
}

const tsconfigs = new WeakMap<Project, Tsconfigs>();

/** The tsconfigs of a project: the graph, the speller and the map ask for the same. */
export function tsconfigsOf(project: Project): Tsconfigs {
	const known = tsconfigs.get(project) ?? new Tsconfigs(filesOf(project));
	tsconfigs.set(project, known);
	return known;
}
