/** From a plan to what the writer does, and from the record of a run to what takes it back. */
import type { Plan } from "../../transforms/core/types.js";
import type { RunResult } from "../report/result.js";
import { imageBefore, type RunRecord } from "./journal.js";
import { hashBytes, inspect, type Operation, Refusal } from "./replace.js";

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

export interface UndoPlan {
	readonly operations: readonly Operation[];
	/** Files that are as before the run already. */
	readonly restored: readonly string[];
	/** Files that somebody changed since, which stay as they are, with the reason. */
	readonly kept: readonly { readonly path: string; readonly message: string }[];
}

/** Every file that still has the hash that the run wrote goes back to its bytes before it. */
export async function undoOf(
	root: string,
	store: string,
	record: RunRecord,
): Promise<UndoPlan> {
	const operations: Operation[] = [];
	const restored: string[] = [];
	const kept: { path: string; message: string }[] = [];
	for (const { path, before, after, mode } of record.files) {
		try {
			const found = await inspect(root, path);
			const now = found && hashBytes(found.bytes);
			const image =
				before === null ? null : imageBefore(store, record.id, before);
			if (now === before) restored.push(path);
			else if (now !== after)
				kept.push({
					path,
					message: `was ${found ? "changed" : "removed"} after the run`,
				});
			else if (before !== null && image === null)
				kept.push({
					path,
					message: "its bytes before the run are lost or damaged",
				});
			else operations.push({ path, before: after, content: image, mode });
		} catch (error) {
			kept.push({
				path,
				message: error instanceof Refusal ? error.message : String(error),
			});
		}
	}
	return { operations, restored, kept };
}
