/**
 * `import * as ns from './legacy'`: member by member. What is proven becomes a named import, and `ns` stays for
 * what is not, or where it is used as an object. Where the object is needed and the whole module is proven, or the
 * policy asks for module style, only the specifier changes.
 *
 *   import * as ns from './old';           import { connect } from './new';
 *   ns.connect(); <ns.button/>     ->      import { button as Button } from './new'; connect(); <Button/>
 */
import type { Edit } from "../../../core/types.js";
import type { FileScopes, Use } from "../scope.js";
import type { SiteName } from "../syntax.js";
import { child, children, type Node } from "../tree.js";
import type { Item } from "./clause.js";
import type { FileInHand, LegacySite } from "./hand.js";
import { groupItems, unsplittable } from "./imports.js";
import { joinable, wholeLines } from "./join.js";
import { hasComment } from "./pieces.js";
import { type Draft, type Proposal, type Ruling, refused } from "./proposal.js";
import { renameEdits } from "./rename.js";
import { editStatement } from "./statements.js";
import { type NameUse, spies, type Usage, usageOfBinding } from "./usage.js";
import { rulingOnEffect, rulingOnWhole } from "./whole.js";

const SPLITTABLE = new Set<NameUse["how"]>(["member", "jsx", "type"]);

export function planNamespace(hand: FileInHand, at: LegacySite): Proposal[] {
	const { site, module } = at;
	const ns = site.names.find((name) => name.name === "*") as SiteName;
	const scopes = hand.scopes();
	const usage =
		scopes && !scopes.dynamic ? usageOfBinding(scopes, ns.as) : null;
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
				hand.rulings.name(
					name,
					hand.asked(at, { typeOnly: site.typeOnly || onlyTypes(usage, name) }),
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
				shape: SHAPE,
				edits: [],
				drafts: [...keptDrafts(hand, at, ns, null)],
			},
		];
	return [{ ...base, ...split(hand, at, ns, scopes, usage, rulings) }];
}

const SHAPE = "import * as L -> import {X} from C, L.X -> X";

type Part = Pick<Proposal, "shape" | "edits" | "drafts" | "joinable">;

const onlyTypes = (usage: Usage | null, name: string): boolean =>
	usage?.names.every((use) => use.name !== name || use.how === "type") ?? false;

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
		usage?.names.every(
			(use) => SPLITTABLE.has(use.how) || isLiftable(hand, usage, use),
		) ?? false;
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

/** A destructuring at the top level, all of it plain: `const { X, Y: y } = ns;` can become a named import. */
function isLiftable(hand: FileInHand, usage: Usage, use: NameUse): boolean {
	return (
		use.how === "pattern" &&
		usage.patterns.some(
			(declarator) =>
				holds(declarator, use.whole) && lifted(hand, declarator) !== null,
		)
	);
}

const holds = (outer: Node, inner: Node): boolean =>
	outer.start <= inner.start && inner.end <= outer.end;

/** The lines that go when a declarator's names are imported instead, or null where that is not so simple. */
function lifted(
	hand: FileInHand,
	declarator: Node,
): { start: number; end: number } | null {
	const scopes = hand.scopes();
	const declaration = scopes?.parents.get(declarator);
	if (
		!scopes ||
		declaration?.kind !== "const" ||
		children(declaration, "declarations").length !== 1
	)
		return null;
	if (
		scopes.parents.get(declaration) !== scopes.program ||
		child(child(declarator, "id"), "typeAnnotation")
	)
		return null;
	const properties = children(child(declarator, "id"), "properties");
	if (
		!properties.every(
			(property) => child(property, "value")?.type === "Identifier",
		)
	)
		return null;
	return wholeLines(hand.text, declaration);
}

