import { applyEdits } from "../../transforms/core/edits.js";

test("nothing to do leaves the text as it is", () => {
	expect(applyEdits("abc", [])).toBe("abc");
});

test("edits apply on original offsets, in any order", () => {
	expect(
		applyEdits("from a import b", [
			{ start: 14, end: 15, text: "c" },
			{ start: 5, end: 6, text: "x.y" },
		]),
	).toBe("from x.y import c");
});

test("an overlap is an error that carries both edits", () => {
	const first = { start: 0, end: 2, text: "" };
	const second = { start: 1, end: 3, text: "" };
	expect(() => applyEdits("abc", [second, first], "f.py")).toThrow(
		expect.objectContaining({
			code: "overlapping-edits",
			data: { first, second },
		}),
	);
});

test("two insertions at one place are an overlap: their order would be a guess", () => {
	const edit = { start: 1, end: 1, text: "x" };
	expect(() => applyEdits("abc", [edit, edit])).toThrow(
		expect.objectContaining({ code: "overlapping-edits" }),
	);
});

test("an insertion may touch a replacement", () => {
	expect(
		applyEdits("abc", [
			{ start: 1, end: 1, text: "<" },
			{ start: 1, end: 2, text: "B" },
			{ start: 2, end: 2, text: ">" },
		]),
	).toBe("a<B>c");
});
