/** The consolidation map from the command line: what it compares with. */
import { describe, expect, test } from "@jest/globals";
import { RULE, SMALL, workspace } from "./support/workspace.js";

describe("from the command line", () => {
	test("written over itself it shows the way, against another map it shows that", async () => {
		const space = workspace(SMALL);
		const written = () => space.text("MAP.md");
		const made = await space.run("map", "--reporter", "markdown=MAP.md");
		expect(made).toMatchObject({ code: 0, stdout: "", stderr: "" });
		const first = written();
		expect(first).toContain("| import paths beside the canonical ones | 1 |");
		expect(first).toContain(
			'`relative`, for instance `src/app.ts:1` (1 use):\n\n```javascript\nimport { Manager } from "./legacy.js";',
		);
		await space.run("map", "--reporter", "markdown=MAP.md");
		expect(written()).toBe(first);

		await space.run("map", "--reporter", "json=map.json");
		await space.run("migrate", ...RULE, "--write", "-q");
		await space.run("map", "--reporter", "markdown=MAP.md");
		const moved = "| imports of shims | 1 | 0 | -1 |";
		expect(written()).toContain(moved);
		for (const file of ["map.json", "MAP.md"]) {
			const { stdout } = await space.run(
				...["map", "--reporter", "markdown", "--since-map", file],
			);
			expect(stdout.includes(moved)).toBe(file === "map.json");
		}
	});

	test.each([
		["none.md", "--since-map none.md can't be read"],
		["package.json", "--since-map package.json is no map of onepath"],
	])("--since-map %s: 2", async (file, message) => {
		const { code, stderr } = await workspace(SMALL).run(
			...["map", "--reporter", "markdown", "--since-map", file],
		);
		expect(code).toBe(2);
		expect(stderr).toContain(message);
	});
});
