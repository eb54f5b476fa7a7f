/**
 * The names that a file takes out of modules that it holds. Which variable is meant needs the file's scopes, so it
 * is asked only of files that hold a module of the tree.
 *
 *   import * as ns from './m'; ns.X() <ns.X/> ns.T     X of ./m, and T
 *   const m = require('./m'); const { X } = m          X of ./m
 */
import type { HeldModule, Leads, Member } from "../../core/map/record.js";
import type { SourceFile } from "../../core/types.js";
import { usageOfBinding } from "./rewrite/usage.js";
import { analyseScopes, type FileScopes } from "./scope.js";
import { columnOf, lineCounter, offsetCounter } from "./source/lines.js";
import { parse } from "./source/parse.js";
import { child, type Node } from "./source/tree.js";

/** `ns.X.y`: the names from the inside out, at least one. */
interface MemberUse {
	readonly chain: readonly { readonly name: string; readonly start: number }[];
	readonly time: "load" | "call" | "type";
}

/** A use that holds a module, with the variable that it binds. */
type Bound = HeldModule & { readonly variable: string };

export function javascriptMembers(
	file: SourceFile,
	held: readonly HeldModule[],
	leads: Leads,
): readonly Member[] {
	const { text } = file;
	const offsetOf = offsetCounter(text);
	const bound = held.flatMap((each): Bound[] => {
		const variable = variableAt(text, offsetOf(each.line, each.column));
		return variable !== null && isTakenApart(text, variable, each, leads)
			? [{ ...each, variable }]
			: [];
	});
	if (bound.length === 0) return [];
	const line = lineCounter(text);
	const member = (
		{ specifier, name, time }: Bound,
		use: Pick<MemberUse, "chain" | "time">,
	): Member => ({
		specifier,
		name,
		chain: use.chain.map((each) => ({
			name: each.name,
			line: line(each.start),
			column: columnOf(text, each.start),
		})),
		time: time === "type" ? "type" : use.time,
	});
	const scopes = analyseScopes(parse(file));
	if (!scopes) return [];
	return bound.flatMap((each) =>
		scopedUses(scopes, each.variable).map((use) => member(each, use)),
	);
}

function scopedUses(
	scopes: FileScopes,
	variable: string,
): readonly MemberUse[] {
	return usageOfBinding(scopes, variable).names.flatMap((use): MemberUse[] => {
		// A test that replaces the name takes nothing out.
		if (use.how === "spied") return [];
		const chain = [use, ...attributes(use.whole, scopes)];
		return [
			{
				chain: chain.map(({ name, key }) => ({ name, start: key.start })),
				time: use.how === "type" ? "type" : timeOf(use.whole, scopes),
			},
		];
	});
}

/** What is bound where a namespace is spelled, or by a `require` whose literal is there; null for other imports. */
function variableAt(text: string, offset: number): string | null {
	NAMESPACE.lastIndex = offset;
	const found =
		NAMESPACE.exec(text) ??
		REQUIRED.exec(
			(offset < LONGEST ? "\n" : "") +
				text.slice(Math.max(0, offset - LONGEST), offset),
		);
	return found?.[1] ?? null;
}

const NAMESPACE = /\*\s*as\s+([\w$\u0080-\uffff]+)/y;
/** On the top level, as far as the text tells: what stands inside of a function is another variable. */
const REQUIRED =
	/[\n\r](?:const|let|var)[ \t]+([\w$\u0080-\uffff]+)[ \t]*=[ \t]*require\(\s*['"`]$/;
const LONGEST = 200;

/** A look at the text, for a tree costs a hundred times as much. */
function isTakenApart(
	text: string,
	variable: string,
	from: HeldModule,
	leads: Leads,
): boolean {
	const name = variable.replaceAll("$", "\\$");
	const places = new RegExp(
		`(?<![\\w$])${name}${GAP}(?:((?:!?\\??\\.${GAP}[\\w$\\x80-\\uffff\\\\]+${GAP})+)|(?:!?${GAP}(?:\\?\\.)?${GAP}\\[|\\)${GAP}[.?!\\[]|\\bas\\b|\\bsatisfies\\b))` +
			`|(?<![=!])=\\s*${name}(?![\\w$]|${GAP}[.?!([])`,
		"g",
	);
	for (const [, chain] of text.matchAll(places)) {
		// Behind a bracket or in a pattern any name may stand, and an escape spells one in another way.
		if (chain === undefined || chain.includes("\\")) return true;
		const names = chain.replaceAll(BETWEEN, "").split(".").slice(1);
		if (leads(from, names)) return true;
	}
	return false;
}

const GAP = "(?:\\s|//[^\\n]*\\n|/\\*(?:[^*]|\\*(?!/))*\\*/)*";
const BETWEEN = /[\s!?]|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\//g;

/** The plain attributes behind `ns.X`, from the inside out. */
function attributes(
	whole: Node,
	{ parents }: FileScopes,
): { name: string; key: Node }[] {
	const found: { name: string; key: Node }[] = [];
	for (let node = whole; ; ) {
		const parent = parents.get(node);
		const [inside, outside] = PARTS[parent?.type ?? ""] ?? [];
		if (!parent || !inside || !outside) return found;
		const key = child(parent, outside);
		if (child(parent, inside) !== node || parent.computed === true || !key)
			return found;
		found.push({ name: String(key.name), key });
		node = parent;
	}
}

const PARTS: Readonly<Record<string, readonly [string, string]>> = {
	MemberExpression: ["object", "property"],
	JSXMemberExpression: ["object", "property"],
	TSQualifiedName: ["left", "right"],
};

function timeOf(node: Node, { parents }: FileScopes): "load" | "call" {
	for (let at = parents.get(node); at; at = parents.get(at))
		if (at.type.includes("Function")) return "call";
	return "load";
}
