/** `onepath deprecate`: marks shims, so that whoever imports from one is told what to write instead. */
import type { Io } from "../io.js";
import { shimChoice, shimOptions, strings } from "../shims/options.js";
import type { Arguments, Command } from "./command.js";

export const deprecate: Command = {
	command: "deprecate",
	describe:
		"Mark shims as deprecated, with what to import instead: a dry run with diffs, or --write",
	builder: (yargs) =>
		yargs
			.options({
				style: {
					type: "string",
					requiresArg: true,
					choices: ["eager", "lazy"],
					default: "eager",
					describe:
						"Warn when the shim is loaded, or each importing line that asks for a name",
				},
				"remove-in": {
					type: "string",
					requiresArg: true,
					describe: "The version that will not have the shim any more",
				},
				silent: {
					type: "string",
					array: true,
					requiresArg: true,
					describe: "A name that warns nobody, as pickles need it (repeatable)",
				},
				"runtime-warning": {
					type: "boolean",
					default: false,
					describe:
						"Also warn at run time where the mark is a comment for editors",
				},
				...shimOptions("mark"),
			})
			.example(
				"$0 deprecate --remove-in 2.0",
				"show the marks of every legacy module",
			)
			.example(
				"$0 deprecate --module app.ws.manager --style lazy --write",
				"each importing line warns; write it",
			),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	const choice = shimChoice(args);
	const [{ runOnShims }, { deprecateTree }, { exitOfRun }] = await Promise.all([
		import("../shims/run-on-shims.js"),
		import("../shims/deprecate-tree.js"),
		import("../driver/exit.js"),
	]);
	const result = await runOnShims(choice, io, (input) =>
		deprecateTree(input, {
			style: args.style === "lazy" ? "lazy" : "eager",
			removeIn: (args.removeIn as string | undefined) ?? null,
			silent: strings(args.silent),
			runtimeWarning: args.runtimeWarning === true,
		}),
	);
	return exitOfRun(result, false);
}
