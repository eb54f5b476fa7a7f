/** The command as users run it starts a thread for a tree of this size; this process, which has none, must agree. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { compile } from "../../../helpers/compiled.js";
import { workspace } from "../../support/workspace.js";

const compiled = compile();
afterAll(() => compiled.remove());

const USES = [
	"from acme.old import Client\n",
	"from acme import old\n\nold.Client()\n",
	'from unittest.mock import patch\n\npatch("acme.old.Client")\n',
	"import os\n",
];

test("a run with a second thread prints what a run without prints", async () => {
	const { root, run } = workspace({
		"acme/__init__.py": "",
		"acme/new.py": "class Client:\n    pass\n",
		"acme/old.py": "from acme.new import Client\n",
		...Object.fromEntries(
			Array.from({ length: 3_000 }, (_, i) => [
				`app/m${i % 30}/test_${i}.py`,
				USES[i % 90 < 4 ? i % 90 : 3] as string,
			]),
		),
		...Object.fromEntries(
			Array.from({ length: 300 }, (_, i) => [
				`docs/${i}.md`,
				i % 50 === 0 ? "Use `acme.old`.\n" : "Nothing.\n",
			]),
		),
	});
	const argv = ["migrate", "--from", "acme.old", "--to", "acme.new"];
	for (const more of [["--reporter", "json"], []]) {
		const alone = await run(...argv, ...more);
		const { stdout, stderr } = spawnSync(
			process.execPath,
			[join(compiled.directory, "scripts/cli.js"), ...argv, ...more],
			{ cwd: root, encoding: "utf8", maxBuffer: 1 << 28 },
		);
		expect(stdout).toBe(alone.stdout);
		expect(stderr).toBe(alone.stderr);
		expect(stdout).toContain("acme.new");
	}
}, 120_000);
