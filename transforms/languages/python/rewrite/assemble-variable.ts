/**
 * Turns the decision on a module variable into references and edits: its imports, and every use of it.
 */
import type { Form, ImportPath } from "../../../core/types.js";
import { type Decision, judged, refusal, stopped } from "./decision.js";
import type { Draft, Drafts } from "./drafts.js";
import { isModuleBinding, lastOf, parentOf } from "./file.js";
import type { ModuleSite } from "./imports.js";
import type { Judged, LegacyModules } from "./legacy.js";
import { groupOf, type PatchedName } from "./patches.js";
import { spellModule } from "./spell-module.js";
import type { NewImport } from "./spell-statement.js";
import { type Statements, shapeOf } from "./statements.js";
import type { Use } from "./uses.js";
import type { VariablePlan } from "./variable-plan.js";

export class VariableAssembly {
	readonly #legacy: LegacyModules;
	readonly #drafts: Drafts;
	readonly #statements: Statements;

	constructor(legacy: LegacyModules, drafts: Drafts, statements: Statements) {
		this.#legacy = legacy;
		this.#drafts = drafts;
		this.#statements = statements;
	}

	/** A variable that holds the module, with its imports and uses. */
	add(
		plan: VariablePlan,
		patchedOf: (name: string) => PatchedName | undefined,
	): void {
		const { variable, mode } = plan;
		const { file, legacy, sites } = variable;
		const uses = variable.uses.filter((use) => concerns(plan, use));
		if (uses.length === 0 && legacy.to === null) return;
		const draft =
			mode === "stay"
				? null
				: this.#statements.tie(
						file,
						sites.map((s) => s.statement),
					);
		for (const site of sites) this.#site(site, plan, draft);
		for (const use of uses) this.#use(use, plan, draft);
		for (const mention of plan.mentions)
			this.#drafts.add(
				file,
				mention.start,
				mention.end,
				mention.docstring ? "docstring" : "string",
				{
					...stopped(
						refusal("text", file.text.slice(mention.start, mention.end)),
						legacy.rule,
						{ module: legacy.key, name: mention.name },
					),
					outcome: "report",
					verdict: null,
				},
				null,
			);
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
}

/** Where rules move single names of a module, its other names are none of their business. */
const concerns = (
	{ variable: { legacy }, members }: VariablePlan,
	{ name }: Use,
): boolean =>
	legacy.to !== null || name === null || (members.get(name) ?? null) !== null;

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
