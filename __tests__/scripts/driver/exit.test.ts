import { expect, test } from "@jest/globals";
import {
	EXIT,
	exitOf,
	exitOfRun,
	worst,
} from "../../../scripts/driver/exit.js";
import { OnepathError } from "../../../transforms/core/errors.js";

test.each([
	[[], 0],
	[[0, 1], 1],
	[[1, 3], 3],
	[[3, 4, 1], 4],
	[[4, 130], 130],
	[[4, 2, 130], 2],
])("the worst of %j is %d", (codes, code) => {
	expect(worst(codes)).toBe(code);
});

test("errors that block are 3, errors of use and of ours are 2", () => {
	expect(exitOf(new OnepathError("stale", ""))).toBe(EXIT.blocked);
	expect(exitOf(new OnepathError("config", ""))).toBe(EXIT.usage);
	expect(exitOf(new TypeError("a bug"))).toBe(EXIT.usage);
});

test("a failed file outweighs pending changes, a skipped one weighs nothing", () => {
	const skipped = {
		path: "a",
		status: "skipped",
		reason: "generated",
	} as const;
	const failed = { path: "b", status: "failed", reason: "gone" } as const;
	expect(exitOfRun({ outcomes: [skipped], written: null }, false)).toBe(
		EXIT.done,
	);
	expect(exitOfRun({ outcomes: [skipped], written: null }, true)).toBe(
		EXIT.gate,
	);
	expect(exitOfRun({ outcomes: [failed], written: null }, true)).toBe(
		EXIT.incomplete,
	);
});
