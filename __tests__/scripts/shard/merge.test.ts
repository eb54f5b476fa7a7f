/** Reports of shards put together: what fits is one run, what does not is refused in one line that names the files. */
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { mergeReports } from "../../../scripts/shard/merge.js";
import { type NamedReport, readReports } from "../../../scripts/shard/read.js";
import { type ShardReport, withDigest } from "../../../scripts/shard/report.js";
import { version } from "../../../scripts/version.js";
import {
	type Ran,
	treeOf,
	type Workspace,
	workspace,
} from "../support/workspace.js";
import { TIED, TIED_RULE } from "./tree.js";

const COMMANDS = ["map", "migrate", "check"] as const;
const COUNT = 4;

/** How another format says that a part is missing. */
const MARKS = {
	map: ["markdown", "> INCOMPLETE: part 3 of 4 missing\n"],
	migrate: ["json", '"INCOMPLETE: part 3 of 4 missing"'],
	check: ["github", "::error title=onepath::INCOMPLETE: part 3 of 4 missing\n"],
} as const;

let space: Workspace;
let made = "";
beforeAll(async () => {
	made = mkdtempSync(join(tmpdir(), "onepath-merge-"));
	space = workspace({
		...TIED,
		"onepath.config.json": JSON.stringify({
			rules: [
				TIED_RULE,
				{ id: "web", from: "web/legacy.ts", to: "web/manager.ts" },
			],
		}),
		"web/manager.ts": "export class Manager {}\n",
		"web/legacy.ts": 'export { Manager } from "./manager";\n',
		"web/app.ts": 'import { Manager } from "./legacy";\nnew Manager();\n',
		"README.md": "See tied.old.\n",
	});
	for (const command of COMMANDS)
		for (let part = 1; part <= COUNT; part++)
			await space.run(
				...[command, "--shard", `${part}/${COUNT}`],
				...["--reporter", `blob=${file(command, part)}`],
			);
}, 120_000);
afterAll(() => rmSync(made, { recursive: true, force: true }));

const file = (command: string, part: number): string =>
	join(made, command, `${part}.json`);
const report = (command: string, part: number): ShardReport =>
	JSON.parse(readFileSync(file(command, part), "utf8"));

/** A folder with the reports of a command, after something was done to them. */
async function merge(
	command: string,
	change: (folder: string) => void,
	...argv: readonly string[]
): Promise<Ran> {
	const folder = mkdtempSync(join(made, "case-"));
	cpSync(join(made, command), folder, { recursive: true });
	change(folder);
	return space.run("merge-reports", folder, ...argv);
}

/** Puts a report into the folder as if a shard had made it so. */
const put = (
	folder: string,
	name: string,
	{ digest: _, ...rest }: ShardReport,
): void => writeFileSync(join(folder, name), JSON.stringify(withDigest(rest)));

function refused({ code, stdout, stderr }: Ran, ...words: string[]): void {
	expect(stdout).toBe("");
	expect(stderr).toMatch(/^onepath: [^\n]+\n$/);
	for (const word of words) expect(stderr).toContain(word);
	expect(stderr).not.toContain("internal error");
	expect(code).toBe(2);
}

