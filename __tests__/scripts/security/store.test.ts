/**
 * A `.onepath` that came with the tree: nothing of it leads a write out of the tree, and what is no record stops no
 * command.
 */
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { hashBytes } from "../../../scripts/driver/hash.js";
import { newRunId } from "../../../scripts/driver/write/journal.js";
import {
	RULE,
	SMALL,
	type Workspace,
	workspace,
} from "../support/workspace.js";

const APP = SMALL["src/app.ts"] as string;
const WRITE = ["migrate", ...RULE, "--write", "-q", "--diff", "none"];

describe("a link", () => {
	const linked = (name: string, victim: string) => {
		const outside = workspace({ victim: "mine\n" }, { git: false });
		mkdirSync(outside.at("folder"));
		const space = workspace(SMALL);
		mkdirSync(space.at(".onepath"));
		symlinkSync(outside.at(victim), space.at(`.onepath/${name}`));
		return { outside, space };
	};

	test.each([
		[".gitignore", "victim"],
		["runs", "folder"],
		["cache", "folder"],
	])("called %s is not written through", async (name, victim) => {
		const { outside, space } = linked(name, victim);
		const { code, stderr } = await space.run(...WRITE);
		expect(code).toBe(3);
		expect(stderr).toContain(`has a symbolic link called ${name}`);
		expect(space.text("src/app.ts")).toBe(APP);
		expect((await space.run("map")).code).toBe(0);
		expect([...outside.tree()].map(([path]) => path)).toEqual(["victim"]);
		expect(outside.text("victim")).toBe("mine\n");
	});

	test("called as the lock would be is not written through", async () => {
		for (const name of [`lock.${process.pid}.new`, "lock"]) {
			const { outside, space } = linked(name, "victim");
			const { code } = await space.run(...WRITE);
			expect(code).toBe(name === "lock" ? 3 : 0);
			expect(outside.text("victim")).toBe("mine\n");
		}
	});

	test("in a record is not appended to", async () => {
		const outside = workspace({ victim: "mine\n" }, { git: false });
		const space = workspace(SMALL);
		const id = record(space, {});
		symlinkSync(
			outside.at("victim"),
			space.at(`.onepath/runs/${id}/journal.ndjson`),
		);
		const undone = await space.run("undo");
		expect(undone.code).toBe(4);
		expect(undone.stderr).toContain("its journal can't be written");
		expect((await space.run("apply", "--resume", "--root", ".")).code).toBe(3);
		expect(outside.text("victim")).toBe("mine\n");
	});

	test("to a folder is no run, and nothing is swept or taken away behind one", async () => {
		const outside = workspace(
			{ ".x.py.20260101-000000000-abcd.onepath-tmp": "mine" },
			{ git: false },
		);
		mkdirSync(outside.at("empty"));
		const space = workspace(SMALL);
		symlinkSync(outside.root, space.at("out"));
		const id = "20260101-000000000-abcd";
		record(space, {
			id,
			files: [file("out/x.py")],
			makes: ["out/empty"],
			empties: ["out/empty"],
		});
		await space.run("undo", id);
		await space.run("apply", "--resume");
		await space.run(...WRITE);
		expect([...outside.tree().keys()]).toHaveLength(1);
		expect(() => mkdirSync(outside.at("empty"))).toThrow("EEXIST");

		rmSync(space.at(`.onepath/runs/${id}`), { recursive: true });
		symlinkSync(outside.at("empty"), space.at(`.onepath/runs/${id}`));
		expect((await space.run("runs")).stdout).not.toContain(id);
	});
});

describe("a record", () => {
	test.each([
		["without files", { files: undefined }],
		["with files that are none", { files: [null] }],
		["with a path that is none", { files: [{ ...file("a"), path: 1 }] }],
		["with a mode that is none", { files: [{ ...file("a"), mode: "0777" }] }],
		["with an owner that is none", { files: [{ ...file("a"), owner: [0] }] }],
		["with places out of reach", { images: [["x", -1, 1e12]] }],
		["with a command that is none", { command: { toString: 1 } }],
	])("%s is no run, and no other is in its way", async (_name, more) => {
		const space = workspace(SMALL);
		const id = record(space, more);
		for (const argv of [
			["undo", id],
			["apply", "--resume"],
		]) {
			const { code, stderr } = await space.run(...argv);
			expect({ code, stderr }).toEqual({
				code: 2,
				stderr: expect.not.stringContaining("internal error"),
			});
		}
		expect((await space.run(...WRITE)).code).toBe(0);
		expect((await space.run("runs")).stdout).not.toContain(id);
	});

	test("whose journal holds lines of anything is read all the same", async () => {
		const space = workspace(SMALL);
		await space.run(...WRITE);
		const [id] = (await space.run("runs")).stdout.split(" ");
		const journal = `.onepath/runs/${id}/journal.ndjson`;
		space.put({
			[journal]: `null\n1\n"x"\n[]\n${space.text(journal)}{"path":{}}\n`,
		});
		expect((await space.run("runs")).stdout).toContain("complete");
		expect((await space.run("undo")).code).toBe(0);
		expect(space.text("src/app.ts")).toBe(APP);
	});

	test("with control codes shows them", async () => {
		const space = workspace(SMALL);
		record(space, { command: "\u001b[2J", started: "\u001b]0;x\u0007" });
		const { stdout } = await space.run("runs");
		expect(stdout).toContain("\\x1b[2J");
		expect(stdout).not.toContain("\u001b");
	});
});

function file(path: string): object {
	return {
		path,
		before: null,
		after: hashBytes(Buffer.from("")),
		mode: null,
		owner: null,
	};
}

/** Puts a record into the tree that differs from a sound one in this; its id. */
function record(space: Workspace, more: object): string {
	const sound = {
		version: 3,
		id: newRunId(new Date()),
		command: "x",
		started: "",
		plan: null,
		files: [
			{
				...file("src/app.ts"),
				before: hashBytes(Buffer.from("")),
				after: hashBytes(Buffer.from(APP)),
			},
		],
		makes: [],
		empties: [],
		images: [[hashBytes(Buffer.from("")), 0, 0]],
	};
	const { id } = { ...sound, ...more };
	space.put({
		[`.onepath/runs/${id}/plan.json`]: JSON.stringify({ ...sound, ...more }),
		[`.onepath/runs/${id}/images`]: "",
	});
	return id;
}
