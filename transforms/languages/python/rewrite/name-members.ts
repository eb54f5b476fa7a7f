/**
 * Splits a module variable: each name used through it is imported by itself, under a local name that collides with
 * nothing.
 *
 *   from p import manager        from p.websocket_manager import Manager
 *   manager.Manager()            Manager()
 */
import { moduleOf } from "../scope.js";
import { refusal, type Stop } from "./decision.js";
import { isTyping } from "./file.js";
import type { LegacyModules } from "./legacy.js";
import { existingImport, freeName, PlannedLocals } from "./locals.js";
import { survive, survivorDetail } from "./root-binding.js";
import { isModuleScope, lineOf, type ModuleVariable } from "./uses.js";
import type { VariableChecks } from "./variable-checks.js";
import { type NamedUse, OF_EVERY_MODULE } from "./variable-plan.js";
import type { WholeModule } from "./variable-whole.js";

export class MemberNames {
	readonly #legacy: LegacyModules;
	readonly #checks: VariableChecks;
	readonly #whole: WholeModule;
	readonly #locals = new PlannedLocals();

	constructor(
		legacy: LegacyModules,
		checks: VariableChecks,
		whole: WholeModule,
	) {
		this.#legacy = legacy;
		this.#checks = checks;
		this.#whole = whole;
	}

	/** The names to import by themselves, or what stops that. `partial`: those that are proven, the module stays. */
	name(
		variable: ModuleVariable,
		partial: boolean,
	): { mode: "named"; names: Map<string, NamedUse> } | { stop: Stop } {
		const { file, scope, legacy, uses: all, sites } = variable;
		const tree = file.scopes;
		if (!scope || !tree)
			return {
				stop: refusal(
					"unreadable",
					variable.unreadable ?? "the file can't be read",
				),
			};
		const members = this.#checks.members(variable, true);
		const shape = this.#shapeStop(variable, partial);
		if (shape) return { stop: shape };
		const names = new Map<string, NamedUse>();
		const byTarget = new Map<string, NamedUse>();
		for (const [name, found] of members) {
			const target = found?.judgement.target;
			const open = found?.judgement.apply
				? this.#checks.elsewhere(variable, found)
				: null;
			if (!found || !target || !found.judgement.apply || open) {
				if (partial) continue;
				const detail = `it stays for ${name}: ${open?.detail ?? found?.judgement.detail ?? "no rule moves it"}`;
				return {
					stop:
						open ?? refusal(found?.judgement.reason ?? "unreadable", detail),
				};
			}
			const same = byTarget.get(`${target.module} ${target.name}`);
			if (same) {
				names.set(name, { ...same, judged: found });
				continue;
			}
			const here = all.filter((u) => u.name === name);
			const existing = existingImport(
				{ ...variable, uses: here },
				tree,
				target.name as string,
				(s) => {
					const module = file.absolute(s.level, s.module);
					return (
						module === target.module ||
						(module !== null &&
							found.judgement.targetId !== null &&
							this.#legacy.locate(module, file.id) === found.judgement.targetId)
					);
				},
			);
			const wanted = target.name as string;
			const planned = (local: string) => ({
				scope,
				local,
				target: `${target.module}.${wanted}`,
				guard: sites
					.map((s) => s.statement.blocks.map((b) => b.start).join())
					.join(" "),
				uses: here,
			});
			const local =
				existing ??
				freeName(tree, scope, here, wanted, target.module, (name) =>
					this.#locals.clash(file, planned(name)),
				);
			this.#locals.add(file, planned(local));
			const use: NamedUse = { judged: found, local, added: existing === null };
			byTarget.set(`${target.module} ${target.name}`, use);
			names.set(name, use);
		}
		const added = [...names.values()]
			.filter((n) => n.added)
			.map((n) => n.local);
		const outside = partial ? null : this.#whole.outside(variable, added);
		if (outside) return { stop: outside };
		if (partial && isModuleScope(variable) && this.#whole.stars(variable))
			return {
				stop: refusal(
					"star-readers",
					"another module takes everything from this file",
				),
			};
		if (
			sites.length > 1 &&
			scope === moduleOf(scope) &&
			new Set(sites.map((s) => isTyping(s.statement.blocks))).size > 1
		)
			return {
				stop: refusal(
					"module-value",
					`${legacy.key} is imported for types and at run time`,
				),
			};
		return { mode: "named", names };
	}

	/** Uses that need the variable to stay what it is. */
	#shapeStop(variable: ModuleVariable, partial: boolean): Stop | null {
		const { file, name, uses: all } = variable;
		const stop = (what: string): Stop => refusal("module-value", what);
		const stores = this.#checks.stores(variable);
		if (stores) return stores;
		for (const use of all) {
			const line = lineOf(variable, use);
			if (use.kind === "value")
				return stop(`line ${line} uses the module object ${name}`);
			if (use.kind === "patch")
				return stop(`line ${line} replaces ${use.name} of the module object`);
			if (use.kind === "delete") return stop(`line ${line} deletes ${name}`);
			if (use.kind === "test")
				return stop(`line ${line} asks whether ${name} is there`);
			if (use.name !== null && OF_EVERY_MODULE.test(use.name))
				return stop(`line ${line} reads ${use.name} of the module itself`);
			if (use.occurrence.printed)
				return stop(`line ${line} prints the expression as it is written`);
			if (/[#\r\n\\]/.test(file.text.slice(use.occurrence.start, use.end)))
				return refusal(
					"unsplittable",
					`the chain on line ${line} goes over lines`,
				);
		}
		const { hold } = this.#whole.spoken(variable);
		if (hold !== null && !partial) return refusal("read-elsewhere", hold);
		if (all.length === 0)
			return stop(
				"nothing in this file uses it: it is imported for its effect, or for others",
			);
		if (variable.scope?.kind === "class")
			return stop(`${name} is a class attribute`);
		if (variable.declared)
			return stop(`${name} is declared global or nonlocal`);
		const rival = variable.rivals.find(
			(r) => !this.#sibling(variable, r.start),
		);
		if (rival)
			return stop(`line ${file.position(rival.start).line} binds ${name}, too`);
		if (!partial && variable.sites[0]?.dotted && !survive(variable))
			return refusal("root-binding", survivorDetail(variable));
		return this.#checks.loading(variable, false);
	}

	/** Another dotted import that binds the same top-level package. */
	#sibling(variable: ModuleVariable, start: number): boolean {
		return (
			variable.sites[0]?.dotted === true &&
			variable.file.scan.imports.some(
				(s) =>
					s.kind === "import" &&
					s.names.some((n) => n.start === start && !n.alias),
			)
		);
	}
}
