/**
 * Turns decisions into references and edits, one method for each kind of reference.
 */
import type { PlanContext } from "../../../core/language.js";
import type {
	Change,
	Form,
	ImportPath,
	Reference,
} from "../../../core/types.js";
import type { ImportStatement } from "../source/syntax.js";
import { VariableAssembly } from "./assemble-variable.js";
import { decideStar } from "./decide-from.js";
import {
	type Decision,
	judged,
	refusal,
	type Stop,
	stopped,
} from "./decision.js";
import { type Draft, Drafts } from "./drafts.js";
import type { Hazards } from "./hazards.js";
import { hiddenOnTheWay } from "./hidden.js";
import type { FromSite, HiddenSite } from "./imports.js";
import type { LegacyModules } from "./legacy.js";
import type { PackageUse } from "./package-uses.js";
import { groupOf, type PatchedName, type PatchString } from "./patches.js";
import { spellModule } from "./spell-module.js";
import type { NewImport } from "./spell-statement.js";
import { Statements, shapeOf } from "./statements.js";
import type { TextSite } from "./texts.js";
import type { VariablePlan } from "./variable-plan.js";

export class Assembly {
	readonly #context: PlanContext;
	readonly #legacy: LegacyModules;
	readonly #hazards: Hazards;
	readonly #drafts = new Drafts();
	readonly #statements = new Statements(this.#drafts);
	readonly #variables: VariableAssembly;

