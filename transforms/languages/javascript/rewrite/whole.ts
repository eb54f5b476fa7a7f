/**
 * Rulings on a module as a whole, for places that name it and none of its names: the module object is passed on,
 * a star hands everything on, a mock replaces it, an import only loads it.
 */
import type { ReasonId } from "../../../core/reasons.js";
import { anyRule } from "../../../core/rules.js";
import { someOf } from "../../../core/some-of.js";
import type { Located, ModuleId } from "../../../core/types.js";
import type { LegacyModule } from "./places.js";
import { type Ruling, refused } from "./proposal.js";
import { type Asked, type Rulings, unreachable } from "./rulings.js";

/** What the rules say of the module itself, before anything is proven. */
interface Opening {
	/** A refusal to be filled in. */
	readonly base: Ruling;
	/** The ruling, where nothing needs a proof. */
	readonly settled: Ruling | null;
	readonly key: string;
	readonly to: Located;
}

function open(
	rulings: Rulings,
	asked: Asked,
	reason: ReasonId,
): Opening | null {
	const { places } = rulings;
	const { all, names } = asked.module.rules;
	const rule = anyRule(asked.module.rules);
	if (!rule) return null;
	const display = places.display(asked.module.located, asked.module.specifier);
	const key = all?.to ?? rule.to;
	const to = places.locate(key, asked.path);
	const base: Ruling = {
		rule: rule.id,
		legacy: { module: display, name: null },
		canonical: all ? { module: places.display(to, key), name: null } : null,
		outcome: "refuse",
		verdict: "unknown",
		reason,
		detail: "",
		chain: [],
		to: null,
	};
	const left = rulings.leftAlone(base, rule, asked, all ? to : null);
	if (left) return { base, settled: left, key, to };
	if (!all || names.size > 0) {
		const detail = all
			? `single names of ${display} go elsewhere: ${[...names.keys()].join(", ")}`
			: `only single names of ${display} have a rule`;
		return { base, settled: { ...base, detail }, key, to };
	}
	if (asked.module.located.kind === "missing") {
		const detail = `${display} does not exist, so this fails today`;
		const broken = refused(base, "broken-module", detail, "broken");
		return { base, settled: broken, key, to };
	}
	if (to.kind === "missing") {
		const detail = `the canonical module ${key} does not exist`;
		const missing = refused(base, "missing-module", detail, "missing");
		return { base, settled: missing, key, to };
	}
	return { base, settled: null, key, to };
}

function offer(
	rulings: Rulings,
	asked: Asked,
	{ base, key, to }: Opening,
	verdict: Ruling["verdict"],
	detail: string,
): Ruling {
	const { specifier } = asked.module;
	const spelled = rulings.places.spell(key, specifier, asked.path);
	if (spelled === null) return unreachable(base, key);
	return {
		...base,
		outcome: "rewrite",
		verdict,
		reason: null,
		detail,
		to: { specifier: spelled, name: "*", located: to },
	};
}

/**
 * The module object itself: it moves when both modules offer the same names with the same ends. `reason` is what
 * a refusal is called. Null: no rule speaks of the module.
 */
export function rulingOnWhole(
	rulings: Rulings,
	asked: Asked,
	reason: ReasonId,
): Ruling | null {
	const opening = open(rulings, asked, reason);
	if (!opening) return null;
	const { base, settled, key, to } = opening;
	if (settled) return settled;
	const { located } = asked.module;
	if (located.kind === "external") {
		const detail = `${base.legacy.module} is not part of this tree; the rule vouches for ${key}`;
		return offer(rulings, asked, opening, "assumed", detail);
	}
	const no = (detail: string): Ruling => ({ ...base, detail });
	if (located.kind !== "module" || to.kind !== "module")
		return no(`${key} is outside the tree, so what it offers is not known`);
	const names = rulings.once(`${located.id}\0${to.id}`, () =>
		sameNames(rulings, located.id, to.id),
	);
	if (typeof names === "string") return no(names);
	for (const name of names) {
		const ruling = rulings.name(name, asked);
		if (ruling?.to?.name === name) continue;
		const {
			detail = `${name} has no rule`,
			verdict = null,
			chain = [],
		} = ruling ?? {};
		return { ...no(detail), verdict: verdict ?? "unknown", chain };
	}
	const detail = `both offer ${names.length} names that end at the same definitions`;
	return offer(rulings, asked, opening, "proven", detail);
}

