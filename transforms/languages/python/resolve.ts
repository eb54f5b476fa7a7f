/**
 * Modules and their names: which file a dotted name means, and by which names a file can be imported. Rules of
 * the import system (PEP 328 relative imports, PEP 420 namespace packages): in one directory a regular package
 * beats a module of its name, which beats a namespace directory; a namespace package is the union of its
 * directories under all roots.
 *
 *   locate('.manager', 'a/b/__init__.py')   a/b/manager.py
 *   locate('a.b', 'x.py')                    a/b/__init__.py, or 'a/b/' where the directory itself is the package
 *
 * The list of scanned files answers, once made into sets. The disk is asked about what they lack alone: it may be
 * ignored, behind a link, or made by a build.
 */
import { OnepathError } from "../../core/errors.js";
import type { Located, ModuleId, Project } from "../../core/types.js";
import { MadeLater } from "./modules/made-later.js";
import { findRoots, type Roots } from "./modules/source-roots.js";
import { STANDARD_LIBRARY } from "./modules/standard-library.js";

/** Where a step of a dotted name leads: a file, or the directories of a namespace package. */
type Found =
	| { readonly file: string; readonly directory: string | null }
	| { readonly file: null; readonly directories: readonly string[] };

/** Where the files of one directory look for absolute names, and what they found. */
interface Search {
	readonly order: readonly string[];
	/** Undeclared roots above the directory. */
	readonly nearby: readonly string[];
	readonly known: Map<string, Located>;
}

export interface PythonModulesOptions {
	/** Source roots, relative to the project's root; what the tree says is then not asked. */
	readonly roots?: readonly string[];
}

const INIT = /(^|\/)__init__\.pyi?$/;
const SEGMENT = /^[A-Za-z_\x80-\uffff][\w\x80-\uffff]*$/;

