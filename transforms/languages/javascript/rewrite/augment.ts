/**
 * `declare module './old' { interface X {...} }` adds to what a module declares. TypeScript merges it only with
 * declarations of that very module (or of those that its stars reach), not with what it imports and hands on, so
 * the augmentation must name the declaring module, which is not always the canonical one.
 *
 * What a published package declares is not known, so there the augmentation follows the imports of its file: one
 * that stays (`// onepath-keep`) holds it.
 */

import type { Located } from "../../../core/types.js";
import { child, children, type Node, nameOf } from "../source/tree.js";
import type { FileInHand, LegacySite } from "./hand.js";
import { type Draft, type Proposal, type Ruling, refused } from "./proposal.js";
import { unreachable } from "./rulings.js";
import { homeOf, rulingOnWhole } from "./whole.js";

export function planAugmentation(hand: FileInHand, at: LegacySite): Proposal[] {
	const { site } = at;
	const asked = hand.asked(at, { typeOnly: true });
	const names = declaredNames(hand, at);
	const proposal = (ruling: Ruling | null): Proposal[] =>
		ruling
			? [
					{
						path: hand.file.path,
						at: site.span.start,
						shape: "declare module L -> declare module D",
						module: at.module.id,
						runs: false,
						replaces: null,
						augments: names ?? [],
						edits: ruling.to
							? [{ ...site.literal, text: ruling.to.specifier }]
							: [],
						drafts: [{ span: site.literal, form: "augment", ruling }],
					},
				]
			: [];
	const whole = rulingOnWhole(hand.rulings, asked, "module-value");
	if (!whole || whole.outcome === "keep") return proposal(whole);
	// In a file without imports and exports this declares the module instead of adding to it.
	if (
		!hand.scan.sites.some(
			({ kind }) =>
				kind === "import" || kind === "export-from" || kind === "export-star",
		) &&
		!/^\s*export\b/m.test(hand.text)
	)
		return proposal(
			refused(
				whole,
				"own-module",
				`${hand.file.path} declares the legacy module itself`,
				null,
				"keep",
			),
		);
	if (at.module.located.kind !== "module") return proposal(whole);
	if (!names || names.length === 0)
		return proposal(
			refused(whole, "module-value", "what it adds can not be read"),
		);
	const rulings = names.map((name) => hand.rulings.name(name, asked));
	const blocked = rulings.findIndex((ruling) => ruling && !ruling.to);
	const why = rulings[blocked];
	if (why?.reason === "broken-name")
		return proposal(
			refused(
				whole,
				"augments",
				`it adds ${names[blocked]}, which ${whole.legacy.module} does not declare`,
			),
		);
	if (why) return proposal({ ...why, legacy: whole.legacy });
	const homes = new Set(names.map((name) => homeOf(hand.rulings, asked, name)));
	const [home] = homes;
	if (homes.size > 1 || home == null)
		return proposal(
			refused(
				whole,
				"augments",
				"the names that it adds to are declared in different modules, or under other names",
			),
		);
	const first = rulings.find((ruling) => ruling !== null);
	if (!first) return [];
	const { places } = hand.rulings;
	const specifier = places.spell(home, site.specifier, hand.file.path);
	if (specifier === null) return proposal(unreachable(whole, home));
	const located: Located = { kind: "module", id: home };
	const display = places.display(located, home);
	return proposal({
		...first,
		legacy: whole.legacy,
		canonical: { module: display, name: null },
		detail: `${names.join(", ")} ${names.length > 1 ? "are" : "is"} declared in ${display}`,
		to: { specifier, name: "*", located },
	});
}

/**
 * Holds the augmentations of a published module whose names an import of the same file still takes from it. Asked
 * when all else about the file is decided, since an import may stay for the sake of a mock in another file.
 */
export function holdAugmentations(proposals: readonly Proposal[]): Proposal[] {
	return proposals.map((proposal) => {
		const ruling = proposal.drafts[0]?.ruling;
		if (!proposal.augments || ruling?.verdict !== "assumed" || !ruling.to)
			return proposal;
		const taken = proposals
			.filter(({ module, augments }) => module === proposal.module && !augments)
			.flatMap(({ drafts }) => drafts)
			.filter(({ form }) => form !== "string" && form !== "comment");
		const takes = ({ ruling: { legacy } }: Draft): boolean =>
			legacy.name === null || (proposal.augments ?? []).includes(legacy.name);
		const staying = taken.filter((draft) => draft.ruling.to === null);
		const moves = taken.some((draft) => draft.ruling.to && takes(draft));
		const stays = staying.find(takes) ?? (moves ? undefined : staying[0]);
		if (!stays) return proposal;
		const held = moves
			? refused(
					ruling,
					"augments",
					`one import of the file takes ${stays.ruling.legacy.name ?? "the module"} from ${stays.ruling.legacy.module} still, and another one moves`,
				)
			: refused(
					ruling,
					"follows-import",
					`the file imports from ${stays.ruling.legacy.module} still`,
					null,
					"keep",
				);
		return {
			...proposal,
			edits: [],
			drafts: proposal.drafts.map((draft) => ({ ...draft, ruling: held })),
		};
	});
}

/** The names that the block declares, or null where it does something else. */
function declaredNames(
	hand: FileInHand,
	{ site }: LegacySite,
): string[] | null {
	const scopes = hand.scopes();
	const block =
		scopes &&
		[...scopes.parents.keys()].find(
			(node) =>
				node.type === "TSModuleDeclaration" &&
				node.start <= site.span.end &&
				child(node, "id")?.start === site.literal.start - 1,
		);
	if (!block) return null;
	const names = new Set<string>();
	for (const statement of children(child(block, "body"), "body")) {
		const declaration = /^Export(?:Named|Default)Declaration$/.test(
			statement.type,
		)
			? child(statement, "declaration")
			: statement;
		if (!declaration) return null;
		const declared: (Node | null)[] =
			declaration.type === "VariableDeclaration"
				? children(declaration, "declarations").map((one) => child(one, "id"))
				: [child(declaration, "id")];
		for (const id of declared) {
			const name = nameOf(id);
			if (name === null) return null;
			names.add(
				statement.type === "ExportDefaultDeclaration" ? "default" : name,
			);
		}
	}
	return [...names];
}
