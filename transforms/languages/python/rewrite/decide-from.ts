/**
 * Decides on names imported from a legacy module: each by its own proof, a star by the sets that the two modules
 * offer.
 */
import type { PlanContext } from "../../../core/language.js";
import {
	type Decision,
	gate,
	judged,
	onPurpose,
	refusal,
	stopped,
} from "./decision.js";
import { isTyping } from "./file.js";
import { failsBehind } from "./half-way.js";
import type { Hazards } from "./hazards.js";
import type { FromSite } from "./imports.js";
import type { Judged, LegacyModules } from "./legacy.js";

/** Null when no rule speaks of the name. */
export function decideName(
	site: FromSite,
	legacyModules: LegacyModules,
	hazards: Hazards,
): Decision | null {
	const { file, statement, index, legacy } = site;
	const name = site.name as string;
	const found = judgeOf(site, name, legacyModules);
	if (!found) return null;
	const { rule, legacy: path, judgement } = found;
	const early =
		gate(file, legacy, rule, statement.start, statement.end) ??
		onPurpose(file, statement.blocks);
	if (early) return stopped(early, rule, path, judgement);
	const { target, targetId } = judgement;
	if (!judgement.apply || target === null) return judged(found);
	const hazard =
		hazards.beside(file, statement, index, name, target, targetId) ??
		hazards.loading(file, statement, legacy, targetId, [name]) ??
		failsBehind(site, legacyModules);
	return hazard ? stopped(hazard, rule, path, judgement) : judged(found);
}

/** Of a name that the import brings. */
const judgeOf = (
	{ file, legacy, statement }: FromSite,
	name: string,
	legacyModules: LegacyModules,
): Judged | null =>
	legacyModules.judge(file, legacy, name, true, isTyping(statement.blocks));

export interface StarDecision {
	readonly decision: Decision;
	/** What the star brings, when it has to be spelled out; null when it can stay a star. */
	readonly names: readonly (readonly [string, Judged])[] | null;
}

/**
 * A star is retargeted when both modules offer the same names with the same ends; it is spelled out when each of
 * the names that it brings is proven by itself; else it is refused (language reference 7.11, "the import statement").
 */
export function decideStar(
	site: FromSite,
	context: PlanContext,
	legacyModules: LegacyModules,
	hazards: Hazards,
): StarDecision {
	const { file, statement, legacy } = site;
	const { graph } = context;
	const rule = legacy.rule;
	const path = { module: legacy.key, name: "*" };
	const stop = (reason: ReturnType<typeof refusal>): StarDecision => ({
		decision: stopped(reason, rule, path),
		names: null,
	});
	const early =
		gate(file, legacy, rule, statement.start, statement.end) ??
		onPurpose(file, statement.blocks);
	if (early) return stop(early);
	if (legacy.located.kind === "missing")
		return stop(refusal("broken-module", `${legacy.key} does not exist`));
	if (legacy.id === null || legacy.to === null) {
		if (legacy.to === null)
			return stop(
				refusal(
					"star-set",
					"the rules move single names of the module, and a star brings all",
				),
			);
		return {
			decision: {
				...stopped(refusal("outside", ""), rule, path),
				outcome: "rewrite",
				verdict: "assumed",
				reason: null,
				detail: `${legacy.key} is not part of this tree; the rule vouches for its names`,
				canonical: { module: legacy.to, name: "*" },
			},
			names: null,
		};
	}
	const offered = graph.offered(legacy.id);
	if (!offered.complete)
		return stop(
			refusal(
				"unreadable",
				offered.why ?? `${legacy.key} can't be read in full`,
			),
		);
	const targetId = legacyModules.locate(legacy.to, file.id);
	const names: [string, Judged][] = [];
	const unproven: string[] = [];
	for (const name of offered.names) {
		const found = judgeOf(site, name, legacyModules);
		if (found?.judgement.apply && found.judgement.target)
			names.push([name, found]);
		else
			unproven.push(
				`${name} (${found?.judgement.detail ?? "no rule moves it"})`,
			);
	}
	if (unproven.length > 0)
		return stop(
			refusal(
				"star-set",
				`${unproven.length} of ${offered.names.size} names can't be moved: ${unproven.slice(0, 3).join("; ")}`,
			),
		);
	const hazard = hazards.loading(
		file,
		statement,
		legacy,
		targetId,
		names.map(([name]) => name),
	);
	if (hazard) return stop(hazard);
	const theirs = targetId === null ? null : graph.offered(targetId);
	const same =
		theirs?.complete === true &&
		theirs.names.size === offered.names.size &&
		names.every(
			([name, { judgement }]) =>
				theirs.names.has(name) &&
				judgement.verdict === "proven" &&
				judgement.target?.name === name &&
				judgement.target.module === legacy.to,
		);
	if (!same && (statement.parens !== null || names.length === 0))
		return stop(refusal("star-set", `${legacy.to} offers other names`));
	const verdict = names.some(([, j]) => j.judgement.verdict !== "proven")
		? "different"
		: "proven";
	return {
		decision: {
			outcome: "rewrite",
			verdict,
			reason: null,
			detail: same
				? `both offer the same ${names.length} names with the same definitions`
				: `${legacy.to} offers other names, too; the ${names.length} that the star brings are spelled out`,
			chain: names.flatMap(([, j]) => j.judgement.chain),
			rule,
			legacy: path,
			canonical: { module: legacy.to, name: "*" },
			targetId,
		},
		names: same ? null : names,
	};
}
