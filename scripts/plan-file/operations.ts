/**
 * From a saved plan and the tree as it is to what the writer does. A file is as the plan saw it, or as the plan
 * leaves it (applied already, which is fine), or stale.
 */
import { applyEdits } from "../../transforms/core/edits.js";
import { OnepathError } from "../../transforms/core/errors.js";
import type { PlanEntry } from "../../transforms/core/types.js";
import { hashBytes } from "../driver/hash.js";
import { describe } from "../driver/system-error.js";
import {
	BehindLink,
	inspect,
	type Operation,
	staleness,
} from "../driver/write/replace.js";
import { escapeLine } from "../report/escape.js";
import type { SavedPlan } from "./format.js";

export interface Prepared {
	readonly operations: readonly Operation[];
	/** Paths of files that are as the plan leaves them. */
	readonly already: readonly string[];
	/** What is not as it was, a line each. */
	readonly stale: readonly string[];
}

/** Throws `usage` for a plan that does not lead to what it says, or that leads through a symbolic link. */
export async function prepare(
	root: string,
	{ entries }: SavedPlan,
): Promise<Prepared> {
	const operations: Operation[] = [];
	const already: string[] = [];
	const stale: string[] = [];
	for (const entry of entries) {
		const { path, before, after } = entry;
		let bytes: Buffer | null;
		try {
			bytes = (await inspect(root, path))?.bytes ?? null;
		} catch (error) {
			if (error instanceof BehindLink)
				throw new OnepathError(
					"usage",
					`the plan names ${escapeLine(path)}, which ${describe(error)}`,
				);
			stale.push(`${path} ${describe(error)}`);
			continue;
		}
		const now = bytes && hashBytes(bytes);
		if (now === before) {
			const content = contentOf(entry, bytes);
			if ((content && hashBytes(content)) !== after)
				throw new OnepathError(
					"usage",
					`the plan is damaged: its edits of ${escapeLine(path)} do not lead to its hash; plan again`,
				);
			operations.push({ path, before, content, mode: null });
		} else if (now === after) already.push(path);
		else stale.push(`${path} ${staleness(before, bytes !== null)}`);
	}
	return { operations, already, stale };
}

function contentOf(entry: PlanEntry, bytes: Buffer | null): Buffer | null {
	switch (entry.kind) {
		case "edit":
			return Buffer.from(
				applyEdits(
					(bytes as Buffer).toString(entry.encoding),
					entry.edits,
					entry.path,
				),
				entry.encoding,
			);
		case "create":
			return Buffer.from(entry.text, entry.encoding);
		case "delete":
			return null;
	}
}
