/** The counts that a consolidation map is compared with: of a file that is named, or of the document it replaces. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { OnepathError } from "../../../transforms/core/errors.js";
import { type Measures, readEarlier } from "./markdown-measures.js";

/** Of `--since-map FILE`: what that document, or the JSON of that map, counted. Throws `usage` where it is neither. */
export function since(cwd: string, file: string): Measures {
	const earlier = contentOf(cwd, file);
	const counts = earlier === null ? null : readEarlier(earlier);
	if (counts === null)
		throw new OnepathError(
			"usage",
			`--since-map ${file} ${earlier === null ? "can't be read" : "is no map of onepath"}; name a file of --reporter markdown=FILE or json=FILE`,
		);
	return counts.now;
}

/** Of the document that is about to be written over: what the first of its series counted; null where there is none. */
export function startOf(cwd: string, file: string | null): Measures | null {
	const earlier = file === null ? null : contentOf(cwd, file);
	return earlier === null ? null : (readEarlier(earlier)?.start ?? null);
}

function contentOf(cwd: string, file: string): string | null {
	try {
		return readFileSync(resolve(cwd, file), "utf8");
	} catch {
		return null;
	}
}
