/**
 * Rules: legacy import path(s) to canonical import path, with a reason. This module closes chains (a -> b, b -> c
 * becomes a -> c), refuses what can't be meant (a rule to itself, a circle, two targets for one import path), and
 * looks rules up by hash: ten thousand of them cost a reference as much as one.
 */
import { OnepathError } from "./errors.js";

/** A rule as the command line or the config gives it; module names as their language writes them. */
export interface RuleInput {
	readonly id: string;
	readonly from: string;
	readonly to: string;
	/** Only these names: old name -> `New`, or `other.module:New` (the last colon separates). Absent: every name. */
	readonly names?: Readonly<Record<string, string>>;
	readonly reason?: string;
	readonly include?: readonly string[];
	readonly exclude?: readonly string[];
	readonly language?: string;
}

/** Where a name goes: module in its language's normal form. `name` null: it keeps its name. */
export interface Target {
	readonly module: string;
	readonly name: string | null;
}

export interface Rule {
	readonly id: string;
	readonly reason: string | null;
	/** Normal form; a prefix rule's without its ending. */
	readonly from: string;
	readonly to: string;
	readonly prefix: boolean;
	readonly names: ReadonlyMap<string, Target> | null;
	readonly include: readonly string[];
	readonly exclude: readonly string[];
}

/** What a module's references fall under: the rule of the whole module, and those of single names. */
export interface ModuleRules {
	/** Null when only single names have rules. */
	readonly all: { readonly rule: Rule; readonly to: string } | null;
	readonly names: ReadonlyMap<
		string,
		{ readonly rule: Rule; readonly target: Target }
	>;
}

/** The target of one import path, with the rule that says so. */
export interface Match {
	readonly rule: Rule;
	readonly module: string;
	readonly name: string;
}

interface MutableModuleRules {
	all: { rule: Rule; to: string } | null;
	names: Map<string, { rule: Rule; target: Target }>;
}

const PREFIX = /[/.]\*$/;

/** `separator`: what stands between the segments of a module name in this language's normal form. */
export class RuleSet {
	readonly rules: readonly Rule[];
	readonly #modules: ReadonlyMap<string, ModuleRules>;
	readonly #prefixes: ReadonlyMap<string, Rule>;
	readonly #separator: "." | "/";

	private constructor(
		rules: readonly Rule[],
		modules: ReadonlyMap<string, ModuleRules>,
		prefixes: ReadonlyMap<string, Rule>,
		separator: "." | "/",
	) {
		this.rules = rules;
		this.#modules = modules;
		this.#prefixes = prefixes;
		this.#separator = separator;
	}

