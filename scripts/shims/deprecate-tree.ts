/**
 * Marks shims over a tree, to the same result as a migration has: a plan of edits, with what is left alone and why.
 * Nothing here writes.
 */
import { assemblePlan } from "../../transforms/core/plan.js";
import type { RuleInput } from "../../transforms/core/rules.js";
import type {
	Deprecation,
	ShimModule,
	ShimOptions,
} from "../../transforms/core/shims.js";
import type {
	Change,
	FileOutcome,
	Policy,
} from "../../transforms/core/types.js";
import { languageOf, languages } from "../../transforms/languages/index.js";
import { unedited, unwritable } from "../driver/read/policy.js";
import { openProject } from "../driver/read/project.js";
import { globs } from "../driver/read/selection.js";
import { type ShimPart, shimModules } from "../driver/read/shim-modules.js";
import { decodeText } from "../driver/read/text.js";
import { countFiles, type RunResult, type Texts } from "../report/result.js";

export interface ShimTreeInput {
	readonly version: string;
	/** Absolute. */
	readonly root: string;
	readonly rules: readonly RuleInput[];
	/** As `--module` names them; empty: the legacy modules of the rules. */
	readonly modules: readonly string[];
	readonly roots: readonly string[] | null;
	/** Globs of files that are not scanned. */
	readonly ignore: readonly string[];
}

/** A shim decides nothing between two spellings; its own names stay what they are. */
export const CAREFUL: Policy = {
	onDifferent: "refuse",
	onMissing: "skip",
	acceptUnproven: false,
	moduleStyle: "named",
};

interface Marked {
	readonly part: ShimPart;
	readonly module: ShimModule;
	readonly done: Deprecation;
}

/** Throws `usage` and `rules`. */
export function deprecateTree(
	input: ShimTreeInput,
	options: ShimOptions,
): RunResult {
	const project = openShimTree(input);
	const parts = shimModules(input.modules, input.rules, languages, project);
	const marked = parts.flatMap((part) =>
		part.modules.map(
			(module): Marked => ({
				part,
				module,
				done: part.shims.deprecate(module, part.context, options),
			}),
		),
	);
	const files = marked.map(({ module }) => module.id).sort();
	const assembled = assemblePlan(
		parts.map((part) => ({
			language: part.language,
			plan: {
				references: [],
				changes: marked
					.filter((one) => one.part === part && one.done.edits.length > 0)
					.map((one) => changeOf(one, options)),
				failures: [],
				notes: [],
				filesConsulted: [],
			},
		})),
		{
			files,
			read: project.read,
			selected: () => true,
			skip: (path) =>
				(input.modules.length > 0
					? null
					: unedited(path, project.read(path)?.text ?? "")) ??
				unwritable(`${project.root}/${path}`),
		},
	);
	const refused = new Map(
		marked.flatMap(({ module, done }) =>
			done.refusal === null ? [] : [[module.id, done.refusal]],
		),
	);
	const outcomes = assembled.outcomes.map((outcome): FileOutcome => {
		const { path, status } = outcome;
		return status === "unchanged" && refused.has(path)
			? { path, status: "skipped", reason: "refused" }
			: outcome;
	});
	return {
		tool: { name: "onepath", version: input.version },
		command: "deprecate",
		root: input.root,
		rules: ruleInfo(parts, input.rules),
		policy: CAREFUL,
		counts: countFiles(outcomes, {
			scanned: project.files.length,
			sources: files.length,
			candidates: files.length,
			read: project.stats().decoded,
		}),
		outcomes,
		references: [],
		changes: assembled.changes,
		plan: assembled.plan,
		texts: new Map(
			assembled.plan.entries.map(({ path }): [string, Texts] => {
				const file = project.read(path);
				if (!file) throw new Error(`${path} has changes and no source`);
				const { text, encoding, unit } = file;
				const after = assembled.after.get(path) ?? null;
				return [path, { before: text, after, encoding, unit }];
			}),
		),
		notes: [
			...project.notes,
			...[...refused.values()].map((why) => `refused: ${why}`),
			...marked.flatMap(({ done }) => done.notes),
			...marked
				.filter(
					({ done }) =>
						done.edits.length === 0 &&
						done.refusal === null &&
						done.notes.length === 0,
				)
				.map(({ module }) => `${module.id} is marked already`),
		],
		written: null,
		next: null,
	};
}

export function openShimTree({ root, roots, ignore }: ShimTreeInput) {
	const ignored = globs(ignore);
	return openProject(root, {
		decode: (path, bytes) =>
			(languageOf(path) ?? { decode: decodeText }).decode(path, bytes),
		...(ignored ? { ignored } : {}),
		...(roots ? { roots } : {}),
	});
}

/** The rules that speak of the modules, for the head of a report. */
export function ruleInfo(
	parts: readonly ShimPart[],
	rules: readonly RuleInput[],
): RunResult["rules"] {
	return parts.flatMap(({ language, context, modules }) => {
		const ids = new Set(
			modules.map(({ key }) => context.rules.forModule(key)?.all?.rule.id),
		);
		return rules
			.filter(({ id }) => ids.has(id))
			.map((rule) => ({ ...rule, language: language.name }));
	});
}

function changeOf({ module, done }: Marked, { style }: ShimOptions): Change {
	return {
		id: `${module.id}:deprecate`,
		path: module.id,
		rule: module.key,
		verdict: "proven",
		edits: done.edits,
		shape: `mark as deprecated, ${style}`,
		group: null,
	};
}
