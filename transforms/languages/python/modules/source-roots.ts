/**
 * Source roots: the directories from which absolute imports start. They are read off the tree and its packaging
 * files, since no code of the tree is run.
 *
 *   strong   the repository root, `src/` beside it, what pyproject.toml, setup.cfg, setup.py or pytest's settings
 *            declare, and the directory of each further project in the tree
 *   weak     the parent of a topmost regular package that nothing declares: pytest and scripts put it on sys.path
 *            for the files below it, so it serves those only
 */
import type { Project } from "../../../core/types.js";

export interface Roots {
	readonly strong: readonly string[];
	readonly weak: readonly string[];
}

const MANIFESTS: ReadonlySet<string> = new Set([
	"pyproject.toml",
	"setup.cfg",
	"setup.py",
	"pytest.ini",
	"tox.ini",
]);

/** `isPackage`: has the directory an `__init__` file; `hasPython`: is there a module anywhere below it? */
export function findRoots(
	project: Project,
	packages: Iterable<string>,
	isPackage: (directory: string) => boolean,
	hasPython: (directory: string) => boolean,
): Roots {
	const strong = new Set<string>([""]);
	const add = (directory: string): void => {
		if (hasPython(directory)) strong.add(directory);
	};
	for (const path of project.files) {
		const slash = path.lastIndexOf("/");
		const name = path.slice(slash + 1);
		if (!MANIFESTS.has(name)) continue;
		const home = path.slice(0, Math.max(0, slash));
		const text = project.read(path)?.text ?? "";
		// A `setup.py` that is no packaging script is a module like any other.
		if (name === "setup.py" && !/\b(setuptools|distutils)\b/.test(text))
			continue;
		const declared =
			name === "pyproject.toml"
				? fromToml(text)
				: name === "setup.py"
					? fromSetup(text)
					: fromIni(text);
		for (const directory of declared) {
			const full = join(home, directory);
			if (full !== null) add(full);
		}
		const source = home === "" ? "src" : `${home}/src`;
		if (hasPython(source) && !isPackage(source)) add(source);
		else if (name !== "pytest.ini" && name !== "tox.ini" && !isPackage(home))
			add(home);
	}
	if (hasPython("src") && !isPackage("src")) add("src");
	const weak = new Set<string>();
	for (const directory of packages) {
		const parent = directory.slice(0, Math.max(0, directory.lastIndexOf("/")));
		if (!strong.has(parent) && !isPackage(parent)) weak.add(parent);
	}
	return { strong: [...strong].sort(byDepth), weak: [...weak].sort(byDepth) };
}

/** Deepest first, then by name: the name under the innermost root is the shortest, and the usual one. */
const byDepth = (a: string, b: string): number =>
	depth(b) - depth(a) || (a < b ? -1 : 1);
const depth = (directory: string): number =>
	directory === "" ? 0 : directory.split("/").length;

/** A directory as a file in `home` writes it, or null where it leaves the tree. */
function join(home: string, written: string): string | null {
	const segments = home === "" ? [] : home.split("/");
	for (const segment of written.replace(/\\/g, "/").split("/")) {
		if (segment === "" || segment === ".") continue;
		if (segment === "..") {
			if (segments.pop() === undefined) return null;
		} else segments.push(segment);
	}
	return segments.join("/");
}

/** Settings of pyproject.toml whose value is a root or a list of roots: `section.key`, quotes removed. */
const TOML_ROOTS: ReadonlySet<string> = new Set([
	"tool.setuptools.packages.find.where",
	"tool.pytest.ini_options.pythonpath",
	"tool.pytest.pythonpath",
	"tool.hatch.build.sources",
	"tool.hatch.build.targets.wheel.sources",
	"tool.pdm.build.package-dir",
	"tool.uv.build-backend.module-root",
	"tool.maturin.python-source",
	"tool.setuptools.package-dir.", // The empty package: "" = "src".
]);

