/** A tree in memory as proofs see it, and the Python plan over it: for tests that need no disk. */

import { applyEdits } from "../../transforms/core/edits.js";
import { Graph } from "../../transforms/core/proof.js";
import type { RuleInput } from "../../transforms/core/rule-input.js";
import { RuleSet } from "../../transforms/core/rules.js";
import type {
	LanguagePlan,
	NeedleQuery,
	Policy,
	Project,
	SourceFile,
} from "../../transforms/core/types.js";
import { pythonGraphSource } from "../../transforms/languages/python/graph.js";
import { planPython } from "../../transforms/languages/python/plan.js";
import { PythonModules } from "../../transforms/languages/python/resolve.js";

/** Path -> text; a text is the file's bytes, read as latin1. */
export type Tree = Readonly<Record<string, string>>;

export function memoryProject(tree: Tree): Project {
	const files = Object.keys(tree).sort();
	const source = (path: string): SourceFile | null => {
		const text = tree[path];
		return text === undefined
			? null
			: { path, text, encoding: "latin1", unit: "byte" };
	};
	const matches = (path: string, query: NeedleQuery): boolean =>
		query.all.every((needle, i) =>
			(tree[path] ?? "")
				.split(needle)
				.slice(1)
				.some(
					([next]) =>
						i < query.all.length - 1 ||
						next === undefined ||
						next > "\x7f" ||
						(query.ends?.includes(next) ?? true),
				),
		) &&
		path.startsWith(query.under ?? "") &&
		(query.extensions ?? [""]).some((ending) => path.endsWith(ending));
	return {
		files,
		exists: (path) =>
			path in tree
				? "file"
				: files.some((file) => file.startsWith(`${path}/`))
					? "directory"
					: null,
		read: source,
		list: (directory) => {
			const prefix = directory === "" ? "" : `${directory}/`;
			const names = files
				.filter((file) => file.startsWith(prefix))
				.map((file) => file.slice(prefix.length).replace(/\/.*/, "/"));
			return [...new Set(names)].sort();
		},
		realpath: (path) => path,
		resolve: (name) => ({ kind: "external", name }),
		containing: (queries) =>
			queries.map((query) => files.filter((path) => matches(path, query))),
	};
}

export interface PlannedTree {
	readonly plan: LanguagePlan;
	/** The files that change, after the change. */
	readonly after: Record<string, string>;
}

const CAREFUL: Policy = {
	onDifferent: "refuse",
	onMissing: "skip",
	acceptUnproven: false,
	moduleStyle: "named",
};

/** Plans every file of the tree; `candidates` restricts to some. */
export function planTree(
	tree: Tree,
	rules: readonly RuleInput[],
	policy: Partial<Policy> = {},
	candidates: readonly string[] = Object.keys(tree).filter((path) =>
		/\.pyi?$/.test(path),
	),
): PlannedTree {
	const project = memoryProject(tree);
	const modules = new PythonModules(project);
	const plan = planPython(
		candidates.map((path) => project.read(path) as SourceFile),
		{
			project,
			graph: new Graph(pythonGraphSource(project, modules)),
			rules: RuleSet.from(rules, (module) => module, "."),
			policy: { ...CAREFUL, ...policy },
		},
		modules,
	);
	const after: Record<string, string> = {};
	for (const path of candidates) {
		const edits = plan.changes
			.filter((change) => change.path === path)
			.flatMap((change) => change.edits);
		if (edits.length > 0)
			after[path] = applyEdits(tree[path] ?? "", edits, path);
	}
	return { plan, after };
}
