/**
 * The config: found upward from the working directory, or named. It is data; nothing of the scanned project runs
 * to read it. Its directory is the root that its paths and globs count from.
 */
import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { OnepathError } from "../../transforms/core/errors.js";
import { globProblem } from "../../transforms/core/globs.js";
import type { RuleInput } from "../../transforms/core/rules.js";
import type { Policy } from "../../transforms/core/types.js";
import { findConfig } from "./find.js";
import { withIds } from "./flags.js";
import { type Parsed, parseConfig } from "./parse.js";
import type { SymbolRule } from "./symbol-rules.js";
import { validateConfig } from "./validate.js";

/** A config's content; what it leaves out is absent. Globs and paths count from the config's directory. */
export interface Config extends Partial<Policy> {
	readonly rules: readonly RuleInput[];
	/** Rules that name a symbol; absent when there is none. */
	readonly symbols?: readonly SymbolRule[];
	/** Directories from which absolute module names are counted. */
	readonly roots?: readonly string[];
	/** Not scanned at all. */
	readonly ignore?: readonly string[];
	/** Read for proofs, and changed only where these let it. */
	readonly include?: readonly string[];
	readonly exclude?: readonly string[];
}

export interface LoadedConfig {
	/** Absolute. */
	readonly path: string;
	readonly directory: string;
	readonly config: Config;
	/** `file:line:col` of a rule, for errors about rules that are found later; the file alone if it has no such rule. */
	where(ruleId: string): string;
}

/**
 * The config in force for a working directory, or null. `explicit` is `--config FILE`, relative to `cwd`; without
 * it the search ends at the top of the git repository, or of the file system. Throws `config`.
 */
export function loadConfig(
	cwd: string,
	explicit: string | null,
): LoadedConfig | null {
	const path = explicit === null ? findConfig(cwd) : resolve(cwd, explicit);
	if (path === null) return null;
	const name = relative(cwd, path) || path;
	const parsed = parseConfig(read(path, name), name);
	validateConfig(parsed);
	const content = parsed.value as Partial<Omit<Config, "rules">> & {
		readonly $schema?: string;
		readonly rules?: readonly RuleFields[];
	};
	const { $schema: _, rules: fields = [], ...options } = content;
	const rules = withIds(fields);
	const symbols = rules.filter(isSymbol);
	refuseGlobs(parsed, options, []);
	for (const [i, rule] of rules.entries())
		refuseGlobs(parsed, rule, ["rules", i]);
	return {
		path,
		directory: dirname(path),
		config: {
			...options,
			rules: rules.filter((rule) => !isSymbol(rule)) as RuleInput[],
			...(symbols.length > 0 ? { symbols } : {}),
		},
		where: places(rules, parsed, name),
	};
}

type RuleFields = (Omit<RuleInput, "id"> | Omit<SymbolRule, "id">) & {
	readonly id?: string;
};

const isSymbol = (rule: object): rule is SymbolRule => "symbol" in rule;

/** Also refuses two rules of one id: a report could not say which of them it means. */
function places(
	rules: readonly { readonly id: string }[],
	parsed: Parsed,
	name: string,
): (id: string) => string {
	const index = new Map<string, number>();
	for (const [i, rule] of rules.entries()) {
		if (index.has(rule.id))
			throw new OnepathError(
				"config",
				`${parsed.at(["rules", i])} a second rule has the id "${rule.id}"; give it another`,
			);
		index.set(rule.id, i);
	}
	return (id) => {
		const i = index.get(id);
		return i === undefined ? name : parsed.at(["rules", i]);
	};
}

/** Refuses the first glob of a config, or of a rule in it, that can't be used. */
function refuseGlobs(
	parsed: Parsed,
	holder: object,
	path: readonly (string | number)[],
): void {
	for (const key of ["ignore", "include", "exclude"]) {
		const globs = (holder as Readonly<Record<string, unknown>>)[key];
		for (const [i, glob] of (Array.isArray(globs) ? globs : []).entries()) {
			const problem = globProblem(String(glob));
			if (problem !== null)
				throw new OnepathError(
					"config",
					`${parsed.at([...path, key, i])} this glob ${problem}`,
				);
		}
	}
}

function read(path: string, name: string): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
	} catch (error) {
		throw new OnepathError("config", `${name} ${unreadable(error)}`);
	}
}

function unreadable(error: unknown): string {
	const code = (error as NodeJS.ErrnoException).code;
	if (code === "ENOENT")
		return "does not exist; correct --config, or leave it out";
	if (code === "EISDIR") return "is a directory; name the file in it";
	if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
		return "is not UTF-8; save it as UTF-8";
	return `can't be read (${code ?? String(error)})`;
}
