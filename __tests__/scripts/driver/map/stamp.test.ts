/** What a file looks like, and when that is not enough to know it by. */
import {
	mkdtempSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import {
	sameStamp,
	stampAt,
	stampOf,
} from "../../../../scripts/driver/map/stamp.js";

const folder = mkdtempSync(join(tmpdir(), "onepath-stamp-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "a.py");
const soon = () => Date.now() + 10_000;

test("a file that was changed just now is not known by its looks", () => {
	writeFileSync(file, "one");
	expect(stampOf(file)).toBeNull();
	expect(stampOf(file, soon())).not.toBeNull();
	expect(stampOf(join(folder, "gone"), soon())).toBeNull();
});

test("the same file looks the same; a change of the same size with its time set back does not", () => {
	writeFileSync(file, "one");
	const before = stampOf(file, soon());
	expect(sameStamp(before, stampOf(file, soon()))).toBe(true);
	const { atime, mtime } = statSync(file);
	writeFileSync(file, "two");
	utimesSync(file, atime, mtime);
	expect(sameStamp(before, stampOf(file, soon()))).toBe(false);
	expect(sameStamp(null, null)).toBe(false);
});

test("stamps lie in a table one after the other", () => {
	const table = [1, 2, 3, 4, -1, 0, 0, 0];
	expect(stampAt(table, 0)).toEqual([1, 2, 3, 4]);
	expect(stampAt(table, 1)).toBeNull();
});
