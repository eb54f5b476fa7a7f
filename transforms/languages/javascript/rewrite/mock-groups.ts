/**
 * A mock and the imports that it serves are right only together, across files: `jest.mock('./old')` in a test, and
 * `import { X } from './old'` in what the test loads. They become one group, and if one of them can't move none
 * does, for a mock of a path that nobody imports mocks nothing and the test stays green.
 *
 * The other way round, a mock of the canonical module reaches everybody who imports that already: where such a
 * file runs in the test, it would be mocked for the first time.
 */
import type { Graph } from "../../../core/proof.js";
import type { Located, ModuleId } from "../../../core/types.js";
import { type Proposal, withdraw } from "./proposal.js";
import { Reach } from "./reach.js";

/** The proposals after grouping, and the group of each that has one. */
export interface Grouped {
	readonly proposals: Proposal[];
	readonly groupOf: ReadonlyMap<Proposal, string>;
}

const moves = (proposal: Proposal): boolean => proposal.edits.length > 0;

/** Some name of the statement stays with the legacy module. */
const stays = (proposal: Proposal): boolean =>
	proposal.drafts.some(({ ruling }) => ruling.to === null);

const key = (located: Located): string =>
	located.kind === "module" ? located.id : `external:${located.name}`;

export function groupMocks(
	proposals: readonly Proposal[],
	graph: Graph,
): Grouped {
	const replacing = proposals.filter((proposal) => proposal.replaces);
	if (replacing.length === 0)
		return { proposals: [...proposals], groupOf: new Map() };
	const reach = new Reach(graph);
	const parent = new Map<Proposal, Proposal>();
	const root = (proposal: Proposal): Proposal => {
		let at = proposal;
		for (let next = parent.get(at); next && next !== at; next = parent.get(at))
			at = next;
		return at;
	};
	const blocked = new Map<Proposal, string>();
	for (const mock of replacing) {
		const reached = reach.from(mock.path);
		const served = proposals.filter(
			(other) =>
				other !== mock &&
				other.module === mock.module &&
				other.runs &&
				reached.has(other.path),
		);
		for (const other of [mock, ...served]) parent.set(root(other), root(mock));
		const why = blocker(mock, served, reach, reached, graph);
		if (why !== null) blocked.set(mock, why);
	}
	const members = new Map<Proposal, Proposal[]>();
	for (const proposal of parent.keys())
		members.set(root(proposal), [
			...(members.get(root(proposal)) ?? []),
			proposal,
		]);
	const groupOf = new Map<Proposal, string>();
	const replaced = new Map<Proposal, Proposal>();
	for (const [first, group] of members) {
		const why = group
			.map((proposal) => blocked.get(proposal))
			.find((reason) => reason !== undefined);
		for (const proposal of group) {
			if (why === undefined)
				groupOf.set(proposal, `mock:${first.path}:${first.at}`);
			else replaced.set(proposal, withdraw(proposal, "patched", why));
		}
	}
	return {
		proposals: proposals.map((proposal) => replaced.get(proposal) ?? proposal),
		groupOf,
	};
}

function blocker(
	mock: Proposal,
	served: readonly Proposal[],
	reach: Reach,
	reached: ReadonlySet<ModuleId>,
	graph: Graph,
): string | null {
	if (!moves(mock))
		return `the mock in ${mock.path} stays with the legacy module`;
	const held = served.find((other) => !moves(other) || stays(other));
	if (held)
		return `${held.path} still takes names from the legacy module, and ${mock.path} mocks it`;
	const targets = new Map<string, Located>();
	for (const proposal of [mock, ...served])
		for (const { ruling } of proposal.drafts)
			if (ruling.to) targets.set(key(ruling.to.located), ruling.to.located);
	if (targets.size > 1)
		return `${mock.path} mocks one module, and its names go to several: ${[...targets.keys()].join(", ")}`;
	const [to] = targets.values();
	if (to?.kind !== "module") return null;
	// Those who hand the legacy names on see the canonical module through their own imports, as before.
	const moving = new Set(served.map((other) => other.path));
	const already = reach
		.importers(to.id, reached)
		.filter((id) => !moving.has(id) && id !== mock.path && id !== mock.module);
	if (already.length === 0) return null;
	return `a mock of ${graph.display(to.id)} would also reach ${already.slice(0, 3).join(", ")}${already.length > 3 ? ` and ${already.length - 3} more` : ""}, which ${mock.path} runs with the real one today`;
}
