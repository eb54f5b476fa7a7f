/**
 * An import binds its names one after the other, and one that fails at its last name has bound the others. A `try`
 * around it may go on with them; moved behind the statement that fails they would never be bound.
 *
 *   try: from p.manager import Manager, Gone
 *   except ImportError: pass
 *   Manager()                                   works today, though Gone is nowhere
 */
import { refusal, type Stop } from "./decision.js";
import type { FromSite } from "./imports.js";
import type { LegacyModules } from "./legacy.js";

/** What stops a name that is bound before its statement fails. */
export function failsBehind(
	{ file, statement, index, legacy }: FromSite,
	{ graph }: LegacyModules,
): Stop | null {
	const { id } = legacy;
	if (id === null || !caught(statement.blocks)) return null;
	const gone = statement.names
		.slice(index + 1)
		.find(({ name }) => graph.resolve(id, name).kind === "absent");
	return gone
		? refusal(
				"broken-name",
				`the statement fails at ${gone.name} on line ${file.position(gone.start).line}, and this name is bound before that`,
			)
		: null;
}

/** Does a `try` of the same function stand around it? */
const caught = (blocks: FromSite["statement"]["blocks"]): boolean =>
	blocks
		.slice(blocks.findLastIndex((b) => b.keyword === "def") + 1)
		.some((b) => b.keyword === "try");
