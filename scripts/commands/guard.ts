/** `onepath guard`: the rules in the words of other linters, so that editors warn without us. */
import { OnepathError } from "../../transforms/core/errors.js";
import { DEFAULT_POLICY } from "../config/policy.js";
import { EXIT } from "../driver/exit.js";
import type { Io } from "../io.js";
import {
	RULE_OPTIONS,
	ruleOptions,
	TREE_OPTIONS,
	treeOptions,
} from "../options.js";
import type { Arguments, Command } from "./command.js";

/** Each linter with how modules are named in the languages that it reads. */
const SEPARATORS = { eslint: "/", ruff: "." } as const;
type Format = keyof typeof SEPARATORS;

export const guard: Command = {
	command: "guard",
	describe: "Print the rules for another linter, so that editors warn, too",
	builder: (yargs) =>
		yargs
			.options({
				format: {
					type: "string",
					requiresArg: true,
					choices: Object.keys(SEPARATORS),
					demandOption: "--format says for which linter: eslint or ruff",
					describe:
						"eslint: a flat config with no-restricted-imports; ruff: banned-api for pyproject.toml",
				},
				...RULE_OPTIONS,
				root: TREE_OPTIONS.root,
				roots: TREE_OPTIONS.roots,
			})
			.example(
				"$0 guard --format eslint > eslint.onepath.js",
				"import it in eslint.config.js, and spread it last",
			)
			.example(
				"$0 guard --format ruff >> pyproject.toml",
				"where ruff has no lint table yet; else merge it",
			),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	const rules = ruleOptions(args);
	const tree = treeOptions(args);
	const format = args.format as Format | readonly Format[];
	if (typeof format !== "string")
		throw new OnepathError("usage", "--format is given more than once");
	const { readSettings } = await import("../settings.js");
	const { openRun } = await import("../pipeline.js");
	const { languages } = await import("../../transforms/languages/index.js");
	const { ModuleIndex } = await import("../../transforms/core/module-index.js");
	const { restrictedImports } = await import("../guard/restricted-imports.js");
	const { bannedApi } = await import("../guard/banned-api.js");
	const settings = readSettings(io.cwd, rules, tree);
	const { project, parts } = settings.located(() =>
		openRun({
			...settings,
			command: "guard",
			version: io.version,
			paths: [],
			policy: DEFAULT_POLICY,
			languages,
		}),
	);
	const part = parts.find(
		({ language }) => language.separator === SEPARATORS[format],
	);
	if (!part)
		throw new OnepathError(
			"usage",
			`no rule is about a language that ${format} reads`,
		);
	const index = new ModuleIndex(project, part.language, part.rules);
	io.stdout.write(
		format === "eslint"
			? restrictedImports(index, part.language, project)
			: bannedApi(index),
	);
	project.close();
	return EXIT.done;
}
