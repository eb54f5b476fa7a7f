/** What commands that count uses of legacy paths are asked: the same rules, tree, policy and baseline for each. */
import type { Options } from "yargs";
import { OnepathError } from "../../transforms/core/errors.js";
import type { Arguments } from "../commands/command.js";
import { DEFAULT_POLICY } from "../config/policy.js";
import { type Io, progressOn } from "../io.js";
import {
	POLICY_OPTIONS,
	policyOptions,
	REPORT_OPTIONS,
	type ReportOptions,
	RULE_OPTIONS,
	ruleOptions,
	TREE_OPTIONS,
	treeOptions,
} from "../options.js";

/** `from`: what the baseline is to the command. */
export const useOptions = (from: string) =>
	({
		...RULE_OPTIONS,
		...TREE_OPTIONS,
		...POLICY_OPTIONS,
		baseline: {
			type: "string",
			requiresArg: true,
			describe: `${from}; onepath-baseline.json in the root when absent`,
		},
		color: REPORT_OPTIONS.color,
		progress: REPORT_OPTIONS.progress,
	}) satisfies Record<string, Options>;

/** Runs `work` on what is asked for, with a line of progress. Throws `usage`, `config` and `rules`. */
export async function withUses<T>(
	command: string,
	args: Arguments,
	{ progress, quiet }: ReportOptions,
	io: Io,
	work: (input: Awaited<ReturnType<typeof inputOf>>) => T,
): Promise<T> {
	const line = progressOn(io.stderr, progress && !quiet);
	const input = await inputOf(command, args, io, line.show);
	const result = input.located(() => work(input));
	line.clear();
	return result;
}

async function inputOf(
	command: string,
	args: Arguments,
	io: Io,
	progress: (stage: string) => void,
) {
	const { startSettings } = await import("../settings.js");
	const rules = ruleOptions(args);
	const tree = treeOptions(args);
	const { settings: given, listing } = startSettings(io, rules, tree);
	const { baselinePath } = await import("../baseline/place.js");
	const { withSymbols } = await import("../map/symbols.js");
	const { languages } = await import("../../transforms/languages/index.js");
	const asked = args.symbol !== undefined;
	if (given.rules.length === 0 && given.symbols.length === 0 && !asked)
		throw new OnepathError(
			"usage",
			"there is no rule; give --from and --to, or write rules into onepath.config.json",
		);
	const context = {
		version: io.version,
		languages,
		progress,
		listing: await listing,
	};
	const settings = await withSymbols(given, context);
	const { from, only, skip } = rules;
	return {
		...settings,
		...context,
		command,
		paths: tree.paths,
		policy: { ...DEFAULT_POLICY, ...settings.policy, ...policyOptions(args) },
		baseline: baselinePath(
			settings.root,
			io.cwd,
			(args.baseline as string | undefined) ?? null,
		),
		/** Are the rules all of those that a baseline is made with? */
		allRules: from.length + only.length + skip.length === 0,
	};
}
