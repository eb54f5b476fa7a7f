/**
 * Removes shims that nothing uses: the pipeline finds every reference in every form, documents and settings are
 * searched for the names, and what still names a shim is a blocker with its line. Settings entries and re-exports that
 * exist for the shim alone go with it, in the same plan.
 *
 * Invariant: while one blocker stands, the plan is empty.
 */
import { assemblePlan, hashText } from "../transforms/core/plan.js";
import type { RuleInput } from "../transforms/core/rules.js";
import {
	type Reexport,
	replacementOf,
	type ShimContext,
	type ShimModule,
	type ShimSupport,
} from "../transforms/core/shims.js";
import type {
	Change,
	Edit,
	FileOutcome,
	PlanEntry,
	Reference,
} from "../transforms/core/types.js";
import { languages } from "../transforms/languages/index.js";
import {
	CAREFUL,
	openShimTree,
	ruleInfo,
	type ShimTreeInput,
} from "./deprecate-tree.js";
import { unwritable } from "./driver/policy.js";
import type { OpenProject } from "./driver/project.js";
import { type ShimPart, shimModules } from "./driver/shim-modules.js";
import { groupBy } from "./group.js";
import { run } from "./pipeline.js";
import { blockersOf } from "./removal-blockers.js";
import type { Blocker } from "./report/blockers.js";
import { countFiles, type RunResult, type Texts } from "./report/result.js";

export interface RemovalInput extends ShimTreeInput {
	/** The config in force, which names every shim and uses none; root-relative. */
	readonly config: string | null;
}

interface FileEdits {
	readonly path: string;
	readonly edits: readonly Edit[];
	readonly shape: string;
}

/** Throws `usage` and `rules`. */
export function removeTree(input: RemovalInput): RunResult {
	const project = openShimTree(input);
	const parts = shimModules(input.modules, input.rules, languages, project);
	const rules = parts.flatMap((part) => rulesFor(part, input.rules));
	const found = run({
		...input,
		command: "remove",
		cwd: input.root,
		paths: [],
		rules,
		policy: CAREFUL,
		include: [],
		exclude: [],
		languages,
	});
	const reexports = freeReexports(parts, found.references, input);
	const settings = parts.flatMap((part) => settingsOf(part, project));
	const { blockers, notes } = blockersOf({
		parts,
		references: found.references,
		outcomes: found.outcomes,
		reexports,
		settings,
		project,
	});
	const edits: FileEdits[] = [
		...reexports.map(({ path, edits }) => ({
			path,
			edits,
			shape: "a re-export that nobody uses goes with the module",
		})),
		...settings
			.filter((one) => one.release.edits.length > 0)
			.map(({ path, release }) => ({
				path,
				edits: release.edits,
				shape: "a settings entry goes with the module",
			})),
	];
	return resultOf(
		input,
		{ parts, project, notes },
		blockers,
		blockers.length > 0 ? [] : edits,
	);
}

/** The rules of the modules, and one for each that has none: to where it hands its names on from. */
function rulesFor(
	{ modules, context, shims }: ShimPart,
	rules: readonly RuleInput[],
): readonly RuleInput[] {
	const used = new Set(
		modules.map(({ key }) => context.rules.forModule(key)?.all?.rule.id),
	);
	const own = modules.flatMap((module): RuleInput[] => {
		if (context.rules.forModule(module.key)?.all) return [];
		const to = home(module, context, shims);
		return to === null ? [] : [{ id: module.key, from: module.key, to }];
	});
	return [...rules.filter(({ id }) => used.has(id)), ...own];
}

/** The module of the tree that most of the shim's names come from. */
function home(
	module: ShimModule,
	context: ShimContext,
	shims: ShimSupport,
): string | null {
	const { graph, project } = context;
	const names = new Set([
		...graph.offered(module.id).names,
		...(graph.facts(module.id)?.exports.keys() ?? []),
	]);
	const homes = groupBy(
		[...names].flatMap((name) => {
			const to = replacementOf(name, module, context, shims.locate)?.module;
			const located = to && shims.locate(to, module.id, project);
			return to && to !== module.key && located && located.kind === "module"
				? [to]
				: [];
		}),
		(to) => to,
	);
	return [...homes].sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? null;
}

/** Re-exports of which nobody takes a name: asked as a migration of those names would ask. */
function freeReexports(
	parts: readonly ShimPart[],
	references: readonly Reference[],
	input: RemovalInput,
): readonly Reexport[] {
	const candidates = parts.flatMap((part) =>
		part.modules.flatMap((module) => {
			const paths = [
				...new Set(
					references
						.filter(({ legacy }) => legacy.module === module.key)
						.map(({ path }) => path),
				),
			];
			const to = part.context.rules.forModule(module.key)?.all?.to;
			return part.shims
				.reexports(module, paths, part.context)
				.map((reexport) => ({ reexport, part, to: to ?? module.key }));
		}),
	);
	if (candidates.length === 0) return [];
	const rules = candidates.map(({ reexport, part, to }, i) => ({
		id: `re-export ${i}`,
		from: reexport.module,
		to,
		names: Object.fromEntries(
			reexport.names.map((name) => [name, `${to}:${name}`]),
		),
		language: part.language.name,
	}));
	const asked = run({
		...input,
		command: "remove",
		cwd: input.root,
		paths: [],
		rules: distinctRules(rules),
		policy: CAREFUL,
		include: [],
		exclude: [],
		languages,
	});
	const used = (module: string, names: readonly string[], path: string) =>
		asked.references.some(
			(reference) =>
				reference.legacy.module === module &&
				reference.path !== path &&
				reference.form !== "comment" &&
				(reference.legacy.name === null
					? reference.form !== "mention"
					: names.includes(reference.legacy.name)),
		);
	return candidates
		.map(({ reexport }) => reexport)
		.filter(({ module, names, path }) => !used(module, names, path));
}

/** Two statements of one package hand on different names; rules for one import path are one. */
function distinctRules(rules: readonly RuleInput[]): readonly RuleInput[] {
	return [...groupBy(rules, ({ from }) => from).values()].map(
		([first, ...more]) => ({
			...(first as RuleInput),
			names: Object.assign(
				Object.create(null),
				first?.names,
				...more.map(({ names }) => names),
			),
		}),
	);
}

export interface ReleasedFile {
	readonly path: string;
	readonly part: ShimPart;
	readonly release: ReturnType<ShimPart["shims"]["release"]>;
}

function settingsOf(part: ShimPart, project: OpenProject): ReleasedFile[] {
	return project.files
		.filter((path) => part.shims.isSettings(path))
		.flatMap((path) => {
			const file = project.readText(path);
			return file
				? [
						{
							path,
							part,
							release: part.shims.release(file, part.modules, project),
						},
					]
				: [];
		});
}

function resultOf(
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
		policy: CAREFUL,
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
				return [path, { before: text, after, encoding, unit }];
			}),
		),
		notes: [...project.notes, ...notes, ...stays],
		blockers,
		written: null,
		next: null,
	};
}