function split(
	hand: FileInHand,
	at: LegacySite,
	ns: SiteName,
	scopes: FileScopes,
	usage: Usage,
	rulings: ReadonlyMap<string, Ruling | null>,
): Part {
	const { site } = at;
	const drafts: Draft[] = [];
	const edits: Edit[] = [];
	const items: { item: Item; specifier: string | null }[] = [];
	let kept = usage.escapes.length > 0;
	const keep = (use: NameUse, ruling: Ruling): void => {
		kept = true;
		drafts.push({
			span: use.whole,
			form: use.how === "spied" ? "mock" : "attribute",
			ruling,
		});
	};
	for (const was of site.names) {
		if (was === ns) continue;
		const ruling = rulings.get(was.name);
		if (ruling) drafts.push({ span: was.span, form: "from", ruling });
		items.push({
			item: {
				was,
				name: ruling?.to?.name ?? was.name,
				as: was.as,
				typeOnly: was.typeOnly,
			},
			specifier: ruling?.to?.specifier ?? null,
		});
	}
	const patternsMove = usage.patterns.every((declarator) =>
		usage.names.every(
			(use) => !holds(declarator, use.whole) || rulings.get(use.name)?.to,
		),
	);
	const names = new Set(usage.names.map((use) => use.name));
	for (const name of names) {
		const ruling = rulings.get(name) ?? null;
		const uses = usage.names.filter((use) => use.name === name);
		if (!ruling) {
			kept = true;
			continue;
		}
		const bare = uses.filter(
			(use) => SPLITTABLE.has(use.how) && isPlain(hand, scopes, use),
		);
		for (const use of uses) {
			if (bare.includes(use)) continue;
			const lines =
				use.how === "pattern" && patternsMove && isLiftable(hand, usage, use)
					? use
					: null;
			if (lines && ruling.to) {
				drafts.push({ span: use.whole, form: "attribute", ruling });
				const as = String(child(use.whole, "value")?.name ?? use.name);
				items.push({
					item: { was: null, name: ruling.to.name, as, typeOnly: false },
					specifier: ruling.to.specifier,
				});
			} else keep(use, ruling.to ? pinned(use, ruling) : ruling);
		}
		if (bare.length === 0) continue;
		const local = ruling.to && localName(hand, ruling, ns, bare, scopes);
		if (!ruling.to || !local) {
			const why = ruling.to
				? refused(
						ruling,
						"unsplittable",
						`no free name for ${ruling.to.name} in this file`,
					)
				: ruling;
			for (const use of bare) keep(use, why);
			continue;
		}
		if (local.isNew)
			items.push({
				item: {
					was: null,
					name: ruling.to.name,
					as: local.name,
					typeOnly:
						!site.typeOnly &&
						hand.rulings.isType(ruling.to) &&
						onlyTypes(usage, name),
				},
				specifier: ruling.to.specifier,
			});
		for (const use of bare) {
			drafts.push({ span: use.whole, form: "attribute", ruling });
			edits.push({
				start: use.whole.start,
				end: use.key.end,
				text: local.name,
			});
		}
	}
	if (patternsMove && !kept)
		for (const declarator of usage.patterns) {
			const lines = lifted(hand, declarator);
			if (lines) edits.push({ ...lines, text: "" });
		}
	const moved = drafts.filter(({ ruling }) => ruling.outcome === "rewrite");
	const first = moved[0]?.ruling;
	if (kept) {
		items.unshift({
			item: { was: ns, name: "*", as: ns.as, typeOnly: false },
			specifier: null,
		});
		drafts.unshift(...keptDrafts(hand, at, ns, usage));
	} else if (first)
		drafts.unshift({
			span: ns.span,
			form: "module",
			ruling: {
				...first,
				legacy: { ...first.legacy, name: null },
				canonical: first.canonical && { ...first.canonical, name: null },
				detail: "every name that is used through it is proven",
			},
		});
	if (moved.length === 0) return { shape: SHAPE, edits: [], drafts };
	const groups = groupItems(items);
	const lines = groups.length === 0 ? wholeLines(hand.text, site.span) : null;
	// Every name was imported from the canonical module already.
	const statement = lines
		? [{ ...lines, text: "" }]
		: editStatement(hand.text, site, groups);
	return statement
		? {
				shape: SHAPE,
				edits: [...statement, ...edits],
				drafts,
				joinable: joinable(site, groups, edits),
			}
		: { shape: SHAPE, ...unsplittable(drafts) };
}

/** Why a use needs the module object although its name is proven. */
function pinned(use: NameUse, ruling: Ruling): Ruling {
	if (use.how === "spied")
		return refused(
			ruling,
			"patched",
			`a test replaces ${use.name} on the module object`,
		);
	return SPLITTABLE.has(use.how)
		? refused(ruling, "unsplittable", "a comment stands inside the use")
		: refused(
				ruling,
				"module-value",
				`${use.name} is taken from the module object`,
			);
}

/** A use that is replaced whole by a bare name: without a comment inside, and not as `import a = ns.X`. */
const isPlain = (hand: FileInHand, scopes: FileScopes, use: NameUse): boolean =>
	!hasComment(hand.text.slice(use.whole.start, use.key.end)) &&
	!/^(?:TSImportEquals|ExportSpecifier)/.test(
		scopes.parents.get(use.whole)?.type ?? "",
	);

/** The local name for a member: the import that the file has already, or a free one. */
function localName(
	hand: FileInHand,
	ruling: Ruling,
	ns: SiteName,
	uses: readonly NameUse[],
	scopes: FileScopes,
): { name: string; isNew: boolean } | null {
	if (!ruling.to) return null;
	const at = uses
		.map((use) => use.use)
		.filter((use): use is Use => use !== null);
	// A lower-case element is an intrinsic one: `<ns.button/>` must not become `<button/>`.
	const element = uses.some(
		(use) =>
			use.how === "jsx" &&
			/^JSX(?:Opening|Closing)Element$/.test(
				scopes.parents.get(use.whole)?.type ?? "",
			),
	);
	const existing = hand.importedAs(ruling.to, at);
	if (existing !== null && !(element && /^[a-z]/.test(existing)))
		return { name: existing, isNew: false };
	const base =
		ruling.to.name === "default"
			? ruling.legacy.name === "default" || ruling.legacy.name === null
				? `${ns.as}Default`
				: ruling.legacy.name
			: ruling.to.name;
	const name = hand.freeName(
		element ? base.charAt(0).toUpperCase() + base.slice(1) : base,
		ns.as,
		at,
	);
	return name === null ? null : { name, isNew: true };
}

/** Why the namespace import stays, said at the import. */
function* keptDrafts(
	hand: FileInHand,
	at: LegacySite,
	ns: SiteName,
	usage: Usage | null,
): Generator<Draft> {
	const ruling = rulingOnWhole(hand.rulings, hand.asked(at), "module-value");
	if (!ruling) return;
	const escaped = usage?.escapes[0];
	const detail =
		usage === null
			? "the file can not be read for scopes, or evaluates code"
			: escaped
				? `line ${hand.line(escaped.start)} uses the module object; ${ruling.detail}`
				: "names that are used through it stay";
	yield {
		span: ns.span,
		form: escaped || usage === null ? "value" : "module",
		ruling:
			ruling.outcome === "keep"
				? ruling
				: escaped || usage === null
					? { ...ruling, outcome: "refuse", detail, to: null }
					: refused(ruling, "follows-import", detail, null, "keep"),
	};
}
