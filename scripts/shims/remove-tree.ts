/**
 * Removes shims that nothing uses: the pipeline finds every reference in every form, documents and settings are
 * searched for the names, and what still names a shim is a blocker with its line. Settings entries and re-exports that
 * exist for the shim alone go with it, in the same plan.
 *
 * Invariant: while one blocker stands, the plan is empty.
 */
import type { RuleInput } from "../../transforms/core/rules.js";
import {
	replacementOf,
	type ShimContext,
	type ShimModule,
	type ShimSupport,
} from "../../transforms/core/shims.js";
import { languages } from "../../transforms/languages/index.js";
import type { OpenProject } from "../driver/read/project.js";
import { type ShimPart, shimModules } from "../driver/read/shim-modules.js";
import { groupBy } from "../group.js";
import { run } from "../pipeline.js";
import type { RunResult } from "../report/result.js";
import { openShimTree } from "./deprecate-tree.js";
import { blockersOf, type ReleasedFile } from "./removal-blockers.js";
import { namedAsFiles } from "./removal-files.js";
import {
	type FileEdits,
	type RemovalInput,
	removalResult,
} from "./removal-plan.js";
import { freeReexports } from "./removal-reexports.js";

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
		include: [],
		exclude: [],
		languages,
	});
	const reexports = freeReexports(parts, found.references, input);
	const settings = parts.flatMap((part) => settingsOf(part, project));
	const { blockers, notes } = blockersOf({
		parts,
		references: [
			...found.references,
			...namedAsFiles(parts, found.references, project),
		],
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
	return removalResult(
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
