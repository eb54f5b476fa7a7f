/**
 * What a variable that holds a legacy module must pass before anything of it moves: gates, proofs of the names used
 * through it, circles, and the canonical module beside it.
 */
import { gate, onPurpose, refusal, type Stop } from "./decision.js";
import { isTyping } from "./file.js";
import type { Hazards } from "./hazards.js";
import type { Judged, LegacyModules } from "./legacy.js";
import { sideBySide } from "./side-by-side.js";
import type { ModuleVariable } from "./uses.js";
import { OF_EVERY_MODULE } from "./variable-plan.js";

export class VariableChecks {
	readonly #legacy: LegacyModules;
	readonly #hazards: Hazards;

	constructor(legacy: LegacyModules, hazards: Hazards) {
		this.#legacy = legacy;
		this.#hazards = hazards;
	}

	/** What stops every rewrite of the variable. */
	early(variable: ModuleVariable): Stop | null {
		const { file, legacy, sites } = variable;
		for (const { statement } of sites) {
			const stop =
				gate(file, legacy, legacy.rule, statement.start, statement.end) ??
				onPurpose(file, statement.blocks);
			if (stop) return stop;
		}
		if (legacy.located.kind === "missing")
			return refusal(
				"broken-module",
				`${legacy.key} does not exist, so this import fails today`,
			);
		if (variable.unreadable !== null)
			return refusal("unreadable", variable.unreadable);
		return null;
	}

	stores(variable: ModuleVariable): Stop | null {
		const { file } = variable;
		const stored = variable.uses.find((u) => u.kind === "store");
		if (!stored) return null;
		return refusal(
			"module-value",
			`line ${file.position(stored.occurrence.start).line} assigns to ${variable.name}${stored.name === null ? "" : `.${stored.name}`}`,
		);
	}

	unproven(variable: ModuleVariable, to: string): Stop | null {
		for (const [name, found] of this.members(variable, false)) {
			if (!found) return refusal("module-value", `no rule moves ${name}`);
			const { judgement } = found;
			if (!judgement.apply || judgement.target === null)
				return refusal(
					judgement.reason ?? "unreadable",
					`it stays for ${name}: ${judgement.detail}`,
				);
			if (judgement.target.module !== to)
				return refusal(
					"module-value",
					`${name} goes to ${judgement.target.module}`,
				);
		}
		return null;
	}

	/** A circle that a module object survives: nothing is read through it before all modules are loaded. */
	loading(variable: ModuleVariable, asModule: boolean): Stop | null {
		const { file, legacy, sites } = variable;
		const targetId =
			legacy.to === null ? null : this.#legacy.locate(legacy.to, file.id);
		for (const { statement } of sites) {
			const stop = this.#hazards.loading(
				file,
				statement,
				legacy,
				targetId,
				namesOf(variable),
			);
			if (!stop) continue;
			const late = variable.uses.every((u) => u.occurrence.deferred);
			if (
				stop.reason === "cycle" &&
				asModule &&
				late &&
				targetId !== null &&
				this.#hazards.toleratesCycle(file, targetId)
			)
				continue;
			return stop;
		}
		return null;
	}

	members(
		variable: ModuleVariable,
		snapshot: boolean,
	): Map<string, Judged | null> {
		const members = new Map<string, Judged | null>();
		const typesOnly = variable.sites.every(({ statement }) =>
			isTyping(statement.blocks),
		);
		for (const { name } of variable.uses)
			if (name !== null && !OF_EVERY_MODULE.test(name) && !members.has(name))
				members.set(
					name,
					this.#legacy.judge(
						variable.file,
						variable.legacy,
						name,
						snapshot,
						typesOnly,
					),
				);
		return members;
	}

	/** Another module than the canonical one, where the policy leads there, may close a circle of its own. */
	elsewhere(variable: ModuleVariable, { judgement }: Judged): Stop | null {
		const { file, sites, legacy } = variable;
		const { target, targetId } = judgement;
		if (targetId === null || target?.module === legacy.to) return null;
		for (const { statement } of sites) {
			const stop = this.#hazards.loading(
				file,
				statement,
				legacy,
				targetId,
				namesOf(variable),
			);
			if (stop) return stop;
		}
		return null;
	}

	/** The canonical module beside the legacy one: as its fallback, or to be compared with it. */
	beside(variable: ModuleVariable): Stop | null {
		const { file, sites, uses: all, name, legacy } = variable;
		const values = all
			.filter((u) => u.kind === "value")
			.map((u) => u.occurrence);
		for (const { statement } of sites) {
			const module = this.#hazards.besideModule(
				file,
				statement,
				name,
				legacy,
				values,
			);
			if (module === "fallback")
				return refusal(
					"fallback",
					`another branch of the same statement imports ${legacy.to}`,
				);
			if (module === "compared")
				return refusal("compared", `${legacy.to} is imported here, too`);
		}
		for (const [member, found] of this.members(variable, true)) {
			const { target, targetId } = found?.judgement ?? {};
			if (!target) continue;
			const line = sideBySide(
				variable,
				member,
				this.#hazards.canonicalSpellings(
					file,
					member,
					target,
					targetId ?? null,
				),
			);
			if (line !== null)
				return refusal("compared", `line ${line} uses ${member} by both paths`);
			const used = all
				.filter((u) => u.name === member)
				.map((u) => u.occurrence);
			for (const { statement } of sites) {
				const stop = this.#hazards.throughModule(
					file,
					statement,
					() => used,
					member,
					target,
					targetId ?? null,
				);
				if (stop) return stop;
			}
		}
		return null;
	}
}

const namesOf = ({ uses }: ModuleVariable): string[] => [
	...new Set(
		uses.flatMap(({ name }) =>
			name === null || OF_EVERY_MODULE.test(name) ? [] : [name],
		),
	),
];
