/**
 * The text of a config: JSON with comments, as `onepath init` writes it. It loads again to the rules that were given;
 * rules that wait for a decision stand in comments, to be taken out by hand.
 */
import { escapeLine, escapeText } from "../report/escape.js";
import type { Config } from "./load.js";

/** Where an installed onepath has it, from the config's directory. */
export const SCHEMA =
	"./node_modules/onepath/dist/scripts/config/onepath.config.schema.json";

export interface WrittenRule {
	readonly rule: object;
	/** Lines above it; names in them are as the source has them. */
	readonly comments: readonly string[];
	/** False: the rule itself is a comment. */
	readonly active: boolean;
}

export interface WrittenConfig {
	/** Lines at the top. */
	readonly comments: readonly string[];
	readonly rules: readonly WrittenRule[];
	/** Everything else that the config says. */
	readonly options: Omit<Config, "rules" | "symbols">;
}

/** A rule that is short enough stays on one line. */
const WIDTH = 100;

export function writeConfig({
	comments,
	rules,
	options,
}: WrittenConfig): string {
	const keys = Object.entries(options).map(
		([key, value]) => `\t${JSON.stringify(key)}: ${oneLine(value)},`,
	);
	return [
		...comments.map(comment),
		"{",
		`\t"$schema": ${JSON.stringify(SCHEMA)},`,
		...keys,
		'\t"rules": [',
		...rules
			.flatMap((rule, index) => [...(index > 0 ? [""] : []), ...linesOf(rule)])
			.map((line) => (line === "" ? "" : `\t\t${line}`)),
		"\t]",
		"}",
		"",
	].join("\n");
}

function linesOf({ rule, comments, active }: WrittenRule): readonly string[] {
	const short = oneLine(rule);
	const text = short.length <= WIDTH ? short : JSON.stringify(rule, null, "\t");
	const lines = `${text},`.split("\n");
	return [
		...comments.map(comment),
		...(active ? lines : lines.map((line) => `// ${escapeText(line)}`)),
	];
}

/** A name may hold anything; a line end in it would end the comment. */
const comment = (line: string): string => `// ${escapeLine(line)}`.trimEnd();

/** As JSON, with the spaces that people write. */
function oneLine(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	const pairs = Object.entries(value).map(
		([key, member]) => `${JSON.stringify(key)}: ${oneLine(member)}`,
	);
	return `{ ${pairs.join(", ")} }`;
}
