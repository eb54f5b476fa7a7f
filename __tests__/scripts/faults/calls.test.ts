/**
 * One call of the file system fails, each in turn, those that only look among them: the command ends with the code
 * that says what happened and with no bug's message, every file is old or new, and the same again finishes. All in
 * one process (`fault-shim.cjs`), which an error that nobody handles would end.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { compile } from "../support/compiled.js";
import {
	expectAll,
	expectOldOrNew,
	NEW,
	OLD,
	SHIM,
	tree,
	type Work,
	writePlan,
} from "./writer-child.js";

let compiled = "";
beforeAll(() => {
	compiled = compile();
}, 60_000);

const work: Work = new Map([
	["a.py", [OLD, NEW]],
	["deep/b.sh", [OLD, NEW]],
	["gone.py", [OLD, null]],
	["new/c.py", [null, NEW]],
]);

interface Ran {
	readonly code: number;
	readonly stderr: string;
	readonly calls: readonly string[];
}

/** Runs command lines in one process, each in a folder and under its faults. */
function run(
	jobs: readonly {
		readonly root: string;
		readonly argv: readonly string[];
		readonly faults: object;
		readonly platform?: string;
	}[],
): readonly Ran[] {
	const program = join(compiled, "faulty-commands.mjs");
	const input = join(compiled, "faulty-commands.json");
	writeFileSync(input, JSON.stringify(jobs));
	writeFileSync(
		program,
		`import { readFileSync } from "node:fs";
import { main } from ${JSON.stringify(join(compiled, "scripts/cli.js"))};
const ran = [];
for (const { root, argv, faults, platform } of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
	const real = process.platform;
	if (platform) Object.defineProperty(process, "platform", { value: platform });
	let stderr = "";
	globalThis.faults.begin({ root, ...faults });
	const code = await main(argv, {
		cwd: root, env: {}, stdout: { write() {} }, stderr: { write: (text) => { stderr += text; } },
	});
	const calls = globalThis.faults.end();
	Object.defineProperty(process, "platform", { value: real });
	ran.push({ code, stderr, calls });
}
console.log(JSON.stringify(ran));
`,
	);
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		["--require", SHIM, program, input],
		{ encoding: "utf8", maxBuffer: 1 << 28 },
	);
	if (status !== 0) throw new Error(stderr);
	return JSON.parse(stdout);
}

const APPLY = ["apply", "plan.json", "--allow-no-vcs"];
const planned = () => {
	const space = tree(work);
	writePlan(space, work);
	return space;
};

