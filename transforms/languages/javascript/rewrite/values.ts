/**
 * Calls that give a module as a value: `require('m')`, `import('m')`, `jest.requireActual('m')`, and TypeScript's
 * `import x = require('m')`. The module object stays: `ns.X()` passes `this` to a CommonJS function, `X()` does
 * not. So the specifier changes when every name that is taken from it is proven, and goes to one module.
 *
 *   const { A, b: { c } } = require('./old')    (await import('./old')).A    import('./old').then((m) => m.A)
 */
import type { Edit, Form } from "../../../core/types.js";
import type { FileScopes } from "../scope.js";
import type { SiteKind } from "../source/syntax.js";
import type { Node } from "../source/tree.js";
import { fallbackBeside } from "./fallback.js";
import { unsplittable } from "./groups.js";
import type { FileInHand, LegacySite } from "./hand.js";
import { partPattern } from "./pattern.js";
import { type Draft, type Proposal, type Ruling, refused } from "./proposal.js";
import { renameEdits } from "./rename.js";
import { spies, type Usage, usageOfBinding, usageOfCall } from "./usage.js";
import { rulingOnEffect, rulingOnWhole } from "./whole.js";

const FORM: Partial<Record<SiteKind, Form>> = {
	require: "require",
	"import-equals": "require",
	"dynamic-import": "dynamic",
	mock: "mock",
};

const PROMISED = /\.(?:importActual|importMock)$/;

export function planValue(hand: FileInHand, at: LegacySite): Proposal[] {
	const { site, module } = at;
	const form = FORM[site.kind] ?? "value";
	const asked = hand.asked(at);
	const scopes = hand.scopes();
	const usage = scopes && !scopes.dynamic ? usageOf(hand, at, scopes) : null;
	const base = {
		path: hand.file.path,
		at: site.span.start,
		module: module.id,
		runs: !site.typeOnly,
		replaces: spies(usage),
		shape: `${site.callee ?? (site.kind === "import-equals" ? "import x = require" : "import")}(L) -> ${site.callee ?? (site.kind === "import-equals" ? "import x = require" : "import")}(C)`,
	};
	const specifierEdit = (to: string): Edit => ({ ...site.literal, text: to });
	const asOne = (ruling: Ruling | null): Proposal[] =>
		ruling
			? [
					{
						...base,
						edits: ruling.to ? [specifierEdit(ruling.to.specifier)] : [],
						drafts: [{ span: site.literal, form, ruling }],
					},
				]
			: [];
	const call = scopes && callAt(scopes, site.span.start, site.span.end);
	const beside = call && fallbackBeside(hand, at, call, scopes);
	if (beside !== null) {
		const whole = rulingOnWhole(hand.rulings, asked, "module-value");
		const detail = `line ${hand.line(beside)} loads the canonical module, and this is its fallback, or has it for one`;
		return asOne(
			whole && whole.outcome !== "keep"
				? refused(whole, "fallback", detail)
				: whole,
		);
	}
	if (!usage)
		return asOne(unread(rulingOnWhole(hand.rulings, asked, "module-value")));
	if (usage.names.length + usage.escapes.length === 0)
		return asOne(rulingOnEffect(hand.rulings, asked));

	const copies = site.kind === "import-equals" ? false : undefined;
	const rulings = usage.names.map((use) =>
		hand.rulings.name(
			use.name,
			hand.asked(at, { snapshot: copies ?? use.how === "pattern" }),
		),
	);
	const drafts: Draft[] = [];
	usage.names.forEach((use, i) => {
		const ruling = rulings[i];
		if (ruling)
			drafts.push({
				span: use.whole,
				form: use.how === "spied" ? "mock" : form,
				ruling,
			});
	});
	const [first] = drafts;
	const specifier = first?.ruling.to?.specifier;
	if (
		usage.escapes.length === 0 &&
		specifier !== undefined &&
		rulings.every((ruling) => ruling?.to?.specifier === specifier)
	) {
		const edits = usage.names.flatMap((use, i) =>
			renameEdits(hand.text, use, rulings[i]?.to?.name ?? use.name),
		);
		return [{ ...base, edits: [specifierEdit(specifier), ...edits], drafts }];
	}
	if (usage.escapes.length > 0) {
		const whole = rulingOnWhole(hand.rulings, asked, "module-value");
		if (!whole) return [];
		const escaped = usage.escapes[0] as Node;
		if (whole.to)
			return [
				{
					...base,
					edits: [specifierEdit(whole.to.specifier)],
					drafts: [{ span: site.literal, form, ruling: whole }, ...drafts],
				},
			];
		const detail =
			whole.outcome === "keep"
				? whole.detail
				: `line ${hand.line(escaped.start)} uses the module object; ${whole.detail}`;
		return [
			{
				...base,
				...unsplittable(
					[
						{ span: site.literal, form: "value", ruling: { ...whole, detail } },
						...drafts,
					],
					"the module object is used as a whole",
				),
			},
		];
	}
	if (drafts.length === 0) return [];
	const parted = scopes && partPattern(hand, at, scopes, usage, rulings);
	if (parted)
		return [{ ...base, shape: `${base.shape}, parted`, edits: parted, drafts }];
	return [
		{
			...base,
			...unsplittable(
				drafts,
				"other names that are taken from the same module object stay",
			),
		},
	];
}

const unread = (ruling: Ruling | null): Ruling | null =>
	ruling && ruling.outcome !== "keep" && !ruling.to
		? refused(
				ruling,
				"unsplittable",
				"the file can not be read for scopes, or evaluates code",
				ruling.verdict,
			)
		: ruling;

function usageOf(
	hand: FileInHand,
	{ site }: LegacySite,
	scopes: FileScopes,
): Usage | null {
	if (site.kind === "import-equals") {
		const name = site.names[0]?.as;
		// `export import x = require('m')` hands the module on.
		const exported = /^export\b/.test(hand.text.slice(site.span.start));
		if (name === undefined || exported)
			return { names: [], escapes: [scopes.program], patterns: [] };
		return usageOfBinding(scopes, name);
	}
	const call = callAt(scopes, site.span.start, site.span.end);
	return (
		call &&
		usageOfCall(
			scopes,
			call,
			site.kind === "dynamic-import" || PROMISED.test(site.callee ?? ""),
		)
	);
}

export function callAt(
	scopes: FileScopes,
	start: number,
	end: number,
): Node | null {
	for (const node of scopes.parents.keys())
		if (
			node.start === start &&
			node.end === end &&
			(node.type === "CallExpression" || node.type === "ImportExpression")
		)
			return node;
	return null;
}
