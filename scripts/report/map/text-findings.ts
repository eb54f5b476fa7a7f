/** What stands in the way of one path for each symbol, finding by finding. */
import type { MapData, MapPath } from "../../../transforms/core/map/types.js";
import { escapeLine } from "../escape.js";
import { count, table } from "../lines.js";
import { listing, type MapSection } from "./section.js";

export const splits: MapSection = (map, options) => {
	const lines = map.splitNames.map(({ name, alternatives, why }) =>
		[
			`  ${options.paint.colors.yellow(escapeLine(name))}: ${escapeLine(why)}`,
			...alternatives.map(
				({ definition, paths, uses }) =>
					`    ${escapeLine(definition)}  ${count(uses, "import")} by ${paths.slice(0, 3).map(escapeLine).join(", ")}${paths.length > 3 ? `, ${paths.length - 3} more` : ""}`,
			),
		].join("\n"),
	);
	return listing(
		`Split names  ${count(lines.length, "name")} with several definitions behind paths that look alike`,
		"name",
		lines,
		options,
	);
};

export const shims: MapSection = (map, options) =>
	listing(
		`Shims  ${count(map.shims.length, "module")} that only hand on names, with their imports`,
		"module",
		table(
			map.shims.map(({ module, package: face, ways, warns, uses, targets }) => [
				`  ${escapeLine(module)}`,
				uses.imports,
				`${face ? "package, " : ""}${ways.join(", ")}${warns === null ? "" : ", warns"}`,
				`-> ${targets
					.slice(0, 2)
					.map((target) => escapeLine(target.module))
					.join(
						", ",
					)}${targets.length > 2 ? `, ${targets.length - 2} more` : ""}`,
			]),
		),
		options,
	);

/** Paths that lead nowhere known. */
export const paths =
	(title: string, of: (map: MapData) => readonly string[]): MapSection =>
	(map, options) => {
		const ids = of(map);
		const wanted = new Set(ids);
		const byId = new Map<string, MapPath>();
		if (wanted.size > 0)
			for (const path of map.paths)
				if (wanted.has(path.id)) byId.set(path.id, path);
		const lines = ids.flatMap((id) => {
			const path = byId.get(id);
			return path ? [line(path)] : [];
		});
		return listing(
			`${title}  ${count(lines.length, "path")}`,
			"path",
			lines,
			options,
		);
	};

const line = ({ id, uses, end }: MapPath): string =>
	`  ${escapeLine(id)}  ${count(uses.imports, "import")}: ${escapeLine(end)}`;

export const doubleRoots: MapSection = (map, options) =>
	listing(
		`Double roots  ${count(map.doubleRoots.length, "file")} imported under several names: several modules at run time`,
		"file",
		map.doubleRoots.map(
			({ file, names }) =>
				`  ${escapeLine(file)} is ${names.map(({ name, uses }) => `${escapeLine(name)} (${count(uses, "import")})`).join(" and ")}`,
		),
		options,
	);

export const cycles: MapSection = (map, options) =>
	listing(
		`Circles  ${count(map.cycles.length, "group")} of modules that load each other`,
		"group",
		map.cycles.map(
			({ modules, way }) =>
				`  ${count(modules.length, "module")}: ${way.map(({ file, line: at }) => `${escapeLine(file)}:${at}`).join(" -> ")}`,
		),
		options,
	);

export const notes: MapSection = (map, options) =>
	listing(
		"Notes",
		"note",
		map.notes.map((note) => `  ${escapeLine(note)}`),
		options,
	);
