/**
 * The summary that a person reads after the diff: what was looked at, what would change, what is refused and why,
 * what to type next. Long lists end in a count; everything is in the json report.
 */
import type { Reference } from "../../transforms/core/types.js";
import { blockers } from "./blockers.js";
import { escapeLine } from "./escape.js";
import {
	capped,
	count,
	distinct,
	grouped,
	place,
	table,
	withCommas,
} from "./lines.js";
import type { RunResult } from "./result.js";
import { LISTED, type Section, type TextOptions } from "./section.js";
import {
	kept,
	mentions,
	references,
	refusals,
	texts,
} from "./text-references.js";

function head(
	{ tool, command, root, rules, written, blockers: keeping = [] }: RunResult,
	{ paint }: TextOptions,
): readonly string[] {
	const mode = written
		? "changes are written"
		: keeping.length > 0
			? "blocked, nothing is written"
			: "dry run, nothing is written";
	const shown = rules.map(
		({ from, to, names, language }) =>
			`  ${escapeLine(from)}${nameList(names)} -> ${escapeLine(to)}  ${paint.colors.dim(language)}`,
	);
	return [
		`${paint.colors.bold(`${tool.name} ${tool.version}`)} ${command}: ${mode}`,
		`  root ${escapeLine(root)}`,
		...capped(shown, LISTED, (rest) => `  ... and ${count(rest, "more rule")}`),
	];
}

function nameList(names: Readonly<Record<string, string>> | undefined): string {
	return names
		? ` {${Object.entries(names)
				.map(([old, now]) => (old === now ? old : `${old}: ${now}`))
				.join(", ")}}`
		: "";
}

function files(
	{ counts, written, outcomes }: RunResult,
	{ paint }: TextOptions,
): readonly string[] {
	const reasons = grouped(
		outcomes.flatMap((o) => (o.status === "skipped" ? [o] : [])),
		({ reason }) => reason,
	);
	const why = reasons
		.map(([reason, members]) => `${members.length} ${escapeLine(reason)}`)
		.join(", ");
	return [
		`${paint.colors.bold("Files")}  ${count(counts.scanned, "file")} scanned, ${count(counts.sources, "source")} selected, ${count(counts.candidates, "candidate")} by needle, ${withCommas(counts.read)} read past the needle search`,
		...table([
			[`  ${written ? "changed" : "would change"}`, counts.changed],
			["  unchanged", counts.unchanged],
			["  skipped", counts.skipped, why === "" ? "" : `(${why})`],
			["  failed", counts.failed],
		]).map((line) => line.trimEnd()),
	];
}

function changes(
	{ changes: all, references: refs }: RunResult,
	{ paint, verbose }: TextOptions,
): readonly string[] {
	if (all.length === 0) return [];
	const places = new Map<string, Reference>();
	for (const reference of refs)
		if (reference.change !== null && !places.has(reference.change))
			places.set(reference.change, reference);
	const shapes = grouped(all, ({ shape }) => shape);
	const lines = shapes.flatMap(([shape, members], index) => {
		const example = members
			.map(({ id }) => places.get(id))
			.find((reference) => reference !== undefined);
		const where = example ? place(example) : escapeLine(members[0]?.path ?? "");
		const size = `${count(members.length, "change")} in ${count(
			distinct(members, ({ path }) => path),
			"file",
		)}`;
		const [first = "", ...more] = shape.split("\n").map(escapeLine);
		return [
			[
				`  #${index + 1}  ${paint.colors.green(first)}`,
				...more.map((line) => `      ${paint.colors.green(line)}`),
				`      ${size}, for instance ${where}`,
			].join("\n"),
		];
	});
	return [
		`${paint.colors.bold("Changes")}  ${count(all.length, "change")} of ${count(shapes.length, "shape")}`,
		...capped(
			lines,
			verbose ? Number.POSITIVE_INFINITY : LISTED,
			(rest) =>
				`  ... and ${count(rest, "more shape")} (--verbose, or --reporter json)`,
		),
	];
}

function troubles(
	{ outcomes }: RunResult,
	{ paint, verbose }: TextOptions,
): readonly string[] {
	const failed = outcomes.flatMap((o) => (o.status === "failed" ? [o] : []));
	if (failed.length === 0) return [];
	const lines = failed.map(
		({ path, reason }) =>
			`  ${escapeLine(path)}:${/^\d+:\d+ /.test(reason) ? "" : " "}${escapeLine(reason)}`,
	);
	return [
		paint.colors.red(
			paint.colors.bold(`Failed  ${count(failed.length, "file")}`),
		),
		...capped(
			lines,
			verbose ? Number.POSITIVE_INFINITY : LISTED,
			(rest) => `  ... and ${count(rest, "more file")}`,
		),
	];
}

function notes(
	{ notes: all }: RunResult,
	{ paint, verbose }: TextOptions,
): readonly string[] {
	const lines = all.map((note) => `  ${escapeLine(note)}`);
	return all.length === 0
		? []
		: [
				paint.colors.bold("Notes"),
				...capped(
					lines,
					verbose ? Number.POSITIVE_INFINITY : LISTED,
					(rest) => `  ... and ${count(rest, "more note")}`,
				),
			];
}

function written(
	{ written: run, plan }: RunResult,
	{ paint }: TextOptions,
): readonly string[] {
	if (!run) return [];
	const all = `${run.done.length} of ${count(plan.entries.length, "file")} written`;
	if (run.done.length === 0) return [paint.colors.bold(all)];
	const { commits = [] } = run;
	const stopped = run.interrupted
		? `, stopped by ${run.interrupted}; onepath apply --resume finishes`
		: "";
	return [
		`${paint.colors.bold(all)}${stopped}`,
		...(commits.length > 0
			? [
					`  see    git log -${commits.length}`,
					`  revert git revert ${[...commits].reverse().join(" ")}`,
				]
			: ["  see    git diff", `  revert onepath undo ${run.run}`]),
	];
}

function next(
	{ next: command }: RunResult,
	{ paint }: TextOptions,
): readonly string[] {
	return command === null
		? []
		: [`Next: ${paint.colors.bold(escapeLine(command))}`];
}

/** The report from top to bottom; a section without lines is left out with its blank line. */
const SECTIONS: readonly Section[] = [
	head,
	files,
	references,
	changes,
	refusals,
	kept,
	texts,
	mentions,
	troubles,
	blockers,
	notes,
	written,
	next,
];

export function renderText(result: RunResult, options: TextOptions): string {
	const sections = SECTIONS.map((section) => section(result, options)).filter(
		(lines) => lines.length > 0,
	);
	return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
