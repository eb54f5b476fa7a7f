/** The writer: every file is the old one or the new one, whatever happens, and can be had back. */
import { spawn } from "node:child_process";
import {
	chmodSync,
	existsSync,
	linkSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { hashBytes } from "../../../../scripts/driver/hash.js";
import {
	listRuns,
	progressOf,
	readRun,
} from "../../../../scripts/driver/write/journal.js";
import type { Operation } from "../../../../scripts/driver/write/replace.js";
import { undoRun } from "../../../../scripts/driver/write/undo.js";
import { write } from "../../../../scripts/driver/write/writer.js";
import { type Workspace, workspace } from "../../support/workspace.js";

const hash = (text: string) => hashBytes(Buffer.from(text));
const edit = (path: string, before: string, after: string): Operation => ({
	path,
	before: hash(before),
	content: Buffer.from(after),
	mode: null,
});
const never = () => null;
const writing = (
	{ root }: Workspace,
	operations: readonly Operation[],
	interrupted: () => "SIGINT" | null = never,
) => write({ root, command: "test", operations, interrupted });
const store = ({ root }: Workspace) => join(root, ".onepath");
const litter = ({ root }: Workspace) =>
	(readdirSync(root, { recursive: true }) as string[]).filter((name) =>
		name.endsWith(".onepath-tmp"),
	);

describe("what is written", () => {
	test("an edit, a new file in a new folder, and a file that goes", async () => {
		const space = workspace({ "a.py": "old\n", "gone.py": "bye\n" });
		const { done, failed } = await writing(space, [
			edit("a.py", "old\n", "new\n"),
			{
				path: "n/e/w.py",
				before: null,
				content: Buffer.from("hi\n"),
				mode: null,
			},
			{ path: "gone.py", before: hash("bye\n"), content: null, mode: null },
		]);
		expect({ done, failed }).toEqual({
			done: ["a.py", "n/e/w.py", "gone.py"],
			failed: [],
		});
		expect(
			[...space.tree()].map(([path, bytes]) => [path, bytes.toString()]),
		).toEqual([
			["a.py", "new\n"],
			["n/e/w.py", "hi\n"],
		]);
		expect(statSync(space.at("n/e/w.py")).mode & 0o777).toBe(0o644);
	});

	test.each([0o640, 0o755, 0o4755, 0o600])(
		"keeps the mode %o",
		async (mode) => {
			const space = workspace({ "a.py": "old" });
			chmodSync(space.at("a.py"), mode);
			await writing(space, [edit("a.py", "old", "new")]);
			expect(statSync(space.at("a.py")).mode & 0o7777).toBe(mode);
		},
	);

	test("the store is for its owner alone, and git does not see it", async () => {
		const space = workspace({ "a.py": "old" });
		const { run } = await writing(space, [edit("a.py", "old", "new")]);
		expect(space.git("status", "--porcelain").stdout).toBe(" M a.py\n");
		expect(
			statSync(join(store(space), "runs", run, "images")).mode & 0o077,
		).toBe(0);
		expect(statSync(store(space)).mode & 0o077).toBe(0);
	});
});

describe("what is refused", () => {
	test("everything, when one file is stale", async () => {
		const space = workspace({ "a.py": "old", "b.py": "edited since" });
		await expect(
			writing(space, [
				edit("a.py", "old", "new"),
				edit("b.py", "old", "new"),
				edit("c.py", "old", "new"),
			]),
		).rejects.toMatchObject({
			code: "stale",
			message: expect.stringContaining(
				"b.py changed since it was read\n  c.py is gone",
			),
		});
		expect(space.text("a.py")).toBe("old");
	});

	test("a file that a plan would make and that is there", async () => {
		const space = workspace({ "a.py": "mine" });
		await expect(
			writing(space, [
				{ path: "a.py", before: null, content: Buffer.from("x"), mode: null },
			]),
		).rejects.toMatchObject({ code: "stale" });
	});

	const odd: readonly (readonly [
		string,
		string,
		(space: Workspace) => void,
	])[] = [
		[
			"a hard link",
			"is a hard link",
			(space) => linkSync(space.at("a.py"), space.at("other.py")),
		],
		[
			"a read-only file",
			"is read-only",
			(space) => chmodSync(space.at("a.py"), 0o444),
		],
		[
			"a symbolic link",
			"is a symbolic link",
			(space) => {
				writeFileSync(space.at("target.py"), "old");
				rmSync(space.at("a.py"));
				symlinkSync("target.py", space.at("a.py"));
			},
		],
		[
			"a directory",
			"is not a regular file",
			(space) => {
				rmSync(space.at("a.py"));
				mkdirSync(space.at("a.py"));
			},
		],
	];
	test.each(odd)("%s, and the rest is done", async (_name, message, make) => {
		const space = workspace({ "a.py": "old", "b.py": "old" });
		make(space);
		const { done, failed } = await writing(space, [
			edit("a.py", "old", "new"),
			edit("b.py", "old", "new"),
		]);
		expect(done).toEqual(["b.py"]);
		expect(failed).toEqual([
			{ path: "a.py", message: expect.stringContaining(message) },
		]);
		if (!statSync(space.at("a.py")).isDirectory())
			expect(space.text("a.py")).toBe("old");
	});

	test("a path behind a linked directory, also one inside the root", async () => {
		const space = workspace({ "real/a.py": "old" });
		symlinkSync("real", space.at("link"));
		const { failed } = await writing(space, [edit("link/a.py", "old", "new")]);
		expect(failed).toEqual([
			{ path: "link/a.py", message: "lies behind a symbolic link" },
		]);
	});

	test.each([
		"../x.py",
		"/etc/x.py",
		"a/../../x.py",
		".git/hooks/pre-commit",
		".onepath/lock",
		"",
		"a//b.py",
		"a\0b",
	])("the path %j", async (path) => {
		const space = workspace({ "a.py": "old" });
		const { failed } = await writing(space, [
			{ path, before: null, content: Buffer.from("x"), mode: null },
		]);
		expect(failed).toEqual([{ path, message: "is not a path of the tree" }]);
	});

	test("a store that is a link, and one that can't be made", async () => {
		const space = workspace({ "a.py": "old" });
		symlinkSync("/nowhere", space.at(".onepath"));
		await expect(
			writing(space, [edit("a.py", "old", "new")]),
		).rejects.toMatchObject({ code: "locked" });
		expect(space.text("a.py")).toBe("old");
	});
});

describe("the lock", () => {
	const locked = (content: string) => {
		const space = workspace({ "a.py": "old", ".onepath/lock": content });
		return { space, ran: writing(space, [edit("a.py", "old", "new")]) };
	};

	test("of a living process holds", async () => {
		const { hostname } = await import("node:os");
		const { space, ran } = locked(
			JSON.stringify({ pid: process.pid, host: hostname() }),
		);
		await expect(ran).rejects.toMatchObject({
			code: "locked",
			message: expect.stringContaining(String(process.pid)),
		});
		expect(space.text("a.py")).toBe("old");
	});

	test("of another machine, or of nobody known, holds", async () => {
		await expect(
			locked('{"pid":1,"host":"elsewhere"}').ran,
		).rejects.toMatchObject({ code: "locked" });
		await expect(locked("").ran).rejects.toMatchObject({ code: "locked" });
	});

	test("of a process that is gone is taken over, and given back at the end", async () => {
		const { hostname } = await import("node:os");
		const child = spawn(process.execPath, ["-e", ""]);
		await new Promise((done) => child.on("exit", done));
		const { space, ran } = locked(
			JSON.stringify({ pid: child.pid, host: hostname() }),
		);
		expect((await ran).done).toEqual(["a.py"]);
		expect(existsSync(space.at(".onepath/lock"))).toBe(false);
	});
});

describe("a stop", () => {
	test("by a signal ends after the file under way, and says so", async () => {
		const space = workspace({ "a.py": "old", "b.py": "old" });
		let asked = 0;
		const result = await writing(
			space,
			[edit("a.py", "old", "new"), edit("b.py", "old", "new")],
			() => (asked++ === 0 ? null : "SIGINT"),
		);
		expect(result).toMatchObject({ done: ["a.py"], interrupted: "SIGINT" });
		expect(space.text("b.py")).toBe("old");
		expect(progressOf(store(space), result.run)).toMatchObject({
			done: 1,
			ended: false,
		});
	});

	test("leaves temporary files that the next run sweeps, and only those", async () => {
		const space = workspace({
			"a.py": "old",
			"b.py": "old",
			".mine.onepath-tmp": "mine",
		});
		const { run } = await writing(
			space,
			[edit("a.py", "old", "new")],
			() => "SIGINT",
		);
		writeFileSync(space.at(`.a.py.${run}.onepath-tmp`), "half");
		await writing(space, [edit("b.py", "old", "new")]);
		expect(litter(space)).toEqual([".mine.onepath-tmp"]);
	});
});

describe("undo", () => {
	const undone = async (space: Workspace, run: string) => {
		const record = readRun(store(space), run);
		if (!record) throw new Error(`no record of ${run}`);
		return undoRun(space.root, record, never);
	};

	test("brings back edits, deletions with their mode, and takes new files away; and can be undone", async () => {
		const space = workspace({ "a.py": "old", "gone.sh": "bye" });
		chmodSync(space.at("gone.sh"), 0o750);
		const before = space.tree();
		const { run } = await writing(space, [
			edit("a.py", "old", "new"),
			{ path: "n.py", before: null, content: Buffer.from("hi"), mode: null },
			{ path: "gone.sh", before: hash("bye"), content: null, mode: null },
		]);
		const after = space.tree();
		const { run: taken } = await undone(space, run);
		expect(space.tree()).toEqual(before);
		expect(statSync(space.at("gone.sh")).mode & 0o777).toBe(0o750);
		await undone(space, taken as string);
		expect(space.tree()).toEqual(after);
		expect(listRuns(store(space))).toHaveLength(3);
	});

	test("keeps what somebody changed since, and what is damaged in the store", async () => {
		const space = workspace({
			"a.py": "1",
			"b.py": "2",
			"c.py": "3",
			"d.py": "4",
		});
		const { run } = await writing(space, [
			edit("a.py", "1", "x"),
			edit("b.py", "2", "x"),
			edit("c.py", "3", "x"),
			edit("d.py", "4", "x"),
		]);
		space.put({ "b.py": "mine", "d.py": "4" });
		const images = join(store(space), "runs", run, "images");
		writeFileSync(images, readFileSync(images, "latin1").replace("3", "?"));
		const { done, restored, left } = await undone(space, run);
		expect({ done, restored }).toEqual({
			done: ["a.py"],
			restored: ["d.py"],
		});
		expect(left.map(({ path, message }) => `${path} ${message}`)).toEqual([
			"b.py was changed after the run",
			"c.py its bytes before the run are lost or damaged",
		]);
	});

	test("a record that is torn is no run", async () => {
		const space = workspace({
			"a.py": "1",
			".onepath/runs/20260101-000000-abcdef/plan.json": '{"version":1,',
		});
		expect(listRuns(store(space))).toEqual([]);
		expect(readRun(store(space), "../../x")).toBeNull();
	});
});
