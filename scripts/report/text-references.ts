/**
 * The parts of the text report that speak of references: by verdict, by the reason for which they stay, and those
 * in files of other kinds.
 */
import { REASONS } from "../../transforms/core/reasons.js";
import {
	type Outcome,
	type Reference,
	VERDICTS,
} from "../../transforms/core/types.js";
import { escapeLine } from "./escape.js";
import {
	capped,
	count,
	distinct,
	grouped,
	place,
	table,
	told,
	withCommas,
} from "./lines.js";
import type { RunResult } from "./result.js";
import { LISTED, type Section, SHOWN, type TextOptions } from "./section.js";

export function references(
	{ references: all }: RunResult,
	{ paint }: TextOptions,
): readonly string[] {
	// What marks or removes a module asks for no verdict of a reference.
	if (all.length === 0) return [];
	const inSources = all.filter(({ form }) => form !== "mention");
	const verdicts = [...VERDICTS, null]
		.map(
			(verdict) =>
				[verdict, inSources.filter((r) => r.verdict === verdict)] as const,
		)
		.filter(([, members]) => members.length > 0);
	return [
		`${paint.colors.bold("References")}  ${count(inSources.length, "reference")} in ${count(
			distinct(inSources, ({ path }) => path),
			"file",
		)}`,
		...table(
			verdicts.map(([verdict, members]) => {
				const moved = members.filter(
					({ outcome }) => outcome === "rewrite",
				).length;
				return [
					`  ${verdict ?? "no verdict"}`,
					members.length,
					moved === members.length
						? "rewritten"
						: moved === 0
							? "left"
							: `${moved} rewritten, ${members.length - moved} left`,
				];
			}),
		),
	];
}

function byReason(
	{ references: all }: RunResult,
	{ paint, verbose }: TextOptions,
	outcome: Outcome,
	title: string,
): readonly string[] {
	const members = all.filter(
		(reference) =>
			reference.outcome === outcome && reference.form !== "mention",
	);
	if (members.length === 0) return [];
	const limit = verbose ? Number.POSITIVE_INFINITY : SHOWN;
	const color = outcome === "refuse" ? paint.colors.yellow : paint.colors.cyan;
	return [
		`${paint.colors.bold(title)}  ${count(members.length, "reference")} in ${count(
			distinct(members, ({ path }) => path),
			"file",
		)}`,
		...grouped(members, ({ reason }) => reason ?? "text").flatMap(
			([reason, own]) => {
				const { title: meaning, next: step } =
					REASONS[reason as keyof typeof REASONS];
				const lines = grouped(own, ({ detail }) => detail).map(
					([detail, same]) =>
						told(detail, same, limit, verbose ? (same[0]?.chain ?? []) : []),
				);
				return [
					`  ${color(reason)}  ${meaning} (${own.length})`,
					...capped(
						lines,
						limit,
						(rest) => `    ... and ${withCommas(rest)} more`,
					),
					`    next: ${step}`,
				];
			},
		),
	];
}

export const refusals: Section = (result, options) =>
	byReason(result, options, "refuse", "Refused");
export const kept: Section = (result, options) =>
	byReason(result, options, "keep", "Kept");
export const texts: Section = (result, options) =>
	byReason(result, options, "report", "To look at");

export function mentions(
	{ references: all }: RunResult,
	{ paint, verbose }: TextOptions,
): readonly string[] {
	const members = all.filter(({ form }) => form === "mention");
	if (members.length === 0) return [];
	const files = (own: readonly Reference[]): number =>
		distinct(own, ({ path }) => path);
	const lines = grouped(members, ({ path }) => kindOf(path)).map(
		([kind, own]) =>
			[
				`  ${escapeLine(kind)}  ${count(own.length, "place")} in ${count(files(own), "file")}`,
				...own.slice(0, verbose ? own.length : 1).map((m) => `    ${place(m)}`),
			].join("\n"),
	);
	return [
		`${paint.colors.bold("Mentioned")}  in ${count(files(members), "file")} of other kinds, which are never rewritten`,
		...capped(
			lines,
			verbose ? lines.length : LISTED,
			(rest) => `  ... and ${count(rest, "more kind")}`,
		),
	];
}

/** The ending of a name, or the name itself where it has none; of a dated copy (`x.py.backup.20250914`) the part before. */
function kindOf(path: string): string {
	const name = path.slice(path.lastIndexOf("/") + 1);
	const parts = name.split(".");
	while (parts.length > 2 && /\d{4}/.test(parts.at(-1) ?? "")) parts.pop();
	return parts.length > 1 && parts.at(-1) !== "" ? `.${parts.at(-1)}` : name;
}
