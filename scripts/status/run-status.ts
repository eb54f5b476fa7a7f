/** One look at how far the migration is. Nothing is written. */
import {
	compareBaseline,
	countReferences,
	type Difference,
	isLegacyUse,
} from "../../transforms/core/baseline.js";
import { ModuleIndex } from "../../transforms/core/module-index.js";
import type { ReasonId } from "../../transforms/core/reasons.js";
import { readBaseline } from "../baseline/file.js";
import { scopeOf } from "../check/findings.js";
import { readOwners } from "../driver/owners.js";
import { select } from "../driver/read/selection.js";
import { type OpenRun, openRun, type RunInput, run } from "../pipeline.js";
import { grouped } from "../report/lines.js";
import { directoryOf, progressBy } from "./progress.js";
import type { Progress, StatusResult } from "./result.js";
import { shimStatus } from "./shims.js";

export interface StatusInput extends RunInput {
	/** Root-relative. */
	readonly baseline: string;
	/** Are the rules all of those that the baseline was made with? */
	readonly allRules: boolean;
}

/** What a gone use falls under when no rule speaks of its path any more. */
const NO_RULE = "(no rule)";
const NOBODY = "(nobody)";

/** Throws `usage`, `rules` and `config`. */
export function status(input: StatusInput): StatusResult {
	const file = readBaseline(input.root, input.baseline);
	const opened = openRun(input);
	const { project, selection, parts } = opened;
	const found = run(
		{ ...input, mayBeGone: true },
		{ ...opened, selection: everything(input, opened) },
	);
	const all = found.references.filter(({ path }) => path !== file.path);
	const uses = all.filter(
		(reference) => isLegacyUse(reference) && selection.has(reference.path),
	);
	const burndown = {
		uses,
		differences: compareBaseline(
			countReferences(uses),
			file.entries,
			scopeOf(found, selection, parts, input.allRules),
		),
	};
	const owners = readOwners(input.root);
	const ownersOf = ({ path }: { readonly path: string }): string =>
		owners?.(path).join(" ") || NOBODY;
	const [total = NOTHING] = progressBy(
		burndown,
		() => "total",
		() => "total",
	);
	return {
		tool: found.tool,
		rules: found.rules,
		total,
		files: new Set(uses.map(({ path }) => path)).size,
		byRule: progressBy(burndown, ({ rule }) => rule, ruleOfGone(opened)),
		byDirectory: progressBy(burndown, directoryOf, directoryOf),
		byOwner: owners && progressBy(burndown, ownersOf, ownersOf),
		refused: grouped(
			uses.filter(({ reason }) => reason !== null),
			({ reason }) => reason as string,
		).map(([reason, members]) => ({
			reason: reason as ReasonId,
			count: members.length,
		})),
		shims: parts.flatMap(({ language, rules }) => {
			const context = { project, graph: language.graph(project), rules };
			return new ModuleIndex(project, language, rules)
				.legacyModules()
				.map((module) => shimStatus(module, all, language, context));
		}),
		baseline: file.bytes === null ? null : file.path,
		failures: found.outcomes.flatMap((outcome) =>
			outcome.status === "failed" ? [outcome] : [],
		),
		notes: found.notes,
	};
}

const NOTHING: Progress = {
	key: "total",
	left: 0,
	toMove: 0,
	refused: 0,
	moved: 0,
};

/** A module is free when nothing of the tree names it, wherever the run was asked to look. */
function everything({ root, cwd }: RunInput, { project }: OpenRun) {
	return select(project.files, {
		root,
		cwd,
		paths: [],
		include: [],
		exclude: [],
	});
}

function ruleOfGone({ parts }: OpenRun): (gone: Difference) => string {
	return ({ legacy, symbol }) => {
		for (const { rules } of parts) {
			const module = rules.forModule(legacy);
			const own = symbol === null ? undefined : module?.names.get(symbol);
			const rule = own?.rule ?? module?.all?.rule;
			if (rule) return rule.id;
		}
		return NO_RULE;
	};
}
