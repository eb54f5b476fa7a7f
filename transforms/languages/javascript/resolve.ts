/**
 * Modules as rules name them. A package specifier (`@acme/utils`, `rxjs/Observable`) is its own key; a path from
 * the root (`src/ws/manager.ts`, without its ending, or a directory with an index) has the file as its key. A
 * reference is looked up as it is written, then by the file that it leads to.
 */
import { createRequire } from "node:module";
import { OnepathError } from "../../core/errors.js";
import { CLAIM, type Claim } from "../../core/language.js";
import type { ModuleRules, RuleSet } from "../../core/rules.js";
import type { Located, ModuleId, Project } from "../../core/types.js";
import { directoryOf, join, relative } from "../../resolution/files.js";
import { packageName } from "../../resolution/packages.js";
import { record } from "../../resolution/tsconfig.js";
import { CONDITIONS } from "./graph.js";
import { endingOf, SOURCES, stemOf } from "./source/extensions.js";

const require = createRequire(import.meta.url);
const RELATIVE = /^\.{1,2}(?:\/|$)/;
const PREFIX = /\/\*$/;
// https://docs.npmjs.com/cli/configuring-npm/package-json#name, loosely, and a subpath.
const WRITABLE = /^(?:@[^\s/:'"`\\]+\/)?[^\s:'"`\\]+$|^node:[a-z_/]+$/;

/** The normal form of a rule's module. Throws `rules` for what no specifier or path can be. */
export function moduleKey(module: string, project: Project): string {
	const prefix = PREFIX.test(module) ? "/*" : "";
	const written = module
		.replace(PREFIX, "")
		.replace(/^\.\//, "")
		.replace(/(?<=.)\/+$/, "");
	if (!WRITABLE.test(written) || written.startsWith("../"))
		throw new OnepathError(
			"rules",
			`"${module}" is neither a package specifier nor a path from the root`,
			{ module },
		);
	if (prefix !== "") return written + prefix;
	return fileOf(written, project) ?? written;
}

/** The file that a path from the root means: itself, with another ending, or the index of the directory. */
function fileOf(path: string, project: Project): ModuleId | null {
	const isFile = (candidate: string): boolean =>
		project.exists(candidate) === "file";
	if (isFile(path)) return path;
	const places = [path, stemOf(path), `${path}/index`];
	return (
		places
			.flatMap((place) => SOURCES.map((ending) => place + ending))
			.find(isFile) ?? null
	);
}

/** Where a key leads, for a file that would import it. */
export function locateKey(
	key: string,
	from: string,
	project: Project,
): Located {
	const file = fileOf(key, project);
	if (file !== null) return { kind: "module", id: file };
	return isPath(key, project)
		? { kind: "missing", name: key }
		: project.resolve(key, from, CONDITIONS);
}

/** Is the key a path from the root, whether its file is there or not? Else it is a package specifier. */
export function isPath(key: string, project: Project): boolean {
	if (fileOf(key, project) !== null) return true;
	if (key.startsWith("@") || key.startsWith("node:") || key.startsWith("#"))
		return false;
	const [first = ""] = key.split("/");
	return (
		key.includes("/") &&
		(project.exists(first) === "directory" ||
			(endingOf(key) !== "" && !declares(key, project)))
	);
}

/** Does a manifest of the tree depend on the package that a specifier names? */
function declares(specifier: string, project: Project): boolean {
	return manifests(project).dependencies.has(packageName(specifier));
}

interface Manifests {
	readonly all: readonly Readonly<Record<string, unknown>>[];
	/** The packages that one of them depends on. */
	readonly dependencies: ReadonlySet<string>;
}

/** Of each tree, read once: a config of thousands of rules asks for each of its modules. */
const known = new WeakMap<Project, Manifests>();

function manifests(project: Project): Manifests {
	const read = known.get(project) ?? readManifests(project);
	known.set(project, read);
	return read;
}

function readManifests(project: Project): Manifests {
	const all = project.files
		.filter((path) => /(?:^|\/)package\.json$/.test(path))
		.map((path) => {
			try {
				return record(JSON.parse(project.read(path)?.text ?? "null"));
			} catch {
				return {};
			}
		});
	const dependencies = all.flatMap((manifest) =>
		[
			"dependencies",
			"devDependencies",
			"peerDependencies",
			"optionalDependencies",
		].flatMap((field) => Object.keys(record(manifest[field]))),
	);
	return { all, dependencies: new Set(dependencies) };
}

export function claimModule(module: string, project: Project): Claim {
	let key: string;
	try {
		key = moduleKey(module, project);
	} catch {
		return CLAIM.no;
	}
	const plain = key.replace(PREFIX, "");
	if (moduleExists(plain, project)) return CLAIM.exists;
	// A file of another kind belongs to another language.
	if (project.exists(plain) === "file") return CLAIM.no;
	if (/[/@]/.test(plain) || endingOf(plain) !== "" || declares(plain, project))
		return CLAIM.likely;
	return CLAIM.possible;
}

/** Can it be imported? A style sheet or JSON can, though its name in a rule does not say that the rule is ours. */
export const canBeImported = (key: string, project: Project): boolean =>
	fileOf(key, project) !== null || isPackagePath(key, project);

function moduleExists(key: string, project: Project): boolean {
	const file = fileOf(key, project);
	return file === null ? isPackagePath(key, project) : endingOf(file) !== "";
}

const isPackagePath = (key: string, project: Project): boolean =>
	!isPath(key, project) &&
	project.resolve(key, "index.ts", CONDITIONS).kind === "module";

/** A module as `nearestModule` compares it. */
interface Named {
	readonly name: string;
	readonly stem: string;
	/** Of two that are as near the first is meant. */
	readonly order: number;
}

/** By the length of the stem; of each tree, made once: a config may hold thousands of rules that are done. */
const namedModules = new WeakMap<
	Project,
	ReadonlyMap<number, readonly Named[]>
>();

function modulesByLength(
	project: Project,
): ReadonlyMap<number, readonly Named[]> {
	const before = namedModules.get(project);
	if (before) return before;
	const packages = manifests(project).all.flatMap(({ name }) =>
		typeof name === "string" ? [name] : [],
	);
	const sources = project.files.filter((path) => endingOf(path) !== "");
	const found = new Map<number, Named[]>();
	for (const [order, name] of [...sources, ...packages].entries()) {
		const named = { name, stem: stemOf(name), order };
		const alike = found.get(named.stem.length);
		if (alike) alike.push(named);
		else found.set(named.stem.length, [named]);
	}
	namedModules.set(project, found);
	return found;
}

/** The module with the nearest name: a source file, or a package of the tree. Null where nothing comes near. */
export function nearestModule(key: string, project: Project): string | null {
	const { distance } =
		require("fastest-levenshtein") as typeof import("fastest-levenshtein");
	const modules = modulesByLength(project);
	const stem = stemOf(key);
	let best: (Named & { readonly away: number }) | null = null;
	for (let apart = 0; apart <= (best?.away ?? key.length / 3); apart++)
		for (const length of new Set([stem.length - apart, stem.length + apart]))
			for (const named of modules.get(length) ?? []) {
				const away = distance(named.stem, stem);
				if (
					away <= key.length / 3 &&
					(!best ||
						away < best.away ||
						(away === best.away && named.order < best.order))
				)
					best = { ...named, away };
			}
	return best?.name ?? null;
}

/** The keys under which rules may know what `specifier` names in the file `from`, in order. */
export function moduleKeys(
	specifier: string,
	from: string,
	project: Project,
): readonly string[] {
	const located = project.resolve(specifier, from, CONDITIONS);
	const found = located.kind === "module" ? [located.id] : [];
	if (!RELATIVE.test(specifier)) return [...new Set([specifier, ...found])];
	if (found.length > 0) return found;
	// A module that is gone can still be what a rule is about; the rule may give its ending.
	const path = join(directoryOf(from), specifier.replace(/\?.*$/, ""));
	if (path === null) return [];
	return [
		path,
		...SOURCES.map((ending) => stemOf(path) + ending),
		...SOURCES.map((ending) => `${path}/index${ending}`),
	];
}

/**
 * The rules for what a reference names, or null. A reference that is already written as the rule wants it is none:
 * with `src/index.ts -> @acme/utils`, `@acme/utils` still leads to `src/index.ts`.
 */
export function rulesOf(
	specifier: string,
	from: string,
	rules: RuleSet,
	project: Project,
): { readonly key: string; readonly rules: ModuleRules } | null {
	for (const key of moduleKeys(specifier, from, project)) {
		const found = rules.forModule(key);
		const target =
			found?.all?.to ?? [...(found?.names.values() ?? [])][0]?.target.module;
		if (found) return target === specifier ? null : { key, rules: found };
	}
	return null;
}

/** The shortest relative specifier from a file to a path. */
export const relativeTo = (from: string, path: string): string =>
	relative(directoryOf(from), path);
