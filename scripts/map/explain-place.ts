/** What is known of a place in a file, asked of the map of the whole tree and of the rules in force. */
import { OnepathError } from "../../transforms/core/errors.js";
import type { MapData, UseSite } from "../../transforms/core/map/types.js";
import type { Reference } from "../../transforms/core/types.js";
import { DEFAULT_POLICY } from "../config/policy.js";
import { insideRoot } from "../driver/root.js";
import { run } from "../pipeline.js";
import { renderPlace } from "../report/explain-use.js";
import type { Settings } from "../settings.js";
import { type MapContext, mapWhole } from "./map-whole.js";
import { withSymbols } from "./symbols.js";

/** `chat.py:5`, `chat.py:5:3`: 1-based, the column in UTF-16 units. */
export interface PlaceAsked {
	/** As given, from the working directory. */
	readonly file: string;
	readonly line: number;
	readonly column: number | null;
}

/** Null for what is no place. */
export function parsePlace(text: string): PlaceAsked | null {
	const found = /^(.+?):(\d+)(?::(\d+))?$/s.exec(text);
	if (!found) return null;
	const [, file = "", line, column] = found;
	return {
		file,
		line: Number(line),
		column: column === undefined ? null : Number(column),
	};
}

/** The lines to print. Throws `usage` for a place that names no module of the tree. */
export async function explainPlace(
	asked: PlaceAsked,
	settings: Settings,
	context: MapContext,
): Promise<readonly string[]> {
	const expanded = await withSymbols(settings, context);
	const map = await mapWhole(expanded, context);
	const file = insideRoot(settings.root, settings.cwd, asked.file);
	const uses = usesAt(asked, file, map);
	const references = referencesIn(file as string, expanded, context);
	return uses.flatMap((use, index) => [
		...(index > 0 ? ["", ""] : []),
		...renderPlace({
			use,
			map,
			references: references.filter(
				({ line, column }) => line === use.line && column === use.column,
			),
		}),
	]);
}

function usesAt(
	{ file: given, line, column }: PlaceAsked,
	file: string | null,
	map: MapData,
): readonly UseSite[] {
	const own = map.uses.filter((use) => use.file === file);
	const there = own.filter((use) => use.line === line);
	if (there.length === 0) {
		const lines = [...new Set(own.map((use) => use.line))]
			.sort((a, b) => Math.abs(a - line) - Math.abs(b - line))
			.slice(0, 5)
			.sort((a, b) => a - b);
		throw new OnepathError(
			"usage",
			lines.length === 0
				? `${given} names no module of this tree`
				: `${given}:${line} names no module of this tree; the nearest lines that do: ${lines.join(", ")}`,
		);
	}
	// The one that the column is in or behind, for an editor's cursor.
	const before = there.filter((use) => use.column <= (column ?? 0));
	return column === null ? there : [before.at(-1) ?? (there[0] as UseSite)];
}

function referencesIn(
	file: string,
	settings: Settings,
	context: MapContext,
): readonly Reference[] {
	if (settings.rules.length === 0) return [];
	return settings.located(() =>
		run({
			...settings,
			...context,
			command: "explain",
			// All of the tree, for what is right only together with other files.
			paths: [],
			policy: { ...DEFAULT_POLICY, ...settings.policy },
		}).references.filter(({ path }) => path === file),
	);
}
