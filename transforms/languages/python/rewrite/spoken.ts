/**
 * Strings that speak of a module variable by its name. What reads them is seldom known, so none is changed: where
 * one may be run or looked up, the variable keeps its name and its module; where it is prose, it is reported.
 *
 *   eval("manager.Mode")    globals()["manager"]    "manager.Mode" by itself    >>> manager.Mode     hold
 *   "call manager.Mode() first"                                                                        mention
 */
import type { PlanContext } from "../../../core/language.js";
import type { StringLiteral } from "../source/syntax.js";
import { calleeOf, knownCall } from "./calls.js";
import type { PythonFile } from "./file.js";
import type { Legacy } from "./legacy.js";
import type { ModuleVariable } from "./uses.js";

export interface Spoken {
	/** The first string that may look the variable up, with its line. */
	readonly hold: string | null;
	/** Places of a name of the module, in text that nothing is known to read. */
	readonly mentions: readonly {
		readonly start: number;
		readonly end: number;
		readonly name: string;
		readonly docstring: boolean;
	}[];
}

/** Calls that run a string where they stand; `re.compile` and `df.eval` do not. */
const RUNS =
	/^(?:builtins\.)?(?:eval|exec|execfile|compile)$|^(?:timeit|cProfile|profile)\.(?:timeit|repeat|Timer|run|runctx)$/;
/** How far around a literal its use is looked for. */
const REACH = 120;
const LOOKED_UP_BEFORE =
	/(?:\b(?:globals|locals|vars)\s*\([^()]*\)|__dict__)\s*(?:\[\s*|\.\s*\w+\s*\(\s*)$|\b(?:getattr|hasattr|setattr|delattr)\s*\((?:[^()"']|\([^()]*\))*,\s*$/;
const LOOKED_UP_BEHIND =
	/^\s*(?:not\s+)?in\s+(?:(?:globals|locals|vars|dir)\s*\(|\w+(?:\.\w+)*\.__dict__)/;
const FORMATTED =
	/^\s*(?:\.\s*format(?:_map)?\s*\(|%\s*(?:globals|locals|vars)\s*\()/;

export function spokenOf(
	variable: ModuleVariable,
	{ graph }: PlanContext,
): Spoken {
	const { file, name, legacy, sites } = variable;
	const dotted = sites[0]?.dotted === true;
	const path = dotted ? legacy.written : name;
	const chain = new RegExp(
		`(?<![\\w.\\x80-\\xff])${path.replaceAll(".", "\\.")}\\.([A-Za-z_]\\w*)`,
		"g",
	);
	const offered = namesOf(legacy, graph);
	const inside = (at: number): boolean => reaches(variable, at);
	let hold: string | null = null;
	const mentions: Spoken["mentions"][number][] = [];
	for (const literal of file.scan.strings) {
		const content = file.text.slice(literal.contentStart, literal.contentEnd);
		if (!content.includes(name) || !inside(literal.start)) continue;
		const line = file.position(literal.start).line;
		if (looksUp(file, literal, content, name, path)) {
			hold ??= `line ${line} looks ${name} up by a string`;
			continue;
		}
		for (const found of content.matchAll(chain)) {
			const start = literal.contentStart + found.index;
			const member = found[1] as string;
			// A type in quotes is a use like any other, and so is a field of a format string.
			if (file.scopes?.placed.has(start) || !offered(member)) continue;
			if (!dotted && isWhole(file, literal, content, found[0]))
				hold ??= `line ${line} spells ${found[0]} in a string, which may be read as code`;
			else if (!dotted)
				mentions.push({
					start,
					end: start + found[0].length,
					name: member,
					docstring: literal.statement,
				});
		}
	}
	return { hold, mentions };
}

/** Is the offset in code that sees the variable? */
function reaches({ file, scope }: ModuleVariable, at: number): boolean {
	if (scope === null || scope.parent === null) return true;
	const body = file.scopes?.bodies.find((b) => b.scope === scope);
	return body === undefined || (body.start <= at && at < body.end);
}

function looksUp(
	{ text }: PythonFile,
	{ start, end, statement }: StringLiteral,
	content: string,
	name: string,
	path: string,
): boolean {
	const spelled = String.raw`(?<![\w.\x80-\xff])${path.replaceAll(".", "\\.")}(?![\w\x80-\xff])`;
	// Code that imports the module by itself needs no variable.
	const imports = new RegExp(`\\bimport\\b[^\\n]*${spelled}`).test(content);
	// An example in a docstring runs with the names of its module (`doctest`).
	if (statement)
		return (
			!imports &&
			new RegExp(`^[ \\t]*(?:>>>|\\.\\.\\.) .*${spelled}`, "m").test(content)
		);
	const before = text.slice(Math.max(0, start - REACH), start);
	const behind = text.slice(end, end + REACH);
	if (
		content === name &&
		(LOOKED_UP_BEFORE.test(before) || LOOKED_UP_BEHIND.test(behind))
	)
		return true;
	const callee = calleeOf(text, start);
	if (callee !== null && RUNS.test(callee))
		return !imports && new RegExp(spelled).test(content);
	return (
		FORMATTED.test(behind) &&
		new RegExp(`(?:\\{|%\\()${name}[.}:!)]`).test(content)
	);
}

/** The string is the chain and nothing else, and no argument of a call that takes module names. */
const isWhole = (
	file: PythonFile,
	{ start, end }: StringLiteral,
	content: string,
	chain: string,
): boolean =>
	content.startsWith(chain) &&
	/^(?:\.\w+)*$/.test(content.slice(chain.length)) &&
	knownCall(file.text, start, end) === null;

function namesOf(
	{ id }: Legacy,
	graph: PlanContext["graph"],
): (name: string) => boolean {
	const offered = id === null ? null : graph.offered(id);
	const facts = id === null ? null : graph.facts(id);
	return (name) =>
		offered === null ||
		!offered.complete ||
		offered.names.has(name) ||
		facts?.exports.has(name) === true;
}
