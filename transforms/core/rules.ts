/**
 * Rules: legacy import path(s) to canonical import path. This module closes chains (a -> b, b -> c becomes a -> c),
 * so that a second run finds nothing to do, refuses what can't be meant (a rule to itself, a circle, two targets
 * for one import path), and looks rules up by hash: ten thousand of them cost a reference as much as one.
 *
 *   a -> b, b#Old -> c#New        a#Old goes to c#New, every other name of a to b
 */
import {
	normalRule,
	type Rule,
	type RuleInput,
	refuseCircle,
	refuseSecond,
	refuseSelf,
	type Target,
} from "./rule-input.js";

export type { Rule, RuleInput, Target } from "./rule-input.js";

/** What a module's references fall under: the rule of the whole module, and those of single names. */
export interface ModuleRules {
	/** Null when only single names have rules. */
	readonly all: { readonly rule: Rule; readonly to: string } | null;
	readonly names: ReadonlyMap<
		string,
		{ readonly rule: Rule; readonly target: Target }
	>;
}

/** The rule that speaks of the module as a whole, else one of those for its names. */
export const anyRule = ({ all, names }: ModuleRules): Rule | null =>
	all?.rule ?? [...names.values()][0]?.rule ?? null;

/** The target of one import path, with the rule that says so. */
export interface Match {
	readonly rule: Rule;
	readonly module: string;
	readonly name: string;
}

/** The rules of one module as they are written, before chains are closed. */
interface Written {
	all: Rule | null;
	readonly names: Map<string, { readonly rule: Rule; readonly target: Target }>;
}

/** One step along the rules: `name` null stands for the module as a whole. */
interface Hop {
	readonly rule: Rule;
	readonly module: string;
	readonly name: string | null;
}

export class RuleSet {
	readonly rules: readonly Rule[];
	readonly #separator: "." | "/";
	readonly #written = new Map<string, Written>();
	readonly #prefixes = new Map<string, Rule>();
	/** Closed, by module; filled for the modules that rules name, and on demand for those below a prefix. */
	readonly #closed = new Map<string, ModuleRules | null>();
	/** Where import paths lead in the end. A chain of a thousand rules is walked once, not from each of its modules. */
	readonly #ends = new Map<string, Hop>();
	readonly #names = new Map<string, readonly string[]>();

	private constructor(rules: readonly Rule[], separator: "." | "/") {
		this.rules = rules;
		this.#separator = separator;
	}

