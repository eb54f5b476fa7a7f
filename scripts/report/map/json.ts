/**
 * The map for programs: `MapData` as it is, an entry of a table on each line, so that the maps of two days can be
 * compared line by line.
 */
import type { MapData } from "../../../transforms/core/map/types.js";

export function renderMapJson(map: MapData): string {
	const fields = Object.entries(map).map(
		([key, value]) => `\t${JSON.stringify(key)}: ${show(value)}`,
	);
	return `{\n${fields.join(",\n")}\n}\n`;
}

function show(value: unknown): string {
	if (!Array.isArray(value)) return JSON.stringify(value);
	if (value.length === 0) return "[]";
	return `[\n${value.map((entry) => `\t\t${JSON.stringify(entry)}`).join(",\n")}\n\t]`;
}
