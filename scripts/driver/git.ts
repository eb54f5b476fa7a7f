/**
 * Every question to git, asked so that no code of the scanned repository runs: no file system monitor, no hooks,
 * no pager, no lock taken for a refresh. A directory without git, or a git that refuses to answer (another
 * owner's repository), is an answer too: null.
 */
import { isAscii } from "node:buffer";
import { spawn, spawnSync } from "node:child_process";

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

interface Ran {
	readonly ok: boolean;
	readonly stdout: string;
	readonly stderr: string;
}

const environment = (): NodeJS.ProcessEnv => ({
	...process.env,
	GIT_OPTIONAL_LOCKS: "0",
	LC_ALL: "C",
});

function ask(cwd: string, args: readonly string[], input?: string): Ran {
	const result = spawnSync("git", [...HARDENED, ...args], {
		cwd,
		maxBuffer: OUTPUT_LIMIT,
		env: environment(),
		...(input === undefined ? {} : { input }),
		stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
	});
	return {
		ok: !result.error && result.status === 0,
		stdout: decode(result.stdout),
		stderr: decode(result.stderr),
	};
}

/** The list of a large tree is decoded in a third of the time where it is plain. */
function decode(output: Buffer | null): string {
	return output?.toString(isAscii(output) ? "latin1" : "utf8") ?? "";
}

function git(cwd: string, args: readonly string[]): string | null {
	const { ok, stdout } = ask(cwd, args);
	return ok ? stdout : null;
}

/** A question that is being answered while this process does something else. */
export interface Asking<T> {
	/** Never rejects. */
	readonly answer: Promise<T>;
	/** The answer is not wanted any more. */
	stop(): void;
}

/** As `git`, while this process does something else. */
function startGit(cwd: string, args: readonly string[]): Asking<string | null> {
	const child = spawn("git", [...HARDENED, ...args], {
		cwd,
		env: environment(),
		stdio: ["ignore", "pipe", "ignore"],
	});
	const answer = new Promise<string | null>((resolve) => {
		const chunks: Buffer[] = [];
		child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
		child.on("error", () => resolve(null));
		child.on("close", (code) =>
			resolve(code === 0 ? decode(Buffer.concat(chunks)) : null),
		);
	});
	return { answer, stop: () => void child.kill() };
}

/**
 * As `git`, for questions that compare contents, for which git would run the filters (`filter.X.clean`) that the
 * repository's own config names. What the user's own config names (Git LFS) runs.
 */
function gitComparing(cwd: string, args: readonly string[]): string | null {
	const off = localFilters(cwd).flatMap((name) =>
		["clean=", "smudge=", "process=", "required=false"].flatMap((setting) => [
			"-c",
			`filter.${name}.${setting}`,
		]),
	);
	return git(cwd, [...off, ...args]);
}

