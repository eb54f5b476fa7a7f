/**
 * How a file looks without being read: size, times of its last changes, number on the disk. A file that looks as
 * it did when it was read is taken to be the same, by the rule of git's index and a stricter one: whoever changes
 * a file twice within one tick of the clock leaves the same times, so a file that was changed shortly before it
 * was looked at has no stamp, and the next run reads it again.
 *
 *   mtime 12:00:00.1, looked at 12:00:00.9     no stamp
 *   mtime 11:59:00.1, looked at 12:00:00.9     a stamp
 *
 * The time of the change (ctime) can't be set by programs, so a tool that restores mtime is seen all the same.
 */
import { lstatSync } from "node:fs";

/** Size in bytes, mtime and ctime in milliseconds with their fraction, inode. */
export type Stamp = readonly [
	size: number,
	mtime: number,
	ctime: number,
	inode: number,
];

/** Above the coarsest tick in use (FAT: two seconds). */
const SETTLED_MS = 2_500;

/** Null where the file is gone, or changed too shortly ago to be known by its looks. */
export function stampOf(path: string, now = Date.now()): Stamp | null {
	const stat = lstatSync(path, { throwIfNoEntry: false });
	if (!stat) return null;
	const { size, mtimeMs, ctimeMs, ino } = stat;
	return now - Math.max(mtimeMs, ctimeMs) < SETTLED_MS
		? null
		: [size, mtimeMs, ctimeMs, ino];
}

export const sameStamp = (a: Stamp | null, b: Stamp | null): boolean =>
	a !== null && b !== null && a.every((value, i) => value === b[i]);

/** The stamp at a place of a table of stamps; null where it has none. */
export function stampAt(table: readonly number[], at: number): Stamp | null {
	const [size = -1, mtime = 0, ctime = 0, inode = 0] = table.slice(
		at * 4,
		at * 4 + 4,
	);
	return size < 0 ? null : [size, mtime, ctime, inode];
}
