/** The thread itself, started from compiled sources as users have them: this process has no thread to start. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { Reader } from "../../../../scripts/driver/read/reader.js";
import { alone } from "../../../../scripts/driver/read/searcher.js";
import { compile } from "../../../helpers/compiled.js";
import { workspace } from "../../support/workspace.js";

const compiled = compile();
afterAll(() => compiled.remove());

const QUERIES = [
	{ all: ["acme.old"] },
	{ all: ["import", "old"], extensions: [".py"] },
	{ all: ["nothing"], under: "app/m1/" },
];

const SCRIPT = `
	import { readFileSync } from "node:fs";
	const { Reader } = await import(process.argv[1] + "/reader.js");
	const { withThread } = await import(process.argv[1] + "/threads.js");
	const { root, files, queries } = JSON.parse(readFileSync(0, "utf8"));
	const reader = new Reader(root);
	const searcher = withThread(root, reader);
	// Time for the thread to start: it is to take parts, and not to find the work done.
	const later = searcher.start(files, queries);
	await new Promise((resolve) => setTimeout(resolve, 1000));
	const found = [later(), searcher.start(files, queries)()];
	searcher.close();
	console.log(JSON.stringify({ found, bytes: reader.bytesRead, unreadable: [...reader.unreadable] }));
`;

test("finds what a search without it finds, and the process ends", () => {
	const files = Object.fromEntries(
		Array.from({ length: 600 }, (_, i) => [
			`app/m${i % 7}/${i}.${i % 4 === 0 ? "md" : "py"}`,
			i % 11 === 0 ? "from acme.old import X\n" : "import os\n",
		]),
	);
	const { root } = workspace(files);
	const paths = [...Object.keys(files), "app/gone.py"].sort();
	const { stdout, stderr } = spawnSync(
		process.execPath,
		[
			"--input-type=module",
			"-e",
			SCRIPT,
			join(compiled.directory, "scripts/driver/read"),
		],
		{
			input: JSON.stringify({ root, files: paths, queries: QUERIES }),
			encoding: "utf8",
			timeout: 60_000,
		},
	);
	expect(stderr).toBe("");
	const reader = new Reader(root);
	const found = alone(reader.bytes).start(paths, QUERIES)();
	expect(found[0]).toHaveLength(55);
	expect(JSON.parse(stdout)).toEqual({
		found: [found, found],
		bytes: 2 * reader.bytesRead,
		unreadable: [["app/gone.py", "is gone"]],
	});
}, 90_000);
