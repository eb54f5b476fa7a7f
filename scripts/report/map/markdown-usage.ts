/** How the tree imports: the forms that are in use, each with a line of real source, and where the work is. */
import type { UseSite } from "../../../transforms/core/map/types.js";
import { FORMS, type Form } from "../../../transforms/core/types.js";
import { groupBy } from "../../group.js";
import { count } from "../lines.js";
import { block, cell, code, tableOf } from "./markdown-escape.js";
import {
	at,
	type MarkdownDoc,
	type MarkdownSection,
	ROWS,
	rest,
} from "./markdown-section.js";

export const usage: MarkdownSection = (doc) => {
	const { uses } = doc.map;
	const head = ["## Usage patterns", ""];
	if (uses.length === 0)
		return [...head, "No file imports a module of the tree."];
	const forms = Object.keys(FORMS).flatMap((form) => {
		const own = uses.filter((use) => use.form === form);
		return own.length > 0 ? [{ form: form as Form, own }] : [];
	});
	forms.sort((a, b) => b.own.length - a.own.length);
	return [
		...head,
		...tableOf(
			["form", "uses", "in tests", "what it is"],
			forms.map(({ form, own }) => [
				cell(form),
				own.length,
				own.filter(({ test }) => test).length,
				FORMS[form],
			]),
		),
		...forms.flatMap(({ form, own }) => example(form, own, doc)),
		...directories(doc),
	];
};

/**
 * One real line for each form and language. Of a statement that is laid out over several lines a use may stand on
 * one without the module, so a line that spells it is looked for first; product code before tests.
 */
function example(
	form: Form,
	uses: readonly UseSite[],
	doc: MarkdownDoc,
): readonly string[] {
	const ordered = [
		...uses.filter(({ test }) => !test),
		...uses.filter(({ test }) => test),
	];
	const languages = groupBy(
		ordered,
		({ path }) => doc.path(path)?.language ?? "",
	);
	return [...languages].flatMap(([language, own]) => {
		const lines = own.slice(0, TRIED).map((use) => ({
			use,
			line: doc.lineOf(use.file, use.line)?.trim() ?? "",
		}));
		const whole = lines.find(({ use, line }) => line.includes(use.specifier));
		const shown = whole ?? lines.find(({ line }) => line !== "");
		if (!shown) return [];
		return [
			"",
			`${code(form)}, for instance ${at(shown.use.file, shown.use.line)} (${count(own.length, "use")}):`,
			"",
			...block(language, [shown.line]),
		];
	});
}

/** Uses that are looked at for an example. */
const TRIED = 20;

/** By directory: how many uses go by a path that is not to be kept. */
function directories({ map, path }: MarkdownDoc): readonly string[] {
	const stray = new Map<string, number>();
	const ids = map.definitions.flatMap(({ canonical, used }) =>
		canonical?.path == null ? [] : used.filter((id) => id !== canonical.path),
	);
	for (const id of ids)
		for (const [directory, uses] of Object.entries(
			path(id)?.uses.directories ?? {},
		))
			stray.set(directory, (stray.get(directory) ?? 0) + uses);
	if (stray.size === 0) return [];
	const rows = [...stray].sort(
		([a, most], [b, least]) => least - most || (a < b ? -1 : 1),
	);
	return [
		"",
		"Where uses beside the paths to keep are:",
		"",
		...tableOf(
			["directory", "uses to move"],
			rows.slice(0, ROWS).map(([directory, uses]) => [cell(directory), uses]),
		),
		...rest(rows, "place"),
	];
}
