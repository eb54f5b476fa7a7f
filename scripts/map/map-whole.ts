/** The map of the whole tree of a run, whatever paths the run is limited to, for commands that ask it something. */
import type { Language } from "../../transforms/core/language.js";
import type { MapData } from "../../transforms/core/map/types.js";
import type { Listing } from "../driver/read/files.js";
import type { Settings } from "../settings.js";
import { mapTree } from "./map-tree.js";

export interface MapContext {
	readonly version: string;
	readonly languages: readonly Language[];
	readonly progress: (stage: string) => void;
	/** The files of the tree, where they have been listed already. */
	readonly listing?: Listing;
}

/** Reads every file and keeps nothing on the disk. Throws `rules`. */
export async function mapWhole(
	settings: Settings,
	context: MapContext,
): Promise<MapData> {
	const map = await mapTree({
		...settings,
		...context,
		paths: [],
		include: [],
		exclude: [],
		store: null,
		jobs: null,
		stopped: () => false,
	});
	if (map === null) throw new Error("a map that nobody stops has stopped");
	return map;
}
