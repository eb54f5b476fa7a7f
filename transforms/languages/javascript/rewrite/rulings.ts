/**
 * What may become of one import path at one place of one file. In this order: does a rule speak of it; is it left
 * alone on purpose (the legacy module itself, a module that provides the canonical name, a directive, the rule's
 * globs); do both paths end at one definition; would the move change behaviour although they do.
 */
import { lostEffect, newCycle } from "../../../core/hazards.js";
import { type End, Judge } from "../../../core/judge.js";
import type { PlanContext } from "../../../core/language.js";
import { nodeKey } from "../../../core/proof.js";
import type { ReasonId } from "../../../core/reasons.js";
import type { Match, Rule } from "../../../core/rules.js";
import type { Located, Policy } from "../../../core/types.js";
import { probe } from "../probe.js";
import { type LegacyModule, Places } from "./places.js";
import { type Destination, type Ruling, refused } from "./proposal.js";

/** One question: what is asked of which module, from where, and how. */
export interface Asked {
	readonly path: string;
	readonly module: LegacyModule;
	/** The statement carries a keep directive. */
	readonly kept: boolean;
	/** Only types are taken, so nothing runs. */
	readonly typeOnly: boolean;
	/** The value is copied when it is taken: `const { X } = require('m')`. */
	readonly snapshot: boolean;
}

export class Rulings {
	readonly places: Places;
	readonly context: PlanContext;
	readonly #judge: Judge;
	readonly #consulted = new Set<string>();
	readonly #compared = new Map<string, readonly string[] | string>();

	constructor(context: PlanContext) {
		this.context = context;
		this.places = new Places(context);
		this.#judge = new Judge(context.graph, context.policy);
	}

	/** Files that proofs have looked into, sorted. */
	get consulted(): readonly string[] {
		return [...this.#consulted].sort();
	}

	/** The names that two modules both offer, or in what they differ, asked once for each pair. */
	once(
		pair: string,
		compare: () => readonly string[] | string,
	): readonly string[] | string {
		const known = this.#compared.get(pair) ?? compare();
		this.#compared.set(pair, known);
		return known;
	}

	get policy(): Policy {
		return this.context.policy;
	}

	/** Null: no rule speaks of this name. */
	name(name: string, asked: Asked): Ruling | null {
		const match = this.context.rules.match(asked.module.key, name);
		if (!match) return null;
		const judged = this.#judged(match, name, asked);
		const target = this.places.locate(match.module, asked.path);
		const left = this.leftAlone(judged, match.rule, asked, target);
		if (left) return left;
		return this.hazard(judged, asked) ?? judged;
	}

	/** Is it a type and nothing else? A plain `import { T }` of one fails where each file is compiled by itself. */
	isType(to: Destination): boolean {
		if (to.located.kind !== "module") return false;
		const end = this.context.graph.resolve(to.located.id, to.name);
		return end.kind === "definition" && end.what === "type";
	}

	/**
	 * Is the name to be imported with `type` where types are all that it is used for? A type is; what a published
	 * module calls so is not known, and an import without `type` fails for a type where modules are imported as
	 * written: https://www.typescriptlang.org/tsconfig/#verbatimModuleSyntax
	 */
	takesTypeKeyword(to: Destination, from: string): boolean {
		return (
			this.isType(to) ||
			(to.located.kind !== "module" && this.places.isVerbatim(from))
		);
	}

	/** What stays as it is whatever the verdict. */
	leftAlone(
		ruling: Ruling,
		rule: Rule,
		asked: Asked,
		to: Located | null,
	): Ruling | null {
		const { graph } = this.context;
		const { path } = asked;
		const keep = (reason: ReasonId, detail: string): Ruling =>
			refused(ruling, reason, detail, null, "keep");
		const { located } = asked.module;
		if (located.kind === "module" && located.id === path)
			return keep("own-module", `${path} is the legacy module`);
		if (to?.kind === "module") {
			if (to.id === path)
				return keep("self-import", `${path} is the canonical module`);
			const name = ruling.canonical?.name ?? null;
			if (name !== null && this.#provides(path, to.id, name))
				return keep(
					"provider",
					`${graph.display(to.id)} takes ${name} from here`,
				);
		}
		if (!this.places.covers(rule, path))
			return keep(
				"excluded",
				`the patterns of rule ${rule.id} leave ${path} out`,
			);
		if (asked.kept)
			return keep("directive", "an onepath-keep comment stands here");
		return null;
	}

	/** Same definition, but loading the new module does other things than loading the old one. */
	hazard(ruling: Ruling, asked: Asked): Ruling | null {
		const { graph, policy } = this.context;
		const from = asked.module.located;
		const to = ruling.to?.located;
		if (!ruling.to || asked.typeOnly || policy.acceptUnproven) return null;
		if (from.kind !== "module" || to?.kind !== "module") return null;
		if (this.isType(ruling.to)) return null;
		const lost = lostEffect(graph, asked.path, from.id, to.id);
		if (lost !== null)
			return refused(
				ruling,
				"effect",
				`${lost}, and ${graph.display(to.id)} does not load it`,
			);
		const circle = newCycle(graph, asked.path, from.id, to.id);
		if (!circle) return null;
		const end = graph.resolve(to.id, ruling.to.name);
		const home =
			end.kind === "definition" && end.module !== to.id
				? `; ${end.name} is defined in ${graph.display(end.module)}`
				: "";
		const way = [asked.path, ...circle].map(graph.display).join(" -> ");
		return refused(ruling, "cycle", way + home);
	}

	/** Does the canonical module get the name through this file? */
	#provides(path: string, canonical: string, name: string): boolean {
		const prefix = nodeKey(path, "");
		for (const node of this.context.graph.resolve(canonical, name).nodes)
			if (node.startsWith(prefix)) return true;
		return false;
	}

	#judged(match: Match, name: string, asked: Asked): Ruling {
		const { places } = this;
		const { module, path } = asked;
		const located = places.locate(match.module, path);
		const end = (at: Located, written: string, of: string): End => ({
			located: at,
			display: places.display(at, written),
			name: of,
		});
		const legacy = end(module.located, module.specifier, name);
		const canonical = end(located, match.module, match.name);
		let judged = this.#judge.judge(legacy, canonical, asked.snapshot);
		if (judged.reason === "unreadable")
			judged = probe(judged, legacy, canonical, this.context) ?? judged;
		for (const one of [module.located, located])
			if (one.kind === "module") this.#consulted.add(one.id);

		const { target, targetId } = judged;
		const refusal: Ruling = {
			rule: match.rule.id,
			legacy: { module: legacy.display, name },
			canonical: target,
			outcome: "refuse",
			verdict: judged.verdict,
			reason: judged.reason,
			detail: judged.detail,
			chain: judged.chain,
			to: null,
		};
		if (!judged.apply || target === null || target.name === null)
			return refusal;
		// `--on-missing definition` leads to another module than the rule's.
		const elsewhere =
			targetId !== null &&
			(located.kind !== "module" || located.id !== targetId);
		const key = elsewhere ? targetId : match.module;
		const specifier = places.spell(key, module.specifier, path);
		if (specifier === null) return unreachable(refusal, key);
		const to: Destination = {
			specifier,
			name: target.name,
			located: elsewhere ? { kind: "module", id: targetId } : located,
		};
		return { ...refusal, outcome: "rewrite", reason: null, to };
	}
}

/** Nothing that the file could write leads to the canonical module. */
export const unreachable = (ruling: Ruling, key: string): Ruling =>
	refused(
		ruling,
		"unreachable",
		`no specifier of ${key} was found that resolves from this file`,
		ruling.verdict,
	);
