/** `onepath init`: what it writes loads and runs, says what is known of each rule, and replaces nothing unasked. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { loadConfig } from "../../scripts/config/load.js";
import { proposeRules } from "../../scripts/config/propose-rules.js";
import { writeConfig } from "../../scripts/config/write-config.js";
import { ROOT } from "../helpers/built.js";
import { definition, mapOf, path, shim, uses } from "./support/map-data.js";
import { type Files, SMALL, workspace } from "./support/workspace.js";

/** The bundled example without its config. */
function example(folder = ""): Files {
	const files: Record<string, Buffer> = {};
	for (const name of readdirSync(join(ROOT, "example", folder))) {
		const path = join(folder, name);
		if (statSync(join(ROOT, "example", path)).isDirectory())
			Object.assign(files, example(path));
		else if (name !== "onepath.config.json")
			files[path] = readFileSync(join(ROOT, "example", path));
	}
	return files;
}

describe("on the bundled example", () => {
	test("--from-map: the file loads, migrate runs with it, and what it says came true", async () => {
		const space = workspace(example());
		const { code, stderr } = await space.run("init", "--from-map");
		expect(code).toBe(0);
		expect(stderr).toMatch(
			/^onepath\.config\.json written with \d+ rules, and \d+ rules? in comments to decide on\n {2}see {4}onepath migrate\n {2}revert onepath undo /,
		);
		const text = space.text("onepath.config.json");
		const rules = loadConfig(space.root, null)?.config.rules ?? [];
		expect(rules.map(({ from }) => from)).toEqual(
			expect.arrayContaining([
				"acme.realtime.websocket_core.manager",
				"typescript/src/realtime/manager.ts",
			]),
		);
		const { stdout } = await space.run("migrate", "--reporter", "json");
		const { references, rules: ran } = JSON.parse(stdout);
		expect(ran).toHaveLength(rules.length);
		const proven = references.filter(
			(r: { verdict: string }) => r.verdict === "proven",
		).length;
		const said = [...text.matchAll(/\/\/ \d+ references?:.*?(\d+) proven/g)];
		expect(said.reduce((sum, [, n]) => sum + Number(n), 0)).toBe(proven);
		expect(proven).toBeGreaterThan(5);

		await space.run("migrate", "--write", "--allow-dirty");
		expect((await space.run("migrate", "--check")).code).toBe(0);
	});

	test("--from-shims: no rule for a module that does more", async () => {
		const space = workspace(example());
		await space.run("init", "--from-shims");
		const rules = loadConfig(space.root, null)?.config.rules ?? [];
		expect(rules.length).toBeGreaterThan(0);
		expect(rules.map(({ from }) => from)).not.toContain(
			"typescript/src/realtime/websocket-manager.ts",
		);
		expect((await space.run("migrate")).code).toBe(0);
	});

	test("--print writes nothing, and the same twice", async () => {
		const space = workspace(example());
		const before = space.tree();
		const first = await space.run("init", "--from-map", "--print");
		const second = await space.run("init", "--from-map", "--print");
		expect(first.code).toBe(0);
		expect(second.stdout).toBe(first.stdout);
		expect(space.tree()).toEqual(before);
	});
});

describe("a config that is there", () => {
	const SMALL_CONFIG =
		'{\n  // ours\n  "ignore": ["gen/**"],\n  "rules": []\n}\n';

	test("is not replaced: 2, with what to do", async () => {
		const space = workspace({ ...SMALL, "onepath.config.json": SMALL_CONFIG });
		const { code, stderr } = await space.runIn("src", "init", "--from-map");
		expect(code).toBe(2);
		expect(stderr).toContain("onepath.config.json is there already; --print");
		expect(space.text("onepath.config.json")).toBe(SMALL_CONFIG);
	});

	test("--force replaces its rules and keeps its options; undo brings it back", async () => {
		const space = workspace({ ...SMALL, "onepath.config.json": SMALL_CONFIG });
		expect((await space.run("init", "--from-map", "--force")).code).toBe(0);
		expect(loadConfig(space.root, null)?.config).toEqual({
			ignore: ["gen/**"],
			rules: [
				{
					id: "src/legacy.ts",
					from: "src/legacy.ts",
					to: "src/manager.ts",
				},
			],
		});
		expect((await space.run("undo")).code).toBe(0);
		expect(space.text("onepath.config.json")).toBe(SMALL_CONFIG);
	});
});

