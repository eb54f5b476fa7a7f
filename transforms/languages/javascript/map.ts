/** JavaScript and TypeScript as the map sees them: which files are tests, and how modules are named. */

import type { ModuleFacts } from "../../core/facts.js";
import type { MapSupport } from "../../core/map/support.js";
import { Graph, type GraphSource } from "../../core/proof.js";
import type { ModuleId, Project } from "../../core/types.js";
import { directoryOf, join } from "../../resolution/files.js";
import { javascriptGraphSource } from "./graph.js";
import { isIndex } from "./source/extensions.js";
import { javascriptRecord } from "./uses.js";

/** The names of jest, vitest, Playwright and Cypress for files and the folders that hold them. */
const TEST =
	/(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|cypress|integration-tests)\/|\.(?:test|tests|spec|cy|e2e|e2e-spec)\.[cm]?[jt]sx?$/;

const read = new WeakMap<Project, GraphSource>();

/** The facts from the tree, which knows the imports that TypeScript drops. */
function exact(id: ModuleId, project: Project): ModuleFacts | null {
	const source = read.get(project) ?? javascriptGraphSource(project);
	read.set(project, source);
	return source.facts(id);
}

export const javascriptMap: MapSupport = {
	record: (file) => javascriptRecord(file, file.path),
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
	exact,
	implicitExports: false,
};
