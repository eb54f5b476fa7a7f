/** What disks, systems and other people do to a write: every file stays whole, and the exit code says what happened. */
import { spawnSync } from "node:child_process";
import {
	chmodSync,
	chownSync,
	existsSync,
	linkSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { hashBytes } from "../../../scripts/driver/hash.js";
import { listRuns, newRunId } from "../../../scripts/driver/write/journal.js";
import { write } from "../../../scripts/driver/write/writer.js";
import { compile } from "../support/compiled.js";
import {
	type Files,
	RULE,
	SMALL,
	treeOf,
	type Workspace,
	workspace,
} from "../support/workspace.js";

let cli = "";
beforeAll(() => {
	cli = join(compile(), "scripts/cli.js");
}, 60_000);

const APP = SMALL["src/app.ts"] as string;
const MOVED = APP.replace("legacy", "manager");
const isRoot = process.getuid?.() === 0;
const never = () => null;
const litter = (root: string) =>
	(readdirSync(root, { recursive: true }) as string[]).filter((name) =>
		name.endsWith(".onepath-tmp"),
	);
/** The command in a shell that was limited first. */
const limited = (limit: string, root: string, ...argv: string[]) =>
	spawnSync(
		"sh",
		["-c", `${limit}; exec "$@"`, "sh", process.execPath, cli, ...argv],
		{
			cwd: root,
			encoding: "utf8",
		},
	);

describe("a full disk", () => {
	/** A folder on a disk of its own, or null where none can be mounted. */
	const mounted = (size: string): string | null => {
		if (!isRoot) return null;
		const folder = mkdtempSync(join(tmpdir(), "onepath-disk-"));
		const { status } = spawnSync("mount", [
			"-t",
			"tmpfs",
			"-o",
			`size=${size}`,
			"tmpfs",
			folder,
		]);
		return status === 0 ? folder : null;
	};
	const onDisk = (size: string, work: (folder: string) => void): void => {
		const folder = mounted(size);
		if (folder === null) {
			process.stderr.write(
				"SKIPPED: no disk of a fixed size can be mounted here\n",
			);
			return;
		}
		try {
			for (const [path, text] of Object.entries(SMALL)) {
				mkdirSync(join(folder, path, ".."), { recursive: true });
				writeFileSync(join(folder, path), text);
			}
			work(folder);
		} finally {
			spawnSync("umount", [folder]);
			rmSync(folder, { recursive: true, force: true });
		}
	};
	const migrate = [
		"migrate",
		...RULE,
		"--root",
		".",
		"--write",
		"--allow-no-vcs",
		"-q",
		"--diff",
		"none",
	];

	test("is seen before anything is written", () => {
		onDisk("128k", (folder) => {
			const big = `${APP}${"// filler\n".repeat(4000)}`;
			writeFileSync(join(folder, "src/app.ts"), big);
			const before = treeOf(folder);
			const { status, stderr } = limited(":", folder, ...migrate);
			expect(stderr).toMatch(
				/nothing is written: that takes \S+ KiB on the disk of .*, and \S+ KiB are free/,
			);
			expect(status).toBe(3);
			expect(treeOf(folder)).toEqual(before);
			expect(readdirSync(join(folder, ".onepath/runs"))).toEqual([]);
		});
	});

	test("that fills up meanwhile leaves each file whole, and says so; with room again --resume finishes", async () => {
		const folder = mounted("1m");
		if (folder === null) {
			process.stderr.write(
				"SKIPPED: no disk of a fixed size can be mounted here\n",
			);
			return;
		}
		try {
			const old = "old\n".repeat(8000);
			const now = "new!\n".repeat(8000);
			for (const name of ["a", "b", "c"])
				writeFileSync(join(folder, name), old);
			writeFileSync(join(folder, "goes"), old);
			const before = hashBytes(Buffer.from(old));
			const { done, failed, run } = await write({
				root: folder,
				command: "test",
				operations: [
					...["a", "b", "c"].map((path) => ({
						path,
						before,
						content: Buffer.from(now),
						mode: null,
					})),
					{ path: "n/ew", before: null, content: Buffer.from(now), mode: null },
					{ path: "goes", before, content: null, mode: null },
				],
				interrupted: never,
				step: (about) => {
					// Somebody else takes the rest of the disk after the first file.
					if (about === "read b")
						spawnSync("sh", [
							"-c",
							'head -c 2000000 /dev/zero > "$1/filler"',
							"sh",
							folder,
						]);
				},
			});
			expect(done).toEqual(["a", "goes"]);
			expect(failed).toEqual(
				["b", "c", "n/ew"].map((path) => ({
					path,
					message: "the disk is full (ENOSPC)",
				})),
			);
			rmSync(join(folder, "filler"));
			expect(
				[...treeOf(folder)].map(([path, bytes]) => [
					path,
					bytes.toString() === (path === "a" ? now : old),
				]),
			).toEqual([
				["a", true],
				["b", true],
				["c", true],
			]);
			expect(litter(folder)).toEqual([]);
			const { status, stderr } = limited(":", folder, "undo", run);
			expect({ status, stderr }).toMatchObject({ status: 0 });
			expect(
				[...treeOf(folder).values()].every((bytes) => bytes.toString() === old),
			).toBe(true);
		} finally {
			spawnSync("umount", [folder]);
			rmSync(folder, { recursive: true, force: true });
		}
	});

	test("a limit on the size of files: the journal can't be written, and nothing is", () => {
		const big = `${APP}${"// filler\n".repeat(4000)}`;
		const space = workspace({ ...SMALL, "src/app.ts": big });
		// Blocks of 512 bytes; the signal has to be ignored for the system to give an error instead.
		const { status, stderr } = limited(
			"trap '' XFSZ; ulimit -f 16",
			space.root,
			...migrate,
		);
		expect(stderr).toContain(
			"the journal can't be written: the file is larger than this process may write (EFBIG)",
		);
		expect(status).toBe(3);
		expect(space.text("src/app.ts")).toBe(big);
		expect(litter(space.root)).toEqual([]);
		expect(readdirSync(space.at(".onepath/runs"))).toEqual([]);
	});
});

describe("a file that somebody edits", () => {
	const editing = (at: string) => {
		const space = workspace({ "a.py": "old\n", "b.py": "old\n" });
		const operations = ["a.py", "b.py"].map((path) => ({
			path,
			before: hashBytes(Buffer.from("old\n")),
			content: Buffer.from("new\n"),
			mode: null,
		}));
		const ran = write({
			root: space.root,
			command: "test",
			operations,
			interrupted: never,
			step: (about) => {
				if (about === at) space.put({ "a.py": "mine\n" });
			},
		});
		return { space, ran };
	};

	test.each(["begin the record"])(
		"at %j stops the run before it starts",
		async (at) => {
			const { space, ran } = editing(at);
			await expect(ran).rejects.toMatchObject({ code: "stale" });
			expect([space.text("a.py"), space.text("b.py")]).toEqual([
				"mine\n",
				"old\n",
			]);
		},
	);

	test.each([
		"commit the record",
		"read a.py",
		"open the new a.py",
		"write the new a.py",
		"sync the new a.py",
		"look at a.py again",
	])("at %j keeps what was typed; the rest is done", async (at) => {
		const { space, ran } = editing(at);
		const { done, failed } = await ran;
		expect({ done, failed: failed.map(({ path }) => path) }).toEqual({
			done: ["b.py"],
			failed: ["a.py"],
		});
		expect(space.text("a.py")).toBe("mine\n");
		expect(litter(space.root)).toEqual([]);
	});

	test("that a plan would make, made by somebody else at the last moment", async () => {
		const space = workspace({});
		const { failed } = await write({
			root: space.root,
			command: "test",
			operations: [
				{
					path: "n/a.py",
					before: null,
					content: Buffer.from("new"),
					mode: null,
				},
			],
			interrupted: never,
			step: (about) => {
				if (about === "link n/a.py") space.put({ "n/a.py": "mine" });
			},
		});
		expect(failed).toEqual([
			{ path: "n/a.py", message: "exists already (EEXIST)" },
		]);
		expect(space.text("n/a.py")).toBe("mine");
		expect(litter(space.root)).toEqual([]);
	});

	test("vanishes while it is written (git checkout): it is not made again", async () => {
		const space = workspace({ "a.py": "old\n" });
		const { done, failed } = await write({
			root: space.root,
			command: "test",
			operations: [
				{
					path: "a.py",
					before: hashBytes(Buffer.from("old\n")),
					content: Buffer.from("new\n"),
					mode: null,
				},
			],
			interrupted: never,
			step: (about) => {
				if (about === "look at a.py again") rmSync(space.at("a.py"));
			},
		});
		expect({ done, failed: failed.length }).toEqual({ done: [], failed: 1 });
		expect(existsSync(space.at("a.py"))).toBe(false);
	});
});

describe("kinds of files", () => {
	const migrated = (
		files: Files,
		make: (space: Workspace) => void = () => {},
	) => {
		const space = workspace({ ...SMALL, ...files });
		make(space);
		return space
			.run("migrate", ...RULE, "--write", "--allow-dirty")
			.then((ran) => ({ space, ...ran }));
	};

	(isRoot ? test : test.skip)("the owner stays", async () => {
		const { space, code } = await migrated({}, (space) =>
			chownSync(space.at("src/app.ts"), 1234, 2345),
		);
		expect(code).toBe(0);
		const { uid, gid } = statSync(space.at("src/app.ts"));
		expect({ uid, gid, text: space.text("src/app.ts") }).toEqual({
			uid: 1234,
			gid: 2345,
			text: MOVED,
		});
	});

	test("links are not followed: one in the tree, one out of it, one to nowhere, a loop", async () => {
		const outside = workspace({ "far.ts": APP }, { git: false });
		const { space, code, stderr } = await migrated(
			{ "src/real.ts": APP },
			(space) => {
				symlinkSync("real.ts", space.at("src/link.ts"));
				symlinkSync(outside.at("far.ts"), space.at("src/far.ts"));
				symlinkSync("nowhere.ts", space.at("src/dangling.ts"));
				symlinkSync(".", space.at("src/loop"));
				symlinkSync(outside.root, space.at("src/out"));
			},
		);
		expect(code).toBe(0);
		expect(stderr).toContain("2 of 2 files written");
		expect([space.text("src/real.ts"), space.text("src/app.ts")]).toEqual([
			MOVED,
			MOVED,
		]);
		expect(outside.text("far.ts")).toBe(APP);
	});

	test("hard links and read-only files are skipped with the reason, and change nothing about the exit code", async () => {
		const { space, code, stderr } = await migrated(
			{ "src/linked.ts": APP, "src/locked.ts": APP },
			(space) => {
				linkSync(space.at("src/linked.ts"), space.at("src/other.ts"));
				chmodSync(space.at("src/locked.ts"), 0o444);
			},
		);
		expect(code).toBe(0);
		expect(stderr).toMatch(/skipped +3 {2}\(2 hard link, 1 read-only\)/);
		expect(space.text("src/linked.ts")).toBe(APP);
		expect(space.text("src/locked.ts")).toBe(APP);
	});

	test("line ends of every kind, a byte order mark, no end of line: only the import's bytes differ", async () => {
		const import_ = 'import { Manager } from "./legacy.js";';
		const texts: Files = {
			"src/crlf.ts": `${import_}\r\nnew Manager();\r\n`,
			"src/mixed.ts": `// a\r\n${import_}\n// b\r\nnew Manager();\n`,
			"src/bom.ts": `\ufeff${import_}\nnew Manager();\n`,
			"src/bare.ts": `${import_} new Manager()`,
			"src/odd.ts": `#!/usr/bin/env node\n${import_}\n\tnew Manager(); // \u2028 \f\n`,
		};
		const { space, code } = await migrated(texts);
		expect(code).toBe(0);
		for (const [path, text] of Object.entries(texts))
			expect(space.text(path)).toBe(String(text).replace("legacy", "manager"));
	});

	test("bytes that are no UTF-8, NULs and UTF-16 are left byte for byte", async () => {
		const odd: Files = {
			"src/latin.ts": Buffer.concat([
				Buffer.from(APP),
				Buffer.from([0x2f, 0x2f, 0xe9, 0x0a]),
			]),
			"src/nul.ts": Buffer.concat([Buffer.from(APP), Buffer.from([0])]),
			"src/wide.ts": Buffer.from(`\ufeff${APP}`, "utf16le"),
		};
		const { space, code } = await migrated(odd);
		expect(code).toBe(0);
		expect(space.text("src/app.ts")).toBe(MOVED);
		// A stray byte is kept where it stands; what is no text is not touched.
		expect(space.bytes("src/latin.ts").toString("latin1")).toBe(
			`${MOVED}//\xe9\n`,
		);
		for (const path of ["src/nul.ts", "src/wide.ts"])
			expect(space.bytes(path)).toEqual(odd[path]);
	});
});

test("few open files are enough for many to be written, and too few to start with change nothing", () => {
	const space = workspace({
		...SMALL,
		...Object.fromEntries(
			Array.from({ length: 300 }, (_, i) => [`src/f${i}.ts`, APP]),
		),
	});
	const migrate = ["migrate", ...RULE, "--write", "--diff", "none"];
	for (const few of [24, 64]) {
		const none = limited(`ulimit -n ${few}`, space.root, ...migrate);
		expect(none.status).not.toBe(0);
		expect(space.git("status", "--porcelain").stdout).toBe("");
	}
	const { status, stderr } = limited("ulimit -n 256", space.root, ...migrate);
	expect(stderr).toContain("301 of 301 files written");
	expect(status).toBe(0);
});

describe("two at once", () => {
	test("the second writer is refused while the first is at work, and both trees are whole", async () => {
		const space = workspace(SMALL);
		let second: { code: number; stderr: string } | null = null;
		await write({
			root: space.root,
			command: "first",
			operations: [
				{
					path: "src/app.ts",
					before: hashBytes(Buffer.from(APP)),
					content: Buffer.from(MOVED),
					mode: null,
				},
			],
			interrupted: never,
			step: (about) => {
				if (about !== "read src/app.ts") return;
				const ran = limited(
					":",
					space.root,
					"migrate",
					...RULE,
					"--write",
					"-q",
				);
				second = { code: ran.status ?? -1, stderr: ran.stderr };
			},
		});
		expect(second).toMatchObject({
			code: 3,
			stderr: expect.stringContaining("another run is writing here"),
		});
		expect(space.text("src/app.ts")).toBe(MOVED);
		expect(listRuns(space.at(".onepath"))).toHaveLength(1);
	});
});

describe("the journal", () => {
	test("that can't be made blocks the write", async () => {
		const space = workspace({ ...SMALL, ".onepath/runs": "a file\n" });
		const { code, stderr } = await space.run(
			"migrate",
			...RULE,
			"--write",
			"-q",
		);
		expect(code).toBe(3);
		expect(stderr).toContain("nothing is changed without a journal");
		expect(space.text("src/app.ts")).toBe(APP);
	});

	test("torn in mid-line is read up to there, and finished", async () => {
		const space = workspace({ ...SMALL, "src/b.ts": APP });
		let asked = 0;
		const { run } = await write({
			root: space.root,
			command: "test",
			operations: ["src/app.ts", "src/b.ts"].map((path) => ({
				path,
				before: hashBytes(Buffer.from(APP)),
				content: Buffer.from(MOVED),
				mode: null,
			})),
			interrupted: () => (asked++ === 0 ? null : "SIGINT"),
		});
		const journal = `.onepath/runs/${run}/journal.ndjson`;
		space.put({ [journal]: space.text(journal).slice(0, -9) });
		expect((await space.run("runs")).stdout).toContain("0 of 2 files  stopped");
		expect((await space.run("apply", "--resume")).code).toBe(0);
		expect(space.text("src/b.ts")).toBe(MOVED);
		expect((await space.run("runs")).stdout).toContain(
			"1 of 2 files  complete",
		);
		expect((await space.run("undo")).code).toBe(0);
		expect([space.text("src/app.ts"), space.text("src/b.ts")]).toEqual([
			APP,
			APP,
		]);
	});

	test("of another version is neither undone nor resumed, and is named as such", async () => {
		const id = newRunId(new Date());
		const record = {
			version: 99,
			id,
			command: "x",
			started: "",
			files: [{ path: "src/app.ts" }],
		};
		const space = workspace({
			...SMALL,
			[`.onepath/runs/${id}/plan.json`]: JSON.stringify(record),
		});
		for (const argv of [
			["undo", id],
			["apply", "--resume"],
		])
			expect((await space.run(...argv)).code).toBe(2);
		expect((await space.run("undo", id)).stderr).toContain(
			"another version of onepath",
		);
		expect((await space.run("migrate", ...RULE, "--write", "-q")).code).toBe(0);
	});

	test("whose bytes are lost keeps a resume from starting", async () => {
		const space = workspace({ ...SMALL, "src/b.ts": APP });
		const { run } = await write({
			root: space.root,
			command: "test",
			operations: [
				{
					path: "src/b.ts",
					before: hashBytes(Buffer.from(APP)),
					content: Buffer.from(MOVED),
					mode: null,
				},
			],
			interrupted: () => "SIGINT",
		});
		space.put({ [`.onepath/runs/${run}/images`]: "" });
		const { code, stderr } = await space.run("apply", "--resume");
		expect({ code, text: space.text("src/b.ts") }).toEqual({
			code: 3,
			text: APP,
		});
		expect(stderr).toContain("the bytes of src/b.ts are lost");
	});

	test("with hostile paths undoes and sweeps nothing outside of the tree", async () => {
		const outside = workspace({ "victim.txt": "mine" }, { git: false });
		const space = workspace(SMALL);
		const id = newRunId(new Date());
		const path = `../${outside.root.split("/").at(-1)}/victim.txt`;
		space.put({
			[`.onepath/runs/${id}/plan.json`]: JSON.stringify({
				version: 3,
				id,
				command: "x",
				started: "",
				plan: null,
				files: [
					{
						path,
						before: null,
						after: hashBytes(Buffer.from("mine")),
						mode: null,
						owner: null,
					},
				],
				makes: [`../${outside.root.split("/").at(-1)}`],
				empties: [],
				images: [],
			}),
		});
		const { code } = await space.run("undo");
		expect(code).toBe(4);
		expect(outside.text("victim.txt")).toBe("mine");
	});
});