describe("a call that fails", () => {
	test.each([
		["EIO", 2],
		["EACCES", 7],
		["EMFILE", 7],
		["ENOSPC", 5],
	])(
		"with %s, at every place (each %d.): the files are whole, the code is right, and a second run finishes",
		async (action, each) => {
			const start = Date.now();
			const [clean] = run([
				{ root: planned().root, argv: APPLY, faults: { looks: true } },
			]);
			const places = [...(clean as Ran).calls.keys()].filter(
				(at) => at % each === 0,
			);
			expect(places.length).toBeGreaterThan(100 / each);
			const spaces = places.map(planned);
			const ran = run(
				spaces.flatMap(({ root }, i) => [
					{
						root,
						argv: APPLY,
						faults: { looks: true, at: places[i], action },
					},
				]),
			);
			const codes = new Map<number, number>();
			for (const [i, { code, stderr }] of ran.entries()) {
				const where = `${action} at call ${places[i]}, ${clean?.calls[places[i] as number]}`;
				const space = spaces[i] as ReturnType<typeof planned>;
				const { done } = expectOldOrNew(space, work, ["plan.json"]);
				codes.set(code, (codes.get(code) ?? 0) + 1);
				if (/internal error|\n {4}at /.test(stderr))
					throw new Error(`${where}: ${stderr}`);
				// Nothing was done (2: the plan could not be read), or all, or it is said what was not.
				const whole = done === work.size;
				if (code === 0 ? !whole : code === 4 ? false : done > 0)
					throw new Error(`${where}: ${code} with ${done} done: ${stderr}`);
				if (![0, 2, 3, 4].includes(code))
					throw new Error(`${where}: ${code}: ${stderr}`);
			}
			const again = run(
				spaces.map(({ root }) => ({ root, argv: APPLY, faults: {} })),
			);
			for (const [i, { code, stderr }] of again.entries()) {
				expect({ at: places[i], code, stderr }).toMatchObject({ code: 0 });
				expectAll(spaces[i] as ReturnType<typeof planned>, work, "after", [
					"plan.json",
				]);
			}
			process.stderr.write(
				`${action} at ${places.length} of ${clean?.calls.length} calls: exit ${[...codes].map(([code, count]) => `${code} ${count} times`).join(", ")}, in ${((Date.now() - start) / 1000).toFixed(1)} s\n`,
			);
		},
		120_000,
	);

	test("in an undo keeps every file whole, and the undo can be asked for again", async () => {
		const applied = () => {
			const space = planned();
			return { space, argv: ["undo"] };
		};
		const first = applied();
		run([{ root: first.space.root, argv: APPLY, faults: {} }]);
		const [clean] = run([
			{ root: first.space.root, argv: ["undo"], faults: { looks: true } },
		]);
		const places = [...(clean as Ran).calls.keys()].filter(
			(at) => at % 9 === 0,
		);
		const spaces = places.map(planned);
		run(spaces.map(({ root }) => ({ root, argv: APPLY, faults: {} })));
		const ids = run(
			spaces.map(({ root }, i) => ({
				root,
				argv: ["undo"],
				faults: { looks: true, at: places[i], action: "EIO" },
			})),
		);
		for (const [i, { stderr, code }] of ids.entries()) {
			expectOldOrNew(spaces[i] as ReturnType<typeof planned>, work, [
				"plan.json",
			]);
			expect({ at: clean?.calls[places[i] as number], stderr, code }).toEqual({
				at: expect.anything(),
				stderr: expect.not.stringMatching(/internal error/),
				code: expect.any(Number),
			});
		}
	}, 120_000);
});

test("a write that comes back short is seen: the file stays, no half of it is renamed", async () => {
	const space = planned();
	const [ran] = run([
		{
			root: space.root,
			argv: APPLY,
			faults: { at: 1, times: 99, action: "short", only: ["writeFile"] },
		},
	]);
	expect(ran?.code).toBe(4);
	expect(ran?.stderr).toMatch(
		/could not be written: only \d+ of \d+ bytes could be written/,
	);
	const { done } = expectOldOrNew(space, work, ["plan.json"]);
	expect(done).toBe(1);
});

describe("where a file that is open can't be renamed (Windows)", () => {
	const held = (times: number, platform?: string) => {
		const space = planned();
		const [ran] = run([
			{
				root: space.root,
				argv: APPLY,
				faults: { at: 0, times, action: "EPERM", only: ["rename"] },
				...(platform && { platform }),
			},
		]);
		const { done } = expectOldOrNew(space, work, ["plan.json"]);
		return { ...(ran as Ran), done };
	};

	test("it is tried again, and written when it is let go", () => {
		const { code, done, calls } = held(4, "win32");
		expect({ code, done }).toEqual({ code: 0, done: 4 });
		expect(calls.length).toBe(6);
	});

	test("a bounded number of times, then that file has failed, and keeps its bytes", () => {
		const { code, done, stderr, calls } = held(7, "win32");
		expect({ code, done, tries: calls.length }).toEqual({
			code: 4,
			done: 3,
			tries: 8,
		});
		expect(stderr).toContain("a.py could not be written: permission denied");
	});

	test("elsewhere the first answer counts", () => {
		const { code, done, calls } = held(1);
		expect({ code, done, tries: calls.length }).toEqual({
			code: 4,
			done: 3,
			tries: 2,
		});
	});
});
