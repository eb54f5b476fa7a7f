/**
 * Which files a partial run is about: what changed since a commit, what is staged, what a list names. It restricts
 * what is changed, never what is read for a proof; what a change needs beyond it holds the change back.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { OnepathError } from "../../transforms/core/errors.js";
import { gitChangedSince, gitStaged } from "../driver/git.js";
import { insideRoot } from "../driver/root.js";
import type { Io } from "../io.js";

export interface PartOptions {
	readonly since: string | null;
	readonly staged: boolean;
	/** A file of paths, or `-` for standard input. */
	readonly filesFrom: string | null;
}

/** Root-relative paths, those that all of the options name; null where none is given. Throws `usage`. */
export async function chosenFiles(
	root: string,
	{ since, staged, filesFrom }: PartOptions,
	io: Pick<Io, "cwd" | "stdin">,
): Promise<ReadonlySet<string> | null> {
	const lists: (readonly string[])[] = [];
	if (since !== null) {
		const changed = gitChangedSince(root, since);
		if (changed === null)
			throw new OnepathError(
				"usage",
				`--since ${since} names no commit of the repository that ${root} is in`,
			);
		lists.push(changed);
	}
	if (staged) {
		const index = gitStaged(root);
		if (index === null)
			throw new OnepathError("usage", `--staged: ${root} is not in git`);
		lists.push(index);
	}
	if (filesFrom !== null) {
		const text =
			filesFrom === "-"
				? await readAll(io.stdin)
				: readList(resolve(io.cwd, filesFrom), filesFrom);
		lists.push(
			parseList(text).map((given) => {
				const path = insideRoot(root, io.cwd, given);
				if (path !== null) return path;
				throw new OnepathError(
					"usage",
					`--files-from names ${given}, which is outside of the root ${root}`,
				);
			}),
		);
	}
	const [first, ...others] = lists.map((list) => new Set(list));
	if (!first) return null;
	return new Set(
		[...first].filter((path) => others.every((other) => other.has(path))),
	);
}

/** With a NUL in it (`find -print0`, `git diff -z`) NULs separate, else line ends do. */
export function parseList(text: string): readonly string[] {
	const names = text.includes("\0") ? text.split("\0") : text.split(/\r?\n/);
	return names.filter((name) => name !== "");
}

function readList(path: string, name: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		throw new OnepathError(
			"usage",
			`--files-from ${name} can't be read (${(error as NodeJS.ErrnoException).code})`,
		);
	}
}

async function readAll(stdin: Io["stdin"]): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stdin?.() ?? []) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks).toString("utf8");
}
