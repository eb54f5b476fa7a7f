/**
 * git's lists of the tree, asked for before the command line is understood: what understands it loads for as long as git
 * takes. Which tree that is can only be guessed then; who knows better asks again, and the guess is dropped.
 */
import { realpathSync } from "node:fs";
import { dirname } from "node:path";
import { foundUpward } from "../../config/find.js";
import { type GitEntry, startEntries } from "../git.js";

export interface Ahead {
	/** What git says of this root, an absolute path without links; null for another one, and the second time. */
	take(root: string): Promise<readonly GitEntry[] | null> | null;
	/** Ends what nobody took. */
	drop(): void;
}

/** The commands that list the whole tree, and do so first of all. */
export const LISTING: readonly string[] = ["map", "migrate", "check", "status"];

/** Words after which the tree is another one, or none. */
const ELSEWHERE = /^(?:--(?:root|config|help|version)(?:=|$)|-[hV]$)/;

/** Null where the command line does not look like one that will list the tree around `cwd`. */
export function listAhead(argv: readonly string[], cwd: string): Ahead | null {
	if (
		!LISTING.includes(argv[0] ?? "") ||
		argv.some((word) => ELSEWHERE.test(word))
	)
		return null;
	const { config, top } = foundUpward(cwd);
	const likely = config === null ? top : dirname(config);
	if (likely === null) return null;
	const guess = realpathSync(likely);
	const asking = startEntries(guess);
	let taken = false;
	return {
		take(root) {
			if (taken || root !== guess) return null;
			taken = true;
			return asking.answer;
		},
		drop() {
			if (!taken) asking.stop();
		},
	};
}
