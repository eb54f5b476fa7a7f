/**
 * Before a write: are the files that the plan touches committed, so that git can bring them back? Dirt elsewhere
 * is none of our business.
 */
import { OnepathError } from "../../../transforms/core/errors.js";
import { escapeLine } from "../../report/escape.js";
import { gitDirty } from "../git.js";

export interface GuardOptions {
	readonly allowDirty: boolean;
	readonly allowNoVcs: boolean;
}

/** Throws `dirty` with the files, as cargo lists them. */
export function guard(
	root: string,
	paths: readonly string[],
	{ allowDirty, allowNoVcs }: GuardOptions,
): void {
	if (paths.length === 0) return;
	const dirty = gitDirty(root, paths);
	if (dirty === null) {
		if (allowNoVcs) return;
		throw new OnepathError(
			"dirty",
			"the tree is not in git, which could show and revert the changes; pass --allow-no-vcs to write all the same (onepath undo reverts a run, too)",
		);
	}
	if (dirty.length === 0 || allowDirty) return;
	const list = dirty.map(
		({ path, state }) => `  * ${escapeLine(path)} (${state})`,
	);
	throw new OnepathError(
		"dirty",
		[
			"files to change have uncommitted changes; commit them, or pass --allow-dirty to write all the same:",
			...list,
		].join("\n"),
		{ dirty },
	);
}
