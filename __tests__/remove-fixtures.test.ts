/**
 * Every project below `__testfixtures__/remove-shim/<language>/`: `<case>.input/` becomes `<case>.output/`, byte for
 * byte, and `<case>.unchanged/` stays for the blockers that `<case>.json` lists as `path:line kind (form)`. Each runs as
 * written and with CRLF; what was removed comes back with an undo.
 */
import {
	cpSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { main } from "../scripts/cli.js";
import type { Blocker } from "../scripts/report/blockers.js";
import { treeOf } from "./scripts/support/workspace.js";

const fixtures = join(
	import.meta.dirname,
	"..",
	"__testfixtures__",
	"remove-shim",
);
const scratch = mkdtempSync(join(tmpdir(), "onepath-remove-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Settings {
	readonly modules: readonly string[];
	readonly blockers?: readonly string[];
}

const VARIANTS: Readonly<Record<string, (text: string) => string>> = {
	"as written": (text) => text,
	"with CRLF": (text) => text.replaceAll("\n", "\r\n"),
};

let count = 0;

function lay(folder: string, how: (text: string) => string): string {
	const root = join(scratch, String(count++));
	cpSync(folder, root, { recursive: true });
	for (const path of treeOf(root).keys()) {
		const file = join(root, path);
		writeFileSync(file, how(readFileSync(file, "latin1")), "latin1");
	}
	return root;
}

async function onepath(root: string, ...argv: string[]) {
	let stdout = "";
	const code = await main(argv, {
		stdout: { write: (chunk) => (stdout += Buffer.from(chunk as string)) },
		stderr: { write: () => true },
		cwd: root,
		env: {},
	});
	return { code, stdout };
}

const texts = (root: string): Record<string, string> =>
	Object.fromEntries(
		[...treeOf(root)].map(([path, bytes]) => [path, bytes.toString("latin1")]),
	);

for (const language of readdirSync(fixtures))
	describe(language, () => {
		const folder = join(fixtures, language);
		for (const entry of readdirSync(folder).sort()) {
			const match = /^(.+)\.(input|unchanged)$/.exec(entry);
			if (!match) continue;
			const [, name = "", kind] = match;
			const settings = JSON.parse(
				readFileSync(join(folder, `${name}.json`), "utf8"),
			) as Settings;
			const command = [
				"remove",
				...settings.modules.flatMap((module) => ["--module", module]),
				...["--root", ".", "--allow-no-vcs"],
			];
			describe(name, () => {
				for (const [variant, how] of Object.entries(VARIANTS))
					test(variant, async () => {
						const root = lay(join(folder, entry), how);
						const before = texts(root);
						const dry = await onepath(root, ...command, "--reporter", "json");
						const { blockers } = JSON.parse(dry.stdout) as {
							blockers: Blocker[];
						};
						expect(
							blockers
								.map(
									({ path, line, kind: why, form }) =>
										`${path}:${line} ${why}${form ? ` (${form})` : ""}`,
								)
								.sort(),
						).toEqual([...(settings.blockers ?? [])].sort());
						expect(texts(root)).toEqual(before);

						const { code } = await onepath(root, ...command, "--write");
						if (kind === "unchanged") {
							expect({ code, after: texts(root) }).toEqual({
								code: 3,
								after: before,
							});
							return;
						}
						expect({ code, after: texts(root) }).toEqual({
							code: 0,
							after: texts(lay(join(folder, `${name}.output`), how)),
						});
						expect((await onepath(root, "undo")).code).toBe(0);
						expect(texts(root)).toEqual(before);
					});
			});
		}
	});
