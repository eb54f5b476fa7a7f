/** How far the migration is, for eyes: what is left by rule, directory and owner, and which shims can go. */
import { REASONS } from "../../transforms/core/reasons.js";
import type { Paint } from "../io.js";
import { escapeLine } from "../report/escape.js";
import { capped, count, place, table } from "../report/lines.js";
import { LISTED, SHOWN } from "../report/section.js";
import type { Progress, ShimStatus, StatusResult } from "./result.js";

export interface StatusTextOptions {
	readonly paint: Paint;
	readonly verbose: boolean;
}

type Section = (
	result: StatusResult,
	options: StatusTextOptions,
) => readonly string[];

const head: Section = ({ total, files, baseline }, { paint }) => [
	paint.colors.bold(
		total.left === 0
			? "No legacy path is in use"
			: `${count(total.left, "use")} of legacy paths left in ${count(files, "file")}`,
	),
	`  ${total.toMove.toLocaleString("en-US")} proven, for onepath migrate --write; ${total.refused.toLocaleString("en-US")} refused`,
	baseline === null
		? "  no baseline, so what has moved is not known (onepath check --init-baseline)"
		: `  ${total.moved.toLocaleString("en-US")} moved since ${escapeLine(baseline)}`,
];

function progress(
	title: string,
	rows: readonly Progress[] | null,
	{ paint, verbose }: StatusTextOptions,
): readonly string[] {
	if (!rows || rows.length === 0) return [];
	const [names = "", ...lines] = table([
		[title, "left", "proven", "refused", "moved"],
		...rows.map(({ key, left, toMove, refused, moved }) => [
			`  ${escapeLine(key)}`,
			...[left, toMove, refused, moved].map((n) => n.toLocaleString("en-US")),
		]),
	]);
	return [
		paint.colors.bold(names.trimEnd()),
		...capped(
			lines.map((line) => line.trimEnd()),
			verbose ? Number.POSITIVE_INFINITY : LISTED,
			(rest) => `  ... and ${rest.toLocaleString("en-US")} more`,
		),
	];
}

const refused: Section = ({ refused: all }, { paint }) =>
	all.length === 0
		? []
		: [
				paint.colors.bold("Refused"),
				...table(
					all.map(({ reason, count: number }) => [
						`  ${reason}`,
						number,
						REASONS[reason].title,
					]),
				),
				"  next: onepath explain REASON",
			];

const STATES: readonly (readonly [ShimStatus["state"], string])[] = [
	["can-go", "can go now"],
	["mentioned", "is only mentioned"],
	["blocked", "is blocked"],
	["gone", "is gone"],
];

const shims: Section = ({ shims: all }, { paint, verbose }) => {
	if (all.length === 0) return [];
	const lines = STATES.flatMap(([state, words]) =>
		all
			.filter((shim) => shim.state === state)
			.map((shim) => shimLines(shim, words, verbose).join("\n")),
	);
	return [
		paint.colors.bold("Legacy modules"),
		...capped(
			lines,
			verbose ? Number.POSITIVE_INFINITY : LISTED,
			(rest) => `  ... and ${count(rest, "more module")}`,
		),
	];
};

function shimLines(
	{ module, file, blockers, besides, places }: ShimStatus,
	words: string,
	verbose: boolean,
): readonly string[] {
	const { toMove, refused: stays, kept, mentions } = blockers;
	const by = [
		[toMove, "to move"],
		[stays, "refused"],
		[kept, "kept on purpose"],
		[mentions, "in strings, comments and documents"],
		[besides.length, "in its own code"],
	]
		.filter(([number]) => number !== 0)
		.map(([number, what]) => `${number?.toLocaleString("en-US")} ${what}`)
		.join(", ");
	return [
		`  ${escapeLine(module)}  ${words}${by === "" ? "" : ` (${by})`}`,
		...capped(
			[
				...besides.map(
					({ line, what }) =>
						`    ${escapeLine(file ?? module)}:${line}  ${escapeLine(what)}`,
				),
				...places.map((one) => `    ${place(one)}  ${one.reason ?? "proven"}`),
			],
			verbose ? Number.POSITIVE_INFINITY : SHOWN,
			(rest) => `    ... and ${rest.toLocaleString("en-US")} more`,
		),
	];
}

const failures: Section = ({ failures: all, notes }, { paint }) => [
	...all.map(
		({ path, reason }) =>
			`${paint.colors.red(escapeLine(path))}:${/^\d+:\d+ /.test(reason) ? "" : " "}${escapeLine(reason)}`,
	),
	...notes.map((note) => `note: ${escapeLine(note)}`),
];

const SECTIONS: readonly Section[] = [
	head,
	(result, options) => progress("By rule", result.byRule, options),
	(result, options) => progress("By directory", result.byDirectory, options),
	(result, options) => progress("By owner", result.byOwner, options),
	refused,
	shims,
	failures,
];

export function renderStatusText(
	result: StatusResult,
	options: StatusTextOptions,
): string {
	return `${SECTIONS.map((section) => section(result, options))
		.filter((lines) => lines.length > 0)
		.map((lines) => lines.join("\n"))
		.join("\n\n")}\n`;
}
