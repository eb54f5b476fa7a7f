/**
 * A generated tree, with the right answer for each of its files: what it must be after the migration, or that it
 * must stay. The legacy module is a shim of the canonical one, so each move can be proven.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Random } from "./random.js";

export interface CorpusFile {
	readonly path: string;
	readonly text: string;
	/** The right texts after the migration, any of them; null where the file must stay as it is. */
	readonly after: readonly string[] | null;
}

/** What a kind of corpus is made of. */
export interface CorpusKind {
	readonly name: string;
	/** The language's name to tools that ask for it. */
	readonly language: "python" | "typescript";
	readonly from: string;
	readonly to: string;
	/** What a text search for the legacy path looks for. */
	readonly needle: string;
	/** Modules that nothing imports, for rules that match nothing. */
	unused(
		files: number,
	): readonly { readonly from: string; readonly to: string }[];
	/** A directory with a tenth of the files. */
	readonly part: string;
	/** Yields `files` files and a few fixed ones; one in `every` names the legacy path. */
	files(files: number, every: number, random: Random): Iterable<CorpusFile>;
}

/** Right texts by path, of the files that must change. */
export interface Answers {
	readonly files: number;
	readonly after: ReadonlyMap<string, readonly string[]>;
}

/** Writes the corpus to `directory` as a git repository, unless it is there; returns the answers. */
export function writeCorpus(
	directory: string,
	files: Iterable<CorpusFile>,
): Answers {
	const fresh = !existsSync(join(directory, ".git"));
	const after = new Map<string, readonly string[]>();
	const made = new Set<string>();
	let count = 0;
	for (const file of files) {
		count++;
		if (file.after) after.set(file.path, file.after);
		if (!fresh) continue;
		const path = join(directory, file.path);
		const folder = dirname(path);
		if (!made.has(folder)) mkdirSync(folder, { recursive: true });
		made.add(folder);
		writeFileSync(path, file.text);
	}
	if (fresh)
		for (const args of [
			["init", "-q"],
			["add", "-A"],
			[
				"-c",
				"user.name=bench",
				"-c",
				"user.email=bench@localhost",
				"commit",
				"-qm",
				"corpus",
			],
		])
			spawnSync("git", args, { cwd: directory });
	return { files: count, after };
}
