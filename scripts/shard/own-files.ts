/**
 * Which files of a selection a shard answers for. Changes that are right only together are one unit, and a shard
 * that held half of a group would hold it back though another shard has the rest; so all files of a unit go with
 * the first of them, and what the shards do together is what one run does.
 *
 *   tests/test_a.py and app/a.py are one group: both belong to the shard of app/a.py
 */
import type { Change } from "../../transforms/core/types.js";
import type { Selection } from "../driver/read/selection.js";
import { unitsOf } from "../incremental/units.js";
import { type Shard, shardOf } from "./shard.js";

/** `changes`: all that the languages propose, whatever is selected, so that every shard sees the same groups. */
export function ownFiles(
	selection: Selection,
	{ index, count }: Shard,
	changes: readonly Change[],
): Selection {
	const first = new Map<string, string>();
	for (const { paths } of unitsOf(
		changes.filter(({ group }) => group !== null),
	))
		for (const path of paths) first.set(path, paths[0] as string);
	return {
		has: (path) =>
			selection.has(path) && shardOf(first.get(path) ?? path, count) === index,
		named: selection.named,
	};
}
