/**
 * The built package, for tests of what users get. A test of an old build would pass or fail for reasons that are
 * no longer in the source, so an old one is an error that says what to do.
 */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The absolute path of a file in `dist/`. Throws when it is missing, or older than any source. */
export function built(path: string): string {
	const file = join(ROOT, "dist", path);
	const time = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
	if (time === undefined)
		throw new Error(`dist/${path} is missing; run \`npm run build\``);
	const newer = ["transforms", "scripts"]
		.flatMap((directory) =>
			readdirSync(join(ROOT, directory), {
				recursive: true,
				encoding: "utf8",
			}).map((name) => join(directory, name)),
		)
		.find(
			(name) =>
				/\.(?:ts|json)$/.test(name) &&
				statSync(join(ROOT, name)).mtimeMs > time,
		);
	if (newer)
		throw new Error(`dist/ is older than ${newer}; run \`npm run build\``);
	return file;
}
