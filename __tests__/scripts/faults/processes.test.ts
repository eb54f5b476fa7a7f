/**
 * What other processes and threads of ours die of: that file is named, what is left is done, the sums hold, exit 4.
 * Foreign transforms run in a process of their own, the reading for a map in threads.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { compile } from "../support/compiled.js";
import { workspace } from "../support/workspace.js";

let compiled = "";
beforeAll(() => {
	compiled = compile();
}, 60_000);

describe("a transform that", () => {
	const ENDED = "the transform ended its process twice";
	test.each([
		["kills its process", "process.kill(process.pid, 'SIGKILL')", ENDED],
		["aborts it", "process.abort()", ENDED],
		["really exits", "process.reallyExit(0)", `${ENDED} (exit 0)`],
		[
			"fills the memory",
			"const all = []; for (;;) all.push(new Array(1e6).fill(1.5))",
			ENDED,
		],
		[
			"loops behind a promise",
			"return Promise.resolve().then(() => { for (;;); })",
			"the transform never answered",
		],
		[
			"throws when nobody listens",
			"setImmediate(() => { throw new Error('later'); }); return new Promise(() => {})",
			ENDED,
		],
	])(
		"%s",
		(_name, behaviour, reason) => {
			const names = ["a.js", "b.js", "c.js"];
			const space = workspace({
				"t.cjs": `module.exports = (file) => {
	process.stdout.write("talk\\n");
	if (file.path.endsWith("b.js")) { ${behaviour} }
	return "// seen\\n" + file.source;
};\n`,
				...Object.fromEntries(names.map((name) => [`src/${name}`, "1;\n"])),
			});
			const { status, stdout, stderr } = spawnSync(
				process.execPath,
				[
					join(compiled, "scripts/cli.js"),
					...["run", "-t", "t.cjs", "src", "--write"],
					...["--timeout", reason.endsWith("answered") ? "2" : "50"],
				],
				{
					cwd: space.root,
					encoding: "utf8",
					env: { ...process.env, NODE_OPTIONS: "--max-old-space-size=80" },
				},
			);
			expect(status).toBe(4);
			expect(stdout).not.toContain("talk");
			expect(stderr).toContain(`src/b.js: ${reason}`);
			expect(stderr).toContain("2 of 2 files written");
			expect(stderr).toMatch(/failed +1\n/);
			expect(names.map((name) => space.text(`src/${name}`))).toEqual([
				"// seen\n1;\n",
				"1;\n",
				"// seen\n1;\n",
			]);
		},
		60_000,
	);

	test("never finishes loading its module is bad usage", () => {
		const space = workspace({
			"t.cjs": "process.reallyExit(3);\n",
			"a.js": "1;\n",
		});
		const { status, stderr } = spawnSync(
			process.execPath,
			[join(compiled, "scripts/cli.js"), "run", "-t", "t.cjs"],
			{ cwd: space.root, encoding: "utf8" },
		);
		expect({ status, stderr }).toEqual({
			status: 2,
			stderr: "onepath: t.cjs fails to load: exit 3\n",
		});
	});
});

describe("a reading thread that", () => {
	/** Threads take what the main one does not: files in which this happens. */
	const SHIM = `const { isMainThread } = require("node:worker_threads");
const fs = require("node:fs");
const { openSync } = fs;
const once = new Set();
if (!isMainThread) fs.openSync = (path, ...rest) => {
	const name = String(path).split("/").at(-1);
	if (name === "exits.py") process.exit(3);
	if (name === "fills.py") { const all = []; for (;;) all.push(new Array(1e6).fill(1.5)); }
	if (name === "loops.py") for (;;);
	return openSync(path, ...rest);
};
require("node:module").syncBuiltinESMExports();
`;

	test("exits, fills its memory or hangs loses that file, and no other", () => {
		const bad = ["pkg/exits.py", "pkg/fills.py", "pkg/loops.py"];
		const good = Array.from({ length: 450 }, (_, i) => `pkg/m${i}.py`);
		const space = workspace(
			Object.fromEntries([...bad, ...good].map((path) => [path, "X = 1\n"])),
			{ git: false },
		);
		writeFileSync(space.at("shim.cjs"), SHIM);
		const at = (path: string) => JSON.stringify(join(compiled, path));
		writeFileSync(
			space.at("survey.mjs"),
			`import { survey } from ${at("scripts/driver/map/survey.js")};
import { languages } from ${at("transforms/languages/index.js")};
const python = languages.find(({ extensions }) => extensions.includes(".py"));
const seen = [];
const { records, unread } = await survey({
	root: ${JSON.stringify(space.root)}, store: null, version: "0", jobs: 2, limit: 5000, languages,
	files: ${JSON.stringify([...bad, ...good])}.map((path) => [path, python]),
	progress: (done, total) => seen.push([done, total]), stopped: () => false,
});
console.log(JSON.stringify({ read: [...records.get(python).keys()].sort(), unread, last: seen.at(-1) }));
`,
		);
		const { stdout, stderr } = spawnSync(
			process.execPath,
			["--require", space.at("shim.cjs"), space.at("survey.mjs")],
			{
				encoding: "utf8",
				env: { ...process.env, NODE_OPTIONS: "--max-old-space-size=80" },
			},
		);
		if (stdout === "") throw new Error(stderr);
		const { read, unread, last } = JSON.parse(stdout);
		expect(read).toEqual([...good].sort());
		expect(
			Object.fromEntries(
				unread.map((one: { file: string; reason: string }) => [
					one.file,
					one.reason,
				]),
			),
		).toEqual({
			"pkg/exits.py": "ended its thread (exit 3)",
			"pkg/fills.py": "ended its thread (out of memory)",
			"pkg/loops.py": "took longer than 5 s",
		});
		expect(last).toEqual([453, 453]);
	}, 90_000);
});
