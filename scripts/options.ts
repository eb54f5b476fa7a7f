/**
 * The options that commands share, in groups: as yargs reads them, and as plain typed data. A command takes the
 * groups that it needs, so that a flag means the same everywhere.
 */
import type { Options } from "yargs";
import { OnepathError } from "../transforms/core/errors.js";
import type { Policy } from "../transforms/core/types.js";
import type { Arguments } from "./commands/command.js";
import type { ColorChoice } from "./io.js";

export const text = (describe: string): Options => ({
	type: "string",
	requiresArg: true,
	describe,
});
const texts = (describe: string): Options => ({
	type: "string",
	array: true,
	requiresArg: true,
	describe,
});
export const flag = (describe: string): Options => ({
	type: "boolean",
	default: false,
	describe,
});

export const RULE_OPTIONS = {
	from: texts(
		"A legacy module, or module#Name; each --from with its --to, in order",
	),
	to: texts("Where it goes: the canonical module, or module#Name"),
	config: text("The config; else onepath.config.json, found upward"),
	only: texts("Use only the rule with this id (repeatable)"),
	skip: texts("Leave out the rule with this id (repeatable)"),
} satisfies Record<string, Options>;

export const TREE_OPTIONS = {
	root: text(
		"The tree to read; else the config's folder, the git top, or the working directory",
	),
	roots: texts(
		"A directory that absolute module names count from (repeatable); else found from the tree",
	),
	"ignore-pattern": texts(
		"A glob of files to leave unchanged; they are still read (repeatable)",
	),
} satisfies Record<string, Options>;

export const POLICY_OPTIONS = {
	"on-different": {
		...text("When the two paths end at different definitions"),
		choices: ["refuse", "keep-identity", "accept"],
	},
	"on-missing": {
		...text("When the canonical module lacks the name"),
		choices: ["skip", "definition"],
	},
	"accept-unproven": {
		type: "boolean",
		describe: "Also move what could not be proven",
	},
	"module-style": {
		...text("What a module-style import becomes where both are safe"),
		choices: ["named", "module"],
	},
} satisfies Record<string, Options>;

export const WRITE_OPTIONS = {
	write: flag("Write the changes; without it they are only shown"),
	"allow-dirty": flag(
		"Write although files to change have uncommitted changes",
	),
	"allow-no-vcs": flag("Write although the tree is not in git"),
} satisfies Record<string, Options>;

export const PLAN_OPTIONS = {
	"plan-out": text(
		"Save the plan to FILE for a review; onepath apply FILE does exactly that",
	),
} satisfies Record<string, Options>;

export const REPORT_OPTIONS = {
	reporter: texts(
		"text, json or diff, with =FILE to a file (repeatable); text and the diff when absent",
	),
	patch: text("Write a patch to FILE that git apply takes"),
	diff: {
		...text("How to show the changes"),
		choices: ["unified", "stat", "none"],
		default: "unified",
	},
	"max-diff-lines": {
		type: "number",
		requiresArg: true,
		describe:
			"Cut the shown diff after so many lines; on a terminal 2000 when absent",
	},
	color: {
		...text("Colours"),
		choices: ["auto", "always", "never"],
		default: "auto",
	},
	progress: {
		type: "boolean",
		default: true,
		describe: "Show progress on a terminal; --no-progress does not",
	},
	quiet: { ...flag("Print the diff and errors, no summary"), alias: "q" },
	verbose: flag("Print every reference, and the stack of an internal error"),
} satisfies Record<string, Options>;

/** Every shared flag, for the nearest to a misspelt one. */
export const FLAGS: readonly string[] = [
	RULE_OPTIONS,
	TREE_OPTIONS,
	POLICY_OPTIONS,
	WRITE_OPTIONS,
	PLAN_OPTIONS,
	REPORT_OPTIONS,
].flatMap((group) => Object.keys(group));

export interface RuleOptions {
	readonly from: readonly string[];
	readonly to: readonly string[];
	readonly config: string | null;
	readonly only: readonly string[];
	readonly skip: readonly string[];
}

