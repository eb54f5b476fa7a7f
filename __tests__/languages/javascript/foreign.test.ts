/** What a transform can't take from a file by accident, and how its text becomes edits. */
import { describe, expect, test } from "@jest/globals";
import { applyEdits } from "../../../transforms/core/edits.js";
import { textEdits } from "../../../transforms/core/text-edits.js";
import type { SourceFile } from "../../../transforms/core/types.js";
import {
	guardText,
	headOf,
} from "../../../transforms/languages/javascript/foreign/guards.js";
import { parserFor } from "../../../transforms/languages/javascript/foreign.js";
import {
	asTransform,
	type StockTransform,
} from "../../../transforms/languages/transform.js";

const source = (text: string, path = "a.ts"): SourceFile => ({
	path,
	text,
	encoding: "utf8",
	unit: "utf16",
});
const settings = { path: "/transforms/t.js", options: {}, parser: null };
const run = (transform: StockTransform, text: string, path?: string) =>
	asTransform({ default: transform }, settings).run(source(text, path));

describe("the head of a file", () => {
	test.each([
		[
			"#!/usr/bin/env node\n'use strict'\nf()\n",
			"#!/usr/bin/env node",
			["use strict"],
		],
		[
			"\ufeff#!/bin/x\r\n/* a */ 'use client'; // b\r\n\"use strict\"\r\nf();",
			"#!/bin/x",
			["use client", "use strict"],
		],
		["'use client'.length\n", null, []],
		["f(); 'use client'\n", null, []],
		["", null, []],
	])("%j", (text, shebang, directives) => {
		expect(headOf(text)).toMatchObject({ shebang, directives });
	});

	test("a licence is a comment that says so", () => {
		expect(headOf("#!/x\n\n// Copyright A\n// B\n\nf()").licence).toBe(
			"// Copyright A\n// B",
		);
		expect(headOf("/* about f */\nf()").licence).toBeNull();
	});
});

describe("guards", () => {
	test.each([
		["a byte order mark is put back", "\ufeffa()\n", "b()\n", "\ufeffb()\n"],
		[
			"a licence is put back",
			"#!/x\n/* MIT License */\na()\n",
			"#!/x\na()\n",
			"#!/x\n/* MIT License */\n\na()\n",
		],
		[
			"another year of the licence is another licence",
			"/* Copyright 1 */\na()\n",
			"/* Copyright 2 */\na()\n",
			"/* Copyright 2 */\na()\n",
		],
		["'use strict' may go", "'use strict'\na()\n", "a()\n", "a()\n"],
	])("%s", (_, before, after, kept) => {
		expect(guardText(source(before), after)).toEqual({ text: kept });
	});

	test.each([
		["the shebang", "#!/x\na()\n", "a()\n", "#!/x"],
		["the shebang, glued", "#!/x\nimport 'a';\n", "#!/ximport 'a';\n", "#!/x"],
		["'use client'", "'use client'\na()\n", "a()\n", "'use client'"],
		[
			"'use client', below an import",
			"'use client'\na()\n",
			"import 'b'\n'use client'\na()\n",
			"'use client'",
		],
		[
			"'use strict', switched off",
			"'use strict'\na()\n",
			"a()\n'use strict'\n",
			"'use strict'",
		],
		[
			"attributes",
			"import a from './a.json' with { type: 'json' };\n",
			"import a from './a.json';\n",
			"./a.json",
		],
	])("%s can't go", (_, before, after, named) => {
		expect(guardText(source(before), after)).toEqual({
			lost: expect.stringContaining(named),
		});
	});
});

describe("from text to edits", () => {
	test.each([
		[
			"one word",
			"a\nb c d\ne\n",
			"a\nb X d\ne\n",
			[{ start: 4, end: 5, text: "X" }],
		],
		["line ends alone are no change", "a\r\nb\r\n", "a\nb\n", []],
		[
			"a new line gets the file's line end",
			"a\r\nc\r\n",
			"a\nb\nc\n",
			[{ start: 3, end: 3, text: "b\r\n" }],
		],
		["the last line end", "a", "a\n", [{ start: 1, end: 1, text: "\n" }]],
		["everything goes", "a\nb\n", "", [{ start: 0, end: 4, text: "" }]],
	])("%s", (_, before, after, edits) => {
		expect(textEdits(before, after)).toEqual(edits);
		expect(
			applyEdits(before, textEdits(before, after)).replaceAll("\r", ""),
		).toBe(after);
	});

	test("ten thousand changed lines are one edit", () => {
		const before = Array.from({ length: 10_000 }, (_, i) => `a${i}\n`).join("");
		const after = before.replaceAll("a", "b");
		const edits = textEdits(before, after);
		expect(edits).toHaveLength(1);
		expect(applyEdits(before, edits)).toBe(after);
	});
});

describe("one run of a transform", () => {
	test("falsy and the same text leave the file", async () => {
		for (const result of [undefined, null, "", "a()\n"])
			expect(await run(() => result, "a()\n")).toMatchObject({
				edits: [],
				failure: null,
			});
	});

	test("what is no text fails the file", async () => {
		const transform = (() => ({})) as unknown as StockTransform;
		expect(await run(transform, "a()\n")).toMatchObject({
			edits: [],
			failure: "the transform returned object, not text",
		});
	});

	test("a syntax error is shown where it is in the file", async () => {
		const transform: StockTransform = (file, { j }) =>
			(j as (text: string) => { toSource(): string })(file.source).toSource();
		expect((await run(transform, "a();\nlet = = 1;\n")).failure).toMatch(
			/^2:\d+ /,
		);
	});

	test("reports and counts are handed on", async () => {
		const output = await run((_, api) => {
			api.report("seen");
			api.stats("calls");
			api.stats("calls", 2);
			return null;
		}, "a()\n");
		expect(output.reports).toEqual(["seen"]);
		expect([...output.stats]).toEqual([["calls", 3]]);
	});

	test.each([
		["no function", {}, "exports no transform"],
		[
			"a parser that nobody knows",
			{ default: () => null, parser: "esprima" },
			"no parser esprima",
		],
		[
			"needles that are no list",
			{ default: () => null, needles: "old" },
			"needles",
		],
	])("%s is a usage error", (_, module, message) => {
		expect(() => asTransform(module, settings)).toThrow(message);
	});
});

test.each([
	["a.ts", "", "ts"],
	["a.d.mts", "", "ts"],
	["a.tsx", "", "tsx"],
	["a.jsx", "", "babel"],
	["a.js", "/**\n * @flow strict\n */\n", "flow"],
])("%s %j is read by %s", (path, text, parser) => {
	expect(parserFor(path, text)).toBe(parser);
});
