/**
 * What Python knows of shims: how one is marked, what would be lost with it, and which packages only hand its names
 * on. A package is its `__init__`; a namespace package has no file and so no shim.
 */
import type {
	Deprecation,
	ShimContext,
	ShimModule,
	ShimOptions,
	ShimSupport,
} from "../../core/shims.js";
import type { Project } from "../../core/types.js";
import { modulesOf } from "./modules/modules.js";
import { deprecateEagerly } from "./shim/eager.js";
import { lostWith, moduleItems } from "./shim/inspect.js";
import { deprecateLazily } from "./shim/lazy.js";
import { reexportsOf } from "./shim/reexports.js";
import { isPythonSettings, releaseSettings } from "./shim/settings.js";

const locate: ShimSupport["locate"] = (key, from, project) =>
	modulesOf(project).locate(key, from);

function find(key: string, project: Project): string | null {
	const id = modulesOf(project).find(key);
	return id === null || id.endsWith("/") ? null : id;
}

function deprecate(
	module: ShimModule,
	context: ShimContext,
	options: ShimOptions,
): Deprecation {
	const file = context.project.read(module.id);
	const refuse = (refusal: string): Deprecation => ({
		edits: [],
		notes: [],
		refusal,
	});
	if (!file) return refuse(`${module.id} can't be read`);
	if (module.id.endsWith(".pyi"))
		return refuse(`${module.id} is a stub and warns nobody`);
	const own = context.rules.forModule(module.key);
	if (own && !own.all)
		return refuse(
			`the rules move single names of ${module.key}; a mark is for the whole module`,
		);
	const problem = context.graph.facts(module.id)?.problems[0];
	if (problem) return refuse(`${module.id} has ${problem.message}`);
	const items = moduleItems(file.text);
	return options.style === "eager"
		? deprecateEagerly(file, items, module, context, options, locate)
		: deprecateLazily({
				file,
				items,
				module,
				context,
				options,
				locate,
				submodule: (name) =>
					modulesOf(context.project).submodule(module.id, name),
			});
}

/** Modules that are found through the package which `id` is the `__init__` of. */
function innerModules(id: string, { files }: Project): readonly string[] {
	const folder = /^(.*\/)?__init__\.py$/.exec(id)?.[1];
	return folder === undefined
		? []
		: files.filter(
				(path) =>
					path.startsWith(folder) && path.endsWith(".py") && path !== id,
			);
}

export const pythonShims: ShimSupport = {
	find,
	locate,
	deprecate,
	besides({ id }, { graph, project }) {
		const file = project.read(id);
		const facts = graph.facts(id);
		const lost = file && facts ? lostWith(file.text, facts) : [];
		const inner = innerModules(id, project);
		return inner.length === 0
			? lost
			: [{ line: 1, what: `is the package of ${inner.join(", ")}` }, ...lost];
	},
	companions: ({ id }, { files }) =>
		[`${id}i`].filter((stub) => files.includes(stub)),
	reexports: reexportsOf,
	isSettings: isPythonSettings,
	release: releaseSettings,
};
