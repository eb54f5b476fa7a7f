/**
 * What reading a manifest asks of a tree: the driver answers from the disk, a proof from its `Project`. Paths are
 * root-relative POSIX paths, the root is `''`; a path that leaves the root (`../x`) is nobody's.
 */
export interface Files {
	/** The text of a file, or null. */
	text(path: string): string | null;
	kind(path: string): "file" | "directory" | null;
	/** Names in a directory; directories end in a slash. */
	list(directory: string): readonly string[];
}

/** `a/b` and `../c` make `a/c`; null for a path that leaves the root. */
export function join(directory: string, path: string): string | null {
	const parts: string[] = [];
	for (const part of `${directory}/${path}`.split("/")) {
		if (part === "" || part === ".") continue;
		if (part !== "..") parts.push(part);
		else if (parts.pop() === undefined) return null;
	}
	return parts.join("/");
}

/** The directory of a path; `''` for one in the root. */
export const directoryOf = (path: string): string =>
	path.slice(0, Math.max(0, path.lastIndexOf("/")));

/** A path from a directory that it is in. */
export const inside = (path: string, directory: string): string =>
	directory === "" ? path : path.slice(directory.length + 1);

/** A directory and those above it, up to the root, which is `''`. */
export function* upward(directory: string): Generator<string> {
	for (let at = directory; ; at = directoryOf(at)) {
		yield at;
		if (at === "") return;
	}
}

/** The way from a directory to a path, as a specifier: it starts with `./` or `../`. */
export function relative(from: string, to: string): string {
	const [a, b] = [from, to].map((path) =>
		path.split("/").filter((part) => part !== ""),
	) as [string[], string[]];
	let same = 0;
	while (same < a.length && same < b.length && a[same] === b[same]) same++;
	const down = b.slice(same).join("/");
	const up = "../".repeat(a.length - same);
	if (up === "" && down === "") return ".";
	return up === "" ? `./${down}` : `${up}${down}`.replace(/\/$/, "");
}
