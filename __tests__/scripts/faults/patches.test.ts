/** A patch of the command line against real git: what `git apply` makes of it is what a write makes, byte for byte. */
import { describe, expect, test } from "@jest/globals";
import { RULE, SMALL, workspace } from "../support/workspace.js";

const NAMES = [
	"with space.ts",
	"tab\there.ts",
	'quo"te.ts',
	"back\\slash.ts",
	"ünï cödé.ts",
	"new\nline.ts",
	"-rf.ts",
	"$(touch x).ts",
];

describe.each(["false", "true", "input"])("core.autocrlf=%s", (crlf) => {
	test("git takes the patch of a run in a subdirectory, and makes the tree that --write makes", async () => {
		const end = crlf === "true" ? "\r\n" : "\n";
		const app = (SMALL["src/app.ts"] as string).replaceAll("\n", end);
		const space = workspace({
			...SMALL,
			...Object.fromEntries(NAMES.map((name) => [`src/${name}`, app])),
			"src/app.ts": app,
		});
		space.git("config", "core.autocrlf", crlf);
		const before = space.tree();
		const rule = ["--from", "src/legacy.ts", "--to", "src/manager.ts"];
		expect(rule).toEqual(RULE);
		const made = await space.runIn(
			"src",
			...["migrate", ...rule, "--patch", "../x.patch", "-q"],
		);
		expect(made.code).toBe(0);
		for (const args of [
			["apply", "--check", "x.patch"],
			["apply", "x.patch"],
		])
			expect(space.git(...args)).toMatchObject({ status: 0, stderr: "" });
		const applied = space.tree();
		applied.delete("x.patch");
		for (const [path, bytes] of before) space.put({ [path]: bytes });
		const written = await space.run(
			...["migrate", ...rule, "--write", "--allow-dirty", "-q"],
		);
		expect(written.code).toBe(0);
		const tree = space.tree();
		tree.delete("x.patch");
		expect(tree).toEqual(applied);
		expect(
			[...tree].filter(([path, bytes]) => !before.get(path)?.equals(bytes)),
		).toHaveLength(NAMES.length + 1);
	});
});