/** The names that both modules offer, or in what they differ. */
function sameNames(
	{ context: { graph } }: Rulings,
	legacy: ModuleId,
	canonical: ModuleId,
): readonly string[] | string {
	const [old, now] = [graph.offered(legacy), graph.offered(canonical)];
	const why = old.why ?? now.why;
	if (why !== null) return why;
	// A star never carries `default` (ECMA-262 16.2.3.7), so the offered names are without it.
	const all = (id: ModuleId, names: ReadonlySet<string>): Set<string> =>
		graph.facts(id)?.exports.has("default")
			? new Set([...names, "default"])
			: new Set(names);
	const oldNames = all(legacy, old.names);
	const nowNames = all(canonical, now.names);
	// `module.exports = require('./new')` hands on a default that the other module may not have.
	if (graph.resolve(legacy, "default").kind === "absent")
		oldNames.delete("default");
	const lost = [...oldNames].filter((name) => !nowNames.has(name));
	const more = [...nowNames].filter((name) => !oldNames.has(name));
	const display = graph.display(canonical);
	if (lost.length > 0) return `${display} does not offer ${someOf(lost)}`;
	if (more.length > 0) return `${display} also offers ${someOf(more)}`;
	return [...oldNames];
}

/** `import './legacy'`: nothing is taken, so what counts is what runs. */
export function rulingOnEffect(rulings: Rulings, asked: Asked): Ruling | null {
	const opening = open(rulings, asked, "effect");
	if (!opening || opening.settled) return opening?.settled ?? null;
	const { graph } = rulings.context;
	const { base, to } = opening;
	const { located } = asked.module;
	if (located.kind !== "module" || to.kind !== "module")
		return rulingOnWhole(rulings, asked, "effect");
	const [old, now] = [graph.display(located.id), graph.display(to.id)];
	const loads = graph.loadPath(located.id, to.id) !== null;
	const detail = `${old} only hands on names, and ${loads ? `loads ${now}` : `${now} does nothing else`}`;
	const ruling = offer(rulings, asked, opening, "proven", detail);
	const hazard = rulings.hazard(ruling, asked);
	if (hazard) return hazard;
	const effect = graph.facts(to.id)?.effect;
	if (loads || !effect || rulings.policy.acceptUnproven) return ruling;
	const more = `${now}:${effect.line} ${effect.what}, which loading ${old} did not do`;
	return refused({ ...ruling, canonical: base.canonical }, "effect", more);
}

/** A place that is only reported: no proof is needed to say what it would move to. */
export function rulingOnText(rulings: Rulings, asked: Asked): Ruling | null {
	const opening = open(rulings, asked, "text");
	return opening && (opening.settled ?? opening.base);
}

/** The module moves by its rule whatever it offers, because a test double stands in for it. */
export function rulingOnMock(
	rulings: Rulings,
	asked: Asked,
	detail: string,
): Ruling | null {
	const opening = open(rulings, asked, "patched");
	if (!opening || opening.settled) return opening?.settled ?? null;
	const verdict =
		asked.module.located.kind === "external" ? "assumed" : "proven";
	return offer(rulings, asked, opening, verdict, detail);
}

/** The names that a star takes from the module, sorted; null where they are not all known. */
export function offeredNames(
	{ context: { graph } }: Rulings,
	{ located }: LegacyModule,
): readonly string[] | null {
	if (located.kind !== "module") return null;
	const { names, complete } = graph.offered(located.id);
	return complete
		? [...names].filter((name) => name !== "default").sort()
		: null;
}

/**
 * The module that an augmentation of `name` has to name: the canonical one where stars alone lead from it to the
 * declaration, since TypeScript merges through those, else the declaring one. Null where the declaration has
 * another name.
 */
export function homeOf(
	rulings: Rulings,
	asked: Asked,
	name: string,
): ModuleId | null {
	const { graph } = rulings.context;
	const { located, rules } = asked.module;
	if (located.kind !== "module") return null;
	const end = graph.resolve(located.id, name);
	if (end.kind !== "definition" || end.name !== name) return null;
	const canonical =
		rules.all && rulings.places.locate(rules.all.to, asked.path);
	if (canonical?.kind !== "module") return end.module;
	const { chain } = graph.resolve(canonical.id, name);
	const stars = chain
		.slice(0, -1)
		.every(({ how }) => how.startsWith("by the star "));
	return stars ? canonical.id : end.module;
}
