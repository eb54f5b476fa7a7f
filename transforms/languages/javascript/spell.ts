/**
 * The specifier of a module, written the way another one was: relative stays relative, an alias the same alias, an
 * ending an ending, `/index` as it was. Whatever is written is resolved again and must lead to the module; a style
 * that can't name it gives way to the next.
 *
 *   './ws/manager.js' -> './ws/websocket_manager.js'      '@/ws/manager' -> '@/ws/websocket_manager'
 */
import type { Project } from "../../core/types.js";
import { directoryOf, inside, join } from "../../resolution/files.js";
import {
	exportTargets,
	type Package,
	Packages,
	packageName,
	runs,
	subpathOf,
} from "../../resolution/packages.js";
import { bestKey, fill, starOf } from "../../resolution/pattern.js";
import { record, type Tsconfigs } from "../../resolution/tsconfig.js";
import { CONDITIONS } from "./graph.js";
import { filesOf, tsconfigsOf } from "./project-files.js";
import { isPath, locateKey, relativeTo } from "./resolve.js";
import {
	endingLike,
	endingOf,
	isIndex,
	isNeverGuessed,
	stemOf,
	TYPESCRIPT,
} from "./source/extensions.js";

/** `key`: the target as rules name it. Null: no specifier that leads there from the file `from` was found. */
export function spellSpecifier(
	old: string,
	from: string,
	key: string,
	project: Project,
): string | null {
	if (!isPath(key, project)) return key;
	const located = locateKey(key, from, project);
	if (located.kind !== "module") return null;
	return spellerOf(project).spell(old, from, located.id);
}

const spellers = new WeakMap<Project, Speller>();

function spellerOf(project: Project): Speller {
	const known = spellers.get(project) ?? new Speller(project);
	spellers.set(project, known);
	return known;
}

type Style = "relative" | "alias" | "imports" | "package" | "outside";
type Way = Exclude<Style, "outside">;

/** What to try after the style of the old specifier, within one package. */
const ORDER: Readonly<Record<Style, readonly Way[]>> = {
	relative: ["relative", "alias", "imports", "package"],
	alias: ["alias", "relative", "package"],
	imports: ["imports", "alias", "relative"],
	package: ["package", "alias", "relative"],
	// A published package moves into the tree: within one package by path.
	outside: ["alias", "relative", "package"],
};

/**
 * Into another package it goes by name, or by an alias. A path would take the sources of a package that everybody
 * else has as it is built, and it leads nowhere when the two are published.
 */
const ACROSS: Readonly<Record<Style, readonly Way[]>> = {
	relative: ["package", "alias", "imports"],
	alias: ["alias", "package"],
	imports: ["imports", "package", "alias"],
	package: ["package", "alias"],
	outside: ["package", "alias"],
};

class Speller {
	readonly #project: Project;
	readonly #tsconfigs: Tsconfigs;
	readonly #packages: Packages;

	constructor(project: Project) {
		this.#project = project;
		this.#tsconfigs = tsconfigsOf(project);
		this.#packages = new Packages(filesOf(project));
	}

	spell(old: string, from: string, target: string): string | null {
		const query = /\?[^/]*$/.exec(old)?.[0] ?? "";
		const plain = old.slice(0, old.length - query.length);
		for (const style of this.#order(plain, from, target))
			for (const candidate of this.#candidates(style, plain, from, target))
				if (
					!/['"`\\\n]/.test(candidate) &&
					this.#leads(candidate, from, target)
				)
					return candidate + query;
		return null;
	}

	#order(old: string, from: string, target: string): readonly Way[] {
		const style = this.#style(old, from, target);
		if (!this.#isAcross(from, target))
			return style === "package" && this.#isOwnBuild(old, from, target)
				? ["package"]
				: ORDER[style];
		const place = style === "relative" ? join(directoryOf(from), old) : null;
		const wentAcross =
			place !== null &&
			this.#home(place)?.directory !== this.#home(from)?.directory;
		return wentAcross ? ORDER.relative : ACROSS[style];
	}

	/** Is the target in another package, one that the file may import by its name? */
	#isAcross(from: string, target: string): boolean {
		const other = this.#home(target);
		const name = other?.manifest.name;
		return (
			typeof name === "string" &&
			other?.directory !== this.#home(from)?.directory &&
			this.#packages.named(name, from)?.directory === other?.directory
		);
	}

	/** By its own name a package has itself as it is built; a path would take the sources, the same code a second time. */
	#isOwnBuild(old: string, from: string, target: string): boolean {
		const pack = this.#packages.named(old, from);
		return (
			pack !== null &&
			pack.directory === this.#home(target)?.directory &&
			this.#isBuilt(old, pack)
		);
	}

	/** The package of a file; a manifest without a name (`{"type": "module"}`) says something of a directory in it. */
	#home(path: string): Package | null {
		const pack = this.#packages.of(path);
		return pack === null ||
			typeof pack.manifest.name === "string" ||
			pack.directory === ""
			? pack
			: this.#home(pack.directory);
	}

