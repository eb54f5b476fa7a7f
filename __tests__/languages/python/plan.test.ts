import { describe, expect, test } from "@jest/globals";
import { planTree, type Tree } from "../../helpers/memory-project.js";

const RULES = [{ id: "r", from: "acme.old", to: "acme.new" }];

const SHIM: Tree = {
	"acme/__init__.py": "",
	"acme/new.py": "class Client:\n    pass\n\n\nclass Other:\n    pass\n",
	"acme/old.py": "from acme.new import Client, Other\n",
};

describe("a patch and the readers that it reaches", () => {
	const tree: Tree = {
		...SHIM,
		"acme/service.py":
			"from acme import old\n\n\ndef run():\n    return old.Client()\n",
		"acme/nested.py":
			"def run():\n    from acme.old import Client, Other\n    return Client()\n",
		"acme/plain.py": "from acme.old import Client\n",
		"tests/test_it.py":
			'from unittest.mock import patch\n\n\n@patch("acme.old.Client")\ndef test(client): ...\n',
	};

	test("are one group; an import that holds the value already is none of it", () => {
		const { plan } = planTree(tree, RULES);
		const groups = Object.fromEntries(
			plan.changes.map((c) => [c.path, c.group]),
		);
		expect(groups).toEqual({
			"acme/service.py": "patch:acme.old.Client",
			"acme/nested.py": "patch:acme.old.Client",
			"acme/plain.py": null,
			"tests/test_it.py": "patch:acme.old.Client",
		});
	});

	test("stay together when one of them can't move, and the reason names it", () => {
		const held = {
			...tree,
			"acme/nested.py":
				tree["acme/nested.py"]?.replace(
					"Other\n",
					"Other  # onepath: keep\n",
				) ?? "",
		};
		const { plan, after } = planTree(held, RULES);
		expect(Object.keys(after)).toEqual(["acme/plain.py"]);
		const patched = plan.references.filter((r) => r.reason === "patched");
		expect(patched.map((r) => r.path)).toEqual([
			"acme/service.py",
			"tests/test_it.py",
		]);
		expect(patched[0]?.detail).toContain("acme/nested.py:2");
		expect(patched[0]?.detail).toContain("acme.new.Client");
	});

	test("do not depend on the order of the candidates", () => {
		const paths = Object.keys(tree);
		const forth = planTree(tree, RULES, {}, paths);
		const back = planTree(tree, RULES, {}, [...paths].reverse());
		expect(back.after).toEqual(forth.after);
		const ids = (p: typeof forth) =>
			p.plan.changes.map((c) => `${c.id} ${c.group} ${c.shape}`).sort();
		expect(ids(back)).toEqual(ids(forth));
	});

	test("names that a variable ties together make one group", () => {
		const { plan } = planTree(
			{
				...SHIM,
				"acme/service.py":
					"from acme import old\n\n\ndef run():\n    return old.Client(old.Other)\n",
				"tests/test_it.py":
					'def test(mocker):\n    mocker.patch("acme.old.Client")\n    mocker.patch("acme.old.Other")\n',
			},
			RULES,
		);
		expect(new Set(plan.changes.map((c) => c.group)).size).toBe(1);
		expect(plan.changes).toHaveLength(3);
	});
});

test("a reference says where it is in UTF-16 columns, and its change begins at a byte", () => {
	const line = 'x = "é😀"; from acme.old import Client\n';
	const tree = {
		...SHIM,
		"acme/a.py": Buffer.from(line, "utf8").toString("latin1"),
	};
	const { plan } = planTree(tree, RULES);
	const [reference] = plan.references.filter((r) => r.path === "acme/a.py");
	expect(reference?.line).toBe(1);
	expect(reference?.column).toBe(line.indexOf("Client") + 1);
	expect(reference?.change).toBe("acme/a.py:14");
});

test("changes of one kind have one shape", () => {
	const { plan } = planTree(
		{
			...SHIM,
			"acme/a.py": "from acme.old import Client\n",
			"acme/b.py": "from .old import Other as O, Client\n",
			"acme/c.py": "from acme import old\nprint(old.Client)\n",
		},
		RULES,
	);
	expect(plan.changes.map((c) => c.shape)).toEqual([
		"from acme.old import {X} -> from acme.new import {X}",
		"from acme.old import {X} -> from acme.new import {X}",
		"from acme import old -> from acme.new import {X}",
	]);
});

test("every reference to a legacy module has an outcome, and a change where it is a rewrite", () => {
	const { plan } = planTree(
		{
			...SHIM,
			"acme/a.py":
				'"""acme.old"""\nimport acme.old\nfrom acme.old import Client, Gone\nfrom acme.old import *\nfrom acme import old as o\nprint(o, acme.old.Other, "acme.old")  # acme.old\n',
		},
		RULES,
	);
	const changes = new Set(plan.changes.map((c) => c.id));
	expect(plan.references).toHaveLength(10);
	for (const { outcome, change, reason } of plan.references) {
		expect(outcome === "rewrite").toBe(change !== null && changes.has(change));
		expect(outcome === "rewrite").toBe(reason === null);
	}
});

test("nothing is edited behind a string that is not closed", () => {
	const { plan, after } = planTree(
		{ ...SHIM, "acme/a.py": 'x = """open\nfrom acme.old import Client\n' },
		RULES,
	);
	expect(after).toEqual({});
	expect(plan.changes).toEqual([]);
});

test("names of objects are legal names", () => {
	const names = "__proto__, constructor, toString";
	const { after } = planTree(
		{
			"acme/__init__.py": "",
			"acme/new.py": "__proto__ = constructor = toString = 1\n",
			"acme/old.py": `from acme.new import ${names}\n`,
			"acme/a.py": `from acme.old import ${names}\n`,
		},
		RULES,
	);
	expect(after["acme/a.py"]).toBe(`from acme.new import ${names}\n`);
});

test("what is read past the candidates is counted", () => {
	const tree = {
		...SHIM,
		"acme/service.py": "from acme import old\n\nX = old.Client\n",
		"acme/reader.py": "from acme.service import old\n",
	};
	const { plan, after } = planTree(tree, RULES, {}, ["acme/service.py"]);
	expect(plan.filesConsulted).toEqual(["acme/reader.py"]);
	// The reader keeps the binding, and both modules are the same in every name.
	expect(after["acme/service.py"]).toBe(
		"from acme import new as old\n\nX = old.Client\n",
	);
});

test("with many rules the same mentions are found as with one", () => {
	const tree = {
		...SHIM,
		"acme/a.py":
			'A = ["acme.old", "acme.old.Client", "acme/old.py", "import acme.old"]\n# acme.old\nB = f"acme.{A}"\n',
	};
	const many = Array.from({ length: 300 }, (_, i) => ({
		id: `m${i}`,
		from: `other${i}.old`,
		to: `other${i}.new`,
	}));
	const places = (rules: typeof RULES) =>
		planTree(tree, rules).plan.references.map((r) => `${r.start} ${r.reason}`);
	expect(places([...RULES, ...many])).toEqual(places(RULES));
	expect(places(RULES)).toHaveLength(6);
});
