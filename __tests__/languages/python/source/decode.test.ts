import {
	declaredEncoding,
	decodePython,
	encodeInsertion,
} from "../../../../transforms/languages/python/source/decode.js";

const file = (text: string) => ({
	path: "a.py",
	text,
	encoding: "latin1" as const,
	unit: "byte" as const,
});

test("bytes survive, whatever they are", () => {
	const bytes = Uint8Array.from({ length: 255 }, (_, i) => i + 1);
	const decoded = decodePython("a.py", bytes);
	if (decoded.kind !== "source") throw new Error(decoded.reason);
	expect(Uint8Array.from(Buffer.from(decoded.file.text, "latin1"))).toEqual(
		bytes,
	);
});

test.each([
	["UTF-16", [0xff, 0xfe, 0x61, 0], /UTF-16/],
	["binary", [0x61, 0, 0x62], /binary/],
])("%s is refused with a sentence", (_, bytes, reason) => {
	const decoded = decodePython("a.py", Uint8Array.from(bytes));
	expect(decoded.kind === "refused" && decoded.reason).toMatch(reason);
});

test.each([
	["", "utf-8"],
	["# -*- coding: Latin_1 -*-\n", "latin-1"],
	["#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n", "cp1252"],
	["\r\n# coding:ascii\r\n", "ascii"],
	["x = 1\n# coding: latin-1\n", "utf-8"],
	["\n\n# coding: latin-1\n", "utf-8"],
	["\u00ef\u00bb\u00bf# coding: latin-1\n", "utf-8"],
])("the encoding of %j is %s", (text, expected) => {
	expect(declaredEncoding(text)).toBe(expected);
});

test.each<[string, string, string | null]>([
	["", "\u00e9\u20ac", "\u00c3\u00a9\u00e2\u0082\u00ac"],
	["# coding: latin-1\n", "\u00e9", "\u00e9"],
	["# coding: latin-1\n", "\u20ac", null],
	["# coding: cp1252\n", "\u20ac\u00e9\u0178", "\u0080\u00e9\u009f"],
	["# coding: cp1252\n", "\u0416", null],
	["# coding: ascii\n", "\u00e9", null],
	["# coding: ascii\n", "e", "e"],
	["# coding: koi8-r\n", "import a", "import a"],
	["# coding: koi8-r\n", "\u0416", null],
	["# coding: utf-16\n", "a", null],
])("into %j goes %j as %j", (text, inserted, expected) => {
	expect(encodeInsertion(inserted, file(text))).toBe(expected);
});
