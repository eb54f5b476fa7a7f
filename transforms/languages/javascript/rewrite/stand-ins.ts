/**
 * Tests that mock the canonical module already. A file that took a name past it (the legacy path led straight to
 * the definition) has the real one in such a test, and would have the double after the move.
 *
 *   old.ts -> impl.ts <- new.ts      test: jest.mock('./new')      app.ts: import { send } from './old'
 */
import type { PlanContext } from "../../../core/language.js";
import { nodeKey } from "../../../core/proof.js";
import type { ModuleId } from "../../../core/types.js";
import { directoryOf } from "../../../resolution/files.js";
import { scanJavaScript } from "../scan.js";
import { baseOf, EXTENSIONS, isIndex } from "../source/extensions.js";
import { REPLACES } from "./mocks.js";
import type { Draft, Proposal } from "./proposal.js";
import type { Reach } from "./reach.js";

/** The last word of a call that `REPLACES` a module, or an escape that may spell it: a file without has no such call. */
const CALL = /\b(?:mock|doMock|setMock|unstable_mockModule)\b|\\u/;

/** For each proposal that would come under an existing mock: why it must stay. */
export function comeUnderMocks(
	proposals: readonly Proposal[],
	reach: Reach,
	context: PlanContext,
): ReadonlyMap<Proposal, string> {
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
	const blocked = new Map<Proposal, string>();
	const mocks = mocksOf([...passing.keys()], context);
	for (const [target, moving] of passing)
		for (const test of mocks.get(target) ?? []) {
			const reached = reach.from(test);
			for (const [proposal, { ruling }] of moving)
				if (reached.has(proposal.path))
					blocked.set(
						proposal,
						`${test} mocks ${target}, and ${proposal.path} gets ${ruling.legacy.name} past it today`,
					);
		}
	return blocked;
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
	{ project, graph }: PlanContext,
): ReadonlyMap<ModuleId, readonly string[]> {
	const names = targets.map((id) => baseOf(isIndex(id) ? directoryOf(id) : id));
	const found = new Map<ModuleId, string[]>();
	const files = project.containing(
		names.map((name) => ({ all: ["ock", name], extensions: EXTENSIONS })),
	);
	targets.forEach((target, i) => {
		for (const path of files[i] ?? []) {
			const file = project.read(path);
			const replaces =
				file &&
				CALL.test(file.text) &&
				scanJavaScript(file, [names[i] ?? ""]).sites.some((site) => {
					if (site.kind !== "mock" || !REPLACES.test(site.callee ?? ""))
						return false;
					const located = graph.locate(site.specifier, path);
					return located.kind === "module" && located.id === target;
				});
			if (replaces) found.set(target, [...(found.get(target) ?? []), path]);
		}
	});
	return found;
}
