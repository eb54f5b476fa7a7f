/**
 * Which files can name a legacy module at all, told from their bytes. Sound before sharp: a specifier ends in the
 * module's name, in that of its directory when it is an index, in dots, or is an alias or a package name that hides
 * the name; each of these has its literal.
 *
 *   src/ws/manager.ts     /manager  'manager  "manager
 *   src/ws/index.ts       /ws  'ws  "ws, and below src/ws/: /index  '.'  '..'  '../..'
 */
import type { RuleSet } from "../../core/rules.js";
import type { NeedleQuery, Project } from "../../core/types.js";
import { directoryOf, type Files, join } from "../../resolution/files.js";
import { type Package, Packages } from "../../resolution/packages.js";
import { fill, starOf } from "../../resolution/pattern.js";
import { record } from "../../resolution/tsconfig.js";
import { CONDITIONS } from "./graph.js";
import { filesOf, tsconfigsOf } from "./project-files.js";
import { isPath } from "./resolve.js";
import { baseOf, EXTENSIONS, isIndex, stemOf } from "./source/extensions.js";
import { ENDS } from "./source/occurrences.js";

const QUOTES = ["'", '"', "`"];

interface Asked extends Searches {
	readonly project: Project;
}

/** Of each set of rules: the search for files, the sift and the scan ask for the same. */
const known = new WeakMap<RuleSet, Asked>();

/** A JavaScript or TypeScript file that satisfies none of these names no legacy module of the rules. */
export const moduleQueries = (
	rules: RuleSet,
	project: Project,
): readonly NeedleQuery[] => asked(rules, project).queries;

/** Those of all legacy modules: the same needles each time, since an index of them is made once. */
export const searchesOf = (rules: RuleSet, project: Project): Searches =>
	asked(rules, project);

function asked(rules: RuleSet, project: Project): Asked {
	const before = known.get(rules);
	if (before?.project === project) return before;
	const found = queriesOf(project);
	for (const key of rules.modules) found.module(key);
	for (const rule of rules.prefixes) found.prefix(rule.from);
	const now = { project, ...found.take() };
	known.set(rules, now);
	return now;
}

/** The searches that find the files which name a module, and their literals. */
export interface Searches {
	readonly queries: readonly NeedleQuery[];
	readonly needles: readonly string[];
	/**
	 * Does every specifier of the module spell a needle up to the end of a segment? Not below a prefix, not where a
	 * package puts something behind the name of a file (`"./*-client": "./src/*.ts"`).
	 */
	readonly whole: boolean;
}

