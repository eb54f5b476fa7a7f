/** A rule for a symbol from end to end: every used path of it moves, and a second run finds nothing to do. */
import { expect, test } from "@jest/globals";
import { workspace } from "./support/workspace.js";

const TREE = {
	"package.json": '{"name":"app","type":"module"}\n',
	"src/core.ts": "export class Manager {}\n",
	"src/face.ts": 'export { Manager } from "./core.js";\n',
	"src/old.ts": 'export { Manager as Legacy } from "./core.js";\n',
	"src/a.ts": 'import { Legacy } from "./old.js";\nnew Legacy();\n',
	"src/b.ts": 'import { Manager } from "./core.js";\nnew Manager();\n',
	"src/c.ts": 'import { Manager } from "./face.js";\nnew Manager();\n',
	"onepath.config.json":
		'{"rules": [{"id": "one", "symbol": "core.ts:Manager", "canonical": "src/face.ts:Manager"}]}',
};

test("every used path of the symbol moves, once", async () => {
	const space = workspace(TREE);
	expect((await space.run("check")).code).toBe(1);
	const { code, stderr } = await space.run("migrate", "--write", "-q");
	expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
	expect(space.text("src/a.ts")).toBe(
		'import { Manager as Legacy } from "./face.js";\nnew Legacy();\n',
	);
	expect(space.text("src/b.ts")).toBe(
		'import { Manager } from "./face.js";\nnew Manager();\n',
	);
	// It stands on the chain by which the canonical module gets the name.
	expect(space.text("src/face.ts")).toBe(TREE["src/face.ts"]);

	space.git("commit", "-qam", "moved");
	const again = await space.run("migrate", "--check");
	expect((await space.run("check")).code).toBe(0);
	space.put({ "src/late.ts": TREE["src/a.ts"] });
	expect((await space.run("check")).code).toBe(1);
	expect({ code: again.code, stdout: again.stdout }).toEqual({
		code: 0,
		stdout: "",
	});
});

test("--skip leaves it out, and a symbol that is not there is an error at its place", async () => {
	const space = workspace({
		...TREE,
		"onepath.config.json":
			'{"rules": [\n  {"id": "one", "symbol": "core.ts:Boss", "canonical": "src/face.ts:Boss"}]}',
	});
	expect((await space.run("migrate", "--skip", "one")).stderr).toContain(
		"there is no rule",
	);
	const { code, stderr } = await space.run("migrate");
	expect(code).toBe(2);
	expect(stderr).toContain(
		"onepath.config.json:2:3 rule one: no file imports core.ts:Boss",
	);
});
