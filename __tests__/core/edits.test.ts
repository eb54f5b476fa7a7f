import fc from "fast-check";
import { applyEdits } from "../../transforms/core/edits.js";
import type { Edit } from "../../transforms/core/types.js";

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

/** The naive model: a list of units, each position edited on its own, from the back. */
function naive(text: string, edits: readonly Edit[]): string {
	const units = text.split("");
	const backwards = [...edits].sort(
		(a, b) => b.end - a.end || b.start - a.start,
	);
	for (const edit of backwards)
		units.splice(edit.start, edit.end - edit.start, ...edit.text.split(""));
	return units.join("");
}

const anyEdit = (length: number) =>
	fc
		.tuple(
			fc.integer({ min: 0, max: length }),
			fc.integer({ min: 0, max: length }),
			fc.string({ maxLength: 4 }),
		)
		.map(
			([a, b, text]): Edit => ({
				start: Math.min(a, b),
				end: Math.max(a, b),
				text,
			}),
		);

const textAndEdits = fc
	.string({ unit: "binary", maxLength: 40 })
	.chain((text) =>
		fc.tuple(
			fc.constant(text),
			fc.array(anyEdit(text.length), { maxLength: 6 }),
		),
	);

const overlap = (a: Edit, b: Edit): boolean =>
	(a.start < b.end && b.start < a.end) ||
	(a.start === b.start && a.end === b.end);

test("any set of edits equals the naive model, or is refused because two overlap", () => {
	fc.assert(
		fc.property(textAndEdits, ([text, edits]) => {
			const overlaps = edits.some((a, i) =>
				edits.slice(i + 1).some((b) => overlap(a, b)),
			);
			if (overlaps)
				expect(() => applyEdits(text, edits)).toThrow(
					expect.objectContaining({ code: "overlapping-edits" }),
				);
			else expect(applyEdits(text, edits)).toBe(naive(text, edits));
		}),
		{ numRuns: 2000 },
	);
});

test("edits outside of the text are refused", () => {
	fc.assert(
		fc.property(fc.string(), fc.integer(), fc.integer(), (text, start, end) => {
			fc.pre(start < 0 || end < start || end > text.length);
			expect(() => applyEdits(text, [{ start, end, text: "" }])).toThrow(
				expect.objectContaining({ code: "edit-out-of-range" }),
			);
		}),
	);
});
