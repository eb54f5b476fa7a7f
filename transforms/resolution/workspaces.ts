/**
 * Which directories are workspace packages: the globs of package.json, pnpm-workspace.yaml and lerna.json, opened
 * against the tree.
 *
 *   ["packages/*", "!packages/old"]      packages/a, packages/b
 */
import { createRequire } from "node:module";
import { globProblem } from "../core/globs.js";
import { type Files, inside, join } from "./files.js";

const require = createRequire(import.meta.url);
const NEVER = new Set(["node_modules/", ".git/"]);

/** Directories below `root` that the globs mean and that hold a package.json. */
export function expandGlobs(
	globs: readonly string[],
	root: string,
	files: Files,
): readonly string[] {
	const clean = (glob: string): string =>
		glob.replace(/^\.\//, "").replace(/\/+$/, "");
	const wanted = globs.filter((glob) => !glob.startsWith("!")).map(clean);
	const unwanted = globs
		.filter((glob) => glob.startsWith("!"))
		.map((glob) => clean(glob.slice(1)));
	const refused = unwanted.map((glob) => matcher(glob));
	const found = new Set<string>();
	for (const glob of wanted)
		for (const directory of open(glob.split("/"), root, files)) {
			if (refused.some((refuses) => refuses(inside(directory, root)))) continue;
			if (files.kind(join(directory, "package.json") ?? "") === "file")
				found.add(directory);
		}
	return [...found];
}

function* open(
	segments: readonly string[],
	directory: string,
	files: Files,
): Generator<string> {
	const [segment, ...rest] = segments;
	if (segment === undefined) {
		yield directory;
		return;
	}
	if (!/[*?[{(!]/.test(segment)) {
		const next = join(directory, segment);
		if (next !== null && files.kind(next) === "directory")
			yield* open(rest, next, files);
		return;
	}
	const matches = segment === "**" ? () => true : matcher(segment);
	if (segment === "**") yield* open(rest, directory, files);
	for (const name of files.list(directory)) {
		if (!name.endsWith("/") || NEVER.has(name) || !matches(name.slice(0, -1)))
			continue;
		const next = join(directory, name);
		if (next !== null)
			yield* open(segment === "**" ? segments : rest, next, files);
	}
}

function matcher(glob: string): (text: string) => boolean {
	// What nearly every workspace has; and to load the matcher takes longer than to list the packages.
	if (glob === "*") return (text) => text !== "" && !text.startsWith(".");
	if (globProblem(glob) !== null) return () => false;
	const picomatch = require("picomatch") as typeof import("picomatch");
	return picomatch(glob);
}

/**
 * The list under `packages:` of a pnpm-workspace.yaml. The file is a flat list in practice, in block or flow style
 * (https://pnpm.io/pnpm-workspace_yaml), and is read as just that.
 */
export function pnpmPackages(yaml: string): readonly string[] {
	const lines = yaml
		.split(/\r?\n/)
		.map((line) => line.replace(/(?:^|\s)#.*$/, ""));
	const start = lines.findIndex((line) => /^packages\s*:/.test(line));
	if (start < 0) return [];
	const flow = /^packages\s*:\s*\[([^\]]*)\]/.exec(
		lines.slice(start).join(" "),
	)?.[1];
	const items = flow !== undefined ? flow.split(",") : [];
	if (flow === undefined)
		for (const line of lines.slice(start + 1)) {
			if (line.trim() === "") continue;
			const item = /^\s*-\s+(.*)$/.exec(line)?.[1];
			if (item === undefined) break;
			items.push(item);
		}
	return items
		.map((item) => item.trim().replace(/^(['"])(.*)\1$/, "$2"))
		.filter((item) => item !== "");
}
