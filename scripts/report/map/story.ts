/** Everything about one symbol or module: each path with its chain, and each use with its place. */
import type {
	MapData,
	MapDefinition,
	MapPath,
	Shim,
	UseSite,
} from "../../../transforms/core/map/types.js";
import { groupBy } from "../../group.js";
import { escapeLine } from "../escape.js";
import { count } from "../lines.js";
import type { MapTextOptions } from "./section.js";
import { splits } from "./text-findings.js";

export function renderStory(map: MapData, options: MapTextOptions): string {
	const uses = groupBy(map.uses, ({ path }) => path);
	const told = new Set<string>();
	const parts: (readonly string[])[] = [splits(map, options)];
	for (const shim of map.shims) parts.push(shimLines(shim, options));
	for (const definition of map.definitions) {
		const paths = map.paths.filter((path) => path.definition === definition.id);
		parts.push([
			...definitionLines(definition, options),
			...inOrder(definition, paths).flatMap((path) => {
				told.add(path.id);
				return pathLines(path, uses.get(path.id) ?? [], options);
			}),
		]);
	}
	for (const path of map.paths)
		if (!told.has(path.id))
			parts.push(pathLines(path, uses.get(path.id) ?? [], options));
	return `${parts
		.filter((lines) => lines.length > 0)
		.map((lines) => lines.join("\n"))
		.join("\n\n")}\n`;
}

/** Used paths as the definition has them, then the others. */
function inOrder(
	{ used }: MapDefinition,
	paths: readonly MapPath[],
): readonly MapPath[] {
	const rank = (path: MapPath): number => {
		const at = used.indexOf(path.id);
		return at < 0 ? used.length : at;
	};
	return [...paths].sort((a, b) => rank(a) - rank(b));
}

function definitionLines(
	{ id, what, file, line, uses, canonical }: MapDefinition,
	{ paint: { colors } }: MapTextOptions,
): readonly string[] {
	const where =
		file === null ? "" : `  ${escapeLine(file)}${line > 0 ? `:${line}` : ""}`;
	return [
		`${colors.bold(escapeLine(id))}  ${what}${where}`,
		`  ${count(uses.imports, "import")} in ${count(uses.files, "file")}, ${uses.tests.toLocaleString("en-US")} of ${count(uses.total, "use")} in tests`,
		...(canonical
			? [
					canonical.path === null
						? "  canonical: undecided"
						: `  canonical: ${escapeLine(canonical.path)} (${canonical.reason})`,
					...canonical.votes.map(
						({ reason, path }) => `    ${reason}: ${escapeLine(path)}`,
					),
				]
			: []),
	];
}

function pathLines(
	{ id, status, end, shim, defining, private: hidden, chain, uses }: MapPath,
	sites: readonly UseSite[],
	{ paint: { colors } }: MapTextOptions,
): readonly string[] {
	const marks = [
		status === "works" ? "" : status,
		defining ? "definition" : "",
		shim ? "shim" : "",
		hidden ? "private" : "",
	].filter((mark) => mark !== "");
	const forms = Object.entries(uses.forms).map(
		([form, number]) => `${number} ${form}`,
	);
	return [
		`  ${colors.cyan(escapeLine(id))}  ${count(uses.imports, "import")}${marks.length > 0 ? `  [${marks.join(", ")}]` : ""}${forms.length > 0 ? `  ${forms.join(", ")}` : ""}`,
		...(status === "works" ? [] : [`    ${escapeLine(end)}`]),
		...chain.map(
			({ file, line, name, how }) =>
				`    ${escapeLine(file)}:${line} ${escapeLine(name)} ${escapeLine(how)}`,
		),
		...sites.map(
			({ file, line, column, form, test, time }) =>
				`      ${escapeLine(file)}:${line}:${column}  ${form}${time === "load" ? "" : `, ${time} time`}${test ? ", test" : ""}`,
		),
	];
}

function shimLines(
	{ module, file, ways, warns, effect, names, targets, uses, users }: Shim,
	{ paint: { colors } }: MapTextOptions,
): readonly string[] {
	return [
		`${colors.bold(escapeLine(module))}  shim (${ways.join(", ")})  ${escapeLine(file)}`,
		`  ${count(uses.imports, "import")} in ${count(users.length, "file")}; ${warns === null ? "does not warn" : `warns at line ${warns}`}`,
		...(effect
			? [
					`  line ${effect.line} ${escapeLine(effect.what)}: removing it may change behaviour`,
				]
			: []),
		...targets.map(
			({ module: target, names: number }) =>
				`  hands on ${count(number, "name")} of ${escapeLine(target)}`,
		),
		...names.map(
			({ name, definition, canonical, uses: number }) =>
				`    ${escapeLine(name)} -> ${escapeLine(canonical ?? definition ?? "not known")}  ${count(number, "import")}`,
		),
	];
}
