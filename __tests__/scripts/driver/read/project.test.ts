/** The tree as proofs see it. */
import { symlinkSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import {
	listFiles,
	startListing,
} from "../../../../scripts/driver/read/files.js";
import { openProject } from "../../../../scripts/driver/read/project.js";
import { globs } from "../../../../scripts/driver/read/selection.js";
import { workspace } from "../../support/workspace.js";

describe("openProject", () => {
	test("what readIf drops is counted as read, and read again when it is asked for", () => {
		const space = workspace({ "a.py": "a", "b.py": "b" });
		const project = openProject(space.root);
		expect(project.readIf("a.py", ({ text }) => text === "a")).toBe("kept");
		expect(project.readIf("b.py", () => false)).toBe("dropped");
		expect(project.readIf("none.py", () => true)).toBe("refused");
		expect(project.stats().decoded).toBe(3);
		space.put({ "a.py": "changed", "b.py": "changed" });
		expect(project.read("a.py")?.text).toBe("a");
		expect(project.read("b.py")?.text).toBe("changed");
		expect(project.readIf("b.py", () => false)).toBe("kept");
		expect(project.stats().decoded).toBe(3);
	});

	test("lists tracked and untracked files, not ignored, deleted or linked ones, nor other repositories", () => {
		const space = workspace({
			"a.py": "",
			"gone.py": "",
			".gitignore": "*.log\n",
			"p/b.py": "",
			"x.log": "",
		});
		space.put({ "new ü.py": "" });
		symlinkSync("a.py", space.at("link.py"));
		space.git("init", "-q", "nested");
		space.put({ "nested/c.py": "" });
		const { files } = openProject(space.root);
		expect(files).toEqual([
			".gitignore",
			"a.py",
			"gone.py",
			"new ü.py",
			"p/b.py",
		]);
	});

	test("is the same whether git is waited for or not, and outside of git", async () => {
		const space = workspace({ "a.py": "", "p/b.py": "" });
		space.put({ "new ü.py": "" });
		const bare = workspace(
			{ "a.py": "", ".gitignore": "b.py" },
			{ git: false },
		);
		bare.put({ "b.py": "" });
		for (const { root } of [space, bare])
			expect(await startListing(root, null)).toEqual(listFiles(root));
		expect((await startListing(bare.root, null)).files).toEqual([
			".gitignore",
			"a.py",
		]);
	});

	test("a file that was deleted without git is not listed", async () => {
		const { rmSync } = await import("node:fs");
		const space = workspace({ "a.py": "", "gone.py": "" });
		rmSync(space.at("gone.py"));
		expect(openProject(space.root).files).toEqual(["a.py"]);
	});

	test("exists and list know directories; an ignored file exists, and is not listed", () => {
		const space = workspace({
			"p/q/a.py": "",
			"p/b.py": "",
			".gitignore": "_version.py\n",
			"p/_version.py": "x",
		});
		const project = openProject(space.root);
		expect(
			["p", "p/", "p/q", "p/b.py", "p/_version.py", "p/none.py", ""].map(
				(path) => project.exists(path),
			),
		).toEqual([
			"directory",
			"directory",
			"directory",
			"file",
			"file",
			null,
			"directory",
		]);
		expect([project.list(""), project.list("p"), project.list("p/")]).toEqual([
			[".gitignore", "p/"],
			["b.py", "q/"],
			["b.py", "q/"],
		]);
		expect(project.read("p/_version.py")?.text).toBe("x");
	});

	test("exists, also when so much is asked that a directory's names are read", () => {
		const space = workspace({
			"p/a.py": "",
			".gitignore": "hidden*\n",
			"p/hidden.py": "",
			"p/hidden/b.py": "",
		});
		const project = openProject(space.root);
		for (let i = 0; i < 30; i++) {
			expect(project.exists(`p/none${i}.py`)).toBeNull();
			expect(project.exists(`none${i}/a.py`)).toBeNull();
		}
		expect(
			["p/hidden.py", "p/hidden", "p/hidden/", "p/hidden/b.py", "p/../p"].map(
				(path) => project.exists(path),
			),
		).toEqual(["file", "directory", "directory", "file", "directory"]);
	});

	test("reads through a link inside of the root, never out of it", () => {
		const outside = workspace({ "secret.py": "secret" });
		const space = workspace({ "a.py": "text" });
		symlinkSync("a.py", space.at("in.py"));
		symlinkSync(outside.at("secret.py"), space.at("out.py"));
		const project = openProject(space.root);
		expect(project.read("in.py")?.text).toBe("text");
		expect(project.realpath("in.py")).toBe("a.py");
		expect(project.exists("out.py")).toBe("file");
		expect(project.read("out.py")).toBeNull();
		expect(project.read("../secret.py")).toBeNull();
	});

	test("sees one state of a file, and says why it has none", () => {
		const space = workspace({ "a.txt": "one", "b.txt": Buffer.from([0, 1]) });
		const project = openProject(space.root);
		expect(project.read("a.txt")?.text).toBe("one");
		space.put({ "a.txt": "two" });
		expect(project.read("a.txt")?.text).toBe("one");
		expect([
			project.refusal("a.txt"),
			project.refusal("b.txt"),
			project.refusal("c.txt"),
		]).toEqual([null, "binary", "is not in the tree"]);
	});

	test("bytes that are no UTF-8 come back as they were", () => {
		const bytes = Buffer.from([0x63, 0xe9, 0x0a]);
		const space = workspace({ "a.txt": bytes });
		const file = openProject(space.root).read("a.txt");
		expect(file && Buffer.from(file.text, file.encoding)).toEqual(bytes);
	});
});

test.each([
	["*.gen.ts", ["a.gen.ts", "x/b.gen.ts"], ["a.ts"]],
	["tests", ["tests/a.py", "x/tests/b.py"], ["testsuite/a.py"]],
	["/src/old/", ["src/old/a.py"], ["x/src/old/a.py"]],
	["src/**/x.py", ["src/x.py", "src/a/b/x.py"], ["src/y.py"]],
])("the glob %s", (glob, inside, outside) => {
	const matches = globs([glob]);
	expect(inside.filter((path) => !matches?.(path))).toEqual([]);
	expect(outside.filter((path) => matches?.(path))).toEqual([]);
});
