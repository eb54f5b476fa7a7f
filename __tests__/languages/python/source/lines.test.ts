/** Line numbers of Python source, whatever ends its lines and in whatever order they are asked for. */
import { describe, expect, it } from "@jest/globals";
import { LineCounter } from "../../../../transforms/languages/python/source/chars.js";

const naive = (text: string, offset: number): number =>
	text.slice(0, offset).split(/\r\n|\r(?!$)|\n/).length +
	(/\r$/.test(text.slice(0, offset)) && text[offset] !== "\n" ? 1 : 0);

describe("line numbers of Python source", () => {
	it.each([
		["feeds", "a\nbb\n\nc"],
		["no newline at the end", "a\nb"],
		["an empty text", ""],
		["both", "a\r\nbb\r\n\r\nc\r\n"],
		["lone returns", "a\rbb\r\rc"],
		["a mixture", "a\r\n\rb\n\r\n\nc\r"],
	])("are the same in any order of asking: %s", (_, text) => {
		const offsets = Array.from({ length: text.length + 1 }, (_, i) => i);
		const lines = offsets.map((offset) => naive(text, offset));
		const rising = new LineCounter(text);
		expect(offsets.map((offset) => rising.at(offset))).toEqual(lines);
		const falling = new LineCounter(text);
		expect(offsets.toReversed().map((offset) => falling.at(offset))).toEqual(
			lines.toReversed(),
		);
	});
});
