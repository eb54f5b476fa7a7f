/**
 * `import` and `export ... from` statements: each name is asked about by itself, and the statement is rewritten in
 * place, or parted where its names part.
 *
 *   import { A, B as C } from './legacy'      export { A } from './legacy'      import './legacy'
 */
import type { Edit, Form } from "../../../core/types.js";
import type { SiteName } from "../source/syntax.js";
import { type Item, keywordOf } from "./clause.js";
import { groupItems, unsplittable } from "./groups.js";
import type { FileInHand, LegacySite } from "./hand.js";
import { joinable } from "./join.js";
import { planNamespace } from "./namespace.js";
import { type Draft, type Proposal, refused } from "./proposal.js";
import { editStatement } from "./statements.js";
import { rulingOnEffect } from "./whole.js";
import { planSource, planWhole } from "./whole-sites.js";

/** The form of the names that a declaration imports or hands on. */
function formOf({ site }: LegacySite): Form {
	if (site.kind === "export-from") return "re-export";
	if (site.kind === "jsdoc-import") return "type";
	return /^\.{1,2}(?:\/|$)/.test(site.specifier) ? "relative" : "from";
}

const itemOf = (was: SiteName, name: string): Item => ({
	was,
	name,
	as: was.as,
	typeOnly: was.typeOnly,
});

export function planStatement(hand: FileInHand, at: LegacySite): Proposal[] {
	const { site, module } = at;
	const base = {
		path: hand.file.path,
		at: site.span.start,
		module: module.id,
		runs: !site.typeOnly && site.names.some((name) => !name.typeOnly),
		replaces: null,
	};
	if (site.names.length === 0) return [planEffect(hand, at)];
	if (keywordOf(hand.text, site) === "import source")
		return planSource(hand, at);
	// What a comment binds is read in comments, where no scope tells what is meant.
	if (site.names.some((name) => name.name === "*"))
		return site.kind === "import"
			? planNamespace(hand, at)
			: planWhole(hand, at);

	const form = formOf(at);
	const drafts: Draft[] = [];
	const placed = site.names.map((was) => {
		const ruling = hand.rulings.name(
			was.name,
			hand.asked(at, { typeOnly: site.typeOnly || was.typeOnly }),
		);
		const compared =
			ruling?.outcome === "rewrite" && isCompared(hand, at, was, ruling.to);
		const final =
			ruling && compared
				? refused(
						ruling,
						"compared",
						`${compared} imports ${ruling.to?.name} from ${ruling.canonical?.module} already`,
					)
				: ruling;
		if (final) drafts.push({ span: was.span, form, ruling: final });
		const to = final?.outcome === "rewrite" ? final.to : null;
		return {
			item: itemOf(was, to?.name ?? was.name),
			specifier: to?.specifier ?? null,
		};
	});
	if (drafts.length === 0) return [];
	const shape = shapeOf(at, placed);
	if (placed.every(({ specifier }) => specifier === null))
		return [{ ...base, shape, edits: [], drafts }];
	const groups = groupItems(placed);
	const edits: Edit[] | null =
		site.kind === "jsdoc-import" && groups.length > 1
			? null
			: editStatement(hand.text, site, groups);
	return [
		edits
			? { ...base, shape, edits, drafts, joinable: joinable(site, groups) }
			: { ...base, shape, ...unsplittable(drafts) },
	];
}

/** `import {X} from canonical` beside `import {X as Old} from legacy`: somebody looks at both. */
function isCompared(
	hand: FileInHand,
	at: LegacySite,
	was: SiteName,
	to: { name: string; specifier: string } | null,
): string | null {
	if (!to || at.site.kind !== "import" || at.site.typeOnly || was.typeOnly)
		return null;
	const beside = hand.scan.sites.find(
		(other) =>
			other.kind === "import" &&
			!other.typeOnly &&
			other.specifier === to.specifier &&
			other.names.some(
				(name) => name.name === to.name && name.as !== was.as && !name.typeOnly,
			),
	);
	return beside ? hand.file.path : null;
}

function planEffect(hand: FileInHand, at: LegacySite): Proposal {
	const ruling = rulingOnEffect(hand.rulings, hand.asked(at));
	return {
		path: hand.file.path,
		at: at.site.span.start,
		shape: "import L -> import C",
		module: at.module.id,
		runs: true,
		replaces: null,
		edits: ruling?.to
			? [{ ...at.site.literal, text: ruling.to.specifier }]
			: [],
		drafts: ruling
			? [{ span: at.site.literal, form: "side-effect", ruling }]
			: [],
	};
}

/** `import {X} from L -> import {X} from C`, with letters for names so that like changes are counted together. */
function shapeOf(
	{ site }: LegacySite,
	placed: readonly { readonly item: Item; readonly specifier: string | null }[],
): string {
	const keyword = `${site.kind === "export-from" ? "export" : "import"}${site.typeOnly ? " type" : ""}`;
	const renamed = placed.some(
		({ item }) => item.was && item.was.name !== item.name,
	);
	const split = new Set(placed.map(({ specifier }) => specifier)).size > 1;
	const isDefault = placed.every(({ item }) => item.was?.name === "default");
	const [before, after] = isDefault
		? ["X", renamed ? "{Y as X}" : "X"]
		: ["{X}", renamed ? "{Y as X}" : "{X}"];
	return split
		? `${keyword} {X, Z} from L -> ${keyword} {Z} from L and ${keyword} ${after} from C`
		: `${keyword} ${before} from L -> ${keyword} ${after} from C`;
}
