/** Rules for symbols, expanded over the map of the whole tree, so that a migration and the map say the same. */
import type { Language } from "../transforms/core/language.js";
import { expandSymbols } from "./config/symbol-rules.js";
import { mapTree } from "./map-tree.js";
import type { Settings } from "./settings.js";

export interface SymbolContext {
	readonly version: string;
	readonly languages: readonly Language[];
	readonly progress: (stage: string) => void;
}

/** The settings with a rule for each used path of each symbol. No map is made where no rule names one. Throws `rules`. */
export async function withSymbols(
	settings: Settings,
	context: SymbolContext,
): Promise<Settings> {
	const { symbols } = settings;
	if (symbols.length === 0) return settings;
	const map = await mapTree({
		...settings,
		...context,
		paths: [],
		rules: [],
		include: [],
		exclude: [],
		store: null,
		jobs: null,
		stopped: () => false,
	});
	if (map === null) throw new Error("a map that nobody stops has stopped");
	const expanded = settings.located(() => expandSymbols(symbols, map));
	return { ...settings, rules: [...settings.rules, ...expanded], symbols: [] };
}
