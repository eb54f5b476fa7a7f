/** A project in a folder of its own, and the command line run in it as a user would. */
import { spawnSync } from "node:child_process";
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { Readable } from "node:stream";
import { afterAll } from "@jest/globals";
import { main } from "../../../scripts/cli.js";

const made: string[] = [];
afterAll(() => {
	for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

export type Files = Readonly<Record<string, string | Buffer>>;

export interface Ran {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
	/** As written, not decoded. */
	readonly bytes: Buffer;
}

export interface Workspace {
	readonly root: string;
	at(path: string): string;
	bytes(path: string): Buffer;
	text(path: string): string;
	put(files: Files): void;
	/** Every file but git's and onepath's own, with its bytes. */
	tree(): Map<string, Buffer>;
	run(...argv: string[]): Promise<Ran>;
	runIn(folder: string, ...argv: string[]): Promise<Ran>;
	/** With this on standard input. */
	runWith(input: string, ...argv: string[]): Promise<Ran>;
	git(...args: string[]): {
		readonly status: number | null;
		readonly stdout: string;
		readonly stderr: string;
	};
}

export function workspace(
	files: Files,
	options: { readonly git?: boolean } = {},
): Workspace {
	const root = realpathSync(mkdtempSync(join(tmpdir(), "onepath-test-")));
	made.push(root);
	const at = (path: string): string => join(root, path);
	const git = (...args: string[]) =>
		spawnSync(
			"git",
			["-c", "user.name=t", "-c", "user.email=t@example.org", ...args],
			{
				cwd: root,
				encoding: "utf8",
				env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" },
			},
		);
	const put = (more: Files): void => {
		for (const [path, content] of Object.entries(more)) {
			mkdirSync(dirname(at(path)), { recursive: true });
			writeFileSync(at(path), content);
		}
	};
	const ran = async (
		folder: string,
		input: string,
		argv: readonly string[],
	): Promise<Ran> => {
		const out: Buffer[] = [];
		const err: Buffer[] = [];
		const sink = (into: Buffer[]) => ({
			write: (chunk: string | Uint8Array) =>
				into.push(Buffer.from(chunk as Uint8Array)),
		});
		const code = await main(argv, {
			stdout: sink(out),
			stderr: sink(err),
			stdin: () => Readable.from([Buffer.from(input)]),
			cwd: at(folder),
			env: {},
		});
		const bytes = Buffer.concat(out);
		return {
			code,
			bytes,
			stdout: bytes.toString("utf8"),
			stderr: Buffer.concat(err).toString("utf8"),
		};
	};
	put(files);
	if (options.git !== false) {
		git("init", "-q");
		git("add", "-A");
		git("commit", "-q", "-m", "start");
	}
	return {
		root,
		at,
		put,
		git,
		runIn: (folder, ...argv) => ran(folder, "", argv),
		runWith: (input, ...argv) => ran(".", input, argv),
		bytes: (path) => readFileSync(at(path)),
		text: (path) => readFileSync(at(path), "utf8"),
		run: (...argv) => ran(".", "", argv),
		tree: () => treeOf(root),
	};
}

export function treeOf(root: string): Map<string, Buffer> {
	const files = readdirSync(root, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter(
			(path) => !/(?:^|\/)\.(?:git|onepath)(?:\/|$)/.test(relative(root, path)),
		);
	return new Map(
		files.sort().map((path) => [relative(root, path), readFileSync(path)]),
	);
}

/** A barrel that only hands on a class, its canonical module, and one consumer. */
export const SMALL: Files = {
	"package.json": '{"name":"app","type":"module"}\n',
	"src/manager.ts": "export class Manager {}\n",
	"src/legacy.ts": 'export { Manager } from "./manager.js";\n',
	"src/app.ts": 'import { Manager } from "./legacy.js";\nnew Manager();\n',
};
export const RULE = ["--from", "src/legacy.ts", "--to", "src/manager.ts"];
