import { expect, test } from "@jest/globals";
import {
	lostEffect,
	newCycle,
	takesNames,
} from "../../transforms/core/hazards.js";
import { Graph } from "../../transforms/core/proof.js";
import { pythonGraphSource } from "../../transforms/languages/python/graph.js";
import { PythonModules } from "../../transforms/languages/python/resolve.js";
import { memoryProject, type Tree } from "../helpers/memory-project.js";

function graphOf(tree: Tree): Graph {
	const project = memoryProject(tree);
	return new Graph(pythonGraphSource(project, new PythonModules(project)));
}

const LAZY =
	"def __getattr__(name):\n    import new\n    return getattr(new, name)\n";

test("a canonical module that loads the file closes a circle, unless the legacy one did so already", () => {
	const tree = {
		"new.py": "import helper\n",
		"helper.py": "from user import X\n",
		"user.py": "from old import Y\nX = 1\n",
	};
	const lazy = graphOf({ ...tree, "old.py": LAZY });
	expect(newCycle(lazy, "user.py", "old.py", "new.py")).toEqual([
		"new.py",
		"helper.py",
		"user.py",
	]);
	const eager = graphOf({ ...tree, "old.py": "from new import Y\n" });
	expect(newCycle(eager, "user.py", "old.py", "new.py")).toBe(null);
	expect(newCycle(lazy, "other.py", "old.py", "new.py")).toBe(null);
});

test("what functions import when they run closes no circle", () => {
	const graph = graphOf({
		"old.py": LAZY,
		"new.py": "def f():\n    import user\n",
		"user.py": "import old\n",
	});
	expect(newCycle(graph, "user.py", "old.py", "new.py")).toBe(null);
});

test("a circle that asks the file for no name survives a half-loaded module", () => {
	const names = graphOf({
		"new.py": "from user import X\n",
		"user.py": "X = 1\n",
	});
	expect(takesNames(names, "new.py", "user.py")).toBe(true);
	const module = graphOf({ "new.py": "import user\n", "user.py": "X = 1\n" });
	expect(takesNames(module, "new.py", "user.py")).toBe(false);
});

test("an effect is lost unless the canonical module loads the legacy one", () => {
	const noisy = { "old.py": "print('loaded')\n", "new.py": "X = 1\n" };
	const lost = (
		tree: Record<string, string>,
		legacy: string | null = "old.py",
	) => lostEffect(graphOf(tree), "user.py", legacy, "new.py");
	expect(lost(noisy)).toMatch(/^old:1 /);
	expect(lost({ ...noisy, "new.py": "import old\n" })).toBe(null);
	expect(lost({ ...noisy, "old.py": "X = 1\n" })).toBe(null);
	expect(lost(noisy, null)).toBe(null);
	const round = { "new.py": "import user\n", "user.py": "import old\n" };
	expect(lost({ ...noisy, ...round })).toMatch(/^old:1 /);
});
