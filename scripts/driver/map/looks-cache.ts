/**
 * What second looks at files told in the last run, in `.onepath/cache/looks`, each with the hash of the content that it
 * speaks of. As little trusted as the records (`facts-cache.ts`).
 */
import { join } from "node:path";
import {
	LOOKS_VERSION,
	type Look,
	type Looks,
} from "../../../transforms/core/map/looks.js";
import { readSealed, writeSealed } from "./sealed.js";

type Entry = readonly [hash: string, look: Look];

/** A store that is read when it is first asked, and can be written. */
export interface LooksCache extends Looks {
	/** Keeps what is known of the files, where that has changed. */
	save(): void;
}

/** `hashOf`: of the content of a file of the tree. */
export function looksCache(
	store: string,
	version: string,
	hashOf: (path: string) => string | undefined,
): LooksCache {
	const file = join(store, "cache", "looks");
	const head = `onepath-looks ${version}+${LOOKS_VERSION}`;
	let entries: Map<string, Entry> | null = null;
	let fresh = false;
	const all = (): Map<string, Entry> => {
		const bytes = entries ? null : readSealed(file, head);
		entries ??= new Map(
			bytes && (JSON.parse(bytes.toString("utf8")) as [string, Entry][]),
		);
		return entries;
	};
	const get = (path: string): Look | undefined => {
		const [hash, look] = all().get(path) ?? [];
		return hash === hashOf(path) ? look : undefined;
	};
	return {
		get,
		set(path, look) {
			const hash = hashOf(path);
			if (hash === undefined) return;
			all().set(path, [hash, { ...get(path), ...look }]);
			fresh = true;
		},
		save() {
			if (!fresh) return;
			const known = [...all()].filter(
				([path, [hash]]) => hashOf(path) === hash,
			);
			writeSealed(file, head, Buffer.from(JSON.stringify(known)));
		},
	};
}
