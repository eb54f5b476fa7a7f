/**
 * The disk as the readers of package.json and tsconfig.json see it: root-relative paths, ignored files included
 * (an installed tsconfig base is one), every answer remembered.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import type { Files } from "../../../transforms/resolution/files.js";

/** `root` is absolute. */
export function onDisk(root: string): Files {
	const remember = <T>(
		ask: (path: string) => T,
		otherwise: T,
	): ((path: string) => T) => {
		const memo = new Map<string, T>();
		return (path) => {
			const known = memo.get(path);
			if (known !== undefined) return known;
			let answer = otherwise;
			try {
				answer = ask(`${root}/${path}`);
			} catch {
				// Not there, or not to be read: both mean that the manifest says nothing.
			}
			memo.set(path, answer);
			return answer;
		};
	};
	return {
		text: remember<string | null>(
			(path) => (kindOf(path) === "file" ? readFileSync(path, "utf8") : null),
			null,
		),
		kind: remember(kindOf, null),
		list: remember<readonly string[]>(
			(path) =>
				readdirSync(path, { withFileTypes: true }).map((entry) =>
					entry.isDirectory() ? `${entry.name}/` : entry.name,
				),
			[],
		),
	};
}

/** Most of what is asked for is not there, and an error that is thrown costs more than the look at the disk. */
function kindOf(path: string): "file" | "directory" | null {
	const stat = statSync(path, { throwIfNoEntry: false });
	return stat?.isDirectory() ? "directory" : stat?.isFile() ? "file" : null;
}
