/**
 * What takes a module's names out of reading: `globals()[n] = ...`, `sys.modules[__name__] = ...`, `exec`. A key
 * that is spelled out (`globals()["X"] = ...`) is a binding like any other.
 */

import { inside, stringValue } from "../source/pieces.js";
import type { Statement } from "../source/statements.js";
import { written } from "./effects.js";

export type RunTimeName =
	| { readonly kind: "binds"; readonly name: string }
	| { readonly kind: "opaque"; readonly what: string };

const NAMESPACES: ReadonlySet<string> = new Set(["globals", "locals", "vars"]);
const MAKES: RunTimeName = {
	kind: "opaque",
	what: "makes names at run time (globals())",
};
const RUNS: RunTimeName = {
	kind: "opaque",
	what: "runs code made at run time (exec)",
};

/** Of a statement at module scope. */
export function runTimeNames(
	text: string,
	statement: Statement,
): RunTimeName[] {
	switch (statement.kind) {
		case "call": {
			const callee = statement.callee?.join(".") ?? "";
			if (callee === "exec" || callee === "execfile") return [RUNS];
			const code = written(text, statement.pieces);
			if (/^(?:globals|vars|locals)\(\)\.(?:update|setdefault)\b/.test(code))
				return [MAKES];
			return callee === "setattr" && /^setattr\(\s*sys\.modules\b/.test(code)
				? [
						{
							kind: "opaque",
							what: "makes names at run time (setattr on sys.modules)",
						},
					]
				: [];
		}
		case "other":
			return statement.pieces[0]?.text === "exec" && statement.pieces.length > 1
				? [RUNS]
				: [];
		case "assign":
			return statement.targets
				.flatMap((entry) => entry.targets)
				.flatMap((target): RunTimeName[] => {
					if (target.kind !== "place") return [];
					const [first, call, key] = target.pieces;
					if (
						first &&
						NAMESPACES.has(first.text) &&
						call?.text === "(" &&
						inside(text, call).length === 0
					) {
						const name =
							key?.text === "[" ? stringValue(inside(text, key)) : null;
						return [name === null ? MAKES : { kind: "binds", name }];
					}
					return /^sys\s*\.\s*modules\s*\[\s*__name__\s*\]/.test(
						written(text, target.pieces),
					)
						? [{ kind: "opaque", what: "replaces itself in sys.modules" }]
						: [];
				});
		default:
			return [];
	}
}

const CHANGES =
	/\bglobals\(\)\s*(?:\[\s*(?:[rRuU]?(["'])(\w+)\1|[^\]]*)\s*\]\s*=(?!=)|\.\s*(?:update|setdefault|pop|clear)\b)/;

/** Of a statement in a function, told from its text. */
export function runTimeNameIn(code: string): RunTimeName | null {
	const match = CHANGES.exec(code);
	if (!match) return null;
	return match[2] === undefined ? MAKES : { kind: "binds", name: match[2] };
}
