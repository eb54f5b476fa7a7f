/**
 * The files of a tree, named once: what git tracks or would (untracked files that are not ignored), or, outside
 * of git, what an own walk finds. Symbolic links are not followed, so a loop is no danger and a file counts once.
 */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { type GitEntry, gitEntries, startEntries } from "../git.js";
import type { Ahead } from "./ahead.js";
import { isInStore } from "./policy.js";
import { walk } from "./walk.js";

export interface Listing {
	/** Root-relative POSIX paths of regular files, sorted by code unit. */
	readonly files: readonly string[];
	/** What was seen and not entered (a link, a nested repository, an unreadable directory), a sentence each. */
	readonly notes: readonly string[];
	readonly git: boolean;
}

/** Lists the files below `root`, an absolute path. */
export function listFiles(root: string): Listing {
	return listingOf(root, gitEntries(root));
}

/** As `listFiles`, while this process does something else, or has begun to: git takes as long as our modules to load. */
export async function startListing(
	root: string,
	ahead: Ahead | null,
): Promise<Listing> {
	const entries = ahead?.take(root) ?? startEntries(root).answer;
	return listingOf(root, await entries);
}

function listingOf(root: string, entries: readonly GitEntry[] | null): Listing {
	// A root that git ignores (a build folder, somebody's scratch) has nothing to list, and was chosen all the same.
	if (entries === null || entries.length === 0) {
		const { files, unreadable } = walk(root);
		const notes = unreadable.map(
			({ path, message }) => `${path} could not be listed (${message})`,
		);
		return { files: [...files].sort(), notes, git: false };
	}
	const files: string[] = [];
	const notes: string[] = [];
	for (const { path, kind } of entries) {
		if (isInStore(path)) continue;
		if (kind === "repository")
			notes.push(
				`${path.replace(/\/$/, "")} is a repository of its own and was not scanned`,
			);
		else if (
			kind === "tracked" ||
			(kind === "untracked" && isRegular(join(root, path)))
		)
			files.push(path);
	}
	return { files: files.sort(), notes, git: true };
}

function isRegular(path: string): boolean {
	try {
		return lstatSync(path).isFile();
	} catch {
		return false;
	}
}
