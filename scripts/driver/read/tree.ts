/**
 * What exists at a path. Listed files answer from memory; anything else (an ignored file, a link) is asked of the
 * disk once, since what an interpreter would find there is no less real for being ignored.
 */
import { readdirSync, realpathSync, statSync } from "node:fs";
import { relative, sep } from "node:path";

const FEW_LOOKS = 8;

export class Tree {
	readonly #root: string;
	readonly #files: ReadonlySet<string>;
	#directories: ReadonlySet<string> | null = null;
	readonly #names = new Map<string, readonly string[]>();
	readonly #onDisk = new Map<string, "file" | "directory" | null>();
	readonly #listed: readonly string[];
	/** Directory -> how often something in it was looked for, then the names that the disk has in it. */
	readonly #asked = new Map<string, number | ReadonlySet<string>>();

	/** `files`: sorted by code unit. */
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
		const directory = withoutSlash(path);
		if (directory === "" || this.#allDirectories().has(directory))
			return "directory";
		const known = this.#onDisk.get(path);
		if (known !== undefined) return known;
		const answer = this.#missesDirectory(directory) ? null : this.#look(path);
		this.#onDisk.set(path, answer);
		return answer;
	}

	/** Names of the listed files and directories in a directory, sorted; directories end in a slash. */
	list(directory: string): readonly string[] {
		const path = withoutSlash(directory);
		const known = this.#names.get(path);
		if (known) return known;
		const names = this.#namesBelow(path === "" ? "" : `${path}/`);
		this.#names.set(path, names);
		return names;
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

	/** A rule asks for twenty files that its module may be; where their directory is missing, so are they. */
	#missesDirectory(path: string): boolean {
		const slash = path.lastIndexOf("/");
		return slash > 0 && this.exists(path.slice(0, slash)) !== "directory";
	}

	#look(path: string): "file" | "directory" | null {
		if (this.#isUnknown(path)) return null;
		try {
			// Most paths that are asked for are not there, and an error that is thrown costs more than the look.
			const stat = statSync(`${this.#root}/${path}`, { throwIfNoEntry: false });
			if (stat?.isDirectory()) return "directory";
			return stat?.isFile() && !path.endsWith("/") ? "file" : null;
		} catch {
			return null;
		}
	}

	/** Told by the names in the directory, where more than a few were asked for: to read them all costs a few looks. */
	#isUnknown(path: string): boolean {
		const slash = path.lastIndexOf("/");
		const directory = path.slice(0, Math.max(0, slash));
		const name = path.slice(slash + 1);
		if (name === "" || name === "." || name === "..") return false;
		const asked = this.#asked.get(directory) ?? 0;
		if (typeof asked !== "number") return !asked.has(name);
		this.#asked.set(
			directory,
			asked < FEW_LOOKS ? asked + 1 : namesIn(`${this.#root}/${directory}`),
		);
		return false;
	}

	#allDirectories(): ReadonlySet<string> {
		if (this.#directories) return this.#directories;
		const found = new Set<string>();
		let last = "";
		for (const path of this.#listed) {
			const slash = path.lastIndexOf("/");
			// What is sorted has most files of a directory one after the other.
			if (slash === last.length && path.startsWith(last)) continue;
			last = path.slice(0, Math.max(0, slash));
			for (
				let at = last;
				at !== "" && !found.has(at);
				at = at.slice(0, Math.max(0, at.lastIndexOf("/")))
			)
				found.add(at);
		}
		this.#directories = found;
		return found;
	}

	/** `prefix`: a directory with its slash, or empty for the root. */
	#namesBelow(prefix: string): readonly string[] {
		const names: string[] = [];
		for (let at = this.#firstFrom(prefix); ; ) {
			const path = this.#listed[at];
			if (!path?.startsWith(prefix)) return names;
			const slash = path.indexOf("/", prefix.length);
			names.push(path.slice(prefix.length, slash < 0 ? undefined : slash + 1));
			// The first path that is not below this directory: `0` follows `/`.
			at = slash < 0 ? at + 1 : this.#firstFrom(`${path.slice(0, slash)}0`);
		}
	}

	/** Where the first path that is not before `path` is. */
	#firstFrom(path: string): number {
		let low = 0;
		for (let high = this.#listed.length; low < high; ) {
			const middle = (low + high) >> 1;
			if ((this.#listed[middle] as string) < path) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

const withoutSlash = (path: string): string =>
	path.endsWith("/") ? path.replace(/\/+$/, "") : path;

/** Where they can't be read, each is looked for by itself. */
function namesIn(directory: string): ReadonlySet<string> | number {
	try {
		return new Set(readdirSync(directory));
	} catch {
		return Number.NEGATIVE_INFINITY;
	}
}
