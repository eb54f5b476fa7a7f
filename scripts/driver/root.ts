/**
 * The root of a run: what `--root` says, else the config's folder, else the top of the git repository, else the
 * working directory. Every path of a plan or report counts from it.
 */
import { realpathSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { OnepathError } from "../../transforms/core/errors.js";
import { gitTop } from "./git.js";

/** Absolute, links resolved. Throws `usage` for a `--root` that is no directory. */
export function findRoot(
	cwd: string,
	explicit: string | null,
	configFolder: string | null,
): string {
	if (explicit !== null && !isDirectory(resolve(cwd, explicit)))
		throw new OnepathError("usage", `--root ${explicit} is not a directory`);
	const root =
		explicit === null
			? (configFolder ?? gitTop(cwd) ?? cwd)
			: resolve(cwd, explicit);
	return realpathSync(root);
}

/** The root-relative POSIX path of an argument (`''` for the root itself), or null for one outside of the root. */
export function insideRoot(
	root: string,
	cwd: string,
	path: string,
): string | null {
	const absolute = resolve(realpathSync(cwd), path);
	const below = relative(root, absolute);
	if (
		below === ".." ||
		below.startsWith(`..${sep}`) ||
		resolve(root, below) !== absolute
	)
		return null;
	return below.split(sep).join("/");
}

function isDirectory(path: string): boolean {
	try {
		return statSync(path).isDirectory();
	} catch {
		return false;
	}
}
