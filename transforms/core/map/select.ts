/** The part of a map that is about one symbol or one module. The sums stay those of the whole tree. */
import type { MapData, MapPath } from "./types.js";

export interface MapQuestion {
	/** A name, or `module:name`. */
	readonly symbol: string | null;
	/** A module as rules write it, or its file. */
	readonly module: string | null;
}

/** Null where the map knows nothing of it. */
export function selectMap(
	map: MapData,
	{ symbol, module }: MapQuestion,
): MapData | null {
	if (symbol === null && module === null) return map;
	const asked = map.paths.filter(
		(path) =>
			(symbol === null || isSymbol(path, symbol)) &&
			(module === null || path.module === module || path.file === module),
	);
	const shims = map.shims.filter(
		(shim) =>
			symbol === null && (shim.module === module || shim.file === module),
	);
	if (asked.length === 0 && shims.length === 0) return null;
	const meant = new Set(asked.map(({ definition }) => definition));
	const definitions = map.definitions.filter(({ id }) => meant.has(id));
	// Of a symbol all paths are told; of a module its own.
	const paths =
		symbol === null
			? asked
			: map.paths.filter(
					(path) =>
						asked.includes(path) ||
						(path.definition !== null && meant.has(path.definition)),
				);
	const ids = new Set(paths.map(({ id }) => id));
	const kept = (all: readonly string[]): string[] =>
		all.filter((id) => ids.has(id));
	return {
		...map,
		definitions,
		paths,
		uses: map.uses.filter(({ path }) => ids.has(path)),
		splitNames: map.splitNames.filter(({ alternatives }) =>
			alternatives.some((each) => each.paths.some((id) => ids.has(id))),
		),
		shims,
		broken: kept(map.broken),
		ambiguous: kept(map.ambiguous),
		unknown: kept(map.unknown),
		patched: map.patched.filter(({ path }) => ids.has(path)),
		doubleRoots: map.doubleRoots.filter(({ file }) =>
			paths.some((path) => path.file === file),
		),
		cycles: map.cycles.filter(({ modules }) =>
			paths.some(({ module: name }) => modules.includes(name)),
		),
	};
}

const isSymbol = ({ id, name, definition }: MapPath, symbol: string): boolean =>
	id === symbol ||
	name === symbol ||
	definition === symbol ||
	definition?.endsWith(`:${symbol}`) === true;
