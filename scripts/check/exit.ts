/** The exit code of the gate: what it says, and whether it could look at everything. */
import { EXIT, worst } from "../driver/exit.js";
import { type CheckResult, fails } from "./result.js";

export function exitOfCheck(result: CheckResult): number {
	return worst([
		result.failures.length > 0 ? EXIT.incomplete : EXIT.done,
		fails(result) ? EXIT.gate : EXIT.done,
	]);
}
