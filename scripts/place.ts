/**
 * Where files of this package are that are run or read by their names: the programs of threads and child processes,
 * and schemas. The build puts many modules into one file, so that a module can't go by its own place: it asks here.
 * This one stands at the top of `scripts/`, where the build puts what it has put together, and so is right in both.
 */

/** The URL of a file, named from `scripts/`. */
export function scriptsFile(path: string): URL {
	return new URL(path, import.meta.url);
}