export class PythonModules {
	readonly #project: Project;
	readonly #madeLater: MadeLater;
	readonly #given: readonly string[] | null;
	#index: {
		files: Set<string>;
		directories: Set<string>;
		packages: Set<string>;
	} | null = null;
	#roots: Roots | null = null;
	/** By the search path, each a list that is kept, then by the dotted name. */
	readonly #found = new Map<readonly string[], Map<string, Found | null>>();
	/** Each root as a search path of its own. */
	readonly #single = new Map<string, readonly string[]>();
	/** By directory. */
	readonly #searches = new Map<string, Search>();
	readonly #names = new Map<ModuleId, readonly string[]>();
	readonly #notes = new Map<string, string>();

	/** Throws `usage` for a root that is no directory of the project. */
	constructor(project: Project, options: PythonModulesOptions = {}) {
		this.#project = project;
		this.#madeLater = new MadeLater(project);
		this.#given =
			options.roots?.map((root) => root.replace(/^\.?\/+|^\.$|\/+$/g, "")) ??
			null;
		for (const root of this.#given ?? [])
			if (root !== "" && project.exists(root) !== "directory")
				throw new OnepathError(
					"usage",
					`source root ${root} is no directory of the tree`,
				);
	}

	/** Directories from which absolute imports start, the repository's own as `''`; deepest first. */
	get roots(): readonly string[] {
		return this.#allRoots().strong;
	}

	/** Facts that a reader should know, a line each: names that fit under two roots. */
	get notes(): readonly string[] {
		return [...this.#notes.values()];
	}

	/** The module of an absolute dotted name, or null. */
	find(dotted: string): ModuleId | null {
		const { strong, weak } = this.#allRoots();
		return idOf(this.#descend(strong, dotted) ?? this.#firstOf(weak, dotted));
	}

	/** Where a specifier in the file `from` leads; leading dots count from the file's package (PEP 328). */
	locate(specifier: string, from: ModuleId): Located {
		let dots = 0;
		while (specifier[dots] === ".") dots++;
		return dots > 0
			? this.#relative(specifier, dots, from)
			: this.#absolute(specifier, from);
	}

	/** The module's preferred dotted name, or `''` where no import can spell its path. */
	nameOf(id: ModuleId): string {
		return this.namesOf(id)[0] ?? "";
	}

	/** Every dotted name under a declared root; those under undeclared ones only where there is no other. */
	namesOf(id: ModuleId): readonly string[] {
		const known = this.#names.get(id);
		if (known) return known;
		const { strong, weak } = this.#allRoots();
		const under = (roots: readonly string[]): string[] =>
			roots
				.map((root) => this.#nameUnder(root, id))
				.filter((name) => name !== null && name !== "") as string[];
		// A root that is itself a package can be left upwards: the outer name is the one that its code uses.
		const plain = strong.filter(
			(root) => root === "" || !this.#isPackage(root),
		);
		const inner = strong.filter((root) => !plain.includes(root));
		const declared = [...under(plain), ...under(inner)];
		const names = [...new Set(declared.length > 0 ? declared : under(weak))];
		this.#names.set(id, names);
		return names;
	}

	/** Also the names under undeclared roots: code below one of them, and a rule, may name the module so. */
	everyName(id: ModuleId): readonly string[] {
		const weak = this.#allRoots().weak.map((root) => this.#nameUnder(root, id));
		return [...new Set([...this.namesOf(id), ...weak])].filter(
			(name) => name !== null && name !== "",
		) as string[];
	}

	/** The package that relative imports of the module start from: itself, where the module is a package. */
	packageOf(id: ModuleId): ModuleId | null {
		const directory = directoryOf(id);
		return directory === "" && !INIT.test(id)
			? null
			: this.#packageId(directory);
	}

	/** The module `name` in the package `id`, or null. */
	submodule(id: ModuleId, name: string): ModuleId | null {
		if (!id.endsWith("/"))
			return INIT.test(id) ? idOf(this.#step([directoryOf(id)], name)) : null;
		const dotted = this.nameOf(id);
		const portions =
			dotted === "" ? null : this.#descend(this.#allRoots().strong, dotted);
		return idOf(
			this.#step(
				portions && portions.file === null
					? portions.directories
					: [id.slice(0, -1)],
				name,
			),
		);
	}

	/** As `submodule`, for a name that nothing binds: also what is not listed. */
	unlisted(id: ModuleId, name: string): Located {
		// What a stub leaves out may be in the module that it stands for.
		if (id.endsWith(".pyi")) return { kind: "external", name };
		const found: Found = id.endsWith("/")
			? { file: null, directories: [id.slice(0, -1)] }
			: { file: id, directory: INIT.test(id) ? directoryOf(id) : null };
		return this.#below(found, [name], name);
	}

	/** Is the module a package: an `__init__` file, or a directory? */
	isPackage(id: ModuleId): boolean {
		return id.endsWith("/") || INIT.test(id);
	}

	/** Packages whose code runs before the module's own, outermost first (`a`, `a.b` for `a.b.c`). */
	parents(id: ModuleId): readonly ModuleId[] {
		const segments = directoryOf(id).split("/");
		if (INIT.test(id) || id.endsWith("/")) segments.pop();
		const parents: ModuleId[] = [];
		for (; segments.length > 0; segments.pop()) {
			const directory = segments.join("/");
			if (directory === "" || !this.#isPackage(directory)) break;
			parents.unshift(this.#packageId(directory));
		}
		return parents;
	}

	/** Dotted names of all modules in the tree, for suggestions. */
	allNames(): readonly string[] {
		const names: string[] = [];
		for (const path of this.#all().files) {
			const name = this.nameOf(path);
			if (name !== "") names.push(name);
		}
		return names;
	}

	#relative(specifier: string, dots: number, from: ModuleId): Located {
		const segments = directoryOf(from)
			.split("/")
			.filter((segment) => segment !== "");
		const rest = specifier.slice(dots);
		if (dots - 1 > segments.length) return { kind: "missing", name: specifier };
		const base = segments.slice(0, segments.length - (dots - 1)).join("/");
		let found: Found = this.#packageFound(base);
		const names = rest === "" ? [] : rest.split(".");
		for (const [i, name] of names.entries()) {
			const inner = this.#step(directoriesOf(found), name);
			if (!inner) return this.#below(found, names.slice(i), specifier);
			found = inner;
		}
		return { kind: "module", id: idOf(found) as ModuleId };
	}

	#absolute(specifier: string, from: ModuleId): Located {
		const search = this.#searchFrom(from);
		let located = search.known.get(specifier);
		if (!located) {
			located = this.#find(specifier, search);
			search.known.set(specifier, located);
		}
		return located;
	}

	/** The order of sys.path is not in the tree; the importer's own project is the best guess, and it is noted. */
	#searchFrom(from: ModuleId): Search {
		const directory = directoryOf(from);
		const known = this.#searches.get(directory);
		if (known) return known;
		const { strong, weak } = this.#allRoots();
		const contains = (root: string): boolean =>
			root === "" || from.startsWith(`${root}/`);
		const own = strong.filter(contains);
		const nearby = weak.filter(contains);
		// Directories below the same roots search alike.
		const key = `\0${[...own, "", ...nearby].join(":")}`;
		const search = this.#searches.get(key) ?? {
			order: [...own, ...strong.filter((root) => !contains(root))],
			nearby,
			known: new Map(),
		};
		this.#searches.set(key, search).set(directory, search);
		return search;
	}

	#find(specifier: string, { order, nearby }: Search): Located {
		const { strong } = this.#allRoots();
		const top = specifier.split(".", 1)[0] ?? specifier;
		const found = this.#descend(order, specifier);
		if (found) {
			this.#noteRivals(specifier, strong);
			return { kind: "module", id: idOf(found) as ModuleId };
		}
		const first = this.#descend(strong, top);
		// A directory without modules of its own gives way to an installed package of its name (PEP 420).
		if (first?.file === null && !first.directories.some(this.#holdsModules))
			return { kind: "external", name: specifier };
		if (first)
			return this.#notListed(specifier, (dotted) =>
				this.#descend(order, dotted),
			);
		if (STANDARD_LIBRARY.has(top)) return { kind: "external", name: specifier };
		const near = this.#firstOf(nearby, specifier);
		if (near) return { kind: "module", id: idOf(near) as ModuleId };
		return this.#firstOf(nearby, top)
			? this.#notListed(specifier, (dotted) => this.#firstOf(nearby, dotted))
			: { kind: "external", name: specifier };
	}

	/** A name that leads out of the listed files, below a package that is in them. */
	#notListed(name: string, find: (dotted: string) => Found | null): Located {
		const segments = name.split(".");
		for (let length = segments.length - 1; length > 0; length--) {
			const parent = find(segments.slice(0, length).join("."));
			if (parent) return this.#below(parent, segments.slice(length), name);
		}
		return { kind: "missing", name };
	}

	#below(parent: Found, rest: readonly string[], name: string): Located {
		const directories = directoriesOf(parent);
		const id = this.#onDisk(directories, rest);
		if (id !== null) return { kind: "module", id };
		return this.#madeLater.may(directories, parent.file, rest[0] ?? "")
			? { kind: "external", name }
			: { kind: "missing", name };
	}

	/** An ignored file and one behind a link are not listed, and an import finds them all the same. */
	#onDisk(
		directories: readonly string[],
		segments: readonly string[],
	): ModuleId | null {
		const ends = ["/__init__.py", "/__init__.pyi", ".py", ".pyi"];
		return (
			directories
				.flatMap((directory) =>
					ends.map(
						(end) =>
							[directory, ...segments].filter((part) => part !== "").join("/") +
							end,
					),
				)
				.find((path) => this.#project.exists(path) === "file") ?? null
		);
	}

	#noteRivals(specifier: string, roots: readonly string[]): void {
		if (roots.length < 2 || this.#notes.has(specifier)) return;
		const ids = new Set(
			roots
				.map((root) => idOf(this.#descend(this.#only(root), specifier)))
				.filter((id) => id !== null && !id.endsWith("/")),
		);
		if (ids.size > 1)
			this.#notes.set(
				specifier,
				`${specifier} fits ${[...ids].join(" and ")}; an importer is taken to mean the one under its own source root`,
			);
	}

	/** The first of the roots that has the name, each asked by itself. */
	#firstOf(roots: readonly string[], dotted: string): Found | null {
		for (const root of roots) {
			const found = this.#descend(this.#only(root), dotted);
			if (found) return found;
		}
		return null;
	}

	/** Follows a dotted name down from the roots, which together are one search path. */
	#descend(roots: readonly string[], dotted: string): Found | null {
		let all = this.#found.get(roots);
		if (!all) {
			all = new Map();
			this.#found.set(roots, all);
		}
		const known = all.get(dotted);
		if (known !== undefined) return known;
		const dot = dotted.lastIndexOf(".");
		let found: Found | null;
		if (dot < 0) {
			found = this.#step(roots, dotted);
			// Modules of the standard library beat a directory that is no regular package.
			if (found?.file === null && STANDARD_LIBRARY.has(dotted)) found = null;
		} else {
			const parent = this.#descend(roots, dotted.slice(0, dot));
			found =
				parent && this.#step(directoriesOf(parent), dotted.slice(dot + 1));
		}
		all.set(dotted, found);
		return found;
	}

	#only(root: string): readonly string[] {
		const known = this.#single.get(root) ?? [root];
		this.#single.set(root, known);
		return known;
	}

	/** One name in directories that are searched in order: the first regular one, else all that are namespaces. */
	#step(directories: readonly string[], name: string): Found | null {
		if (name === "") return null;
		const { files, directories: all } = this.#all();
		const portions: string[] = [];
		for (const directory of directories) {
			const path = directory === "" ? name : `${directory}/${name}`;
			for (const end of ["/__init__.py", "/__init__.pyi"])
				if (files.has(path + end)) return { file: path + end, directory: path };
			for (const end of [".py", ".pyi"])
				if (files.has(path + end)) return { file: path + end, directory: null };
			if (all.has(path)) portions.push(path);
		}
		return portions.length > 0 ? { file: null, directories: portions } : null;
	}

	readonly #holdsModules = (directory: string): boolean =>
		this.#project.list(directory).some((name) => /\.pyi?$/.test(name));

	#packageFound(directory: string): Found {
		for (const file of ["__init__.py", "__init__.pyi"].map((name) =>
			directory === "" ? name : `${directory}/${name}`,
		))
			if (this.#all().files.has(file)) return { file, directory };
		return { file: null, directories: [directory] };
	}

	#packageId(directory: string): ModuleId {
		return idOf(this.#packageFound(directory)) ?? `${directory}/`;
	}

	#isPackage(directory: string): boolean {
		return this.#all().packages.has(directory);
	}

	/** The dotted name of a module below a root, or null where it is not below it or has no spelling. */
	#nameUnder(root: string, id: ModuleId): string | null {
		const prefix = root === "" ? "" : `${root}/`;
		if (!id.startsWith(prefix)) return null;
		const path = id
			.slice(prefix.length)
			.replace(/(^|\/)__init__\.pyi?$|\.pyi?$|\/$/, "");
		const segments = path.split("/");
		return segments.every((segment) => SEGMENT.test(segment))
			? segments.join(".")
			: null;
	}

	#allRoots(): Roots {
		if (this.#roots) return this.#roots;
		if (this.#given) this.#roots = { strong: this.#given, weak: [] };
		else {
			const { directories, packages } = this.#all();
			this.#roots = findRoots(
				this.#project,
				packages,
				(directory) => packages.has(directory),
				(directory) => directory === "" || directories.has(directory),
			);
		}
		return this.#roots;
	}

	/** Module files, every directory above one, and the directories of regular packages. */
	#all(): {
		files: Set<string>;
		directories: Set<string>;
		packages: Set<string>;
	} {
		if (this.#index) return this.#index;
		const files = new Set<string>();
		const directories = new Set<string>();
		const packages = new Set<string>();
		for (const path of this.#project.files) {
			if (!path.endsWith(".py") && !path.endsWith(".pyi")) continue;
			files.add(path);
			let slash = path.lastIndexOf("/");
			if (INIT.test(path)) packages.add(path.slice(0, Math.max(0, slash)));
			while (slash > 0) {
				const directory = path.slice(0, slash);
				if (directories.has(directory)) break;
				directories.add(directory);
				slash = path.lastIndexOf("/", slash - 1);
			}
		}
		this.#index = { files, directories, packages };
		return this.#index;
	}
}

/** The directory whose modules a relative import of `id` reaches. */
function directoryOf(id: ModuleId): string {
	return id.slice(0, Math.max(0, id.lastIndexOf("/")));
}

const directoriesOf = (found: Found): readonly string[] =>
	found.file === null
		? found.directories
		: found.directory === null
			? []
			: [found.directory];

function idOf(found: Found | null): ModuleId | null {
	if (!found) return null;
	return found.file ?? `${found.directories[0]}/`;
}
