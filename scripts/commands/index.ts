/** Every command, in the order of the help. */
import { apply } from "./apply.js";
import { check } from "./check.js";
import type { Command } from "./command.js";
import { deprecate } from "./deprecate.js";
import { explain } from "./explain.js";
import { guard } from "./guard.js";
import { init } from "./init.js";
import { map } from "./map.js";
import { mergeReports } from "./merge-reports.js";
import { migrate } from "./migrate.js";
import { remove } from "./remove.js";
import { run } from "./run.js";
import { runs } from "./runs.js";
import { status } from "./status.js";
import { undo } from "./undo.js";

export const COMMANDS: readonly Command[] = [
	map,
	migrate,
	apply,
	check,
	mergeReports,
	status,
	guard,
	deprecate,
	remove,
	run,
	undo,
	runs,
	init,
	explain,
];
