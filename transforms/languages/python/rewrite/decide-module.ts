/**
 * Decides what becomes of a variable that holds a legacy module. By default the names used through it are imported
 * themselves (`named`); where that changes behaviour the variable goes to the canonical module (`retarget`); where
 * only some names are proven these are imported and the module stays for the rest (`partial`); else it `stay`s.
 */
import type { PlanContext } from "../../../core/language.js";
import { bindsLate, type CanonicalPatches } from "./canonical-patches.js";
import { refusal, type Stop } from "./decision.js";
import { lastOf, parentOf } from "./file.js";
import type { Hazards } from "./hazards.js";
import type { Judged, LegacyModules } from "./legacy.js";
import { collides } from "./locals.js";
import { MemberNames } from "./name-members.js";
import type { Readers } from "./readers.js";
import { survive, survivorDetail } from "./root-binding.js";
import type { ModuleVariable } from "./uses.js";
import { VariableChecks } from "./variable-checks.js";
import type { VariablePlan } from "./variable-plan.js";
import { WholeModule } from "./variable-whole.js";

export class VariableDecisions {
	readonly #context: PlanContext;
	readonly #legacy: LegacyModules;
	readonly #checks: VariableChecks;
	readonly #whole: WholeModule;
	readonly #named: MemberNames;
	readonly #replaced: CanonicalPatches;

	constructor(
		context: PlanContext,
		legacy: LegacyModules,
		hazards: Hazards,
		readers: Readers,
		replaced: CanonicalPatches,
	) {
		this.#replaced = replaced;
		this.#context = context;
		this.#legacy = legacy;
		this.#checks = new VariableChecks(legacy, hazards);
		this.#whole = new WholeModule(context, legacy, readers);
		this.#named = new MemberNames(legacy, this.#checks, this.#whole);
	}

	/** The names used through the variable, each with its proof. */
	members(variable: ModuleVariable): ReadonlyMap<string, Judged | null> {
		return this.#checks.members(variable, false);
	}

	/**
	 * `patched`: names of the module that a test replaces; null when string and readers can move together. `fake`: a
	 * test puts another module in its place, and an import in a function would miss it.
	 */
	decide(
		variable: ModuleVariable,
		patched: ReadonlyMap<string, Stop | null>,
		fake: Stop | null,
	): VariablePlan {
		const plan = (
			mode: VariablePlan["mode"],
			more: Partial<VariablePlan> = {},
		): VariablePlan => ({
			variable,
			mode,
			named: new Map(),
			local: variable.name,
			stop: null,
			members: this.#checks.members(variable, false),
			mentions:
				mode === "named" ||
				(mode === "retarget" && (more.local ?? variable.name) !== variable.name)
					? this.#whole.spoken(variable).mentions
					: [],
			...more,
		});
		const early = this.#checks.early(variable) ?? this.#checks.beside(variable);
		if (early) return plan("stay", { stop: early });
		const used = [...patched].filter(([name]) => uses(variable, name));
		const immovable =
			fake ??
			(bindsLate(variable) ? this.#mocked(variable) : null) ??
			used.find(([, stop]) => stop !== null)?.[1];
		if (immovable) {
			// What is wrong here tells a reader of this file more than what it does to the patch.
			const own = this.retarget(variable);
			return plan("stay", { stop: typeof own === "string" ? immovable : own });
		}
		const retarget = (): VariablePlan | null => {
			const found = this.retarget(variable);
			return typeof found === "string"
				? plan("retarget", { local: found })
				: null;
		};
		if (used.length > 0) {
			const moved = retarget();
			return moved ?? plan("stay", { stop: this.retarget(variable) as Stop });
		}
		const first =
			this.#context.policy.moduleStyle === "module" ? retarget() : null;
		if (first) return first;
		const named = this.#named.name(variable, false);
		if ("mode" in named) return plan("named", { named: named.names });
		const second = retarget();
		if (second) return second;
		const partial = this.#named.name(variable, true);
		if (
			"mode" in partial &&
			partial.names.size > 0 &&
			partial.names.size < this.#checks.members(variable, true).size
		)
			return plan("partial", { named: partial.names, stop: named.stop });
		// What keeps it from the canonical module says more than what keeps it from being split.
		return plan("stay", { stop: this.retarget(variable) as Stop });
	}

	/** The variable's name when it goes to the canonical module, or what stops that. */
	retarget(variable: ModuleVariable): string | Stop {
		const { file, legacy, sites } = variable;
		const { to } = legacy;
		if (to === null)
			return refusal(
				"module-value",
				`the rules move single names of ${legacy.key}, not the module`,
			);
		const stop =
			this.#checks.early(variable) ??
			this.#checks.stores(variable) ??
			this.#checks.unproven(variable, to) ??
			this.#checks.loading(variable, true) ??
			this.#whole.stop(variable) ??
			this.#mocked(variable);
		if (stop) return stop;
		for (const site of sites) {
			if (!site.dotted) continue;
			if (
				root(this.#legacy.respell(to, legacy, file.id)) !==
					root(legacy.written) &&
				!survive(variable)
			)
				return refusal("root-binding", survivorDetail(variable));
		}
		if (sites[0]?.dotted) return variable.name;
		const local = this.#retargetedName(variable, to);
		// In the package's own __init__ the name is the submodule itself, and no other module may take its place.
		const submodule =
			sites.some((s) => !s.statement.names[s.index]?.alias) &&
			file.id === this.#legacy.locate(parentOf(legacy.written), file.id);
		// Nor may the canonical submodule be taken away in place of the legacy one.
		const handsOn =
			local === variable.name ||
			variable.uses.every((use) => use.kind === "delete");
		if (submodule && handsOn)
			return refusal(
				"module-value",
				`${file.path} hands its submodule ${variable.name} on`,
			);
		return local;
	}

	#mocked(variable: ModuleVariable): Stop | null {
		return this.#replaced.stopOf(variable, this.members(variable));
	}

	#retargetedName(variable: ModuleVariable, to: string): string {
		const { file, sites } = variable;
		const kept =
			sites.some((s) => s.statement.names[s.index]?.alias) ||
			(sites[0]?.statement.kind === "import" && to.includes("."));
		const wanted = lastOf(to);
		if (kept || wanted === variable.name) return variable.name;
		const { scope } = variable;
		const tree = file.scopes;
		if (!scope || !tree || variable.declared || variable.rivals.length > 0)
			return variable.name;
		if (
			scope.kind === "class" ||
			this.#whole.spoken(variable).hold !== null ||
			this.#whole.outside(variable, [wanted])
		)
			return variable.name;
		return collides(tree, scope, variable.uses, wanted)
			? variable.name
			: wanted;
	}
}

const root = (name: string): string => name.split(".")[0] as string;

const uses = (variable: ModuleVariable, name: string): boolean =>
	variable.uses.some((u) => u.name === name);
