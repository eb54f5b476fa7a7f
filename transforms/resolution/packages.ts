/**
 * Packages of the tree: their package.json, the `exports` and `imports` maps in it, and where a specifier that
 * names one of them leads in its sources. Workspace packages count whether they are installed or not, and where a
 * map names a build product that is not there (`dist/index.js`), its source is taken (`src/index.ts`).
 */
import { directoryOf, type Files, inside, join, upward } from "./files.js";
import { bestKey, fill } from "./pattern.js";
import { record, strings } from "./tsconfig.js";
import { expandGlobs, pnpmPackages } from "./workspaces.js";

export interface Package {
	readonly directory: string;
	readonly manifest: Readonly<Record<string, unknown>>;
}

const SOURCES = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];
const BUILT = [".js", ".mjs", ".cjs", ".d.ts", ".d.mts", ".d.cts", ""];
const ENDING = /(?:\.d)?\.[cm]?[jt]sx?$/;
const OUTPUT =
	/^(?:dist|lib|build|out|output|esm|cjs|es|umd|types|typings|module|commonjs)$/;

export class Packages {
	readonly #files: Files;
	readonly #manifests = new Map<
		string,
		Readonly<Record<string, unknown>> | null
	>();
	readonly #entries = new Map<string, readonly string[] | null>();
	readonly #workspaces = new Map<string, ReadonlyMap<string, Package>>();

	constructor(files: Files) {
		this.#files = files;
	}

	/** The package that a file belongs to. */
	of(path: string): Package | null {
		for (const directory of upward(directoryOf(path))) {
			const manifest = this.manifest(directory);
			if (manifest) return { directory, manifest };
		}
		return null;
	}

	/** The package of the tree that a bare specifier names, as a file at `from` sees it. */
	named(specifier: string, from: string): Package | null {
		const name = packageName(specifier);
		const own = this.of(from);
		if (own?.manifest.name === name) return own;
		for (const directory of upward(directoryOf(from))) {
			const found = this.#members(directory).get(name);
			if (found) return found;
		}
		return null;
	}

	manifest(directory: string): Readonly<Record<string, unknown>> | null {
		const known = this.#manifests.get(directory);
		if (known !== undefined) return known;
		const text = this.#files.text(join(directory, "package.json") ?? "");
		let manifest: Readonly<Record<string, unknown>> | null = null;
		try {
			if (text !== null)
				manifest = record(JSON.parse(text.replace(/^\uFEFF/, "")));
		} catch {
			// A broken manifest describes nothing; Node would refuse it, too.
		}
		this.#manifests.set(directory, manifest);
		return manifest;
	}

	/**
	 * Files that `subpath` (`.` or `./x`) of a package may mean, without extension where it has none; best first.
	 * Null: the package does not offer it.
	 */
	entries(
		pack: Package,
		subpath: string,
		conditions: readonly string[],
	): readonly string[] | null {
		// Asked from each directory that imports the package.
		const key = `${pack.directory}\0${subpath}\0${conditions.join()}`;
		let known = this.#entries.get(key);
		if (known === undefined) {
			known = this.#readEntries(pack, subpath, conditions);
			this.#entries.set(key, known);
		}
		return known;
	}