describe.each(COMMANDS)("%s", (command) => {
	test("is refused with a part missing, and goes on without where that is said", async () => {
		const without = (folder: string) => rmSync(join(folder, "3.json"));
		refused(
			await merge(command, without),
			"part 3 of 4",
			"1.json",
			"2.json",
			"4.json",
		);
		const partial = await merge(
			...([command, without, "--allow-partial"] as const),
			...["--reporter", "json"],
		);
		expect(partial.code).toBe(4);
		expect(partial.stderr).toBe("INCOMPLETE: part 3 of 4 missing\n");
		expect(JSON.parse(partial.stdout).notes).toContain(
			"INCOMPLETE: part 3 of 4 missing",
		);
		const text = await merge(command, without, "--allow-partial");
		expect(text.stdout + text.stderr).toMatch(
			/(?:Notes\n {2}|note: )INCOMPLETE: part 3 of 4 missing/,
		);
		const [name, mark] = MARKS[command];
		const marked = await merge(
			...([command, without, "--allow-partial"] as const),
			...["--reporter", name],
		);
		expect(marked.stdout).toContain(mark);
	});

	test("is refused with a part twice; alike ones count once where that is said", async () => {
		const twice = (folder: string) =>
			cpSync(join(folder, "2.json"), join(folder, "again/2.json"));
		refused(await merge(command, twice), "2.json and ", "again", "part 2 of 4");
		const told = await merge(
			...([command, twice, "--allow-partial", "--reporter", "json"] as const),
		);
		const whole = await merge(command, () => {}, "--reporter", "json");
		expect(told).toEqual(whole);
		const differing = (folder: string) =>
			put(folder, "other.json", {
				...report(command, 2),
				files: { ...report(command, 2).files, own: 0 },
			});
		refused(await merge(command, differing, "--allow-partial"), "other.json");
	});

	test.each([
		["other rules", { ruleDigest: "0".repeat(64) }],
		["other files, roots or limits", { scopeDigest: "0".repeat(64) }],
		["two states of the tree", { treeDigest: "0".repeat(64) }],
		["onepath 9.9.9", { tool: { name: "onepath", version: "9.9.9" } }],
		["format 7", { schemaVersion: 7 }],
		["other numbers of parts", { shards: { count: 5, parts: [3] } }],
		["other numbers of files", { files: { total: 9999, own: 1 } }],
	])("is refused with one of %s, whatever is allowed", async (what, change) => {
		const mixed = (folder: string) =>
			put(folder, "3.json", {
				...report(command, 3),
				...change,
			} as ShardReport);
		refused(await merge(command, mixed), what, "3.json");
		refused(await merge(command, mixed, "--allow-partial"), what, "3.json");
	});

	test("is refused with one of another command", async () => {
		const other = COMMANDS.find((each) => each !== command) as string;
		const mixed = (folder: string) =>
			cpSync(file(other, 3), join(folder, "3.json"));
		refused(await merge(command, mixed), "two commands", "3.json");
	});

	test("is refused torn, foreign or damaged", async () => {
		const text = readFileSync(file(command, 3), "utf8");
		const cases: readonly (readonly [string | Buffer, string])[] = [
			[text.slice(0, text.length / 2), "only a part"],
			["", "only a part"],
			["[]", "no report"],
			["null", "no report"],
			['{"a": 1}', "no report"],
			[Buffer.from([0xff, 0xfe, 0x00]), "not UTF-8"],
			[text.replace(/"own":\{/, '"__proto__":{"x":1},"own":{'), "additional"],
			[text.replace(/"line":\d+|"total":\d+/, '"total":"1"'), "must"],
			[text.replace(/tied/, "tired"), "damaged"],
		];
		for (const [content, what] of cases)
			refused(
				await merge(command, (folder) =>
					writeFileSync(join(folder, "3.json"), content),
				),
				"3.json",
				what,
			);
	});

	test("speaks of each file once, and of as many as there are", async () => {
		const own = (part: number) => report(command, part);
		const lost = (folder: string) =>
			put(folder, "3.json", {
				...own(3),
				files: { ...own(3).files, own: own(3).files.own - 1 },
			});
		refused(await merge(command, lost), "files, and the tree has");
		const full = [1, 2, 3, 4].find((part) =>
			/"path":"|\["[^"]+",/.test(JSON.stringify(own(part).own)),
		) as number;
		const other = full === 4 ? 1 : full + 1;
		const shared = (folder: string) =>
			put(folder, `${other}.json`, { ...own(other), own: own(full).own });
		refused(await merge(command, shared), "both speak of");
	});

	test("does not depend on the order, nor on what was merged before", () => {
		const reports = readReports("/", [join(made, command)], version());
		const all = JSON.stringify(mergeReports(reports, false));
		const again = ({ report: merged }: ReturnType<typeof mergeReports>) => ({
			name: "merged",
			report: merged,
		});
		fc.assert(
			fc.property(
				fc.shuffledSubarray([...reports], { minLength: COUNT }),
				fc.integer({ min: 1, max: COUNT - 1 }),
				(order: NamedReport[], cut) => {
					expect(JSON.stringify(mergeReports(order, false))).toBe(all);
					const [left, right] = [order.slice(0, cut), order.slice(cut)];
					const halves = [left, right].map((half) =>
						again(mergeReports(half, true)),
					);
					expect(JSON.stringify(mergeReports(halves, false))).toBe(all);
				},
			),
			{ numRuns: 25 },
		);
		const whole = again(mergeReports(reports, false));
		expect(JSON.stringify(mergeReports([whole], false))).toBe(all);
		expect(JSON.stringify(mergeReports([whole, whole], true))).toBe(all);
	});

	test("a merged report is a report", async () => {
		const folder = mkdtempSync(join(made, "stages-"));
		const stage = (name: string, parts: readonly number[]) =>
			space.run(
				...["merge-reports", ...parts.map((part) => file(command, part))],
				...["--allow-partial", "--reporter", `blob=${join(folder, name)}`],
			);
		expect((await stage("a.json", [4, 1])).code).toBe(4);
		expect((await stage("b.json", [3, 2])).code).toBe(4);
		const staged = await space.run("merge-reports", folder, "--reporter=json");
		const whole = await merge(command, () => {}, "--reporter=json");
		expect(staged).toEqual(whole);
	});
});

describe("the plan of a merged migration", () => {
	test("is applied as that of one run", async () => {
		const folder = mkdtempSync(join(made, "plan-"));
		const plan = (name: string) => ["--plan-out", join(folder, name)];
		await space.run("migrate", ...plan("one.json"));
		const merged = await space.run(
			...["merge-reports", join(made, "migrate"), ...plan("merged.json")],
		);
		expect(merged.stderr).toContain(
			`Next: onepath apply ${join(folder, "merged.json")}`,
		);
		expect(readFileSync(join(folder, "merged.json"))).toEqual(
			readFileSync(join(folder, "one.json")),
		);
		const copy = join(folder, "copy");
		cpSync(space.root, copy, { recursive: true });
		const { root } = space;
		const applied = await space.run(
			...["apply", join(folder, "merged.json"), "--root", copy],
		);
		expect(applied.code).toBe(0);
		expect(treeOf(copy)).not.toEqual(treeOf(root));
		const check = await space.run("check", "--root", copy, "--quiet");
		expect(check.stdout).toBe("");
	});

	test("leads nowhere outside of the tree", async () => {
		const part = [1, 2, 3, 4].find(
			(each) =>
				(report("migrate", each).own as { entries: unknown[] }).entries.length >
				0,
		) as number;
		for (const path of [
			"../../.bashrc",
			"/etc/passwd",
			".git/hooks/pre-commit",
		])
			refused(
				await merge("migrate", (folder) => {
					const hostile = report("migrate", part);
					const { entries } = hostile.own as { entries: { path: string }[] };
					(entries[0] as { path: string }).path = path;
					put(folder, `${part}.json`, hostile);
				}),
				`${part}.json`,
				"no path of a tree",
			);
		refused(
			await merge("migrate", (folder) => {
				const hostile = report("migrate", part);
				const { texts } = hostile.own as { texts: string[] };
				texts[0] = `${texts[0]} `;
				put(folder, `${part}.json`, hostile);
			}),
			"has not its hash",
		);
	});
});

describe("the map of merged reports", () => {
	test("is refused where the tree is another one, with the file", async () => {
		const copy = join(made, "moved-on");
		cpSync(space.root, copy, { recursive: true });
		const change = (path: string, content: string): void => {
			mkdirSync(dirname(join(copy, path)), { recursive: true });
			writeFileSync(join(copy, path), content);
		};
		const ask = () =>
			space.run("merge-reports", join(made, "map"), "--root", copy);
		expect((await ask()).code).toBe(0);
		change("tied/more.py", "X = 1\n");
		refused(await ask(), "tied/more.py");
		rmSync(join(copy, "tied/more.py"));
		change("tied/new.py", "def make0(url): ...\n");
		refused(await ask(), "tied/new.py");
		rmSync(join(copy, "tied/new.py"));
		refused(await ask(), "tied/new.py");
	});

	test("answers questions as one run does", async () => {
		for (const question of [
			["--symbol", "make0"],
			["--module", "tied.old"],
			["--symbol", "nobody"],
		]) {
			const one = await space.run("map", ...question);
			expect(
				await space.run("merge-reports", join(made, "map"), ...question),
			).toEqual(one);
		}
	});
});

describe("merge-reports", () => {
	test("tells code scanning that it has not seen everything", async () => {
		const without = (folder: string) => rmSync(join(folder, "3.json"));
		const { stdout } = await merge(
			...([
				"check",
				without,
				"--allow-partial",
				"--reporter",
				"sarif",
			] as const),
		);
		const [{ invocations }] = JSON.parse(stdout).runs;
		expect(invocations[0].executionSuccessful).toBe(false);
		expect(JSON.stringify(invocations[0])).toContain("INCOMPLETE: part 3 of 4");
	});

	test("exits as one run would", async () => {
		expect((await space.run("check")).code).toBe(1);
		expect((await merge("check", () => {})).code).toBe(1);
		expect((await merge("migrate", () => {})).code).toBe(0);
		const folder = mkdtempSync(join(made, "gate-"));
		for (let part = 1; part <= 2; part++)
			await space.run(
				...["migrate", "--check", "--shard", `${part}/2`],
				...["--reporter", `blob=${join(folder, `${part}.json`)}`],
			);
		expect((await space.run("migrate", "--check")).code).toBe(1);
		expect((await space.run("merge-reports", folder)).code).toBe(1);
	});

	test("finds reports where blob puts them, and the tree does not", async () => {
		const before = await space.run("map", "--reporter", "json");
		for (let part = 1; part <= 2; part++)
			await space.run("migrate", "--shard", `${part}/2`, "--reporter", "blob");
		expect(readdirSync(space.at("onepath-report/migrate")).sort()).toEqual([
			"1-of-2.json",
			"2-of-2.json",
		]);
		const one = await space.run("migrate", "--reporter", "json");
		const merged = await space.run("merge-reports", "--reporter", "json");
		expect(merged).toEqual(one);
		expect(await space.run("map", "--reporter", "json")).toEqual(before);
	});

	test("refuses what can't be meant", async () => {
		const at = join(made, "check");
		const ask = (...argv: string[]) => space.run("merge-reports", ...argv);
		refused(await ask("nowhere"), "nowhere does not exist");
		refused(await ask(at, "--reporter", "csv"), "no reporter is called csv");
		refused(await ask(at, "--plan-out", "p.json"), "--plan-out", "migrate");
		refused(await ask(at, "--symbol", "X"), "--symbol", "map");
		refused(await ask(at, "--reporter", "blob"), "--reporter blob=FILE");
		mkdirSync(join(made, "empty"));
		refused(await ask(join(made, "empty")), "has no reports");
		refused(await space.run("map", "--shard", "1/2"), "--reporter blob");
		refused(
			await space.run("migrate", "--reporter", "blob", "--write"),
			"--write",
		);
		refused(
			await space.run("check", "--shard", "1/2", "--init-baseline"),
			"--init-baseline",
		);
	});
});

test("a baseline is compared part by part, and adds up", async () => {
	const copy = mkdtempSync(join(made, "baseline-"));
	cpSync(space.root, copy, { recursive: true });
	const at = (...argv: string[]) => space.run(...argv, "--root", copy);
	await at("check", "--init-baseline");
	writeFileSync(
		join(copy, "web/app.ts"),
		'import { Manager } from "./manager";\nnew Manager();\n',
	);
	rmSync(join(copy, "tied/make3.py"));
	writeFileSync(
		join(copy, "tied/fresh.py"),
		"from tied.old import make1\n\nmake1(1)\n",
	);
	const folder = mkdtempSync(join(made, "baseline-reports-"));
	for (let part = 1; part <= 5; part++)
		await at(
			...["check", "--shard", `${part}/5`],
			...["--reporter", `blob=${join(folder, `${part}.json`)}`],
		);
	for (const reporter of ["text", "json"]) {
		const one = await at("check", "--reporter", reporter);
		expect(one.stdout).toMatch(/3 gone|"gone": 3/);
		expect(await at("merge-reports", folder, "--reporter", reporter)).toEqual(
			one,
		);
	}
}, 60_000);

test("shards shrink a baseline one after the other as one run does", async () => {
	const [one, parts] = ["one", "parts"].map((name) => {
		const copy = mkdtempSync(join(made, `shrink-${name}-`));
		cpSync(space.root, copy, { recursive: true });
		return copy;
	}) as [string, string];
	const at = (copy: string, ...argv: string[]) =>
		space.run("check", ...argv, "--root", copy);
	for (const copy of [one, parts]) {
		await at(copy, "--init-baseline");
		rmSync(join(copy, "tied/make3.py"));
		rmSync(join(copy, "tests/test_make5.py"));
	}
	const baseline = (copy: string) =>
		readFileSync(join(copy, "onepath-baseline.json"), "utf8");
	const before = baseline(one);
	await at(one, "--update-baseline");
	for (const part of [2, 3, 1])
		await at(parts, "--update-baseline", "--shard", `${part}/3`);
	expect(baseline(parts)).toBe(baseline(one));
	expect(baseline(one)).not.toBe(before);
}, 60_000);

test("any number of shards is one run", async () => {
	for (const argv of [
		["map", "web", "tied"],
		["migrate", "tied", "--on-different", "accept"],
		["check", "--max-paths", "1"],
	]) {
		const one = await space.run(...argv, "--reporter", "json");
		for (const count of [1, 2, 3, 5]) {
			const folder = mkdtempSync(join(made, "any-"));
			for (let part = 1; part <= count; part++)
				await space.run(
					...[...argv, "--shard", `${part}/${count}`],
					...["--reporter", `blob=${join(folder, `${part}.json`)}`],
				);
			expect(
				await space.run("merge-reports", folder, "--reporter", "json"),
			).toEqual(one);
		}
	}
}, 120_000);
