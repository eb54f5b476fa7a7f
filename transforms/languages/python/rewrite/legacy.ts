/**
 * Which modules are legacy, and where their names go: the rules, the resolver and the judge behind one lookup,
 * the same for imports, attribute chains and strings. A file may know the module under a longer or shorter name
 * than the rule does (`src.pkg.manager` for `pkg.manager`); its own spelling is kept.
 */
import { Judge, type Judgement } from "../../../core/judge.js";
import type { PlanContext } from "../../../core/language.js";
import type { Graph } from "../../../core/proof.js";
import { anyRule, type Rule } from "../../../core/rules.js";
import type { ImportPath, Located, ModuleId } from "../../../core/types.js";
import type { PythonModules } from "../resolve.js";
import { scanPython } from "../scan.js";
import { lastOf, type PythonFile } from "./file.js";

export interface Legacy {
	/** The rule's name for the module. */
	readonly key: string;
	/** The absolute name that the file uses. */
	readonly written: string;
	readonly located: Located;
	readonly id: ModuleId | null;
	/** For references that need one although no name is in play. */
	readonly rule: Rule;
	/** Where the module as a whole goes; null when only single names have rules. */
	readonly to: string | null;
}

export interface Judged {
	readonly rule: Rule;
	readonly legacy: ImportPath;
	readonly judgement: Judgement;
}

export class LegacyModules {
	readonly #context: PlanContext;
	readonly #modules: PythonModules;
	readonly #judge: Judge;
	readonly #memo = new Map<string, Legacy | null>();
	readonly #whole = new Map<string, string | null>();
	/** Last segments of the legacy modules: a name that ends otherwise needs no look at the tree. */
	readonly #tails: ReadonlySet<string>;
	readonly #prefixTails: readonly string[];

