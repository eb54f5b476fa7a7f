/** Transforms that end the process, loop or never answer: that file fails with the reason, and the rest is done. */
import { describe, expect, test } from "@jest/globals";
import { openProject } from "../../../scripts/driver/read/project.js";
import { containedTransform } from "../../../scripts/driver/transform/contain.js";
import { runTransform } from "../../../scripts/driver/transform/run.js";
import { asTransform } from "../../../transforms/languages/transform.js";
import { workspace } from "../support/workspace.js";

const BEHAVIOURS: readonly (readonly [string, () => unknown, string])[] = [
	["exits with 0", () => process.exit(0), "process.exit(0) was called"],
	["exits", () => process.exit(), "process.exit() was called"],
	[
		"loops",
		() => {
			for (;;);
		},
		"the transform never answered",
	],
	[
		"never answers",
		() => new Promise(() => {}),
		"the transform never answered",
	],
	[
		"never answers and keeps a timer",
		() => {
			setInterval(() => {}, 10_000).unref();
			return new Promise(() => {});
		},
		"the transform never answered",
	],
	[
		"sets an exit code and throws",
		() => {
			process.exitCode = 7;
			throw new Error("odd");
		},
		"odd",
	],
];

describe("a transform that", () => {
	test.each(BEHAVIOURS)("%s", async (_name, behave, reason) => {
		const space = workspace({ "a.js": "1;\n", "b.js": "2;\n", "c.js": "3;\n" });
		const project = openProject(space.root);
		const transform = containedTransform(
			asTransform(
				(file: { path: string; source: string }) =>
					file.path === "b.js" ? behave() : `// seen\n${file.source}`,
				{ path: "t.js", options: {}, parser: null },
			),
			300,
		);
		const exitCode = process.exitCode;
		const { assembled } = await runTransform(transform, {
			name: "t",
			project,
			files: project.files,
			leave: () => null,
			skip: () => null,
			language: () => null,
		});
		expect(assembled.outcomes).toEqual([
			{ path: "a.js", status: "changed" },
			{
				path: "b.js",
				status: "failed",
				reason: expect.stringContaining(reason),
			},
			{ path: "c.js", status: "changed" },
		]);
		expect(process.exitCode).toBe(exitCode);
	});
});
