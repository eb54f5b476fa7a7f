/**
 * Barrels that hand names on from a shim: `export { A } from "./legacy"`. Whether anybody takes the names from the
 * barrel is for the driver to ask; here is which statements there are, and the edits that take them away. A clause
 * goes with its statement, unless the barrel is the entry point of its package; a star and a namespace stay, for what they hand on has no end.
 */
import { parse as parseJson } from "jsonc-parser";
import type { ShimSupport } from "../../../core/shims.js";
import type { Project } from "../../../core/types.js";
import { directoryOf, upward } from "../../../resolution/files.js";
import { CONDITIONS } from "../graph.js";
import { parse } from "../source/parse.js";
import { child, children, nameOf, stringOf } from "../source/tree.js";

const MANIFEST = "package.json";

/** Is it what others get who import the package? Who they are is not known. */
function isEntry(path: string, project: Project): boolean {
	for (const directory of upward(directoryOf(path))) {
		const manifest = directory === "" ? MANIFEST : `${directory}/${MANIFEST}`;
		const text = project.read(manifest)?.text;
		if (text === undefined) continue;
		const name: unknown = parseJson(text)?.name;
		if (typeof name !== "string") return false;
		const located = project.resolve(name, manifest, CONDITIONS);
		return located.kind === "module" && located.id === path;
	}
	return false;
}

export const reexportsOf: ShimSupport["reexports"] = (
	{ id },
	paths,
	{ graph, project },
) =>
	paths.flatMap((path) => {
		const file = project.read(path);
		if (!file || path === id || isEntry(path, project)) return [];
		const { text } = file;
		return children(parse(file).program, "body").flatMap((node) => {
			const specifier = stringOf(child(node, "source"));
			if (node.type !== "ExportNamedDeclaration" || specifier === null)
				return [];
			const located = graph.locate(specifier, path);
			if (located.kind !== "module" || located.id !== id) return [];
			const names = children(node, "specifiers").map(
				(one) => nameOf(child(one, "exported")) ?? "",
			);
			const from = text.lastIndexOf("\n", node.start - 1) + 1;
			const stop = text.indexOf("\n", node.end);
			const alone =
				text.slice(from, node.start).trim() === "" &&
				text.slice(node.end, stop < 0 ? text.length : stop).trim() === "";
			const { start, end } = node;
			return [
				{
					path,
					start,
					end,
					module: path,
					names,
					edits: [
						alone
							? {
									start: from,
									end: stop < 0 ? text.length : stop + 1,
									text: "",
								}
							: { start, end, text: "" },
					],
				},
			];
		});
	});
