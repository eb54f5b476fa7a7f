/** What `onepath apply` did, for a person. */
import type { Applied } from "../apply-saved.js";
import { escapeLine } from "./escape.js";
import { count } from "./lines.js";

export function reportApplied(applied: Applied): string {
	const { run, planned, already, done, failed, interrupted } = applied;
	const lines = failed.map(
		({ path, message }) =>
			`${escapeLine(path)} could not be written: ${escapeLine(message)}`,
	);
	const before = already > 0 ? `, ${already} were applied already` : "";
	const stopped = interrupted
		? `, stopped by ${interrupted}; onepath apply --resume finishes`
		: "";
	lines.push(
		`${done.length} of ${count(planned, "file")} written${before}${stopped}`,
	);
	if (run !== null && done.length > 0)
		lines.push("  see    git diff", `  revert onepath undo ${run}`);
	return `${lines.join("\n")}\n`;
}
