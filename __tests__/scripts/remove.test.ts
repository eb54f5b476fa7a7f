/** `remove` on the command line: what keeps a shim, told with the reason that is left once the policy has had its say. */
import { describe, expect, test } from "@jest/globals";
import { type Files, workspace } from "./support/workspace.js";

/** `Manager` of the shim is the implementation; the canonical module gives that name to a factory. */
const SPLIT: Files = {
	"app/__init__.py": "",
	"app/manager.py":
		"from app.core import Impl\n\nManager = Impl\n\n__all__ = ['Manager']\n",
	"app/impl.py": "class Impl: ...\n",
	"app/core.py":
		"from app.impl import Impl\n\n\nclass Factory: ...\n\n\nManager = Factory\n\n__all__ = ['Impl', 'Manager']\n",
	"use/a.py": "from app.manager import Manager\n",
	"use/b.py": "from app.manager import Manager\n",
	"use/compares.py":
		"def same():\n    from app.core import Impl\n    from app.manager import Manager\n\n    return Impl is Manager\n",
	"onepath.config.json": JSON.stringify({
		rules: [{ id: "manager", from: "app.manager", to: "app.core" }],
	}),
};

describe("what keeps a shim", () => {
	test("is told once for all places of which it is true", async () => {
		const space = workspace(SPLIT);
		const { code, stdout, stderr } = await space.run("remove", "--write");
		expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
		expect(stderr).toContain("remove: blocked, nothing is written\n");
		expect(stderr).toContain(
			"Blocked  app.manager by 3 places in 3 files; nothing is removed\n  two different definitions (3)\n",
		);
		expect(stderr).toMatch(
			/ {4}app\.manager:Manager is app\.impl:Impl, but .* \(3\)\n {6}use\/a\.py:1:25\n/,
		);
		expect(stderr).not.toContain("References");
	});

	test("is what a migration by the same policy leaves, from the flags or the config", async () => {
		const space = workspace(SPLIT);
		const flags = ["--on-different", "keep-identity"];
		for (const argv of [flags, []]) {
			const { code, stderr } = await space.run("remove", ...argv);
			expect(code).toBe(3);
			expect(stderr).toContain("  a use that a migration moves (2)\n");
			expect(stderr).toContain(
				"legacy and canonical are imported side by side (1)",
			);
			expect(stderr).toContain(
				"next: Delete the comparison when the legacy path goes.",
			);
			space.put({
				"onepath.config.json": JSON.stringify({
					rules: [{ id: "manager", from: "app.manager", to: "app.core" }],
					onDifferent: "keep-identity",
				}),
			});
		}
	});

	test("names the rule to type where the config has none", async () => {
		const { "onepath.config.json": _, ...files } = SPLIT;
		const space = workspace({
			...files,
			"app/core.py": "from app.impl import Impl\n\nManager = Impl\n",
		});
		const { stderr } = await space.run("remove", "--module", "app.manager");
		expect(stderr).toContain(
			"next: onepath migrate --from app.manager --to app.core moves it.",
		);
	});
});
