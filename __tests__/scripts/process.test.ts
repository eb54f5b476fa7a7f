/** What only a process of its own can show: signals, closed pipes, the linked bin. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import { listRuns, progressOf } from "../../scripts/driver/write/journal.js";
import { compile } from "./support/compiled.js";
import { RULE, SMALL, type Workspace, workspace } from "./support/workspace.js";

let cli = "";
beforeAll(() => {
	cli = join(compile(), "scripts/cli.js");
}, 60_000);

const exit = (child: ChildProcess) =>
	new Promise<number | null>((done) => child.once("close", done));
const run = ({ root }: Workspace, ...argv: string[]) =>
	spawnSync(process.execPath, [cli, ...argv], { cwd: root, encoding: "utf8" });

test("the bin runs through a link, as npm makes one", () => {
	const space = workspace(SMALL);
	symlinkSync(cli, space.at("onepath"));
	const { status, stdout } = spawnSync(
		process.execPath,
		[space.at("onepath"), "migrate", ...RULE],
		{ cwd: space.root, encoding: "utf8" },
	);
	expect(status).toBe(0);
	expect(stdout).toContain('+import { Manager } from "./manager.js";');
});

test("a reader that closes the pipe ends nothing and prints no stack", async () => {
	const files = Object.fromEntries(
		Array.from({ length: 400 }, (_, index) => [
			`src/f${index}.ts`,
			SMALL["src/app.ts"] as string,
		]),
	);
	const space = workspace({ ...SMALL, ...files });
	const child = spawn(process.execPath, [cli, "migrate", ...RULE], {
		cwd: space.root,
		stdio: ["ignore", "pipe", "pipe"],
	});
	let stderr = "";
	child.stderr?.on("data", (chunk) => {
		stderr += chunk;
	});
	child.stdout?.once("data", () => child.stdout?.destroy());
	expect(await exit(child)).toBe(0);
	expect(stderr).toContain("would change  401");
	expect(stderr).not.toMatch(/EPIPE|at .*\.js:\d+/);
}, 60_000);

test.each([
	["SIGINT", 130],
	["SIGTERM", 143],
] as const)(
	"%s stops a write between two files with exit %d; a second run finishes",
	async (signal, code) => {
		const count = 400;
		const names = Array.from(
			{ length: count },
			(_, index) => `src/f${index}.ts`,
		);
		const space = workspace({
			...SMALL,
			...Object.fromEntries(
				names.map((name) => [name, SMALL["src/app.ts"] as string]),
			),
		});
		const store = space.at(".onepath");
		const child = spawn(
			process.execPath,
			[cli, "migrate", ...RULE, "--write", "-q", "--diff", "none"],
			{ cwd: space.root, stdio: "ignore" },
		);
		const done = () => {
			const [last] = readdirSync(space.root).includes(".onepath")
				? listRuns(store).slice(-1)
				: [];
			return last === undefined ? 0 : progressOf(store, last).done;
		};
		const over = exit(child);
		while (done() === 0 && child.exitCode === null)
			await new Promise((later) => setTimeout(later, 1));
		child.kill(signal);
		expect(await over).toBe(code);

		const moved = () =>
			names.filter((name) => space.text(name).includes("./manager.js")).length;
		expect(moved()).toBeGreaterThan(0);
		expect(moved()).toBeLessThan(count);
		expect(progressOf(store, listRuns(store)[0] as string).ended).toBe(false);
		expect(
			run(space, "migrate", ...RULE, "--write", "-q", "--allow-dirty").status,
		).toBe(0);
		expect(moved()).toBe(count);
	},
	60_000,
);
