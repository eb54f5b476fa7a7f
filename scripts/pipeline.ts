/**
 * A run, from rules to a result, in one direction:
 *
 *   rules -> languages -> candidate files -> references and changes -> one plan -> RunResult
 *
 * Nothing here writes; `driver/writer.ts` applies the plan of a result.
 */
import { BASELINE_NAME } from "../transforms/core/baseline.js";
import type { Language, PlanContext } from "../transforms/core/language.js";
import { assemblePlan } from "../transforms/core/plan.js";
import type { RuleInput } from "../transforms/core/rules.js";
import type {
	Change,
	FileOutcome,
	Plan,
	Policy,
	SourceFile,
} from "../transforms/core/types.js";
import { type Candidates, findCandidates } from "./driver/read/candidates.js";
import type { Listing } from "./driver/read/files.js";
import { startMentions } from "./driver/read/mentions.js";
import { unedited, unwritable } from "./driver/read/policy.js";
import { type OpenProject, openProject } from "./driver/read/project.js";
import { withRuleGlobs } from "./driver/read/rule-globs.js";
import {
	type LanguageRules,
	refuseUnknownTargets,
	rulesByLanguage,
	unnamedModules,
} from "./driver/read/rule-languages.js";
import { globs, type Selection, select } from "./driver/read/selection.js";
import { decodeText } from "./driver/read/text.js";
import { countFiles, type RunResult, type Texts } from "./report/result.js";
import { ownFiles } from "./shard/own-files.js";
import type { Shard } from "./shard/shard.js";

export interface RunInput {
	readonly command: string;
	readonly version: string;
	/** Absolute. */
	readonly root: string;
	readonly cwd: string;
	/** The files of the tree, where they have been listed already. */
	readonly listing?: Listing;
	/** Positional paths, as given. */
	readonly paths: readonly string[];
	/** Only these files of them, by root-relative path; all when absent. */
	readonly only?: ReadonlySet<string> | null;
	/** The part of them that this run answers for; all when absent. */
	readonly shard?: Shard | null;
	readonly rules: readonly RuleInput[];
	readonly policy: Policy;
	/** A file that spells legacy modules because it is the config. */
	readonly config?: string | null;
	/** Where absolute module names count from, by the user's word; null: found from the tree. */
	readonly roots: readonly string[] | null;
	/** Globs of files that are not scanned. */
	readonly ignore: readonly string[];
	readonly include: readonly string[];
	readonly exclude: readonly string[];
	/** The languages to plan with. */
	readonly languages: readonly Language[];
	/** Is a legacy module that neither a file nor a reference names what was hoped for, and no slip of the pen? */
	readonly mayBeGone?: boolean;
	/** Told what the run is at, for a progress line. */
	readonly progress?: (stage: string) => void;
}

/** A tree with its rules, before any file is searched. */
export interface OpenRun {
	readonly project: OpenProject;
	/** What the run may change, or is asked about. */
	readonly selection: Selection;
	readonly parts: readonly LanguageRules[];
	readonly languageOf: LanguageOf;
}

/** Throws `usage` and `rules` for what can't be meant. */
export function openRun(input: RunInput): OpenRun {
	const { languages, progress = () => {} } = input;
	const languageOf = languageByExtension(languages);
	progress("Listing files");
	const project = openTree(input, languageOf);
	const selection = select(project.files, input);
	const parts = rulesByLanguage(input.rules, languages, project);
	for (const part of parts) refuseUnknownTargets(part, project);
	return { project, selection, parts, languageOf };
}

/** A result, and the files that it speaks of. */
export interface PartRun {
	readonly result: RunResult;
	readonly selection: Selection;
	/** Sources that all shards together speak of. */
	readonly total: number;
}

/** Throws `usage` and `rules` for what can't be meant. */
export function run(
	input: RunInput,
	opened: OpenRun = openRun(input),
): RunResult {
	return runPart(input, opened).result;
}

/** As `run`, of the shard that the input asks for. What is read for proofs does not depend on it. */
export function runPart(input: RunInput, opened: OpenRun): PartRun {
	try {
		return planPart(input, opened);
	} finally {
		opened.project.close();
	}
}

