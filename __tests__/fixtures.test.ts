/**
 * Every fixture below `__testfixtures__/<transform>/<language>/`, byte for byte.
 *
 *   <case>.input.ext + <case>.output.ext    the file changes into the output
 *   <case>.unchanged.ext                    nothing may change; explicit, so that a forgotten output is an error
 *   <case>.input/ + <case>.output/          a whole project, compared as a tree
 *   <case>.json                             {rules, policy, at, expect: {references, verdicts, reasons}}
 *
 * A single file is put into a copy of the language's `world/`. Each case also runs with CRLF line ends and with a
 * byte order mark, and each result runs again, which must change nothing.
 */
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, extname, join, relative } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { RuleInput } from "../transforms/core/rules.js";
import type { Policy } from "../transforms/core/types.js";
import { type Planned, planFolder } from "./helpers/plan-folder.js";

const fixtures = join(
	import.meta.dirname,
	"..",
	"__testfixtures__",
	"canonical-imports",
);
const scratch = mkdtempSync(join(tmpdir(), "onepath-fixtures-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Settings {
	readonly rules?: readonly RuleInput[];
	readonly policy?: Partial<Policy>;
	/** Where in the world the file is put. */
	readonly at?: string;
	readonly expect?: {
		readonly references?: number;
		readonly verdicts?: Readonly<Record<string, number>>;
		readonly reasons?: readonly string[];
	};
}

interface Case {
	readonly name: string;
	readonly settings: Settings;
	readonly rules: readonly RuleInput[];
	/** Root-relative path -> bytes, what the case adds to the world. */
	readonly input: ReadonlyMap<string, Buffer>;
	/** Read when the case runs, so that a forgotten output fails its own case alone. */
	readonly output: () => ReadonlyMap<string, Buffer>;
	readonly world: string | null;
}

const json = <T>(path: string, otherwise: T): T => {
	try {
		return JSON.parse(readFileSync(path, "utf8")) as T;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return otherwise;
		throw new Error(`${path}: ${String(error)}`);
	}
};

function tree(directory: string): Map<string, Buffer> {
	const files = readdirSync(directory, {
		recursive: true,
		withFileTypes: true,
	}).filter((entry) => entry.isFile());
	return new Map(
		files.map((entry) => {
			const path = join(entry.parentPath, entry.name);
			return [relative(directory, path), readFileSync(path)];
		}),
	);
}

function casesOf(
	folder: string,
	defaultAt: (name: string, ext: string) => string,
): Case[] {
	const defaults = json<readonly RuleInput[]>(join(folder, "rules.json"), []);
	const cases: Case[] = [];
	for (const entry of readdirSync(folder).sort()) {
		const match = /^(.+)\.(input|unchanged)((?:\.d)?\.\w+)?$/.exec(entry);
		if (!match) continue;
		const [, name = "", kind, ext = ""] = match;
		const settings = json<Settings>(join(folder, `${name}.json`), {});
		const path = join(folder, entry);
		const expected =
			kind === "unchanged" ? path : join(folder, `${name}.output${ext}`);
		const project = statSync(path).isDirectory();
		const at = settings.at ?? defaultAt(name, ext);
		cases.push({
			name,
			settings,
			rules: settings.rules ?? defaults,
			input: project ? tree(path) : new Map([[at, readFileSync(path)]]),
			output: () =>
				project ? tree(expected) : new Map([[at, readFileSync(expected)]]),
			world: project ? null : join(folder, "world"),
		});
	}
	return cases;
}

const latin1 = (change: (text: string) => string) => (bytes: Buffer) =>
	Buffer.from(change(bytes.toString("latin1")), "latin1");

/** How the bytes of input and output vary. A case whose own line ends or mark are its point keeps them. */
const VARIANTS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
	"as written": (bytes) => bytes,
	"with CRLF": latin1((text) =>
		text.includes("\r") ? text : text.replaceAll("\n", "\r\n"),
	),
	"with a byte order mark": latin1((text) =>
		/^(\xef\xbb\xbf|#!|.*coding[:=])/.test(text) ? text : `\xef\xbb\xbf${text}`,
	),
};

let count = 0;

function lay(one: Case, files: ReadonlyMap<string, Buffer>): string {
	const root = join(scratch, String(count++));
	mkdirSync(root);
	if (one.world) cpSync(one.world, root, { recursive: true });
	for (const [path, bytes] of files) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), bytes);
	}
	return root;
}

/** The files of the case after the plan; a change to a file of the world fails the test. */
function result(
	planned: Planned,
	files: ReadonlyMap<string, Buffer>,
): Record<string, string> {
	const now: Record<string, string> = {};
	for (const [path, bytes] of files) now[path] = bytes.toString("latin1");
	for (const [path, bytes] of planned.after)
		now[path] = bytes.toString("latin1");
	return now;
}

const asText = (files: ReadonlyMap<string, Buffer>): Record<string, string> =>
	Object.fromEntries(
		[...files].map(([path, bytes]) => [path, bytes.toString("latin1")]),
	);

const vary = (
	files: ReadonlyMap<string, Buffer>,
	how: (bytes: Buffer) => Buffer,
): Map<string, Buffer> =>
	new Map(
		[...files].map(([path, bytes]) => [
			path,
			/\.json$/.test(extname(path)) ? bytes : how(bytes),
		]),
	);

const LANGUAGES: Readonly<
	Record<string, (name: string, ext: string) => string>
> = {
	python: () => "acme/consumer.py",
	javascript: (name, ext) => `src/${name}${ext}`,
};

for (const [language, defaultAt] of Object.entries(LANGUAGES))
	describe(language, () => {
		for (const one of casesOf(join(fixtures, language), defaultAt))
			describe(one.name, () => {
				for (const [variant, how] of Object.entries(VARIANTS))
					test(variant, () => {
						const input = vary(one.input, how);
						const output = vary(one.output(), how);
						const planned = planFolder(
							lay(one, input),
							one.rules,
							one.settings.policy,
						);
						expect(result(planned, input)).toEqual(asText(output));
						const again = planFolder(
							lay(one, output),
							one.rules,
							one.settings.policy,
						);
						expect(again.after).toEqual(new Map());

						const { references, verdicts, reasons } = one.settings.expect ?? {};
						const own = planned.references.filter((r) => one.input.has(r.path));
						if (references !== undefined) expect(own).toHaveLength(references);
						if (verdicts) {
							const counts: Record<string, number> = {};
							for (const { verdict } of own)
								if (verdict !== null)
									counts[verdict] = (counts[verdict] ?? 0) + 1;
							expect(counts).toEqual(verdicts);
						}
						for (const reason of reasons ?? [])
							expect(own.map((r) => r.reason)).toContain(reason);
					});
			});
	});
