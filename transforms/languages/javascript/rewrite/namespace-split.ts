/**
 * A namespace import taken apart: names that are proven become named imports, under a local name that is free
 * wherever they are used, and `ns` stays for the rest.
 */
import type { Edit } from "../../../core/types.js";
import type { FileScopes, Use } from "../scope.js";
import type { Site, SiteName } from "../source/syntax.js";
import { child, children, type Node, stringOf } from "../source/tree.js";
import type { Item } from "./clause.js";
import { groupItems, unsplittable } from "./groups.js";
import type { FileInHand, LegacySite } from "./hand.js";
import { joinable, wholeLines } from "./join.js";
import { holds, isLiftable, lifted } from "./lift.js";
import { hasComment } from "./pieces.js";
import { type Draft, type Proposal, type Ruling, refused } from "./proposal.js";
import { editStatement } from "./statements.js";
import { type NameUse, onlyTypes, SPLITTABLE, type Usage } from "./usage.js";
import { rulingOnWhole } from "./whole.js";

/** What planning a namespace import adds to its proposal. */
export type Part = Pick<Proposal, "shape" | "edits" | "drafts" | "joinable">;

export const SPLIT = "import * as L -> import {X} from C, L.X -> X";

export function splitNamespace(
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
	const deferred = isDeferred(hand.text, site);
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
	const patternsMove =
		!deferred &&
		usage.patterns.every((declarator) =>
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
		const typeOnly =
			!site.typeOnly &&
			ruling.to !== null &&
			onlyTypes(usage, name) &&
			hand.rulings.takesTypeKeyword(ruling.to, hand.file.path);
		const bare = uses.filter(
			(use) =>
				SPLITTABLE.has(use.how) &&
				!deferred &&
				isPlain(hand, scopes, use) &&
				!(typeOnly && mayBeEmitted(hand, ruling, scopes, use)),
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
					typeOnly,
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
	if (patternsMove)
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
	if (moved.length === 0) return { shape: SPLIT, edits: [], drafts };
	const groups = groupItems(items);
	const lines = groups.length === 0 ? wholeLines(hand.text, site.span) : null;
	// Every name was imported from the canonical module already.
	const statement = lines
		? [{ ...lines, text: "" }]
		: editStatement(hand.text, site, groups);
	return statement
		? {
				shape: SPLIT,
				edits: [...statement, ...edits],
				drafts,
				joinable: joinable(site, groups, edits),
			}
		: { shape: SPLIT, ...unsplittable(drafts) };
}

/** `import defer * as ns`: only a namespace can wait. https://tc39.es/proposal-defer-import-eval/ */
export const isDeferred = (text: string, { span }: Site): boolean =>
	/^import\s+defer\s*\*/.test(text.slice(span.start, span.end));

/** Why a use needs the module object although its name is proven. */
function pinned(use: NameUse, ruling: Ruling): Ruling {
	if (use.how === "spied")
		return refused(
			ruling,
			"patched",
			`a test replaces ${use.name} on the module object`,
		);
	return SPLITTABLE.has(use.how)
		? refused(
				ruling,
				"unsplittable",
				"a comment inside, or what stands around it, keeps the use as it is",
			)
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
	) &&
	!isInAugmentation(scopes, use);

/** `declare module './other' { ... T ... }`: a bare name means what the other module exports, before any import. */
function isInAugmentation(
	{ parents }: FileScopes,
	{ whole }: NameUse,
): boolean {
	for (let node = parents.get(whole); node; node = parents.get(node))
		if (
			node.type === "TSModuleDeclaration" &&
			stringOf(child(node, "id")) !== null
		)
			return true;
	return false;
}

/** `emitDecoratorMetadata` reads a class out of the types of a decorated one, and `type` would take it away. */
function mayBeEmitted(
	hand: FileInHand,
	{ to }: Ruling,
	{ parents }: FileScopes,
	{ whole }: NameUse,
): boolean {
	if (!to || hand.rulings.isType(to)) return false;
	for (let node = parents.get(whole); node; node = parents.get(node))
		if (
			/^Class(?:Declaration|Expression)$/.test(node.type) &&
			[node, ...children(child(node, "body"), "body")].some(isDecorated)
		)
			return true;
	return false;
}

/** A class, or a member of one, by itself or by a parameter: `constructor(@Inject() a: A)`. */
const isDecorated = (node: Node): boolean =>
	[node, ...children(child(node, "value"), "params")].some(
		(each) => children(each, "decorators").length > 0,
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
export function* keptDrafts(
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
