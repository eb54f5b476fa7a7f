/** JavaScript and TypeScript as the map sees them: which files are tests, and how modules are named. */
import type { MapSupport } from "../../core/map/support.js";
import { Graph } from "../../core/proof.js";
import { directoryOf, join } from "../../resolution/files.js";
import { isIndex } from "./extensions.js";
import { javascriptGraphSource } from "./graph.js";
import { javascriptRecord } from "./uses.js";

/** The names of jest, vitest, Playwright and Cypress for files and the folders that hold them. */
const TEST =
	/(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|cypress|integration-tests)\/|\.(?:test|tests|spec|cy|e2e|e2e-spec)\.[cm]?[jt]sx?$/;

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
	implicitExports: false,
};
