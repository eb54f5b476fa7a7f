/**
 * Makes a transform of ours one that stock jscodeshift can run: rules come from `--rules` (JSON, which stock has
 * parsed by then), and the file is planned by them alone (`one-file.ts`).
 *
 * Stock has Babel turn what it loads into CommonJS, which a module with `import.meta` does not survive. So this
 * file, and what imports it, does without; the planner is loaded without Babel when the first file comes.
 */
import { createRequire } from "node:module";
import { posix } from "node:path";
import { OnepathError } from "../core/errors.js";
import type { RuleInput } from "../core/rules.js";
import type {
	LanguagePlan,
	Policy,
	Reference,
	SourceFile,
} from "../core/types.js";
import type { StockOptions, StockTransform } from "./transform.js";

/** One file with what was found in it. */
export interface Found extends LanguagePlan {
	readonly file: SourceFile;
}

export interface NativeTransform extends StockTransform {
	needles(options: StockOptions): readonly string[] | null;
}

/** `write`: the new text, or undefined to leave the file as it is. */
export function defineTransform(
	write: (found: Found, report: (line: string) => void) => string | undefined,
): NativeTransform {
	const transform: StockTransform = async (file, api, options) => {
		const rules = rulesOf(options);
		const { planOneFile } = await planner();
		const policy = (options.policy ?? {}) as Partial<Policy>;
		const found = planOneFile(file, rules, policy);
		const failure = found?.failures[0];
		if (failure) throw new Error(`${failure.path}:${failure.message}`);
		return found ? write(found, (line) => api.report(line)) : undefined;
	};
	return Object.assign(transform, {
		needles: (options: StockOptions) => needlesOf(rulesOf(options)),
	});
}

/** There when Babel has made CommonJS of this file, and only then. */
declare const __filename: string | undefined;

async function planner(): Promise<typeof import("./one-file.js")> {
	if (typeof __filename === "undefined") return import("./one-file.js");
	const require = createRequire(__filename);
	// The transform is loaded, so Babel's part is done; what is required from here on, Node loads as it is.
	for (const [path, module] of Object.entries(require.cache))
		if (/[\\/]@babel[\\/]register[\\/]lib[\\/]index\.c?js$/.test(path))
			module?.exports.revert();
	return require("./one-file.js");
}

/** `path:line:column form module name` */
export function describeReference(reference: Reference): string {
	const { path, line, column, form, legacy } = reference;
	const name = legacy.name === null ? "" : ` ${legacy.name}`;
	return `${path}:${line}:${column} ${form} ${legacy.module}${name}`;
}

/**
 * Literals of which a file must spell one to fall under the rules: the last segment of each legacy module. Null
 * where that can't be told without the tree: an index is also `'..'`, a folder's modules have many names.
 */
function needlesOf(rules: readonly RuleInput[]): readonly string[] | null {
	const names = rules.map(({ from }) =>
		posix.basename(from).replace(/(?:\.d)?\.[cm]?[jt]sx?$/, ""),
	);
	return names.some((name) => name === "*" || name === "index" || name === "")
		? null
		: names;
}

/** The rules of `--rules`, each with an id. Throws `usage` for what is no list of rules. */
function rulesOf({ rules }: StockOptions): readonly RuleInput[] {
	if (!Array.isArray(rules) || rules.length === 0 || !rules.every(isRule))
		throw new OnepathError(
			"usage",
			`--rules takes a JSON list of rules: --rules='[{"from": "old", "to": "new"}]'`,
		);
	return rules.map((rule: RuleInput) => ({
		...rule,
		id: rule.id ?? rule.from,
	}));
}

const isRule = (rule: unknown): boolean =>
	typeof rule === "object" &&
	rule !== null &&
	["from", "to"].every(
		(field) => typeof (rule as Record<string, unknown>)[field] === "string",
	);
