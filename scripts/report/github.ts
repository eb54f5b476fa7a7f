/**
 * What fails, as annotations of a GitHub workflow: `::error file=a.py,line=4,col=5,title=onepath::what`. The
 * runner reads commands from any line of output, so data and properties are escaped as its toolkit does
 * (actions/toolkit, packages/core/src/command.ts); a name with a line feed in it is no second command.
 *
 * It shows ten errors of a step and drops the rest in silence, so the rest is said in a notice.
 */
import type { CheckResult, Finding } from "../check/result.js";
import { overLimit } from "../check/result.js";
import { pathOf, sentence } from "../check/words.js";

const SHOWN = 10;

interface Annotation {
	readonly file: string;
	readonly line: number;
	readonly column: number | null;
	readonly title: string;
	readonly message: string;
}

/** One line for each annotation; nothing when nothing fails. */
export function renderGithub(result: CheckResult): string {
	const all = [
		...result.failures.map(failure),
		...result.findings.filter(({ fails }) => fails).map(finding),
		...overLimit(result.paths).map((symbol): Annotation => {
			const [canonical] = symbol.paths;
			return {
				file: canonical?.file ?? "",
				line: canonical?.line ?? 1,
				column: null,
				title: "onepath: too many import paths",
				message: `${symbol.symbol} has ${symbol.paths.length} import paths: ${symbol.paths
					.map(pathOf)
					.join(", ")}`,
			};
		}),
	];
	const rest = all.length - SHOWN;
	const { incomplete } = result;
	return [
		...(incomplete === undefined
			? []
			: [`::error title=onepath::${data(incomplete)}`]),
		...all.slice(0, SHOWN).map(command),
		...(rest > 0
			? [
					`::notice title=onepath::${rest} more ${rest === 1 ? "error" : "errors"} (--reporter text lists all of them)`,
				]
			: []),
	]
		.map((line) => `${line}\n`)
		.join("");
}

function finding(one: Finding): Annotation {
	const { path, line, column } = one.reference;
	const title = "onepath: legacy import path";
	return { file: path, line, column, title, message: sentence(one) };
}

function failure({
	path,
	reason,
}: CheckResult["failures"][number]): Annotation {
	const [, line, column] = /^(\d+):(\d+) /.exec(reason) ?? [];
	return {
		file: path,
		line: Number(line ?? 1),
		column: column === undefined ? null : Number(column),
		title: "onepath: not checked",
		message: reason,
	};
}

function command({ file, line, column, title, message }: Annotation): string {
	const properties = [
		`file=${property(file)}`,
		`line=${line}`,
		...(column === null ? [] : [`col=${column}`]),
		`title=${property(title)}`,
	];
	return `::error ${properties.join(",")}::${data(message)}`;
}

function data(text: string): string {
	return text
		.replaceAll("%", "%25")
		.replaceAll("\r", "%0D")
		.replaceAll("\n", "%0A");
}

function property(text: string): string {
	return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
