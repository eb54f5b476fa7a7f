/** Which symbols have several import paths: the table of the worst, and for the first of them every path. */
import type {
	MapDefinition,
	UseCounts,
} from "../../../transforms/core/map/types.js";
import { count } from "../lines.js";
import { BECAUSE } from "./because.js";
import { cell, code, tableOf } from "./markdown-escape.js";
import {
	at,
	type MarkdownDoc,
	type MarkdownSection,
	nameOf,
	ROWS,
	rest,
	TOLD,
} from "./markdown-section.js";

export const fragmentation: MarkdownSection = (doc) => {
	const { fragmented } = doc;
	const head = ["## Import path fragmentation", ""];
	if (fragmented.length === 0)
		return [...head, "Every imported symbol has one import path in use."];
	return [
		...head,
		...tableOf(
			["symbol", "paths", "imports", "uses", "in tests", "path to keep"],
			fragmented
				.slice(0, ROWS)
				.map((definition) => [
					cell(nameOf(definition)),
					definition.used.length,
					definition.uses.imports,
					definition.uses.total,
					definition.uses.tests,
					definition.canonical?.path == null
						? "undecided"
						: cell(definition.canonical.path),
				]),
		),
		...rest(fragmented, "symbol"),
		...fragmented
			.slice(0, TOLD)
			.flatMap((definition, index) => story(definition, index + 1, doc)),
	];
};

function story(
	definition: MapDefinition,
	number: number,
	doc: MarkdownDoc,
): readonly string[] {
	const { file, line, what, uses, used, mentioned, unused, incidental } =
		definition;
	const home = file === null ? "outside of the tree" : `in ${at(file, line)}`;
	const further = [
		...(mentioned.length > 0
			? [
					`${count(mentioned.length, "path")} that only test doubles and strings name`,
				]
			: []),
		...(unused.length > 0
			? [`${count(unused.length, "path")} on offer and not in use`]
			: []),
		...(incidental > 0
			? [
					`${count(incidental, "module")} that ${incidental === 1 ? "binds" : "bind"} the name for ${incidental === 1 ? "its" : "their"} own use`,
				]
			: []),
	];
	return [
		"",
		`### ${number}. ${code(nameOf(definition))}`,
		"",
		`A ${what}, defined ${home}: ${count(uses.imports, "import")} in ${count(uses.files, "file")} by ${count(used.length, "path")}.${further.length > 0 ? ` Beside them: ${further.join("; ")}.` : ""}`,
		"",
		...tableOf(
			["import path", "imports", "uses", "in tests", "forms", "what it is"],
			used.slice(0, ROWS).map((id) => {
				const path = doc.path(id);
				return [
					cell(id),
					path?.uses.imports ?? 0,
					path?.uses.total ?? 0,
					path?.uses.tests ?? 0,
					path ? formsOf(path.uses) : "",
					role(id, definition, doc),
				];
			}),
		),
		...rest(used, "path"),
		"",
		decision(definition),
	];
}

const formsOf = ({ forms }: UseCounts): string =>
	Object.entries(forms)
		.sort(([, a], [, b]) => b - a)
		.map(([form, times]) => `${form} ${times}`)
		.join(", ");

function role(
	id: string,
	{ canonical }: MapDefinition,
	doc: MarkdownDoc,
): string {
	const path = doc.path(id);
	const words = [
		...(canonical?.path === id ? ["**to keep**"] : []),
		...(path?.defining ? ["the definition"] : []),
		...(path?.shim ? ["a shim"] : []),
		...(path?.private ? ["private"] : []),
	];
	return words.length > 0 ? words.join(", ") : "another module";
}

function decision({ canonical }: MapDefinition): string {
	if (canonical?.path != null && canonical.reason !== null)
		return `Keep ${code(canonical.path)}: ${BECAUSE[canonical.reason]}.`;
	const votes = (canonical?.votes ?? []).map(
		({ path, reason }) => `${code(path)} (${BECAUSE[reason]})`,
	);
	return votes.length === 0
		? "Undecided: nothing speaks for one of them."
		: `Undecided, since reasons disagree: ${votes.join(", or ")}.`;
}
