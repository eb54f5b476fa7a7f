/** Which files a run changes: --since, --staged, --files-from, --max-files; and what a part can't do alone. */
import { describe, expect, test } from "@jest/globals";
import {
	type Files,
	RULE,
	SMALL,
	type Workspace,
	workspace,
} from "../support/workspace.js";

const APP = SMALL["src/app.ts"] as string;
const MANY: Files = {
	...SMALL,
	"src/b.ts": APP,
	"src/c.ts": APP,
	"src/d.ts": APP,
};

/** Paths that a dry run would change. */
async function changed(space: Workspace, ...argv: string[]): Promise<string[]> {
	const { stdout, code, stderr } = await space.run("migrate", ...RULE, ...argv);
	if (code !== 0) throw new Error(stderr);
	return (stdout.match(/^diff --git a\/(\S+)/gm) ?? []).map((line) =>
		line.replace(/.* a\//, ""),
	);
}

describe("--since", () => {
	test("covers what the branch changed, what is uncommitted, and what is new", async () => {
		const space = workspace(MANY);
		space.git("branch", "base");
		space.put({ "src/b.ts": `${APP}// mine\n` });
		space.git("commit", "-qam", "b");
		space.put({ "src/c.ts": `${APP}// mine\n`, "src/new.ts": APP });
		expect(await changed(space, "--since", "base")).toEqual([
			"src/b.ts",
			"src/c.ts",
			"src/new.ts",
		]);
		expect(await changed(space, "--since", "HEAD")).toEqual([
			"src/c.ts",
			"src/new.ts",
		]);
	});

	test("counts from where the branches parted, not from what the other did since", async () => {
		const space = workspace(MANY);
		space.git("checkout", "-qb", "mine");
		space.git("checkout", "-q", "-");
		space.put({ "src/b.ts": `${APP}// theirs\n` });
		space.git("commit", "-qam", "theirs");
		space.git("branch", "theirs");
		space.git("checkout", "-q", "mine");
		space.put({ "src/c.ts": `${APP}// mine\n` });
		expect(await changed(space, "--since", "theirs")).toEqual(["src/c.ts"]);
	});

	test("a root below the top of the repository, and a name with blanks", async () => {
		const space = workspace(
			Object.fromEntries(
				Object.entries({ ...MANY, "src/a b.ts": APP }).map(([path, text]) => [
					`web/${path}`,
					text,
				]),
			),
		);
		space.put({ "web/src/a b.ts": `${APP}//\n` });
		const { stdout } = await space.runIn(
			"web",
			"migrate",
			...RULE,
			"--root",
			".",
			"--since",
			"HEAD",
		);
		expect(stdout.match(/^diff .*/gm)).toEqual([
			"diff --git a/src/a b.ts b/src/a b.ts",
		]);
	});

	test.each(["nothing", "--output=x", "HEAD:src/app.ts"])(
		"%s names no commit",
		async (ref) => {
			const space = workspace(MANY);
			const { code, stderr } = await space.run(
				"migrate",
				...RULE,
				`--since=${ref}`,
			);
			expect({ code, stderr }).toEqual({
				code: 2,
				stderr: expect.stringContaining(`--since ${ref} names no commit`),
			});
			expect(space.tree().has("x")).toBe(false);
		},
	);
});

test("--staged covers what is staged", async () => {
	const space = workspace(MANY);
	space.put({ "src/b.ts": `${APP}// mine\n`, "src/c.ts": `${APP}// mine\n` });
	space.git("add", "src/b.ts");
	expect(await changed(space, "--staged")).toEqual(["src/b.ts"]);
	const outside = workspace(MANY, { git: false });
	expect((await outside.run("migrate", ...RULE, "--staged")).code).toBe(2);
});

describe("--files-from", () => {
	const from = async (space: Workspace, input: string) =>
		(
			await space.runWith(input, "migrate", ...RULE, "--files-from", "-")
		).stdout.match(/^diff .*/gm);
	const LINES = [
		"diff --git a/src/b.ts b/src/b.ts",
		"diff --git a/src/d.ts b/src/d.ts",
	];

	test("takes lines, lines of Windows, and NULs", async () => {
		const space = workspace(MANY);
		expect(await from(space, "src/d.ts\nsrc/b.ts\n")).toEqual(LINES);
		expect(await from(space, "src/d.ts\r\n\r\nsrc/b.ts")).toEqual(LINES);
		expect(await from(space, "src/d.ts\0src/b.ts\0")).toEqual(LINES);
	});

	test("a NUL-separated name may hold a line end", async () => {
		const space = workspace({ ...MANY, "src/a\nb.ts": APP });
		expect(await from(space, "src/a\nb.ts\0")).toEqual([
			'diff --git "a/src/a\\nb.ts" "b/src/a\\nb.ts"',
		]);
	});

	test("takes a file, and paths from the working directory", async () => {
		const space = workspace({ ...MANY, list: "b.ts\n../src/d.ts\ngone.ts\n" });
		const { stdout } = await space.runIn(
			"src",
			"migrate",
			...RULE,
			"--files-from",
			"../list",
		);
		expect(stdout.match(/^diff .*/gm)).toEqual(LINES);
	});

	test("an empty list changes nothing; a list that is not there, or leads out, is an error", async () => {
		const space = workspace(MANY);
		expect(await from(space, "")).toBeNull();
		expect(
			(await space.run("migrate", ...RULE, "--files-from", "none")).code,
		).toBe(2);
		expect(
			(
				await space.runWith(
					"/etc/passwd\n",
					"migrate",
					...RULE,
					"--files-from",
					"-",
				)
			).code,
		).toBe(2);
	});

	test("options that name files are joined by and", async () => {
		const space = workspace({ ...MANY, list: "src/b.ts\nsrc/c.ts\n" });
		space.put({ "src/c.ts": `${APP}//\n`, "src/d.ts": `${APP}//\n` });
		expect(
			await changed(space, "--since", "HEAD", "--files-from", "list"),
		).toEqual(["src/c.ts"]);
	});
});

describe("--max-files", () => {
	test("changes the first files, says what is left, and comes to an end", async () => {
		const space = workspace(MANY);
		expect(await changed(space, "--max-files", "3")).toEqual([
			"src/app.ts",
			"src/b.ts",
			"src/c.ts",
		]);
		const { stderr, code } = await space.run(
			"migrate",
			...RULE,
			"--max-files",
			"3",
			"--write",
		);
		expect(code).toBe(0);
		expect(stderr).toContain(
			"skipped    1  (1 left for a later run by --max-files 3)",
		);
		expect(stderr).toContain("deferred");
		expect(space.text("src/d.ts")).toBe(APP);
		space.git("commit", "-qam", "a part");
		await space.run("migrate", ...RULE, "--max-files", "3", "--write", "-q");
		expect(space.text("src/d.ts")).not.toBe(APP);
		expect(await changed(space, "--max-files", "3")).toEqual([]);
	});

	test.each(["0", "-1", "1.5", "x"])("%s is no number of files", async (n) => {
		expect(
			(await workspace(SMALL).run("migrate", ...RULE, `--max-files=${n}`)).code,
		).toBe(2);
	});
});

/** A test patches the name that a consumer reads: the string and the consumer move together or not at all. */
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

describe("a group", () => {
	test("is held back in a part, and says which files it needs", async () => {
		const space = workspace(GROUP);
		const whole = await space.run("migrate", ...GROUP_RULE);
		expect(whole.stdout.match(/^diff .*/gm)).toHaveLength(3);
		const { stdout, stderr } = await space.runWith(
			"app/a_free.py\napp/consumer.py\n",
			"migrate",
			...GROUP_RULE,
			"--files-from",
			"-",
		);
		expect(stdout.match(/^diff .*/gm)).toEqual([
			"diff --git a/app/a_free.py b/app/a_free.py",
		]);
		expect(stderr).toContain("right only together with tests/test_consumer.py");
	});

	test("counts whole for --max-files, and says so when it never fits", async () => {
		const space = workspace(GROUP);
		const one = await space.run("migrate", ...GROUP_RULE, "--max-files", "1");
		expect(one.stdout.match(/^diff .*/gm)).toEqual([
			"diff --git a/app/a_free.py b/app/a_free.py",
		]);
		expect(one.stderr).toContain(
			"app/consumer.py changes only together with 1 more, and --max-files 1 never lets them",
		);
		const two = await space.run("migrate", ...GROUP_RULE, "--max-files", "2");
		expect(two.stderr).not.toContain("never lets");
		const three = await space.run("migrate", ...GROUP_RULE, "--max-files", "3");
		expect(three.stdout.match(/^diff .*/gm)).toHaveLength(3);
	});
});
