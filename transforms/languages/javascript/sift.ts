/**
 * Which candidates can name a legacy module, told from their text before any of them is parsed. The search for
 * files knows no ends of words: it finds `/part1` in `./part12`, and a thousand such rules make a quarter of a tree
 * candidates. Here a needle must stand where a specifier can end, as the scan counts it.
 *
 * Why nothing is lost: where a specifier may go on behind a needle, every candidate passes (`Searches.whole`); and so
 * does a file with a `#name`, of which the `imports` of its package may make anything.
 */
import type { PlanContext } from "../../core/language.js";
import type { SourceFile } from "../../core/types.js";
import { searchesOf, spellsWhole } from "./queries.js";
import { hits } from "./source/occurrences.js";

export function siftJavaScript({
	rules,
	project,
}: PlanContext): (file: SourceFile) => boolean {
	const searches = searchesOf(rules, project);
	if (!searches.whole) return () => true;
	return ({ text }) =>
		hits(text, searches.needles).length > 0 || !spellsWhole(searches, text);
}
