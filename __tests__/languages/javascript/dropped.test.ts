/** Imports that are told to be dropped without the tree: never one that the tree keeps. */
import { describe, expect, test } from "@jest/globals";
import { loadedAtOnce } from "../../../transforms/languages/javascript/exports.js";
import { droppedImports } from "../../../transforms/languages/javascript/facts/dropped.js";
import { parse } from "../../../transforms/languages/javascript/source/parse.js";

const CASES: readonly (readonly [
	what: string,
	text: string,
	dropped: readonly string[],
])[] = [
	["a name that nothing spells", 'import { A } from "m";', ["m"]],
	["a part of another word", 'import { A } from "m";\nfoo(AB, $A, éA);', ["m"]],
	["a namespace and a default", 'import d, * as n from "m";', ["m"]],
	["one of two names in use", 'import { A, B } from "m";\nA();', []],
	[
		"a type beside an unused name",
		'import { type A, B } from "m";\nlet a: A;',
		["m"],
	],
	[
		"a type, which only the tree tells",
		'import { A } from "m";\nlet a: A;',
		[],
	],
	["an effect", 'import "m";\nimport {} from "n";', []],
	["handed on", 'import { A } from "m";\nexport { A };', []],
	["another statement", 'import { A } from "m";\nexport * from "m";', []],
	["an empty export", 'import { A } from "m";\nexport {} from "m";', []],
	["a call", 'import { A } from "m";\nrequire("m");', []],
	["an escape", 'import { A } from "m";\n\\u0041();', []],
	["JSX", 'import React from "m";\nexport const a = <b />;', []],
];

describe("dropped imports", () => {
	test.each(CASES)("%s", (_, text, expected) => {
		const file = {
			path: "a.tsx",
			text,
			encoding: "utf8",
			unit: "utf16",
		} as const;
		const { records, problems } = parse(file);
		expect(problems).toEqual([]);
		const dropped = records ? [...droppedImports(records, text)] : null;
		expect(dropped).toEqual(expected);
		const loaded = loadedAtOnce(file, false);
		for (const specifier of expected) expect(loaded).not.toContain(specifier);
	});
});
