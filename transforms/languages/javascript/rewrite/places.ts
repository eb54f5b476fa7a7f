/**
 * Modules as one file names them: which of its specifiers rules speak of, where a rule's key leads, and how the
 * file would write that. Every form asks here, so that an import, a mock and a type argument of one module can't be
 * looked up differently.
 */
import picomatch from "picomatch";
import type { PlanContext } from "../../../core/language.js";
import type { ModuleRules, Rule } from "../../../core/rules.js";
import type { Located } from "../../../core/types.js";
import type { Tsconfigs } from "../../../resolution/tsconfig.js";
import { tsconfigsOf } from "../project-files.js";
import { locateKey, rulesOf } from "../resolve.js";
import { spellSpecifier } from "../spell.js";

/** A module that rules speak of, as one file names it. */
export interface LegacyModule {
	readonly specifier: string;
	readonly located: Located;
	/** One for all specifiers that lead to the module. */
	readonly id: string;
	/** Under which the rules know it. */
	readonly key: string;
	readonly rules: ModuleRules;
}

export class Places {
	readonly #context: PlanContext;
	readonly #tsconfigs: Tsconfigs;
	readonly #globs = new Map<string, boolean>();

	constructor(context: PlanContext) {
		this.#context = context;
		this.#tsconfigs = tsconfigsOf(context.project);
	}

	/** The module of a specifier, when rules speak of it. */
	legacy(specifier: string, from: string): LegacyModule | null {
		const { project, rules, graph } = this.#context;
		const found = rulesOf(specifier, from, rules, project);
		if (!found) return null;
		const located = graph.locate(specifier, from);
		const id = located.kind === "module" ? located.id : found.key;
		return { specifier, located, id, ...found };
	}

	/** The module that a rule's key names. */
	locate(key: string, from: string): Located {
		return locateKey(key, from, this.#context.project);
	}

	/** How a file would write the module, in the manner of the specifier `old`; null where nothing leads there. */
	spell(key: string, old: string, from: string): string | null {
		return spellSpecifier(old, from, key, this.#context.project);
	}

	display(located: Located, written: string): string {
		return located.kind === "module"
			? this.#context.graph.display(located.id)
			: written;
	}

	/** Does the file's tsconfig keep its imports as they are written? */
	isVerbatim(from: string): boolean {
		return this.#tsconfigs.aliases(from).verbatim;
	}

	/** Does the specifier lead to this module? */
	leadsTo(specifier: string, from: string, located: Located): boolean {
		const other = this.#context.graph.locate(specifier, from);
		if (other.kind === "module")
			return located.kind === "module" && other.id === located.id;
		return other.kind === located.kind && other.name === located.name;
	}

	/** Do the rule's patterns let it speak of this file? */
	covers(rule: Rule, path: string): boolean {
		if (rule.include.length + rule.exclude.length === 0) return true;
		const key = `${rule.id}\0${path}`;
		const known = this.#globs.get(key);
		if (known !== undefined) return known;
		const matches = (globs: readonly string[]): boolean =>
			globs.some((glob) => picomatch.isMatch(path, glob, { dot: true }));
		const included = rule.include.length === 0 || matches(rule.include);
		const covers = included && !matches(rule.exclude);
		this.#globs.set(key, covers);
		return covers;
	}
}
