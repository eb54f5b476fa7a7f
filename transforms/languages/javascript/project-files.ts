/** A project as the readers of manifests see it. */
import type { Project } from "../../core/types.js";
import type { Files } from "../../resolution/files.js";

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
