/**
 * Strings and comments that spell a legacy module. What reads them is not known, so they are reported and never
 * changed: a route `'./ws/manager'` looks like the module, too.
 */
import type { FileInHand, LegacySite } from "./hand.js";
import { type Proposal, refused } from "./proposal.js";
import { rulingOnText } from "./whole.js";

export function planText(hand: FileInHand, at: LegacySite): Proposal[] {
	const { site } = at;
	// A full stop that some text is split at; as a path it would stand in a call that is known.
	if (site.specifier === ".") return [];
	const whole = rulingOnText(hand.rulings, hand.asked(at));
	if (!whole) return [];
	const ruling = {
		...refused(whole, "text", `spells ${site.specifier}`, null),
		outcome: "report" as const,
	};
	return [
		{
			path: hand.file.path,
			at: site.span.start,
			shape: "",
			module: at.module.id,
			runs: false,
			replaces: null,
			edits: [],
			drafts: [
				{
					span: site.literal,
					form: site.kind === "comment" ? "comment" : "string",
					ruling,
				},
			],
		},
	];
}
