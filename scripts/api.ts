/**
 * onepath as a library. `planMigration` is the dry run of `onepath migrate` as data; below it are its parts, so that
 * other tools can build on the scan, the proof and the plan. Nothing that this module exports writes a file.
 *
 *   import { planMigration } from 'onepath';
 *   const { plan, references } = planMigration({
 *     root: '/home/me/app',
 *     rules: [{ id: 'manager', from: 'src/ws/manager.ts', to: 'src/ws/websocket-manager.ts' }],
 *   });
 */
import { resolve } from "node:path";
import type { RuleInput } from "../transforms/core/rules.js";
import type { Policy } from "../transforms/core/types.js";
import { languageOf, languages } from "../transforms/languages/index.js";
import { DEFAULT_POLICY } from "./config/policy.js";
import {
	type OpenProject,
	openProject as openTree,
	type ProjectOptions,
} from "./driver/read/project.js";
import { decodeText } from "./driver/read/text.js";
import { run } from "./pipeline.js";
import type { RunResult } from "./report/result.js";
import { version } from "./version.js";

// -- plan -------------------------------------------------------------------------------------------------------
export { applyEdits, sortEdits } from "../transforms/core/edits.js";
export { type ErrorCode, OnepathError } from "../transforms/core/errors.js";
// -- proof ------------------------------------------------------------------------------------------------------
export type {
	Binding,
	Branch,
	Load,
	ModuleFacts,
	Star,
} from "../transforms/core/facts.js";
export { type End, Judge, type Judgement } from "../transforms/core/judge.js";
export type {
	Claim,
	Decoded,
	Language,
	PlanContext,
} from "../transforms/core/language.js";
// -- languages, and what each of them answers -------------------------------------------------------------------
export { CLAIM } from "../transforms/core/language.js";
export {
	type AssembledPlan,
	assemblePlan,
	hashText,
	type PlanInput,
	type ProblemReader,
} from "../transforms/core/plan.js";
export {
	describeChain,
	describeEnd,
	Graph,
	type GraphSource,
	type Offered,
	type Rebinding,
	type Resolution,
	type Step,
	sameEnd,
} from "../transforms/core/proof.js";
export {
	REASONS,
	type Reason,
	type ReasonId,
} from "../transforms/core/reasons.js";
export type {
	Match,
	ModuleRules,
	Rule,
	Target,
} from "../transforms/core/rules.js";
// -- rules ------------------------------------------------------------------------------------------------------
export { type RuleInput, RuleSet } from "../transforms/core/rules.js";
export type {
	Change,
	Edit,
	FileFailure,
	FileOutcome,
	Form,
	ImportPath,
	LanguagePlan,
	Located,
	ModuleId,
	NeedleQuery,
	OffsetUnit,
	Outcome,
	Plan,
	PlanEntry,
	Policy,
	Problem,
	Project,
	Reference,
	SourceFile,
	Verdict,
} from "../transforms/core/types.js";
export { FORMS, VERDICTS } from "../transforms/core/types.js";
export { languageOf, languages } from "../transforms/languages/index.js";
export { rulesFromFlags } from "./config/flags.js";
export { type Config, type LoadedConfig, loadConfig } from "./config/load.js";

// -- a run and its reports --------------------------------------------------------------------------------------
export type {
	OpenProject,
	ProjectOptions,
	ProjectStats,
} from "./driver/read/project.js";
export { renderDiff } from "./report/diff.js";
export { renderJson } from "./report/json.js";
export type {
	FileCounts,
	RuleInfo,
	RunResult,
	Texts,
} from "./report/result.js";

export interface MigrationOptions {
	/** The tree: a directory. Rules that name paths count from it. */
	readonly root: string;
	readonly rules: readonly RuleInput[];
	/** What it leaves out is as cautious as the command line's defaults. */
	readonly policy?: Partial<Policy>;
	/** Paths below the root to which changes are limited; all of the tree is read for proofs. */
	readonly paths?: readonly string[];
	/** Directories that absolute module names count from; found from the tree when absent. */
	readonly roots?: readonly string[];
	/** Globs of files that are not scanned. */
	readonly ignore?: readonly string[];
	/** Globs: only these files are changed, and these are not. */
	readonly include?: readonly string[];
	readonly exclude?: readonly string[];
}

/** What `onepath migrate` would do, each reference with its verdict. Throws `usage` and `rules`. */
export function planMigration(options: MigrationOptions): RunResult {
	const root = resolve(options.root);
	return run({
		command: "migrate",
		version: version(),
		root,
		cwd: root,
		paths: options.paths ?? [],
		rules: options.rules,
		policy: { ...DEFAULT_POLICY, ...options.policy },
		roots: options.roots ?? null,
		ignore: options.ignore ?? [],
		include: options.include ?? [],
		exclude: options.exclude ?? [],
		languages,
	});
}

/** The tree at `root` as proofs see it, each file decoded as its language does. Lists the files; reads none. */
export function openProject(
	root: string,
	options: ProjectOptions = {},
): OpenProject {
	return openTree(root, {
		decode: (path, bytes) =>
			(languageOf(path) ?? { decode: decodeText }).decode(path, bytes),
		...options,
	});
}
