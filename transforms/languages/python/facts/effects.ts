/**
 * Does a statement at module scope do more than hand on names and define? Such a module is not inert: code that
 * no longer loads it loses what it did. Inert are imports, definitions, assignments to own names, warnings and
 * what only a failing import reaches.
 *
 *   register(Manager)            calls register
 *   os.environ["X"] = "1"        assigns to os.environ
 *   warnings.warn("moved", ...)  nothing
 */
import type { OpenBlock } from "../source/blocks.js";
import { type Piece, readPieces } from "../source/pieces.js";
import type { Statement, Target } from "../source/statements.js";

const INERT_CALLS =
	/^(?:(?:\w+\.)?\w*warnings\.(?:warn|warn_explicit|simplefilter|filterwarnings)|warn|simplefilter|filterwarnings|__all__\.\w+)$/;
/** A report that an optional import failed. */
const LOGS = /^(?:_?(?:logger|logging|log)|LOG(?:GER)?|warnings|print)$/i;
/** Decorators that enter the definition in somebody's table. */
const REGISTERS =
	/^(?:register\w*|route|get|post|put|patch|delete|head|options|websocket|task|shared_task|command|group|receiver|listen\w*|subscribe|on|on_\w+|event|handler|handles|hook\w*|errorhandler|exception_handler|middleware|before_\w+|after_\w+|app_\w+|add_\w+|implements|plugin)$/;
const INERT_CONTEXTS = /\b(?:catch_warnings|suppress)\b/;
const LEAVING_CALLS =
	/^(?:sys\.exit|os\._exit|exit|quit|pytest\.(?:skip|fail|exit|xfail))$/;

/** `exit()` and its like, and `raise`: nobody comes out of the block. */
export const leaves = (statement: Statement): boolean =>
	statement.kind === "raise" ||
	(statement.kind === "call" &&
		statement.callee !== null &&
		LEAVING_CALLS.test(statement.callee.join(".")));

/** `isOwn`: was the name bound to a class, function or display of this module? */
export function effectOf(
	text: string,
	statement: Statement,
	block: OpenBlock | null,
	isOwn: (name: string) => boolean,
): string | null {
	switch (statement.kind) {
		case "assign": {
			const place = placeOf(
				statement.targets.flatMap((entry) => entry.targets),
				isOwn,
			);
			return place && `assigns to ${written(text, place)}`;
		}
		case "delete": {
			const place = placeOf(statement.targets, isOwn);
			return place && `deletes ${written(text, place)}`;
		}
		case "call": {
			const callee = statement.callee?.join(".") ?? null;
			if (callee !== null && INERT_CALLS.test(callee)) return null;
			if (
				block?.path.some((b) => b.keyword === "except") &&
				LOGS.test(statement.callee?.[0] ?? "")
			)
				return null;
			return `calls ${callee ?? written(text, statement.pieces)}`;
		}
		case "decorator":
			return REGISTERS.test(statement.path.at(-1) ?? "") &&
				statement.path.length > 0
				? `registers a definition by @${statement.path.join(".")}`
				: null;
		case "raise":
			return block === null ? "always raises" : null;
		case "other": {
			const word = statement.pieces[0]?.text;
			return statement.pieces.length > 1 &&
				(word === "print" || word === "exec")
				? `runs ${word}`
				: null;
		}
		case "global":
			return null;
	}
}

/** What a block header does by itself: `with open(path) as f:`. */
export function headerEffect(text: string, block: OpenBlock): string | null {
	if (block.keyword !== "with") return null;
	const header = text.slice(block.start, block.end - 1);
	if (!header.includes("(") || INERT_CONTEXTS.test(header)) return null;
	return `enters ${written(text, readPieces(text, block.start, block.end - 1).slice(1))}`;
}

function placeOf(
	targets: readonly Target[],
	isOwn: (name: string) => boolean,
): readonly Piece[] | null {
	for (const target of targets)
		if (
			target.kind === "place" &&
			!(target.root !== null && isOwn(target.root))
		)
			return target.pieces;
	return null;
}

/** The code as written, on one line and short enough to read. */
export function written(text: string, pieces: readonly Piece[]): string {
	const code = text
		.slice(pieces[0]?.start ?? 0, pieces.at(-1)?.end ?? 0)
		.replace(/\s+/g, " ");
	return code.length > 60 ? `${code.slice(0, 57)}...` : code;
}