	/** Every legacy module that a rule names whole (prefix rules are not listed: they name no module). */
	get modules(): readonly string[] {
		return [...this.#modules.keys()];
	}

	get prefixes(): readonly Rule[] {
		return [...this.#prefixes.values()];
	}

	/** The rules for a module, exact before the longest prefix; null when none speaks of it. */
	forModule(key: string): ModuleRules | null {
		const exact = this.#modules.get(key);
		if (exact?.all || this.#prefixes.size === 0) return exact ?? null;
		for (
			let end = key.lastIndexOf(this.#separator);
			end > 0;
			end = key.lastIndexOf(this.#separator, end - 1)
		) {
			const rule = this.#prefixes.get(key.slice(0, end));
			if (rule)
				return {
					all: { rule, to: rule.to + key.slice(end) },
					names: exact?.names ?? new Map(),
				};
		}
		return exact ?? null;
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

	/**
	 * Builds the set of one language. `key` gives a module's normal form. Throws `rules` that names both rules for
	 * a circle, a rule to itself, and two targets for one import path.
	 */
	static from(
		inputs: readonly RuleInput[],
		key: (module: string) => string,
		separator: "." | "/",
	): RuleSet {
		const rules = inputs.map((input) => normal(input, key));
		const modules = new Map<string, MutableModuleRules>();
		const prefixes = new Map<string, Rule>();
		const at = (module: string): MutableModuleRules => {
			const known = modules.get(module) ?? { all: null, names: new Map() };
			modules.set(module, known);
			return known;
		};
		for (const rule of rules) {
			if (rule.prefix) {
				refuseSelf(rule, rule.from === rule.to, `${rule.from}${separator}*`);
				const other = prefixes.get(rule.from);
				if (other)
					refuseSecond(
						other,
						rule,
						other.to === rule.to,
						`${rule.from}${separator}*`,
					);
				else prefixes.set(rule.from, rule);
			} else if (rule.names === null) {
				refuseSelf(rule, rule.from === rule.to, rule.from);
				const entry = at(rule.from);
				if (entry.all)
					refuseSecond(
						entry.all.rule,
						rule,
						entry.all.to === rule.to,
						rule.from,
					);
				else entry.all = { rule, to: rule.to };
			} else {
				for (const [name, target] of rule.names) {
					const path = `${rule.from}#${name}`;
					refuseSelf(
						rule,
						target.module === rule.from && (target.name ?? name) === name,
						path,
					);
					const entry = at(rule.from);
					const other = entry.names.get(name);
					const same =
						other?.target.module === target.module &&
						(other?.target.name ?? name) === (target.name ?? name);
					if (other) refuseSecond(other.rule, rule, same, path);
					else entry.names.set(name, { rule, target });
				}
			}
		}
		const open = new RuleSet(rules, modules, prefixes, separator);
		return open.#closed(modules);
	}

	/** Follows each target through the other rules until none applies. */
	#closed(modules: ReadonlyMap<string, MutableModuleRules>): RuleSet {
		const closed = new Map<string, MutableModuleRules>();
		for (const [module, entry] of modules) {
			const names = new Map<string, { rule: Rule; target: Target }>();
			for (const [name, { rule, target }] of entry.names)
				names.set(name, {
					rule,
					target: this.#final(
						rule,
						`${module}#${name}`,
						target.module,
						target.name ?? name,
					),
				});
			closed.set(module, {
				all: entry.all && {
					rule: entry.all.rule,
					to: this.#finalModule(entry.all.rule, module),
				},
				names,
			});
		}
		const prefixes = new Map<string, Rule>();
		for (const [prefix, rule] of this.#prefixes)
			prefixes.set(prefix, { ...rule, to: this.#finalPrefix(rule) });
		return new RuleSet(this.rules, closed, prefixes, this.#separator);
	}

	#final(first: Rule, path: string, module: string, name: string): Target {
		const seen = new Set([path]);
		let at = { module, name };
		for (let last = first; ; ) {
			const here = `${at.module}#${at.name}`;
			if (seen.has(here)) refuseCircle(first, last, path);
			seen.add(here);
			const next = this.match(at.module, at.name);
			if (!next) return at;
			last = next.rule;
			at = { module: next.module, name: next.name };
		}
	}

	#finalModule(first: Rule, module: string): string {
		const seen = new Set([module]);
		let at = first.to;
		for (let last = first; ; ) {
			if (seen.has(at)) refuseCircle(first, last, module);
			seen.add(at);
			const next = this.forModule(at)?.all;
			if (!next) return at;
			last = next.rule;
			at = next.to;
		}
	}

	#finalPrefix(first: Rule): string {
		const seen = new Set([first.from]);
		let at = first.to;
		for (let last = first; ; ) {
			if (seen.has(at)) refuseCircle(first, last, first.from);
			seen.add(at);
			const next = this.#prefixes.get(at);
			if (!next) return at;
			last = next;
			at = next.to;
		}
	}
}

function normal(input: RuleInput, key: (module: string) => string): Rule {
	const prefix = PREFIX.test(input.from);
	if (prefix !== PREFIX.test(input.to))
		throw new OnepathError(
			"rules",
			`rule ${input.id}: from and to must both end in * or neither`,
			{ rule: input.id },
		);
	const strip = (module: string): string => module.replace(PREFIX, "");
	const names =
		input.names &&
		new Map(
			Object.entries(input.names).map(([name, target]): [string, Target] => {
				const colon = target.lastIndexOf(":");
				return [
					name,
					colon < 0
						? { module: key(input.to), name: target }
						: {
								module: key(target.slice(0, colon)),
								name: target.slice(colon + 1),
							},
				];
			}),
		);
	return {
		id: input.id,
		reason: input.reason ?? null,
		from: key(strip(input.from)),
		to: key(strip(input.to)),
		prefix,
		names: names ?? null,
		include: input.include ?? [],
		exclude: input.exclude ?? [],
	};
}

function refuseSelf(rule: Rule, self: boolean, path: string): void {
	if (self)
		throw new OnepathError(
			"rules",
			`rule ${rule.id} moves ${path} to itself; remove the rule or correct its target`,
			{
				rules: [rule.id],
			},
		);
}

function refuseSecond(
	first: Rule,
	second: Rule,
	same: boolean,
	path: string,
): never {
	const what = same ? "both say the same of" : "give two targets for";
	throw new OnepathError(
		"rules",
		`rules ${first.id} and ${second.id} ${what} ${path}; keep one`,
		{
			rules: [first.id, second.id],
		},
	);
}

function refuseCircle(first: Rule, last: Rule, path: string): never {
	throw new OnepathError(
		"rules",
		`rules ${first.id} and ${last.id} lead ${path} round in a circle; break it`,
		{
			rules: [first.id, last.id],
		},
	);
}
