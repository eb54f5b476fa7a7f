/**
 * Packages that hand names on from a shim: `from .manager import WSM` in an `__init__`, and their entries in
 * `__all__`. Whether anybody takes the names from the package is for the driver to ask; here is which statements there
 * are, and the edits that take them away.
 *
 *   from .manager import WSM      goes, and with it "WSM" in __all__ = ["WSM", "Other"]
 */
import { withoutMembers } from "../../../core/shim-lists.js";
import type { Reexport, ShimSupport } from "../../../core/shims.js";
import type { Edit } from "../../../core/types.js";
import { modulesOf } from "../modules/modules.js";
import { scanPython } from "../scan.js";
import { inside, readPieces, splitAt, stringValue } from "../source/pieces.js";
import { moduleItems } from "./inspect.js";
import { isAlone, wholeLines } from "./text.js";

const INIT = /(?:^|\/)__init__\.py$/;

export const reexportsOf: ShimSupport["reexports"] = (
	{ id },
	paths,
	{ graph, project },
) =>
	paths.flatMap((path): Reexport[] => {
		const file = project.read(path);
		if (!file || path === id || !INIT.test(path)) return [];
		const { text } = file;
		const items = moduleItems(text);
		const statements = items.flatMap((item) => {
			if (item.kind !== "import" || item.statement.kind !== "from") return [];
			const { level, module, star } = item.statement;
			const located = graph.locate(".".repeat(level) + module, path);
			return located.kind === "module" && located.id === id && star === null
				? [item]
				: [];
		});
		return statements.flatMap(({ start, end, statement }): Reexport[] => {
			const names = statement.names.map(
				({ name, alias }) => alias?.name ?? name,
			);
			if (
				!isAlone(text, start, end) ||
				names.some((name) => isUsed(text, name, start, end))
			)
				return [];
			return [
				{
					path,
					start,
					end,
					module: modulesOf(project).nameOf(path) || path,
					names,
					edits: [
						{ ...wholeLines(text, start, end), text: "" },
						...unlisted(text, names),
					],
				},
			];
		});
	});

/** Does the package's own code use the name, outside of the statement and of strings? */
function isUsed(
	text: string,
	name: string,
	start: number,
	end: number,
): boolean {
	const rest = text.slice(0, start) + text.slice(end);
	const scan = scanPython(rest);
	const spans = [...scan.strings, ...scan.comments];
	for (const match of rest.matchAll(new RegExp(`\\b${name}\\b`, "g")))
		if (
			!spans.some((span) => span.start <= match.index && match.index < span.end)
		)
			return true;
	return false;
}

/** The edits that take names out of `__all__`, where it is a list that is written out. */
function unlisted(text: string, names: readonly string[]): readonly Edit[] {
	return moduleItems(text).flatMap((item) => {
		if (item.kind !== "all") return [];
		const value = readPieces(text, item.start, item.end);
		return value
			.filter((piece) => piece.kind === "group" && piece.text !== "{")
			.flatMap((group) => {
				const members = splitAt(inside(text, group), ",").map((parts) => ({
					start: parts[0]?.start ?? 0,
					end: parts.at(-1)?.end ?? 0,
					name: stringValue(parts),
				}));
				const gone = new Set(
					members.flatMap(({ name }, i) =>
						name !== null && names.includes(name) ? [i] : [],
					),
				);
				return gone.size > 0 ? withoutMembers(text, members, gone) : [];
			});
	});
}
