/**
 * Ctrl-C during a write, at a chosen call of the file system: the first signal lets the file under way be finished, the
 * second ends the process at once; both leave a run that `--resume` finishes and `undo` takes back.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { compile } from "../support/compiled.js";
import {
	type Entry,
	expectAll,
	expectOldOrNew,
	NEW,
	OLD,
	SHIM,
	tree,
	type Work,
	writePlan,
} from "./writer-child.js";

let cli = "";
beforeAll(() => {
	cli = join(compile(), "scripts/cli.js");
}, 60_000);

const work: Work = new Map([
	...Array.from({ length: 6 }, (_, i): Entry => [`a${i}.py`, [OLD, NEW]]),
	...([
		["gone.py", [OLD, null]],
		["new/n.py", [null, NEW]],
	] as Entry[]),
]);
const BESIDE = ["plan.json"];

/** Applies the plan, with the signal at these calls. */
function applied(faults: object) {
	const space = tree(work);
	writePlan(space, work);
	const { status, signal, stderr } = spawnSync(
		process.execPath,
		["--require", SHIM, cli, "apply", "plan.json", "--allow-no-vcs"],
		{
			cwd: space.root,
			encoding: "utf8",
			env: {
				...process.env,
				ONEPATH_FAULTS: JSON.stringify({ root: space.root, ...faults }),
			},
		},
	);
	const { done } = expectOldOrNew(space, work, BESIDE);
	return { space, status, signal, stderr, done };
}

describe.each([
	["SIGINT", 130],
	["SIGTERM", 143],
] as const)("%s", (action, code) => {
	test("once: the file under way is finished, and what was done is said", async () => {
		const { space, status, stderr, done } = applied({
			action,
			at: 2,
			only: ["rename"],
		});
		expect(status).toBe(code);
		// A busy machine hands the signal over one file later.
		expect([3, 4]).toContain(done);
		expect(stderr).toContain(
			`${done} of 8 files written, stopped by ${action}; onepath apply --resume finishes`,
		);
		expect([...space.tree().keys()].join()).not.toContain("onepath-tmp");
		expect((await space.run("apply", "--resume")).code).toBe(0);
		expectAll(space, work, "after", BESIDE);
		expect((await space.run("undo")).code).toBe(0);
		expectAll(space, work, "before", BESIDE);
	}, 60_000);

	test("twice: it ends at once, and every file is whole", async () => {
		const { space, status, signal, done } = applied({
			action,
			at: 4,
			times: 2,
			only: ["sync", "rename"],
		});
		expect({ status, signal }).toEqual({ status: code, signal: null });
		expect([2, 3]).toContain(done);
		expect((await space.run("apply", "--resume")).code).toBe(0);
		expectAll(space, work, "after", BESIDE);
		expect((await space.run("undo")).code).toBe(0);
		expectAll(space, work, "before", BESIDE);
	}, 60_000);
});
