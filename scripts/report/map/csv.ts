/**
 * The paths of a map as a table (RFC 4180): one line for each import path, with its definition and counts. Cells
 * that a spreadsheet would take for a formula are marked as text.
 */
import type { MapData } from "../../../transforms/core/map/types.js";

const COLUMNS = [
	"definition",
	"what",
	"module",
	"name",
	"language",
	"status",
	"shim",
	"canonical",
	"imports",
	"tests",
	"files",
	"uses",
	"forms",
	"end",
] as const;

export function renderMapCsv(map: MapData): string {
	const definitions = new Map(map.definitions.map((each) => [each.id, each]));
	const rows = map.paths.map((path) => {
		const definition = definitions.get(path.definition ?? "");
		const canonical = definition?.canonical;
		return [
			path.definition ?? "",
			definition?.what ?? "",
			path.module,
			path.name ?? "",
			path.language,
			path.status,
			path.shim,
			canonical ? (canonical.path ?? "undecided") : "",
			path.uses.imports,
			path.uses.tests,
			path.uses.files,
			path.uses.total,
			Object.entries(path.uses.forms)
				.map(([form, count]) => `${form} ${count}`)
				.join("; "),
			path.end,
		];
	});
	return [COLUMNS, ...rows]
		.map((row) => `${row.map(cell).join(",")}\r\n`)
		.join("");
}

function cell(value: string | number | boolean): string {
	const text = String(value);
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
