/**
 * The one place that knows `@lezer/python`, loaded by the first file that needs it. Latin1 text gives byte offsets;
 * a byte order mark would cost the first statement, so line breaks of the same width stand in for it.
 */
import { createRequire } from "node:module";
import { BOM } from "./chars.js";

type LRParser = typeof import("@lezer/python")["parser"];

const require = createRequire(import.meta.url);
let parser: LRParser | null = null;

export function parsePython(text: string): ReturnType<LRParser["parse"]> {
	parser ??= (require("@lezer/python") as { parser: LRParser }).parser;
	return parser.parse(
		text.startsWith(BOM) ? `\n\n\n${text.slice(BOM.length)}` : text,
	);
}
