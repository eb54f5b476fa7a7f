/** What is loaded, told by what may be: against a walk that asks every module. */
import fc from "fast-check";
import { Loaded } from "../../transforms/core/loading.js";
import type { ModuleId } from "../../transforms/core/types.js";

type Edges = ReadonlyMap<ModuleId, readonly ModuleId[]>;

const id = fc.constantFrom(..."abcdefghij".split("")) as fc.Arbitrary<ModuleId>;
const step = fc.record({ from: id, to: id, taken: fc.boolean() });
type Step = { from: ModuleId; to: ModuleId; taken: boolean };

function edgesOf(steps: readonly Step[]): Edges {
	const edges = new Map<ModuleId, ModuleId[]>();
	for (const { from, to } of steps)
		edges.set(from, [...(edges.get(from) ?? []), to]);
	return edges;
}

function distances(
	from: ModuleId,
	edges: Edges,
): ReadonlyMap<ModuleId, number> {
	const found = new Map([[from, 0]]);
	for (const [id, steps] of found)
		for (const next of edges.get(id) ?? [])
			if (!found.has(next)) found.set(next, steps + 1);
	return found;
}

test("the ways are those that are taken, and none is longer than it must be", () => {
	fc.assert(
		fc.property(id, fc.array(step, { maxLength: 30 }), (from, told) => {
			const taken = edgesOf(told.filter((each) => each.taken));
			const may = edgesOf(told);
			const loaded = new Loaded(
				from,
				(at) => taken.get(at) ?? [],
				(at) => may.get(at) ?? [],
			);
			const steps = distances(from, taken);
			for (const to of "abcdefghij".split("") as ModuleId[]) {
				const path = loaded.path(to) ?? [];
				expect(path.length).toBe(steps.has(to) ? Number(steps.get(to)) + 1 : 0);
				expect(loaded.has(to)).toBe(steps.has(to));
				for (const [i, next] of path.slice(1).entries())
					expect(taken.get(path[i] as ModuleId)).toContain(next);
			}
			expect([...loaded.all()].sort()).toEqual([...steps.keys()].sort());
		}),
	);
});

test("only modules on the way are asked", () => {
	const told: Edges = new Map([
		["a" as ModuleId, ["b", "c"] as ModuleId[]],
		["b" as ModuleId, ["d"] as ModuleId[]],
		["c" as ModuleId, ["e"] as ModuleId[]],
	]);
	const asked: ModuleId[] = [];
	const loaded = new Loaded(
		"a" as ModuleId,
		(id) => {
			asked.push(id);
			return told.get(id) ?? [];
		},
		(id) => told.get(id) ?? [],
	);
	expect(loaded.has("x" as ModuleId)).toBe(false);
	expect(asked).toEqual([]);
	expect(loaded.path("d" as ModuleId)).toEqual(["a", "b", "d"]);
	expect(asked).toEqual(["a", "b"]);
});
