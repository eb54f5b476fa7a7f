/** From a plan to what the writer does. */
import type { Plan } from "../../../transforms/core/types.js";
import type { RunResult } from "../../report/result.js";
import { hashBytes } from "../hash.js";
import type { Operation } from "./replace.js";

export function operationsOf(
	plan: Plan,
	texts: RunResult["texts"],
): readonly Operation[] {
	return plan.entries.map((entry) => {
		const after = texts.get(entry.path)?.after ?? null;
		const content =
			entry.kind === "delete" || after === null
				? null
				: Buffer.from(after, entry.encoding);
		if (entry.after !== (content && hashBytes(content)))
			throw new Error(
				`${entry.path}: the planned text is not the planned hash`,
			);
		return { path: entry.path, before: entry.before, content, mode: null };
	});
}
