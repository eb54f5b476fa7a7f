/**
 * Every fixture below `__testfixtures__/deprecate-shim/<language>/`, byte for byte, as `fixtures.test.ts` has it:
 * `<case>.input.ext` + `<case>.output.ext`, or `<case>.unchanged.ext`, with `<case>.json` beside them for
 * {rules, options, at, notes}. Each runs as written, with CRLF and with a byte order mark, and twice.
 */

import { spawnSync } from "node:child_process";
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { deprecateTree } from "../scripts/shims/deprecate-tree.js";
import type { RuleInput } from "../transforms/core/rules.js";
import type { ShimOptions } from "../transforms/core/shims.js";

const fixtures = join(
	import.meta.dirname,
	"..",
	"__testfixtures__",
	"deprecate-shim",
);
const scratch = mkdtempSync(join(tmpdir(), "onepath-deprecate-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Settings {
	readonly rules?: readonly RuleInput[];
	readonly options?: Partial<ShimOptions>;
	readonly at?: string;
	/** As `--module` names them. */
	readonly modules?: readonly string[];
	/** Each is part of some note. */
	readonly notes?: readonly string[];
}

const OPTIONS: ShimOptions = {
	style: "eager",
	removeIn: "2.0",
	silent: [],
	runtimeWarning: false,
};
const PLACES: Readonly<Record<string, (ext: string) => string>> = {
	python: () => "acme/legacy.py",
	javascript: (ext) => `src/legacy${ext}`,
};
const latin1 = (change: (text: string) => string) => (bytes: Buffer) =>
	Buffer.from(change(bytes.toString("latin1")), "latin1");
const VARIANTS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
	"as written": (bytes) => bytes,
	"with CRLF": latin1((text) => text.replaceAll("\n", "\r\n")),
	"with a byte order mark": latin1((text) =>
		/^(#!|.*coding[:=])/.test(text) ? text : `\xef\xbb\xbf${text}`,
	),
};

function settingsOf(folder: string, name: string): Settings {
	try {
		return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
		throw error;
	}
}

const PYTHON = ["python3", "python3.11"].find(
	(name) => spawnSync(name, ["--version"]).status === 0,
);
if (PYTHON === undefined)
	console.warn("no python3 was found: marked Python fixtures were not run");

/** What a star import of the shim gives, each name with what it is. */
const PROBE = `
import warnings; warnings.simplefilter("ignore")
names = {}
exec("from acme.legacy import *", names)
for name, value in sorted(names.items()):
    if not name.startswith("__"):
        print(name, getattr(value, "__module__", None), getattr(value, "__name__", type(value)))
`;

function probe(root: string) {
	const { status, stdout, stderr } = spawnSync(PYTHON ?? "", ["-c", PROBE], {
		cwd: root,
		encoding: "utf8",
		env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
	});
	return { status, stdout, stderr };
}

let count = 0;

function mark(
	folder: string,
	at: string,
	bytes: Buffer,
	settings: Settings,
): {
	readonly root: string;
	readonly after: string;
	readonly notes: readonly string[];
} {
	const root = join(scratch, String(count++));
	cpSync(join(folder, "world"), root, { recursive: true });
	mkdirSync(dirname(join(root, at)), { recursive: true });
	writeFileSync(join(root, at), bytes);
	const rules =
		settings.rules ??
		(
			JSON.parse(
				readFileSync(join(folder, "rules.json"), "utf8"),
			) as RuleInput[]
		).map((rule) => (rule.from.includes("/") ? { ...rule, from: at } : rule));
	const result = deprecateTree(
		{
			version: "0",
			root,
			rules,
			modules: settings.modules ?? [],
			roots: null,
			ignore: [],
		},
		{ ...OPTIONS, ...settings.options },
	);
	const text = result.texts.get(at);
	return {
		root,
		after: text
			? Buffer.from(text.after ?? "", text.encoding).toString("latin1")
			: bytes.toString("latin1"),
		notes: result.notes,
	};
}

for (const [language, place] of Object.entries(PLACES)) {
	const folder = join(fixtures, language);
	describe(language, () => {
		for (const entry of readdirSync(folder).sort()) {
			const match = /^(.+)\.(input|unchanged)((?:\.d)?\.\w+)$/.exec(entry);
			if (!match) continue;
			const [, name = "", kind, ext = ""] = match;
			const settings = settingsOf(folder, name);
			const at = settings.at ?? place(ext);
			describe(name, () => {
				const running = PYTHON === undefined ? test.skip : test;
				if (language === "python" && kind === "input")
					running("gives by a star what it gave", () => {
						const input = readFileSync(join(folder, entry));
						const { root, after } = mark(folder, at, input, settings);
						const before = probe(root);
						writeFileSync(join(root, at), after, "latin1");
						expect(before.stdout).not.toBe("");
						expect(probe(root)).toEqual(before);
					});
				for (const [variant, how] of Object.entries(VARIANTS))
					test(variant, () => {
						const input = how(readFileSync(join(folder, entry)));
						const output =
							kind === "unchanged"
								? input
								: how(readFileSync(join(folder, `${name}.output${ext}`)));
						const marked = mark(folder, at, input, settings);
						expect(marked.after).toBe(output.toString("latin1"));
						for (const note of settings.notes ?? [])
							expect(marked.notes.join("\n")).toContain(note);
						expect(mark(folder, at, output, settings).after).toBe(
							output.toString("latin1"),
						);
					});
			});
		}
	});
}
