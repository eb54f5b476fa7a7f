/**
 * What our transforms can know under stock jscodeshift: one file, and the rules. Relative specifiers are resolved by
 * path arithmetic against the files that the rules name; nothing is read, so no path is proven. Every legacy module
 * counts as one outside of the tree (`assumed`: the rule's author vouches for it).
 */
import { posix } from "node:path";
import type { Language, PlanContext } from "../core/language.js";
import { Graph } from "../core/proof.js";
import { type RuleInput, RuleSet } from "../core/rules.js";
import type { Located, Policy, Project, SourceFile } from "../core/types.js";
import { packageName } from "../resolution/packages.js";
import { languageOf } from "./index.js";
import type { Found } from "./stock.js";
import type { StockFile } from "./transform.js";

const DEFAULTS: Policy = {
	onDifferent: "refuse",
	onMissing: "skip",
	acceptUnproven: false,
	moduleStyle: "named",
};

/** What a specifier may leave out, and TypeScript's `./m.js` for `m.ts`. */
const ENDINGS = [
	".ts",
	".tsx",
	".mts",
	".cts",
	".d.ts",
	".js",
	".jsx",
	".mjs",
	".cjs",
];
const MANIFEST = "package.json";
const WRITTEN = /\.[cm]?jsx?$/;

/** Plans one file by rules alone; null for a file that no language reads as text. Throws `rules` for bad rules. */
export function planOneFile(
	{ path, source }: StockFile,
	rules: readonly RuleInput[],
	policy: Partial<Policy>,
): Found | null {
	const language = languageOf(path);
	if (language?.unit !== "utf16") return null;
	const file: SourceFile = {
		path: posix.normalize(path.replaceAll("\\", "/")),
		text: source,
		encoding: "utf8",
		unit: language.unit,
	};
	const plan = language.plan([file], contextOf(file, rules, policy, language));
	return { file, ...plan };
}

function contextOf(
	file: SourceFile,
	rules: readonly RuleInput[],
	policy: Partial<Policy>,
	language: Language,
): PlanContext {
	const project = oneFileProject(file, rules);
	return {
		project,
		graph: new Graph({
			facts: () => null,
			locate: (specifier) => ({ kind: "external", name: specifier }),
			submodule: () => null,
			executes: () => [],
			display: (id) => id,
		}),
		rules: RuleSet.from(
			rules,
			(module) => language.key(module, project),
			language.separator,
		),
		policy: { ...DEFAULTS, ...policy },
	};
}

/**
 * A tree of this file and the files that rules name, of which only the file itself can be read, and a manifest that
 * declares the packages that rules name.
 */
function oneFileProject(
	file: SourceFile,
	rules: readonly RuleInput[],
): Project {
	const modules = rules.flatMap(modulesOf);
	const paths = modules
		.filter((module) => isPath(module, file.path))
		.map((path) => posix.normalize(path));
	const files = new Set([MANIFEST, file.path, ...paths.map(asFile)]);
	const folders = paths.flatMap((path) =>
		path.endsWith("/*") ? [path.slice(0, -1)] : [],
	);
	const manifest = {
		dependencies: Object.fromEntries(
			modules
				.filter((module) => !isPath(module, file.path))
				.map((module) => [packageName(module), "*"]),
		),
	};
	const isFile = (path: string): boolean =>
		files.has(path) ||
		(path.endsWith(ENDINGS[0] as string) &&
			folders.some((folder) => path.startsWith(folder)));
	const isFolder = (path: string): boolean =>
		path === "" || [...files].some((known) => known.startsWith(`${path}/`));
	const resolve = (specifier: string, from: string): Located => {
		if (!/^\.{1,2}(?:\/|$)/.test(specifier))
			return { kind: "external", name: specifier };
		const path = posix.join(posix.dirname(from), specifier).replace(/\/$/, "");
		const stem = path.replace(WRITTEN, "");
		const id = [
			path,
			...ENDINGS.map((ending) => path + ending),
			...ENDINGS.map((ending) => `${path}/index${ending}`),
			...(stem === path ? [] : ENDINGS.map((ending) => stem + ending)),
		].find(isFile);
		return id === undefined
			? { kind: "external", name: specifier }
			: { kind: "module", id };
	};
	return {
		files: [...files].sort(),
		exists: (path) =>
			isFile(path) ? "file" : isFolder(path) ? "directory" : null,
		read: (path) =>
			path === MANIFEST
				? { ...file, path, text: JSON.stringify(manifest) }
				: path === file.path
					? file
					: null,
		list: () => [],
		realpath: (path) => path,
		resolve,
		containing: (queries) => queries.map(() => []),
	};
}

/**
 * Under stock jscodeshift nothing says which directories there are: a path is told from a package's specifier by
 * its leading dot, by an ending that no package is imported by, or by starting where the file in hand does.
 */
function isPath(module: string, file: string): boolean {
	if (module.startsWith("./") || /\.[cm]?tsx?$/.test(module)) return true;
	const slash = file.indexOf("/");
	return slash > 0 && module.startsWith(file.slice(0, slash + 1));
}

const asFile = (path: string): string =>
	ENDINGS.some((known) => path.endsWith(known)) ? path : path + ENDINGS[0];

function modulesOf({ from, to, names }: RuleInput): readonly string[] {
	const targets = Object.values(names ?? {})
		.filter((target) => target.includes(":"))
		.map((target) => target.slice(0, target.lastIndexOf(":")));
	return [from, to, ...targets];
}
