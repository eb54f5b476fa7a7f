/**
 * README is what the code says: its generated parts and its console examples are made anew and compared, its
 * library example is run, its two lines are scripts.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
	cpSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "jsonc-parser";
import { loadConfig } from "../scripts/config/load.js";
import { runOnepath } from "../scripts/dev/examples.js";
import { renderDocs } from "../scripts/dev/generate-docs.js";
import { ROOT } from "./helpers/built.js";

const readme = readFileSync(join(ROOT, "README.md"), "utf8");

test("its generated parts and its examples are what the code says (else: npm run docs)", async () => {
	expect(await renderDocs(readme)).toBe(readme);
});

test("its config is a config", () => {
	const [, config = ""] = /```jsonc\n([\s\S]*?)```/.exec(readme) ?? [];
	expect(parse(config)).toHaveProperty("rules");
	const directory = mkdtempSync(join(tmpdir(), "onepath-readme-"));
	try {
		const file = join(directory, "onepath.config.json");
		writeFileSync(file, config);
		expect(loadConfig(directory, null)?.config.rules).toHaveLength(3);
	} finally {
		rmSync(directory, { recursive: true });
	}
});

describe("the example", () => {
	let copy: string;
	beforeAll(() => {
		const parent = mkdtempSync(join(tmpdir(), "onepath-example-"));
		copy = join(parent, "example");
		cpSync(join(ROOT, "example"), copy, { recursive: true });
	});
	afterAll(() => rmSync(join(copy, ".."), { recursive: true }));

	const compile = () =>
		execFileSync(
			process.execPath,
			[
				join(ROOT, "node_modules/typescript/bin/tsc"),
				...["-p", join(copy, "typescript")],
				...["--typeRoots", join(ROOT, "node_modules/@types")],
			],
			{ encoding: "utf8" },
		);

	const python = spawnSync("python3", ["--version"]).status === 0;
	if (!python) console.warn("python3 is missing: its half is not run");
	/** The Python half's own tests; what they print when they pass. */
	const unittest = () =>
		spawnSync(
			"python3",
			["-B", "-m", "unittest", "discover", "-t", ".", "-s", "tests"],
			{ cwd: join(copy, "python"), encoding: "utf8" },
		).stderr;

	test("works before and after, and a second run finds nothing", async () => {
		expect(compile()).toBe("");
		if (python) expect(unittest()).toMatch(/Ran 4 tests[\s\S]*OK/);
		const first = await runOnepath(
			["migrate", "--write", "--allow-no-vcs"],
			copy,
		);
		expect(first).toContain("9 of 9 files written");
		expect(compile()).toBe("");
		if (python) expect(unittest()).toMatch(/Ran 4 tests[\s\S]*OK/);
		const second = await runOnepath(["migrate", "--diff", "stat"], copy);
		expect(second).toMatch(/would change +0\n/);
	});
});
