/** `--max-files`: no more than so many files, whole groups only, always the same ones of one tree. */
import type { RunResult } from "../report/result.js";
import { type Dropped, narrow } from "./narrow.js";
import { unitsOf } from "./units.js";

/** Units in the order of their paths, each that still fits; the rest is for later runs. */
export function limitFiles(result: RunResult, most: number): RunResult {
	const dropped = new Map<string, Dropped>();
	const notes: string[] = [];
	let room = most;
	for (const { paths, changes } of unitsOf(result.changes)) {
		if (paths.length <= room) {
			room -= paths.length;
			continue;
		}
		const detail = `left for a later run by --max-files ${most}`;
		for (const { id } of changes)
			dropped.set(id, { reason: "deferred", detail });
		if (paths.length > most)
			notes.push(
				`${paths[0]} changes only together with ${paths.length - 1} more, and --max-files ${most} never lets them`,
			);
	}
	const narrowed = narrow(result, dropped);
	return { ...narrowed, notes: [...narrowed.notes, ...notes] };
}
