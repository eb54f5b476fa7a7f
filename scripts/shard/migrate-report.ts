/** The report of a shard of `migrate`: its part of the result, with the old text of each file that would change. */
import { applyEdits } from "../../transforms/core/edits.js";
import { hashText } from "../../transforms/core/plan.js";
import type {
	Change,
	FileOutcome,
	PlanEntry,
	Policy,
	Reference,
} from "../../transforms/core/types.js";
import { EDITED, list, record, TEXT } from "../plan-file/schema.js";
import type {
	FileCounts,
	RuleInfo,
	RunResult,
	Texts,
} from "../report/result.js";
import { addCounts, byPath, countsFault } from "./counts.js";
import type { Undigested } from "./report.js";
import { digestOf } from "./report.js";
import { COUNTS, POLICY, REFERENCE, RULE_INFO, VERDICT } from "./schema.js";

type Edited = Extract<PlanEntry, { kind: "edit" }>;

export interface MigrateCommon {
	readonly rules: readonly RuleInfo[];
	readonly policy: Policy;
	readonly notes: readonly string[];
	/** Is it asked whether changes pend (`--check`)? */
	readonly gate: boolean;
}

export interface MigrateOwn {
	readonly counts: FileCounts;
	/** But the unchanged, which `counts` has. */
	readonly outcomes: readonly FileOutcome[];
	/** In sources. */
	readonly references: readonly Reference[];
	/** In files of other kinds. */
	readonly mentions: readonly Reference[];
	readonly changes: readonly Change[];
	readonly entries: readonly Edited[];
	/** As `SourceFile` has them, one for each entry. */
	readonly texts: readonly string[];
}

export const MIGRATE_COMMON = record({
	rules: list(RULE_INFO),
	policy: POLICY,
	notes: list(TEXT),
	gate: { type: "boolean" },
});

export const MIGRATE_OWN = record({
	counts: COUNTS,
	outcomes: list({
		oneOf: [
			record({ path: TEXT, status: { const: "changed" } }),
			record({
				path: TEXT,
				status: { enum: ["skipped", "failed"] },
				reason: TEXT,
			}),
		],
	}),
	references: list(REFERENCE),
	mentions: list(REFERENCE),
	changes: list(
		record({
			id: TEXT,
			path: TEXT,
			rule: TEXT,
			verdict: VERDICT,
			edits: list(
				record({
					start: { type: "integer", minimum: 0 },
					end: { type: "integer", minimum: 0 },
					text: TEXT,
				}),
			),
			shape: TEXT,
			group: { type: ["string", "null"] },
		}),
	),
	entries: list(EDITED),
	texts: list(TEXT),
});

const isMention = ({ form }: Reference): boolean => form === "mention";

/** `scope`: what was asked besides the rules. */
export function migrateReport(
	result: RunResult,
	{
		gate,
		scope,
		treeDigest,
		total,
	}: {
		readonly gate: boolean;
		readonly scope: unknown;
		readonly treeDigest: string;
		readonly total: number;
	},
): Undigested<MigrateCommon, MigrateOwn> {
	const { rules, policy, counts, outcomes, references, changes } = result;
	const entries = result.plan.entries as readonly Edited[];
	return {
		command: "migrate",
		ruleDigest: digestOf([rules, policy]),
		scopeDigest: digestOf(scope),
		treeDigest,
		files: { total, own: counts.sources },
		common: { rules, policy, notes: result.notes, gate },
		own: {
			counts,
			outcomes: outcomes.filter(({ status }) => status !== "unchanged"),
			references: references.filter((reference) => !isMention(reference)),
			mentions: references.filter(isMention),
			changes,
			entries,
			texts: entries.map(
				({ path }) => result.texts.get(path)?.before as string,
			),
		},
	};
}

/** Of parts in any order, as of one. */
export function mergeMigrate(parts: readonly MigrateOwn[]): MigrateOwn {
	const path = (entry: { readonly path: string }): string => entry.path;
	const files = byPath(
		parts.map(({ entries, texts }) =>
			entries.map((entry, index) => ({ entry, text: texts[index] as string })),
		),
		({ entry }) => entry.path,
	);
	return {
		counts: addCounts(parts.map(({ counts }) => counts)),
		outcomes: byPath(
			parts.map(({ outcomes }) => outcomes),
			path,
		),
		references: byPath(
			parts.map(({ references }) => references),
			path,
		),
		mentions: byPath(
			parts.map(({ mentions }) => mentions),
			path,
		),
		changes: byPath(
			parts.map(({ changes }) => changes),
			path,
		),
		entries: files.map(({ entry }) => entry),
		texts: files.map(({ text }) => text),
	};
}

/** Why the parts of a report do not belong together, or null. Throws what edits throw that do not fit their text. */
export function migrateFault(own: MigrateOwn): string | null {
	const { counts, entries, texts } = own;
	if (entries.length !== texts.length || entries.length !== counts.changed)
		return `it has ${texts.length} texts and ${entries.length} edits of ${counts.changed} files`;
	for (const [index, entry] of entries.entries()) {
		const text = texts[index] as string;
		if (hashText(text, entry.encoding) !== entry.before)
			return `the text of ${entry.path} has not its hash`;
		if (hashText(textAfter(entry, text), entry.encoding) !== entry.after)
			return `the edits of ${entry.path} do not lead to its hash`;
	}
	return countsFault(counts);
}

/** The result that one run would have given. */
export function migrateResult(
	version: string,
	root: string,
	{ rules, policy, notes }: MigrateCommon,
	own: MigrateOwn,
): RunResult {
	return {
		tool: { name: "onepath", version },
		command: "migrate",
		root,
		rules,
		policy,
		counts: own.counts,
		outcomes: own.outcomes,
		references: [...own.references, ...own.mentions],
		changes: own.changes,
		plan: { entries: own.entries },
		texts: new Map(
			own.entries.map((entry, index): [string, Texts] => {
				const before = own.texts[index] as string;
				const { path, encoding, unit } = entry;
				const after = textAfter(entry, before);
				return [path, { before, after, encoding, unit }];
			}),
		),
		notes,
		written: null,
		next: null,
	};
}

const textAfter = ({ edits, path }: Edited, before: string): string =>
	applyEdits(before, edits, path);
