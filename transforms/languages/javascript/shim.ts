/**
 * What JavaScript and TypeScript know of shims: how one is marked, what would be lost with it, which barrels only hand
 * its names on, and which settings name it.
 */
import type {
	Deprecation,
	ShimContext,
	ShimModule,
	ShimOptions,
	ShimSupport,
} from "../../core/shims.js";
import { locateKey } from "./resolve.js";
import { markNames } from "./shim/mark.js";
import { reexportsOf } from "./shim/reexports.js";
import { isScriptSettings, releaseSettings } from "./shim/settings.js";
import { runtimeWarning } from "./shim/warning.js";

function find(
	key: string,
	project: Parameters<ShimSupport["find"]>[1],
): string | null {
	const located = locateKey(key, "", project);
	return located.kind === "module" && project.exists(located.id) === "file"
		? located.id
		: null;
}

function deprecate(
	module: ShimModule,
	context: ShimContext,
	options: ShimOptions,
): Deprecation {
	const file = context.project.read(module.id);
	const problem = context.graph.facts(module.id)?.problems[0];
	const refuse = (refusal: string): Deprecation => ({
		edits: [],
		notes: [],
		refusal,
	});
	if (!file) return refuse(`${module.id} can't be read`);
	if (problem) return refuse(`${module.id} has ${problem.message}`);
	const marks = markNames(file, module, context, options);
	const warning = options.runtimeWarning
		? runtimeWarning(file, module, marks.lines, options)
		: null;
	const edits = [...marks.edits, ...(warning?.edits ?? [])];
	const notes = [...marks.notes, ...(warning?.notes ?? [])];
	return marks.handedOn === 0
		? {
				edits: [],
				notes,
				refusal: `${module.key} hands nothing on from another module that a comment could mark`,
			}
		: { edits, notes, refusal: null };
}

export const javascriptShims: ShimSupport = {
	find,
	locate: locateKey,
	deprecate,
	besides({ id }, { graph }) {
		const facts = graph.facts(id);
		if (!facts) return [];
		const own = [...facts.exports].flatMap(([name, bindings]) => {
			const made = bindings.find(({ kind }) => kind === "define");
			const end = graph.resolve(id, name);
			return made && end.kind === "definition" && end.module === id
				? [{ line: made.line, what: `defines ${name}` }]
				: [];
		});
		const opaque = facts.opaque[0] ? [facts.opaque[0]] : [];
		const effect = facts.effect ? [facts.effect] : [];
		return [...own, ...opaque, ...effect].sort((a, b) => a.line - b.line);
	},
	// A script's declarations say what the script has; a TypeScript source has none beside it.
	companions: ({ id }, { files }) =>
		/\.[cm]?jsx?$/.test(id)
			? [`${id.replace(/\.([cm]?)jsx?$/, ".d.$1ts")}`].filter((path) =>
					files.includes(path),
				)
			: [],
	reexports: reexportsOf,
	isSettings: isScriptSettings,
	release: releaseSettings,
};
