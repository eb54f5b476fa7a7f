/**
 * `.onepath/` in the root: the lock and the records of runs. It holds source text, so nobody else may read it and
 * git ignores it by a `.gitignore` of its own.
 */
import {
	existsSync,
	lstatSync,
	mkdirSync,
	realpathSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { OnepathError } from "../../../transforms/core/errors.js";
import { findRoot } from "../root.js";

export const STORE = ".onepath";

/** The store's absolute path, made where it is not. Throws `locked` where it can't be used: no journal, no write. */
export function openStore(root: string): string {
	const store = join(root, STORE);
	const problem = refuse(store);
	if (problem !== null)
		throw new OnepathError(
			"locked",
			`${STORE} ${problem}, and nothing is changed without a journal`,
		);
	return store;
}

/** The root and the store of earlier runs: the nearest directory upward that has one, or the root of a run here. */
export function storeOf(
	cwd: string,
	explicit: string | null,
): { readonly root: string; readonly store: string } {
	const root =
		explicit === null ? (above(cwd) ?? cwd) : findRoot(cwd, explicit, null);
	return { root, store: join(root, STORE) };
}

function above(cwd: string): string | null {
	for (let directory = realpathSync(cwd); ; directory = dirname(directory)) {
		if (existsSync(join(directory, STORE, "runs"))) return directory;
		if (dirname(directory) === directory) return null;
	}
}

/** What is written below the store. A tree from anybody may bring one whose `.gitignore` is a link to `~/.bashrc`. */
const WRITTEN = ["runs", "cache", ".gitignore"];

function isLink(path: string): boolean {
	return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** What keeps the store from being used, or null when it is ready. */
function refuse(store: string): string | null {
	try {
		const stat = lstatSync(store, { throwIfNoEntry: false });
		if (stat && !stat.isDirectory()) return "is not a directory; remove it";
		for (const name of WRITTEN)
			if (isLink(join(store, name)))
				return `has a symbolic link called ${name}, which leads elsewhere; remove it`;
		mkdirSync(join(store, "runs"), { recursive: true, mode: 0o700 });
		writeFileSync(join(store, ".gitignore"), "*\n", { mode: 0o600 });
		return null;
	} catch (error) {
		return `can't be written (${(error as NodeJS.ErrnoException).code})`;
	}
}
