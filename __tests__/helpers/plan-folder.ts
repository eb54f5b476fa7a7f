/** The main job on a folder, as the command runs it and without a command line: what the fixtures compare. */
import { run } from "../../scripts/pipeline.js";
import type { RuleInput } from "../../transforms/core/rules.js";
import type { Policy, Reference } from "../../transforms/core/types.js";
import { languages } from "../../transforms/languages/index.js";

export interface Planned {
	/** Path -> bytes after the plan, for each file that changes. */
	readonly after: ReadonlyMap<string, Buffer>;
	readonly references: readonly Reference[];
}

const CAREFUL: Policy = {
	onDifferent: "refuse",
	onMissing: "skip",
	acceptUnproven: false,
	moduleStyle: "named",
};

export function planFolder(
	root: string,
	rules: readonly RuleInput[],
	policy: Partial<Policy> = {},
): Planned {
	const result = run({
		command: "migrate",
		version: "0",
		root,
		cwd: root,
		paths: [],
		rules,
		policy: { ...CAREFUL, ...policy },
		roots: null,
		ignore: [],
		include: [],
		exclude: [],
		languages,
	});
	const after = new Map<string, Buffer>();
	for (const [path, text] of result.texts)
		if (text.after !== null)
			after.set(path, Buffer.from(text.after, text.encoding));
	return { after, references: result.references };
}
