/**
 * From the changes that the languages propose to the plan that a dry run prints and `--write` applies. Three
 * things can still hold a change back here, and each says so on its references: its file is not to be edited, its
 * group is not whole, or the edited file would have a syntax problem that it did not have before.
 *
 * Invariant: every file asked for ends in exactly one outcome, and no entry holds part of a group.
 */
import { createHash } from "node:crypto";
import { applyEdits, sortEdits } from "./edits.js";
import { OnepathError } from "./errors.js";
import type { Language } from "./language.js";
import type { ReasonId } from "./reasons.js";
import type {
	Change,
	FileOutcome,
	LanguagePlan,
	Plan,
	PlanEntry,
	Reference,
	SourceFile,
} from "./types.js";

/** What assembling must know about files; the driver answers. */
export interface PlanInput {
	/** Every scanned file that the selection covers and a language reads; each gets one outcome. */
	readonly files: readonly string[];
	read(path: string): SourceFile | null;
	/** Is the file one that this run may change? Others are read for proof only. */
	selected(path: string): boolean;
	/** Why a selected file is not edited by policy (generated, read-only, a hard link), or null. */
	skip(path: string): string | null;
}

export interface AssembledPlan {
	readonly plan: Plan;
	/** Those in selected files, by path and offset. */
	readonly references: readonly Reference[];
	/** Those in the plan. */
	readonly changes: readonly Change[];
	readonly outcomes: readonly FileOutcome[];
	/** Path -> text after the edits, for the files in the plan. */
	readonly after: ReadonlyMap<string, string>;
}

/** What checking an edited file needs of a language; a file of no language has no problems. */
export type ProblemReader = Pick<Language, "problems" | "keepsSyntax">;

interface Held {
	readonly reason: ReasonId;
	readonly detail: string;
}

/** sha-256 of a file's bytes, in lower-case hex. */
export function hashText(text: string, encoding: "latin1" | "utf8"): string {
	return createHash("sha256").update(text, encoding).digest("hex");
}

