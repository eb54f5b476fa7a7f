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
import type { ImportStatement } from "../syntax.js";
import { decideStar } from "./decide-from.js";
import {
	type Decision,
	judged,
	refusal,
	type Stop,
	stopped,
} from "./decision.js";
import { type Draft, Drafts } from "./drafts.js";
import { isModuleBinding, lastOf, parentOf } from "./file.js";
import type { Hazards } from "./hazards.js";
import type { FromSite, HiddenSite, ModuleSite } from "./imports.js";
import type { Judged, LegacyModules } from "./legacy.js";
import type { PackageUse } from "./package-uses.js";
import type { PatchedName, PatchString } from "./patches.js";
import { spellModule } from "./spell-module.js";
import type { NewImport } from "./spell-statement.js";
import { Statements, shapeOf } from "./statements.js";
import type { TextSite } from "./texts.js";
import type { Use } from "./uses.js";
import type { VariablePlan } from "./variable-plan.js";

const groupOf = (patched: PatchedName): string =>
	`patch:${patched.legacy.key}.${patched.name}`;

export class Assembly {
	readonly #context: PlanContext;
	readonly #legacy: LegacyModules;
	readonly #hazards: Hazards;
	readonly #drafts = new Drafts();
	readonly #statements = new Statements(this.#drafts);

