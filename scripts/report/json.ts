/**
 * Everything that the text report shows, for programs: paths from the root, no path of this machine, nothing that
 * two runs on one tree would say differently. Offsets carry their unit; lines and columns are 1-based, columns in
 * UTF-16 units.
 */
import type {
	Edit,
	OffsetUnit,
	PlanEntry,
} from "../../transforms/core/types.js";
import type { RunResult, Texts } from "./result.js";

export const SCHEMA_VERSION = 1;

export function renderJson(result: RunResult): string {
	const {
		tool,
		command,
		rules,
		policy,
		counts,
		outcomes,
		references,
		changes,
		plan,
		texts,
		notes,
		blockers,
		written,
	} = result;
	const unitOf = new Map([...texts].map(([path, { unit }]) => [path, unit]));
	return `${JSON.stringify(
		{
			schemaVersion: SCHEMA_VERSION,
			tool,
			command,
			rules,
			policy,
			counts,
			// The unchanged are the rest of `counts.sources`; listing them would drown what a reader looks for.
			files: outcomes.filter(({ status }) => status !== "unchanged"),
			references,
			changes: changes.map((change) => ({
				...change,
				edits: withUnit(change.edits, unitOf.get(change.path)),
			})),
			plan: plan.entries.map((entry) => entryOf(entry, texts.get(entry.path))),
			notes,
			...(blockers && { blockers }),
			written: written && {
				done: written.done,
				failed: written.failed,
				interrupted: written.interrupted,
			},
		},
		null,
		"\t",
	)}\n`;
}

function withUnit(
	edits: readonly Edit[],
	unit: OffsetUnit | undefined,
): readonly object[] {
	return edits.map((edit) => ({ ...edit, unit }));
}

/** What each edit replaces stands beside it, so that a reader needs no file. */
function entryOf(entry: PlanEntry, texts: Texts | undefined): object {
	if (entry.kind !== "edit") return entry;
	return {
		...entry,
		edits: entry.edits.map((edit) => ({
			...edit,
			replaces: texts?.before?.slice(edit.start, edit.end) ?? "",
		})),
	};
}
