/** `onepath init`: writes a config, empty or with the rules that the tree asks for. It replaces none by itself. */
import { OnepathError } from "../../transforms/core/errors.js";
import type { Config } from "../config/load.js";
import type { Io } from "../io.js";
import type { ProposedConfig } from "../map/propose-config.js";
import { TREE_OPTIONS, treeOptions } from "../options.js";
import type { Settings } from "../settings.js";
import type { Arguments, Command } from "./command.js";

export const init: Command = {
	command: "init",
	describe:
		"Write onepath.config.json: a commented start, or rules proposed from the tree",
	builder: (yargs) =>
		yargs
			.options({
				"from-map": {
					type: "boolean",
					default: false,
					describe:
						"Propose a rule for every import path beside the one to keep",
				},
				"from-shims": {
					type: "boolean",
					default: false,
					describe: "Propose rules for modules that only hand on names",
				},
				print: {
					type: "boolean",
					default: false,
					describe: "Print the config and write nothing",
				},
				force: {
					type: "boolean",
					default: false,
					describe:
						"Replace the rules of a config that is there; its other options stay, its comments go",
				},
				root: TREE_OPTIONS.root,
				roots: TREE_OPTIONS.roots,
			})
			.example("$0 init --from-map --print", "see what would be proposed"),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	const from = sourceOf(args);
	const [
		{ CONFIG_NAME },
		{ loadConfig },
		{ readSettings },
		{ createConfig },
		{ EXIT, OF_SIGNAL },
		{ progressOn },
		{ count },
	] = await Promise.all([
		import("../config/find.js"),
		import("../config/load.js"),
		import("../settings.js"),
		import("../driver/create-config.js"),
		import("../driver/exit.js"),
		import("../io.js"),
		import("../report/lines.js"),
	]);
	const there = loadConfig(io.cwd, null);
	if (there !== null && args.print !== true && args.force !== true)
		throw new OnepathError(
			"usage",
			`${there.path} is there already; --print shows what would be proposed, --force replaces its rules`,
		);
	const settings = readSettings(
		io.cwd,
		{ from: [], to: [], config: null, only: [], skip: [] },
		treeOptions(args),
	);
	const progress = progressOn(io.stderr, true);
	const { text, rules, open } = await contentOf(
		from,
		there?.config ?? { rules: [] },
		settings,
		io,
		progress.show,
	);
	progress.clear();
	if (args.print === true) {
		io.stdout.write(text);
		return EXIT.done;
	}
	const { root } = settings;
	const path = settings.config ?? CONFIG_NAME;
	const result = await createConfig(root, path, text);
	for (const { message } of result.failed)
		io.stderr.write(`${path} ${message}\n`);
	if (result.interrupted !== null) return OF_SIGNAL[result.interrupted];
	if (result.failed.length > 0) return EXIT.incomplete;
	const waiting =
		open > 0 ? `, and ${count(open, "rule")} in comments to decide on` : "";
	io.stderr.write(
		`${path} written with ${count(rules, "rule")}${waiting}\n  see    onepath migrate\n  revert onepath undo ${result.run}\n`,
	);
	return EXIT.done;
}

type Source = "map" | "shims" | null;

function sourceOf(args: Arguments): Source {
	if (args.fromMap === true && args.fromShims === true)
		throw new OnepathError(
			"usage",
			"--from-map proposes rules for shims, too; give one of --from-map and --from-shims",
		);
	return args.fromMap === true
		? "map"
		: args.fromShims === true
			? "shims"
			: null;
}

async function contentOf(
	from: Source,
	{ rules: _, symbols: __, ...options }: Config,
	settings: Settings,
	io: Io,
	progress: (stage: string) => void,
): Promise<ProposedConfig> {
	if (from === null) {
		const { STARTER } = await import("../config/starter.js");
		return { text: STARTER, rules: 0, open: 0 };
	}
	const [{ proposeConfig }, { mapWhole }, { languages }] = await Promise.all([
		import("../map/propose-config.js"),
		import("../map/map-whole.js"),
		import("../../transforms/languages/index.js"),
	]);
	const context = { version: io.version, languages, progress };
	const map = await mapWhole(settings, context);
	return proposeConfig(map, from, options, settings, context);
}
