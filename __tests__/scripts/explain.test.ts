/** `onepath explain`: reasons by their id, and places by what the map and the rules know of them. */
import { describe, expect, test } from "@jest/globals";
import { parsePlace } from "../../scripts/map/explain-place.js";
import { RULE, workspace } from "./support/workspace.js";

const TREE = {
	"package.json": '{"name":"app","type":"module"}\n',
	"src/core.ts": "export class Manager {}\nexport class Room {}\n",
	"src/old.ts": 'export { Manager, Room } from "./core.js";\n',
	"src/app.ts": [
		'import { Manager, Room } from "./old.js";',
		'import { Gone } from "./old.js";',
		'import { readFileSync } from "node:fs";',
		"",
	].join("\n"),
	"src/new.ts": 'import { Manager } from "./core.js";\nnew Manager();\n',
	"onepath.config.json":
		'{"rules": [{"id": "one", "from": "src/old.ts", "to": "src/core.ts"}]}',
};

describe("a place", () => {
	test("chain, rule, other paths, and what to write instead", async () => {
		const space = workspace(TREE);
		const { code, stdout } = await space.runIn("src", "explain", "app.ts:1:10");
		expect(code).toBe(0);
		expect(stdout).toBe(
			[
				"src/app.ts:1:10  src/old.ts:Manager",
				"  relative: names imported from the module by a relative specifier; written ./old.js, as the file is loaded",
				"",
				"It is the class src/core.ts:Manager (src/core.ts:1).",
				"  src/old.ts:1   Manager from ./core.js",
				"  src/core.ts:1  Manager is a class",
				"",
				"Rule one: moves it to src/core.ts:Manager, proven.",
				"  both are src/core.ts:Manager",
				"",
				"The same by 1 other path:",
				"  2  src/core.ts:Manager",
				"",
				"Instead: src/core.ts:Manager, as onepath migrate does it",
				"",
			].join("\n"),
		);
	});

	test("without a column every use of the line; a column behind one means it", async () => {
		const space = workspace(TREE);
		const names = async (place: string) =>
			(await space.run("explain", place)).stdout.match(
				/^src\/app\.ts:.* {2}(.*)$/gm,
			);
		expect(await names("src/app.ts:1")).toEqual([
			"src/app.ts:1:10  src/old.ts:Manager",
			"src/app.ts:1:19  src/old.ts:Room",
		]);
		expect(await names("src/app.ts:1:22")).toEqual([
			"src/app.ts:1:19  src/old.ts:Room",
		]);
	});

	test("the path to keep, and one that works for nobody with the rule's refusal", async () => {
		const space = workspace(TREE);
		expect((await space.run("explain", "src/new.ts:1")).stdout).toContain(
			"This is the path to keep: a rule leads there.",
		);
		const { stdout } = await space.run("explain", "src/app.ts:2");
		expect(stdout).toContain(
			"It works for nobody: src/old.ts does not offer Gone.",
		);
		expect(stdout).toContain(
			"Rule one: does not move it to src/core.ts:Gone, broken.",
		);
		expect(stdout).toContain("broken-name: ");
	});

	test("without a rule the map says what to write, and why", async () => {
		const { "onepath.config.json": _, ...files } = TREE;
		const { stdout } = await workspace(files).run("explain", "src/app.ts:1:10");
		expect(stdout).not.toContain("Rule");
		expect(stdout).toContain(
			"Instead: src/core.ts:Manager, since all others are in shims",
		);
	});

	test("rules of the command line are asked, too", async () => {
		const space = workspace({
			...TREE,
			"src/legacy.ts": 'export { Manager } from "./core.js";\n',
			"src/manager.ts": 'export { Manager } from "./core.js";\n',
			"src/b.ts": 'import { Manager } from "./legacy.js";\nnew Manager();\n',
		});
		const { stdout } = await space.run("explain", "src/b.ts:1", ...RULE);
		expect(stdout).toContain(
			"Rule src/legacy.ts: moves it to src/manager.ts:Manager, proven.",
		);
	});

	test.each([
		[
			"src/app.ts:3",
			"src/app.ts:3 names no module of this tree; the nearest lines that do: 1, 2",
		],
		["src/core.ts:1", "src/core.ts names no module of this tree"],
		["src/none.ts:1", "src/none.ts names no module of this tree"],
		["../app.ts:1", "../app.ts names no module of this tree"],
	])("%s names none: 2", async (place, message) => {
		const { code, stderr } = await workspace(TREE).run("explain", place);
		expect({ code, stderr }).toEqual({
			code: 2,
			stderr: `onepath: ${message}\n`,
		});
	});
});

test("reasons are still explained, and listed", async () => {
	const space = workspace(TREE);
	expect((await space.run("explain", "different")).stdout).toMatch(
		/^different: .*\n\n.*\n\nNext: /,
	);
	expect((await space.run("explain")).stdout).toContain("broken-name");
	const { code, stderr } = await space.run("explain", "diferent");
	expect(code).toBe(2);
	expect(stderr).toContain("did you mean different? A place is FILE:LINE");
});

test.each([
	["a.py:3", { file: "a.py", line: 3, column: null }],
	["C:/a b.py:3:9", { file: "C:/a b.py", line: 3, column: 9 }],
	["a:b.ts:10", { file: "a:b.ts", line: 10, column: null }],
	["different", null],
	[":3", null],
])("%s as a place", (text, place) => {
	expect(parsePlace(text)).toEqual(place);
});
