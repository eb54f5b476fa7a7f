import { describe, expect, test } from "@jest/globals";
import { parsePython } from "../../../../transforms/languages/python/scope/parser.js";

const errors = (text: string): number => {
	let count = 0;
	parsePython(text).iterate({
		enter: (node) => {
			if (node.type.isError) count++;
		},
	});
	return count;
};

describe("parsePython", () => {
	test.each(["x = [1., 2.e5, 3.E-6, 4.j, 1_0.]", "f(20.)+1e-6", "x[1.:2.]"])(
		"reads floats that end in a point: %s",
		(text) => expect(errors(text)).toBe(0),
	);

	test("keeps the offsets of what follows", () => {
		const text = "x = 20.; name";
		const names: string[] = [];
		parsePython(text).iterate({
			enter: ({ name, from, to }) => {
				if (name === "VariableName") names.push(text.slice(from, to));
			},
		});
		expect(names).toEqual(["x", "name"]);
	});

	test("takes no digit of a name for a number", () => {
		expect(errors("a1.b + a1 .c + 1.5.real")).toBe(0);
	});
});
