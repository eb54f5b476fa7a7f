/** The head of the consolidation map: what the numbers say, in a sentence each, and how far the work has come. */
import { count } from "../lines.js";
import { code, prose, tableOf } from "./markdown-escape.js";
import { MEASURES, type Measure, type Measures } from "./markdown-measures.js";
import {
	type MarkdownDoc,
	type MarkdownSection,
	nameOf,
} from "./markdown-section.js";

export const summary: MarkdownSection = (doc) => {
	const { map, now, before } = doc;
	const files = map.coverage.languages.reduce((sum, l) => sum + l.files, 0);
	const scope =
		map.scope.length === 0
			? "the whole tree"
			: map.scope.map((path) => code(path)).join(", ");
	return [
		"## Summary",
		"",
		...map.notes.flatMap((note) => [`> ${prose(note)}`, ""]),
		`${count(files, "source file")} read, imports counted in ${scope}; uses are imports, test doubles and strings together.`,
		"",
		...sentences(doc).map((sentence, index) => `${index + 1}. ${sentence}`),
		"",
		...numbers(now, before),
	];
};

function sentences({
	map: { splitNames },
	now,
	fragmented,
}: MarkdownDoc): readonly string[] {
	const [worst] = fragmented;
	const lead = worst
		? ` ${code(nameOf(worst))} leads with ${count(worst.used.length, "path")} and ${count(worst.uses.imports, "import")}.`
		: "";
	const [split] = splitNames;
	const dangerous = split
		? `${count(splitNames.length, "name")} ${splitNames.length === 1 ? "means" : "mean"} several definitions behind paths that look alike, ${code(split.name)} first: a search-and-replace would swap one for another.`
		: "No name means several definitions behind paths that look alike.";
	const broken =
		now.broken === 0
			? "Every import path in use works."
			: `${count(now.broken, "import path")} in use ${now.broken === 1 ? "works" : "work"} for nobody (${count(now.brokenUses, "import")}).`;
	return [
		`**Fragmentation:** ${now.fragmented.toLocaleString("en-US")} of ${count(now.definitions, "imported symbol")} ${now.fragmented === 1 ? "has" : "have"} more than one import path in use.${lead}`,
		`**Split names:** ${dangerous}`,
		`**Shims:** ${count(now.shims, "module")} only ${now.shims === 1 ? "hands" : "hand"} on names, with ${count(now.shimUses, "import")}.`,
		`**Broken:** ${broken}`,
	];
}

function numbers(now: Measures, before: Measures | null): readonly string[] {
	const names = Object.keys(MEASURES) as Measure[];
	if (before === null)
		return tableOf(
			["measure", "now"],
			names.map((name) => [MEASURES[name], now[name]]),
		);
	return tableOf(
		["measure", "before", "now", "change"],
		names.map((name) => [
			MEASURES[name],
			before[name],
			now[name],
			change(now[name] - before[name]),
		]),
	);
}

const change = (by: number): string =>
	by === 0
		? "="
		: `${by > 0 ? "+" : "-"}${Math.abs(by).toLocaleString("en-US")}`;
