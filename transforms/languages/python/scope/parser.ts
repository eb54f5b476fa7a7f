/**
 * The one place that knows `@lezer/python`, loaded by the first file that needs it. Latin1 text gives byte offsets;
 * a byte order mark would cost the first statement, so line breaks of the same width stand in for it. Its grammar
 * lacks floats that end in a point (`20.`, `1.e-6`; language reference 2.6.6), which cost the whole statement: a
 * digit stands in for the point.
 */
import { createRequire } from "node:module";
import { BOM } from "../source/chars.js";

type LRParser = typeof import("@lezer/python")["parser"];

const require = createRequire(import.meta.url);
let parser: LRParser | null = null;
const POINT_FLOAT =
	/(?<![\w.\x80-\xff])(\d[\d_]*)\.(?=[eE][+-]?\d|[jJ](?!\w)|[^\w.]|$)/g;

export function parsePython(text: string): ReturnType<LRParser["parse"]> {
	parser ??= (require("@lezer/python") as { parser: LRParser }).parser;
	const source = text.startsWith(BOM)
		? `\n\n\n${text.slice(BOM.length)}`
		: text;
	return parser.parse(
		source.replaceAll(POINT_FLOAT, (_, digits) => `${digits}0`),
	);
}