	constructor(context: PlanContext, legacy: LegacyModules, hazards: Hazards) {
		this.#context = context;
		this.#legacy = legacy;
		this.#hazards = hazards;
		this.#variables = new VariableAssembly(
			legacy,
			this.#drafts,
			this.#statements,
		);
	}

	finish(): { references: Reference[]; changes: Change[] } {
		this.#statements.finish();
		return this.#drafts.finish();
	}

	/** A name of a from-import. `patched`: a test replaces it, and this import runs when a function does. */
	name(
		site: FromSite,
		decision: Decision | null,
		patched: PatchedName | undefined,
	): void {
		if (!decision) return;
		const { file, statement, index, legacy } = site;
		const imported = statement.names[index];
		if (!imported) throw new Error("a name that is none");
		const final =
			patched?.stop && decision.outcome === "rewrite"
				? {
						...stopped(patched.stop, decision.rule, decision.legacy),
						canonical: decision.canonical,
						chain: decision.chain,
					}
				: decision;
		const { target, draft } = this.#target(final, () =>
			this.#statements.draft(file, statement),
		);
		this.#drafts.add(
			file,
			imported.start,
			imported.alias?.end ?? imported.end,
			fromForm(statement),
			final,
			draft,
		);
		if (!target || !draft) return;
		if (patched) draft.groups.add(groupOf(patched));
		const as =
			imported.alias?.name ??
			(target.name === imported.name ? null : imported.name);
		const module = spellModule(
			file,
			statement,
			target.module,
			legacy,
			this.#legacy,
		);
		this.#statements.replace(file, statement, index, [
			{ module, name: target.name, as },
		]);
		draft.shapes.push(
			shapeOf(statement, legacy.key, target, imported.name, "same"),
		);
	}

	star(site: FromSite): void {
		const { file, statement, legacy } = site;
		const { decision, names } = decideStar(
			site,
			this.#context,
			this.#legacy,
			this.#hazards,
		);
		const { target, draft } = this.#target(decision, () =>
			this.#statements.draft(file, statement),
		);
		const start = statement.star ?? statement.start;
		this.#drafts.add(file, start, start + 1, "star", decision, draft);
		if (!target || !draft) return;
		const spell = (to: ImportPath, old: string): NewImport => ({
			module: spellModule(file, statement, to.module, legacy, this.#legacy),
			name: to.name,
			as: to.name === old || old === "*" ? null : old,
		});
		const imports = names
			? names.map(([old, { judgement }]) =>
					spell(judgement.target as ImportPath, old),
				)
			: [spell({ module: target.module, name: "*" }, "*")];
		this.#statements.replace(file, statement, -1, imports);
		draft.shapes.push(
			shapeOf(statement, legacy.key, target, "*", names ? "named" : "star"),
		);
	}

	hidden(site: HiddenSite): void {
		const { file, statement, index, legacy } = site;
		const imported = statement.names[index];
		if (!imported) return;
		const stop: Stop = site.unread
			? refusal("unreadable", site.how)
			: { outcome: "keep", reason: "hidden", detail: site.how };
		this.#drafts.add(
			file,
			imported.start,
			imported.end,
			"module",
			stopped(stop, legacy.rule, { module: legacy.key, name: null }),
			null,
		);
	}

	through(use: PackageUse): void {
		const { file, legacy, name } = use;
		const found =
			name === null ? null : this.#legacy.judge(file, legacy, name, false);
		const path = { module: legacy.key, name };
		const hidden = hiddenOnTheWay(this.#legacy, file.id, legacy);
		const stop: Stop =
			hidden && !hidden.unread
				? { outcome: "keep", reason: "hidden", detail: hidden.how }
				: refusal("through-package", `${legacy.key} is not imported here`);
		const decision =
			found && !found.judgement.apply && stop.outcome === "refuse"
				? judged(found)
				: stopped(stop, legacy.rule, path, found?.judgement ?? null);
		this.#drafts.add(
			file,
			use.start,
			use.end,
			name === null ? "value" : "attribute",
			decision,
			null,
		);
	}

	text(site: TextSite): void {
		const { file, start, end, form, decision, edits } = site;
		const draft =
			decision.outcome === "rewrite" ? this.#drafts.open(file, start) : null;
		if (draft) {
			draft.edits.push(...edits);
			draft.shapes.push(
				`${form} "${decision.legacy.module}" -> "${decision.canonical?.module}"`,
			);
		}
		this.#drafts.add(file, start, end, form, decision, draft);
	}

	/** `patch("legacy.X")`. */
	patch(patch: PatchString, patched: PatchedName | undefined): void {
		const { file, literal, legacy, name, moduleSpan, nameSpan, stop } = patch;
		const path = { module: legacy.key, name };
		const found =
			patched?.judged ?? this.#legacy.judge(file, legacy, name, true);
		const rule = found?.rule ?? legacy.rule;
		let decision: Decision;
		if (stop) decision = stopped(stop, rule, path, found?.judgement ?? null);
		else if (!found)
			decision = stopped(
				{ outcome: "keep", reason: "text", detail: `no rule moves ${name}` },
				rule,
				path,
			);
		else if (!found.judgement.apply) decision = judged(found);
		else if (patched?.stop)
			decision = stopped(patched.stop, rule, path, found.judgement);
		else decision = judged(found);
		const { target, draft } = this.#target(decision, () =>
			this.#drafts.open(file, literal.start),
		);
		this.#drafts.add(
			file,
			literal.contentStart,
			literal.contentEnd,
			"mock",
			decision,
			draft,
		);
		if (!target || !draft) return;
		if (patched) draft.groups.add(groupOf(patched));
		draft.edits.push({
			start: moduleSpan[0],
			end: moduleSpan[1],
			text: this.#legacy.respell(target.module, legacy, file.id),
		});
		if (target.name !== name)
			draft.edits.push({
				start: nameSpan[0],
				end: nameSpan[1],
				text: target.name as string,
			});
		draft.shapes.push(
			`patch("${legacy.key}.{X}") -> patch("${target.module}.{X}")`,
		);
	}

	/** A variable that holds the module, with its imports and uses. */
	variable(
		plan: VariablePlan,
		patchedOf: (name: string) => PatchedName | undefined,
	): void {
		this.#variables.add(plan, patchedOf);
	}

	#target(
		decision: Decision,
		open: () => Draft,
	): { target: ImportPath | null; draft: Draft | null } {
		if (decision.outcome !== "rewrite" || !decision.canonical)
			return { target: null, draft: null };
		return { target: decision.canonical, draft: open() };
	}
}

const fromForm = (statement: ImportStatement): Form =>
	statement.level > 0 ? "relative" : "from";
