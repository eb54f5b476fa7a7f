/**
 * Collects what is decided into references and changes. A draft becomes one change: the edits of one statement and
 * of the uses that hang on it. Where the layout leaves no safe edit the whole draft turns into refusals.
 */
import type {
	Change,
	Edit,
	Form,
	Reference,
	Verdict,
} from "../../../core/types.js";
import { encodeInsertion } from "../source/decode.js";
import { type Decision, refusal, stopped } from "./decision.js";
import type { PythonFile } from "./file.js";

export interface Draft {
	readonly file: PythonFile;
	/** Offset of the statement or literal; with the path it is the change's id. */
	start: number;
	edits: Edit[];
	readonly references: Drafted[];
	readonly shapes: string[];
	readonly groups: Set<string>;
	readonly notes: string[];
	/** Set when the layout forbids it. */
	blocked: string | null;
}

export interface Drafted {
	readonly file: PythonFile;
	readonly start: number;
	readonly end: number;
	readonly form: Form;
	decision: Decision;
	draft: Draft | null;
}

/** The worst verdict of a change's parts stands for the whole. */
const ORDER: readonly Verdict[] = [
	"proven",
	"assumed",
	"missing",
	"different",
	"ambiguous",
	"unknown",
	"hazard",
	"broken",
];

export class Drafts {
	readonly #references: Drafted[] = [];
	readonly #drafts = new Set<Draft>();

	open(file: PythonFile, start: number): Draft {
		const draft: Draft = {
			file,
			start,
			edits: [],
			references: [],
			shapes: [],
			groups: new Set(),
			notes: [],
			blocked: null,
		};
		this.#drafts.add(draft);
		return draft;
	}

	add(
		file: PythonFile,
		start: number,
		end: number,
		form: Form,
		decision: Decision,
		draft: Draft | null,
	): void {
		const drafted: Drafted = { file, start, end, form, decision, draft };
		this.#references.push(drafted);
		draft?.references.push(drafted);
	}

	/** `from` is taken up by `into`: both are right only together. */
	join(into: Draft, from: Draft): void {
		if (into === from) return;
		this.#drafts.delete(from);
		into.start = Math.min(into.start, from.start);
		into.edits.push(...from.edits);
		into.shapes.push(...from.shapes);
		into.notes.push(...from.notes);
		into.blocked ??= from.blocked;
		for (const group of from.groups) into.groups.add(group);
		for (const drafted of from.references) {
			drafted.draft = into;
			into.references.push(drafted);
		}
	}

	finish(): { references: Reference[]; changes: Change[] } {
		this.#guardProblems();
		this.#guardEncoding();
		this.#settleOverlaps();
		this.#settleGroups();
		const groups = this.#groupIds();
		const changes: Change[] = [];
		for (const draft of this.#drafts) {
			const rewritten = draft.references.filter(
				(r) => r.decision.outcome === "rewrite",
			);
			if (
				draft.blocked !== null ||
				draft.edits.length === 0 ||
				rewritten.length === 0
			)
				continue;
			const verdicts = rewritten.map((r) =>
				ORDER.indexOf(r.decision.verdict ?? "unknown"),
			);
			changes.push({
				id: idOf(draft),
				path: draft.file.path,
				rule: (rewritten[0] as Drafted).decision.rule.id,
				verdict: ORDER[Math.max(...verdicts)] as Verdict,
				edits: [...draft.edits].sort((a, b) => a.start - b.start),
				shape: [...new Set(draft.shapes)].join("; "),
				group: groups.get(draft) ?? null,
			});
		}
		const known = new Set(changes.map((c) => c.id));
		return {
			references: this.#references.map((r) => reference(r, known)),
			changes,
		};
	}