export interface TreeOptions {
	/** As given: relative to the working directory. */
	readonly paths: readonly string[];
	readonly root: string | null;
	readonly roots: readonly string[] | null;
	readonly ignorePatterns: readonly string[];
}

export interface WriteOptions {
	readonly write: boolean;
	readonly allowDirty: boolean;
	readonly allowNoVcs: boolean;
}

export interface Reporter {
	readonly name: string;
	/** Relative to the working directory; null for the standard streams. */
	readonly file: string | null;
}

export interface ReportOptions {
	/** Empty: the text, and the diff as `diff` says. */
	readonly reporters: readonly Reporter[];
	readonly patch: string | null;
	readonly diff: "unified" | "stat" | "none";
	readonly maxDiffLines: number | null;
	readonly color: ColorChoice;
	readonly progress: boolean;
	readonly quiet: boolean;
	readonly verbose: boolean;
}

export function ruleOptions(args: Arguments): RuleOptions {
	return {
		from: many(args, "from"),
		to: many(args, "to"),
		config: one(args, "config"),
		only: many(args, "only"),
		skip: many(args, "skip"),
	};
}

export function treeOptions(args: Arguments): TreeOptions {
	return {
		paths: many(args, "paths"),
		root: one(args, "root"),
		roots: args.roots === undefined ? null : many(args, "roots"),
		ignorePatterns: many(args, "ignorePattern"),
	};
}

/** What the flags say of the policy; what they leave out is absent, so that a config can say it. */
export function policyOptions(args: Arguments): Partial<Policy> {
	const given = {
		onDifferent: one(args, "onDifferent") as Policy["onDifferent"] | null,
		onMissing: one(args, "onMissing") as Policy["onMissing"] | null,
		moduleStyle: one(args, "moduleStyle") as Policy["moduleStyle"] | null,
		acceptUnproven: (args.acceptUnproven as boolean | undefined) ?? null,
	};
	return Object.fromEntries(
		Object.entries(given).filter(([, value]) => value !== null),
	);
}

export function writeOptions(args: Arguments): WriteOptions {
	return {
		write: args.write === true,
		allowDirty: args.allowDirty === true,
		allowNoVcs: args.allowNoVcs === true,
	};
}

/** Where to save the plan, relative to the working directory; null for nowhere. */
export function planOut(args: Arguments): string | null {
	return one(args, "planOut");
}

export function reportOptions(args: Arguments): ReportOptions {
	const lines = args.maxDiffLines as number | undefined;
	if (lines !== undefined && !(Number.isInteger(lines) && lines >= 0))
		throw new OnepathError("usage", "--max-diff-lines takes a number of lines");
	return {
		reporters: many(args, "reporter").map(reporter),
		patch: one(args, "patch"),
		diff: one(args, "diff") as ReportOptions["diff"],
		maxDiffLines: lines ?? null,
		color: one(args, "color") as ColorChoice,
		progress: args.progress === true,
		quiet: args.quiet === true,
		verbose: args.verbose === true,
	};
}

function reporter(given: string): Reporter {
	const equals = given.indexOf("=");
	return equals < 0
		? { name: given, file: null }
		: { name: given.slice(0, equals), file: given.slice(equals + 1) };
}

function many(args: Arguments, name: string): readonly string[] {
	return ((args[name] ?? []) as readonly unknown[]).map(String);
}

/** yargs makes a list of a flag that occurs twice; which of the two is meant would be a guess. */
export function one(args: Arguments, name: string): string | null {
	const value = args[name] as string | readonly string[] | undefined;
	if (Array.isArray(value)) {
		const written = name.replace(
			/[A-Z]/g,
			(letter) => `-${letter.toLowerCase()}`,
		);
		throw new OnepathError(
			"usage",
			`--${written} is given ${value.length} times; give it once`,
		);
	}
	return (value as string | undefined) ?? null;
}
