/**
 * `import * as ns from './legacy'`: member by member. What is proven becomes a named import, and `ns` stays for
 * what is not, or where it is used as an object. Where the object is needed and the whole module is proven, or the
 * policy asks for module style, only the specifier changes.
 *
 * `ns.toString()` may ask what every object has, so it keeps the object of a module that can not be read.
 *
 *   import * as ns from './old';           import { connect } from './new';
 *   ns.connect(); <ns.button/>     ->      import { button as Button } from './new'; connect(); <Button/>
 */
import type { Edit } from "../../../core/types.js";
import type { SiteName } from "../source/syntax.js";
import type { FileInHand, LegacySite } from "./hand.js";
import { isLiftable } from "./lift.js";
import {
	isDeferred,
	keptDrafts,
	type Part,
	SPLIT,
	splitNamespace,
} from "./namespace-split.js";
import type { Draft, Proposal, Ruling } from "./proposal.js";
import { renameEdits } from "./rename.js";
import {
	onlyTypes,
	SPLITTABLE,
	spies,
	type Usage,
	usageOfBinding,
} from "./usage.js";
import { rulingOnEffect, rulingOnWhole } from "./whole.js";

export function planNamespace(hand: FileInHand, at: LegacySite): Proposal[] {
	const { site, module } = at;
	const ns = site.names.find((name) => name.name === "*") as SiteName;
	const scopes = hand.scopes();
	const usage =
		scopes && !scopes.dynamic ? usageOfBinding(scopes, ns.as) : null;
	const inherited = inheritedNames(hand, at, usage);
	const base = {
		path: hand.file.path,
		at: site.span.start,
		module: module.id,
		runs: !site.typeOnly,
		replaces: spies(usage),
	};
	const others = site.names.filter((name) => name !== ns);
	const rulings = new Map<string, Ruling | null>();
	for (const { name } of usage?.names ?? [])
		if (!rulings.has(name))
			rulings.set(
				name,
				inherited.has(name)
					? null
					: hand.rulings.name(
							name,
							hand.asked(at, {
								typeOnly: site.typeOnly || onlyTypes(usage, name),
							}),
						),
			);
	for (const { name } of others)
		rulings.set(name, hand.rulings.name(name, hand.asked(at)));

	const whole = retarget(hand, at, ns, usage, rulings);
	if (whole) return [{ ...base, ...whole }];
	if (!scopes || !usage)
		return [
			{
				...base,
				shape: SPLIT,
				edits: [],
				drafts: [...keptDrafts(hand, at, ns, null)],
			},
		];
	return [{ ...base, ...splitNamespace(hand, at, ns, scopes, usage, rulings) }];
}

/**
 * Names that may be those of `Object.prototype`: a namespace made from CommonJS has them without exporting them
 * (that of an ECMAScript module has no prototype, ECMA-262 10.4.6). Each use is one of the object.
 */
function inheritedNames(
	hand: FileInHand,
	{ module: { located } }: LegacySite,
	usage: Usage | null,
): ReadonlySet<string> {
	const { graph } = hand.rulings.context;
	const inherited = new Set<string>();
	for (const { name, how, whole } of usage?.names ?? []) {
		if (how === "type" || how === "jsx" || !OF_EVERY_OBJECT.has(name)) continue;
		const known =
			located.kind === "module" &&
			graph.resolve(located.id, name).kind !== "unknown";
		if (known) continue;
		inherited.add(name);
		usage?.escapes.push(whole);
	}
	return inherited;
}

const OF_EVERY_OBJECT: ReadonlySet<string> = new Set(
	Object.getOwnPropertyNames(Object.prototype),
);

/** The module object stays one, and comes from the canonical module. Null where that is not proven or not wanted. */
function retarget(
	hand: FileInHand,
	at: LegacySite,
	ns: SiteName,
	usage: Usage | null,
	rulings: ReadonlyMap<string, Ruling | null>,
): Part | null {
	const { site } = at;
	const all = [...rulings.values()];
	const to = all[0]?.to ?? null;
	const allMove =
		usage !== null &&
		usage.escapes.length === 0 &&
		all.every((ruling) => ruling?.to && ruling.to.specifier === to?.specifier);
	const splittable =
		usage !== null &&
		!isDeferred(hand.text, site) &&
		usage.names.every(
			(use) => SPLITTABLE.has(use.how) || isLiftable(hand, usage, use),
		);
	let ruling: Ruling | null = null;
	if (
		allMove &&
		all.length > 0 &&
		(!splittable || hand.rulings.policy.moduleStyle === "module")
	) {
		const first = all[0] as Ruling;
		ruling = {
			...first,
			legacy: { ...first.legacy, name: null },
			canonical: first.canonical && { ...first.canonical, name: null },
			detail: "every name that is used through it is proven",
		};
	} else if (
		!splittable ||
		usage === null ||
		usage.escapes.length > 0 ||
		usage.names.length === 0
	) {
		const asked = hand.asked(at);
		const offer =
			usage &&
			usage.names.length + usage.escapes.length === 0 &&
			site.names.length === 1
				? rulingOnEffect(hand.rulings, asked)
				: rulingOnWhole(hand.rulings, asked, "module-value");
		ruling = offer?.outcome === "rewrite" ? offer : null;
	}
	if (!ruling?.to) return null;
	const drafts: Draft[] = [{ span: ns.span, form: "module", ruling }];
	const edits: Edit[] = [{ ...site.literal, text: ruling.to.specifier }];
	for (const use of usage?.names ?? []) {
		const own = rulings.get(use.name);
		if (!own) continue;
		drafts.push({
			span: use.whole,
			form: use.how === "spied" ? "mock" : "attribute",
			ruling: own,
		});
		if (own.to) edits.push(...renameEdits(hand.text, use, own.to.name));
	}
	for (const name of site.names) {
		const own = name === ns ? null : rulings.get(name.name);
		if (own) drafts.push({ span: name.span, form: "from", ruling: own });
		if (own?.to && own.to.name !== name.name) return null;
	}
	return {
		shape: "import * as M from L -> import * as M from C",
		edits,
		drafts,
	};
}
