/**
 * `const { X, Y: y } = ns;` at the top level, all of it plain: the names can be imported under these local names,
 * and the declaration goes.
 */
import { child, children, type Node } from "../source/tree.js";
import type { FileInHand } from "./hand.js";
import { wholeLines } from "./join.js";
import type { NameUse, Usage } from "./usage.js";

/** A destructuring at the top level, all of it plain: `const { X, Y: y } = ns;` can become a named import. */
export function isLiftable(
	hand: FileInHand,
	usage: Usage,
	use: NameUse,
): boolean {
	return (
		use.how === "pattern" &&
		usage.patterns.some(
			(declarator) =>
				holds(declarator, use.whole) && lifted(hand, declarator) !== null,
		)
	);
}

export const holds = (outer: Node, inner: Node): boolean =>
	outer.start <= inner.start && inner.end <= outer.end;

/** The lines that go when a declarator's names are imported instead, or null where that is not so simple. */
export function lifted(
	hand: FileInHand,
	declarator: Node,
): { start: number; end: number } | null {
	const scopes = hand.scopes();
	const declaration = scopes?.parents.get(declarator);
	if (
		!scopes ||
		declaration?.kind !== "const" ||
		children(declaration, "declarations").length !== 1
	)
		return null;
	if (
		scopes.parents.get(declaration) !== scopes.program ||
		child(child(declarator, "id"), "typeAnnotation")
	)
		return null;
	const properties = children(child(declarator, "id"), "properties");
	if (
		!properties.every(
			(property) => child(property, "value")?.type === "Identifier",
		)
	)
		return null;
	return wholeLines(hand.text, declaration);
}
