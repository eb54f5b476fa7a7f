/** JavaScript and TypeScript as the map sees them: which files are tests, and how modules are named. */

import type { MapSupport } from "../../core/map/support.js";
import { Graph } from "../../core/proof.js";
import type { ModuleId, Project } from "../../core/types.js";
import { directoryOf, join } from "../../resolution/files.js";
import { loadedAtOnce } from "./exports.js";
import { javascriptGraphSource } from "./graph.js";
import { javascriptMembers } from "./members.js";
import { tsconfigsOf } from "./project-files.js";
import { isIndex } from "./source/extensions.js";
import { javascriptRecord } from "./uses.js";

/** The names of jest, vitest, Playwright and Cypress for files and the folders that hold them. */
const TEST =
	/(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|cypress|integration-tests)\/|\.(?:test|tests|spec|cy|e2e|e2e-spec)\.[cm]?[jt]sx?$/;

/** Does the tsconfig of the file keep imports of which only types are used? */
const keepsDropped = (id: ModuleId, project: Project): boolean =>
	tsconfigsOf(project).aliases(id).verbatim;

/** From the tree, which knows the imports that TypeScript drops. */
function loaded(id: ModuleId, project: Project): ReadonlySet<string> | null {
	const file = project.read(id);
	return file && loadedAtOnce(file, keepsDropped(id, project));
}

export const javascriptMap: MapSupport = {
	record: (file) => javascriptRecord(file, file.path),
	members: javascriptMembers,
	graph(project, known) {
		const source = javascriptGraphSource(project);
		return new Graph({
			...source,
			facts: (id) => known(id) ?? source.facts(id),
		});
	},
	isTest: (path) => TEST.test(path),
	isPackage: isIndex,
	meant: (specifier, from) =>
		/^\.{1,2}(?:\/|$)/.test(specifier)
			? (join(directoryOf(from), specifier) ?? specifier)
			: specifier,
	identity: () => null,
	keepsDropped,
	loaded,
	implicitExports: false,
};
