/**
 * A mock and the imports that it serves are right only together, across files: `jest.mock('./old')` in a test, and
 * `import { X } from './old'` in what the test loads. They become one group, and if one of them can't move none
 * does, for a mock of a path that nobody imports mocks nothing and the test stays green.
 *
 * The other way round, a mock of the canonical module reaches everybody who imports that already: where such a
 * file runs in the test, it would be mocked for the first time.
 */
import type { PlanContext } from "../../../core/language.js";
import type { Graph } from "../../../core/proof.js";
import { someOf } from "../../../core/some-of.js";
import type { Located, ModuleId } from "../../../core/types.js";
import { type Proposal, withdraw } from "./proposal.js";
import { Reach } from "./reach.js";
import { comeUnderMocks } from "./stand-ins.js";

const moves = (proposal: Proposal): boolean => proposal.edits.length > 0;

/** Some name of the statement stays with the legacy module. */
const stays = (proposal: Proposal): boolean =>
	proposal.drafts.some(({ ruling }) => ruling.to === null);

const key = (located: Located): string =>
	located.kind === "module" ? located.id : `external:${located.name}`;

/** The proposals after grouping, in their order. */
export function groupMocks(
	all: readonly Proposal[],
	context: PlanContext,
): Proposal[] {
	const { graph } = context;
	const reach = new Reach(graph);
	const late = new Map<Proposal, Proposal>();
	for (const [proposal, why] of comeUnderMocks(all, reach, context))
		late.set(proposal, withdraw(proposal, "patched", why));
	const proposals = all.map((proposal) => late.get(proposal) ?? proposal);

	const groups = new Groups();
	const blocked = new Map<Proposal, string>();
	for (const mock of proposals.filter(({ replaces }) => replaces)) {
		const reached = reach.from(mock.path);
		const others = proposals.filter(
			(other) => other !== mock && other.module === mock.module && other.runs,
		);
		const served = others.filter((other) => reached.has(other.path));
		if (served.length === 0 && mock.replaces === "module") {
			blocked.set(
				mock,
				`nothing that ${mock.path} loads imports the legacy module, so whom the mock serves is not known`,
			);
			// A set-up file serves every test; a test that reaches nobody mocks in vain.
			groups.join(mock, isTest(mock.path) ? [] : others);
			continue;
		}
		groups.join(mock, served);
		const why = blocker(mock, served, reach, reached, graph);
		if (why !== null) blocked.set(mock, why);
	}
	const settled = new Map<Proposal, Proposal>();
	for (const [first, members] of groups.list()) {
		const why = members
			.map((proposal) => blocked.get(proposal))
			.find((reason) => reason !== undefined);
		for (const proposal of members)
			settled.set(
				proposal,
				why === undefined
					? { ...proposal, group: `mock:${first.path}:${first.at}` }
					: withdraw(proposal, "patched", why),
			);
	}
	return proposals.map((proposal) => settled.get(proposal) ?? proposal);
}

const isTest = (path: string): boolean =>
	/(?:^|[/._-])(?:tests?|specs?|__tests__)(?=[/._-])/.test(path);

/** Sets that grow together: union-find over proposals. */
class Groups {
	readonly #parent = new Map<Proposal, Proposal>();

	join(first: Proposal, others: readonly Proposal[]): void {
		for (const other of [first, ...others])
			this.#parent.set(this.#root(other), this.#root(first));
	}

	list(): ReadonlyMap<Proposal, readonly Proposal[]> {
		const members = new Map<Proposal, Proposal[]>();
		for (const proposal of this.#parent.keys()) {
			const root = this.#root(proposal);
			members.set(root, [...(members.get(root) ?? []), proposal]);
		}
		return members;
	}

	#root(proposal: Proposal): Proposal {
		let at = proposal;
		for (
			let next = this.#parent.get(at);
			next !== undefined && next !== at;
			next = this.#parent.get(at)
		)
			at = next;
		return at;
	}
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
	return `a mock of ${graph.display(to.id)} would also reach ${someOf(already)}, which ${mock.path} runs with the real one today`;
}
