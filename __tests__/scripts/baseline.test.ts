/** The baseline in use: made, kept, shrunk and merged; and files that are torn or come from somebody else. */
import { describe, expect, test } from "@jest/globals";
import { type Files, RULE, SMALL, workspace } from "./support/workspace.js";

const NAME = "onepath-baseline.json";
const FILES: Files = {
	"app/__init__.py": "",
	"app/old.py": "from app.new import A, B\n",
	"app/new.py": "class A: ...\n\n\nclass B: ...\n",
	"x/one.py": "from app.old import A\n",
	"y/two.py": "from app.old import A, B\n",
	"onepath.config.json":
		'{"rules": [{"id": "old", "from": "app.old", "to": "app.new"}]}',
};
const lines = (...entries: readonly string[]): string =>
	["[", '{"onepath-baseline": 1},', ...entries, "[]", "]", ""].join("\n");
const ALL = lines(
	'["x/one.py", "app.old", "A", 1],',
	'["y/two.py", "app.old", "A", 1],',
	'["y/two.py", "app.old", "B", 1],',
);

describe("a baseline", () => {
	test("is made once, a line for each file, path and symbol; then only what is new fails", async () => {
		const space = workspace(FILES);
		const made = await space.run("check", "--init-baseline");
		expect({ code: made.code, text: space.text(NAME) }).toEqual({
			code: 0,
			text: ALL,
		});
		expect(made.stdout).toContain(`${NAME} made: 3 references allowed`);
		const again = await space.run("check", "--init-baseline");
		expect(again).toMatchObject({ code: 2, stdout: "" });
		expect(again.stderr).toContain("exists already");

		expect(await space.run("check", "-q")).toMatchObject({
			code: 0,
			stdout: "",
		});
		space.put({ "x/one.py": "from app.old import A, B\n" });
		const { code, stdout } = await space.run("check");
		expect(code).toBe(1);
		expect(stdout).toContain("x/one.py:1:24  from  app.old:B");
		expect(stdout).not.toContain("x/one.py:1:21");
		expect(stdout).toContain("allows 3: 3 still there, 0 gone, 1 new");
	});

	test("counts: a second use of one name in one file is new, and lines do not matter", async () => {
		const space = workspace({ ...FILES, [NAME]: ALL });
		space.put({ "x/one.py": "import os\n\n\nfrom app.old import A\n" });
		expect((await space.run("check")).code).toBe(0);
		space.put({
			"x/one.py":
				"from app.old import A\n\n\ndef f():\n    from app.old import A\n    return A\n",
		});
		const { code, stdout } = await space.run("check");
		expect(code).toBe(1);
		expect(stdout).toContain(
			"x/one.py:1:21  from  app.old:A  (2 here, the baseline allows 1)",
		);
	});

	test("never blocks what is gone, says so, and locks it in when asked", async () => {
		const space = workspace({ ...FILES, [NAME]: ALL });
		space.put({ "y/two.py": "from app.new import A, B\n" });
		const { code, stdout } = await space.run("check");
		expect(code).toBe(0);
		expect(stdout).toContain(
			"allows 3: 1 still there, 2 gone, 0 new; onepath check --update-baseline locks that in",
		);
		expect(space.text(NAME)).toBe(ALL);
		expect((await space.run("check", "--update-baseline")).code).toBe(0);
		expect(space.text(NAME)).toBe(lines('["x/one.py", "app.old", "A", 1],'));
		space.put({ "y/two.py": "from app.old import A\n" });
		expect((await space.run("check")).code).toBe(1);
	});

	test("grows only when it is told to", async () => {
		const first = lines('["x/one.py", "app.old", "A", 1],');
		const space = workspace({ ...FILES, [NAME]: first });
		expect((await space.run("check", "--update-baseline")).code).toBe(1);
		expect(space.text(NAME)).toBe(first);
		const grown = await space.run(
			"check",
			"--update-baseline",
			"--allow-growth",
		);
		expect({ code: grown.code, text: space.text(NAME) }).toEqual({
			code: 0,
			text: ALL,
		});
	});

	test("keeps what a run did not look at: other directories, other rules", async () => {
		const space = workspace({ ...FILES, [NAME]: ALL });
		space.put({
			"x/one.py": "",
			"y/two.py": "",
			"z/three.py": "from app.old import A\n",
			"onepath.config.json":
				'{"rules": [{"id": "old", "from": "app.old", "to": "app.new"}, {"id": "older", "from": "app.older", "to": "app.new"}]}',
		});
		await space.run("check", "x", "--update-baseline");
		expect(space.text(NAME)).toBe(ALL.replace(/.*x\/one.*\n/, ""));
		await space.run("check", "--only", "older", "--update-baseline");
		expect(space.text(NAME)).toBe(ALL.replace(/.*x\/one.*\n/, ""));
	});

	test("keeps what it says of a file that can't be parsed", async () => {
		const space = workspace(SMALL);
		await space.run("check", ...RULE, "--init-baseline");
		const before = space.text(NAME);
		space.put({ "src/app.ts": 'import { Manager } from "./legacy.js";\n(' });
		const { code } = await space.run("check", ...RULE, "--update-baseline");
		expect({ code, text: space.text(NAME) }).toEqual({ code: 4, text: before });
	});

	test("of a rule that is gone goes with it", async () => {
		const space = workspace({
			...FILES,
			[NAME]: lines(
				'["x/one.py", "app.gone", "A", 1],',
				...ALL.split("\n").slice(2, -3),
			),
		});
		await space.run("check", "--update-baseline");
		expect(space.text(NAME)).toBe(ALL);
	});

	test("merges: two branches that each move a file leave a baseline that is right", async () => {
		const entries = ["a", "b", "c", "d", "e", "f", "g", "h"];
		const space = workspace({
			...FILES,
			...Object.fromEntries(
				entries.map((name) => [`m/${name}.py`, "from app.old import A\n"]),
			),
		});
		await space.run("check", "--init-baseline");
		space.git("add", "-A");
		space.git("commit", "-qm", "baseline");
		for (const [branch, file] of [
			["left", "m/b.py"],
			["right", "m/g.py"],
		] as const) {
			space.git("checkout", "-q", "-b", branch, "HEAD");
			space.put({ [file]: "from app.new import A\n" });
			await space.run("check", "--update-baseline");
			space.git("commit", "-qam", branch);
			space.git("checkout", "-q", "-");
		}
		expect(space.git("merge", "-q", "left").status).toBe(0);
		expect(space.git("merge", "-q", "--no-edit", "right").status).toBe(0);
		const { code, stdout } = await space.run("check");
		expect(code).toBe(0);
		expect(stdout).toContain("allows 9: 9 still there, 0 gone, 0 new");
	});

	test("merges neighbours, too, where git is told to take both sides", async () => {
		const space = workspace({
			...FILES,
			".gitattributes": `${NAME} merge=union\n`,
			"m/b.py": "from app.old import A\n",
			"m/c.py": "from app.old import A\n",
			"m/d.py": "",
			"m/e.py": "",
		});
		await space.run("check", "--init-baseline");
		space.git("add", "-A");
		space.git("commit", "-qm", "baseline");
		// Each moves a file beside the other's, and allows itself a use beside the other's.
		for (const [branch, moved, added] of [
			["left", "m/b.py", "m/d.py"],
			["right", "m/c.py", "m/e.py"],
		] as const) {
			space.git("checkout", "-q", "-b", branch, "HEAD");
			space.put({
				[moved]: "from app.new import A\n",
				[added]: "from app.old import A\n",
			});
			await space.run("check", "--update-baseline", "--allow-growth");
			space.git("commit", "-qam", branch);
			space.git("checkout", "-q", "-");
		}
		expect(space.git("merge", "-q", "left").status).toBe(0);
		expect(space.git("merge", "-q", "--no-edit", "right").status).toBe(0);
		const merged = await space.run("check");
		expect(merged.code).toBe(0);
		expect(merged.stdout).toContain("0 new");
		await space.run("check", "--update-baseline");
		expect((await space.run("check")).stdout).toContain("0 gone, 0 new");
		expect(space.text(NAME)).toMatch(/"m\/d\.py".*\n.*"m\/e\.py"/);
		expect(space.text(NAME)).not.toMatch(/"m\/[bc]\.py"/);
	});

	test("is no mention of the legacy path, and another file can be named", async () => {
		const space = workspace(FILES);
		await space.run(
			"check",
			"--init-baseline",
			"--baseline",
			"ci/allowed.json",
		);
		expect(space.text("ci/allowed.json")).toBe(ALL);
		const { code, stdout } = await space.run(
			"check",
			"--baseline",
			"ci/allowed.json",
		);
		expect(code).toBe(0);
		expect(stdout).not.toContain("allowed.json:3");
	});
});

