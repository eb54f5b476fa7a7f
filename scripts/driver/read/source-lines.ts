/** Lines of files of a tree, for reports that show an example; each file is read once. */
import { Reader } from "./reader.js";
import { decodeText } from "./text.js";

/** `root` is absolute. Lines are 1-based; null where there is none. */
export function sourceLines(
	root: string,
): (file: string, line: number) => string | null {
	const reader = new Reader(root);
	const known = new Map<string, readonly string[]>();
	const linesOf = (file: string): readonly string[] => {
		const bytes = reader.bytes(file);
		const decoded = bytes && decodeText(file, bytes);
		return decoded?.kind === "source"
			? decoded.file.text.split(/\r\n|[\n\r]/)
			: [];
	};
	return (file, line) => {
		const lines = known.get(file) ?? linesOf(file);
		known.set(file, lines);
		return lines[line - 1] ?? null;
	};
}