function fromToml(text: string): string[] {
	const roots: string[] = [];
	for (const [key, value] of tomlValues(text)) {
		if (TOML_ROOTS.has(key))
			roots.push(...quoted(value).flatMap((item) => item.split(/\s+/)));
		else if (key === "tool.setuptools.package-dir") {
			const root = /["']{2}\s*=\s*["']([^"']*)["']/.exec(value)?.[1];
			if (root !== undefined) roots.push(root);
		} else if (key === "tool.setuptools.packages") {
			const where = /where\s*=\s*(\[[^\]]*\])/.exec(value)?.[1];
			if (where !== undefined) roots.push(...quoted(where));
		} else if (key === "tool.poetry.packages")
			for (const match of value.matchAll(/from\s*=\s*["']([^"']*)["']/g))
				roots.push(match[1] ?? "");
		else if (/^tool\.hatch\.build(\.targets\.wheel)?\.packages$/.test(key))
			for (const path of quoted(value))
				roots.push(path.slice(0, Math.max(0, path.lastIndexOf("/"))));
		else if (
			/^tool\.hatch\.build(\.targets\.wheel)?\.sources\..+/.test(key) &&
			quoted(value)[0] === ""
		)
			roots.push(key.slice(key.indexOf("sources.") + "sources.".length));
	}
	return roots;
}

const quoted = (value: string): string[] =>
	[...value.matchAll(/"([^"]*)"|'([^']*)'/g)].map(
		(match) => match[1] ?? match[2] ?? "",
	);

/** `section.key` and the value's text, of the tables of a TOML file; enough of TOML for the settings above. */
function* tomlValues(text: string): Iterable<[string, string]> {
	let section = "";
	const lines = text.split(/\r\n|\r|\n/);
	for (let i = 0; i < lines.length; i++) {
		const line = (lines[i] ?? "").trim();
		const header = /^\[\s*([^[\]]+?)\s*\]/.exec(line);
		if (header) {
			section = plainKey(header[1] ?? "");
			continue;
		}
		const pair =
			/^((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|[\w-]+))*)\s*=\s*(.*)$/.exec(
				line,
			);
		if (!pair) continue;
		let value = pair[2] ?? "";
		let open = opened(value);
		while (open > 0 && i + 1 < lines.length) {
			const next = lines[++i] ?? "";
			open += opened(next);
			value += `\n${next}`;
		}
		yield [
			`${section === "" ? "" : `${section}.`}${plainKey(pair[1] ?? "")}`,
			value,
		];
	}
}

const plainKey = (key: string): string =>
	key.replace(/["']/g, "").replace(/\s*\.\s*/g, ".");

/** How many more lists and tables the line opens than it closes: above zero, the value goes on in the next one. */
function opened(line: string): number {
	const bare = line.replace(/"[^"]*"|'[^']*'|#.*/g, "");
	return (
		(bare.match(/[[{]/g)?.length ?? 0) - (bare.match(/[\]}]/g)?.length ?? 0)
	);
}

/**
 * The literals of setup.py, which is not run: `package_dir` (a package's own directory declares its parent, where
 * the names agree) and the first argument of `find_packages`.
 */
function fromSetup(text: string): string[] {
	const roots: string[] = [];
	const directories = /\bpackage_dir["']?\s*[=:]\s*(?:dict\(\s*)?\{([^{}]*)\}/;
	for (const [, name = "", written = ""] of (
		directories.exec(text)?.[1] ?? ""
	).matchAll(/["']([\w.]*)["']\s*:\s*["']([^"']*)["']/g)) {
		const ending = `/${name.replaceAll(".", "/")}`;
		if (name === "") roots.push(written);
		else if (`/${written}`.endsWith(ending))
			roots.push(`/${written}`.slice(1, -ending.length));
	}
	for (const [, where = ""] of text.matchAll(
		/\bfind_(?:namespace_)?packages\(\s*(?:where\s*=\s*)?["']([^"']*)["']/g,
	))
		roots.push(where);
	return roots;
}

/** setup.cfg, pytest.ini and tox.ini: `package_dir`, `where` of packages.find, `pythonpath` of pytest. */
function fromIni(text: string): string[] {
	const roots: string[] = [];
	let section = "";
	let key = "";
	for (const line of text.split(/\r\n|\r|\n/)) {
		const header = /^\[([^\]]+)\]/.exec(line);
		if (header) {
			section = (header[1] ?? "").trim();
			key = "";
			continue;
		}
		const pair = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(line);
		if (pair) key = pair[1] ?? "";
		else if (!/^\s+\S/.test(line)) continue;
		const value = (pair ? (pair[2] ?? "") : line).trim();
		if (section === "options" && key === "package_dir") {
			const root = /^=\s*(\S+)/.exec(value)?.[1];
			if (root !== undefined) roots.push(root);
		} else if (
			(section === "options.packages.find" && key === "where") ||
			(/^(tool:)?pytest$/.test(section) && key === "pythonpath")
		)
			roots.push(...value.split(/\s+/).filter((item) => item !== ""));
	}
	return roots;
}
