/**
 * A module that the listed files lack and that may be there when code runs. Only of the rest is it true that its
 * import fails.
 *
 *   built        p/_speed.pyx, p/_speed.c, p/api.proto for p.api_pb2, `Extension("p._speed", ...)` in setup.py
 *   made by code `sys.modules[__name__ + ".moves"] = ...`, a finder on `sys.meta_path`, a `__path__` of its own (six)
 */
import type { Project } from "../../../core/types.js";
import { upward } from "../../../resolution/files.js";

/** What compilers, generators and templates make a module of, and what they make; `m.py.bak` is none of it. */
const BUILT =
	/^\.(?:[\w-]+\.)?(?:so|pyd|pyx|c|cc|cpp|cxx|m|mm|rs|f|f90|f95|for|sip|i|pyx?\.(?:in|te?mpl|tpl|template|j2|jinja2?|mako))$/;
const BUILDS = [
	"setup.py",
	"pyproject.toml",
	"meson.build",
	"CMakeLists.txt",
	"Makefile",
];
/**
 * Code by which any module gives what nothing binds: `from m import X` asks `sys.modules` for `m.X` at last, and a
 * `__path__` makes a package of it (six).
 */
const MAKES =
	/\bsys\s*\.\s*modules\s*(?:\[[^\]]*\]\s*=(?!=)|\.\s*(?:setdefault|update|__setitem__)\b)|\b__path__\s*(?:=(?!=)|\+=|\.\s*(?:append|extend|insert)\b)|\bextend_path\b/;
/** Code that finds modules below a package, and names of none: a test's fixture may put a finder there for its own ends. */
const FINDS = /\bsys\s*\.\s*(?:meta_path|path_hooks)\b/;

/** A tree names some missing modules thousands of times, and few packages lack them: files are looked at once. */
export class MadeLater {
	readonly #project: Project;
	/** File of a module or package -> does it make modules by code? */
	readonly #code = new Map<string, boolean>();
	/** Directory -> the scripts in it that build. */
	readonly #scripts = new Map<string, readonly string[]>();

	constructor(project: Project) {
		this.#project = project;
	}

	/**
	 * `directories`: of the package, none where it is no package; `file`: its own, null for a namespace package; `name`:
	 * the module that is missing.
	 */
	may(
		directories: readonly string[],
		file: string | null,
		name: string,
	): boolean {
		return (
			(file !== null && this.#makesModules(file, directories.length > 0)) ||
			directories.some((directory) => this.#isBuilt(directory, name))
		);
	}

	#makesModules(file: string, isPackage: boolean): boolean {
		const known = this.#code.get(file);
		if (known !== undefined) return known;
		const text = this.#project.read(file)?.text ?? "";
		const makes = MAKES.test(text) || (isPackage && FINDS.test(text));
		this.#code.set(file, makes);
		return makes;
	}

	#isBuilt(directory: string, name: string): boolean {
		const message = /^(\w+?)_pb2(?:_grpc)?$/.exec(name)?.[1];
		const entries = this.#project.list(directory);
		const made = entries.some(
			(entry) =>
				entry === `${message}.proto` ||
				(entry.startsWith(`${name}.`) && BUILT.test(entry.slice(name.length))),
		);
		if (made) return true;
		const below = entries
			.filter((entry) => entry.endsWith("/"))
			.map((entry) => `${directory}/${entry.slice(0, -1)}`);
		return [...below, ...upward(directory)].some((at) =>
			this.#scriptsIn(at).some(
				// An expression for each name that is missing would cost more than all the rest.
				(script) => script.includes(name) && builds(script, directory, name),
			),
		);
	}

	#scriptsIn(directory: string): readonly string[] {
		const known = this.#scripts.get(directory);
		if (known) return known;
		const scripts = BUILDS.map((script) =>
			directory === "" ? script : `${directory}/${script}`,
		)
			.filter((path) => this.#project.exists(path) === "file")
			.map((path) => this.#project.read(path)?.text ?? "");
		this.#scripts.set(directory, scripts);
		return scripts;
	}
}

function builds(script: string, directory: string, name: string): boolean {
	const parent = directory.slice(directory.lastIndexOf("/") + 1);
	return new RegExp(
		`\\b${parent}[./\\\\]${name}\\b|\\b(?:extension_module|add_module|subproject)\\s*\\(\\s*["']?${name}\\b`,
	).test(script);
}
