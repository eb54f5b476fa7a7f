/**
 * Rules from the command line: `--from A --to B` moves a module, `--from A#Name --to B#Other` one name of it. `#`
 * separates, since `:` occurs in specifiers (`node:fs`); a leading one is part of the module (`#internal/db`), and
 * so is one that no name follows (`src/c#/x.ts`).
 */
import { OnepathError } from "../../transforms/core/errors.js";
import type { RuleInput } from "../../transforms/core/rules.js";

const NAMED = /^(.+)#([\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*)$/u;

interface Flag {
	readonly module: string;
	readonly name: string | null;
}

/** One rule for each pair, in order. Throws `usage` when the two lists do not pair up. */
export function rulesFromFlags(
	from: readonly string[],
	to: readonly string[],
): RuleInput[] {
	if (from.length !== to.length)
		throw new OnepathError(
			"usage",
			`${from.length} --from and ${to.length} --to; give each --from its --to, in the same order`,
		);
	return withIds(from.map((text, i) => pair(text, to[i] ?? "")));
}

/**
 * Gives each rule without an id one that a person recognises: its legacy module, with its names when it speaks of
 * names only. Equal ones are numbered.
 */
export function withIds<T extends object>(
	rules: readonly (T & { readonly id?: string })[],
): (T & { readonly id: string })[] {
	const used = new Set(rules.map((rule) => rule.id));
	return rules.map((rule) => {
		if (rule.id !== undefined) return { ...rule, id: rule.id };
		const plain = describe(rule);
		let id = plain;
		for (let n = 2; used.has(id); n++) id = `${plain} (${n})`;
		used.add(id);
		return { ...rule, id };
	});
}

function describe(
	rule: Partial<RuleInput> & { readonly symbol?: string },
): string {
	if (rule.from === undefined) return rule.symbol ?? "rule";
	const [first, ...more] = Object.keys(rule.names ?? {});
	if (first === undefined) return rule.from;
	return `${rule.from}#${first}${more.length > 0 ? ` and ${more.length} more` : ""}`;
}

function pair(from: string, to: string): Omit<RuleInput, "id"> {
	const old = flag("--from", from);
	const now = flag("--to", to);
	if (old.name === null && now.name !== null)
		throw new OnepathError(
			"usage",
			`--to ${to} gives a name and --from ${from} does not; write --from ${from}#Name, or --to ${now.module}`,
		);
	const rule = { from: old.module, to: now.module };
	if (old.name === null) return rule;
	const names: Record<string, string> = Object.create(null);
	names[old.name] = now.name ?? old.name;
	return { ...rule, names };
}

function flag(option: string, text: string): Flag {
	if (text.trim() === "")
		throw new OnepathError(
			"usage",
			`${option} is empty; name a module, or module#Name`,
		);
	const named = NAMED.exec(text);
	return named?.[1] !== undefined && named[2] !== undefined
		? { module: named[1], name: named[2] }
		: { module: text, name: null };
}
