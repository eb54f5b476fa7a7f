/**
 * The export graph over a project's JavaScript and TypeScript: facts by file, specifiers by the project's resolver.
 * A module is its file; a directory is never one, since its index file is.
 */
import type { ModuleFacts } from "../../core/facts.js";
import type { GraphSource } from "../../core/proof.js";
import type { ModuleId, Project } from "../../core/types.js";
import { javascriptFacts } from "./exports.js";
import { tsconfigsOf } from "./project-files.js";

/** How specifiers resolve unless a form says otherwise: as an `import`, for the checker and for the run. */
export const CONDITIONS: readonly string[] = ["import", "types"];

export function javascriptGraphSource(project: Project): GraphSource {
	const memo = new Map<ModuleId, ModuleFacts | null>();
	const tsconfigs = tsconfigsOf(project);
	const locate: GraphSource["locate"] = (specifier, from) =>
		project.resolve(specifier, from, CONDITIONS);
	return {
		facts(id) {
			const known = memo.get(id);
			if (known !== undefined) return known;
			const file = project.read(id);
			const facts =
				file && javascriptFacts(file, id, tsconfigs.aliases(id).verbatim);
			memo.set(id, facts);
			return facts;
		},
		locate,
		submodule: () => null,
		executes(load, from) {
			const located = locate(load.specifier, from);
			// A declaration file runs nothing.
			return located.kind === "module" && !/\.d\.[cm]?ts$/.test(located.id)
				? [located.id]
				: [];
		},
		display: (id) => id,
	};
}
