/** Python as the map sees it: which files are tests, what a package is, and by which names modules go. */
import type { MapSupport } from "../../core/map/support.js";
import { Graph } from "../../core/proof.js";
import type { ModuleId, Project } from "../../core/types.js";
import { pythonGraphSource } from "./graph.js";
import { pythonMembers } from "./members.js";
import { modulesOf } from "./modules/modules.js";
import { pythonRecord } from "./uses.js";

/** pytest's and unittest's names for files, and the folders that hold them. */
const TEST =
	/(?:^|\/)(?:tests?|testing)\/|(?:^|\/)(?:test_[^/]*|[^/]*_tests?|conftest|tests?)\.pyi?$/;

const isPackage = (id: ModuleId): boolean =>
	id.endsWith("/") || /(?:^|\/)__init__\.pyi?$/.test(id);

export const pythonMap: MapSupport = {
	record: (file) => pythonRecord(file, file.path),
	members: pythonMembers,
	graph(project, known) {
		const source = pythonGraphSource(project, modulesOf(project));
		return new Graph({
			...source,
			facts: (id) => known(id) ?? source.facts(id),
		});
	},
	isTest: (path) => TEST.test(path),
	isPackage,
	meant,
	identity: (specifier) => (specifier.startsWith(".") ? null : specifier),
	keepsDropped: () => true,
	loaded: () => null,
	implicitExports: true,
};

/** PEP 328: dots count from the file's package. */
function meant(specifier: string, from: ModuleId, project: Project): string {
	const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
	if (dots === 0) return specifier;
	const directory = from.split("/").slice(0, -1);
	const base = directory.slice(0, Math.max(0, directory.length - (dots - 1)));
	const modules = modulesOf(project);
	const name =
		base.length === 0
			? ""
			: modules.nameOf(
					project.exists(`${base.join("/")}/__init__.py`) === "file"
						? `${base.join("/")}/__init__.py`
						: `${base.join("/")}/`,
				) || base.join(".");
	return [name, specifier.slice(dots)].filter((part) => part !== "").join(".");
}
