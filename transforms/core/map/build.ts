/**
 * The map of a tree from the records of its files:
 *
 *   records -> uses and paths -> definitions -> shims, split names, circles, proposals -> MapData
 *
 * One graph serves the map and the proofs of a migration. The order in which files were read leaves no trace.
 */
import type { RuleSet } from "../rules.js";
import { type Collected, collect } from "./collect.js";
import { byText, index } from "./counts.js";
import { cover } from "./coverage.js";
import { findCycles } from "./cycles.js";
import { Definitions } from "./definitions.js";
import { offer } from "./offers.js";
import { type FoundShim, findShim } from "./shim-finder.js";
import { describeShim } from "./shims.js";
import { findSplits } from "./splits.js";
import { type MapSource, shadowed } from "./support.js";
import {
	type DoubleRoot,
	MAP_SCHEMA_VERSION,
	type MapCoverage,
	type MapData,
	type MapPath,
	type PathId,
} from "./types.js";
import { UseTable } from "./use-table.js";

export interface MapInput {
	readonly version: string;
	readonly sources: readonly MapSource[];
	/** Root-relative paths whose uses are counted, and the test for a file; empty: the whole tree. */
	readonly scope: readonly string[];
	readonly counts: (path: string) => boolean;
	/** The configured rules of each language. */
	readonly rules: ReadonlyMap<string, RuleSet>;
	readonly unread: MapCoverage["unread"];
	readonly notes: readonly string[];
}

export function buildMap(input: MapInput): MapData {
	const { sources } = input;
	const uses = new UseTable();
	const collected: Collected = {
		paths: new Map(),
		known: new Map(),
		uses,
		linked: new Map(),
		identities: new Map(),
		imports: 0,
	};
	const imports = new Map<string, number>();
	const collectors = sources.map((source) => {
		collected.imports = 0;
		const collector = collect(source, collected, input.counts);
		imports.set(source.language, collected.imports);
		return collector;
	});
	const ids = [...collected.known.keys()];
	uses.sort(ids);
	const imported = new Set<PathId>();
	for (const path of collected.paths.values())
		if (uses.isImported(path)) imported.add(path.id);
	const shims = findShims(sources, imported);
	const offered = offer(collectors, shims, collected.paths, input.rules);
	const definitions = new Definitions({
		found: collected.paths,
		offered,
		uses,
		shims,
		rules: input.rules,
	});
	const cycles = findCycles(collectors);
	const splitNames = findSplits(
		definitions.paths.filter(
			({ uses, definition }) =>
				definition !== null && (uses.imports > 0 || uses.total === 0),
		),
		new Map(sources.map(({ language, separator }) => [language, separator])),
		(from, to) => collected.linked.get(from)?.has(to) ?? false,
	);
	const { all, paths } = definitions.without(
		new Set(
			splitNames.flatMap(({ alternatives }) =>
				alternatives.map(({ definition }) => definition),
			),
		),
	);
	const by = (status: MapPath["status"]): PathId[] =>
		paths
			.filter((path) => path.status === status && path.uses.imports > 0)
			.sort(byImports)
			.map(({ id }) => id);
	const pathsOf = index(collected.paths.values(), ({ file }) => file);
	const described = shims
		.map((shim) => describeShim(shim, pathsOf, definitions, uses))
		.sort(
			(a, b) => b.uses.imports - a.uses.imports || byText(a.module, b.module),
		);
	const [broken, ambiguous, unknown] = [
		by("broken"),
		by("ambiguous"),
		by("unknown"),
	];
	const doubleRoots = findDoubleRoots(sources, collected);
	const counted = paths.filter(({ uses }) => uses.imports > 0);
	const own = all.filter(
		({ what, used }) => what !== "external" && used.length > 0,
	);
	const importsOf = (ids: readonly PathId[]): number =>
		ids.reduce((sum, id) => sum + (definitions.path(id)?.uses.imports ?? 0), 0);
	// Made when it is asked for: the text of a map shows none of them.
	let list: MapData["uses"] | null = null;
	return {
		schemaVersion: MAP_SCHEMA_VERSION,
		tool: { name: "onepath", version: input.version },
		scope: input.scope,
		totals: {
			definitions: own.length,
			fragmented: own.filter(({ used }) => used.length > 1).length,
			paths: counted.length,
			uses: counted.reduce((sum, { uses }) => sum + uses.imports, 0),
			broken: broken.length,
			brokenUses: importsOf(broken),
			ambiguous: ambiguous.length,
			unknown: unknown.length,
			splitNames: splitNames.length,
			shims: described.length,
			shimUses: described.reduce((sum, { uses }) => sum + uses.imports, 0),
			doubleRoots: doubleRoots.length,
			cycles: cycles.length,
			undecided: own.filter(
				({ used, canonical }) => used.length > 1 && canonical?.path === null,
			).length,
		},
		definitions: all,
		paths,
		get uses() {
			list ??= uses.list(ids);
			return list;
		},
		splitNames,
		shims: described,
		broken,
		ambiguous,
		unknown,
		patched: patched(paths),
		doubleRoots,
		cycles,
		coverage: cover(sources, imports, input.unread),
		notes: input.notes,
	};
}

const byImports = (a: MapPath, b: MapPath): number =>
	b.uses.imports - a.uses.imports || byText(a.id, b.id);

function findShims(
	sources: readonly MapSource[],
	imported: ReadonlySet<PathId>,
): FoundShim[] {
	return sources.flatMap((source) => {
		const hidden = shadowed(source);
		return [...source.records].flatMap(([id, record]) => {
			if (hidden.has(id)) return [];
			const module = source.graph.display(id);
			const found = findShim(id, record, source, (name) =>
				imported.has(name === null ? module : `${module}:${name}`),
			);
			return found ?? [];
		});
	});
}

function patched(paths: readonly MapPath[]): MapData["patched"] {
	return paths
		.filter(({ uses }) => (uses.forms.mock ?? 0) > 0)
		.map(({ id, definition, uses }) => ({
			path: id,
			definition,
			uses: uses.forms.mock ?? 0,
		}))
		.sort((a, b) => b.uses - a.uses || byText(a.path, b.path));
}

function findDoubleRoots(
	sources: readonly MapSource[],
	{ identities }: Collected,
): DoubleRoot[] {
	return [...identities]
		.filter(([, names]) => names.size > 1)
		.map(([file, names]) => ({
			file,
			language:
				sources.find(({ records }) => records.has(file))?.language ?? "",
			names: [...names]
				.map(([name, uses]) => ({ name, uses }))
				.sort((a, b) => b.uses - a.uses || byText(a.name, b.name)),
		}))
		.sort((a, b) => byText(a.file, b.file));
}
