/** Writes a config by the one writer, so that `onepath undo` takes it away again, or brings the old one back. */
import { hashBytes } from "./hash.js";
import { catchingSignals } from "./signals.js";
import { inspect } from "./write/replace.js";
import { type WriteResult, write } from "./write/writer.js";

/** `path`: from the root; a file that is there is replaced. Throws `stale`, `locked` and `blocked`. */
export async function createConfig(
	root: string,
	path: string,
	text: string,
): Promise<WriteResult> {
	const found = await inspect(root, path);
	const operation = {
		path,
		before: found && hashBytes(found.bytes),
		content: Buffer.from(text),
		mode: null,
	};
	return catchingSignals((interrupted) =>
		write({ root, command: "init", operations: [operation], interrupted }),
	);
}
