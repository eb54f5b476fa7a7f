/** Saves what a shard of a migration found. */
import { treeDigest } from "../driver/read/tree-digest.js";
import type { Io } from "../io.js";
import type { Reporter } from "../options.js";
import type { OpenRun, RunInput } from "../pipeline.js";
import type { RunResult } from "../report/result.js";
import { migrateReport } from "./migrate-report.js";
import { saveReports, shardReport } from "./report.js";
import { scopeOfRun } from "./scope.js";
import { WHOLE } from "./shard.js";

/** Throws `usage` for a file that can't be written. */
export function reportMigration(
	input: RunInput,
	{ project }: OpenRun,
	found: {
		readonly planned: RunResult;
		readonly total: number;
		readonly gate: boolean;
	},
	blobs: readonly Reporter[],
	io: Io,
): void {
	const { planned, total, gate } = found;
	const said = migrateReport(planned, {
		gate,
		total,
		scope: scopeOfRun(input),
		treeDigest: treeDigest(project.root, project.files),
	});
	const { version } = planned.tool;
	saveReports(shardReport(version, input.shard ?? WHOLE, said), blobs, io);
}
