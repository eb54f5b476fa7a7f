/** The sources as JavaScript in a folder, for tests that need a process of their own to kill. */
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll } from "@jest/globals";
import { transformFileSync } from "@swc/core";

const project = join(import.meta.dirname, "..", "..", "..");

const made: string[] = [];
afterAll(() => {
	for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** The folder; `scripts/cli.js` in it is the command. Removed when the tests of the file are over. */
export function compile(): string {
	const out = mkdtempSync(join(tmpdir(), "onepath-compiled-"));
	made.push(out);
	for (const top of ["scripts", "transforms"])
		for (const entry of readdirSync(join(project, top), {
			recursive: true,
			withFileTypes: true,
		})) {
			if (!entry.isFile()) continue;
			const path = join(entry.parentPath, entry.name);
			const target = join(out, relative(project, path));
			mkdirSync(dirname(target), { recursive: true });
			if (!path.endsWith(".ts")) cpSync(path, target);
			else
				writeFileSync(
					target.replace(/\.ts$/, ".js"),
					transformFileSync(path, {
						jsc: { target: "es2023", parser: { syntax: "typescript" } },
						module: { type: "es6" },
					}).code,
				);
		}
	cpSync(join(project, "package.json"), join(out, "package.json"));
	symlinkSync(join(project, "node_modules"), join(out, "node_modules"));
	return out;
}
