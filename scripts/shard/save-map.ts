/** Saves what the files of a shard say, for the map that is made of all. */
import { EXIT } from "../driver/exit.js";
import type { Io } from "../io.js";
import type { MapTreeInput } from "../map/map-tree.js";
import type { Reporter } from "../options.js";
import { mapReport } from "./map-report.js";
import { saveReports, shardReport } from "./report.js";
import { type Shard, WHOLE } from "./shard.js";

/** The exit code; null when it was stopped. Throws `usage` and `rules`. */
export async function reportMap(
	input: MapTreeInput,
	shard: Shard | null,
	blobs: readonly Reporter[],
	io: Io,
): Promise<number | null> {
	const said = await mapReport(input, shard ?? WHOLE);
	if (!said) return null;
	saveReports(shardReport(input.version, shard ?? WHOLE, said), blobs, io);
	return said.own.unread.length > 0 ? EXIT.incomplete : EXIT.done;
}