	constructor(context: PlanContext, legacy: LegacyModules, hazards: Hazards) {
		this.#context = context;
		this.#legacy = legacy;
		this.#hazards = hazards;
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
		const stop: Stop = {
			outcome: "keep",
			reason: "hidden",
			detail: `${parentOf(legacy.written)}.${imported.name} is ${site.how}`,
		};
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
		const decision =
			found && !found.judgement.apply
				? judged(found)
				: stopped(
						refusal("through-package", `${legacy.key} is not imported here`),
						legacy.rule,
						path,
						found?.judgement ?? null,
					);
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
		const { variable, mode } = plan;
		const { file, legacy, sites } = variable;
		const draft =
			mode === "stay"
				? null
				: this.#statements.tie(
						file,
						sites.map((s) => s.statement),
					);
		for (const site of sites) this.#site(site, plan, draft);
		for (const use of variable.uses) this.#use(use, plan, draft);
		if (!draft) return;
		if (mode === "retarget")
			for (const use of variable.uses) {
				const patched = use.name === null ? undefined : patchedOf(use.name);
				if (patched) draft.groups.add(groupOf(patched));
			}
		const imports = [...plan.named.values()].filter((n) => n.added);
		for (const site of sites) {
			const { statement, index } = site;
			const first = imports[0]?.judged.judgement.target ?? {
				module: legacy.to ?? legacy.key,
				name: null,
			};
			draft.shapes.push(
				shapeOf(
					statement,
					legacy.key,
					mode === "retarget"
						? { module: legacy.to as string, name: null }
						: first,
					null,
					mode === "retarget" ? "module" : "named",
				) + (mode === "partial" ? " (the module stays)" : ""),
			);
			if (mode === "retarget")
				this.#statements.replace(file, statement, index, [
					this.#moduleImport(site, plan),
				]);
			else {
				const spelled = imports.map(
					({ judged: { judgement }, local }): NewImport => {
						const to = judgement.target as ImportPath;
						return {
							module: spellModule(
								file,
								statement,
								to.module,
								legacy,
								this.#legacy,
							),
							name: to.name,
							as: local === to.name ? null : local,
						};
					},
				);
				const unique = spelled.filter(
					(s, i) =>
						spelled.findIndex(
							(o) =>
								o.module === s.module && o.name === s.name && o.as === s.as,
						) === i,
				);
				if (mode === "partial")
					this.#statements.addBehind(file, statement, unique);
				else this.#statements.replace(file, statement, index, unique);
			}
		}
	}

	#site(site: ModuleSite, plan: VariablePlan, draft: Draft | null): void {
		const { file, statement, index, legacy } = site;
		const imported = statement.names[index];
		if (!imported) return;
		const path = { module: legacy.key, name: null };
		const form: Form = site.dotted ? "dotted" : "module";
		const { mode, stop } = plan;
		const canonical =
			legacy.to === null ? null : { module: legacy.to, name: null };
		let decision: Decision;
		if (stop && mode !== "named" && mode !== "retarget") {
			const verdict = worst([...plan.members.values()]);
			const base = stopped(stop, legacy.rule, path);
			decision = {
				...base,
				verdict: base.verdict ?? (stop.outcome === "keep" ? null : verdict),
				canonical,
			};
		} else {
			const used =
				mode === "named"
					? [...plan.named.values()].map((n) => n.judged)
					: [...plan.members.values()];
			const detail =
				mode === "named"
					? `the names used through it are imported themselves: ${[...plan.named.keys()].join(", ")}`
					: "the canonical module takes its place, as a module";
			decision = {
				outcome: "rewrite",
				verdict: worst(used) ?? (legacy.id === null ? "assumed" : "proven"),
				reason: null,
				detail,
				chain: [],
				rule: legacy.rule,
				legacy: path,
				canonical,
				targetId: null,
			};
		}
		this.#drafts.add(
			file,
			imported.start,
			imported.alias?.end ?? imported.end,
			form,
			decision,
			decision.outcome === "rewrite" ? draft : null,
		);
	}

	#use(use: Use, plan: VariablePlan, draft: Draft | null): void {
		const { variable, mode, stop } = plan;
		const { file, legacy } = variable;
		const { occurrence, name } = use;
		const form: Form =
			use.kind === "patch"
				? "mock"
				: name === null || use.kind === "delete"
					? "value"
					: "attribute";
		const path = { module: legacy.key, name };
		const named = name === null ? undefined : plan.named.get(name);
		const found =
			name === null ? null : (named?.judged ?? plan.members.get(name) ?? null);
		let decision: Decision;
		if (named || mode === "retarget")
			decision = found
				? judged(found)
				: {
						...stopped(
							refusal(
								"module-value",
								"each name of the module is the same in the canonical one",
							),
							legacy.rule,
							path,
						),
						outcome: "rewrite",
						verdict: legacy.id === null ? "assumed" : "proven",
						reason: null,
					};
		else if (found && !found.judgement.apply && stop?.outcome !== "keep")
			decision = judged(found);
		else
			decision = stopped(
				{
					outcome: stop?.outcome ?? "refuse",
					reason: "follows-import",
					detail: stop?.detail ?? "its import stays",
				},
				found?.rule ?? legacy.rule,
				path,
				found?.judgement ?? null,
			);
		const rewritten = decision.outcome === "rewrite" && draft !== null;
		this.#drafts.add(
			file,
			occurrence.start,
			use.end,
			form,
			decision,
			rewritten ? draft : null,
		);
		if (!rewritten) return;
		if (named) {
			draft.edits.push({
				start: occurrence.start,
				end: use.end,
				text: named.local,
			});
			return;
		}
		if (mode !== "retarget") return;
		const text = variable.sites[0]?.dotted
			? this.#legacy.respell(legacy.to as string, legacy, file.id)
			: plan.local;
		if (
			use.kind !== "delete" &&
			text !== file.text.slice(occurrence.start, use.moduleEnd)
		)
			draft.edits.push({ start: occurrence.start, end: use.moduleEnd, text });
		else if (
			use.kind === "delete" &&
			text !== occurrence.name &&
			!variable.sites[0]?.dotted
		)
			draft.edits.push({ start: occurrence.start, end: occurrence.end, text });
		this.#renameMember(use, found, draft, file.text);
	}

	/** The canonical module has another name for what is used or replaced through it. */
	#renameMember(
		use: Use,
		found: Judged | null,
		draft: Draft,
		text: string,
	): void {
		const wanted = found?.judgement.target?.name;
		if (use.name === null || !wanted || wanted === use.name) return;
		if (use.kind === "patch") {
			const at = text.indexOf(use.name, use.moduleEnd);
			draft.edits.push({ start: at, end: at + use.name.length, text: wanted });
		} else
			draft.edits.push({
				start: use.end - use.name.length,
				end: use.end,
				text: wanted,
			});
	}

	#moduleImport(site: ModuleSite, plan: VariablePlan): NewImport {
		const { file, statement, index, legacy } = site;
		const to = legacy.to as string;
		const alias = statement.names[index]?.alias?.name ?? null;
		if (site.dotted)
			return {
				module: this.#legacy.respell(to, legacy, file.id),
				name: null,
				as: null,
			};
		const local = alias ?? plan.local;
		if (statement.kind === "import") {
			const module = this.#legacy.respell(to, legacy, file.id);
			return { module, name: null, as: local === module ? null : local };
		}
		if (!isModuleBinding(to))
			return { module: to, name: null, as: local === to ? null : local };
		const tail = lastOf(to);
		return {
			module: spellModule(
				file,
				statement,
				parentOf(to),
				{
					...legacy,
					written: parentOf(legacy.written),
					key: parentOf(legacy.key),
				},
				this.#legacy,
			),
			name: tail,
			as: alias ?? (local === tail ? null : local),
		};
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

const WORST = [
	"proven",
	"assumed",
	"missing",
	"different",
	"ambiguous",
	"unknown",
	"broken",
] as const;

/** The verdict that stands for several: the one that is furthest from proven. */
function worst(all: readonly (Judged | null)[]): Decision["verdict"] {
	let at = -1;
	for (const one of all)
		at = Math.max(
			at,
			WORST.indexOf((one?.judgement.verdict ?? "proven") as never),
		);
	return WORST[at] ?? null;
}
