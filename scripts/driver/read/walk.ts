/**
 * The scanned files of a folder that is not in git: an own walk that follows no symbolic link and obeys
 * `.gitignore` files as git does, the nearest one having the last word.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Ignore } from "ignore";
import { isStoreName } from "./policy.js";

const require = createRequire(import.meta.url);

/** One `.gitignore`, with the directory (`a/b/` or `''`) that its patterns count from. */
interface Layer {
	readonly base: string;
	readonly rules: Ignore;
}

export interface Walked {
	/** Root-relative paths of regular files, unsorted. */
	readonly files: readonly string[];
	/** Directories that could not be listed, with the system's reason. */
	readonly unreadable: readonly {
		readonly path: string;
		readonly message: string;
	}[];
}

export function walk(root: string): Walked {
	const files: string[] = [];
	const unreadable: { path: string; message: string }[] = [];
	const visit = (directory: string, above: readonly Layer[]): void => {
		let entries: ReturnType<typeof list>;
		try {
			entries = list(join(root, directory));
		} catch (error) {
			unreadable.push({
				path: directory,
				message: (error as NodeJS.ErrnoException).code ?? String(error),
			});
			return;
		}
		const own = entries.some(
			(entry) => entry.name === ".gitignore" && entry.isFile(),
		)
			? layer(root, directory)
			: null;
		const layers = own ? [...above, own] : above;
		for (const entry of entries) {
			const path = directory + entry.name;
			if (entry.isDirectory()) {
				if (!isStoreName(entry.name) && !ignored(`${path}/`, layers))
					visit(`${path}/`, layers);
			} else if (entry.isFile() && !ignored(path, layers)) files.push(path);
		}
	};
	visit("", []);
	return { files, unreadable };
}

function list(directory: string) {
	return readdirSync(directory, { withFileTypes: true });
}

function layer(root: string, directory: string): Layer | null {
	try {
		const text = readFileSync(join(root, directory, ".gitignore"), "utf8");
		// Loaded here, since most trees are in git and never need it.
		const ignore = require("ignore") as typeof import("ignore");
		return {
			base: directory,
			rules: ignore({ allowRelativePaths: true }).add(text),
		};
	} catch {
		// A .gitignore that can't be read ignores nothing, as for git.
		return null;
	}
}

/** The nearest file that says anything about the path decides. */
function ignored(path: string, layers: readonly Layer[]): boolean {
	for (let at = layers.length - 1; at >= 0; at--) {
		const { base, rules } = layers[at] as Layer;
		const verdict = rules.test(path.slice(base.length));
		if (verdict.ignored) return true;
		if (verdict.unignored) return false;
	}
	return false;
}