function planPart(
	input: RunInput,
	{ project, selection: whole, parts, languageOf }: OpenRun,
): PartRun {
	const { progress = () => {} } = input;

	progress(`Searching ${project.files.length} files`);
	const contexts = parts.map(({ language, rules }) => ({
		project,
		graph: language.graph(project),
		rules,
		policy: input.policy,
	}));
	const sifts = parts.map(
		({ language }, i) =>
			language.sift?.(contexts[i] as PlanContext) ?? (() => true),
	);
	const candidates = findCandidates(parts, sifts, project, whole.named);
	const documents = project.files.filter(
		(path) =>
			languageOf(path) === null &&
			path !== input.config &&
			path !== BASELINE_NAME &&
			whole.has(path),
	);
	const mentioned = startMentions(parts, documents, project);
	progress(`Planning ${candidates.paths.size} files`);
	const plans = parts.map(({ language, rules }, i) => {
		const plan = language.plan(
			candidates.sources.get(language) ?? [],
			contexts[i] as PlanContext,
		);
		return { language, plan: withRuleGlobs(plan, rules.rules) };
	});
	progress("Searching documents");
	const mentions = mentioned();
	const named = new Set(
		[...plans.flatMap(({ plan }) => plan.references), ...mentions].map(
			({ rule }) => rule,
		),
	);
	const done = parts.flatMap((part) =>
		unnamedModules(part, named, project, input.mayBeGone ?? false),
	);

	progress("Checking the result");
	const proposed = plans.flatMap(({ plan }) => plan.changes);
	const selection = input.shard
		? ownFiles(whole, input.shard, proposed)
		: whole;
	const used = new Set(parts.map(({ language }) => language));
	const all = project.files.filter(
		(path) => whole.has(path) && used.has(languageOf(path) as Language),
	);
	const sources = input.shard ? all.filter(selection.has) : all;
	const assembled = assemblePlan(plans, {
		files: sources,
		read: project.read,
		selected: selection.has,
		skip: skipPolicy(proposed, project, selection),
	});
	const outcomes = assembled.outcomes.map((outcome) =>
		withReading(outcome, candidates),
	);
	progress("");
	const result: RunResult = {
		tool: { name: "onepath", version: input.version },
		command: input.command,
		root: input.root,
		rules: parts.flatMap(({ language, inputs }) =>
			inputs.map((rule) => ({ ...rule, language: language.name })),
		),
		policy: input.policy,
		counts: countFiles(outcomes, {
			scanned: project.files.length,
			sources: sources.length,
			candidates: sources.filter((path) => candidates.paths.has(path)).length,
			read: project.stats().decoded,
		}),
		outcomes,
		references: [
			...assembled.references,
			...mentions.filter(({ path }) => selection.has(path)),
		],
		changes: assembled.changes,
		plan: assembled.plan,
		texts: textsOf(assembled.plan, assembled.after, project),
		notes: [
			...project.notes,
			...plans.flatMap(({ plan }) => plan.notes),
			...done,
			...unreadDocuments(project, languageOf),
		],
		written: null,
		next: null,
	};
	return { result, selection, total: all.length };
}

export type LanguageOf = (path: string) => Language | null;

function languageByExtension(languages: readonly Language[]): LanguageOf {
	const byEnding = new Map(
		languages.flatMap((language) =>
			language.extensions.map((ending) => [ending, language]),
		),
	);
	return (path) => byEnding.get(path.slice(path.lastIndexOf("."))) ?? null;
}

function openTree(input: RunInput, languageOf: LanguageOf): OpenProject {
	const ignored = globs(input.ignore);
	return openProject(input.root, {
		decode: (path, bytes) =>
			(languageOf(path) ?? { decode: decodeText }).decode(path, bytes),
		threads: true,
		...(input.listing ? { listing: input.listing } : {}),
		...(ignored ? { ignored } : {}),
		...(input.roots ? { roots: input.roots } : {}),
	});
}

/** Why a file with changes is not edited. What the user names on the command line, only the file system refuses. */
function skipPolicy(
	changes: readonly Change[],
	project: OpenProject,
	selection: Selection,
): (path: string) => string | null {
	const reasons = new Map<string, string | null>();
	for (const { path } of changes) {
		if (reasons.has(path) || !selection.has(path)) continue;
		const policy = selection.named(path)
			? null
			: unedited(path, project.read(path)?.text ?? "");
		reasons.set(path, policy ?? unwritable(`${project.root}/${path}`));
	}
	return (path) => reasons.get(path) ?? null;
}

/** A file that could not be read has no plan, and so would pass for unchanged. */
function withReading(
	outcome: FileOutcome,
	candidates: Candidates,
): FileOutcome {
	const { path } = outcome;
	const failure = candidates.failures.get(path);
	if (failure !== undefined) return { path, status: "failed", reason: failure };
	const withheld = candidates.withheld.get(path);
	return withheld === undefined || outcome.status !== "unchanged"
		? outcome
		: { path, status: "skipped", reason: withheld };
}

function textsOf(
	plan: Plan,
	after: ReadonlyMap<string, string>,
	project: OpenProject,
): ReadonlyMap<string, Texts> {
	return new Map(
		plan.entries.map((entry): [string, Texts] => {
			if (entry.kind === "create")
				return [
					entry.path,
					{
						before: null,
						after: entry.text,
						encoding: entry.encoding,
						unit: "utf16",
					},
				];
			const { text, encoding, unit } = project.read(entry.path) as SourceFile;
			return [
				entry.path,
				{
					before: text,
					after:
						entry.kind === "edit" ? (after.get(entry.path) as string) : null,
					encoding,
					unit,
				},
			];
		}),
	);
}

function unreadDocuments(
	project: OpenProject,
	languageOf: LanguageOf,
): readonly string[] {
	return [...project.stats().unreadable]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.filter(([path]) => project.isListed(path) && languageOf(path) === null)
		.map(([path, why]) => `${path} was not searched: ${why}`);
}