describe("a baseline that is not ours is exit 2, one line, and stays as it is", () => {
	const cases: readonly (readonly [string, string | Buffer, string])[] = [
		["an empty file", "", `${NAME}:1:1 `],
		["torn in mid-line", ALL.slice(0, 50), `${NAME}:3:`],
		["torn at a line", ALL.split("\n").slice(0, 4).join("\n"), NAME],
		[
			"without its end",
			ALL.replace("1],\n[]\n", "1]\n"),
			`${NAME}:5:1 the file ends early`,
		],
		["some other JSON", '{"a": 1}', "this is no baseline of onepath"],
		["a list of something else", "[1, 2]", "this is no baseline of onepath"],
		[
			"of another version",
			ALL.replace(": 1}", ": 7}"),
			`${NAME}:2:1 this is a baseline of version 7`,
		],
		[
			"an unfinished merge",
			ALL.replace("[\n", "[\n<<<<<<< HEAD\n"),
			`${NAME}:2:1 a merge was left unfinished`,
		],
		[
			"a way out of the root",
			ALL.replace("x/one.py", "../../etc/passwd"),
			`${NAME}:3:1 the file of an entry is inside of the root`,
		],
		["an absolute path", ALL.replace("x/one.py", "/etc/passwd"), "inside of"],
		["a negative count", ALL.replace('"A", 1]', '"A", -1]'), "from 1"],
		["a count that is none", ALL.replace('"A", 1]', '"A", 1e400]'), "from 1"],
		[
			"a row too long",
			ALL.replace('"A", 1]', '"A", 1, 2]'),
			"this is no entry",
		],
		[
			"a row that is none",
			ALL.replace(/\[".*x.*\]/, '{"__proto__": 1}'),
			"__proto__",
		],
		["nested deeply", `${"[".repeat(50_000)}`, NAME],
		["no UTF-8", Buffer.from([0x5b, 0xff, 0xfe]), "is not UTF-8"],
	];
	test.each(cases)("%s", async (_, content, message) => {
		const space = workspace({ ...FILES, [NAME]: content });
		for (const argv of [
			["check"],
			["check", "--update-baseline"],
			["status"],
		]) {
			const { code, stdout, stderr } = await space.run(...argv);
			expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
			expect(stderr).toMatch(/^onepath: [^\n]+\n$/);
			expect(stderr).toContain(message);
		}
		expect(space.bytes(NAME)).toEqual(Buffer.from(content));
	});

	test("odd names are names", async () => {
		const space = workspace({
			...FILES,
			[NAME]: lines('["__proto__", "constructor", "toString", 1],'),
		});
		const { code } = await space.run("check", "x", "--update-baseline");
		expect(code).toBe(1);
		expect(space.text(NAME)).toContain("__proto__");
	});
});
