/** The story that README tells, run as a user runs it: every exit code in it is asserted by the script itself. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { renderStory } from "../scripts/dev/story.js";
import { built, ROOT } from "./helpers/built.js";
import { treeOf } from "./scripts/support/workspace.js";

describe("npm run story", () => {
	let told: ReturnType<typeof spawnSync>;
	const example = join(ROOT, "example");
	const before = treeOf(example);
	beforeAll(() => {
		built("scripts/cli.js");
		told = spawnSync("npm", ["run", "--silent", "story"], {
			cwd: ROOT,
			encoding: "utf8",
			env: { ...process.env, FORCE_COLOR: "0" },
		});
	}, 1_800_000);

	test("comes to its end, and leaves the example as it is", () => {
		if (told.status !== 0) throw new Error(`${told.stdout}\n${told.stderr}`);
		expect(told.stdout).toMatch(/\nThe tree is byte for byte what it was\.\n$/);
		expect(treeOf(example)).toEqual(before);
		if (told.stderr !== "") console.warn(told.stderr);
	});

	test.each([
		"Split names  2 names with several definitions",
		"  different   2  left",
		"UnifiedWebSocketManager would keep the identity",
		"+    UnifiedWebSocketManager as WebSocketManager,  # a room has connections of its own",
		"+\tUnifiedWebSocketManager as WebSocketManager, // a room has connections of its own",
		"17 uses of legacy paths in 11 files",
		"5 uses of legacy paths in 4 files",
		"Blocked  acme.realtime.websocket_core.manager by 1 place in 1 file; nothing is removed",
		"Blocked  typescript/src/realtime/manager.ts by 4 places in 3 files; nothing is removed",
		"2 of 2 symbols with more than 1 import path",
		"2 symbols with at most 1 import path",
		"  acme.realtime.websocket_core.manager  is gone",
		"  typescript/src/realtime/manager.ts  is gone",
		"8 of 8 files of ",
	])("says %j", (line) => {
		expect(told.stdout).toContain(line);
	});
});

describe("in README", () => {
	const lines = (...script: string[]) => renderStory(script.join("\n"));

	test("a command stands with the exit code that it is held to", () => {
		expect(
			lines(
				"say() { ends 0 onepath map; }",
				'chapter "The gate."',
				"ends 1 onepath check --max-paths 1 \\",
				"\t--symbol a:B",
				"\tends 0 python3",
				'ends 0 git apply "$work/by-hand.patch"',
			),
		).toBe(
			"# The gate.\nonepath check --max-paths 1 --symbol a:B  # exit 1\ngit apply by-hand.patch",
		);
	});

	test("a script without a story is an error", () => {
		expect(() => lines("true")).toThrow("story.sh tells nothing");
	});
});
