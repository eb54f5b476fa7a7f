/** The patch against real git: what `git apply` makes of it is what a write makes, byte for byte. */
import { createHash } from "node:crypto";
import { chmodSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { renderDiff } from "../../../scripts/report/diff.js";
import { hunksOf } from "../../../scripts/report/hunks.js";
import type { Texts } from "../../../scripts/report/result.js";
import { applyEdits } from "../../../transforms/core/edits.js";
import type { Edit, PlanEntry } from "../../../transforms/core/types.js";
import { treeOf, workspace } from "../support/workspace.js";

interface Case {
	readonly path: string;
	readonly encoding?: "latin1" | "utf8";
	readonly before: string | null;
	readonly after: string | null;
	readonly edits?: readonly Edit[];
}

const hash = (text: string, encoding: BufferEncoding) =>
	createHash("sha256").update(text, encoding).digest("hex");

function planned(cases: readonly Case[]) {
	const texts = new Map<string, Texts>();
	const entries = cases.map(
		({ path, encoding = "utf8", before, after, edits = [] }): PlanEntry => {
			texts.set(path, {
				before,
				after,
				encoding,
				unit: encoding === "utf8" ? "utf16" : "byte",
			});
			if (before === null)
				return {
					kind: "create",
					path,
					before: null,
					after: hash(after ?? "", encoding),
					encoding,
					text: after ?? "",
				};
			if (after === null)
				return {
					kind: "delete",
					path,
					before: hash(before, encoding),
					after: null,
				};
			return {
				kind: "edit",
				path,
				before: hash(before, encoding),
				after: hash(after, encoding),
				encoding,
				unit: "utf16",
				edits,
				changes: [],
			};
		},
	);
	return { plan: { entries }, texts };
}

/** Applies the patch with git in a tree that holds the files, and compares. */
function applied(cases: readonly Case[], crlf = "false"): void {
	const bytes = (text: string | null, { encoding = "utf8" }: Case) =>
		text === null ? null : Buffer.from(text, encoding);
	const before = Object.fromEntries(
		cases.flatMap((c) =>
			c.before === null ? [] : [[c.path, bytes(c.before, c) as Buffer]],
		),
	);
	const space = workspace(before, { git: false });
	space.git("init", "-q");
	space.git("config", "core.autocrlf", crlf);
	writeFileSync(space.at("x.patch"), renderDiff(planned(cases)));
	for (const args of [
		["apply", "--check", "x.patch"],
		["apply", "x.patch"],
	]) {
		const { status, stderr } = space.git(...args);
		expect({ args, status, stderr: status === 0 ? "" : stderr }).toEqual({
			args,
			status: 0,
			stderr: "",
		});
	}
	const tree = treeOf(space.root);
	tree.delete("x.patch");
	const wanted = new Map(
		cases.flatMap((c) =>
			c.after === null ? [] : [[c.path, bytes(c.after, c) as Buffer] as const],
		),
	);
	expect([...tree].sort()).toEqual([...wanted].sort());
}

function edited(
	path: string,
	before: string,
	old: string,
	now: string,
	encoding: "latin1" | "utf8" = "utf8",
): Case {
	const start = before.indexOf(old);
	const edits = [{ start, end: start + old.length, text: now }];
	return { path, encoding, before, after: applyEdits(before, edits), edits };
}

const TEXT = Array.from({ length: 30 }, (_, index) => `line ${index}\n`).join(
	"",
);

describe("git apply takes the patch", () => {
	const names = [
		"plain.py",
		"with space.py",
		"tab\there.py",
		'quo"te.py',
		"back\\slash.py",
		"ünï/cödé.py",
		"new\nline.py",
		"-rf.ts",
		"a b/c d.ts",
		"日本.py",
		"$(touch x).ts",
	];
	test.each(names)("of %j", (name) => {
		applied([edited(name, TEXT, "line 12", "LINE")]);
	});

	const texts: readonly (readonly [string, Case])[] = [
		[
			"CRLF",
			edited(
				"a.py",
				TEXT.replaceAll("\n", "\r\n"),
				"line 12\r\n",
				"one\r\ntwo\r\n",
			),
		],
		["mixed line ends", edited("a.py", "a\r\nb\nc\rd\r\ne\n", "b\n", "B\r\n")],
		[
			"no final newline, elsewhere",
			edited("a.py", TEXT.trimEnd(), "line 3\n", ""),
		],
		[
			"no final newline, there",
			edited("a.py", TEXT.trimEnd(), "line 29", "end"),
		],
		["a final newline that comes", edited("a.py", "a\nb", "b", "b\n")],
		["a final newline that goes", edited("a.py", "a\nb\n", "b\n", "b")],
		["a byte order mark", edited("a.py", `\ufeff${TEXT}`, "line 0", "first")],
		[
			"Latin-1 bytes",
			edited("a.py", `# caf\u00e9\n${TEXT}`, "line 0", "first", "latin1"),
		],
		[
			"a byte that is no UTF-8, on the changed line",
			edited("a.py", "x = '\u00e9'; line\n", "line", "LINE", "latin1"),
		],
		[
			"lines that look like a patch",
			edited(
				"a.py",
				"--- a\n+++ b\n@@ -1 +1 @@\nx\n-- \ny\n",
				"x\n",
				"--- c\n+++ d\n",
			),
		],
		["an emptied file", edited("a.py", "a\n", "a\n", "")],
		["a filled file", edited("a.py", "", "", "a\n")],
		[
			"a form feed and a line separator",
			edited("a.py", "a\f\nb\u2028c\nd\n", "d", "D"),
		],
		["a new file", { path: "n/e w.py", before: null, after: "a\nb" }],
		["a new empty file", { path: "n.py", before: null, after: "" }],
		["a file that goes", { path: "g.py", before: "a\nb\n", after: null }],
	];
	test.each(texts)("with %s", (_name, file) => {
		applied([file]);
	});

	// A checkout has the line ends that core.autocrlf asks for, and git gives what it writes the same.
	test.each([
		["true", "\r\n"],
		["false", "\n"],
		["input", "\n"],
	])("of several files under core.autocrlf=%s", (crlf, end) => {
		const text = TEXT.replaceAll("\n", end);
		applied(
			[
				edited("a.py", text, "line 4", "4"),
				edited("b.py", text.trimEnd(), "line 29", "29"),
				edited("c.py", `caf\u00e9 ${text}`, `line 2${end}`, "", "latin1"),
			],
			crlf,
		);
	});

	test("of any text under any edits", () => {
		const line = fc.constantFrom(
			"a\n",
			"b\n",
			"\n",
			"é\r\n",
			"-x\n",
			"+y\n",
			"c",
		);
		const input = fc.array(line, { maxLength: 40 }).chain((lines) => {
			const text = lines.join("");
			const cut = fc.array(
				fc.tuple(
					fc.nat(text.length),
					fc.nat(4),
					fc.constantFrom("", "n", "n\n", "n\nm\n", "\n"),
				),
				{ minLength: 1, maxLength: 5 },
			);
			return fc.tuple(fc.constant(text), cut);
		});
		fc.assert(
			fc.property(input, ([text, cuts]) => {
				let from = 0;
				const edits: Edit[] = [];
				for (const [at, length, now] of [...cuts].sort(([a], [b]) => a - b)) {
					if (at < from) continue;
					const end = Math.min(text.length, at + length);
					edits.push({ start: at, end, text: now });
					from = end + 1;
				}
				const after = applyEdits(text, edits);
				if (after !== text)
					applied([{ path: "f", before: text, after, edits }]);
			}),
			{ numRuns: 40 },
		);
	});
});

test("a hunk holds three lines of context and nothing that stays", () => {
	const start = TEXT.indexOf("line 10");
	expect(hunksOf(TEXT, [{ start, end: start, text: "new\n" }])).toEqual([
		{
			oldStart: 8,
			oldLines: 6,
			newStart: 8,
			newLines: 7,
			lines: [
				" line 7",
				" line 8",
				" line 9",
				"+new",
				" line 10",
				" line 11",
				" line 12",
			],
		},
	]);
});

test("a line between two edited ones is not shown to go and come", () => {
	const text = "import {\n\tA,\n\tB,\n} from 'l'\n";
	const edits = [
		{ start: 13, end: 17, text: "" },
		{ start: 27, end: 27, text: "\nimport { B } from 'c'" },
	];
	expect(hunksOf(text, edits).flatMap(({ lines }) => lines)).toEqual([
		" import {",
		" \tA,",
		"-\tB,",
		" } from 'l'",
		"+import { B } from 'c'",
	]);
});

test("edits six lines apart share a hunk, seven do not", () => {
	const edit = (line: number): Edit => {
		const start = TEXT.indexOf(`line ${line}\n`);
		return { start, end: start + 4, text: "LINE" };
	};
	expect(hunksOf(TEXT, [edit(10), edit(17)])).toHaveLength(1);
	expect(hunksOf(TEXT, [edit(10), edit(18)])).toHaveLength(2);
});

test("a deletion says the mode of the file, so that git applies it without a word", () => {
	const space = workspace({ "a.sh": "#!/bin/sh\n" });
	chmodSync(space.at("a.sh"), 0o755);
	space.git("commit", "-qam", "mode");
	const { plan, texts } = planned([
		{ path: "a.sh", before: "#!/bin/sh\n", after: null },
	]);
	const own = texts.get("a.sh") as Texts;
	const patch = renderDiff({
		plan,
		texts: new Map([["a.sh", { ...own, executable: true }]]),
	});
	writeFileSync(space.at("x.patch"), patch);
	expect(patch.toString()).toContain("deleted file mode 100755\n");
	expect(space.git("apply", "x.patch")).toMatchObject({
		status: 0,
		stderr: "",
	});
	expect(space.tree().has("a.sh")).toBe(false);
});
