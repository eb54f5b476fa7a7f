/** Edited texts that need no look at their syntax: never one that could have lost it. */
import { describe, expect, test } from "@jest/globals";
import { onlySpecifiersMoved } from "../../../../transforms/languages/javascript/source/moved.js";

describe("a line is seen to be moved", () => {
	test.each([
		['import { a } from "./old";', 'import { a } from "../new/a";'],
		["import * as a from 'old'\r", "import * as a from '@acme/new'\r"],
		['import "./old.js";', 'import "./new.js";'],
		['export * from "./old";', 'export * from "./new";'],
		['\texport type { A } from "old";', '\texport type { A } from "new";'],
		['const { a } = require("old");', 'const { a } = require("new");'],
		['const a = await import("old")', 'const a = await import("new")'],
	])("%s", (before, after) => {
		expect(
			onlySpecifiersMoved(`a;\n${before}\nb;\n`, `a;\n${after}\nb;\n`),
		).toBe(true);
	});
});

describe("the syntax is looked at", () => {
	test.each([
		["for another name", 'import { a } from "m";', 'import { b } from "m";'],
		["for another quote", 'import "m";', "import 'm';"],
		["for half a quote", 'import "m";', "import \"m';"],
		["for a quote in it", 'import "m";', 'import "m"";'],
		["for what ends a template", "import 'm';", "import 'm`';"],
		["for what ends a comment", "import 'm';", "import 'm*/';"],
		["for an escape", "import 'm';", "import 'm\\';"],
		["for a regular expression", '/import "m"/;', '/import "m/n"/;'],
		["for more on the line", 'import "m"; f("m")', 'import "n"; f("m")'],
		[
			"for an attribute",
			"import a from 'm' with { b: 'c' }",
			"import a from 'n' with { b: 'c' }",
		],
		["for a line more", "a;", "a;\nb;"],
		["for code", "a;", "b;"],
	])("%s", (_, before, after) => {
		expect(onlySpecifiersMoved(before, after)).toBe(false);
	});
});
