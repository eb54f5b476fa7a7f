/**
 * Sites that name a module and none of its names: it is located (`require.resolve`, `import.meta.resolve`,
 * `new URL`), referred to by a directive, bound in a comment, or handed on by a star. They move when the whole module
 * does; a star that can't is spelled out where each name is known.
 *
 *   export * from './old'   ->   export { a, b } from './new'
 */
import type { Form } from "../../../core/types.js";
import type { SiteKind } from "../source/syntax.js";
import { groupItems } from "./groups.js";
import type { FileInHand, LegacySite } from "./hand.js";
import { eolAt } from "./layout.js";
import { type Draft, type Proposal, type Ruling, refused } from "./proposal.js";
import { narrow, printSpecs } from "./statements.js";
import { offeredNames, rulingOnWhole } from "./whole.js";

const FORM: Partial<Record<SiteKind, Form>> = {
	"require-resolve": "resolve",
	"import-meta-resolve": "resolve",
	"new-url": "resolve",
	"reference-directive": "type",
	"jsdoc-import": "type",
};

const base = (hand: FileInHand, at: LegacySite) => ({
	path: hand.file.path,
	at: at.site.span.start,
	module: at.module.id,
	runs: !at.site.typeOnly,
	replaces: null,
});

export function planWhole(hand: FileInHand, at: LegacySite): Proposal[] {
	const { site } = at;
	const ruling = rulingOnWhole(hand.rulings, hand.asked(at), "module-value");
	if (!ruling) return [];
	return [
		{
			...base(hand, at),
			shape: `${site.callee ?? site.kind}(L) -> ${site.callee ?? site.kind}(C)`,
			edits: ruling.to ? [{ ...site.literal, text: ruling.to.specifier }] : [],
			drafts: [
				{ span: site.literal, form: FORM[site.kind] ?? "value", ruling },
			],
		},
	];
}

/** `import source x from './legacy'`: of two files that offer the same names, each has a source of its own. */
export function planSource(hand: FileInHand, at: LegacySite): Proposal[] {
	const ruling = rulingOnWhole(hand.rulings, hand.asked(at), "module-value");
	if (!ruling) return [];
	const own = `the source of ${ruling.legacy.module} is imported, not what it offers`;
	return [
		{
			...base(hand, at),
			shape: "import source x from L",
			edits: [],
			drafts: [
				{
					span: at.site.literal,
					form: "value",
					ruling: ruling.to ? refused(ruling, "module-value", own) : ruling,
				},
			],
		},
	];
}

export function planStar(hand: FileInHand, at: LegacySite): Proposal[] {
	const { site, module } = at;
	const asked = hand.asked(at);
	// `export * as ns from`: a namespace object that others read.
	const namespace = site.names.length > 0;
	const ruling = rulingOnWhole(
		hand.rulings,
		asked,
		namespace ? "module-value" : "star-set",
	);
	if (!ruling) return [];
	const shape = namespace
		? "export * as ns from L -> export * as ns from C"
		: "export * from L -> export * from C";
	const one = (
		drafts: readonly Draft[],
		edits: Proposal["edits"],
		as = shape,
	): Proposal[] => [{ ...base(hand, at), shape: as, edits, drafts }];
	if (ruling.to)
		return one(
			[{ span: site.literal, form: "star", ruling }],
			[{ ...site.literal, text: ruling.to.specifier }],
		);
	const spelled =
		namespace || ruling.outcome === "keep" || site.typeOnly
			? null
			: spellOut(hand, at);
	if (!spelled) return one([{ span: site.literal, form: "star", ruling }], []);
	const first = spelled[0] as Spelled;
	const groups = groupItems(
		spelled.map(({ name, ruling: own, isType }) => ({
			item: {
				was: null,
				name: own.to?.name ?? name,
				as: name,
				typeOnly: isType,
			},
			specifier: own.to?.specifier ?? null,
		})),
	);
	const text = groups
		.map((group) => printSpecs(hand.text, site, group))
		.join(eolAt(hand.text, site.span.end));
	const old = hand.text.slice(site.span.start, site.span.end);
	const edit = narrow(site.span.start, old, text);
	const moved: Ruling = {
		...first.ruling,
		legacy: { ...first.ruling.legacy, name: null },
		canonical: first.ruling.canonical && {
			...first.ruling.canonical,
			name: null,
		},
		detail: `spelled out: ${ruling.detail}`,
	};
	const drafts: Draft[] = [
		{ span: site.literal, form: "star", ruling: moved },
		...spelled.map(({ ruling: own }) => ({
			span: site.literal,
			form: "star" as const,
			ruling: own,
		})),
	];
	if (!edit || module.located.kind !== "module")
		return one(
			[
				{
					span: site.literal,
					form: "star",
					ruling: refused(ruling, "star-set", ruling.detail),
				},
			],
			[],
		);
	return one(drafts, [edit], "export * from L -> export {X} from C");
}

interface Spelled {
	readonly name: string;
	readonly ruling: Ruling;
	readonly isType: boolean;
}

/** Every name that the star hands on, each proven; null where one is not, or where they are not all known. */
function spellOut(hand: FileInHand, at: LegacySite): Spelled[] | null {
	const names = offeredNames(hand.rulings, at.module);
	if (!names || names.length === 0) return null;
	const spelled: Spelled[] = [];
	for (const name of names) {
		const ruling = hand.rulings.name(name, hand.asked(at));
		if (!ruling?.to) return null;
		spelled.push({ name, ruling, isType: hand.rulings.isType(ruling.to) });
	}
	return spelled;
}
