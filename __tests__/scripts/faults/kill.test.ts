/** SIGKILL, at each step of the writer and at any time: each file is old or new, a resume finishes, an undo restores. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { compile } from "../support/compiled.js";
import {
	directories,
	expectAll,
	expectOldOrNew,
	NEW,
	noted,
	OLD,
	runProgram,
	startProgram,
	tree,
	type Work,
	writeProgram,
} from "./writer-child.js";

let compiled = "";
beforeAll(() => {
	compiled = compile();
}, 60_000);

describe("a kill at each step", () => {
	const work: Work = new Map([
		["a.py", [OLD, NEW]],
		["deep/b.sh", [OLD, NEW]],
		["gone.py", [OLD, null]],
		["new/in/folders/c.py", [null, NEW]],
		["new/d.py", [null, ""]],
	]);

	test("leaves nothing half, is finished by --resume and taken back by undo", async () => {
		const program = writeProgram(compiled, work);
		const whole = tree(work);
		const before = directories(whole);
		const steps = runProgram(program, whole)?.steps ?? 0;
		expectAll(whole, work, "after");
		expect(steps).toBeGreaterThan(35);
		const partial = new Set<number>();
		for (let stop = 0; stop < steps; stop++) {
			const space = tree(work);
			expect(runProgram(program, space, String(stop))).toBeNull();
			const { done } = expectOldOrNew(space, work);
			partial.add(done);
			const resumed = await space.run("apply", "--resume");
			if (resumed.code === 2 && done < work.size) {
				// Before its record was whole there was no run, and nothing had been touched.
				expectAll(space, work, "before");
				expect(runProgram(program, space)?.failed).toEqual([]);
			} else if (resumed.code !== 0 && resumed.code !== 2)
				throw new Error(`step ${stop}: ${resumed.stderr}`);
			expectAll(space, work, "after");
			expect((await space.run("undo")).code).toBe(0);
			expectAll(space, work, "before");
			expect(directories(space)).toEqual(before);
		}
		// Stops were before, between and after all of the files.
		expect([...partial].sort()).toEqual([0, 1, 2, 3, 4, 5]);
	}, 120_000);

	test("undo takes back what a killed run got done, without a resume", async () => {
		const program = writeProgram(compiled, work);
		const steps = runProgram(program, tree(work))?.steps ?? 0;
		for (const part of [0.3, 0.5, 0.7, 0.9]) {
			const space = tree(work);
			runProgram(program, space, String(Math.floor(steps * part)));
			expect((await space.run("undo")).code).toBe(0);
			expectAll(space, work, "before");
			expect((await space.run("apply", "--resume")).code).toBe(2);
		}
	}, 60_000);
});

test("a kill at a random time over 2,000 files", async () => {
	const work: Work = new Map(
		Array.from(
			{ length: 2000 },
			(_, i): [string, [string | null, string | null]] => {
				const path = `d${i % 40}/f${i}.py`;
				if (i % 10 === 8) return [path, [OLD, null]];
				return [path, i % 10 === 9 ? [null, NEW] : [OLD, NEW]];
			},
		),
	);
	const program = writeProgram(compiled, work);
	const covered: string[] = [];
	for (const last of [false, true]) {
		const space = tree(work);
		const { child, gone } = startProgram(program, space);
		const stop = Math.floor(Math.random() * 1900);
		while (noted(space) < stop && child.exitCode === null)
			await new Promise((later) => setTimeout(later, 2));
		child.kill("SIGKILL");
		await gone;
		const { done } = expectOldOrNew(space, work);
		covered.push(`${done} of ${work.size} files`);
		const { code, stderr } = await space.run("apply", "--resume");
		// It may have come to its end before the signal did.
		if (code !== 0 && done < work.size)
			throw new Error(`${covered.at(-1)}: ${stderr}`);
		expectAll(space, work, "after");
		if (!last) continue;
		expect((await space.run("undo")).code).toBe(0);
		expectAll(space, work, "before");
	}
	process.stderr.write(`killed after ${covered.join(", and after ")}\n`);
}, 120_000);
