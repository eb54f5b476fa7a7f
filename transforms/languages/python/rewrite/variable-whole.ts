/**
 * Who needs more of a variable than single names: code that uses the module object, and other files that use this
 * file's binding of it. For them the canonical module must be the same in every name.
 */
import type { PlanContext } from "../../../core/language.js";
import { refusal, type Stop } from "./decision.js";
import type { LegacyModules } from "./legacy.js";
import { describeReaders, type Readers } from "./readers.js";
import { type Spoken, spokenOf } from "./spoken.js";
import { isModuleScope, lineOf, type ModuleVariable } from "./uses.js";
import { OF_EVERY_MODULE } from "./variable-plan.js";

const INSPECTS =
	/\b(?:dir|vars|reload|repr|str|type|id|getsource|getfile|getmodule|getmembers|getsourcefile|getsourcelines|help)\s*\(\s*$/;

export class WholeModule {
	readonly #context: PlanContext;
	readonly #legacy: LegacyModules;
	readonly #readers: Readers;
	readonly #spoken = new WeakMap<ModuleVariable, Spoken>();

	constructor(context: PlanContext, legacy: LegacyModules, readers: Readers) {
		this.#context = context;
		this.#legacy = legacy;
		this.#readers = readers;
	}

	/** Strings that speak of the variable by its name. */
	spoken(variable: ModuleVariable): Spoken {
		const known = this.#spoken.get(variable);
		if (known) return known;
		const spoken = spokenOf(variable, this.#context);
		this.#spoken.set(variable, spoken);
		return spoken;
	}

	/** What needs the whole module to be the same: its object is used, or it is imported and not used at all. */
	stop(variable: ModuleVariable): Stop | null {
		const { file, legacy, uses: all } = variable;
		const value = all.find(
			(u) =>
				u.kind === "value" || (u.name !== null && OF_EVERY_MODULE.test(u.name)),
		);
		if (value && value.name !== null)
			return refusal(
				"module-value",
				`line ${lineOf(variable, value)} reads ${value.name} of the module itself`,
			);
		const inspected = all.find(
			(u) =>
				u.kind === "value" &&
				INSPECTS.test(
					file.text.slice(
						Math.max(0, u.occurrence.start - 80),
						u.occurrence.start,
					),
				),
		);
		if (inspected)
			return refusal(
				"module-value",
				`line ${lineOf(variable, inspected)} inspects the module object`,
			);
		const { hold } = this.spoken(variable);
		if (hold !== null) {
			const differ = variable.sites[0]?.dotted
				? "the string would not find it any more"
				: this.#legacy.wholeRefusal(file, legacy);
			if (differ !== null)
				return refusal("read-elsewhere", `${hold}; ${differ}`);
		}
		const own = value
			? `line ${lineOf(variable, value)} uses the module object`
			: all.length === 0
				? "nothing in this file uses it"
				: variable.scope?.kind === "class"
					? "it is a class attribute"
					: null;
		const why = own === null ? null : this.#legacy.wholeRefusal(file, legacy);
		if (why !== null)
			return refusal("module-value", `${own}, and the modules differ: ${why}`);
		return this.#readerStop(variable);
	}

	/** Other files that use the binding may use any name through it, and a string may replace one. */
	#readerStop(variable: ModuleVariable): Stop | null {
		const { file, legacy, name } = variable;
		if (!isModuleScope(variable) || file.name === "") return null;
		const listed = this.#context.graph.facts(file.id)?.listed?.includes(name);
		const readers = [
			...this.#readers.of(file.id, name),
			...this.#readers.stars(file.id, name),
		];
		if (readers.length === 0 && !listed) return null;
		const text = readers.find((r) => r.inString);
		const used =
			readers.length === 0
				? `__all__ of ${file.name} lists ${name}`
				: `${file.name}.${name} is used by ${describeReaders(text ? [text] : readers)}`;
		if (text)
			return refusal(
				"read-elsewhere",
				`${used}, which may replace what is behind it`,
			);
		const why = this.#legacy.wholeRefusal(file, legacy);
		return why === null
			? null
			: refusal("read-elsewhere", `${used}, and the modules differ: ${why}`);
	}

	/** Readers of the binding, and those who would see the new names. */
	outside(variable: ModuleVariable, added: readonly string[]): Stop | null {
		const { file, name } = variable;
		if (!isModuleScope(variable) || file.name === "") return null;
		if (this.#context.graph.facts(file.id)?.listed?.includes(name))
			return refusal("read-elsewhere", `__all__ of ${file.name} lists ${name}`);
		const readers = this.#readers.of(file.id, name);
		if (readers.length > 0)
			return refusal(
				"read-elsewhere",
				`${file.name}.${name} is used by ${describeReaders(readers)}`,
			);
		const open = added.filter((n) => !n.startsWith("_"));
		const stars = this.#readers.stars(file.id, name);
		if (stars.length > 0 && this.#context.graph.facts(file.id)?.listed == null)
			return refusal(
				"star-readers",
				`${describeReaders(stars)}; ${[name, ...open].join(", ")} would change for it`,
			);
		return null;
	}

	/** Other files that take everything from this one. */
	stars({ file, name }: ModuleVariable): boolean {
		return file.name !== "" && this.#readers.stars(file.id, name).length > 0;
	}
}
