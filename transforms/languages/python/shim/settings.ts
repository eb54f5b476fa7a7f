/**
 * Settings of Python projects that name a module: lists in pyproject.toml and ruff.toml, per-file exceptions of
 * linters, lines of MANIFEST.in. An entry that exists for the shim alone goes with it; what else names it (an entry
 * point, an override that names one module) is for a person to decide.
 */
import { withoutMembers } from "../../../core/shim-lists.js";
import type {
	SettingsBlocker,
	SettingsRelease,
	ShimModule,
} from "../../../core/shims.js";
import type { Edit, Project, SourceFile } from "../../../core/types.js";
import { directoryOf, join } from "../../../resolution/files.js";
import { modulesOf } from "../modules/modules.js";
import { tomlStrings } from "./toml.js";

const TOML = /(?:^|\/)(?:pyproject|\.?ruff|\.?mypy|tach)\.toml$/;
const MANIFEST = /(?:^|\/)MANIFEST\.in$/;

export const isPythonSettings = (path: string): boolean =>
	TOML.test(path) || MANIFEST.test(path);

export function releaseSettings(
	file: SourceFile,
	modules: readonly ShimModule[],
	project: Project,
): SettingsRelease {
	const names = namesOf(file.path, modules, project);
	return MANIFEST.test(file.path)
		? fromManifest(file.text, names)
		: fromToml(file.text, names);
}

/** Does a string name one of the modules, by its dotted name or by its file seen from the settings? */
function namesOf(
	path: string,
	modules: readonly ShimModule[],
	project: Project,
): (written: string) => boolean {
	// The stub of a module is named where the module is.
	const ids = new Set(modules.flatMap(({ id }) => [id, `${id}i`]));
	const dotted = new Set(
		modules.flatMap(({ id, key }) => [
			key,
			...modulesOf(project).everyName(id),
		]),
	);
	const directory = directoryOf(path);
	return (written) =>
		dotted.has(written) ||
		(/\.pyi?$/.test(written) && ids.has(join(directory, written) ?? ""));
}

function fromToml(
	text: string,
	names: (written: string) => boolean,
): SettingsRelease {
	const edits: Edit[] = [];
	const blockers: SettingsBlocker[] = [];
	const spans: { start: number; end: number }[] = [];
	const lists = new Map<
		readonly { start: number; end: number }[],
		Set<number>
	>();
	for (const { value, start, end, key, table, isKey, list } of tomlStrings(
		text,
	)) {
		if (!names(value)) continue;
		spans.push({ start, end });
		// A rule that forbids the import is no use of it.
		if (/\bbanned-api\b/.test(table)) continue;
		const where = [table, key].filter((part) => part !== "").join(".");
		const line = isKey ? wholeEntry(text, start) : null;
		if (line) edits.push({ ...line, text: "" });
		else if (
			list &&
			(list.members.length > 1 || /ignore|omit|exclude|allow/.test(key))
		) {
			const known = lists.get(list.members) ?? new Set();
			lists.set(list.members, known.add(list.index));
		} else
			blockers.push({
				offset: start,
				what: `${where} names ${value}`,
				next: "Point it at the canonical module, or remove the entry.",
			});
	}
	for (const [members, gone] of lists)
		edits.push(...withoutMembers(text, members, gone));
	return { edits, blockers, spans };
}

/** `"app/old.py" = ["F401"]` on a line of its own. */
function wholeEntry(
	text: string,
	start: number,
): { start: number; end: number } | null {
	const from = text.lastIndexOf("\n", start - 1) + 1;
	const stop = text.indexOf("\n", start);
	const end = stop < 0 ? text.length : stop + 1;
	return /^\s*(["'])[^"']*\1\s*=\s*(?:\[[^[\]]*\]|["'][^"']*["'])\s*(?:#.*)?$/.test(
		text.slice(from, end).trimEnd(),
	)
		? { start: from, end }
		: null;
}

function fromManifest(
	text: string,
	names: (written: string) => boolean,
): SettingsRelease {
	const edits: Edit[] = [];
	const spans: { start: number; end: number }[] = [];
	const blockers: SettingsBlocker[] = [];
	for (const match of text.matchAll(
		/^([\w-]+)[ \t]+(.*?)[ \t]*\r?(?:\n|$)/gm,
	)) {
		const [whole, command = "", list = ""] = match;
		const { index } = match;
		const from = whole.indexOf(list, command.length);
		const files = [...list.matchAll(/\S+/g)].map((file) => ({
			start: index + from + file.index,
			name: file[0],
		}));
		const own = files.filter(({ name }) => names(name));
		if (own.length === 0) continue;
		spans.push({ start: index, end: index + whole.length });
		if (own.length === files.length)
			edits.push({ start: index, end: index + whole.length, text: "" });
		else
			for (const { start, name } of own) {
				const before = /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
				edits.push({
					start: start - before,
					end: start + name.length,
					text: "",
				});
			}
	}
	return { edits, blockers, spans };
}
