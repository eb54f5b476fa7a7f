/** The options that commands on shims share, as yargs reads them and as plain data. */
import type { Options } from "yargs";
import type { Arguments } from "../commands/command.js";
import {
	REPORT_OPTIONS,
	type ReportOptions,
	RULE_OPTIONS,
	type RuleOptions,
	reportOptions,
	ruleOptions,
	TREE_OPTIONS,
	type TreeOptions,
	treeOptions,
	WRITE_OPTIONS,
	type WriteOptions,
	writeOptions,
} from "../options.js";

/** `verb`: what is done with a shim. */
export const shimOptions = (verb: string) =>
	({
		module: {
			type: "string",
			array: true,
			requiresArg: true,
			describe: `A shim to ${verb} (repeatable); the legacy modules of the rules when absent`,
		},
		...RULE_OPTIONS,
		root: TREE_OPTIONS.root,
		roots: TREE_OPTIONS.roots,
		...WRITE_OPTIONS,
		...REPORT_OPTIONS,
	}) satisfies Record<string, Options>;

export interface ShimChoice {
	/** As the command line names them; empty: those of the rules. */
	readonly modules: readonly string[];
	readonly rules: RuleOptions;
	readonly tree: TreeOptions;
	readonly writing: WriteOptions;
	readonly report: ReportOptions;
}

/** Throws `usage`. */
export function shimChoice(args: Arguments): ShimChoice {
	return {
		modules: strings(args.module),
		rules: ruleOptions(args),
		tree: treeOptions(args),
		writing: writeOptions(args),
		report: reportOptions(args),
	};
}

/** The values of a repeatable option. */
export function strings(given: unknown): readonly string[] {
	return ((given ?? []) as readonly unknown[]).map(String);
}
