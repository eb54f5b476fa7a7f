/**
 * What exists at a path. Listed files answer from memory; anything else (an ignored file, a link) is asked of the
 * disk once, since what an interpreter would find there is no less real for being ignored.
 */
import { realpathSync, statSync } from "node:fs";
import { relative, sep } from "node:path";

export class Tree {
	readonly #root: string;
	readonly #files: ReadonlySet<string>;
	#directories: ReadonlyMap<string, readonly string[]> | null = null;
	readonly #onDisk = new Map<string, "file" | "directory" | null>();
	readonly #listed: readonly string[];

	constructor(root: string, files: readonly string[]) {
		this.#root = root;
		this.#listed = files;
		this.#files = new Set(files);
	}

	isListed(path: string): boolean {
		return this.#files.has(path);
	}

	exists(path: string): "file" | "directory" | null {
		if (this.#files.has(path)) return "file";
		const directory = path.replace(/\/+$/, "");
		if (directory === "" || this.#index().has(`${directory}/`))
			return "directory";
		const known = this.#onDisk.get(path);
		if (known !== undefined) return known;
		const answer = this.#look(path);
		this.#onDisk.set(path, answer);
		return answer;
	}

	/** Names of the listed files and directories in a directory, sorted; directories end in a slash. */
	list(directory: string): readonly string[] {
		const path = directory.replace(/\/+$/, "");
		return this.#index().get(path === "" ? "" : `${path}/`) ?? [];
	}

	/** The root-relative path behind links, or null where it leads out of the root or nowhere. */
	inside(path: string): string | null {
		try {
			const real = relative(
				realpathSync(this.#root),
				realpathSync(`${this.#root}/${path}`),
			);
			return real === ".." || real.startsWith(`..${sep}`)
				? null
				: real.split(sep).join("/");
		} catch {
			return null;
		}
	}

	#look(path: string): "file" | "directory" | null {
		try {
			// Most paths that are asked for are not there, and an error that is thrown costs more than the look.
			const stat = statSync(`${this.#root}/${path}`, { throwIfNoEntry: false });
			if (stat?.isDirectory()) return "directory";
			return stat?.isFile() && !path.endsWith("/") ? "file" : null;
		} catch {
			return null;
		}
	}

	#index(): ReadonlyMap<string, readonly string[]> {
		if (this.#directories) return this.#directories;
		const names = new Map<string, Set<string>>([["", new Set()]]);
		for (const path of this.#listed) {
			let child = path;
			for (;;) {
				const slash = child.lastIndexOf("/", child.length - 2);
				const parent = child.slice(0, slash + 1);
				const known = names.get(parent);
				if (known) {
					known.add(child.slice(slash + 1));
					break;
				}
				names.set(parent, new Set([child.slice(slash + 1)]));
				child = parent;
			}
		}
		this.#directories = new Map(
			[...names].map(([directory, children]) => [
				directory,
				[...children].sort(),
			]),
		);
		return this.#directories;
	}
}
