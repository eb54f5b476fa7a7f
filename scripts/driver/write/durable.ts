/** Makes the names in a directory durable. Some systems can't sync a directory; then they do it themselves. */
import { closeSync, fsyncSync, openSync } from "node:fs";

const CANNOT: ReadonlySet<string> = new Set([
	"EISDIR",
	"EPERM",
	"EINVAL",
	"ENOENT",
	"ENOTDIR",
	"EACCES",
]);

export function syncDirectory(directory: string): void {
	let descriptor: number | null = null;
	try {
		descriptor = openSync(directory, "r");
		fsyncSync(descriptor);
	} catch (error) {
		if (!CANNOT.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
	} finally {
		if (descriptor !== null) closeSync(descriptor);
	}
}