	#readEntries(
		{ manifest, directory }: Package,
		subpath: string,
		conditions: readonly string[],
	): readonly string[] | null {
		const found: string[] = [];
		const add = (written: unknown): void => {
			for (const target of strings(written)) {
				const path = join(directory, target);
				if (path !== null)
					found.push(...this.#sourcesOf(path, directory), path);
			}
		};
		if (manifest.exports !== undefined && manifest.exports !== null) {
			const targets = exportTargets(manifest.exports, subpath, conditions);
			if (targets === null) return null;
			add(targets);
			if (subpath !== ".") add([`src/${subpath.slice(2)}`, subpath]);
		} else if (subpath === ".") {
			for (const field of ["source", "types", "typings", "module", "main"])
				add(manifest[field]);
		} else add([subpath, `src/${subpath.slice(2)}`]);
		if (subpath === ".") add(["src/index", "index"]);
		return found;
	}

	/** What `#name` means in the package: paths, and bare specifiers to be looked up in turn. */
	imports(
		pack: Package,
		specifier: string,
		conditions: readonly string[],
	): readonly string[] | null {
		const targets = mapTargets(
			record(pack.manifest.imports),
			specifier,
			conditions,
		);
		return (
			targets?.flatMap((target) => {
				if (!target.startsWith("./")) return [target];
				const path = join(pack.directory, target);
				return path === null
					? []
					: [...this.#sourcesOf(path, pack.directory), path].map(
							(file) => `/${file}`,
						);
			}) ?? null
		);
	}

	/** A build product's sources: the same path below `src/` or the package, with a source's extension. */
	source(path: string): string {
		const pack = this.of(path);
		return (pack && this.#sourcesOf(path, pack.directory)[0]) ?? path;
	}

	/**
	 * Where a package without `exports` is built to, told from its entries: `dist` of `dist/index.js`. Two for one that is
	 * built for `require` and for bundlers (`main`, `module`), of which each program takes its own.
	 */
	products({ manifest, directory }: Package): readonly string[] {
		const within = (path: string): string =>
			inside(path, directory).replace(ENDING, "");
		const from = (fields: readonly string[]): string[] =>
			fields
				.flatMap((field) => strings(manifest[field]))
				.flatMap((target) => {
					const path = join(directory, target);
					const source = path && this.#sourcesOf(path, directory)[0];
					if (!path || !source) return [];
					const end = `/${within(source).replace(/^src\//, "")}`;
					return within(path).endsWith(end)
						? [within(path).slice(0, -end.length)]
						: [];
				});
		const code = from(["main", "module"]);
		return [...new Set(code.length > 0 ? code : from(["types", "typings"]))];
	}

	/**
	 * What the package offers there: a file of the tree, a build product of one, or something that only its build could
	 * tell of. Null: nothing.
	 */
	offers(
		{ directory, manifest }: Package,
		subpath: string,
		conditions: readonly string[],
	): "source" | "build" | "unknown" | null {
		const targets = exportTargets(manifest.exports, subpath, conditions) ?? [];
		const kinds = targets.map((target) => {
			const path = join(directory, target);
			if (path === null) return "unknown";
			if (this.#sourcesOf(path, directory).length > 0) return "build";
			return this.#isListed(path) ? "source" : "unknown";
		});
		return kinds.find((kind) => kind !== "source") ?? kinds[0] ?? null;
	}

	#isListed(path: string): boolean {
		const name = path.slice(path.lastIndexOf("/") + 1);
		return this.#files.list(directoryOf(path)).includes(name);
	}

	/** `dist/types/index.js` is rather `src/types/index.ts` than `src/index.ts`: what is cut off is tried from short to long. */
	#sourcesOf(path: string, directory: string): readonly string[] {
		const parts = inside(path, directory).split("/");
		const found: string[] = [];
		const [first = ""] = parts;
		if (OUTPUT.test(first) && this.#lacks(join(directory, first), path))
			return found;
		for (
			let cut = 1;
			cut < parts.length && OUTPUT.test(parts[cut - 1] ?? "");
			cut++
		) {
			const written = parts
				.slice(cut)
				.join("/")
				.replace(/^src\//, "");
			for (const place of ["src/", ""])
				for (const one of stemsOf(written))
					for (const ending of SOURCES) {
						const file = join(directory, `${place}${one}${ending}`);
						if (file !== null && this.#files.kind(file) === "file")
							found.push(file);
					}
		}
		return found;
	}

	/**
	 * Is there a directory of that name, and not this file in it? Then no build makes the file: `types/` may hold
	 * declarations that somebody wrote, and `"./types/*": "./types/*"` offers no `types/src/x`.
	 */
	#lacks(output: string | null, path: string): boolean {
		return (
			this.#files.kind(output ?? "") === "directory" &&
			!stemsOf(path).some((one) =>
				BUILT.some((ending) => this.#files.kind(one + ending) === "file"),
			)
		);
	}

	/** The packages that a workspace root in this directory lists, by name. */
	#members(directory: string): ReadonlyMap<string, Package> {
		const known = this.#workspaces.get(directory);
		if (known) return known;
		const manifest = this.manifest(directory);
		const pnpm = this.#files.text(join(directory, "pnpm-workspace.yaml") ?? "");
		const lerna = this.#files.text(join(directory, "lerna.json") ?? "");
		const globs = [
			...strings(manifest?.workspaces),
			...strings(record(manifest?.workspaces).packages),
			...(pnpm === null ? [] : pnpmPackages(pnpm)),
			...(lerna === null ? [] : lernaPackages(lerna)),
		];
		const members = new Map<string, Package>();
		for (const member of expandGlobs(globs, directory, this.#files)) {
			const found = this.manifest(member);
			if (found && typeof found.name === "string" && !members.has(found.name))
				members.set(found.name, { directory: member, manifest: found });
		}
		this.#workspaces.set(directory, members);
		return members;
	}
}

/** What a path is without its ending; without one, `dist/user` may be a directory. */
function stemsOf(path: string): readonly string[] {
	const stem = path.replace(ENDING, "");
	return stem === path ? [stem, `${stem}/index`] : [stem];
}

function lernaPackages(text: string): readonly string[] {
	try {
		return strings(record(JSON.parse(text)).packages);
	} catch {
		return [];
	}
}

/** `@scope/name/x` -> `@scope/name`, `name/x` -> `name`. */
export function packageName(specifier: string): string {
	return specifier
		.split("/")
		.slice(0, specifier.startsWith("@") ? 2 : 1)
		.join("/");
}

/** `.` or `./x`: what follows the package's name. */
export const subpathOf = (specifier: string): string =>
	`.${specifier.slice(packageName(specifier).length)}`;

/** Node's PACKAGE_EXPORTS_RESOLVE, up to the existence of the file. Null: not exported. */
export function exportTargets(
	exports: unknown,
	subpath: string,
	conditions: readonly string[],
): readonly string[] | null {
	const map = record(exports);
	const sugar =
		typeof exports === "string" ||
		Array.isArray(exports) ||
		!Object.keys(map).some((key) => key.startsWith("."));
	if (!sugar) return mapTargets(map, subpath, conditions);
	return subpath === "." ? targetsOf(exports, "", conditions) : null;
}

/** Can code that runs load it, or do only type checkers? */
export function runs(target: unknown): boolean {
	if (typeof target === "string") return !/\.d\.[cm]?ts$/.test(target);
	return Array.isArray(target)
		? target.some(runs)
		: Object.entries(record(target)).some(
				([condition, inner]) => !/^types(?:@|$)/.test(condition) && runs(inner),
			);
}

function mapTargets(
	map: Readonly<Record<string, unknown>>,
	key: string,
	conditions: readonly string[],
): readonly string[] | null {
	const best = bestKey(Object.keys(map), key);
	return best && targetsOf(map[best.key], best.star, conditions);
}

/** Node's PACKAGE_TARGET_RESOLVE: the first condition that holds, in the order of the manifest. */
function targetsOf(
	target: unknown,
	star: string,
	conditions: readonly string[],
): readonly string[] | null {
	if (typeof target === "string") return [fill(target, star)];
	if (Array.isArray(target)) {
		const all = target
			.map((item) => targetsOf(item, star, conditions))
			.filter((found) => found !== null);
		return all.length > 0 ? all.flat() : null;
	}
	for (const [condition, inner] of Object.entries(record(target))) {
		if (condition !== "default" && !conditions.includes(condition)) continue;
		const found = targetsOf(inner, star, conditions);
		if (found !== null) return found;
	}
	return null;
}
