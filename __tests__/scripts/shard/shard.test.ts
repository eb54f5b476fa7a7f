/** Which shard a file belongs to, and how a shard is written. */
import { describe, expect, test } from "@jest/globals";
import { parseShard, shardOf } from "../../../scripts/shard/shard.js";
import { type Files, workspace } from "../support/workspace.js";
import { PAIRS, TIED, TIED_RULE } from "./tree.js";

describe("--shard", () => {
	test.each(["1/1", "2/7", "7/7"])("%s is a part", (given) => {
		const [index, count] = given.split("/").map(Number);
		expect(parseShard(given)).toEqual({ index, count });
	});

	test.each([
		"0/4",
		"5/4",
		"1/0",
		"0/0",
		"-1/4",
		"1/4/2",
		"1.5/4",
		"1",
		"/4",
		"1/",
		"a/b",
		" 1/4",
		"1/9999999",
		"",
	])("%j is none, and the line says what is", async (given) => {
		const space = workspace({ "a.py": "" });
		for (const command of ["map", "migrate", "check"]) {
			const ran = await space.run(command, `--shard=${given}`);
			expect(ran.code).toBe(2);
			expect(ran.stdout).toBe("");
			expect(ran.stderr).toMatch(/^onepath: .*(?:--shard|shard).*\n$/);
		}
	});
});

describe("a file's shard", () => {
	const paths = Array.from(
		{ length: 7000 },
		(_, i) => `src/dir${i % 9}/f${i}.ts`,
	);

	test("is the same for ever: caches and reviews go by it", () => {
		expect(
			["src/app.ts", "app/ws/manager.py", "a b/ü.py"].map((path) =>
				shardOf(path, 7),
			),
		).toEqual([6, 4, 2]);
	});

	test("is one of as many as there are, about as often as each other", () => {
		for (let count = 1; count <= 9; count++) {
			const sizes = new Map<number, number>();
			for (const path of paths) {
				const part = shardOf(path, count);
				sizes.set(part, (sizes.get(part) ?? 0) + 1);
			}
			expect([...sizes.keys()].sort()).toEqual(
				Array.from({ length: count }, (_, i) => i + 1),
			);
			for (const size of sizes.values()) {
				expect(size).toBeGreaterThan((0.8 * paths.length) / count);
				expect(size).toBeLessThan((1.2 * paths.length) / count);
			}
		}
	});
});

const RULE = ["--from", TIED_RULE.from, "--to", TIED_RULE.to];
const ALONE = "from tied.old import make0\n\nmake0(1)\n";
const TREE = {
	...Object.fromEntries(
		Array.from({ length: 20 }, (_, i) => [`alone/f${i}.py`, ALONE]),
	),
	...TIED,
};

/** The files that each of four shards would change. */
async function filesOf(files: Files) {
	const space = workspace(files);
	const parts: string[][] = [];
	for (let part = 1; part <= 4; part++) {
		const ran = await space.run(
			...["migrate", ...RULE, "--shard", `${part}/4`, "--reporter", "json"],
		);
		expect(ran.code).toBe(0);
		const { plan } = JSON.parse(ran.stdout) as { plan: { path: string }[] };
		parts.push(plan.map(({ path }) => path));
	}
	return parts;
}

describe("what a shard changes", () => {
	test("a file that comes moves no other, and changes that need each other go with the first", async () => {
		const before = await filesOf(TREE);
		const ofPart = (paths: readonly string[]) =>
			paths.map((p) => shardOf(p, 4));
		for (const [part, files] of before.entries()) {
			const alone = files.filter((path) => path.startsWith("alone/"));
			expect(ofPart(alone)).toEqual(alone.map(() => part + 1));
		}
		const where = new Map(
			before.flatMap((files, part) => files.map((path) => [path, part + 1])),
		);
		expect(where.size).toBe(20 + 2 * PAIRS.length);
		for (const [consumer, tested] of PAIRS)
			expect([where.get(consumer), where.get(tested)]).toEqual(
				ofPart([tested, tested]),
			);
		// Else the halves of groups would meet by themselves, and this would prove nothing.
		const apart = PAIRS.filter((pair) => new Set(ofPart(pair)).size > 1);
		expect(apart.length).toBeGreaterThan(3);

		const after = await filesOf({ ...TREE, "alone/aaa.py": ALONE });
		expect(
			after.map((files) => files.filter((path) => path !== "alone/aaa.py")),
		).toEqual(before);
	});

	test("shards written one after the other leave what one run leaves", async () => {
		const [one, parts] = [workspace(TREE), workspace(TREE)];
		await one.run("migrate", ...RULE, "--write");
		for (const part of [3, 1, 4, 2]) {
			const ran = await parts.run(
				...["migrate", ...RULE, "--shard", `${part}/4`, "--write"],
			);
			expect(ran.code).toBe(0);
			parts.git("commit", "-qam", `part ${part}`);
		}
		expect(parts.tree()).toEqual(one.tree());
		for (const path of PAIRS.flat())
			expect(parts.text(path)).not.toContain("tied.old");
	});
});
