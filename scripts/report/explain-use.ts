/**
 * The story of one place that names a module: what it resolves to step by step, what the rules say of it, by which
 * other paths the same thing is imported, and what could be written instead.
 */
import type {
	MapData,
	MapDefinition,
	MapPath,
	UseSite,
} from "../../transforms/core/map/types.js";
import { REASONS } from "../../transforms/core/reasons.js";
import {
	FORMS,
	type ImportPath,
	type Reference,
} from "../../transforms/core/types.js";
import { escapeLine } from "./escape.js";
import { capped, count, table } from "./lines.js";
import { BECAUSE } from "./map/because.js";
import { LISTED } from "./section.js";

export interface Place {
	readonly use: UseSite;
	readonly map: MapData;
	/** What a migration with the rules in force says of the place. */
	readonly references: readonly Reference[];
}

/** Lines without ends; a blank one between parts. */
export function renderPlace({
	use,
	map,
	references,
}: Place): readonly string[] {
	const path = map.paths.find(({ id }) => id === use.path);
	if (!path) throw new Error(`${use.path} is used and is no path of the map`);
	const definition =
		map.definitions.find(({ id }) => id === path.definition) ?? null;
	const byId = new Map(map.paths.map((each) => [each.id, each]));
	const parts = [
		head(use, path),
		chain(path, definition),
		rules(references),
		others(path, definition, byId),
		instead(path, definition, references),
	].filter((lines) => lines.length > 0);
	return parts
		.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]))
		.map(escapeLine);
}

const TIME = {
	load: "as the file is loaded",
	call: "when a function runs",
	type: "for types only",
} as const;

function head(use: UseSite, path: MapPath): readonly string[] {
	return [
		`${use.file}:${use.line}:${use.column}  ${path.id}`,
		`  ${use.form}: ${FORMS[use.form]}; written ${use.specifier}, ${TIME[use.time]}`,
	];
}

function chain(
	path: MapPath,
	definition: MapDefinition | null,
): readonly string[] {
	const steps = table(
		path.chain.map(({ module, line, name, how }) => [
			`  ${module}:${line}`,
			`${name} ${how}`,
		]),
	);
	return [endOf(path, definition), ...steps];
}

function endOf(path: MapPath, definition: MapDefinition | null): string {
	switch (path.status) {
		case "works": {
			if (!definition || definition.what === "external")
				return `It is ${path.end}.`;
			const where =
				definition.line > 0
					? ` (${definition.file}:${definition.line})`
					: ` (${definition.file})`;
			return `It is the ${definition.what} ${definition.id}${where}.`;
		}
		case "broken":
			return `It works for nobody: ${path.end}.`;
		case "ambiguous":
			return `It is not decided by the source: ${path.alternatives.join(", or ")}.`;
		case "unknown":
			return `It can not be followed: ${path.end}.`;
	}
}

function rules(references: readonly Reference[]): readonly string[] {
	return references.flatMap(
		({ rule, verdict, outcome, detail, reason, canonical }) => [
			`Rule ${rule}: ${outcome === "rewrite" ? "moves" : "does not move"} it${canonical ? ` to ${written(canonical)}` : ""}${verdict ? `, ${verdict}` : ""}.`,
			...(detail === "" ? [] : [`  ${detail}`]),
			...(reason === null
				? []
				: [`  ${reason}: ${REASONS[reason].title}. ${REASONS[reason].next}`]),
		],
	);
}

function others(
	path: MapPath,
	definition: MapDefinition | null,
	byId: ReadonlyMap<string, MapPath>,
): readonly string[] {
	if (!definition) return [];
	const rows = definition.used
		.filter((id) => id !== path.id)
		.map((id) => [byId.get(id)?.uses.imports ?? 0, id] as const);
	if (rows.length === 0)
		return definition.used.length > 0
			? ["No other import path to it is in use."]
			: [];
	return [
		`The same by ${count(rows.length, "other path")}:`,
		...capped(
			table(rows.map(([imports, id]) => [imports, id])).map(
				(line) => `  ${line}`,
			),
			LISTED,
			(rest) => `  ... and ${count(rest, "more path")} (onepath map --symbol)`,
		),
	];
}

function instead(
	path: MapPath,
	definition: MapDefinition | null,
	references: readonly Reference[],
): readonly string[] {
	const moved = references.find(({ outcome }) => outcome === "rewrite");
	if (moved?.canonical)
		return [`Instead: ${written(moved.canonical)}, as onepath migrate does it`];
	if (!definition?.canonical) return [];
	const { path: kept, reason, votes } = definition.canonical;
	if (kept === path.id)
		return [`This is the path to keep${reason ? `: ${BECAUSE[reason]}` : ""}.`];
	if (kept !== null && reason !== null)
		return [`Instead: ${kept}, since ${BECAUSE[reason]}`];
	return votes.length === 0
		? []
		: [
				"Instead: not decided, since reasons disagree",
				...votes.map(({ path: voted, reason: why }) => {
					return `  ${voted}, since ${BECAUSE[why]}`;
				}),
			];
}

const written = ({ module, name }: ImportPath): string =>
	name === null ? module : `${module}:${name}`;
