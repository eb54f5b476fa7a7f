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
const MADE_BY_CODE =
	/\bsys\s*\.\s*(?:meta_path|path_hooks|modules\s*(?:\[[^\]]*\]\s*=(?!=)|\.\s*(?:setdefault|update|__setitem__)\b))|\b__path__\s*(?:=(?!=)|\+=|\.\s*(?:append|extend|insert)\b)|\bextend_path\b/;

/** `directories`: of the package; `file`: its own, null for a namespace package; `name`: the module that is missing. */
export function isMadeLater(
	project: Project,
	directories: readonly string[],
	file: string | null,
	name: string,
): boolean {
	const text = file === null ? "" : (project.read(file)?.text ?? "");
	return (
		MADE_BY_CODE.test(text) ||
		directories.some((directory) => isBuilt(project, directory, name))
	);
}

function isBuilt(project: Project, directory: string, name: string): boolean {
	const message = /^(\w+?)_pb2(?:_grpc)?$/.exec(name)?.[1];
	const entries = project.list(directory);
	const made = entries.some(
		(entry) =>
			entry === `${message}.proto` ||
			(entry.startsWith(`${name}.`) && BUILT.test(entry.slice(name.length))),
	);
	if (made) return true;
	const parent = directory.slice(directory.lastIndexOf("/") + 1);
	const word = new RegExp(
		`\\b${parent}[./\\\\]${name}\\b|\\b(?:extension_module|add_module|subproject)\\s*\\(\\s*["']?${name}\\b`,
	);
	const below = entries
		.filter((entry) => entry.endsWith("/"))
		.map((entry) => `${directory}/${entry.slice(0, -1)}`);
	return [...below, ...upward(directory)].some((at) =>
		BUILDS.map((script) => (at === "" ? script : `${at}/${script}`)).some(
			(path) =>
				project.exists(path) === "file" &&
				word.test(project.read(path)?.text ?? ""),
		),
	);
}
