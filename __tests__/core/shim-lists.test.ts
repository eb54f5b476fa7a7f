/** Members out of lists that are written out: what is left parses to what was meant, and is written as it was. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type ParseError, parse, parseTree } from "jsonc-parser";
import { applyEdits } from "../../transforms/core/edits.js";
import { withoutMembers } from "../../transforms/core/shim-lists.js";

function without(text: string, gone: readonly number[]): string {
	const members = (parseTree(text)?.children ?? []).map(
		({ offset, length }) => ({ start: offset, end: offset + length }),
	);
	return applyEdits(text, withoutMembers(text, members, new Set(gone)));
}

describe("a list on one line", () => {
	test.each([
		['["a", "b", "c"]', [0], '["b", "c"]'],
		['["a", "b", "c"]', [1], '["a", "c"]'],
		['["a", "b", "c"]', [2], '["a", "b"]'],
		['["a", "b", "c"]', [1, 2], '["a"]'],
		['["a", "b", "c"]', [0, 2], '["b"]'],
		['[ "a" ]', [0], "[]"],
		['["a", "b",]', [1], '["a",]'],
		['{"a": 1, "b": [2]}', [0], '{"b": [2]}'],
	])("%s without %j", (text, gone, expected) => {
		expect(without(text, gone)).toBe(expected);
	});
});

test("a member goes with its line and its comment, the others keep theirs", () => {
	const text = '[\r\n\t"a", // a\r\n\t"b", // b\r\n\t"c" // c\r\n]';
	expect(without(text, [1])).toBe('[\r\n\t"a", // a\r\n\t"c" // c\r\n]');
	expect(without(text, [2])).toBe('[\r\n\t"a", // a\r\n\t"b" // b\r\n]');
	expect(without(text, [0, 1, 2])).toBe("[\r\n]");
});

test("what is left is what was meant, in any layout", () => {
	const gap = fc.constantFrom("", " ", "\n", "\n\t", " // x\n", "/* , */");
	const member = fc.record({ before: gap, after: gap, gone: fc.boolean() });
	fc.assert(
		fc.property(
			fc.array(member, { minLength: 1, maxLength: 6 }),
			fc.boolean(),
			(members, trailing) => {
				const text = `[${members
					.map(({ before, after }, i) => `${before}${i}${after}`)
					.join(",")}${trailing ? "," : ""}]`;
				const gone = members.flatMap((one, i) => (one.gone ? [i] : []));
				const errors: ParseError[] = [];
				const left = parse(without(text, gone), errors, {
					allowTrailingComma: trailing,
				});
				expect({ left, errors, text: gone.length === 0 ? "" : text }).toEqual({
					left: members.flatMap((one, i) => (one.gone ? [] : [i])),
					errors: [],
					text: expect.any(String),
				});
			},
		),
		{ numRuns: 1000 },
	);
});
