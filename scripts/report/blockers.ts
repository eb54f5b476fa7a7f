/**
 * What keeps a shim from being removed, as data and as a part of the text report: every place with its line, what it
 * is, and what to do about it.
 */
import type { Form } from "../../transforms/core/types.js";
import { escapeLine } from "./escape.js";
import { capped, count, distinct, grouped, told, withCommas } from "./lines.js";
import type { RunResult } from "./result.js";
import { SHOWN, type TextOptions } from "./section.js";

export interface Blocker {
	/** The shim that it keeps. */
	readonly module: string;
	readonly path: string;
	/** 1-based, columns in UTF-16 units. */
	readonly line: number;
	readonly column: number;
	/** How the place names the shim; null where it does not by a reference. */
	readonly form: Form | null;
	/** Why it is in the way; blockers of one kind are shown together. */
	readonly kind: string;
	readonly what: string;
	/** What to do about it. */
	readonly next: string;
}

export function blockers(
	{ blockers: all = [] }: RunResult,
	{ paint, verbose }: TextOptions,
): readonly string[] {
	const limit = verbose ? Number.POSITIVE_INFINITY : SHOWN;
	return grouped(all, ({ module }) => module).flatMap(([module, places]) => [
		paint.colors.red(
			paint.colors.bold(
				`Blocked  ${escapeLine(module)} by ${count(places.length, "place")} in ${count(
					distinct(places, ({ path }) => path),
					"file",
				)}; nothing is removed`,
			),
		),
		...grouped(places, ({ kind, next }) => `${kind}\0${next}`).flatMap(
			([, own]) => [
				`  ${paint.colors.yellow(own[0]?.kind ?? "")} (${withCommas(own.length)})`,
				...capped(
					grouped(own, ({ what }) => what).map(([what, same]) =>
						told(what, same, limit),
					),
					limit,
					(rest) => `    ... and ${withCommas(rest)} more`,
				),
				`    next: ${own[0]?.next}`,
			],
		),
	]);
}
