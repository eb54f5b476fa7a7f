/**
 * A second opinion on a verdict: where the graph could not read a chain, the checker may still know that both paths
 * are one symbol. Only that makes a proof; a checker that sees two may have lost the way through CommonJS.
 */
import type { End, Judgement } from "../../core/judge.js";
import type { PlanContext } from "../../core/language.js";
import { probeSymbols } from "./prove.js";

/** The proven judgement, or null where the checker can't say. */
export function probe(
	judged: Judgement,
	legacy: End,
	canonical: End,
	context: PlanContext,
): Judgement | null {
	// Of alternatives the checker takes the first, so it has no say where a chain is ambiguous.
	if (judged.verdict !== "unknown") return null;
	if (legacy.located.kind !== "module" || canonical.located.kind !== "module")
		return null;
	const old = { module: legacy.located.id, name: legacy.name };
	const now = { module: canonical.located.id, name: canonical.name };
	if (probeSymbols(old, now, context.graph, context.project) !== "same")
		return null;
	return {
		...judged,
		verdict: "proven",
		apply: true,
		reason: null,
		detail: `the type checker gives one symbol for both (the import graph alone: ${judged.detail})`,
	};
}
