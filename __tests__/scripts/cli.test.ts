/** The command line as a user meets it: what goes wrong is one clear line and the right exit code. */
import {
	chmodSync,
	linkSync,
	mkdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { main } from "../../scripts/cli.js";
import { type Files, RULE, SMALL, workspace } from "./support/workspace.js";

const MOVED = 'import { Manager } from "./manager.js";\nnew Manager();\n';

describe("migrate", () => {
	test("shows the diff on stdout, the summary on stderr, and writes nothing", async () => {
		const space = workspace(SMALL);
		const before = space.tree();
		const { code, stdout, stderr } = await space.run("migrate", ...RULE);
		expect(code).toBe(0);
		expect(stdout).toBe(
			[
				"diff --git a/src/app.ts b/src/app.ts",
				"--- a/src/app.ts",
				"+++ b/src/app.ts",
				"@@ -1,2 +1,2 @@",
				'-import { Manager } from "./legacy.js";',
				'+import { Manager } from "./manager.js";',
				" new Manager();",
				"",
			].join("\n"),
		);
		expect(stderr).toContain("dry run, nothing is written");
		expect(stderr).toContain(`Next: onepath migrate ${RULE.join(" ")} --write`);
		expect(space.tree()).toEqual(before);
	});

	test("--write makes what the patch makes, and a second run is empty", async () => {
		const space = workspace(SMALL);
		await space.run("migrate", ...RULE, "--patch", "x.patch", "-q");
		const patched = workspace(SMALL);
		writeFileSync(patched.at("x.patch"), space.bytes("x.patch"));
		expect(patched.git("apply", "x.patch").status).toBe(0);

		const { code, stderr } = await space.run("migrate", ...RULE, "--write");
		expect({ code, app: space.text("src/app.ts") }).toEqual({
			code: 0,
			app: MOVED,
		});
		expect(space.tree()).toEqual(patched.tree());
		expect(stderr).toMatch(
			/1 of 1 file written\n {2}see {4}git diff\n {2}revert onepath undo \S+/,
		);
		const again = await space.run("migrate", ...RULE);
		expect({ code: again.code, stdout: again.stdout }).toEqual({
			code: 0,
			stdout: "",
		});
	});

	test("--check exits 1 while changes pend, and 0 after", async () => {
		const space = workspace(SMALL);
		expect((await space.run("migrate", ...RULE, "--check")).code).toBe(1);
		await space.run("migrate", ...RULE, "--write");
		expect((await space.run("migrate", ...RULE, "--check")).code).toBe(0);
	});

	test("paths restrict what is changed, from the working directory", async () => {
		const space = workspace({
			...SMALL,
			"lib/b.ts":
				'import { Manager } from "../src/legacy.js";\nnew Manager();\n',
		});
		const { stdout } = await space.runIn(
			"lib",
			"migrate",
			".",
			"--from",
			"src/legacy.ts",
			"--to",
			"src/manager.ts",
		);
		expect(stdout.match(/^diff .*/gm)).toEqual([
			"diff --git a/lib/b.ts b/lib/b.ts",
		]);
	});

	test("rules and options of a config, --only and --skip", async () => {
		const space = workspace({
			...SMALL,
			"onepath.config.json":
				'{"rules": [{"id": "one", "from": "src/legacy.ts", "to": "src/manager.ts"}], "exclude": ["app.ts"]}',
		});
		expect((await space.run("migrate")).stdout).toBe("");
		expect((await space.run("migrate", "--skip", "one")).stderr).toContain(
			"there is no rule",
		);
		const { code, stderr } = await space.run("migrate", "--only", "two");
		expect({ code, stderr }).toEqual({
			code: 2,
			stderr: "onepath: no rule has the id two; there is one\n",
		});
	});

	test("a rule's own globs keep a file, with the reason", async () => {
		const space = workspace({
			...SMALL,
			"onepath.config.json":
				'{"rules": [{"from": "src/legacy.ts", "to": "src/manager.ts", "exclude": ["src/app.ts"]}]}',
		});
		const { stdout } = await space.run("migrate", "--reporter", "json");
		const references = JSON.parse(stdout).references.filter(
			(r: { path: string }) => r.path === "src/app.ts",
		);
		expect(references).toEqual([
			expect.objectContaining({
				outcome: "keep",
				reason: "excluded",
				change: null,
			}),
		]);
	});

	test("documents that spell the legacy module are reported with line and column", async () => {
		const space = workspace({
			...SMALL,
			"docs/a.md": "x\nsee src/legacy.ts, not src/legacy.tsx2\n",
		});
		const { stdout } = await space.run(
			"migrate",
			...RULE,
			"--reporter",
			"json",
		);
		const mentions = JSON.parse(stdout).references.filter(
			(r: { form: string }) => r.form === "mention",
		);
		expect(mentions[0]).toMatchObject({
			path: "docs/a.md",
			line: 2,
			column: 5,
			outcome: "report",
			reason: "text",
			verdict: null,
		});
	});
});

describe("the json report", () => {
	test("adds up, names no path of the machine, and is the same on the next run", async () => {
		const space = workspace({
			...SMALL,
			"src/gen.ts": `// @generated\n${SMALL["src/app.ts"]}`,
		});
		const first = await space.run(
			"migrate",
			...RULE,
			"--reporter",
			"json",
			"--reporter",
			"text=report.txt",
		);
		const second = await space.run("migrate", ...RULE, "--reporter", "json");
		const report = JSON.parse(first.stdout);
		expect(report.schemaVersion).toBe(1);
		const { sources, changed, unchanged, skipped, failed } = report.counts;
		expect(changed + unchanged + skipped + failed).toBe(sources);
		expect(report.files).toEqual([
			{ path: "src/app.ts", status: "changed" },
			{ path: "src/gen.ts", status: "skipped", reason: "generated" },
		]);
		expect(first.stdout).not.toContain(space.root);
		expect(JSON.parse(second.stdout).plan).toEqual(report.plan);
		expect(first.stderr).toBe("");
		expect(space.text("report.txt")).toContain("1 generated");
		const [entry] = report.plan;
		expect(entry.edits[0]).toMatchObject({
			replaces: expect.stringContaining("legacy"),
		});
	});
});

describe("usage", () => {
	const cases: readonly (readonly [string, readonly string[], string])[] = [
		["no command", [], "Name a command"],
		[
			"an unknown command",
			["migrat"],
			"no command is called migrat; did you mean migrate?",
		],
		[
			"an unknown flag",
			["migrate", "--form", "x"],
			"no option is called --form; did you mean --from?",
		],
		["a flag without its value", ["migrate", "--from"], "from"],
		[
			"a choice that is none",
			["migrate", "--on-different", "maybe"],
			"Choices",
		],
		[
			"a flag given twice",
			["migrate", ...RULE, "--patch", "a", "--patch", "b"],
			"--patch is given 2 times",
		],
		["no rule", ["migrate"], "there is no rule; give --from and --to"],
		["half a rule", ["migrate", "--from", "a"], "1 --from and 0 --to"],
		[
			"--check with --write",
			["migrate", ...RULE, "--check", "--write"],
			"--check asks whether changes pend",
		],
		[
			"an unknown reporter",
			["migrate", ...RULE, "--reporter", "xml"],
			"no reporter is called xml; there are diff, json, text",
		],
		[
			"a directory that is not there",
			["migrate", "lib", ...RULE],
			"lib matches no file of the tree",
		],
		[
			"a path outside of the root",
			["migrate", "..", ...RULE],
			".. is outside of the root",
		],
		[
			"a root that is not there",
			["migrate", "--root", "lib", ...RULE],
			"--root lib is not a directory",
		],
		[
			"a config that is not there",
			["migrate", "--config", "x.json"],
			"x.json does not exist",
		],
		[
			"an unknown legacy module",
			["migrate", "--from", "src/legasy.ts", "--to", "src/manager.ts"],
			"did you mean src/legacy.ts?",
		],
		[
			"a rule to itself",
			["migrate", "--from", "src/legacy.ts", "--to", "src/legacy.ts"],
			"to itself",
		],
		[
			"an unknown reason",
			["explain", "diferent"],
			"no reason is called diferent; did you mean different?",
		],
		[
			"an unknown run",
			["undo", "20200101-000000-abcdef"],
			"no run is called 20200101-000000-abcdef",
		],
		["nothing to undo", ["undo"], "no run has written here"],
	];
	test.each(cases)(
		"%s is exit 2 and one line",
		async (_name, argv, message) => {
			const space = workspace(SMALL);
			const { code, stdout, stderr } = await space.run(...argv);
			expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
			expect(stderr).toMatch(/^onepath: [^\n]+\n$/);
			expect(stderr).toContain(message);
		},
	);

	test("an error about a rule of a config says where it stands", async () => {
		const space = workspace({
			...SMALL,
			"onepath.config.json":
				'{"rules": [\n  {"from": "src/legacy.ts", "to": "src/manger.ts"}]}',
		});
		expect((await space.run("migrate")).stderr).toContain(
			"onepath.config.json:2:3 rule src/legacy.ts: ",
		);
	});

	test("a rule of a config outlives its migration; one that is typed is a slip", async () => {
		const space = workspace({
			...SMALL,
			"src/app.ts": 'import { map } from "rxjs/operators/map";\nmap();\n',
			"onepath.config.json":
				'{"rules": [{"from": "rxjs/operators/map", "to": "rxjs/operators"}]}',
		});
		expect((await space.run("migrate", "--write", "-q")).code).toBe(0);
		const again = await space.run("migrate", "--check");
		expect({ code: again.code, stdout: again.stdout }).toEqual({
			code: 0,
			stdout: "",
		});
		expect(again.stderr).toContain(
			"rule rxjs/operators/map has nothing left to move",
		);
		const typed = await space.run(
			...["migrate", "--from", "rxjs/operators/map", "--to", "rxjs/operators"],
		);
		expect(typed.code).toBe(2);
	});

	test("--help and --version", async () => {
		const space = workspace({});
		expect((await space.run("--help")).stdout).toContain(
			"onepath migrate [paths..]",
		);
		expect((await space.run("migrate", "--help")).stdout).toContain(
			"--on-different",
		);
		const { version } = JSON.parse(
			readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
		);
		expect((await space.run("--version")).stdout).toBe(`${version}\n`);
	});

	test("explain says what a reason means and what to do, and lists them all", async () => {
		const space = workspace({});
		expect((await space.run("explain", "different")).stdout).toMatch(
			/^different: .*\n\n.*\n\nNext: /,
		);
		expect((await space.run("explain")).stdout).toMatch(
			/^different +two different definitions$/m,
		);
	});
});

describe("files that are not as they should be", () => {
	const consumer = SMALL["src/app.ts"] as string;
	const outcomes = async (
		files: Files,
		prepare: (space: ReturnType<typeof workspace>) => void = () => {},
		...argv: string[]
	) => {
		const space = workspace({ ...SMALL, ...files });
		prepare(space);
		const { code, stdout, stderr } = await space.run(
			"migrate",
			...argv,
			...RULE,
			"--reporter",
			"json",
		);
		if (stdout === "") throw new Error(stderr);
		const report = JSON.parse(stdout);
		const { sources, changed, unchanged, skipped, failed } = report.counts;
		expect(changed + unchanged + skipped + failed).toBe(sources);
		return {
			code,
			report,
			of: (path: string) =>
				report.files.find((file: { path: string }) => file.path === path),
		};
	};

	// Stands for every file that the system won't let us read: whoever runs this as root may read the others.
	test("a listed file that is a directory by now fails with exit 4, the rest is done", async () => {
		const { code, of } = await outcomes({ "src/odd.ts": consumer }, (space) => {
			rmSync(space.at("src/odd.ts"));
			mkdirSync(space.at("src/odd.ts"));
		});
		expect(code).toBe(4);
		expect(of("src/odd.ts")).toEqual({
			path: "src/odd.ts",
			status: "failed",
			reason: "could not be read: is a directory",
		});
		expect(of("src/app.ts").status).toBe("changed");
	});

	(process.getuid?.() === 0 ? test.skip : test)(
		"an unreadable file fails with exit 4, the rest is done",
		async () => {
			const { code, of } = await outcomes(
				{ "src/secret.ts": consumer },
				(space) => chmodSync(space.at("src/secret.ts"), 0),
			);
			expect(code).toBe(4);
			expect(of("src/secret.ts")).toEqual({
				path: "src/secret.ts",
				status: "failed",
				reason: "could not be read: permission denied",
			});
			expect(of("src/app.ts").status).toBe("changed");
		},
	);

	test.each([
		[
			"binary",
			{
				"src/x.ts": Buffer.concat([
					Buffer.from(consumer),
					Buffer.from([0, 1, 2]),
				]),
			},
		],
		[
			"generated",
			{
				"src/x.ts": `/* eslint-disable */\n// Code generated by protoc. DO NOT EDIT.\n${consumer}`,
			},
		],
		[
			"vendored",
			{ "third_party/src/x.ts": consumer.replace("./", "../../src/") },
		],
		[
			"bundle",
			{
				"src/x.ts": `${consumer.replaceAll("\n", "")}"${"x".repeat(5 << 20)}";`,
			},
		],
	])(
		"%s is skipped with its reason, and does not change the exit code",
		async (reason, files) => {
			const { code, of } = await outcomes(files as Files);
			expect(code).toBe(0);
			const [path] = Object.keys(files) as [string];
			expect(of(path)).toEqual({
				path,
				status: "skipped",
				reason: expect.stringContaining(reason),
			});
		},
	);

	test("what is named on the command line is not skipped for being vendored or generated", async () => {
		const { of } = await outcomes(
			{ "vendor/x.ts": `// @generated\n${consumer.replace("./", "../src/")}` },
			undefined,
			"vendor",
		);
		expect(of("vendor/x.ts")).toEqual({
			path: "vendor/x.ts",
			status: "changed",
		});
	});

	test.each([
		[
			"read-only",
			(space: ReturnType<typeof workspace>) =>
				chmodSync(space.at("src/app.ts"), 0o444),
		],
		[
			"hard link",
			(space: ReturnType<typeof workspace>) =>
				linkSync(space.at("src/app.ts"), space.at("copy.txt")),
		],
	])("%s is skipped", async (reason, prepare) => {
		const { code, of } = await outcomes({}, prepare);
		expect({ code, file: of("src/app.ts") }).toEqual({
			code: 0,
			file: { path: "src/app.ts", status: "skipped", reason },
		});
	});

	test("links are not followed: a loop, one out of the root, one to a file", async () => {
		const outside = workspace({ "x.ts": consumer });
		const { code, report } = await outcomes({}, (space) => {
			symlinkSync(".", space.at("loop"));
			symlinkSync(outside.root, space.at("out"));
			symlinkSync("app.ts", space.at("src/link.ts"));
		});
		expect(code).toBe(0);
		expect(report.plan.map(({ path }: { path: string }) => path)).toEqual([
			"src/app.ts",
		]);
		expect(outside.text("x.ts")).toBe(consumer);
	});

	test("a syntax error elsewhere in a candidate is exit 4 with its place, or the file is handled", async () => {
		const { code, of } = await outcomes({
			"src/x.ts": `${consumer}const = ;\n`,
		});
		expect(of("src/app.ts").status).toBe("changed");
		expect(code).toBe(of("src/x.ts")?.status === "failed" ? 4 : 0);
		if (of("src/x.ts")?.status === "failed")
			expect(of("src/x.ts").reason).toMatch(/^3:\d+ /);
	});

	test("ignored files and node_modules are not scanned, in git and outside", async () => {
		const files = {
			".gitignore": "out/\n*.tmp.ts\n",
			"out/x.ts": consumer,
			"a.tmp.ts": consumer,
			"node_modules/p/x.ts": consumer,
			"src/.gitignore": "!b.tmp.ts\n",
			"src/b.tmp.ts": consumer,
		};
		for (const git of [true, false]) {
			const space = workspace({ ...SMALL, ...files }, { git });
			const { stdout } = await space.run(
				"migrate",
				...RULE,
				"--reporter",
				"json",
			);
			expect(
				JSON.parse(stdout).plan.map(({ path }: { path: string }) => path),
			).toEqual(["src/app.ts", "src/b.tmp.ts"]);
		}
	});

	test("names with control characters reach a terminal escaped, and a file raw", async () => {
		const name = "src/\u001b[31mred\u202e.ts";
		const space = workspace({ ...SMALL, [name]: consumer });
		const chunks: string[] = [];
		const tty = {
			isTTY: true,
			write: (chunk: string | Uint8Array) =>
				chunks.push(Buffer.from(chunk as Uint8Array).toString()),
		};
		await main(["migrate", ...RULE, "--color", "never", "--no-progress"], {
			stdout: tty,
			stderr: tty,
			cwd: space.root,
			env: {},
		});
		expect(chunks.join("")).not.toContain("\u001b");
		expect(chunks.join("")).not.toContain("\u202e");
		expect(chunks.join("")).toContain("\\x1b[31mred<U+202E>.ts");
	});
});

describe("encodings, byte for byte", () => {
	const python: Files = {
		"app/__init__.py": "",
		"app/manager.py": "class Manager:\n    pass\n",
		"app/legacy.py": "from app.manager import Manager\n",
	};
	const legacy = "from app.legacy import Manager  # caf\u00e9\n";
	const rule = ["--from", "app.legacy", "--to", "app.manager"];

	test.each([
		["Latin-1 with a cookie", "latin1", "# -*- coding: latin-1 -*-\n"],
		["Latin-1 without one", "latin1", ""],
		["UTF-8 with a byte order mark", "utf8", "\ufeff"],
		["CRLF", "utf8", "x = 1\r\n"],
	] as const)("%s", async (_name, encoding, head) => {
		const source = (text: string) => Buffer.from(`${head}${text}`, encoding);
		const space = workspace({ ...python, "use.py": source(legacy) });
		const { stdout } = await space.run(
			"migrate",
			...rule,
			"--write",
			"--reporter",
			"json",
		);
		const file = JSON.parse(stdout).files.find(
			({ path }: { path: string }) => path === "use.py",
		);
		// Either it is moved and nothing else is touched, or it is listed with the reason and untouched.
		const moved = source(legacy.replace("app.legacy", "app.manager"));
		if (file?.status === "changed")
			expect(space.bytes("use.py")).toEqual(moved);
		else {
			expect(file).toEqual({
				path: "use.py",
				status: "failed",
				reason: expect.any(String),
			});
			expect(space.bytes("use.py")).toEqual(source(legacy));
		}
		if (head !== "") expect(file?.status).toBe("changed");
	});
});

describe("the guard", () => {
	test("refuses files with uncommitted changes, and says which", async () => {
		const space = workspace(SMALL);
		space.put({
			"src/app.ts": `${SMALL["src/app.ts"]}// mine\n`,
			"other.txt": "dirt elsewhere\n",
		});
		const { code, stderr } = await space.run(
			"migrate",
			...RULE,
			"--write",
			"-q",
		);
		expect(code).toBe(3);
		expect(stderr).toContain("  * src/app.ts (dirty)\n");
		expect(stderr).not.toContain("other.txt");
		space.git("add", "src/app.ts");
		expect(
			(await space.run("migrate", ...RULE, "--write", "-q")).stderr,
		).toContain("  * src/app.ts (staged)\n");
		expect(
			(await space.run("migrate", ...RULE, "--write", "-q", "--allow-dirty"))
				.code,
		).toBe(0);
		expect(space.text("src/app.ts")).toBe(`${MOVED}// mine\n`);
	});

	test("wants git, or --allow-no-vcs", async () => {
		const space = workspace(SMALL, { git: false });
		const { code, stderr } = await space.run(
			"migrate",
			...RULE,
			"--write",
			"-q",
		);
		expect(code).toBe(3);
		expect(stderr).toContain("--allow-no-vcs");
		expect(
			(await space.run("migrate", ...RULE, "--write", "-q", "--allow-no-vcs"))
				.code,
		).toBe(0);
		expect(space.text("src/app.ts")).toBe(MOVED);
	});
});

describe("undo and runs", () => {
	test("a run is listed, undone, and the undo is a run", async () => {
		const space = workspace(SMALL);
		const before = space.tree();
		await space.run("migrate", ...RULE, "--write", "-q");
		const listed = await space.runIn("src", "runs");
		expect(listed.stdout).toMatch(
			/^\S+ {2}\S+ {2}1 of 1 files {2}complete {2}migrate\n$/,
		);
		const undone = await space.runIn("src", "undo");
		expect(undone.code).toBe(0);
		expect(space.tree()).toEqual(before);
		const [, again = ""] =
			/revert onepath undo (\S+)/.exec(undone.stderr) ?? [];
		expect((await space.run("undo", again)).code).toBe(0);
		expect(space.text("src/app.ts")).toBe(MOVED);
		expect((await space.run("runs")).stdout.split("\n")).toHaveLength(4);
	});

	test("one undo after the other leads to the start, and no further", async () => {
		const both = `import { Manager } from "./manager.js";\nimport { other } from "./legacy.js";\nnew Manager(other);\n`;
		const space = workspace({
			...SMALL,
			"src/manager.ts": "export class Manager {}\nexport const other = 1;\n",
			"src/legacy.ts": 'export { Manager, other } from "./manager.js";\n',
			"src/app.ts": both.replace("manager.js", "legacy.js"),
			"src/b.ts": both.replace("manager.js", "legacy.js"),
		});
		const before = space.tree();
		const name = (own: string) =>
			["from", "to"].flatMap((way) => [
				`--${way}`,
				`src/${way === "from" ? "legacy" : "manager"}.ts#${own}`,
			]);
		const write = async (own: string, file: string) => {
			const argv = ["migrate", file, ...name(own), "--write", "-q"];
			expect((await space.run(...argv, "--allow-dirty")).code).toBe(0);
		};
		// Two steps over the same file, and one beside it.
		await write("Manager", "src/app.ts");
		const first = space.tree();
		await write("other", "src/app.ts");
		const second = space.tree();
		await write("Manager", "src/b.ts");
		for (const tree of [second, first, before]) {
			expect((await space.run("undo")).code).toBe(0);
			expect(space.tree()).toEqual(tree);
		}
		const { code, stderr } = await space.run("undo");
		expect({ code, tree: space.tree() }).toEqual({ code: 2, tree: before });
		expect(stderr).toContain("every run here is undone");
		// What is written after an undo is taken back next; what was put back by other means is not.
		await write("Manager", "src/b.ts");
		expect((await space.run("undo")).code).toBe(0);
		expect(space.tree()).toEqual(before);
		await write("Manager", "src/b.ts");
		space.put({ "src/b.ts": both.replace("manager.js", "legacy.js") });
		expect((await space.run("undo")).code).toBe(2);
	});

	test("a file that was changed since stays, and the exit code is 4", async () => {
		const space = workspace(SMALL);
		await space.run("migrate", ...RULE, "--write", "-q");
		space.put({ "src/app.ts": "mine\n" });
		const { code, stderr } = await space.run("undo");
		expect({ code, text: space.text("src/app.ts") }).toEqual({
			code: 4,
			text: "mine\n",
		});
		expect(stderr).toContain(
			"src/app.ts was changed after the run; it stays as it is",
		);
	});
});
