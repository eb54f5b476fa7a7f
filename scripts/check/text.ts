/** The gate for eyes: a finding starts with `file:line:col`, and what to write instead stands below it. */
import { isLegacyUse } from "../../transforms/core/baseline.js";
import type { Paint } from "../io.js";
import { escapeLine } from "../report/escape.js";
import { count, distinct, grouped, place, table } from "../report/lines.js";
import { type CheckResult, type Finding, overLimit } from "./result.js";
import { adviceFor, baselineLine, OFFERS, pathOf } from "./words.js";

export interface CheckTextOptions {
	readonly paint: Paint;
	/** Also what the baseline allows, and every reference that is no use. */
	readonly verbose: boolean;
	/** Nothing but what fails. */
	readonly quiet: boolean;
}

type Section = (
	result: CheckResult,
	options: CheckTextOptions,
) => readonly string[];

const findings: Section = ({ findings: all }, { paint, verbose }) =>
	all
		.filter((finding) => verbose || finding.fails)
		.flatMap((finding) => linesOf(finding, paint));

function linesOf(finding: Finding, { colors }: Paint): readonly string[] {
	const { reference, fails, now, allowed } = finding;
	const known = fails
		? allowed > 0
			? `  (${now} here, the baseline allows ${allowed})`
			: ""
		: "  (in the baseline)";
	const legacy = escapeLine(pathOf(reference.legacy));
	return [
		`${colors.bold(place(reference))}  ${reference.form}  ${fails ? colors.red(legacy) : colors.dim(legacy)}${known}`,
		...adviceFor(finding).map((line) => `    ${escapeLine(line)}`),
	];
}

/** The symbols with too many paths, each path with the place that offers it; all symbols when asked. */
const paths: Section = ({ paths: counted }, { paint, verbose }) => {
	if (!counted) return [];
	const { colors } = paint;
	return (verbose ? counted.symbols : overLimit(counted)).flatMap(
		({ symbol, ends, paths: own }) => [
			`${colors.bold(escapeLine(symbol))}  ${count(own.length, "import path")}, ${counted.limit} allowed`,
			...(ends.length > 1
				? [
						`    ${ends.length} things of one name: ${escapeLine(ends.join(", "))}`,
					]
				: []),
			...table(
				own.map(({ module, name, file, line, kind }) => [
					`    ${escapeLine(module)}:${escapeLine(name)}`,
					`${escapeLine(file)}:${line}`,
					OFFERS[kind],
				]),
			),
		],
	);
};

const failures: Section = ({ failures: all }, { paint }) =>
	all.map(
		({ path, reason }) =>
			`${paint.colors.red(escapeLine(path))}:${/^\d+:\d+ /.test(reason) ? "" : " "}${escapeLine(reason)}`,
	);

const summary: Section = (result, { paint, quiet, verbose }) => {
	if (quiet) return [];
	const { findings: all, others, baseline, paths: counted, counts } = result;
	const failing = all.filter((finding) => finding.fails);
	const files = distinct(failing, ({ reference }) => reference.path);
	const over = overLimit(counted).length;
	return [
		failing.length === 0
			? paint.colors.green(
					`No legacy path is in use${all.length > 0 ? " that the baseline does not allow" : ""} (${count(counts.sources, "source")} checked)`,
				)
			: paint.colors.red(
					`${count(failing.length, "use")} of legacy paths in ${count(files, "file")}`,
				),
		...(counted
			? [
					over === 0
						? `${count(counted.symbols.length, "symbol")} with at most ${count(counted.limit, "import path")}`
						: `${over} of ${count(counted.symbols.length, "symbol")} with more than ${count(counted.limit, "import path")}`,
				]
			: []),
		...(baseline ? [escapeLine(baselineLine(baseline))] : []),
		...keptLines(others, verbose),
		...result.notes.map((note) => `note: ${escapeLine(note)}`),
	];
};

/** Never failing: kept on purpose, and text. */
function keptLines(
	others: CheckResult["others"],
	verbose: boolean,
): readonly string[] {
	const kinds = grouped(
		others.filter((reference) => !isLegacyUse(reference)),
		({ outcome, form, reason }) =>
			outcome === "keep" ? `kept (${reason})` : `spelled in a ${form}`,
	);
	return kinds.flatMap(([kind, members]) => [
		`not gated: ${members.length} ${kind}, for instance ${place(members[0] as (typeof members)[number])}`,
		...(verbose
			? members.map((r) => `    ${place(r)}  ${escapeLine(r.detail)}`)
			: []),
	]);
}

const SECTIONS: readonly Section[] = [findings, paths, failures, summary];

export function renderCheckText(
	result: CheckResult,
	options: CheckTextOptions,
): string {
	const sections = SECTIONS.map((section) => section(result, options)).filter(
		(lines) => lines.length > 0,
	);
	if (sections.length === 0) return "";
	return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