	/** Behind a place where the scan lost its way every reading is a guess. */
	#guardProblems(): void {
		for (const draft of this.#drafts) {
			const problem = draft.file.scan.problems.find((p) => !p.recovered);
			if (problem && draft.edits.some((e) => e.end > problem.offset))
				draft.blocked ??= `line ${draft.file.position(problem.offset).line}: ${problem.message}`;
		}
	}

	/** New text must be bytes of the file's encoding: ASCII at least, and no character beyond a byte. */
	#guardEncoding(): void {
		for (const draft of this.#drafts) {
			const plain = encodeInsertion("import", draft.file.source) !== null;
			// biome-ignore lint/suspicious/noControlCharactersInRegex: every character of a byte is meant
			if (!plain || draft.edits.some((e) => /[^\x00-\xff]/.test(e.text)))
				draft.blocked ??=
					"the encoding that the file declares can't hold the new text";
		}
	}

	/** Two drafts that insert at one place become one; a true overlap blocks the later one. */
	#settleOverlaps(): void {
		const byFile = new Map<PythonFile, Draft[]>();
		for (const draft of this.#drafts)
			if (draft.blocked === null)
				byFile.set(draft.file, [...(byFile.get(draft.file) ?? []), draft]);
		for (const drafts of byFile.values()) {
			drafts.sort((a, b) => a.start - b.start);
			drafts.forEach((later, i) => {
				for (const earlier of drafts.slice(0, i)) {
					if (
						!this.#drafts.has(earlier) ||
						earlier.blocked !== null ||
						!this.#drafts.has(later)
					)
						continue;
					const clash = later.edits.find((e) =>
						earlier.edits.some((o) => overlap(o, e)),
					);
					if (!clash) continue;
					const twins = later.edits.flatMap((e) =>
						earlier.edits
							.filter((o) => overlap(o, e))
							.map((o) => [o, e] as const),
					);
					if (twins.every(([o, e]) => o.start === o.end && e.start === e.end)) {
						for (const [o, e] of twins) {
							earlier.edits = earlier.edits.map((x) =>
								x === o ? { ...o, text: o.text + e.text } : x,
							);
							later.edits = later.edits.filter((x) => x !== e);
						}
						this.join(later, earlier);
					} else
						later.blocked =
							"another change of the same run edits the same place";
				}
			});
		}
	}

	/** A group with a blocked part is blocked whole. */
	#settleGroups(): void {
		for (let changed = true; changed; ) {
			changed = false;
			const bad = new Set(
				[...this.#drafts]
					.filter((d) => d.blocked !== null)
					.flatMap((d) => [...d.groups]),
			);
			for (const draft of this.#drafts) {
				if (
					draft.blocked !== null ||
					![...draft.groups].some((g) => bad.has(g))
				)
					continue;
				draft.blocked = "another part of its group can't be edited";
				changed = true;
			}
		}
	}

	/** Drafts that share a group, in one step or over several, get one id. */
	#groupIds(): Map<Draft, string> {
		const alias = new Map<string, string>();
		const find = (group: string): string => {
			const next = alias.get(group);
			return next === undefined || next === group ? group : find(next);
		};
		for (const { groups } of this.#drafts) {
			const [first, ...rest] = groups;
			if (first !== undefined)
				for (const other of rest) alias.set(find(other), find(first));
		}
		const ids = new Map<Draft, string>();
		for (const draft of this.#drafts) {
			const [first] = draft.groups;
			if (first !== undefined) ids.set(draft, find(first));
		}
		return ids;
	}
}

const idOf = (draft: Draft): string => `${draft.file.path}:${draft.start}`;

function overlap(a: Edit, b: Edit): boolean {
	if (a.start === a.end && b.start === b.end) return a.start === b.start;
	return a.start < b.end && b.start < a.end;
}

function reference(drafted: Drafted, changes: ReadonlySet<string>): Reference {
	const { file, start, end, form, draft } = drafted;
	let { decision } = drafted;
	if (draft && draft.blocked !== null && decision.outcome === "rewrite")
		decision = {
			...stopped(
				refusal("unsplittable", draft.blocked),
				decision.rule,
				decision.legacy,
			),
			verdict: decision.verdict,
			canonical: decision.canonical,
			chain: decision.chain,
		};
	const rewritten =
		decision.outcome === "rewrite" &&
		draft !== null &&
		changes.has(idOf(draft));
	const notes =
		rewritten && draft.notes.length > 0
			? `; ${[...new Set(draft.notes)].join("; ")}`
			: "";
	return {
		path: file.path,
		start,
		end,
		...file.position(start),
		form,
		rule: decision.rule.id,
		legacy: decision.legacy,
		canonical: decision.canonical,
		outcome: decision.outcome,
		verdict: decision.verdict,
		reason: decision.reason,
		detail: decision.detail + notes,
		chain: decision.chain,
		change: rewritten ? idOf(draft as Draft) : null,
	};
}
