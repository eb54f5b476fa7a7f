/** The map for eyes: split names first, the most fragmented symbols, what stands in the way, and the sums. */
import type {
	MapData,
	MapDefinition,
} from "../../../transforms/core/map/types.js";
import { escapeLine } from "../escape.js";
import { count, table } from "../lines.js";
import { type MapSection, type MapTextOptions, ROWS } from "./section.js";
import {
	cycles,
	doubleRoots,
	notes,
	paths,
	shims,
	splits,
} from "./text-findings.js";

const fragmented: MapSection = (map, options) => {
	const { colors } = options.paint;
	const all = map.definitions.filter(({ used }) => used.length > 1);
	if (all.length === 0)
		return [colors.bold("No definition is imported by more than one path")];
	const shown = all.slice(0, options.verbose ? all.length : ROWS);
	const [head = "", ...lines] = table([
		["DEFINITION", "PATHS", "IMPORTS", "FILES", "CANONICAL"],
		...shown.map((each) => [
			escapeLine(each.id),
			each.used.length,
			each.uses.imports,
			each.uses.files,
			proposed(each),
		]),
	]);
	return [
		colors.bold(head),
		...lines,
		...(all.length > shown.length
			? [
					`... and ${count(all.length - shown.length, "more definition")} (--verbose, or --reporter json)`,
				]
			: []),
	];
};

export function proposed({ canonical, used, id }: MapDefinition): string {
	if (!canonical) return escapeLine(used[0] ?? id);
	return canonical.path === null
		? "undecided"
		: `${escapeLine(canonical.path)} (${canonical.reason})`;
}

const coverage: MapSection = ({ coverage: all }, options) => {
	const { colors } = options.paint;
	const gaps = [
		[all.unread.length, "file", "that could not be read"],
		[
			new Set(all.problems.map(({ file }) => file)).size,
			"file",
			"with syntax problems: what stands behind them may be missing",
		],
		[all.dynamic.length, "import", "by a name made at run time"],
		[all.stars.length, "star", "from outside of the tree"],
		[all.opaque.length, "place", "where a module makes names at run time"],
	] as const;
	return [
		colors.bold("Coverage"),
		...all.languages.map(
			({ language, files, clean, imports }) =>
				`  ${language}  ${count(files, "file")}, ${clean.toLocaleString("en-US")} without syntax problems, ${count(imports, "place")} that name a module`,
		),
		...gaps
			.filter(([number]) => number > 0)
			.map(([number, noun, what]) => `  ${count(number, noun)} ${what}`),
	];
};

const totals: MapSection = ({ totals: all }, options) => {
	const number = (value: number): string => value.toLocaleString("en-US");
	return [
		options.paint.colors.bold("Totals"),
		`  ${count(all.definitions, "definition")} imported, ${number(all.fragmented)} by more than one path (${number(all.undecided)} undecided)`,
		`  ${count(all.paths, "path")} in use by ${count(all.uses, "import")}; ${number(all.broken)} broken (${count(all.brokenUses, "import")}), ${number(all.ambiguous)} ambiguous, ${number(all.unknown)} unknown`,
		`  ${count(all.splitNames, "split name")}, ${count(all.shims, "shim")} (${count(all.shimUses, "import")}), ${count(all.doubleRoots, "double root")}, ${count(all.cycles, "circle")}`,
	];
};

const SECTIONS: readonly MapSection[] = [
	splits,
	fragmented,
	shims,
	paths("Broken", ({ broken }) => broken),
	paths("Ambiguous", ({ ambiguous }) => ambiguous),
	paths("Unknown", ({ unknown }) => unknown),
	doubleRoots,
	cycles,
	notes,
	coverage,
	totals,
];

export function renderMapText(map: MapData, options: MapTextOptions): string {
	const sections = SECTIONS.map((section) => section(map, options)).filter(
		(lines) => lines.length > 0,
	);
	return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
