/**
 * One transform over a tree, to the same result as a migration has: the same selection, the same policies for
 * files that are left alone, the same plan. Nothing here writes.
 */
import type { Policy } from "../transforms/core/types.js";
import { languageOf } from "../transforms/languages/index.js";
import {
	TRANSFORMED,
	type Transform,
} from "../transforms/languages/transform.js";
import { unedited, unwritable } from "./driver/read/policy.js";
import { type OpenProject, openProject } from "./driver/read/project.js";
import { type Selection, select } from "./driver/read/selection.js";
import { decodeText } from "./driver/read/text.js";
import { runTransform } from "./driver/transform/run.js";
import { countFiles, type RunResult, type Texts } from "./report/result.js";

export interface TransformTreeInput {
	/** What changes are named after. */
	readonly name: string;
	readonly version: string;
	/** Absolute. */
	readonly root: string;
	readonly cwd: string;
	/** As given; empty: the whole tree. */
	readonly paths: readonly string[];
	readonly exclude: readonly string[];
	/** With or without the dot; null: scripts of every kind. */
	readonly extensions: readonly string[] | null;
}

/** A transform decides for itself; there is nothing that this policy would leave open. */
const POLICY: Policy = {
	onDifferent: "accept",
	onMissing: "skip",
	acceptUnproven: true,
	moduleStyle: "named",
};

/** What a transform may be run on. */
interface Tree {
	readonly project: OpenProject;
	readonly selection: Selection;
	/** Paths, sorted. */
	readonly files: readonly string[];
}

/** Throws `usage` for paths that lead nowhere. */
async function openTree(input: TransformTreeInput): Promise<Tree> {
	const project = openProject(input.root, {
		decode: (path, bytes) =>
			(languageOf(path) ?? { decode: decodeText }).decode(path, bytes),
	});
	const selection = select(project.files, { ...input, include: [] });
	const endings = (input.extensions ?? TRANSFORMED).map((ending) =>
		ending.trim().replace(/^\.?/, "."),
	);
	const files = project.files.filter(
		(path) =>
			selection.has(path) && endings.some((ending) => path.endsWith(ending)),
	);
	return { project, selection, files };
}

/** The tree is read while the transform loads. Throws `usage`: the transform's failure, else the tree's. */
export async function transformTree(
	opening: Promise<Transform>,
	input: TransformTreeInput,
): Promise<RunResult> {
	const { name, root } = input;
	const [tree, opened] = await Promise.allSettled([openTree(input), opening]);
	if (opened.status === "rejected") throw opened.reason;
	if (tree.status === "rejected") throw tree.reason;
	const transform = opened.value;
	const { project, selection, files } = tree.value;
	const { assembled, reports, stats } = await runTransform(transform, {
		name,
		project,
		files,
		leave: (path) =>
			selection.named(path)
				? null
				: unedited(path, project.read(path)?.text ?? ""),
		skip: (path) => unwritable(`${root}/${path}`),
		language: languageOf,
	});
	const { outcomes, plan, changes, references, after } = assembled;
	return {
		tool: { name: "onepath", version: input.version },
		command: `run -t ${name}`,
		root,
		rules: [],
		policy: POLICY,
		counts: countFiles(outcomes, {
			scanned: project.files.length,
			sources: files.length,
			candidates: files.length,
			read: project.stats().decoded,
		}),
		outcomes,
		references,
		changes,
		plan,
		texts: new Map(
			[...after].map(([path, text]): [string, Texts] => [
				path,
				{
					before: project.read(path)?.text ?? null,
					after: text,
					encoding: "utf8",
					unit: "utf16",
				},
			]),
		),
		notes: [
			...project.notes,
			...reports.map(({ path, message }) => `${path}: ${message}`),
			...[...stats].map(([counter, count]) => `${counter}: ${count}`),
		],
		written: null,
		next: plan.entries.length > 0 ? "the same with --write" : null,
	};
}
