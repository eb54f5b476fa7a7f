/**
 * Tests that mock the canonical module already. A file that took a name past it (the legacy path led straight to
 * the definition) has the real one in such a test, and would have the double after the move.
 *
 *   old.ts -> impl.ts <- new.ts      test: jest.mock('./new')      app.ts: import { send } from './old'
 */
import type { PlanContext } from "../../../core/language.js";
import { nodeKey } from "../../../core/proof.js";
import { containingEach } from "../../../core/search-groups.js";
import type { ModuleId, NeedleQuery, SourceFile } from "../../../core/types.js";
import { type Searches, searchesFor, spellsWhole } from "../queries.js";
import { scanJavaScript } from "../scan.js";
import { hits } from "../source/occurrences.js";
import { REPLACES } from "./mocks.js";
import type { Draft, Proposal } from "./proposal.js";
import type { Reach } from "./reach.js";

/** The last word of a call that `REPLACES` a module, or an escape that may spell it: a file without has no such call. */
const CALL = /\b(?:mock|doMock|setMock|unstable_mockModule)\b|\\u/;

/** Up to so many legacy modules, one look through the tree ahead is worth its while. */
const FEW_MODULES = 4;

/** The question is to come: whoever has time may look through the tree before. False: not yet, or not at all. */
export function expectMocks(
	proposals: readonly Proposal[],
	context: PlanContext,
): boolean {
	const { project, rules } = context;
	if (!project.expect || rules.modules.length > FEW_MODULES) return false;
	const targets = [...passingBy(proposals, context).keys()];
	if (targets.length === 0) return false;
	project.expect(searchesFor(targets, project).flatMap(mockQueries));
	return true;
}

/** For each proposal that would come under an existing mock: why it must stay. */
export function comeUnderMocks(
	proposals: readonly Proposal[],
	reach: Reach,
	context: PlanContext,
): ReadonlyMap<Proposal, string> {
	const passing = passingBy(proposals, context);
	const blocked = new Map<Proposal, string>();
	const mocks = mocksOf([...passing.keys()], context);
	for (const [target, moving] of passing)
		for (const test of mocks.get(target) ?? [])
			for (const [proposal, { ruling }] of moving)
				if (reach.includes(test, proposal.path))
					blocked.set(
						proposal,
						`${test} mocks ${target}, and ${proposal.path} gets ${ruling.legacy.name} past it today`,
					);
	return blocked;
}

/** The canonical modules, each with what would come to it past which it went. */
function passingBy(
	proposals: readonly Proposal[],
	context: PlanContext,
): ReadonlyMap<ModuleId, ReadonlyMap<Proposal, Draft>> {
	const passing = new Map<ModuleId, Map<Proposal, Draft>>();
	for (const proposal of proposals) {
		if (!proposal.runs || proposal.replaces) continue;
		for (const draft of proposal.drafts) {
			const to = targetPast(proposal.module, draft, context);
			if (to === null) continue;
			const known = passing.get(to) ?? new Map<Proposal, Draft>();
			passing.set(to, known.set(proposal, draft));
		}
	}
	return passing;
}

/** The canonical module of a moving name, when the legacy path does not go through it. */
function targetPast(
	from: ModuleId,
	{ ruling }: Draft,
	{ graph }: PlanContext,
): ModuleId | null {
	const { to, legacy } = ruling;
	if (to?.located.kind !== "module" || legacy.name === null) return null;
	const prefix = nodeKey(to.located.id, "");
	for (const node of graph.resolve(from, legacy.name).nodes)
		if (node.startsWith(prefix)) return null;
	return to.located.id;
}

/** The files that replace each of the modules. One pass over the tree for all of them. */
function mocksOf(
	targets: readonly ModuleId[],
	context: PlanContext,
): ReadonlyMap<ModuleId, readonly string[]> {
	const { project } = context;
	const searches = searchesFor(targets, project);
	const files = containingEach(project, searches.map(mockQueries));
	return new Map(
		targets.map((target, i) => [
			target,
			(files[i] ?? []).filter((path) => {
				const file = project.read(path);
				return file && replaces(file, target, searches[i] as Searches, context);
			}),
		]),
	);
}

const mockQueries = ({ queries }: Searches): readonly NeedleQuery[] =>
	queries.map((query) => ({ ...query, all: ["ock", ...query.all] }));

/** Does the file put a double in the module's place? */
function replaces(
	file: SourceFile,
	target: ModuleId,
	searches: Searches,
	{ graph }: PlanContext,
): boolean {
	const leads = (specifier: string): boolean => {
		const located = graph.locate(specifier, file.path);
		return located.kind === "module" && located.id === target;
	};
	const whole = spellsWhole(searches, file.text);
	return (
		CALL.test(file.text) &&
		!(whole && namesOther(file.text, searches.needles, leads)) &&
		scanJavaScript(file, searches.needles, whole).sites.some(
			(site) =>
				site.kind === "mock" &&
				REPLACES.test(site.callee ?? "") &&
				leads(site.specifier),
		)
	);
}

/** Told from the text: no string that spells a needle leads there, but for those of imports. */
function namesOther(
	text: string,
	needles: readonly string[],
	leads: (specifier: string) => boolean,
): boolean {
	return (
		!/\\[ux]/.test(text) &&
		!hits(text, needles).some(({ start, end }) => {
			let [from, to] = [start, end];
			while (from > 0 && !ENDS_STRING.test(text[from - 1] as string)) from--;
			while (to < text.length && !ENDS_STRING.test(text[to] as string)) to++;
			return (
				!DECLARES.test(text.slice(Math.max(0, from - 20), from)) &&
				leads(text.slice(from, to))
			);
		})
	);
}

const ENDS_STRING = /['"`\n\r]/;
/** Before the string of an import or an export; a template may be tagged with these words. */
const DECLARES = /\b(?:from|import)\s*['"]$/;
