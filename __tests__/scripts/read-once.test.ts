/** How often a run goes through the tree, told from the bytes that it reads. */
import { expect, test } from "@jest/globals";
import { openRun, run } from "../../scripts/pipeline.js";
import { languages } from "../../transforms/languages/index.js";
import { workspace } from "./support/workspace.js";

const LARGE = 400_000;

const TREE = {
	"acme/__init__.py": "",
	"acme/new.py": "class Client:\n    pass\n",
	"acme/old.py": "from acme.new import Client\n",
	// Taken when the function runs, so it matters who replaces the name in the canonical module.
	"acme/use.py":
		"def run():\n    from acme.old import Client\n    return Client()\n",
	"tests/test_new.py": "def test(monkeypatch):\n    assert 'acme.new'\n",
	"other/large.py": `VALUE = 1\n${"# nothing of interest\n".repeat(LARGE / 22)}`,
	"docs/large.md": "Nothing of interest.\n".repeat(LARGE / 21),
};

test("a run reads a file once that names no module of the rules, whatever it asks of the tree", () => {
	const { root } = workspace(TREE);
	const input = {
		command: "migrate",
		version: "0",
		root,
		cwd: root,
		paths: [],
		rules: [{ id: "r", from: "acme.old", to: "acme.new" }],
		policy: {
			onDifferent: "refuse",
			onMissing: "skip",
			acceptUnproven: false,
			moduleStyle: "named",
		},
		roots: null,
		ignore: [],
		include: [],
		exclude: [],
		languages,
	} as const;
	const opened = openRun(input);
	const { changes } = run(input, opened);
	expect(changes.map(({ path }) => path)).toEqual(["acme/use.py"]);
	const large = TREE["other/large.py"].length + TREE["docs/large.md"].length;
	const { bytesRead } = opened.project.stats();
	expect(bytesRead).toBeGreaterThanOrEqual(large);
	expect(bytesRead).toBeLessThan(large + LARGE / 2);
});
