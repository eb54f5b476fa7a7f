/** Saves what a shard of the gate found. */
import type { Checked, CheckInput } from "../check/run-check.js";
import { treeDigest } from "../driver/read/tree-digest.js";
import type { Io } from "../io.js";
import type { Reporter } from "../options.js";
import { checkReport } from "./check-report.js";
import { digestOf, saveReports, shardReport } from "./report.js";
import { scopeOfRun } from "./scope.js";
import { WHOLE } from "./shard.js";

/** Throws `usage` for a file that can't be written. */
export function reportCheck(
	input: CheckInput,
	{ result, baseline, opened, total }: Checked,
	blobs: readonly Reporter[],
	io: Io,
): void {
	const { project } = opened;
	const { maxPaths, symbols, allRules, policy } = input;
	const said = checkReport(result, {
		policy,
		total,
		// The baseline may be a file that is not scanned.
		scope: [
			scopeOfRun(input),
			maxPaths,
			symbols,
			allRules,
			input.baseline,
			digestOf([...baseline.file.entries]),
		],
		treeDigest: treeDigest(project.root, project.files),
	});
	const { version } = result.tool;
	saveReports(shardReport(version, input.shard ?? WHOLE, said), blobs, io);
}
