/**
 * Which files onepath leaves alone by policy, and why. All of them may be read for a proof; none is changed
 * unless the user names it (or its directory) on the command line.
 */

import { lstatSync } from "node:fs";

/** Directories that hold installed packages, tools' data, our reports, copies: never listed, whatever git says. */
const STORES: ReadonlySet<string> = new Set([
	".git",
	".hg",
	".jj",
	".svn",
	".onepath",
	".venv",
	".tox",
	".nox",
	".yarn",
	"__pycache__",
	"node_modules",
	"onepath-report",
	"site-packages",
]);

export function isStoreName(name: string): boolean {
	return STORES.has(name);
}

const IN_STORE = new RegExp(
	`(?:^|/)(?:${[...STORES].join("|").replaceAll(".", "\\.")})(?:/|$)`,
);

export function isInStore(path: string): boolean {
	return IN_STORE.test(path);
}

/** Directories of other people's sources: listed, since they are importable, and not changed. */
const VENDORED =
	/(?:^|\/)(?:vendor|vendored|_vendor|third[-_]party|bower_components)\//;

/** A header says so in a comment near the top; code that prints such a header is not generated itself. */
const HEADER_LENGTH = 1024;
const GENERATED =
	/^\s*(?:#|\/\/|\/?\*|<!--|;|--).*(?:@generated\b|\bDO NOT EDIT\b)/m;

/** One line of code that no person writes: a bundle, or data. */
const BUNDLE_SIZE = 1 << 20;
const BUNDLE_LINE = 5_000;

/** Nothing larger is searched or read. */
export const SIZE_LIMIT = 64 << 20;

/** Why such a file is skipped. */
export const TOO_LARGE = `larger than ${SIZE_LIMIT >> 20} MiB`;

/** Is it one line of code that no person writes? Too costly to parse for what it can hold. */
export function isBundle(text: string): boolean {
	return text.length >= BUNDLE_SIZE && text.length / lines(text) >= BUNDLE_LINE;
}

/** Why a file with changes is not edited: `vendored`, `generated`, or null. */
export function unedited(path: string, text: string): string | null {
	if (VENDORED.test(path)) return "vendored";
	return GENERATED.test(text.slice(0, HEADER_LENGTH)) ? "generated" : null;
}

/** Why the file system speaks against editing a file, or null. */
export function unwritable(file: string): string | null {
	const stat = lstatSync(file);
	if (!stat.isFile()) return "not a regular file";
	if (stat.nlink > 1) return "hard link";
	return (stat.mode & 0o222) === 0 ? "read-only" : null;
}

/** As git sees it: by its owner. False for a file that is not there. */
export function isExecutable(file: string): boolean {
	const stat = lstatSync(file, { throwIfNoEntry: false });
	return ((stat?.mode ?? 0) & 0o100) !== 0;
}

function lines(text: string): number {
	let count = 1;
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1))
		count++;
	return count;
}
