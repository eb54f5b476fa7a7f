/**
 * Names sorted by where they go, and what becomes of a statement whose names can't part.
 *
 *   [A -> './new', B stays, C -> './new']   ->   [stays: B] ['./new': A, C]
 */
import type { Edit } from "../../../core/types.js";
import type { Group, Item } from "./clause.js";
import { type Draft, refused } from "./proposal.js";

/** Groups in the order in which their first names stand; the one that stays comes first. */
export function groupItems(
	placed: readonly { readonly item: Item; readonly specifier: string | null }[],
): Group[] {
	const bySpecifier = new Map<string | null, Item[]>();
	if (placed.some(({ specifier }) => specifier === null))
		bySpecifier.set(null, []);
	for (const { item, specifier } of placed) {
		const items = bySpecifier.get(specifier);
		if (items) items.push(item);
		else bySpecifier.set(specifier, [item]);
	}
	return [...bySpecifier].map(([specifier, items]) => ({ specifier, items }));
}

/** Every offer taken back, because the statement's layout leaves no safe edit. */
export function unsplittable(
	drafts: readonly Draft[],
	detail = "its names go different ways, and a comment on it can not follow them",
): {
	edits: Edit[];
	drafts: Draft[];
} {
	return {
		edits: [],
		drafts: drafts.map((draft) =>
			draft.ruling.outcome === "rewrite"
				? {
						...draft,
						ruling: refused(
							draft.ruling,
							"unsplittable",
							detail,
							draft.ruling.verdict,
						),
					}
				: draft,
		),
	};
}
