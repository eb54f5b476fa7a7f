/**
 * A call that loads the legacy module where the canonical one can't be loaded, or the other way round: after a
 * rewrite both would load the same, and nothing would be left to fall back to.
 *
 *   try { m = require('./new') } catch { m = require('./old') }
 *   import('./new').catch(() => import('./old'))
 */
import type { FileScopes } from "../scope.js";
import type { Span } from "../source/syntax.js";
import { child, children, type Node, nameOf } from "../source/tree.js";
import type { FileInHand, LegacySite } from "./hand.js";
import { rulingOnMock } from "./whole.js";

/** The offset of the call that loads the canonical module in the other way that the run can take, or null. */
export function fallbackBeside(
	hand: FileInHand,
	at: LegacySite,
	call: Node,
	{ parents }: FileScopes,
): number | null {
	const others: Node[] = [];
	for (
		let node = call, parent = parents.get(call);
		parent;
		node = parent, parent = parents.get(node)
	)
		others.push(...otherWays(node, parent));
	if (others.length === 0) return null;
	const to = rulingOnMock(hand.rulings, hand.asked(at), "")?.to;
	if (!to) return null;
	const within = ({ start, end }: Span): boolean =>
		others.some((way) => way.start <= start && end <= way.end);
	const other = hand.scan.sites.find(
		({ kind, span, specifier }) =>
			(kind === "require" || kind === "dynamic-import") &&
			within(span) &&
			hand.rulings.places.leadsTo(specifier, hand.file.path, to.located),
	);
	return other?.span.start ?? null;
}

/** What runs when `node` fails, or what has failed when `node` runs. */
function otherWays(node: Node, parent: Node): readonly Node[] {
	if (parent.type === "TryStatement") {
		const [block, handler] = [child(parent, "block"), child(parent, "handler")];
		const other = node === block ? handler : node === handler ? block : null;
		return other ? [other] : [];
	}
	if (parent.type !== "CallExpression") return [];
	const callee = child(parent, "callee");
	if (nameOf(child(callee, "property")) !== "catch") return [];
	const object = child(callee, "object");
	return node === callee
		? children(parent, "arguments")
		: object
			? [object]
			: [];
}
