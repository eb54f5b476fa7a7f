/** What a contender got right: compared with the corpus's own answers, byte for byte. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answers } from "./corpus.js";

export interface Score {
	/** Files that must change and are as they must be; for a search, files that it names. */
	readonly found: number;
	/** Files that must change and were left alone. */
	readonly missed: number;
	/** Files that changed and must not have, or changed into something else; for a search, files named in vain. */
	readonly wrong: number;
}

/** Of a search that printed the names of files. The shim itself names the legacy path nowhere. */
export function scoreOfList(output: string, { after }: Answers): Score {
	const named = new Set(
		output
			.split("\n")
			.filter((line) => line !== "")
			.map((line) => line.replace(/^\.\//, "")),
	);
	const found = [...after.keys()].filter((path) => named.has(path)).length;
	return {
		found,
		missed: after.size - found,
		wrong: named.size - found,
	};
}

/** Of a tree after a run that wrote; what git says has changed is read. */
export function scoreOfTree(directory: string, { after }: Answers): Score {
	const changed = git(directory, ["diff", "--name-only", "-z"])
		.split("\0")
		.filter((path) => path !== "");
	const right = changed.filter((path) =>
		after.get(path)?.includes(readFileSync(join(directory, path), "utf8")),
	);
	const touched = changed.filter((path) => after.has(path)).length;
	return {
		found: right.length,
		missed: after.size - touched,
		wrong: changed.length - right.length,
	};
}

/** Takes back whatever a run wrote. */
export function restore(directory: string): void {
	git(directory, ["checkout", "-q", "--", "."]);
	git(directory, ["clean", "-fdqx"]);
}

function git(directory: string, args: readonly string[]): string {
	return spawnSync("git", args, {
		cwd: directory,
		encoding: "utf8",
		maxBuffer: 1 << 30,
	}).stdout;
}
