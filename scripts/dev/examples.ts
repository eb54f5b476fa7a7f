/**
 * README's console examples: what stands after `$ onepath ...` in a console block is what the command line prints
 * today, in a fresh copy of `example/` with a git history.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../cli.js";

const BLOCK = /^```console\n([\s\S]*?)^```$/gm;
/** What README shows instead of the copy's path. */
const HOME = "/home/me/example";

/** The text with the output of every example made anew. Throws for one that is no command of ours. */
export async function renderExamples(
	text: string,
	example: string,
): Promise<string> {
	let result = "";
	let from = 0;
	for (const block of text.matchAll(BLOCK)) {
		const commands = (block[1] ?? "")
			.split("\n")
			.filter((line) => line.startsWith("$ "));
		const output = await inCopy(example, (cwd) => runAll(commands, cwd));
		result += `${text.slice(from, block.index)}\`\`\`console\n${output}\`\`\``;
		from = block.index + block[0].length;
	}
	return result + text.slice(from);
}

async function runAll(
	commands: readonly string[],
	cwd: string,
): Promise<string> {
	let shown = "";
	for (const command of commands) {
		const [program, ...argv] = command.slice(2).split(" ");
		if (program !== "onepath") throw new Error(`README runs ${program}`);
		shown += `${command}\n${await runOnepath(argv, cwd)}`;
	}
	return shown.replaceAll(cwd, HOME);
}

/** What one command line prints, both streams as a terminal shows them. Throws when it exits with other than 0. */
export async function runOnepath(
	argv: readonly string[],
	cwd: string,
): Promise<string> {
	const chunks: Buffer[] = [];
	const sink = {
		write: (chunk: string | Uint8Array) => chunks.push(Buffer.from(chunk)),
	};
	const code = await main(argv, { stdout: sink, stderr: sink, cwd, env: {} });
	const text = Buffer.concat(chunks).toString();
	if (code !== 0) throw new Error(`onepath ${argv.join(" ")} failed:\n${text}`);
	return text;
}

async function inCopy<T>(
	example: string,
	work: (cwd: string) => Promise<T>,
): Promise<T> {
	const parent = realpathSync(mkdtempSync(join(tmpdir(), "onepath-docs-")));
	const copy = join(parent, "example");
	try {
		cpSync(example, copy, { recursive: true });
		const git = (...args: readonly string[]) =>
			execFileSync(
				"git",
				["-c", "user.name=me", "-c", "user.email=me@example.org", ...args],
				{
					cwd: copy,
					stdio: "ignore",
				},
			);
		git("init");
		git("add", ".");
		git("commit", "-m", "before");
		return await work(copy);
	} finally {
		rmSync(parent, { recursive: true, force: true });
	}
}
