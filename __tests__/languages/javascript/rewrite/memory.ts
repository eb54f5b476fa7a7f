/** The JavaScript plan over a tree in memory, without a resolver that reads a disk: relative specifiers and bare packages. */
import { posix } from "node:path";
import { applyEdits } from "../../../../transforms/core/edits.js";
import type { RuleInput } from "../../../../transforms/core/rule-input.js";
import { RuleSet } from "../../../../transforms/core/rules.js";
import type {
	LanguagePlan,
	Policy,
	Project,
	SourceFile,
} from "../../../../transforms/core/types.js";
import { javascript } from "../../../../transforms/languages/javascript/language.js";
import { memoryProject, type Tree } from "../../../helpers/memory-project.js";

export interface Planned extends LanguagePlan {
	/** The text of a file after all changes. */
	after(path: string): string;
}

function projectOf(tree: Tree): Project {
	return {
		...memoryProject(tree),
		read: (path): SourceFile | null => {
			const text = tree[path];
			return text === undefined
				? null
				: { path, text, encoding: "utf8", unit: "utf16" };
		},
		resolve: (specifier, from) => {
			if (!/^\.{1,2}(?:\/|$)/.test(specifier)) {
				const index = `packages/${specifier}/index.ts`;
				return index in tree
					? { kind: "module", id: index }
					: { kind: "external", name: specifier };
			}
			const path = posix.join(posix.dirname(from), specifier);
			const id = [path, `${path}.ts`, `${path}/index.ts`].find(
				(candidate) => candidate in tree,
			);
			return id === undefined
				? { kind: "missing", name: specifier }
				: { kind: "module", id };
		},
	};
}

export function planTree(
	tree: Tree,
	rules: readonly Omit<RuleInput, "id">[],
	policy: Partial<Policy> = {},
): Planned {
	const project = projectOf(tree);
	const plan = javascript.plan(
		project.files.flatMap((path) =>
			/\.[jt]sx?$/.test(path) ? (project.read(path) ?? []) : [],
		),
		{
			project,
			graph: javascript.graph(project),
			rules: RuleSet.from(
				rules.map((rule, i) => ({ ...rule, id: `r${i}` })),
				(module) => javascript.key(module, project),
				"/",
			),
			policy: {
				onDifferent: "refuse",
				onMissing: "skip",
				acceptUnproven: false,
				moduleStyle: "named",
				...policy,
			},
		},
	);
	return {
		...plan,
		after: (path) =>
			applyEdits(
				tree[path] ?? "",
				plan.changes
					.filter((change) => change.path === path)
					.flatMap(({ edits }) => edits),
				path,
			),
	};
}