export function assemblePlan(
	parts: readonly {
		readonly language: ProblemReader;
		readonly plan: LanguagePlan;
	}[],
	input: PlanInput,
): AssembledPlan {
	const changes = parts.flatMap(({ plan }) => plan.changes);
	const languageOf = new Map(
		parts.flatMap(({ language, plan }) =>
			plan.changes.map((c) => [c.path, language]),
		),
	);
	const failures = new Map(
		parts.flatMap(({ plan }) => plan.failures.map((f) => [f.path, f.message])),
	);
	const held = new Map<string, Held>();
	for (const change of changes) {
		const policy = input.skip(change.path);
		if (policy !== null)
			held.set(change.id, { reason: "not-edited", detail: policy });
	}
	holdGroups(changes, held, input);

	const after = new Map<string, string>();
	const entries: PlanEntry[] = [];
	// Refusing one file may break a group that reaches into files already done, hence until nothing more is held.
	for (let before = -1; before !== held.size; ) {
		before = held.size;
		after.clear();
		entries.length = 0;
		for (const [path, own] of byPath(
			changes.filter((c) => input.selected(c.path) && !held.has(c.id)),
		)) {
			const file = input.read(path);
			const language = languageOf.get(path);
			if (!file || !language)
				throw new Error(`${path} has changes and no source`);
			const result = editFile(file, own, language);
			if ("reason" in result) {
				failures.set(path, result.detail);
				for (const change of own) held.set(change.id, result);
			} else if (result.text !== file.text) {
				after.set(path, result.text);
				entries.push(result.entry);
			}
		}
		holdGroups(changes, held, input);
	}

	const references = parts
		.flatMap(({ plan }) => plan.references)
		.filter((r) => input.selected(r.path))
		.map((r) => withHeld(r, held))
		.sort(
			(a, b) =>
				compare(a.path, b.path) ||
				a.start - b.start ||
				a.end - b.end ||
				compare(a.form, b.form),
		);
	const planned = changes.filter((c) => after.has(c.path) && !held.has(c.id));
	const concerned = new Set(changes.map((c) => c.path));
	return {
		plan: { entries: entries.sort((a, b) => compare(a.path, b.path)) },
		references,
		changes: planned.sort(
			(a, b) => compare(a.path, b.path) || compare(a.id, b.id),
		),
		outcomes: input.files.map((path) =>
			outcome(path, after, failures, concerned, input),
		),
		after,
	};
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function byPath(changes: readonly Change[]): Map<string, Change[]> {
	const files = new Map<string, Change[]>();
	for (const change of changes) {
		const own = files.get(change.path);
		if (own) own.push(change);
		else files.set(change.path, [change]);
	}
	return files;
}

/** A group that is not selected whole, or that lost a member, is held back whole. */
function holdGroups(
	changes: readonly Change[],
	held: Map<string, Held>,
	input: PlanInput,
): void {
	const groups = new Map<string, Change[]>();
	for (const change of changes)
		if (change.group !== null)
			groups.set(change.group, [...(groups.get(change.group) ?? []), change]);
	for (const members of groups.values()) {
		const absent = members.filter(
			(c) => !input.selected(c.path) || held.has(c.id),
		);
		if (absent.length === 0) continue;
		const needs = [...new Set(absent.map((c) => c.path))]
			.sort(compare)
			.join(", ");
		for (const change of members)
			if (!held.has(change.id))
				held.set(change.id, {
					reason: "half-group",
					detail: `right only together with ${needs}`,
				});
	}
}

function editFile(
	file: SourceFile,
	changes: readonly Change[],
	language: ProblemReader,
): { readonly text: string; readonly entry: PlanEntry } | Held {
	const edits = changes.flatMap((c) => c.edits);
	let text: string;
	try {
		text = applyEdits(file.text, edits, file.path);
	} catch (error) {
		if (error instanceof OnepathError)
			return { reason: "new-problem", detail: error.message };
		throw error;
	}
	const fresh = newProblem(file, { ...file, text }, language);
	if (fresh !== null) return { reason: "new-problem", detail: fresh };
	return {
		text,
		entry: {
			kind: "edit",
			path: file.path,
			before: hashText(file.text, file.encoding),
			after: hashText(text, file.encoding),
			encoding: file.encoding,
			unit: file.unit,
			edits: sortEdits(edits, file.text.length, file.path),
			changes: changes.map((c) => c.id),
		},
	};
}

/**
 * A problem of the edited file that the original did not have. Compared by count for each message, since offsets
 * move and a file may have had problems all along (a newer syntax, a parser's blind spot).
 */
function newProblem(
	before: SourceFile,
	after: SourceFile,
	language: ProblemReader,
): string | null {
	if (language.keepsSyntax?.(before, after)) return null;
	const now = language.problems(after);
	if (now.length === 0) return null;
	const allowed = new Map<string, number>();
	for (const { message } of language.problems(before))
		allowed.set(message, (allowed.get(message) ?? 0) + 1);
	for (const { message } of now) {
		const left = allowed.get(message) ?? 0;
		if (left === 0) return `the edited file would not parse: ${message}`;
		allowed.set(message, left - 1);
	}
	return null;
}

function withHeld(
	reference: Reference,
	held: ReadonlyMap<string, Held>,
): Reference {
	const reason =
		reference.change === null ? undefined : held.get(reference.change);
	if (!reason) return reference;
	return {
		...reference,
		outcome: "refuse",
		reason: reason.reason,
		detail: reason.detail,
		change: null,
	};
}

function outcome(
	path: string,
	after: ReadonlyMap<string, string>,
	failures: ReadonlyMap<string, string>,
	concerned: ReadonlySet<string>,
	input: PlanInput,
): FileOutcome {
	const failure = failures.get(path);
	if (failure !== undefined) return { path, status: "failed", reason: failure };
	if (after.has(path)) return { path, status: "changed" };
	// Asked of the file system: only for what would have changed, not for each file of the tree.
	const policy = concerned.has(path) ? input.skip(path) : null;
	if (policy !== null) return { path, status: "skipped", reason: policy };
	return { path, status: "unchanged" };
}