/** Names of the filters that the repository's own config defines. */
function localFilters(cwd: string): readonly string[] {
	const output =
		git(cwd, [
			"config",
			"--includes",
			"--show-scope",
			"-z",
			"--name-only",
			"--get-regexp",
			"^filter\\.",
		]) ?? "";
	const fields = output.split("\0");
	const names = new Set<string>();
	// scope NUL key NUL, again and again
	for (let i = 0; i + 1 < fields.length; i += 2)
		if (fields[i] === "local" || fields[i] === "worktree") {
			const name = /^filter\.(.*)\.[^.]*$/s.exec(fields[i + 1] as string)?.[1];
			if (name !== undefined) names.add(name);
		}
	return [...names];
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

// -t -s gives the mode of tracked files, so that a link costs no lstat; -d names those that are gone.
const TRACKED = ["ls-files", "-z", "-t", "-s", "-c", "-d"];
const UNTRACKED = ["ls-files", "-z", "-t", "-o", "--exclude-standard"];

/**
 * The tracked files that still exist and the untracked ones that are not ignored, below `root`, by paths relative
 * to it. Null outside of git.
 */
export function gitEntries(root: string): readonly GitEntry[] | null {
	const tracked = git(root, TRACKED);
	return tracked === null ? null : entriesOf([tracked, git(root, UNTRACKED)]);
}

/** As `gitEntries`, while this process does something else, and both lists at once. */
export function startEntries(root: string): Asking<readonly GitEntry[] | null> {
	const lists = [startGit(root, TRACKED), startGit(root, UNTRACKED)];
	return {
		answer: Promise.all(lists.map(({ answer }) => answer)).then(entriesOf),
		stop: () => {
			for (const list of lists) list.stop();
		},
	};
}

function entriesOf(
	outputs: readonly (string | null)[],
): readonly GitEntry[] | null {
	if (outputs.includes(null)) return null;
	const output = outputs.join("");
	const gone = new Set<string>();
	const entries = new Map<string, GitEntry>();
	// Read in place: cut into lines and fields first, the list of a large tree is a pile of strings.
	for (let at = 0, end = 0; at < output.length; at = end + 1) {
		end = output.indexOf("\0", at);
		if (end < 0) end = output.length;
		const tag = output[at];
		if (tag === "?") {
			const path = output.slice(at + 2, end);
			const kind = path.endsWith("/") ? "repository" : "untracked";
			entries.set(path, { path, kind });
			continue;
		}
		// `H 100644 <hash> 0<tab>path`, and `R ` before the same for a file that is gone.
		const path = output.slice(output.indexOf("\t", at) + 1, end);
		if (tag === "R") gone.add(path);
		else
			entries.set(path, {
				path,
				kind: kindOfMode(output.slice(at + 2, at + 8)),
			});
	}
	if (gone.size === 0) return [...entries.values()];
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
	const output = gitComparing(root, [
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

/**
 * The files below `root` that differ from where `ref` and HEAD parted, uncommitted and untracked ones among them.
 * Null for a `ref` that is no commit, or outside of git.
 */
export function gitChangedSince(
	root: string,
	ref: string,
): readonly string[] | null {
	const commit = git(root, [
		"rev-parse",
		"--verify",
		"--quiet",
		"--end-of-options",
		`${ref}^{commit}`,
	])?.trim();
	if (!commit) return null;
	// Histories without a common commit (a shallow clone) are compared as they are.
	const base = git(root, ["merge-base", commit, "HEAD"])?.trim() || commit;
	const changed = gitComparing(root, [...DIFF, base]);
	const untracked = git(root, ["ls-files", "-z", "-o", "--exclude-standard"]);
	return changed === null || untracked === null
		? null
		: [...names(changed), ...names(untracked)];
}

/** The files below `root` whose staged content differs from HEAD. Null outside of git. */
export function gitStaged(root: string): readonly string[] | null {
	const staged = git(root, [...DIFF, "--cached"]);
	return staged === null ? null : names(staged);
}

/** Names of files that differ, relative to the folder; nothing that a repository configures for diffs runs. */
const DIFF = [
	"diff",
	"--name-only",
	"-z",
	"--relative",
	"--no-renames",
	"--no-ext-diff",
	"--no-textconv",
	"--ignore-submodules=all",
	"--diff-filter=d",
];

function names(output: string): readonly string[] {
	return output.split("\0").filter((name) => name !== "");
}

/** What keeps commits from being made here, in words, or null. */
export function gitCommitProblem(root: string): string | null {
	if (gitTop(root) === null) return "the tree is not in git";
	if (git(root, ["rev-parse", "-q", "--verify", "MERGE_HEAD"]) !== null)
		return "a merge is under way; finish it";
	const staged = git(root, [
		"diff",
		"--cached",
		"--quiet",
		"--no-ext-diff",
		"--no-textconv",
		"--ignore-submodules=none",
	]);
	return staged === null ? "the index holds staged changes; commit them" : null;
}

/** Which of these files a filter of the repository's own config would rewrite on their way into a commit. */
export function gitFiltered(
	root: string,
	paths: readonly string[],
): readonly string[] {
	const filters = new Set(localFilters(root));
	if (filters.size === 0) return [];
	const { stdout } = ask(
		root,
		["check-attr", "-z", "--stdin", "filter"],
		paths.map((path) => `${path}\0`).join(""),
	);
	const fields = stdout.split("\0");
	return paths.filter((_, i) => filters.has(fields[i * 3 + 2] ?? ""));
}

/**
 * Commits these files, and nothing else; no hook runs and nothing is signed. The new commit's id, or git's words
 * for why there is none; the index is then as before.
 */
export function gitCommit(
	root: string,
	paths: readonly string[],
	message: string,
): { readonly commit: string } | { readonly problem: string } {
	const list = paths.map((path) => `${path}\0`).join("");
	const from = ["--pathspec-from-file=-", "--pathspec-file-nul"];
	const added = ask(root, ["add", "--all", ...from], list);
	const done = added.ok
		? ask(root, [
				"commit",
				"--quiet",
				"--no-verify",
				"--no-gpg-sign",
				"--cleanup=verbatim",
				`--message=${message}`,
			])
		: added;
	if (!done.ok) {
		ask(root, ["reset", "--quiet", ...from], list);
		return { problem: done.stderr.trim() || "git made no commit" };
	}
	return { commit: git(root, ["rev-parse", "--short", "HEAD"])?.trim() ?? "" };
}
