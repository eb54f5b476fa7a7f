/** The import paths of the symbols that the gate is asked about, looked up in every language of the tree. */
import { OnepathError } from "../../transforms/core/errors.js";
import {
	ImportPaths,
	type SymbolPaths,
} from "../../transforms/core/import-paths.js";
import { RuleSet } from "../../transforms/core/rules.js";
import type { OpenRun, RunInput } from "../pipeline.js";
import type { CheckResult } from "./result.js";

export interface PathLimit {
	/** How many import paths a symbol may have; null: they are not counted. */
	readonly maxPaths: number | null;
	/** Empty: those that the rules are about. */
	readonly symbols: readonly string[];
}

/** Throws `usage` for a symbol that nothing in the tree offers. */
export function countPaths(
	{ maxPaths, symbols, languages }: PathLimit & Pick<RunInput, "languages">,
	{ project, parts }: OpenRun,
): CheckResult["paths"] {
	if (maxPaths === null) return null;
	const all = languages.map((language) => {
		const own = parts.find((part) => part.language === language);
		const rules =
			own?.rules ?? RuleSet.from([], (module) => module, language.separator);
		return { paths: new ImportPaths(project, language, rules), own };
	});
	if (symbols.length === 0)
		return {
			limit: maxPaths,
			symbols: all.flatMap(({ paths, own }) => (own ? paths.ofRules() : [])),
		};
	const found = symbols.flatMap((symbol) => {
		const colon = symbol.lastIndexOf(":");
		const [module, name] = [symbol.slice(0, colon), symbol.slice(colon + 1)];
		const own = all
			.map(({ paths }) =>
				colon < 0 ? paths.named(name) : paths.of(module, name),
			)
			.filter((paths): paths is SymbolPaths => paths !== null);
		if (own.length > 0) return own;
		throw new OnepathError(
			"usage",
			colon < 0
				? `no module of the tree offers ${symbol}; correct --symbol`
				: `${module} is no module of the tree that offers ${name}; correct --symbol`,
		);
	});
	return { limit: maxPaths, symbols: found };
}
