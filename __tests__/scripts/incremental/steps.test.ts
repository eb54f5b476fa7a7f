/** Writing in steps: asked one by one, judged by a command, committed in parts. */
import { chmodSync, existsSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { listRuns, progressOf } from "../../../scripts/driver/write/journal.js";
import {
	type Files,
	RULE,
	SMALL,
	type Workspace,
	workspace,
} from "../support/workspace.js";

const APP = SMALL["src/app.ts"] as string;
const MOVED = APP.replace("legacy", "manager");
const MANY: Files = {
	...SMALL,
	"src/b.ts": APP,
	"src/c.ts": APP,
	"lib/d.ts": APP.replace("./", "../src/"),
};
const NAMES = ["lib/d.ts", "src/app.ts", "src/b.ts", "src/c.ts"];
const moved = (space: Workspace) =>
	NAMES.filter((name) => space.text(name).includes("manager.js"));
const GROUP: Files = {
	"app/__init__.py": "",
	"app/canonical.py": "class Hub:\n    pass\n",
	"app/legacy.py": "from app.canonical import Hub\n",
	"app/a_free.py": "from app.legacy import Hub\n\nHub()\n",
	"app/consumer.py":
		"from app import legacy\n\n\ndef run():\n    return legacy.Hub()\n",
	"tests/test_consumer.py":
		'from unittest.mock import patch\n\n\n@patch("app.legacy.Hub")\ndef test_it(hub):\n    pass\n',
};
const GROUP_RULE = ["--from", "app.legacy", "--to", "app.canonical"];

/** A workspace in which git knows who commits. */
function repository(files: Files): Workspace {
	const space = workspace(files);
	space.git("config", "user.name", "t");
	space.git("config", "user.email", "t@example.org");
	return space;
}
const subjects = (space: Workspace) =>
	space
		.git("log", "--format=%s", "--reverse")
		.stdout.trim()
		.split("\n")
		.slice(1);

describe("--interactive", () => {
	const asked = async (answers: string, ...argv: string[]) => {
		const space = workspace(MANY);
		const ran = await space.runWith(answers, "migrate", ...RULE, "-i", ...argv);
		return { space, ran, moved: moved(space) };
	};

	test.each([
		["y\nn\ny\nn\n", ["lib/d.ts", "src/b.ts"]],
		["y\nq\n", ["lib/d.ts"]],
		["n\ny\n", ["src/app.ts"]],
		["", []],
		["y", ["lib/d.ts"]],
		["a\nd\na\nd\n", ["lib/d.ts", "src/b.ts"]],
		["Yes\nno\nq\n", ["lib/d.ts"]],
	])("the answers %j write %j", async (answers, expected) => {
		const { moved, ran } = await asked(answers);
		expect({ moved, code: ran.code }).toEqual({ moved: expected, code: 0 });
	});

	test("shows each change and its number, explains the letters, and asks again", async () => {
		const { ran } = await asked("?\nx\ny\nq\n");
		expect(ran.stdout).toBe("");
		expect(ran.stderr).toContain(
			'+import { Manager } from "../src/manager.js";\n',
		);
		expect(
			ran.stderr.match(/\(1\/4\) Apply this change \[y,n,q,a,d,\?\]\? /g),
		).toHaveLength(3);
		expect(ran.stderr).toContain(
			"q  leave it and all that follow; what was accepted is written",
		);
		expect(ran.stderr).toContain("declined");
		expect(ran.stderr).toMatch(/skipped +3 {2}\(3 declined when asked\)/);
	});

	test("a and d speak for the rest of a file", async () => {
		const twice = `${APP}export { Manager as Again } from "./legacy.js";\n`;
		for (const [answers, count] of [
			["a\nq\n", 2],
			["d\nq\n", 0],
			["y\nn\nq\n", 1],
		] as const) {
			const space = workspace({
				...SMALL,
				"src/app.ts": twice,
				"src/z.ts": APP,
			});
			await space.runWith(answers, "migrate", ...RULE, "-i");
			expect(space.text("src/app.ts").match(/manager\.js/g) ?? []).toHaveLength(
				count,
			);
			expect(space.text("src/z.ts")).toBe(APP);
		}
	});

	test("asks once for a group, and writes all of it or nothing", async () => {
		for (const [answer, whole] of [
			["y", true],
			["n", false],
		] as const) {
			const space = workspace(GROUP);
			const { stderr } = await space.runWith(
				`n\n${answer}\n`,
				"migrate",
				...GROUP_RULE,
				"-i",
			);
			expect(stderr).toContain("(2/2) Apply");
			expect(space.text("app/a_free.py")).toContain("app.legacy");
			expect(space.text("app/consumer.py").includes("canonical")).toBe(whole);
			expect(
				space.text("tests/test_consumer.py").includes("app.canonical"),
			).toBe(whole);
		}
	});

	test("excludes what writes nothing, and a second reader of standard input", async () => {
		for (const flag of [
			["--check"],
			["--plan-out", "x"],
			["--files-from", "-"],
		])
			expect(
				(
					await workspace(SMALL).runWith(
						"y\n",
						"migrate",
						...RULE,
						"-i",
						...flag,
					)
				).code,
			).toBe(2);
	});
});

describe("--verify", () => {
	const verified = async (files: Files, command: string, ...argv: string[]) => {
		const space = repository(files);
		const ran = await space.run(
			"migrate",
			...RULE,
			"--write",
			"--verify",
			command,
			...argv,
		);
		return { space, ran, moved: moved(space) };
	};
	/** Fails while any of these files is moved. */
	const without = (...names: string[]) =>
		names.map((name) => `! grep -q manager ${name}`).join(" && ");

	test("that passes keeps everything, and runs once, with the run's id", async () => {
		const { space, ran, moved } = await verified(
			MANY,
			'echo "$ONEPATH_RUN" >> ran.txt',
		);
		expect({ code: ran.code, moved }).toEqual({ code: 0, moved: NAMES });
		const [run] = listRuns(space.at(".onepath"));
		expect(space.text("ran.txt")).toBe(`${run}\n`);
		expect(ran.stderr).toContain("verify  4 files changed: passes\n");
		expect(progressOf(space.at(".onepath"), run as string)).toMatchObject({
			done: 4,
			ended: true,
		});
	});

	test.each([[["src/b.ts"]], [["lib/d.ts", "src/c.ts"]], [NAMES]])(
		"that fails with %j puts these back, keeps the rest, and names them",
		async (bad) => {
			const { space, ran, moved } = await verified(
				MANY,
				`echo judged; ${without(...bad)}`,
			);
			expect({ code: ran.code, moved }).toEqual({
				code: 4,
				moved: NAMES.filter((name) => !bad.includes(name)),
			});
			for (const name of bad)
				expect(ran.stderr).toContain(
					`--verify fails (exit 1) with ${name}, the smallest set; put back`,
				);
			expect(ran.stderr).toContain("judged\n");
			expect(ran.stderr).toMatch(new RegExp(`failed +${bad.length}`));
			// One run, and undoing it takes all of it back; where all was put back, no run is left to undo.
			expect(listRuns(space.at(".onepath"))).toHaveLength(1);
			expect((await space.run("undo")).code).toBe(bad === NAMES ? 2 : 0);
			expect(space.git("status", "--porcelain").stdout).toBe("");
		},
	);

	test("that fails without the changes, too, writes nothing", async () => {
		const { ran, moved } = await verified(MANY, "exit 3");
		expect({ code: ran.code, moved }).toEqual({ code: 3, moved: [] });
		expect(ran.stderr).toContain(
			"--verify fails without the changes, too (exit 3); they are put back",
		);
	});

	test("keeps or puts back a group whole", async () => {
		const space = workspace(GROUP);
		const { code, stderr } = await space.run(
			"migrate",
			...GROUP_RULE,
			"--write",
			"--verify",
			"! grep -q canonical tests/test_consumer.py",
		);
		expect(code).toBe(4);
		expect(stderr).toContain(
			"with app/consumer.py, tests/test_consumer.py, the smallest set",
		);
		expect(space.text("app/a_free.py")).toContain("app.canonical");
		expect(space.text("app/consumer.py")).toBe(GROUP["app/consumer.py"]);
	});

	test("that edits what was written stops the search, and whose bytes they are is not guessed", async () => {
		const { space, ran } = await verified(
			MANY,
			"echo '// mine' >> src/b.ts; exit 1",
		);
		expect(ran.code).toBe(4);
		expect(ran.stderr).toContain("  src/b.ts was changed after the run");
		expect(space.text("src/b.ts")).toBe(`${MOVED}// mine\n`);
		expect((await space.run("undo")).code).toBe(4);
		expect(moved(space)).toEqual(["src/b.ts"]);
	});

	test("asks for --write", async () => {
		expect(
			(await workspace(SMALL).run("migrate", ...RULE, "--verify", "true")).code,
		).toBe(2);
	});
});

describe("--create-commits", () => {
	test("writes, and commits each top directory with a message for a reviewer", async () => {
		const space = repository(MANY);
		const { code, stderr } = await space.run(
			"migrate",
			...RULE,
			"--create-commits",
		);
		expect(code).toBe(0);
		expect(subjects(space)).toEqual([
			"Move imports to their canonical paths in lib",
			"Move imports to their canonical paths in src",
		]);
		expect(space.git("status", "--porcelain").stdout).toBe("");
		expect(space.git("log", "-1", "--format=%B").stdout.trimEnd()).toBe(
			[
				"Move imports to their canonical paths in src",
				"",
				"  src/legacy.ts -> src/manager.ts",
				"",
				"3 references in 3 files: 3 proven.",
				"",
				"Shapes:",
				"  import {X} from L -> import {X} from C  (3)",
			].join("\n"),
		);
		expect(stderr).toMatch(
			/commit [0-9a-f]{7,} {2}lib, 1 file\n.*commit [0-9a-f]{7,} {2}src, 3 files/,
		);
		expect(stderr).toMatch(/revert git revert [0-9a-f]{7,} [0-9a-f]{7,}/);
	});

	test("by owner, where there is a CODEOWNERS; nobody's files have a commit, too", async () => {
		const space = repository({
			...MANY,
			CODEOWNERS: "/src/ @acme/web\n/src/b.ts @acme/b @acme/web\n",
		});
		await space.run(
			"migrate",
			...RULE,
			"--create-commits",
			"--commit-by",
			"owner",
		);
		expect(subjects(space)).toEqual([
			"Move imports to their canonical paths in files of @acme/b @acme/web",
			"Move imports to their canonical paths in files of @acme/web",
			"Move imports to their canonical paths in files of nobody",
		]);
		const plain = repository(MANY);
		const { stderr } = await plain.run(
			"migrate",
			...RULE,
			"--create-commits",
			"--commit-by",
			"owner",
		);
		expect(stderr).toContain(
			"there is no CODEOWNERS; commits are by directory",
		);
		expect(subjects(plain)).toHaveLength(2);
	});

	test("keeps a group in one commit", async () => {
		const space = repository(GROUP);
		await space.run("migrate", ...GROUP_RULE, "--create-commits");
		expect(subjects(space)).toHaveLength(1);
		expect(
			space.git("show", "--name-only", "--format=").stdout.trim().split("\n"),
		).toEqual(["app/a_free.py", "app/consumer.py", "tests/test_consumer.py"]);
	});

	test("refuses staged changes, dirty files, a merge under way, no git; and writes nothing", async () => {
		const states: readonly ((space: Workspace) => void)[] = [
			(space) => {
				space.put({ "other.txt": "x" });
				space.git("add", "other.txt");
			},
			(space) => space.put({ "src/b.ts": `${APP}// mine\n` }),
			(space) =>
				space.put({ ".git/MERGE_HEAD": space.git("rev-parse", "HEAD").stdout }),
		];
		for (const make of states) {
			const space = repository(MANY);
			make(space);
			const { code } = await space.run("migrate", ...RULE, "--create-commits");
			expect({ code, moved: moved(space) }).toEqual({ code: 3, moved: [] });
			expect(subjects(space)).toEqual([]);
		}
		const outside = workspace(MANY, { git: false });
		expect(
			(
				await outside.run(
					"migrate",
					...RULE,
					"--create-commits",
					"--allow-no-vcs",
				)
			).code,
		).toBe(3);
		const both = await repository(MANY).run(
			"migrate",
			...RULE,
			"--create-commits",
			"--allow-dirty",
		);
		expect(both.code).toBe(2);
	});

	test("leaves untouched files alone, also those that are dirty or new", async () => {
		const space = repository({ ...MANY, "notes.txt": "1\n" });
		space.put({ "notes.txt": "2\n", "new.txt": "x\n" });
		expect((await space.run("migrate", ...RULE, "--create-commits")).code).toBe(
			0,
		);
		expect(space.git("status", "--porcelain").stdout).toBe(
			" M notes.txt\n?? new.txt\n",
		);
	});

	test("runs no hook", async () => {
		const space = repository(MANY);
		for (const hook of [
			"pre-commit",
			"commit-msg",
			"post-commit",
			"prepare-commit-msg",
		]) {
			space.put({
				[`.git/hooks/${hook}`]: `#!/bin/sh\ntouch ${space.root}/trace\nexit 1\n`,
			});
			chmodSync(space.at(`.git/hooks/${hook}`), 0o755);
		}
		expect((await space.run("migrate", ...RULE, "--create-commits")).code).toBe(
			0,
		);
		expect(existsSync(space.at("trace"))).toBe(false);
	});

	test("refuses where a filter of the repository would have to run", async () => {
		const space = repository({
			...MANY,
			".gitattributes": "*.ts filter=own\n",
		});
		space.git("config", "filter.own.clean", `touch ${space.root}/trace; cat`);
		const { code, stderr } = await space.run(
			"migrate",
			...RULE,
			"--create-commits",
		);
		expect({ code, moved: moved(space) }).toEqual({ code: 3, moved: [] });
		expect(stderr).toContain(
			"a filter of the repository's own config would run",
		);
		expect(existsSync(space.at("trace"))).toBe(false);
	});

	test("commits what --verify kept", async () => {
		const space = repository(MANY);
		const { code } = await space.run(
			"migrate",
			...RULE,
			"--create-commits",
			"--verify",
			"! grep -q manager src/b.ts",
		);
		expect(code).toBe(4);
		expect(
			space.git("show", "--name-only", "--format=").stdout.trim().split("\n"),
		).toEqual(["src/app.ts", "src/c.ts"]);
		expect(space.git("status", "--porcelain").stdout).toBe("");
	});
});