test("without a flag: a start that loads, with an explanation of every key of the schema", async () => {
	const space = workspace(SMALL);
	const { code, stderr } = await space.run("init");
	expect(code).toBe(0);
	expect(stderr).toContain("onepath.config.json written");
	expect(loadConfig(space.root, null)?.config).toEqual({ rules: [] });
	const schema = JSON.parse(
		readFileSync(
			join(ROOT, "scripts/config/onepath.config.schema.json"),
			"utf8",
		),
	);
	for (const key of Object.keys(schema.properties))
		expect(space.text("onepath.config.json")).toContain(`"${key}"`);
	const all = space
		.text("onepath.config.json")
		.replace(/^(\t+)\/\/ (["{])/gm, "$1$2");
	space.put({ "onepath.config.json": all });
	expect(loadConfig(space.root, null)?.config.rules).toHaveLength(3);
});

test("both sources at once are refused", async () => {
	const { code, stderr } = await workspace(SMALL).run(
		"init",
		"--from-map",
		"--from-shims",
	);
	expect(code).toBe(2);
	expect(stderr).toContain("give one of --from-map and --from-shims");
});

describe("what is proposed", () => {
	const kept = (to: string) => ({
		path: to,
		reason: "most-used" as const,
		votes: [],
	});

	test("a module rule for a shim that goes as a whole, a name rule where names part", () => {
		const names = (module: string, more: readonly string[]) =>
			more.map((name) =>
				path(`${module}:${name}`, { definition: `core:${name}`, shim: true }),
			);
		const map = mapOf({
			definitions: [
				definition("core:A", { canonical: kept("new:A") }),
				definition("core:B", { canonical: kept("new:B") }),
				definition("core:C", { canonical: kept("core:D") }),
			],
			paths: [
				path("new:A", { definition: "core:A" }),
				path("new:B", { definition: "core:B" }),
				path("core:D", { definition: "core:C" }),
				...names("whole", ["A", "B"]),
				...names("parts", ["A", "B", "C"]),
			],
			shims: [shim("whole"), shim("parts")],
		});
		expect(proposeRules(map, "shims").map(({ rule }) => rule)).toEqual([
			{
				from: "parts",
				to: "new",
				names: { A: "A", B: "B", C: "core:D" },
			},
			{ from: "whole", to: "new" },
		]);
	});

	test("names that only test doubles name in a module that does more stay", () => {
		const map = mapOf({
			definitions: [definition("core:A", { canonical: kept("core:A") })],
			paths: [
				path("core:A"),
				path("service:A", {
					definition: "core:A",
					uses: uses(2, { imports: 0, forms: { mock: 2 } }),
				}),
			],
		});
		expect(proposeRules(map, "map")).toEqual([]);
	});

	test("what is undecided, apart, to the path that most speaks for", () => {
		const map = mapOf({
			definitions: [
				definition("core:A", {
					canonical: {
						path: null,
						reason: null,
						votes: [
							{ reason: "most-used", path: "old:A" },
							{ reason: "defining-module", path: "core:A" },
						],
					},
				}),
			],
			paths: [
				path("core:A"),
				path("old:A", { definition: "core:A", uses: uses(4) }),
			],
		});
		expect(proposeRules(map, "map")).toEqual([
			{
				rule: { from: "core", to: "old", names: { A: "A" } },
				decided: false,
				shim: null,
				imports: 1,
				tests: 0,
				open: [
					"A: old:A (it is used most), core:A (it is where the symbol is defined)",
				],
			},
		]);
	});

	test("another name for a value is not decided: a default says what is chosen", () => {
		const map = (what: "value" | "class") =>
			mapOf({
				definitions: [
					definition("core:VMDK", {
						what,
						canonical: { path: "core:VMDK", reason: "most-used", votes: [] },
					}),
				],
				paths: [
					path("core:VMDK"),
					path("core:DEFAULT_FORMAT", { definition: "core:VMDK" }),
					path("old:VMDK", { definition: "core:VMDK" }),
				],
			});
		const proposed = (what: "value" | "class") =>
			proposeRules(map(what), "map").map(({ rule, decided, open }) => ({
				from: rule.from,
				decided,
				open,
			}));
		expect(proposed("value")).toEqual([
			{
				from: "core",
				decided: false,
				open: [
					"DEFAULT_FORMAT: another name for the value core:VMDK, which may be a choice of its own",
				],
			},
			{ from: "old", decided: true, open: [] },
		]);
		expect(proposed("class").every(({ decided }) => decided)).toBe(true);
	});
});

test("a name can't end its comment, nor leave its string", () => {
	const evil = 'x\n"rules": [], // \u2028 */ "';
	const text = writeConfig({
		comments: [evil],
		rules: [
			{ rule: { from: evil, to: "b" }, comments: [evil], active: true },
			{ rule: { from: evil, to: "c" }, comments: [evil], active: false },
		],
		options: {},
	});
	const space = workspace({ "onepath.config.json": text }, { git: false });
	expect(loadConfig(space.root, null)?.config.rules).toEqual([
		{ id: evil, from: evil, to: "b" },
	]);
});