	/**
	 * Builds the set of one language. `key` gives a module's normal form, `separator` stands between the segments
	 * of that form. Throws `rules` that names both rules for a circle, a rule to itself, and two targets for one
	 * import path.
	 */
	static from(
		inputs: readonly RuleInput[],
		key: (module: string) => string,
		separator: "." | "/",
	): RuleSet {
		const rules = inputs.map((input) => normalRule(input, key));
		const set = new RuleSet(rules, separator);
		for (const rule of rules) set.#add(rule);
		for (const rule of set.#prefixes.values()) set.#refuseEndless(rule);
		for (const module of set.#written.keys()) set.forModule(module);
		return set;
	}

	/** Every legacy module that a rule names (prefix rules name none, so they are not listed). */
	get modules(): readonly string[] {
		return [...this.#written.keys()];
	}

	get prefixes(): readonly Rule[] {
		return [...this.#prefixes.values()];
	}

	/** The rules for a module, exact before the longest prefix, chains closed; null when none speaks of it. */
	forModule(key: string): ModuleRules | null {
		const known = this.#closed.get(key);
		if (known !== undefined) return known;
		const closed = this.#close(key);
		this.#closed.set(key, closed);
		return closed;
	}

	/** Where an import path goes, or null. */
	match(key: string, name: string): Match | null {
		const rules = this.forModule(key);
		if (!rules) return null;
		const own = rules.names.get(name);
		if (own)
			return {
				rule: own.rule,
				module: own.target.module,
				name: own.target.name ?? name,
			};
		return rules.all
			? { rule: rules.all.rule, module: rules.all.to, name }
			: null;
	}

	#add(rule: Rule): void {
		if (rule.prefix) {
			const path = `${rule.from}${this.#separator}*`;
			if (rule.from === rule.to) refuseSelf(rule, path);
			const other = this.#prefixes.get(rule.from);
			if (other) refuseSecond(other, rule, other.to === rule.to, path);
			this.#prefixes.set(rule.from, rule);
			return;
		}
		const entry = this.#written.get(rule.from) ?? {
			all: null,
			names: new Map(),
		};
		this.#written.set(rule.from, entry);
		if (rule.names === null) {
			if (rule.from === rule.to) refuseSelf(rule, rule.from);
			if (entry.all)
				refuseSecond(entry.all, rule, entry.all.to === rule.to, rule.from);
			entry.all = rule;
			return;
		}
		for (const [name, target] of rule.names) {
			const path = `${rule.from}#${name}`;
			if (target.module === rule.from && target.name === name)
				refuseSelf(rule, path);
			const other = entry.names.get(name);
			if (other) {
				const { module, name: now } = other.target;
				const same = module === target.module && now === target.name;
				refuseSecond(other.rule, rule, same, path);
			}
			entry.names.set(name, { rule, target });
		}
	}

	/** Follows every way out of a module to where no rule applies any more. */
	#close(module: string): ModuleRules | null {
		const whole = this.#follow(module, null);
		const names = new Map<string, { rule: Rule; target: Target }>();
		for (const name of this.#namesFrom(module)) {
			const end = this.#follow(module, name);
			if (end)
				names.set(name, {
					rule: end.rule,
					target: { module: end.module, name: end.name },
				});
		}
		if (!whole && names.size === 0) return null;
		return { all: whole && { rule: whole.rule, to: whole.module }, names };
	}

	/**
	 * The names that have rules of their own in a module, and in those that the whole of it moves through. There is no
	 * circle on that way: it has been followed.
	 */
	#namesFrom(module: string): readonly string[] {
		const stops: string[] = [];
		let names: readonly string[] = [];
		for (let at: string | undefined = module; at !== undefined; ) {
			const known = this.#names.get(at);
			if (known) names = known;
			else stops.push(at);
			at = known ? undefined : this.#hop(at, null)?.module;
		}
		for (const stop of stops.reverse()) {
			const own = this.#written.get(stop)?.names;
			if (own && own.size > 0) names = [...new Set([...own.keys(), ...names])];
			this.#names.set(stop, names);
		}
		return names;
	}

	/** Where the rules lead in the end, under the first of them. */
	#follow(module: string, name: string | null): Hop | null {
		const first = this.#hop(module, name);
		if (!first) return null;
		const path = name === null ? module : `${module}#${name}`;
		const seen = new Set([`${module}\0${name}`]);
		const prefixes = new Set<Rule>();
		/** Whose end depends on where they are alone: no prefix rule, which may apply but once, is behind them. */
		let free: string[] = [];
		for (let at = first; ; ) {
			const here = `${at.module}\0${at.name}`;
			// A prefix rule that applies twice may make the path longer each time (p/* -> p/q/*).
			if (seen.has(here) || prefixes.has(at.rule))
				refuseCircle(first.rule, at.rule, path);
			seen.add(here);
			if (at.rule.prefix) {
				prefixes.add(at.rule);
				free = [];
			}
			free.push(here);
			const known = this.#ends.get(here);
			const next = known ? null : this.#hop(at.module, at.name);
			if (!next) {
				const end = known ?? at;
				for (const passed of free) this.#ends.set(passed, end);
				return { ...end, rule: first.rule };
			}
			at = next;
		}
	}

	#hop(module: string, name: string | null): Hop | null {
		const written = this.#written.get(module);
		const own = name === null ? undefined : written?.names.get(name);
		if (own)
			return {
				rule: own.rule,
				module: own.target.module,
				name: own.target.name ?? name,
			};
		if (written?.all)
			return { rule: written.all, module: written.all.to, name };
		const rule = this.#prefixOf(module);
		return (
			rule && { rule, module: rule.to + module.slice(rule.from.length), name }
		);
	}

	/** The longest prefix that the module is below of. */
	#prefixOf(module: string): Rule | null {
		if (this.#prefixes.size === 0) return null;
		for (
			let end = module.lastIndexOf(this.#separator);
			end > 0;
			end = module.lastIndexOf(this.#separator, end - 1)
		) {
			const rule = this.#prefixes.get(module.slice(0, end));
			if (rule) return rule;
		}
		return null;
	}

	/** A prefix rule must come to an end for a module that no other rule names. */
	#refuseEndless(rule: Rule): void {
		this.#follow(`${rule.from}${this.#separator}*`, null);
	}
}
