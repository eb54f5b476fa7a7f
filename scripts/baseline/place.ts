/** Where the baseline is: beside the config, so that it counts its paths from where the rules do, or as the user says. */
import { BASELINE_NAME } from "../../transforms/core/baseline.js";
import { OnepathError } from "../../transforms/core/errors.js";
import { insideRoot } from "../driver/root.js";

/** Root-relative. `explicit` is `--baseline FILE`, relative to `cwd`. Throws `usage` for one outside of the root. */
export function baselinePath(
	root: string,
	cwd: string,
	explicit: string | null,
): string {
	if (explicit === null) return BASELINE_NAME;
	const path = insideRoot(root, cwd, explicit);
	if (path === null || path === "")
		throw new OnepathError(
			"usage",
			`--baseline ${explicit} is no file inside of the root ${root}`,
		);
	return path;
}
