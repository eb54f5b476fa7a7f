/** Rules for symbols, expanded over the map of the whole tree, so that a migration and the map say the same. */
import { expandSymbols } from "../config/symbol-rules.js";
import type { Settings } from "../settings.js";
import { type MapContext, mapWhole } from "./map-whole.js";

/** The settings with a rule for each used path of each symbol. No map is made where no rule names one. Throws `rules`. */
export async function withSymbols(
	settings: Settings,
	context: MapContext,
): Promise<Settings> {
	const { symbols } = settings;
	if (symbols.length === 0) return settings;
	const map = await mapWhole({ ...settings, rules: [] }, context);
	const expanded = settings.located(() => expandSymbols(symbols, map));
	return { ...settings, rules: [...settings.rules, ...expanded], symbols: [] };
}