/** A `#name`, of which the `imports` of a package may make anything. */
const IMPORTED = /['"`]#/;

/** Is a specifier of the module in this text one that spells a needle up to the end of a segment? */
export const spellsWhole = ({ whole }: Searches, text: string): boolean =>
	whole && !IMPORTED.test(text);

/** Those of each of the modules, by its key. */
export function searchesFor(
	keys: readonly string[],
	project: Project,
): readonly Searches[] {
	const found = queriesOf(project);
	return keys.map((key) => {
		found.module(key);
		return found.take();
	});
}

/** One of a project: what it has read of packages and configs serves every question. */
const ofProject = new WeakMap<Project, Queries>();

function queriesOf(project: Project): Queries {
	const queries = ofProject.get(project) ?? new Queries(project);
	ofProject.set(project, queries);
	return queries;
}

/** What documents call the module: as the rule writes it, and without its ending. */
export function moduleLiterals(
	key: string,
	project: Project,
): readonly string[] {
	const path = isPath(key, project);
	const stem = path && isIndex(key) ? directoryOf(key) : stemOf(key);
	return [...new Set(path && stem.includes("/") ? [key, stem] : [key])];
}

/** By module; and does none of them go on behind the name of a file? */
interface PackageNames {
	readonly names: ReadonlyMap<string, readonly string[]>;
	readonly whole: boolean;
}

class Queries {
	#whole = true;
	readonly #project: Project;
	readonly #files: Files;
	readonly #packages: Packages;
	readonly #found = new Map<string, NeedleQuery>();
	/** By the package's directory: rules may name a thousand modules of one package. */
	readonly #names = new Map<string, PackageNames>();
	readonly #entries = new Map<string, ReadonlySet<string>>();
	/** Alias pattern -> root-relative target pattern, of every config in the tree. */
	#aliases: readonly (readonly [string, string])[] | null = null;

	constructor(project: Project) {
		this.#project = project;
		this.#files = filesOf(project);
		this.#packages = new Packages(this.#files);
	}

	/** What was found since the last time. */
	take(): Searches {
		const [found, whole] = [[...this.#found.values()], this.#whole];
		this.#found.clear();
		this.#whole = true;
		return {
			queries: whole
				? found.map((query) =>
						/[/'"`]$/.test(query.all[0] ?? "")
							? query
							: { ...query, ends: ENDS },
					)
				: found,
			needles: [...new Set(found.flatMap(({ all }) => all))],
			whole,
		};
	}

	module(key: string): void {
		if (!isPath(key, this.#project)) {
			this.#add(key);
			return;
		}
		this.#segment(baseOf(key), isIndex(key) ? directoryOf(key) : null);
		if (isIndex(key)) this.#directory(directoryOf(key));
		for (const [pattern, target] of this.#allAliases())
			for (const path of [
				key,
				stemOf(key),
				...(isIndex(key) ? [directoryOf(key)] : []),
			]) {
				const star = starOf(target, path);
				if (star !== null) this.#unlessSpelled(fill(pattern, star), key);
			}
		this.#packageNames(key);
	}

	/** Every module below a path, or every subpath of a package. */
	prefix(prefix: string): void {
		this.#whole = false;
		const below = `${prefix}/`;
		if (this.#project.exists(prefix) !== "directory") {
			this.#add(below);
			return;
		}
		this.#segment(baseOf(prefix), null);
		this.#add("./", below);
		this.#dots(prefix);
		for (const [pattern, target] of this.#allAliases()) {
			const place = target.replace(/\*.*$/, "");
			// `@old/*` -> `src/legacy/*` hides the directory; so may an alias of something below it.
			if (place.startsWith(below) || `${place}/` === below)
				this.#add(pattern.replace(/\*.*$/, ""));
		}
		for (const path of this.#project.files)
			if (
				path.startsWith(below) &&
				EXTENSIONS.some((ending) => path.endsWith(ending))
			)
				this.#packageNames(path);
	}

	/** A segment at the end of a specifier: after a slash, or alone in quotes. */
	#segment(name: string, under: string | null): void {
		for (const before of ["/", ...QUOTES])
			this.#add(
				before + name,
				under === null || under === "" ? undefined : `${under}/`,
			);
	}

	/** A directory that stands for the module in it: by its name, and by dots from below. */
	#directory(directory: string): void {
		if (directory !== "")
			this.#segment(directory.slice(directory.lastIndexOf("/") + 1), null);
		this.#dots(directory);
	}

	#dots(directory: string): void {
		const below = directory === "" ? "" : `${directory}/`;
		let depth = 0;
		for (const path of this.#project.files)
			if (path.startsWith(below))
				depth = Math.max(depth, path.slice(below.length).split("/").length - 1);
		const ways = Array.from({ length: depth + 1 }, (_, up) =>
			up === 0 ? "." : Array(up).fill("..").join("/"),
		);
		for (const way of ways)
			for (const quote of QUOTES)
				for (const slash of ["", "/"])
					this.#add(
						`${quote}${way}${slash}${quote}`,
						below === "" ? undefined : below,
					);
	}

	/** Names by which packages hand the module out: their own name, keys of `exports` and `imports`. */
	#packageNames(key: string): void {
		const pack = this.#packages.of(key);
		if (!pack) return;
		const { names, whole } = this.#namesOf(pack);
		if (!whole) this.#whole = false;
		for (const specifier of names.get(key) ?? [])
			this.#unlessSpelled(specifier, key);
		// A package.json below the sources makes its directory a module: `./pkg`.
		if (pack.directory !== "" && this.#entriesOf(pack).has(key))
			this.#directory(pack.directory);
	}

	/** The specifiers by which a package hands modules out, by module. */
	#namesOf(pack: Package): PackageNames {
		const before = this.#names.get(pack.directory);
		if (before) return before;
		const names = new Map<string, string[]>();
		const { name, exports, imports } = pack.manifest;
		const keys = [exports, imports].flatMap((map) => Object.keys(record(map)));
		const whole = !keys.some((path) => /\*[^/.?#]/.test(path));
		const found = { names, whole };
		this.#names.set(pack.directory, found);
		const subpaths = Object.keys(record(exports)).filter(
			(path) => path.startsWith("./") && !path.includes("*"),
		);
		const own =
			typeof name === "string"
				? [name, ...subpaths.map((path) => name + path.slice(1))]
				: [];
		for (const specifier of [
			...own,
			...Object.keys(record(imports)).filter((path) => !path.includes("*")),
		]) {
			const located = this.#project.resolve(
				specifier,
				join(pack.directory, "package.json") ?? "",
				CONDITIONS,
			);
			if (located.kind !== "module") continue;
			const others = names.get(located.id);
			if (others) others.push(specifier);
			else names.set(located.id, [specifier]);
		}
		return found;
	}

	#entriesOf(pack: Package): ReadonlySet<string> {
		const before = this.#entries.get(pack.directory);
		const entries =
			before ?? new Set(this.#packages.entries(pack, ".", CONDITIONS) ?? []);
		this.#entries.set(pack.directory, entries);
		return entries;
	}

	/** A specifier that the module's own name does not already find. */
	#unlessSpelled(specifier: string, key: string): void {
		const segments = specifier.split("/").map(stemOf);
		const name = isIndex(key)
			? directoryOf(key).split("/").at(-1)
			: baseOf(key);
		if (name !== undefined && segments.slice(1).includes(name)) return;
		this.#add(specifier);
	}

	#add(literal: string, under?: string): void {
		const query: NeedleQuery = {
			all: [literal],
			extensions: EXTENSIONS,
			...(under === undefined ? {} : { under }),
		};
		this.#found.set(JSON.stringify(query), query);
	}

	/** Read when a rule names a path: a tree of many packages has hundreds of configs. */
	#allAliases(): readonly (readonly [string, string])[] {
		this.#aliases ??= this.#readAliases();
		return this.#aliases;
	}

	#readAliases(): readonly (readonly [string, string])[] {
		const tsconfigs = tsconfigsOf(this.#project);
		const found = new Map<string, readonly [string, string]>();
		for (const path of this.#project.files) {
			if (!/(?:^|\/)[jt]sconfig\.json$/.test(path)) continue;
			for (const [pattern, targets] of tsconfigs.aliases(path).paths)
				for (const target of targets)
					found.set(`${pattern}\0${target}`, [pattern, target]);
		}
		return [...found.values()];
	}
}
