/**
 * Modules that types name: `import('m').T`, `typeof import('m').x`, JSDoc's `{import('m').T}`. A qualifier says
 * which name is meant; without one the type is the whole module's.
 */

import type { Span } from "../source/syntax.js";
import type { FileInHand, LegacySite } from "./hand.js";
import type { Proposal, Ruling } from "./proposal.js";
import { rulingOnWhole } from "./whole.js";

const QUALIFIER = /\s*\.\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)/uy;

export function planTypeSite(hand: FileInHand, at: LegacySite): Proposal[] {
	const { site } = at;
	const asked = hand.asked(at, { typeOnly: true });
	const name = qualifierOf(hand.text, at);
	const ruling: Ruling | null = name
		? hand.rulings.name(name.text, asked)
		: rulingOnWhole(hand.rulings, asked, "module-value");
	if (!ruling) return [];
	const edits = ruling.to
		? [{ ...site.literal, text: ruling.to.specifier }]
		: [];
	if (ruling.to && name && ruling.to.name !== name.text)
		edits.push({ start: name.start, end: name.end, text: ruling.to.name });
	return [
		{
			path: hand.file.path,
			at: site.span.start,
			shape: "import(L).X -> import(C).X",
			module: at.module.id,
			runs: false,
			replaces: null,
			edits,
			drafts: [{ span: site.literal, form: "type", ruling }],
		},
	];
}

/** The name behind the closing parenthesis: a site's span may or may not hold its qualifier. */
export function qualifierOf(
	text: string,
	{ site }: LegacySite,
): (Span & { readonly text: string }) | null {
	const close = text.indexOf(")", site.literal.end);
	QUALIFIER.lastIndex = close + 1;
	const match = close < 0 ? null : QUALIFIER.exec(text);
	if (!match?.[1]) return null;
	const end = QUALIFIER.lastIndex;
	return { start: end - match[1].length, end, text: match[1] };
}
