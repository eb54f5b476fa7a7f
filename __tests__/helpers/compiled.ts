/**
 * The package as its users run it: our sources compiled to plain modules in a temporary folder, for tests that
 * start a process of their own (the command line, stock jscodeshift). Compiled afresh, so no stale build is tested.
 */
import {
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	realpathSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transformFileSync } from "@swc/core";

const REPOSITORY = join(import.meta.dirname, "..", "..");

export interface Compiled {
	/** Holds `transforms/` and `scripts/` as built. */
	readonly directory: string;
	remove(): void;
}

export function compile(): Compiled {
	const directory = realpathSync(
		mkdtempSync(join(tmpdir(), "onepath-compiled-")),
	);
	copyFileSync(
		join(REPOSITORY, "package.json"),
		join(directory, "package.json"),
	);
	symlinkSync(
		join(REPOSITORY, "node_modules"),
		join(directory, "node_modules"),
		"junction",
	);
	for (const folder of ["transforms", "scripts"])
		for (const entry of readdirSync(join(REPOSITORY, folder), {
			recursive: true,
			withFileTypes: true,
		})) {
			if (!entry.isFile()) continue;
			const from = join(entry.parentPath, entry.name);
			const to = join(directory, from.slice(REPOSITORY.length));
			mkdirSync(dirname(to), { recursive: true });
			if (entry.name.endsWith(".json")) copyFileSync(from, to);
			else if (entry.name.endsWith(".ts"))
				writeFileSync(to.replace(/\.ts$/, ".js"), compiledText(from));
		}
	return {
		directory,
		remove: () => rmSync(directory, { recursive: true, force: true }),
	};
}

function compiledText(path: string): string {
	return transformFileSync(path, {
		swcrc: false,
		jsc: { target: "es2023", parser: { syntax: "typescript" } },
		module: { type: "es6" },
	}).code;
}
