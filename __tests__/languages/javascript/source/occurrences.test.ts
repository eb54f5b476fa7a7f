/** Needles that are looked up together are found where each is found by itself; the longest at a place counts. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { hits } from "../../../../transforms/languages/javascript/source/occurrences.js";

const piece = fc.constantFrom(
	"manager",
	"ws",
	"..",
	".",
	"@old",
	"/",
	"'",
	'"',
	" ",
	".js",
	"s",
);
const text = fc.array(piece, { maxLength: 30 }).map((all) => all.join(""));
const needles = fc.subarray([
	"manager",
	"/manager",
	"'..'",
	"@old/",
	"ws/manager",
	"ws",
	"manager.js",
]);

test("many needles find what each of them finds", () => {
	fc.assert(
		fc.property(text, needles, (source, all) => {
			const longest = new Map<number, number>();
			for (const needle of all)
				for (const { start, end } of hits(source, [needle]))
					longest.set(start, Math.max(end, longest.get(start) ?? 0));
			expect(hits(source, all)).toEqual(
				[...longest]
					.map(([start, end]) => ({ start, end }))
					.sort((a, b) => a.start - b.start),
			);
		}),
	);
});

test.each([
	["import './ws/manager.js'", "manager", [13]],
	["import 'manager/x'", "manager", [8]],
	["import './managers'", "manager", []],
	["// see ./ws/manager", "manager", [12]],
	["import '..'", "'..'", [8]],
	["import '../x'", "'..'", []],
	["import '@old/x'", "@old/", [8]],
	["a = ws.manager", "manager", []],
])("%j names %j at %j", (source, needle, starts) => {
	expect(hits(source, [needle]).map(({ start }) => start)).toEqual(starts);
});