	constructor(context: PlanContext, modules: PythonModules) {
		this.#context = context;
		this.#modules = modules;
		this.#judge = new Judge(context.graph, context.policy);
		this.#tails = new Set(context.rules.modules.map(lastOf));
		this.#prefixTails = context.rules.prefixes.map(
			(r) => `.${lastOf(r.from)}.`,
		);
	}

	/** The export graph that names are proven by. */
	get graph(): Graph {
		return this.#context.graph;
	}

	/** The legacy module of an absolute name, as `from` would import it; null when no rule speaks of it. */
	find(written: string, from: ModuleId): Legacy | null {
		if (
			!this.#tails.has(lastOf(written)) &&
			!this.#prefixTails.some((tail) => `.${written}`.includes(tail))
		)
			return null;
		// Under two source roots a name can mean two modules, by where the importer stands.
		const key = `${written}\0${from.slice(0, from.lastIndexOf("/") + 1)}`;
		const memo = this.#memo.get(key);
		if (memo !== undefined) return memo;
		const found = this.#find(written, from);
		this.#memo.set(key, found);
		return found;
	}

	/**
	 * The verdict on one name of a legacy module; null when the rules leave that name alone. `snapshot`: the
	 * reference copies the value. A read through the module object does not; but the shim itself copied the value
	 * when it was loaded, unless it looks the name up at each access (PEP 562). `typesOnly`: it stands where code that
	 * runs does not come by.
	 */
	judge(
		file: PythonFile,
		legacy: Legacy,
		name: string,
		snapshot: boolean,
		typesOnly = false,
	): Judged | null {
		const match = this.#context.rules.match(legacy.key, name);
		if (!match) return null;
		const located = this.#modules.locate(match.module, file.id);
		const live =
			!snapshot &&
			located.kind === "module" &&
			this.#forwards(legacy, name, located.id, match.name);
		const judgement = this.#judge.judge(
			{ located: legacy.located, display: legacy.key, name },
			{ located, display: match.module, name: match.name },
			!live,
			typesOnly,
		);
		return {
			rule: match.rule,
			legacy: { module: legacy.key, name },
			judgement,
		};
	}

	/** Does the legacy module look the name up in the canonical one whenever somebody asks for it? */
	#forwards(
		{ id }: Legacy,
		name: string,
		targetId: ModuleId,
		targetName: string,
	): boolean {
		const source = id === null ? null : this.#context.project.read(id);
		const bindings =
			(id === null ? null : this.#context.graph.facts(id)?.exports.get(name)) ??
			[];
		if (!source || bindings.length === 0) return false;
		const statements = scanPython(source.text).imports;
		return bindings.every((binding) => {
			if (binding.kind !== "import" || binding.name !== targetName)
				return false;
			// A binding that stands in no import statement is one of a `__getattr__` table.
			const bound = statements.some(
				(s) => s.start <= binding.offset && binding.offset < s.end,
			);
			return (
				!bound && this.locate(binding.specifier, id as ModuleId) === targetId
			);
		});
	}

	/** Why the canonical module can't stand in for the legacy module object; null when it can. */
	wholeRefusal(file: PythonFile, legacy: Legacy): string | null {
		const key = `${legacy.written}\0${legacy.id}`;
		const known = this.#whole.get(key);
		if (known !== undefined) return known;
		const why = this.#wholeRefusal(file, legacy);
		this.#whole.set(key, why);
		return why;
	}

	/** The module's id, where it is one of the tree. */
	locate(name: string, from: ModuleId): ModuleId | null {
		const located = this.#modules.locate(name, from);
		return located.kind === "module" ? located.id : null;
	}

	/** `target` as a file spells it that knows the legacy module as `legacy.written`. */
	respell(target: string, legacy: Legacy, from: ModuleId): string {
		const { key, written } = legacy;
		const id = this.locate(target, from);
		// A definition may be known by its path from the repository, which the file's own imports do not go by:
		// `python.acme.types` in a tree where everybody says `acme`.
		const own =
			id !== null && top(target) !== top(written)
				? this.#modules.everyName(id).find((name) => top(name) === top(written))
				: undefined;
		if (own !== undefined && this.locate(own, from) === id) return own;
		if (key === written) return target;
		const longer = written.endsWith(`.${key}`)
			? written.slice(0, -key.length) + target
			: null;
		const root = key.endsWith(`.${written}`)
			? key.slice(0, -written.length)
			: null;
		const shorter =
			root !== null && target.startsWith(root)
				? target.slice(root.length)
				: null;
		for (const name of [longer, shorter])
			if (name !== null && id !== null && this.locate(name, from) === id)
				return name;
		return target;
	}

	#find(written: string, from: ModuleId): Legacy | null {
		const located = this.#modules.locate(written, from);
		const id = located.kind === "module" ? located.id : null;
		for (const key of id === null
			? [written]
			: [written, ...this.#modules.everyName(id)]) {
			const rules = this.#context.rules.forModule(key);
			if (!rules) continue;
			const rule = anyRule(rules);
			if (!rule) continue;
			return { key, written, located, id, rule, to: rules.all?.to ?? null };
		}
		return null;
	}

	#wholeRefusal(file: PythonFile, legacy: Legacy): string | null {
		const { graph, rules } = this.#context;
		if (legacy.to === null)
			return `the rules move single names of ${legacy.key}, not the module`;
		if (legacy.located.kind === "external") return null;
		if (legacy.id === null) return `${legacy.key} does not exist`;
		const facts = graph.facts(legacy.id);
		const offered = graph.offered(legacy.id);
		if (!facts) return `${legacy.key} can't be read`;
		if (!offered.complete)
			return offered.why ?? `${legacy.key} can't be read in full`;
		if (facts.effect)
			return `${legacy.key}:${facts.effect.line} ${facts.effect.what}`;
		if (facts.opaque[0])
			return `${legacy.key}:${facts.opaque[0].line} ${facts.opaque[0].what}`;
		for (const name of new Set([...offered.names, ...facts.exports.keys()])) {
			if (/^__\w+__$/.test(name)) continue;
			const to = rules.match(legacy.key, name);
			// What only type checkers are told of is nothing that the module could be asked for.
			const judged = this.judge(file, legacy, name, false, true);
			if (
				judged?.judgement.verdict !== "proven" ||
				to?.module !== legacy.to ||
				to?.name !== name
			)
				return `${name}: ${judged?.judgement.detail ?? "no rule moves it"}`;
		}
		return null;
	}
}

/** The package that an absolute name starts from; a relative name has none of its own. */
const top = (name: string): string => name.split(".", 1)[0] ?? "";
