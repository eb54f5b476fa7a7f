/**
 * `const { A, B } = require('./old')` whose names part: a second declaration behind the first. Only for a
 * declaration of this one pattern, without a comment in it.
 *
 *   const { A, B } = require('./old')   ->   const { A } = require('./old')
 *                                            const { B } = require('./new')
 */
import type { Edit } from "../../../core/types.js";
import type { FileScopes } from "../scope.js";
import { child, children } from "../source/tree.js";
import type { FileInHand, LegacySite } from "./hand.js";
import { eolAt, lineBelow } from "./layout.js";
import { hasComment, printPieces, readPieces } from "./pieces.js";
import type { Ruling } from "./proposal.js";
import { renameEdits } from "./rename.js";
import { narrow } from "./statements.js";
import type { Usage } from "./usage.js";

/** The edits, or null where the layout leaves none. `rulings`: those of the usage's names, in order. */
export function partPattern(
	hand: FileInHand,
	{ site }: LegacySite,
	scopes: FileScopes,
	usage: Usage,
	rulings: readonly (Ruling | null)[],
): Edit[] | null {
	const [declarator] = usage.patterns;
	const declaration = declarator && scopes.parents.get(declarator);
	const pattern = declarator && child(declarator, "id");
	if (
		!declarator ||
		!declaration ||
		!pattern ||
		usage.patterns.length > 1 ||
		child(pattern, "typeAnnotation")
	)
		return null;
	if (
		children(declaration, "declarations").length > 1 ||
		usage.names.some((use) => use.how !== "pattern")
	)
		return null;
	const { text } = hand;
	const below = lineBelow(text, declaration.end);
	if (!below.ownLine) return null;
	const list = readPieces(
		text,
		pattern.start + 1,
		pattern.end - 1,
		usage.names.map((use) => use.whole),
	);
	// A comment behind a name that goes would stay behind, or be lost.
	if (hasComment(text.slice(pattern.start, pattern.end))) return null;
	const respelled = usage.names.map((use, i) => {
		const edits = renameEdits(text, use, rulings[i]?.to?.name ?? use.name);
		const [edit] = edits;
		const whole = text.slice(use.whole.start, use.whole.end);
		return edit
			? whole.slice(0, edit.start - use.whole.start) +
					edit.text +
					whole.slice(edit.end - use.whole.start)
			: whole;
	});
	const stays: (string | null)[] = rulings.map((ruling, i): string | null =>
		ruling?.to ? null : (respelled[i] ?? null),
	);
	if (!stays.some((spec) => spec !== null)) {
		const own = rulings[0]?.to?.specifier;
		rulings.forEach((ruling, i) => {
			if (ruling?.to?.specifier === own) stays[i] = respelled[i] ?? null;
		});
	}
	const edits: Edit[] = [];
	const inner = printPieces(list, stays);
	const edit = narrow(
		pattern.start + 1,
		text.slice(pattern.start + 1, pattern.end - 1),
		inner,
	);
	if (edit) edits.push(edit);
	const kept = stays.findIndex((spec) => spec !== null);
	const own = rulings[kept]?.to?.specifier;
	if (own !== undefined) edits.push({ ...site.literal, text: own });
	const lineStart = text.lastIndexOf("\n", declaration.start - 1) + 1;
	const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
	const space = /^\s/.test(text.slice(pattern.start + 1)) ? " " : "";
	const added = [...new Set(rulings.map((ruling) => ruling?.to?.specifier))]
		.filter((specifier) => specifier !== undefined && specifier !== own)
		.map((specifier) => {
			const names = respelled.filter(
				(_, i) => rulings[i]?.to?.specifier === specifier && stays[i] === null,
			);
			const head = text.slice(declaration.start, pattern.start);
			const call =
				text.slice(pattern.end, site.literal.start) +
				specifier +
				text.slice(site.literal.end, declaration.end);
			return `${eolAt(text, declaration.end)}${indent}${head}{${space}${names.join(", ")}${space}}${call}`;
		});
	edits.push({ start: below.at, end: below.at, text: added.join("") });
	return edits;
}
