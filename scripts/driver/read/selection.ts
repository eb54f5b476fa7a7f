/**
 * Which files a run may change: those below the paths on the command line that the globs let through. It
 * restricts what is changed, never what is read for a proof.
 */
import picomatch from "picomatch";
import { OnepathError } from "../../../transforms/core/errors.js";
import { globProblem } from "../../../transforms/core/globs.js";
import { insideRoot } from "../root.js";

export interface SelectionInput {
	readonly root: string;
	readonly cwd: string;
	/** Files or directories, as given. Empty: the whole tree. */
	readonly paths: readonly string[];
	/** Only these files of them, by root-relative path; all when absent. */
	readonly only?: ReadonlySet<string> | null;
	/** Globs from the root. Empty `include`: everything. */
	readonly include: readonly string[];
	readonly exclude: readonly string[];
}

export interface Selection {
	/** May this run change the file? */
	has(path: string): boolean;
	/** Is it (or a directory it is in, below the root) named on the command line? */
	named(path: string): boolean;
}

/** `files`: the scanned files. Throws `usage` for a path that is outside of the root or matches no file. */
export function select(
	files: readonly string[],
	input: SelectionInput,
): Selection {
	const paths = input.paths.map((given) => {
		const path = insideRoot(input.root, input.cwd, given);
		if (path === null)
			throw new OnepathError(
				"usage",
				`${given} is outside of the root ${input.root}`,
			);
		if (path !== "" && !files.some((file) => isBelow(file, path)))
			throw new OnepathError(
				"usage",
				`${given} matches no file of the tree; correct it (ignored files are not scanned)`,
			);
		return path;
	});
	const { only } = input;
	const included = globs(input.include);
	const excluded = globs(input.exclude);
	const whole = paths.length === 0 || paths.includes("");
	const below = paths.filter((path) => path !== "");
	return {
		has: (path) =>
			(!only || only.has(path)) &&
			(whole || below.some((top) => isBelow(path, top))) &&
			(included === null || included(path)) &&
			!excluded?.(path),
		named: (path) => below.some((top) => isBelow(path, top)),
	};
}

/** As much of a glob as a person needs to find it. */
function short(glob: string): string {
	return glob.length <= 60 ? glob : `${glob.slice(0, 57)}...`;
}

function isBelow(path: string, top: string): boolean {
	return path === top || (path.startsWith(top) && path[top.length] === "/");
}

/**
 * Matches root-relative paths; null for no globs. A glob without a slash matches the name at any depth, as in
 * .gitignore. Throws `usage` for one that can't be used.
 */
export function globs(
	patterns: readonly string[],
): ((path: string) => boolean) | null {
	if (patterns.length === 0) return null;
	for (const pattern of patterns) {
		const problem = globProblem(pattern);
		if (problem !== null)
			throw new OnepathError("usage", `the glob ${short(pattern)} ${problem}`);
	}
	const normal = patterns.map((pattern) =>
		pattern.replace(/\/$/, "").includes("/") ? pattern : `**/${pattern}`,
	);
	const withChildren = normal.flatMap((pattern) => [
		pattern,
		`${pattern.replace(/\/$/, "")}/**`,
	]);
	return picomatch(
		withChildren.map((pattern) => pattern.replace(/^\//, "")),
		{ dot: true },
	);
}
