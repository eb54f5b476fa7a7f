/**
 * The recipes of example/scale-out, run: every command of theirs in a copy of the example, for each machine that they
 * ask for, with the steps that move files done by copying. What comes out is what one run says.
 */
import { spawnSync } from "node:child_process";
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parse, parseAllDocuments } from "yaml";
import { parserFor } from "../../../scripts/dispatch.js";
import { ROOT } from "../../helpers/built.js";
import { compile } from "../support/compiled.js";

const RECIPES = join(ROOT, "example/scale-out");
const recipe = (name: string): string =>
	readFileSync(join(RECIPES, name), "utf8");

let home = "";
let path = "";
beforeAll(() => {
	home = mkdtempSync(join(tmpdir(), "onepath-recipes-"));
	const cli = join(compile(), "scripts/cli.js");
	const bin = join(home, "bin");
	mkdirSync(bin);
	const program = (name: string, line: string): void => {
		writeFileSync(join(bin, name), `#!/bin/sh\n${line}\n`);
		chmodSync(join(bin, name), 0o755);
	};
	program("onepath", `exec '${process.execPath}' '${cli}' "$@"`);
	program("npx", '[ "$1" = onepath ] || exit 99\nexec "$@"');
	program("npm", '[ "$*" = ci ] || exit 99');
	path = `${bin}${delimiter}${process.env.PATH}`;
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A machine with the example checked out. */
function checkout(name: string): string {
	const folder = join(home, name);
	cpSync(join(ROOT, "example"), folder, { recursive: true });
	for (const args of [
		["init", "-q"],
		["add", "-A"],
		[
			"-c",
			"user.name=t",
			"-c",
			"user.email=t@example.org",
			"commit",
			"-qm",
			"x",
		],
	])
		spawnSync("git", args, { cwd: folder });
	return folder;
}

function shell(
	cwd: string,
	script: string,
	env: Readonly<Record<string, string>> = {},
): {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
} {
	const { status, stdout, stderr } = spawnSync("bash", ["-e", "-c", script], {
		cwd,
		encoding: "utf8",
		env: { ...process.env, PATH: path, ...env },
	});
	return { code: status, stdout, stderr };
}

const withoutNext = (text: string): string =>
	text.replace(/^Next: .*\n/gm, "").replaceAll(/^ {2}root .*\n/gm, "");

/** What keeps a step or a job going after a failure, as GitHub writes it. */
const NOT_CANCELLED = ["$", "{{ !cancelled() }}"].join("");

interface Step {
	readonly name?: string;
	readonly run?: string;
	readonly uses?: string;
	readonly if?: string;
	readonly with?: Readonly<Record<string, string | number | boolean>>;
}

interface Job {
	readonly needs?: string;
	readonly if?: string;
	readonly strategy?: { readonly matrix: Readonly<Record<string, number[]>> };
	readonly steps: readonly Step[];
}

describe("GitHub Actions", () => {
	/** A job as the runner does it; the exit code of each command by the name of its step. */
	function runJob(
		job: Job,
		cwd: string,
		stored: string,
		values: Readonly<Record<string, string>>,
	): {
		readonly codes: Map<string, number>;
		readonly out: Map<string, string>;
	} {
		const codes = new Map<string, number>();
		const out = new Map<string, string>();
		const filled = (text: string): string =>
			text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => {
				expect(Object.keys(values)).toContain(name);
				return values[name] as string;
			});
		let failed = false;
		for (const step of job.steps) {
			if (failed && step.if !== NOT_CANCELLED) continue;
			const given = step.with ?? {};
			if (step.run !== undefined) {
				const ended = shell(cwd, filled(step.run), {
					GITHUB_STEP_SUMMARY: join(stored, "summary.md"),
				});
				codes.set(step.name as string, ended.code as number);
				out.set(step.name as string, ended.stdout);
				expect(ended.stderr).not.toMatch(/^onepath: /m);
				failed ||= ended.code !== 0;
			} else if (step.uses?.startsWith("actions/upload-artifact@")) {
				const to = join(stored, "artifacts", filled(String(given.name)));
				// A folder's artifact holds what is in it; several files keep their names.
				for (const each of String(given.path).trim().split("\n"))
					cpSync(
						join(cwd, each),
						each.endsWith("/") ? to : join(to, each.split("/").at(-1) ?? ""),
						{ recursive: true },
					);
			} else if (step.uses?.startsWith("actions/download-artifact@")) {
				expect(given["merge-multiple"]).toBe(true);
				const pattern = new RegExp(
					`^${String(given.pattern).replace("*", ".*")}$`,
				);
				for (const name of readdirSync(join(stored, "artifacts")))
					if (pattern.test(name))
						cpSync(
							join(stored, "artifacts", name),
							join(cwd, String(given.path)),
							{ recursive: true },
						);
			} else
				expect(step.uses).toMatch(/^actions\/(?:checkout|setup-node)@v\d+$/);
		}
		return { codes, out };
	}

	test("the matrix and its merge say what one run says", () => {
		const { jobs } = parse(recipe("github-actions.yml")) as {
			jobs: { shard: Job; merge: Job };
		};
		const { shard, merge } = jobs;
		const stored = join(home, "github");
		mkdirSync(stored);
		const shards = shard.strategy?.matrix.shard as number[];
		for (const each of shards) {
			const { codes } = runJob(shard, checkout(`github-${each}`), stored, {
				"matrix.shard": String(each),
				"strategy.job-total": String(shards.length),
			});
			expect([codes.get("Map"), codes.get("Migration")]).toEqual([0, 0]);
			expect([0, 1]).toContain(codes.get("Gate"));
		}
		expect(merge.needs).toBe("shard");
		// A shard that said no has a report, and the merge must come.
		expect(merge.if).toBe(NOT_CANCELLED);
		const place = checkout("github-merge");
		const { codes, out } = runJob(merge, place, stored, {});

		const one = checkout("github-one");
		const gate = shell(
			one,
			"onepath check --reporter github --reporter sarif=../one.sarif",
		);
		expect([codes.get("Gate"), out.get("Gate")]).toEqual([1, gate.stdout]);
		expect(gate.code).toBe(1);
		const same = (name: string, whole: string): void =>
			expect(readFileSync(join(place, "onepath-report", name), "utf8")).toBe(
				readFileSync(join(home, whole), "utf8"),
			);
		same("onepath.sarif", "one.sarif");
		shell(
			one,
			"onepath migrate --reporter text=../one.txt --patch ../one.patch --plan-out ../one.json",
		);
		same("onepath.patch", "one.patch");
		same("plan.json", "one.json");
		shell(one, "onepath map --reporter markdown=../one.md");
		const summary = readFileSync(join(stored, "summary.md"), "utf8");
		const text = readFileSync(join(home, "one.txt"), "utf8");
		expect(withoutNext(summary)).toBe(
			withoutNext(
				`${readFileSync(join(home, "one.md"), "utf8")}\`\`\`\n${text}\`\`\`\n`,
			),
		);
		expect(existsSync(join(stored, "artifacts/onepath-plan/plan.json"))).toBe(
			true,
		);
	}, 240_000);
});

test("GitLab's parallel jobs say what one run says", () => {
	const pipeline = parse(recipe("gitlab-ci.yml")) as {
		onepath: { parallel: number; script: string[]; allow_failure: object };
		"onepath-merge": { needs: string[]; script: string[] };
	};
	const { onepath, "onepath-merge": merge } = pipeline;
	const place = checkout("gitlab-merge");
	for (let index = 1; index <= onepath.parallel; index++) {
		const machine = checkout(`gitlab-${index}`);
		for (const line of onepath.script)
			expect([0, 1]).toContain(
				shell(machine, line, {
					CI_NODE_INDEX: String(index),
					CI_NODE_TOTAL: String(onepath.parallel),
				}).code,
			);
		cpSync(join(machine, "onepath-report"), join(place, "onepath-report"), {
			recursive: true,
		});
	}
	expect(onepath.allow_failure).toEqual({ exit_codes: [1] });
	expect(merge.needs).toEqual(["onepath"]);
	const merged = shell(place, merge.script.join("\n"));
	const one = checkout("gitlab-one");
	const whole = shell(
		one,
		"onepath check --reporter text --reporter json=onepath-report/check.json",
	);
	expect(merged).toEqual(whole);
	const report = "onepath-report/check.json";
	expect(readFileSync(join(place, report))).toEqual(
		readFileSync(join(one, report)),
	);
}, 120_000);

describe("Kubernetes", () => {
	const jobs = parseAllDocuments(recipe("kubernetes.yml")).map(
		(document) => document.toJS().spec,
	);
	const containerOf = (spec: (typeof jobs)[number]) =>
		spec.template.spec.containers[0];

	test("what onepath exits with is not tried again, signals and memory are", () => {
		const [shard, merge] = jobs;
		expect(shard.completionMode).toBe("Indexed");
		for (const [spec, action] of [
			[shard, "FailIndex"],
			[merge, "FailJob"],
		]) {
			const [first, ...others] = spec.podFailurePolicy.rules;
			expect(first).toEqual({
				action,
				onExitCodes: {
					containerName: containerOf(spec).name,
					operator: "In",
					values: [1, 2, 3, 4],
				},
			});
			for (const rule of others) expect(rule.onExitCodes).toBeUndefined();
			expect(spec.backoffLimitPerIndex ?? spec.backoffLimit).toBeGreaterThan(0);
			expect(spec.template.spec.restartPolicy).toBe("Never");
		}
	});

	test("an Indexed Job and its merge say what one run says", () => {
		const reports = join(home, "reports");
		const source = checkout("kubernetes");
		const start = (spec: (typeof jobs)[number], index: number) => {
			const { command, args, env = [] } = containerOf(spec);
			expect(command).toEqual(["/bin/sh", "-c"]);
			return shell(source, args[0].replaceAll("/reports", reports), {
				JOB_COMPLETION_INDEX: String(index),
				...Object.fromEntries(
					env.map(({ name, value }: Record<string, string>) => [name, value]),
				),
			});
		};
		const [shard, merge] = jobs;
		expect(containerOf(shard).env).toEqual([
			{ name: "SHARDS", value: String(shard.completions) },
		]);
		for (let index = 0; index < shard.completions; index++)
			expect(start(shard, index)).toEqual({ code: 0, stdout: "", stderr: "" });
		expect(start(merge, 0).code).toBe(0);
		shell(
			source,
			"onepath map --reporter json=../map.json --reporter markdown=../map.md",
		);
		for (const [merged, one] of [
			["map.out", "map.json"],
			["map.md", "map.md"],
		] as const)
			expect(readFileSync(join(reports, merged))).toEqual(
				readFileSync(join(home, one)),
			);
	}, 120_000);
});

describe("the packages of a monorepo", () => {
	const PACKAGES = ["python", "typescript"];
	interface Report {
		readonly findings: readonly { readonly path: string }[];
	}
	const findings = (file: string): Report["findings"] =>
		(JSON.parse(readFileSync(file, "utf8")) as Report).findings;

	test("Nx and Turborepo find in all what one run finds", () => {
		const one = checkout("whole");
		shell(one, "onepath check --reporter json=../whole.json");
		const whole = findings(join(home, "whole.json"));
		expect(whole.length).toBeGreaterThan(10);

		const nx = checkout("nx");
		const { onepath } = JSON.parse(recipe("nx.json")).targetDefaults;
		const turbo = checkout("turbo");
		const [script] = [
			...recipe("README.md").matchAll(/```json\n(.*)\n```/g),
		].map(([, json = ""]) => JSON.parse(json).scripts.onepath as string);
		const { tasks } = JSON.parse(recipe("turbo.json"));
		const byNx: Report["findings"][number][] = [];
		const byTurbo: Report["findings"][number][] = [];
		for (const name of PACKAGES) {
			const filled = (text: string): string =>
				text
					.replace("{workspaceRoot}/", "")
					.replaceAll("{projectRoot}", name)
					.replaceAll("{projectName}", name);
			expect(shell(nx, filled(onepath.options.command)).code).toBe(1);
			byNx.push(...findings(join(nx, filled(onepath.outputs[0]))));
			expect(shell(join(turbo, name), script as string).code).toBe(1);
			expect(tasks.onepath.outputs).toEqual(["onepath-report/**"]);
			byTurbo.push(...findings(join(turbo, name, "onepath-report/check.json")));
		}
		expect(byNx).toEqual(whole);
		expect(byTurbo).toEqual(whole);
	}, 120_000);
});

test("multi-gitter's script leaves what a run with the config in the repository leaves, and no more", () => {
	const clone = checkout("clone");
	const config = join(home, "fleet/onepath.config.json");
	mkdirSync(join(home, "fleet"));
	const { rules } = JSON.parse(
		readFileSync(join(clone, "onepath.config.json"), "utf8"),
	);
	const elsewhere = { id: "elsewhere", from: "other.old", to: "other.new" };
	writeFileSync(config, JSON.stringify({ rules: [...rules, elsewhere] }));
	const start = () =>
		shell(clone, `'${join(RECIPES, "multi-gitter.sh")}'`, {
			ONEPATH_CONFIG: config,
		});
	expect(start().code).toBe(0);
	const changed = (folder: string): string =>
		shell(folder, "git status --porcelain; git diff").stdout;
	const one = checkout("one");
	shell(one, "onepath migrate --write");
	expect(changed(clone)).toBe(changed(one));
	expect(changed(clone)).toContain("websocket_manager");

	shell(clone, "git -c user.name=t -c user.email=t@t commit -qam moved");
	expect(start().code).toBe(0);
	expect(changed(clone)).toBe("");
	const without = shell(clone, `'${join(RECIPES, "multi-gitter.sh")}'`);
	expect(without.code).not.toBe(0);
}, 60_000);

/** Every command line of ours in a text, continued lines joined and the shell's words told apart. */
function commandsIn(text: string): readonly (readonly string[])[] {
	const joined = text.replaceAll(/\\\n\s*/g, " ");
	return [
		...joined.matchAll(/(?:^|[\s"`])onepath ([a-z][a-z-]* [^\n#&|`]*)/g),
	].map(([, line = ""]) =>
		[...line.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*'|\$\{\{[^}]*\}\})+/g)].map(
			([word]) => word.replace(/^["']|["'],?$/g, ""),
		),
	);
}

test.each(readdirSync(RECIPES))("what %s types is understood", (name) => {
	const lines = commandsIn(recipe(name).replaceAll(/>-\n/g, ""));
	const known: string[] = [];
	for (const argv of lines) {
		// Prose has no flags.
		if (argv.some((word) => word.startsWith("-")))
			parserFor({ version: "0.0.0", argv }, async ({ command }) => {
				known.push(command);
			}).parse([...argv]);
	}
	if (name !== "turbo.json") expect(known.length).toBeGreaterThan(0);
});
