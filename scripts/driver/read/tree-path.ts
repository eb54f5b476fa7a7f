/**
 * Is a string a path that a plan may have: relative, below the root, in nobody's store? What a plan or a record
 * says is not trusted: it may come from somebody else, and be made to hit `../.bashrc` or `.git/hooks/pre-commit`.
 *
 *   isTreePath("src/a.ts")         true
 *   isTreePath("a/../../x")        false
 *   isTreePath(".GIT/config")      false: on some disks that is .git
 */
import { sep } from "node:path";
import { isStoreName } from "./policy.js";

/** `C:x` and `\\server\share` lead to other disks where there are such. */
const ELSEWHERE = /^(?:[A-Za-z]:|\\\\)/;

/** HFS+ does not see these characters in a name. */
const UNSEEN = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

export function isTreePath(path: string): boolean {
	if (path.includes("\0") || ELSEWHERE.test(path)) return false;
	const parts = path.split(sep === "\\" ? /[\\/]/ : "/");
	return parts.every(
		(part) => !["", ".", ".."].includes(part) && !isStore(part),
	);
}

function isStore(name: string): boolean {
	// Windows drops dots and blanks at the end of a name.
	const plain = name
		.replace(UNSEEN, "")
		.toLowerCase()
		.replace(/[. ]+$/, "");
	// NTFS' short name of .git, as git itself refuses it.
	return isStoreName(plain) || /^git~\d+$/.test(plain);
}
