/**
 * The line of code to write instead of importing a name from a shim, as the shim itself would write it, and the
 * comment that says so to editors and linters.
 *
 *   import { UnifiedManager as Manager } from "./unified-manager"
 */
import {
	oneLine,
	replacementOf,
	type ShimContext,
	type ShimModule,
} from "../../../core/shims.js";
import type { ImportPath } from "../../../core/types.js";
import { locateKey } from "../resolve.js";
import { spellSpecifier } from "../spell.js";

export interface Replacement {
	readonly line: string;
	/** The file, where the line says it only relative to the shim. */
	readonly file: string | null;
}

/** `near`: the specifier by which the shim takes the name, whose manner the line follows. */
export function replacement(
	name: string,
	typeOnly: boolean,
	near: string,
	module: ShimModule,
	context: ShimContext,
): Replacement | null {
	const target = replacementOf(name, module, context, locateKey);
	if (!target) return null;
	const specifier =
		spellSpecifier(near, module.id, target.module, context.project) ??
		target.module;
	const line = `${typeOnly ? "import type" : "import"} ${clause(name, target)} from "${specifier}"`;
	return { line, file: specifier.startsWith(".") ? target.module : null };
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

function clause(name: string, target: ImportPath): string {
	// A default has no name of its own, and a string is none to bind; whoever imports it gives it one.
	const local = name === "default" || !IDENTIFIER.test(name) ? "NAME" : name;
	if (target.name === null) return `* as ${local}`;
	if (target.name === "default") return local;
	const there = IDENTIFIER.test(target.name)
		? target.name
		: JSON.stringify(target.name);
	return there === local ? `{ ${local} }` : `{ ${there} as ${local} }`;
}

/** One JSDoc comment. Null: no replacement is known, and the comment only says that the path goes. */
export function deprecationComment(
	found: Replacement | null,
	{ reason }: ShimModule,
	removeIn: string | null,
): string {
	const use = found
		? `Use \`${found.line}\`${found.file === null ? "" : ` (${found.file})`}`
		: "This import path goes away";
	const why = reason === null ? "" : `: ${oneLine(reason).replace(/[.]$/, "")}`;
	const gone = removeIn === null ? "" : ` It will be removed in ${removeIn}.`;
	const text = `@deprecated ${use}${why}.${gone}`;
	return `/** ${text.replaceAll("*/", "*\\/")} */`;
}
