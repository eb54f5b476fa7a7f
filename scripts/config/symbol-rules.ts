/**
 * Rules that name a symbol instead of its legacy paths: whichever paths are in use, the map knows them, and each
 * becomes a rule for one name. Modules may be shortened to their last segments where only one symbol fits.
 *
 *   {symbol: "core:Manager", canonical: "app.ws:Manager"}, in use: app.old:Manager, app.core:Manager
 *     ->  {from: "app.core", to: "app.ws", names: {Manager: "app.ws:Manager"}}, and the same from app.old
 */
import { OnepathError } from "../../transforms/core/errors.js";
import type { MapData, MapPath } from "../../transforms/core/map/types.js";
import type { RuleInput } from "../../transforms/core/rules.js";
import { groupBy } from "../group.js";

export interface SymbolRule
	extends Pick<
		RuleInput,
		"id" | "reason" | "include" | "exclude" | "language"
	> {
	/** `module:Name`, any import path of the symbol. The last colon separates. */
	readonly symbol: string;
	/** `module:Name`, the one to keep. */
	readonly canonical: string;
}

/**
 * The rules for single names that these amount to in the tree of the map; none for a symbol that only its canonical
 * path reaches. They keep the id of the rule that they come from. Throws `rules` for a symbol that is not there.
 */
export function expandSymbols(
	rules: readonly SymbolRule[],
	map: MapData,
): readonly RuleInput[] {
	return rules.flatMap((rule) => {
		const { symbol, canonical, ...common } = rule;
		const own = map.paths.filter(
			({ language }) => (rule.language ?? language) === language,
		);
		const definition = definitionOf(rule, symbol, own);
		const to = canonicalOf(rule, definition, own);
		const moving = own.filter(
			(path) =>
				path.definition === definition &&
				path.name !== null &&
				// What only a test double names binds the symbol for itself; the double belongs there.
				path.uses.imports > 0 &&
				path.id !== `${to.module}:${to.name}`,
		);
		return [...groupBy(moving, ({ module }) => module)].map(
			([from, paths]): RuleInput => {
				const names: Record<string, string> = Object.create(null);
				for (const { name } of paths)
					names[name as string] = `${to.module}:${to.name}`;
				const language = paths[0]?.language;
				return {
					...common,
					...(language === undefined ? {} : { language }),
					from,
					to: to.module,
					names,
				};
			},
		);
	});
}

/** Where the paths that the words fit all lead. */
function definitionOf(
	rule: SymbolRule,
	symbol: string,
	paths: readonly MapPath[],
): string {
	split(rule, "symbol", symbol);
	const fitting = matching(symbol, paths);
	const ends = new Set(fitting.map(({ definition }) => definition));
	ends.delete(null);
	const [only, ...others] = ends;
	if (only != null && others.length === 0) return only;
	if (only != null)
		throw refuse(
			rule,
			`${symbol} fits ${[...ends].sort().join(" and ")}; write more of the module`,
		);
	const dead = fitting[0];
	throw refuse(
		rule,
		dead
			? `${dead.id} leads to no definition: ${dead.end}`
			: `no file imports ${symbol}, by this path or another that ends in it; name a path that is in use (onepath map lists them)`,
	);
}

/** The canonical path; shortened, it is a path of the same symbol. */
function canonicalOf(
	rule: SymbolRule,
	definition: string,
	paths: readonly MapPath[],
): { readonly module: string; readonly name: string } {
	const { canonical } = rule;
	const written = split(rule, "canonical", canonical);
	if (paths.some(({ id }) => id === canonical)) return written;
	const own = matching(
		canonical,
		paths.filter((path) => path.definition === definition),
	);
	if (own.length > 1)
		throw refuse(
			rule,
			`${canonical} fits ${own.map(({ id }) => id).join(" and ")}; write more of the module`,
		);
	return own[0] ? split(rule, "canonical", own[0].id) : written;
}

/** The path of these very words, else all that end in them. */
function matching(
	words: string,
	paths: readonly MapPath[],
): readonly MapPath[] {
	const exact = paths.find(({ id }) => id === words);
	if (exact) return [exact];
	return paths.filter(
		({ id }) => id.endsWith(`.${words}`) || id.endsWith(`/${words}`),
	);
}

function split(
	rule: SymbolRule,
	key: string,
	path: string,
): { readonly module: string; readonly name: string } {
	const colon = path.lastIndexOf(":");
	if (colon <= 0 || colon === path.length - 1)
		throw refuse(rule, `${key} is "${path}"; write module:Name`);
	return { module: path.slice(0, colon), name: path.slice(colon + 1) };
}

function refuse({ id }: SymbolRule, what: string): OnepathError {
	return new OnepathError("rules", `rule ${id}: ${what}`, { rules: [id] });
}
