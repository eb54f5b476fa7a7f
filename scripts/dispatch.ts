/**
 * yargs over the table of commands. Unknown flags and commands are errors with the nearest right one; yargs never
 * prints or exits by itself.
 */
import yargs from "yargs";
import { OnepathError } from "../transforms/core/errors.js";
import { COMMANDS } from "./commands/index.js";
import { EXIT } from "./driver/exit.js";
import type { Io } from "./io.js";

const EPILOGUE =
	"A dry run is the default: nothing is written without --write. `onepath COMMAND --help` lists a command's options.";

/** Runs the command that was typed. Throws `usage` for what is not understood. */
export async function dispatch(io: Io): Promise<number> {
	let code: number = EXIT.done;
	let parser = yargs()
		.scriptName("onepath")
		.usage("$0 COMMAND [options]\n\nOne symbol, one import path.")
		.epilogue(EPILOGUE)
		.version(io.version)
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
			throw error ?? new OnepathError("usage", oneLine(message));
		});
	for (const command of COMMANDS)
		parser = parser.command(
			command.command,
			command.describe,
			command.builder,
			async (args) => {
				code = await command.run(args, io);
			},
		);
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

function oneLine(message: string): string {
	return message
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "")
		.join("; ");
}
