/** When the work is done: each criterion with what is true now, ticked when it holds. */
import { count } from "../lines.js";
import { blindSpots } from "./markdown-risks.js";
import type { MarkdownDoc, MarkdownSection } from "./markdown-section.js";

interface Criterion {
	readonly name: string;
	/** How many things stand against it. */
	readonly left: (doc: MarkdownDoc) => number;
	readonly holds: string;
	/** What stands against it: a noun, and what is to be said of it. */
	readonly noun: string;
	readonly lacks: string;
}

const CRITERIA: readonly Criterion[] = [
	{
		name: "One import path",
		left: ({ now }) => now.fragmented,
		holds: "every imported symbol is imported by one path",
		noun: "symbol",
		lacks: "imported by more than one path",
	},
	{
		name: "The decided path",
		left: ({ now }) => now.strayUses,
		holds: "no import goes by a path beside the one to keep",
		noun: "import",
		lacks: "by another path than the one to keep",
	},
	{
		name: "No shim in use",
		left: ({ map }) => map.shims.filter((s) => s.uses.imports > 0).length,
		holds: "no file imports a module that only hands on names",
		noun: "shim",
		lacks: "in use",
	},
	{
		name: "Old paths warn",
		left: ({ now }) => now.silentShims,
		holds: "every shim in use warns whoever imports it",
		noun: "shim",
		lacks: "in use without a warning",
	},
	{
		name: "No broken paths",
		left: ({ now }) => now.broken,
		holds: "every import path in use works",
		noun: "import path",
		lacks: "in use and working for nobody",
	},
	{
		name: "No split names",
		left: ({ now }) => now.splitNames,
		holds: "no name means several definitions",
		noun: "name",
		lacks: "with several definitions",
	},
	{
		name: "Nothing undecided",
		left: ({ now }) => now.undecided + now.ambiguous,
		holds: "every symbol has a path to keep, and every path one end",
		noun: "open question",
		lacks: "(which path to keep, or where one leads)",
	},
	{
		name: "One module a file",
		left: ({ now }) => now.doubleRoots,
		holds: "no file is imported under two names",
		noun: "file",
		lacks: "under several names",
	},
	{
		name: "No import cycles",
		left: ({ now }) => now.cycles,
		holds: "no modules load each other",
		noun: "cycle",
		lacks: "of modules that load each other",
	},
	{
		name: "Everything read",
		left: ({ map }) => blindSpots(map),
		holds: "no file and no path that the map could not follow",
		noun: "place",
		lacks: "that the map could not follow",
	},
];

export const criteria: MarkdownSection = (doc) => {
	const lines = CRITERIA.map(({ name, left, holds, noun, lacks }) => {
		const open = left(doc);
		return open === 0
			? `- [x] **${name}:** ${holds}`
			: `- [ ] **${name}:** ${count(open, noun)} ${lacks}`;
	});
	const met = lines.filter((line) => line.startsWith("- [x]")).length;
	return [
		"## Success criteria",
		"",
		`${met} of ${lines.length} are met.`,
		"",
		...lines,
	];
};
