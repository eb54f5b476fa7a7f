/**
 * `jest.mock('./old', factory)` and its kin: the module is replaced in the loader's table, under the path that it
 * was asked for by. So the string moves together with every import that it serves, in this file and in those that
 * the test loads (`mock-groups.ts`), or not at all.
 */

import { directoryOf, join } from "../../../resolution/files.js";
import type { FileScopes } from "../scope.js";
import { baseOf } from "../source/extensions.js";
import {
	child,
	children,
	type Node,
	nameOf,
	stringOf,
} from "../source/tree.js";
import type { FileInHand, LegacySite } from "./hand.js";
import { type Draft, type Proposal, type Ruling, refused } from "./proposal.js";
import { renameEdits } from "./rename.js";
import type { NameUse } from "./usage.js";
import { callAt } from "./values.js";
import { rulingOnMock, rulingOnWhole } from "./whole.js";

/** Gives a module or replaces nothing: planned as a value. */
export const GIVES_MODULE =
	/\.(?:requireActual|requireMock|importActual|importMock|createMockFromModule|genMockFromModule)$/;

/** Puts a double in the module's place. */
export const REPLACES = /\.(?:mock|doMock|setMock|unstable_mockModule|module)$/;

export function planMock(hand: FileInHand, at: LegacySite): Proposal[] {
	const { site, module } = at;
	const asked = hand.asked(at);
	const scopes = hand.scopes();
	const call = scopes && callAt(scopes, site.span.start, site.span.end);
	const factory = call ? (children(call, "arguments")[1] ?? null) : null;
	const listed = scopes && factory ? listedNames(scopes, factory) : null;
	const base = {
		path: hand.file.path,
		at: site.span.start,
		shape: `${site.callee}(L) -> ${site.callee}(C)`,
		module: module.id,
		runs: true,
		replaces: REPLACES.test(site.callee ?? "") ? ("module" as const) : null,
	};
	const one = (
		ruling: Ruling | null,
		more: readonly Draft[] = [],
		edits: Proposal["edits"] = [],
	): Proposal[] =>
		ruling
			? [
					{
						...base,
						edits: ruling.to
							? [{ ...site.literal, text: ruling.to.specifier }, ...edits]
							: [],
						drafts: [{ span: site.literal, form: "mock", ruling }, ...more],
					},
				]
			: [];
	const whole = rulingOnWhole(hand.rulings, asked, "patched");
	if (!whole || whole.outcome === "keep") return one(whole);
	if (!call)
		return one(
			refused(whole, "unsplittable", "the file can not be read for scopes"),
		);
	const second = anotherMock(hand, at);
	if (second !== null)
		return one(
			refused(
				whole,
				"patched",
				`line ${hand.line(second)} replaces the canonical module already`,
			),
		);
	// `jest.mock('m', factory)`, `vi.mock('m', {spy: true})`; without a factory the real names are mocked one by one.
	const made =
		factory !== null && /Function|Identifier|CallExpression/.test(factory.type);
	const beside = made ? null : mockFile(hand, at);
	if (beside !== null)
		return one(refused(whole, "patched", `${beside} is the double`));
	if (base.replaces && !made) return one(whole);
	if (!listed || listed.length === 0)
		return one(
			whole.to
				? whole
				: rulingOnMock(
						hand.rulings,
						asked,
						"the factory stands in for whatever the module offers",
					),
		);
	const drafts: Draft[] = [];
	const edits: Proposal["edits"][number][] = [];
	let first: Ruling | null = null;
	for (const use of listed) {
		const ruling = hand.rulings.name(use.name, asked);
		if (!ruling) continue;
		first ??= ruling;
		if (!ruling.to || ruling.to.specifier !== first.to?.specifier)
			return one({
				...refused(
					ruling,
					"patched",
					`the factory gives ${use.name}: ${ruling.detail}`,
					ruling.verdict,
				),
				legacy: whole.legacy,
			});
		edits.push(...renameEdits(hand.text, use, ruling.to.name));
		drafts.push({ span: use.key, form: "mock", ruling });
	}
	if (!first || drafts.length < listed.length)
		return one(
			first &&
				refused(first, "patched", "the factory also gives names that stay"),
		);
	return one(
		{
			...first,
			legacy: whole.legacy,
			canonical: first.canonical && { ...first.canonical, name: null },
			detail: "every name that the factory gives is proven",
		},
		drafts,
		edits,
	);
}

/** `__mocks__/old.ts` beside the module: https://jestjs.io/docs/manual-mocks */
function mockFile(hand: FileInHand, { module }: LegacySite): string | null {
	if (module.located.kind !== "module") return null;
	const { id } = module.located;
	const folder = join(directoryOf(id), "__mocks__");
	const { project } = hand.rulings.context;
	if (folder === null || project.exists(folder) !== "directory") return null;
	const name = project
		.list(folder)
		.find((other) => baseOf(other) === baseOf(id));
	return name === undefined ? null : `${folder}/${name}`;
}

/** The offset of a mock of the module that this one would become. */
function anotherMock(hand: FileInHand, at: LegacySite): number | null {
	const to = rulingOnMock(hand.rulings, hand.asked(at), "")?.to;
	const other = hand.scan.sites.find(
		(site) =>
			site.kind === "mock" &&
			REPLACES.test(site.callee ?? "") &&
			to &&
			hand.rulings.places.leadsTo(site.specifier, hand.file.path, to.located),
	);
	return other?.literal.start ?? null;
}

/** Keys of a factory's object: `() => ({ A: fn(), B })`, with what it spreads from the real module left out. */
function listedNames(scopes: FileScopes, factory: Node): NameUse[] | null {
	if (!/^(?:ArrowFunction|Function)Expression$/.test(factory.type)) return null;
	const body = child(factory, "body");
	const result =
		body?.type === "BlockStatement"
			? child(
					children(body, "body").findLast(
						(statement) => statement.type === "ReturnStatement",
					) ?? null,
					"argument",
				)
			: body;
	if (result?.type !== "ObjectExpression") return null;
	const uses: NameUse[] = [];
	for (const property of children(result, "properties")) {
		if (property.type === "SpreadElement") continue;
		const key = child(property, "key");
		const name = nameOf(key);
		if (!key || name === null || property.computed === true) return null;
		// Transpilers' mark of an ES module is no export: https://babeljs.io/docs/babel-plugin-transform-modules-commonjs
		if (name === "__esModule") continue;
		const at =
			stringOf(key) === null
				? { start: key.start, end: key.end }
				: { start: key.start + 1, end: key.end - 1 };
		uses.push({
			name,
			key: at,
			whole: property,
			how: "pattern",
			shorthand: property.shorthand === true,
			use: null,
		});
	}
	return scopes ? uses : null;
}
