/** Rules for a symbol become rules for each of its paths in use, as the map knows them. */
import { describe, expect, test } from "@jest/globals";
import { expandSymbols } from "../../scripts/config/symbol-rules.js";
import { MANAGERS, mapOf, path, uses } from "./support/map-data.js";

const rule = (symbol: string, canonical: string, more = {}) => ({
	id: "r",
	symbol,
	canonical,
	...more,
});

test("every used path but the canonical one moves, with what the rule says besides", () => {
	expect(
		expandSymbols(
			[
				rule("app.core:Manager", "app.face:Manager", {
					reason: "one path",
					exclude: ["x/**"],
				}),
			],
			MANAGERS,
		),
	).toEqual([
		{
			id: "r",
			reason: "one path",
			exclude: ["x/**"],
			language: "python",
			from: "app.core",
			to: "app.face",
			names: { Manager: "app.face:Manager" },
		},
		{
			id: "r",
			reason: "one path",
			exclude: ["x/**"],
			language: "python",
			from: "app.old",
			to: "app.face",
			names: { Manager: "app.face:Manager" },
		},
	]);
});

test("names of one module are one rule, whatever they are called", () => {
	const map = mapOf({
		paths: ["old:A", "old:B", "old:__proto__", "new:C"].map((id) =>
			path(id, { definition: "core:A" }),
		),
	});
	const [only, ...more] = expandSymbols([rule("old:A", "new:C")], map);
	expect(more).toEqual([]);
	expect(Object.entries(only?.names ?? {})).toEqual([
		["A", "new:C"],
		["B", "new:C"],
		["__proto__", "new:C"],
	]);
});

test("nothing is left to move: no rule", () => {
	const map = mapOf({
		paths: [
			path("new:A", { definition: "core:A" }),
			path("old:A", { definition: "core:A", uses: uses(0) }),
		],
	});
	expect(expandSymbols([rule("old:A", "new:A")], map)).toEqual([]);
});

describe("shortened modules", () => {
	test("the symbol by any of its paths, the canonical one among its own", () => {
		expect(
			expandSymbols([rule("old:Manager", "core:Manager")], MANAGERS).map(
				({ from, to }) => [from, to],
			),
		).toEqual([["app.old", "app.core"]]);
	});

	test("a segment is whole", () => {
		expect(() =>
			expandSymbols([rule("ld:Manager", "core:Manager")], MANAGERS),
		).toThrow("no file imports ld:Manager");
	});

	test("paths of one symbol may be several, symbols may not", () => {
		const paths = [
			path("a.old:X", { definition: "core:X" }),
			path("b.old:X", { definition: "core:X" }),
			path("src/old:X", { definition: "src/core:X" }),
		];
		expect(
			expandSymbols([rule("old:X", "core:X", { language: "python" })], {
				...mapOf({ paths: paths.slice(0, 2) }),
			}).map(({ from }) => from),
		).toEqual(["a.old", "b.old"]);
		expect(() =>
			expandSymbols([rule("old:X", "core:X")], mapOf({ paths })),
		).toThrow(
			"rule r: old:X fits core:X and src/core:X; write more of the module",
		);
	});
});

describe("what can't be meant", () => {
	test.each([
		["app.core", "x:Y", 'symbol is "app.core"; write module:Name'],
		["app.core:Manager", "x:", 'canonical is "x:"; write module:Name'],
	])("%s to %s", (symbol, canonical, message) => {
		expect(() => expandSymbols([rule(symbol, canonical)], MANAGERS)).toThrow(
			`rule r: ${message}`,
		);
	});

	test("a path that works for nobody", () => {
		const map = mapOf({
			paths: [
				path("a:X", {
					status: "broken",
					definition: null,
					end: "a does not offer X",
				}),
			],
		});
		expect(() => expandSymbols([rule("a:X", "b:X")], map)).toThrow(
			"a:X leads to no definition: a does not offer X",
		);
	});

	test("a canonical path that fits two paths of the symbol", () => {
		const map = mapOf({
			paths: ["a.new:X", "b.new:X", "old:X"].map((id) =>
				path(id, { definition: "core:X" }),
			),
		});
		expect(() => expandSymbols([rule("old:X", "new:X")], map)).toThrow(
			"new:X fits a.new:X and b.new:X",
		);
	});
});
