/**
 * yargs over the table of commands. Unknown flags and commands are errors with the nearest right one; yargs never
 * prints or exits by itself.
 */
import { createRequire } from "node:module";
import { closest, distance } from "fastest-levenshtein";
import type Yargs from "yargs";
import type { Argv } from "yargs";
import { OnepathError } from "../transforms/core/errors.js";
import { CHANGE_FLAGS } from "./change-options.js";
import type { Arguments, Command } from "./commands/command.js";
import { COMMANDS } from "./commands/index.js";
import { EXIT } from "./driver/exit.js";
import type { Io } from "./io.js";
import { FLAGS } from "./options.js";
import { SHARD_OPTIONS } from "./shard/shard.js";

const require = createRequire(import.meta.url);
/** Of its two builds the CommonJS one: it loads faster, and the other cuts words in two where a line of help ends. */
const yargs = require("yargs") as typeof Yargs;

const EPILOGUE =
	"A dry run is the default: nothing is written without --write. `onepath COMMAND --help` lists a command's options.";

/** Runs the command that was typed. Throws `usage` for what is not understood. */
export async function dispatch(io: Io): Promise<number> {
	let code: number = EXIT.done;
	const parser = parserFor(io, async (command, args) => {
		code = await command.run(args, io);
	});
	withoutSpareHelp(parser);
	// With a callback yargs hands over what it would print (help, the version) and prints nothing.
	let output = "";
	await parser.parseAsync(
		[...io.argv],
		{},
		(_error: unknown, _args: unknown, text: string) => {
			output = text;
		},
	);
	if (output !== "") io.stdout.write(`${output}\n`);
	return code;
}

/** Understands every command line, and hands over what was understood. Its `parse` throws `usage`. */
export function parserFor(
	{ version, argv }: Pick<Io, "version" | "argv">,
	understood: (command: Command, args: Arguments) => Promise<void>,
): Argv {
	let parser = yargs()
		.scriptName("onepath")
		.usage("$0 COMMAND [options]\n\nOne symbol, one import path.")
		.epilogue(EPILOGUE)
		.version(version)
		.alias("version", "V")
		.alias("help", "h")
		.parserConfiguration({
			"greedy-arrays": false,
			"dot-notation": false,
			"parse-positional-numbers": false,
		})
		.strict()
		.strictCommands()
		.recommendCommands()
		.demandCommand(
			1,
			"Name a command, for instance `onepath migrate`; `onepath --help` lists them.",
		)
		.wrap(100)
		.showHelpOnFail(false)
		.exitProcess(false)
		.fail((message, error) => {
			throw error ?? new OnepathError("usage", explain(message, argv));
		});
	for (const command of COMMANDS)
		parser = parser.command(
			command.command,
			command.describe,
			command.builder,
			(args) => understood(command, args),
		);
	return parser;
}

/**
 * yargs lays out a command's help each time that the command runs, in case somebody asks for it afterwards. Nobody
 * does here, and it takes as long as starting node; `--help` itself comes by another way.
 */
function withoutSpareHelp(parser: Argv): void {
	const { getInternalMethods } = parser as unknown as {
		getInternalMethods?(): {
			getUsageInstance(): { cacheHelpMessage(): void };
		};
	};
	const usage = getInternalMethods?.call(parser).getUsageInstance();
	if (usage) usage.cacheHelpMessage = () => {};
}

/** yargs' messages, as one line that says what to do. */
function explain(message: string, argv: readonly string[]): string {
	const line = message
		.split("\n")
		.map((part) => part.trim())
		.filter((part) => part !== "")
		.join("; ");
	if (line.startsWith("Did you mean"))
		return `no command is called ${argv[0]}; ${line.replace("Did", "did")}`;
	const unknown = /^Unknown arguments?: ([^,]+)/.exec(line)?.[1];
	if (unknown === undefined) return line;
	const near = closest(unknown, [
		...FLAGS,
		...CHANGE_FLAGS,
		...Object.keys(SHARD_OPTIONS),
	]);
	return distance(unknown, near) <= Math.max(2, unknown.length / 3)
		? `no option is called --${unknown}; did you mean --${near}?`
		: `${line}; \`onepath COMMAND --help\` lists what there is`;
}
