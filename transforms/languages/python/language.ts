/** Python, as the rest of onepath sees it. The parser of the scope analysis loads with the first file that needs it. */
import { closest, distance } from "fastest-levenshtein";
import { OnepathError } from "../../core/errors.js";
import { CLAIM, type Claim, type Language } from "../../core/language.js";
import { Graph } from "../../core/proof.js";
import type { Project } from "../../core/types.js";
import { pythonGraphSource } from "./graph.js";
import { pythonMap } from "./map.js";
import { modulesOf } from "./modules/modules.js";
import { planPython, siftPython } from "./plan.js";
import { pythonProblems } from "./problems.js";
import { EXTENSIONS, pythonHints, pythonQueries } from "./queries.js";
import { pythonShims } from "./shim.js";
import { decodePython } from "./source/decode.js";
import { differInImportsOnly } from "./source/imports-only.js";

export const python: Language = {
	name: "python",
	extensions: EXTENSIONS,
	unit: "byte",
	separator: ".",
	decode: decodePython,
	claim,
	key,
	exists: (module, project) => modulesOf(project).find(module) !== null,
	nearest,
	queries: (rules, project) => pythonQueries(rules, modulesOf(project)),
	hints: (rules, project) => pythonHints(rules, modulesOf(project)),
	literals,
	graph: (project) => new Graph(pythonGraphSource(project, modulesOf(project))),
	sift: (context) => siftPython(context, modulesOf(context.project)),
	plan: (candidates, context) =>
		planPython(candidates, context, modulesOf(context.project)),
	map: pythonMap,
	problems: pythonProblems,
	keepsSyntax: (before, after) => differInImportsOnly(before.text, after.text),
	shims: pythonShims,
};

const ENDING = /[./]\*$/;
const DOTTED =
	/^[A-Za-z_\x80-\uffff][\w\x80-\uffff]*(?:\.[A-Za-z_\x80-\uffff][\w\x80-\uffff]*)*$/;

function claim(module: string, project: Project): Claim {
	const name = module.replace(ENDING, "");
	// `a/b/c.py` is Python beyond doubt, and `key` says how to write it.
	if (/\.pyi?$/.test(name)) return CLAIM.exists;
	if (!DOTTED.test(name)) return CLAIM.no;
	if (modulesOf(project).find(name) !== null) return CLAIM.exists;
	return name.includes(".") ? CLAIM.likely : CLAIM.possible;
}

/** The dotted name itself. Throws `rules` for relative names, paths, and what no import can spell. */
function key(module: string, project: Project): string {
	const ending = ENDING.exec(module)?.[0] ?? "";
	const name = module.slice(0, module.length - ending.length);
	const refuse = (why: string): never => {
		throw new OnepathError("rules", `${module}: ${why}`, { module });
	};
	if (name.startsWith("."))
		refuse(
			"a rule needs the absolute name of a Python module; write it as package.module",
		);
	if (/\.pyi?$|\/|\\/.test(name)) {
		const path = name.replace(/\\/g, "/").replace(/^\.\//, "");
		const dotted =
			modulesOf(project).nameOf(path) ||
			path.replace(/(?:\/__init__)?\.pyi?$/, "").replace(/\//g, ".");
		refuse(`a rule names a Python module by dots; write it as ${dotted}`);
	}
	if (!DOTTED.test(name))
		refuse(
			"is no Python module name; write it as package.module, as an import does",
		);
	return ending === "" ? name : `${name}.*`;
}

/** By the last segment first, for a module is more often misplaced than misspelled. */
function nearest(module: string, project: Project): string | null {
	const names = modulesOf(project).allNames();
	const last = lastOf(module);
	const same = names.filter((name) => lastOf(name) === last);
	const similar =
		same.length > 0
			? same
			: names.filter(
					(name) =>
						distance(lastOf(name), last) <= Math.max(2, last.length / 3),
				);
	if (similar.length === 0) return null;
	return closest(module, similar);
}

const lastOf = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

function literals(module: string, project: Project): readonly string[] {
	const id = modulesOf(project).find(module);
	return id === null || id.endsWith("/") || !module.includes(".")
		? [module]
		: [module, id];
}
