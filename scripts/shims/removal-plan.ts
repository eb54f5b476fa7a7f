/**
 * The plan of a removal: the shims and what is nothing without them are deleted, settings and re-exports are edited.
 *
 * Invariant: all of it or nothing. While a blocker stands, or one of the files can't be written, the plan is empty.
 */
import { assemblePlan, hashText } from "../../transforms/core/plan.js";
import type {
	Change,
	Edit,
	FileOutcome,
	PlanEntry,
	Policy,
} from "../../transforms/core/types.js";
import { isExecutable, unwritable } from "../driver/read/policy.js";
import type { OpenProject } from "../driver/read/project.js";
import type { ShimPart } from "../driver/read/shim-modules.js";
import type { Blocker } from "../report/blockers.js";
import { countFiles, type RunResult, type Texts } from "../report/result.js";
import { ruleInfo, type ShimTreeInput } from "./deprecate-tree.js";

export interface RemovalInput extends ShimTreeInput {
	/** What a migration would go by: a use that it would move is told so, and any other with the reason that is left. */
	readonly policy: Policy;
	/** The config in force, which names every shim and uses none; root-relative. */
	readonly config: string | null;
}

export interface FileEdits {
	readonly path: string;
	readonly edits: readonly Edit[];
	readonly shape: string;
}

/** The result, with a plan where nothing speaks against it. */
export function removalResult(
	input: RemovalInput,
	{
		parts,
		project,
		notes,
	}: {
		readonly parts: readonly ShimPart[];
		readonly project: OpenProject;
		readonly notes: readonly string[];
	},
	blockers: readonly Blocker[],
	edits: readonly FileEdits[],
): RunResult {
	const gone = parts
		.flatMap((part) =>
			part.modules.flatMap((module) => [
				module.id,
				...part.shims.companions(module, project),
			]),
		)
		.sort();
	const changed = [...new Set(edits.map(({ path }) => path))].sort();
	const settings = new Set(
		edits
			.map(({ path }) => path)
			.filter((path) => parts.some(({ shims }) => shims.isSettings(path))),
	);
	const read = (path: string) =>
		settings.has(path) ? project.readText(path) : project.read(path);
	const changes = edits.map(
		({ path, edits: own, shape }, i): Change => ({
			id: `${path}:remove ${i}`,
			path,
			rule: "remove",
			verdict: "proven",
			edits: own,
			shape,
			group: null,
		}),
	);
	const planned = (own: readonly Change[]) => ({
		references: [],
		changes: own,
		failures: [],
		notes: [],
		filesConsulted: [],
	});
	const stays = gone
		.filter((path) => unwritable(`${project.root}/${path}`) !== null)
		.map(
			(path) =>
				`${path} can't be removed: ${unwritable(`${project.root}/${path}`)}`,
		);
	const assembled = assemblePlan(
		[
			...parts.map(({ language }) => ({
				language,
				plan: planned(
					changes.filter(
						({ path }) =>
							!settings.has(path) &&
							language.extensions.some((ending) => path.endsWith(ending)),
					),
				),
			})),
			{
				language: { problems: () => [] },
				plan: planned(changes.filter(({ path }) => settings.has(path))),
			},
		],
		{
			files: changed,
			read,
			selected: () => true,
			skip: (path) => unwritable(`${project.root}/${path}`),
		},
	);
	const whole = assembled.outcomes.every(({ status }) => status === "changed");
	const removing = blockers.length === 0 && stays.length === 0 && whole;
	const deleted = removing
		? gone.map((path): PlanEntry => {
				const file = project.read(path);
				if (!file) throw new Error(`${path} goes and has no source`);
				return {
					kind: "delete",
					path,
					before: hashText(file.text, file.encoding),
					after: null,
				};
			})
		: [];
	const entries = removing
		? [...assembled.plan.entries, ...deleted].sort((a, b) =>
				a.path < b.path ? -1 : 1,
			)
		: [];
	const outcomes: FileOutcome[] = [
		...(removing
			? assembled.outcomes
			: assembled.outcomes.map(
					(outcome): FileOutcome =>
						outcome.status === "changed"
							? { path: outcome.path, status: "unchanged" }
							: outcome,
				)),
		...gone.map(
			(path): FileOutcome =>
				removing
					? { path, status: "changed" }
					: { path, status: "skipped", reason: "blocked" },
		),
	];
	return {
		tool: { name: "onepath", version: input.version },
		command: "remove",
		root: input.root,
		rules: ruleInfo(parts, input.rules),
		policy: input.policy,
		counts: countFiles(outcomes, {
			scanned: project.files.length,
			sources: outcomes.length,
			candidates: outcomes.length,
			read: project.stats().decoded,
		}),
		outcomes,
		references: [],
		changes: removing ? assembled.changes : [],
		plan: { entries },
		texts: new Map(
			entries.map(({ path, kind }): [string, Texts] => {
				const file = read(path);
				if (!file) throw new Error(`${path} is planned and has no source`);
				const { text, encoding, unit } = file;
				const after =
					kind === "delete" ? null : (assembled.after.get(path) ?? null);
				const executable = isExecutable(`${project.root}/${path}`);
				return [path, { before: text, after, encoding, unit, executable }];
			}),
		),
		notes: [...project.notes, ...notes, ...stays],
		blockers,
		written: null,
		next: null,
	};
}
