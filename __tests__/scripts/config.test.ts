import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadConfig } from "../../scripts/config/load.js";

let directory: string;

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), "onepath-config-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

function write(path: string, text: string | Uint8Array): string {
	const file = join(directory, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
	return file;
}

const load = (text: string | Uint8Array) => {
	write("onepath.config.json", text);
	return loadConfig(directory, null)?.config;
};

describe("what a config may say", () => {
	test("comments and trailing commas", () => {
		const config = load(`{
			// the old home
			"rules": [
				{ "from": "a.b", "to": "a.c", /* why */ "reason": "one path", },
			],
		}`);
		expect(config?.rules).toEqual([
			{ id: "a.b", from: "a.b", to: "a.c", reason: "one path" },
		]);
	});

	test("every option, handed on as it is", () => {
		const options = {
			roots: ["python"],
			ignore: ["**/gen/**"],
			include: ["src/**"],
			exclude: ["src/old/**"],
			onDifferent: "keep-identity",
			onMissing: "definition",
			moduleStyle: "module",
			acceptUnproven: true,
		};
		const rule = {
			id: "r1",
			from: "a",
			to: "b",
			include: ["x"],
			exclude: ["y"],
			language: "any",
		};
		expect(
			load(JSON.stringify({ $schema: "s", ...options, rules: [rule] })),
		).toEqual({ ...options, rules: [rule] });
	});

	test("a table of names, `constructor` among them", () => {
		const [rule] =
			load(`{"rules": [{"from": "a", "to": "b", "names": {
				"Old": "New", "constructor": "c.d:make"}}]}`)?.rules ?? [];
		expect(rule?.id).toBe("a#Old and 1 more");
		expect(Object.entries(rule?.names ?? {})).toEqual([
			["Old", "New"],
			["constructor", "c.d:make"],
		]);
	});

	test("a byte order mark, and no rules at all", () => {
		expect(load(`\ufeff{}`)).toEqual({ rules: [] });
	});

	test("rules without an id get one that reads, numbered where two would be equal", () => {
		const config = load(`{"rules": [
			{"from": "a", "to": "b", "names": {"X": "X"}},
			{"from": "a", "to": "c", "names": {"X": "Y"}},
			{"from": "a/*", "to": "b/*"}]}`);
		expect(config?.rules.map((rule) => rule.id)).toEqual([
			"a#X",
			"a#X (2)",
			"a/*",
		]);
	});

	test("a rule for a symbol, told from those for modules", () => {
		const config = load(`{"rules": [
			{"symbol": "core:X", "canonical": "a:X", "reason": "one path"},
			{"from": "a", "to": "b"}]}`);
		expect(config).toEqual({
			rules: [{ id: "a", from: "a", to: "b" }],
			symbols: [
				{
					id: "core:X",
					symbol: "core:X",
					canonical: "a:X",
					reason: "one path",
				},
			],
		});
	});

	test("ten thousand rules", () => {
		const rules = Array.from({ length: 10_000 }, (_, i) => ({
			from: `old.m${i}`,
			to: `new.m${i}`,
		}));
		expect(load(JSON.stringify({ rules }))?.rules).toHaveLength(10_000);
	});
});

describe("what is refused, in one line with the place", () => {
	test.each([
		[
			"a typo in a key of a rule",
			`{\n  "rules": [\n    {"form": "a", "to": "b"}\n  ]\n}`,
			'3:6 "form" is not a key of "rules[0]"; did you mean "from"?',
		],
		[
			"a typo in a key of the config",
			`{"rule": []}`,
			'1:2 "rule" is not a key of the config; did you mean "rules"?',
		],
		[
			"a key that is near to none",
			`{"rules": [{"from": "a", "to": "b", "transformation": 1}]}`,
			'1:37 "transformation" is not a key of "rules[0]"; the keys are id, from, to, names, symbol, canonical, reason, include, exclude, language',
		],
		[
			"a rule without its target",
			`{"rules": [{"from": "a"}]}`,
			'1:12 "rules[0]" has no "to"; add it',
		],
		[
			"a symbol without its canonical path",
			`{"rules": [{"symbol": "a:X"}]}`,
			'1:12 "rules[0]" has no "canonical"; add it',
		],
		[
			"a symbol and a module in one rule",
			`{"rules": [{"symbol": "a:X", "canonical": "b:X", "to": "b"}]}`,
			'1:50 "to" can\'t stand beside "symbol" in "rules[0]"; remove one of them',
		],
		[
			"a list where a string belongs",
			`{"rules": [{"from": ["a"], "to": "b"}]}`,
			'1:21 "rules[0].from" is not a string; make it one',
		],
		[
			"a string where a list belongs",
			`{"ignore": "x"}`,
			'1:12 "ignore" is not a list; make it one',
		],
		["not an object", `[]`, "1:1 the config is not an object; make it one"],
		[
			"a value of no choice",
			`{"onDifferent": "ask"}`,
			'1:17 "onDifferent" is none of refuse, keep-identity, accept; choose one',
		],
		[
			"an empty string",
			`{"roots": [""]}`,
			'1:12 "roots[0]" is empty; give it a value or remove it',
		],
		[
			"an empty name",
			`{"rules": [{"from": "a", "to": "b", "names": {"": "x"}}]}`,
			'1:46 a key of "rules[0].names" is empty; give it a value or remove it',
		],
		[
			"an empty table of names",
			`{"rules": [{"from": "a", "to": "b", "names": {}}]}`,
			'1:46 "rules[0].names" is empty; give it a value or remove it',
		],
		[
			"__proto__, which would change what every other key means",
			`{"__proto__": {"rules": []}}`,
			"1:2 __proto__ can not be a key; remove it",
		],
		[
			"a key given twice, of which JSON would take the last",
			`{"rules": [{"from": "a", "to": "b", "names": {"X": "Y", "X": "Z"}}]}`,
			'1:57 "X" occurs twice in this object; keep one',
		],
		[
			"two rules of one id",
			`{"rules": [{"id": "r", "from": "a", "to": "b"},\n{"id": "r", "from": "c", "to": "d"}]}`,
			'2:1 a second rule has the id "r"; give it another',
		],
		["nothing", ``, "1:1 a value is expected here"],
		[
			"no JSON",
			`rules: []`,
			"1:1 this is not JSON; put strings and keys in double quotes",
		],
		["a missing comma", `{"a": 1 "b": 2}`, "1:9 a comma is expected here"],
		["an open end", `{"rules": [`, "1:12 a list is not closed; add ]"],
	])("%s", (_, text, message) => {
		expect(() => load(text)).toThrow(
			expect.objectContaining({
				code: "config",
				message: `onepath.config.json:${message}`,
			}),
		);
	});

	test("a config that is not UTF-8", () => {
		expect(() => load(Uint8Array.of(0x7b, 0xe9, 0x7d))).toThrow(
			"onepath.config.json is not UTF-8; save it as UTF-8",
		);
	});
});

describe("where it is looked for", () => {
	test("upward from the working directory, which its place in messages counts from", () => {
		write("onepath.config.json", "{}");
		write("a/b/file", "");
		expect(loadConfig(join(directory, "a/b"), null)).toMatchObject({
			path: join(directory, "onepath.config.json"),
			directory,
		});
		write("onepath.config.json", "{");
		expect(() => loadConfig(join(directory, "a/b"), null)).toThrow(
			/^\.\.\/\.\.\/onepath\.config\.json:1:2 /,
		);
	});

	test("the nearest one, and not past the top of the git repository", () => {
		write("onepath.config.json", "{}");
		write("inner/onepath.config.json", `{"roots": ["x"]}`);
		write("repository/.git", "gitdir: elsewhere");
		write("repository/src/file", "");
		const inner = loadConfig(join(directory, "inner"), null);
		expect(inner?.config.roots).toEqual(["x"]);
		expect(loadConfig(join(directory, "repository/src"), null)).toBeNull();
	});

	test("a config in the top directory of the repository itself is found", () => {
		write(".git/HEAD", "");
		write("onepath.config.json", "{}");
		expect(loadConfig(directory, null)).not.toBeNull();
	});

	test("the named file, from the working directory", () => {
		write("settings/mine.jsonc", `{"roots": ["y"]}`);
		expect(loadConfig(directory, "settings/mine.jsonc")?.directory).toBe(
			join(directory, "settings"),
		);
		expect(() => loadConfig(directory, "absent.json")).toThrow(
			"absent.json does not exist; correct --config, or leave it out",
		);
		expect(() => loadConfig(directory, "settings")).toThrow(
			"settings is a directory; name the file in it",
		);
	});

	test("where() gives the place of a rule for errors found later", () => {
		write(
			"onepath.config.json",
			`{"rules": [{"from": "a", "to": "b"},\n  {"from": "b", "to": "a"}]}`,
		);
		const loaded = loadConfig(directory, null);
		expect(loaded?.where("b")).toBe("onepath.config.json:2:3");
		expect(loaded?.where("other")).toBe("onepath.config.json");
	});
});
