/** What can go wrong, the most dangerous first: what a search-and-replace would swap or wake up, and what is not known. */
import type { MapData, PathId } from "../../../transforms/core/map/types.js";
import { count } from "../lines.js";
import { cell, code, prose, tableOf } from "./markdown-escape.js";
import {
	at,
	list,
	type MarkdownDoc,
	type MarkdownSection,
	ROWS,
	rest,
} from "./markdown-section.js";

type Risk = (doc: MarkdownDoc) => readonly string[];

const splitNames: Risk = ({ map }) =>
	part(
		"Split names",
		"One name, several definitions: a search-and-replace between these paths swaps one for another.",
		map.splitNames
			.slice(0, ROWS)
			.flatMap(({ name, alternatives, why }) => [
				"",
				`${code(name)}: ${prose(why)}.`.replace(/\.\.$/, "."),
				"",
				...tableOf(
					["definition", "imports", "imported as"],
					alternatives.map(({ definition, paths, uses }) => [
						cell(definition),
						uses,
						some(paths),
					]),
				),
			])
			.concat(rest(map.splitNames, "split name")),
	);

const broken: Risk = (doc) =>
	part(
		"Broken import paths",
		"They work for nobody today. Moving them would switch on code that nobody has run: repair or delete it.",
		["", ...pathTable(doc.map.broken, doc)],
	);

const patched: Risk = ({ map, path }) =>
	part(
		"Patched paths",
		"Tests replace these; the string and its readers move together or not at all.",
		[
			"",
			...tableOf(
				["path", "replaced", "imports"],
				map.patched
					.slice(0, ROWS)
					.map(({ path: id, uses }) => [
						cell(id),
						uses,
						path(id)?.uses.imports ?? 0,
					]),
			),
			...rest(map.patched, "path"),
		],
	);

const cycles: Risk = ({ map }) =>
	part(
		"Import cycles",
		"Where one of these modules runs first, a name imported from another may not be there yet.",
		[
			"",
			...list(
				map.cycles.map(({ modules, way }) => {
					const round = way
						.map(
							({ module, file, line }) => `${code(module)} (${at(file, line)})`,
						)
						.join(" -> ");
					return `${count(modules.length, "module")}: ${round}`;
				}),
				"cycle",
			),
		],
	);

const doubleRoots: Risk = ({ map }) =>
	part(
		"Files under several names",
		"Each name is a module of its own at run time, with classes of its own.",
		[
			"",
			...list(
				map.doubleRoots.map(
					({ file, names }) =>
						`${code(file)}: ${names.map(({ name, uses }) => `${code(name)} (${count(uses, "use")})`).join(", ")}`,
				),
				"file",
			),
		],
	);

const ambiguous: Risk = (doc) =>
	part(
		"Ambiguous paths",
		"Which of the alternatives runs is not known from the source.",
		["", ...pathTable(doc.map.ambiguous, doc)],
	);

const effects: Risk = ({ map }) =>
	part(
		"Shims that do more",
		"Moving the imports of these modules also stops what they do when they are loaded.",
		[
			"",
			...list(
				map.shims.flatMap(({ module, file, effect }) =>
					effect === null
						? []
						: [
								`${code(module)}: ${prose(effect.what)} (${at(file, effect.line)})`,
							],
				),
				"shim",
			),
		],
	);

const unknown: Risk = (doc) => {
	const { unread, problems, dynamic, stars, opaque } = doc.map.coverage;
	const blind: readonly (readonly [string, readonly string[]])[] = [
		[
			"could not be read",
			unread.map(({ file, reason }) => `${code(file)}: ${prose(reason)}`),
		],
		["have a syntax problem", problems.map(site)],
		["load a module by a name made at run time", dynamic.map(site)],
		["take a star from outside of the tree", stars.map(site)],
		["make names at run time", opaque.map(site)],
	];
	const known = blind.filter(([, lines]) => lines.length > 0);
	return part(
		"What the map does not see",
		"Uses behind these are not counted.",
		[
			...(doc.map.unknown.length > 0
				? ["", ...pathTable(doc.map.unknown, doc)]
				: []),
			...known.flatMap(([what, lines]) => [
				"",
				`${count(lines.length, "place")} ${lines.length === 1 ? what.replace(/^have/, "has").replace(/^(load|take|make)/, "$1s") : what}:`,
				"",
				...list(lines, "place"),
			]),
		],
	);
};

/** In the order in which they hurt. */
const RISKS: readonly (readonly [
	found: (map: MapData) => number,
	risk: Risk,
	none: string,
])[] = [
	[(map) => map.splitNames.length, splitNames, "split names"],
	[(map) => map.broken.length, broken, "broken import paths"],
	[(map) => map.patched.length, patched, "patched paths"],
	[(map) => map.cycles.length, cycles, "import cycles"],
	[(map) => map.doubleRoots.length, doubleRoots, "files under several names"],
	[(map) => map.ambiguous.length, ambiguous, "ambiguous paths"],
	[
		(map) => map.shims.filter(({ effect }) => effect !== null).length,
		effects,
		"shims that do more than hand on",
	],
	[(map) => blindSpots(map), unknown, "blind spots"],
];

export const risks: MarkdownSection = (doc) => {
	const none = RISKS.filter(([found]) => found(doc.map) === 0);
	return [
		"## Risks",
		...RISKS.filter(([found]) => found(doc.map) > 0).flatMap(([, risk]) =>
			risk(doc),
		),
		...(none.length > 0
			? [
					"",
					`Looked for and not found: ${none.map(([, , name]) => name).join(", ")}.`,
				]
			: []),
	];
};

/** Places that the map could not follow. */
export function blindSpots({ coverage, unknown: paths }: MapData): number {
	const { unread, problems, dynamic, stars, opaque } = coverage;
	return [unread, problems, dynamic, stars, opaque, paths].reduce(
		(sum, places) => sum + places.length,
		0,
	);
}

const part = (
	title: string,
	why: string,
	lines: readonly string[],
): readonly string[] => ["", `### ${title}`, "", why, ...lines];

const site = ({
	file,
	line,
	what,
}: {
	readonly file: string;
	readonly line: number;
	readonly what: string;
}): string => `${at(file, line)}: ${prose(what)}`;

function pathTable(
	ids: readonly PathId[],
	{ path }: MarkdownDoc,
): readonly string[] {
	return [
		...tableOf(
			["path", "imports", "uses", "in tests", "why"],
			ids.slice(0, ROWS).map((id) => {
				const found = path(id);
				const why =
					found === null
						? ""
						: found.alternatives.length > 0
							? found.alternatives.join(", or ")
							: found.end;
				return [
					cell(id),
					found?.uses.imports ?? 0,
					found?.uses.total ?? 0,
					found?.uses.tests ?? 0,
					prose(why),
				];
			}),
		),
		...rest(ids, "path"),
	];
}

function some(paths: readonly PathId[]): string {
	const shown = paths.slice(0, 3).map(cell).join(", ");
	return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}