	#style(old: string, from: string, target: string): Style {
		if (/^\.{1,2}(?:\/|$)/.test(old)) return "relative";
		const { paths } = this.#tsconfigs.aliases(from);
		if ([...paths.keys()].some((pattern) => starOf(pattern, old) !== null))
			return "alias";
		if (old.startsWith("#")) return "imports";
		if (this.#isBased(old, from)) return "alias";
		const inside =
			this.#packages.of(target)?.directory ===
			this.#packages.of(from)?.directory;
		return this.#packages.named(old, from) || !inside ? "package" : "outside";
	}

	/** A path from `baseUrl`: its first segment is a directory there. */
	#isBased(old: string, from: string): boolean {
		const { baseUrl } = this.#tsconfigs.aliases(from);
		const first =
			baseUrl === null || old.startsWith(".")
				? null
				: join(baseUrl, old.split("/")[0] ?? "");
		return first !== null && this.#project.exists(first) === "directory";
	}

	#leads(specifier: string, from: string, target: string): boolean {
		const located = this.#project.resolve(specifier, from, CONDITIONS);
		return located.kind === "module" && located.id === target;
	}

	#candidates(
		style: Exclude<Style, "outside">,
		old: string,
		from: string,
		target: string,
	): Iterable<string> {
		switch (style) {
			case "relative":
				return writings(old, target).map((path) => relativeTo(from, path));
			case "alias":
				return this.#aliased(old, from, target);
			case "imports": {
				const pack = this.#packages.of(from);
				return pack
					? filled(
							offered(pack.manifest.imports, old),
							old,
							writings(old, target),
						)
					: [];
			}
			case "package":
				return this.#packaged(old, from, target);
		}
	}

	#aliased(old: string, from: string, target: string): readonly string[] {
		const { paths, baseUrl } = this.#tsconfigs.aliases(from);
		const found: string[] = [];
		for (const pattern of sameFirst([...paths.keys()], old))
			for (const place of paths.get(pattern) ?? [])
				for (const path of writings(old, target)) {
					const star = starOf(place, path) ?? starOf(stemOf(place), path);
					if (star !== null) found.push(fill(pattern, star));
				}
		// TypeScript finds every path from `baseUrl`, and what runs the code may not: only who wrote one writes another.
		if (baseUrl === null || !this.#isBased(old, from)) return found;
		const below = baseUrl === "" ? "" : `${baseUrl}/`;
		const based = target.startsWith(below)
			? writings(old, target).map((path) => path.slice(below.length))
			: [];
		return [...based, ...found];
	}

	/**
	 * Node guesses no ending behind `exports` (PACKAGE_TARGET_RESOLVE), and a star says of no file that it is there; a
	 * subpath that is written out is some file of the sources by its name. And where a package is built, `"./*": "./*"`
	 * would give its sources to who has the build: the same code a second time, unless the old import went there, too.
	 */
	#isOffered(specifier: string, old: string, pack: Package): boolean {
		const { exports } = pack.manifest;
		const subpath = subpathOf(specifier);
		const name = packageName(specifier);
		// TypeScript lets nobody write its own endings who has not been allowed to (TS5097).
		if (TYPESCRIPT.test(specifier) && !TYPESCRIPT.test(old)) return false;
		const targets = exportTargets(exports, subpath, CONDITIONS) ?? [];
		if (!targets.every((target) => /\.\w+$/.test(target))) return false;
		const key = bestKey(Object.keys(record(exports)), subpath)?.key;
		const kind = this.#packages.offers(pack, subpath, CONDITIONS);
		if (key?.includes("*") && kind === "unknown") return false;
		const wentToSources =
			packageName(old) === name &&
			subpathOf(old) !== "." &&
			!this.#isBuilt(old, pack);
		return wentToSources || kind !== "source" || !this.#isBuilt(name, pack);
	}

	#isBuilt(specifier: string, pack: Package): boolean {
		const kind = this.#packages.offers(pack, subpathOf(specifier), CONDITIONS);
		return kind === "build" || kind === "unknown";
	}

	/**
	 * A package's own name says nothing of endings. Where Node resolves as ECMAScript modules do, it guesses none
	 * (ESM_FILE_URL_RESOLVE), and a script keeps its own wherever it is imported from.
	 */
	#subpaths(old: string, from: string, target: string): readonly string[] {
		const bare = packageName(old) === old;
		const isScript = /jsx?$/.test(endingOf(target));
		return bare && (isScript || this.#isModule(from))
			? [...new Set([...writings(".js", target), ...writings(old, target)])]
			: writings(old, target);
	}

	/** To Node, by its ending or by the manifest above it. */
	#isModule(path: string): boolean {
		const [, kind] = /\.([cm]?)[jt]sx?$/.exec(path) ?? [];
		return kind === "" || kind === undefined
			? this.#packages.of(path)?.manifest.type === "module"
			: kind === "m";
	}

	#packaged(old: string, from: string, target: string): readonly string[] {
		const pack = this.#home(target);
		const name = pack?.manifest.name;
		if (!pack || typeof name !== "string") return [];
		const { manifest, directory } = pack;
		const exports = offered(
			manifest.exports,
			packageName(old) === name ? subpathOf(old) : "",
		).filter((key) => key.startsWith("."));
		const within = this.#subpaths(old, from, target).map((path) =>
			inside(path, directory),
		);
		const keys = (subpaths: readonly string[]): readonly string[] =>
			subpaths.map((key) => name + key.slice(1));
		if (manifest.exports != null)
			return filled(
				keys(exports.length > 0 ? exports : ["."]),
				old,
				within,
			).filter((specifier) => this.#isOffered(specifier, old, pack));
		// Without `exports` a package finds itself only where it happens to be linked (Node's self-referencing).
		if (directory === this.#home(from)?.directory && packageName(old) !== name)
			return [];
		const builds = this.#packages
			.products(pack)
			.map((products) => `${name}/${products}/`);
		const own = builds.find((build) => old.startsWith(build));
		if (builds.length === 0 || (old.startsWith(`${name}/`) && !own))
			return filled(keys([".", "./*"]), old, within);
		// Beside the products that everybody loads, `name/src/x` would be the same code a second time; and so would
		// one of two builds be to a program that takes the other.
		const build = own ?? (builds.length === 1 ? builds[0] : undefined);
		return build === undefined
			? [name]
			: [name, ...within.map((path) => build + path.replace(/^src\//, ""))];
	}
}

/** What was code is not looked for where only type checkers look. */
function offered(map: unknown, old: string): readonly string[] {
	const all = record(map);
	const own = bestKey(Object.keys(all), old)?.key;
	const typesOnly = own !== undefined && !runs(all[own]);
	return Object.keys(all).filter((key) => typesOnly || runs(all[key]));
}

/** The ways to write a file's path with the ending and the index as `old` has them; the likest first. */
function writings(old: string, target: string): readonly string[] {
	const ending = endingLike(old, target);
	const [stem, own] = [stemOf(target), endingOf(target)];
	if (ending === "" && isNeverGuessed(target))
		return [...new Set([stem + endingLike(".js", target), target])];
	const asWritten = own === "" ? target : stem + ending;
	const dots = /(?:^|\/)\.{1,2}\/?$/.test(old);
	const folded =
		isIndex(target) && ending === "" && (dots || !isIndex(old))
			? [directoryOf(target)]
			: [];
	return [...new Set([...folded, asWritten, stem, target])];
}

/** Patterns with every tail of the paths for their star: maps may lead through build products. */
function filled(
	patterns: readonly string[],
	old: string,
	paths: readonly string[],
): readonly string[] {
	const found: string[] = [];
	for (const pattern of sameFirst(patterns, old)) {
		if (!pattern.includes("*")) found.push(pattern);
		else
			for (const path of paths) {
				const parts = path.split("/");
				for (let from = 0; from < parts.length; from++)
					found.push(fill(pattern, parts.slice(from).join("/")));
			}
	}
	return found;
}

/** The pattern that `old` was written by, then the others. */
function sameFirst(
	patterns: readonly string[],
	old: string,
): readonly string[] {
	const fits = patterns.filter((pattern) => starOf(pattern, old) !== null);
	return [
		...fits.sort((a, b) => b.length - a.length),
		...patterns.filter((pattern) => !fits.includes(pattern)),
	];
}
