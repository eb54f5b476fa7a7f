/**
 * SIGKILL at each call of the file system that the writer makes, and at any time: each file is old or new, a resume
 * finishes, an undo restores. The process is really killed (`fault-shim.cjs`).
 */
import { beforeAll, describe, expect, test } from "@jest/globals";
import {
	listRuns,
	progressOf,
	readRun,
} from "../../../scripts/driver/write/journal.js";
import { compile } from "../support/compiled.js";
import {
	directories,
	type Entry,
	expectAll,
	expectOldOrNew,
	NEW,
	noted,
	OLD,
	runProgram,
	startProgram,
	tree,
	twoAtATime,
	type Work,
	writeProgram,
} from "./writer-child.js";

let compiled = "";
beforeAll(() => {
	compiled = compile();
}, 60_000);

const seconds = (since: number) => ((Date.now() - since) / 1000).toFixed(1);

describe("a kill at each call", () => {
	const work: Work = new Map([
		...Array.from(
			{ length: 10 },
			(_, i): Entry => [`src/edit${i}.py`, [OLD, NEW]],
		),
		...([
			["deep/er/script.sh", [OLD, NEW]],
			["gone.py", [OLD, null]],
			["deep/gone.sh", [OLD, null]],
			["deep/gone.py", [OLD, null]],
			["new/in/folders/c.py", [null, NEW]],
			["new/in/folders/d.py", [null, NEW]],
			["new/e.py", [null, ""]],
			["deep/f.py", [null, NEW]],
		] as Entry[]),
	]);

	test("leaves nothing half, is finished by --resume and taken back by undo", async () => {
		const start = Date.now();
		const program = writeProgram(compiled, work);
		const whole = tree(work);
		const before = directories(whole);
		const calls = (await runProgram(program, whole))?.calls ?? [];
		expectAll(whole, work, "after");
		expect(calls.length).toBeGreaterThanOrEqual(200);

		const partial = new Set<number>();
		let resumes = 0;
		await twoAtATime([...calls.keys()], async (at) => {
			const space = tree(work);
			expect(await runProgram(program, space, at)).toBeNull();
			const { done } = expectOldOrNew(space, work);
			partial.add(done);
			for (const id of listRuns(space.at(".onepath"))) {
				expect(readRun(space.at(".onepath"), id)).not.toBeNull();
				expect(progressOf(space.at(".onepath"), id).done).toBeLessThanOrEqual(
					done,
				);
			}
			const resumed = await space.run("apply", "--resume");
			if (resumed.code === 0) resumes++;
			else if (resumed.code !== 2)
				throw new Error(`call ${at} (${calls[at]}): ${resumed.stderr}`);
			else if (done < work.size) {
				// Before its record was whole there was no run, and nothing had been touched.
				expectAll(space, work, "before");
				expect((await runProgram(program, space))?.failed).toEqual([]);
			}
			expectAll(space, work, "after");
			expect((await space.run("undo")).code).toBe(0);
			expectAll(space, work, "before");
			expect(directories(space)).toEqual(before);
		});
		// Kills were before, between and after all of the files.
		expect([...partial].sort((a, b) => a - b)).toEqual([
			...Array.from({ length: work.size + 1 }, (_, i) => i),
		]);
		process.stderr.write(
			`killed at each of ${calls.length} calls over ${work.size} files (${resumes} resumed, all undone) in ${seconds(start)} s\n`,
		);
	}, 300_000);

	test("undo takes back what a killed run got done, without a resume", async () => {
		const program = writeProgram(compiled, work);
		const calls = (await runProgram(program, tree(work)))?.calls.length ?? 0;
		await twoAtATime([0.5, 0.6, 0.7, 0.8, 0.9], async (part) => {
			const space = tree(work);
			expect(
				await runProgram(program, space, Math.floor(calls * part)),
			).toBeNull();
			expect((await space.run("undo")).code).toBe(0);
			expectAll(space, work, "before");
			expect((await space.run("apply", "--resume")).code).toBe(2);
		});
	}, 60_000);
});

test("a kill at a random time over 2,000 files", async () => {
	const start = Date.now();
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
	const covered: number[] = [];
	const space = tree(work);
	// Anywhere, the record included; undone with a resume and without.
	for (const resumed of [true, false]) {
		const runs = listRuns(space.at(".onepath")).length;
		const { child, gone } = startProgram(program, space);
		const stop = Math.floor(Math.random() * 1900);
		while (noted(space, runs) < stop && child.exitCode === null)
			await new Promise((later) => setTimeout(later, 10));
		child.kill("SIGKILL");
		await gone;
		const { done } = expectOldOrNew(space, work);
		covered.push(done);
		const last = listRuns(space.at(".onepath")).at(-1) as string;
		if (resumed) {
			const { code, stderr } = await space.run("apply", "--resume");
			// It may have come to its end before the signal did.
			if (code !== 0 && done < work.size) throw new Error(`${done}: ${stderr}`);
			expectAll(space, work, "after");
		}
		expect((await space.run("undo", last)).code).toBe(0);
		expectAll(space, work, "before");
	}
	process.stderr.write(
		`killed after ${covered.join(", ")} of ${work.size} files in ${seconds(start)} s\n`,
	);
}, 240_000);
