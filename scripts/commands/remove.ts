/** `onepath remove`: deletes shims that nothing uses any more, and says what still uses the others. */
import { DEFAULT_POLICY } from "../config/policy.js";
import type { Io } from "../io.js";
import { POLICY_OPTIONS, policyOptions } from "../options.js";
import { shimChoice, shimOptions } from "../shims/options.js";
import type { Arguments, Command } from "./command.js";

export const remove: Command = {
	command: "remove",
	describe:
		"Delete shims that nothing uses, with the settings that name them; else list what does (3)",
	builder: (yargs) =>
		yargs
			.options({ ...shimOptions("delete"), ...POLICY_OPTIONS })
			.example("$0 remove", "show what would go, or what keeps it")
			.example(
				"$0 remove --module app.ws.manager --write",
				"delete one shim; onepath undo brings it back",
			),
	run,
};

async function run(args: Arguments, io: Io): Promise<number> {
	const choice = shimChoice(args);
	const policy = policyOptions(args);
	const [{ runOnShims }, { removeTree }, { EXIT, exitOfRun, worst }] =
		await Promise.all([
			import("../shims/run-on-shims.js"),
			import("../shims/remove-tree.js"),
			import("../driver/exit.js"),
		]);
	const result = await runOnShims(choice, io, (input) =>
		removeTree({
			...input,
			policy: { ...DEFAULT_POLICY, ...input.policy, ...policy },
		}),
	);
	const pending = result.plan.entries.length > 0;
	return worst([exitOfRun(result, false), pending ? EXIT.done : EXIT.blocked]);
}
