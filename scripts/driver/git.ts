/**
 * Every question to git, asked so that no code of the scanned repository runs: no file system monitor, no hooks,
 * no pager, no lock taken for a refresh. A directory without git, or a git that refuses to answer (another
 * owner's repository), is an answer too: null.
 */
import { spawnSync } from "node:child_process";

const HARDENED = [
	"-c",
	"core.fsmonitor=",
	"-c",
	"core.hooksPath=/dev/null",
	"--no-pager",
	"--literal-pathspecs",
];

/** Output may list every file of a large tree. */
const OUTPUT_LIMIT = 1 << 30;

function git(cwd: string, args: readonly string[]): string | null {
	const result = spawnSync("git", [...HARDENED, ...args], {
		cwd,
		encoding: "utf8",
		maxBuffer: OUTPUT_LIMIT,
		env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
		stdio: ["ignore", "pipe", "ignore"],
	});
	return result.error || result.status !== 0 ? null : result.stdout;
}

/** The top directory of the work tree that `directory` is in, or null outside of git. */
export function gitTop(directory: string): string | null {
	const top = git(directory, ["rev-parse", "--show-toplevel"]);
	return top === null ? null : top.replace(/\n$/, "") || null;
}

/** One entry of a work tree; `link` and `repository` (a submodule, a nested clone) are not files to scan. */
export interface GitEntry {
	readonly path: string;
	readonly kind: "tracked" | "untracked" | "link" | "repository";
}

/**
 * The tracked files that still exist and the untracked ones that are not ignored, below `root`, by paths relative
 * to it. Null outside of git.
 */
export function gitEntries(root: string): readonly GitEntry[] | null {
	// -t -s gives the mode of tracked files, so that a link costs no lstat; -d names those that are gone.
	const output = git(root, [
		"ls-files",
		"-z",
		"-t",
		"-s",
		"-c",
		"-o",
		"-d",
		"--exclude-standard",
	]);
	if (output === null) return null;
	const gone = new Set<string>();
	const entries = new Map<string, GitEntry>();
	for (const line of output.split("\0")) {
		if (line === "") continue;
		const tab = line.indexOf("\t");
		if (line.startsWith("? ")) {
			const path = line.slice(2);
			if (path.endsWith("/")) entries.set(path, { path, kind: "repository" });
			else entries.set(path, { path, kind: "untracked" });
			continue;
		}
		const path = line.slice(tab + 1);
		if (line.startsWith("R ")) gone.add(path);
		else entries.set(path, { path, kind: kindOfMode(line.slice(2, 8)) });
	}
	return [...entries.values()].filter((entry) => !gone.has(entry.path));
}

function kindOfMode(mode: string): GitEntry["kind"] {
	if (mode === "120000") return "link";
	return mode === "160000" ? "repository" : "tracked";
}

/** Uncommitted state of a file, in cargo's words. */
export interface Dirty {
	readonly path: string;
	readonly state: "dirty" | "staged";
}

/**
 * Which of these files differ from the last commit. Untracked files count as dirty: git could not bring them
 * back. Null outside of git.
 */
export function gitDirty(
	root: string,
	paths: readonly string[],
): readonly Dirty[] | null {
	const prefix = git(root, ["rev-parse", "--show-prefix"]);
	const output = git(root, [
		"status",
		"--porcelain=v1",
		"-z",
		"--untracked-files=all",
		"--no-renames",
		"--",
		".",
	]);
	if (prefix === null || output === null) return null;
	const wanted = new Set(paths);
	const below = prefix.replace(/\n$/, "").length;
	const dirty: Dirty[] = [];
	for (const line of output.split("\0")) {
		// `XY path`, X the state of the index, Y of the work tree; paths count from the top of the repository.
		const path = line.slice(3 + below);
		if (wanted.has(path))
			dirty.push({ path, state: line[1] === " " ? "staged" : "dirty" });
	}
	return dirty;
}
