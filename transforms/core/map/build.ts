/**
 * The map of a tree from the records of its files:
 *
 *   records -> uses and paths -> definitions -> shims, split names, circles, proposals -> MapData
 *
 * One graph serves the map and the proofs of a migration. The order in which files were read leaves no trace.
 */
import type { RuleSet } from "../rules.js";
import {
	type Collected,
	Collector,
	collect,
	type FoundPath,
} from "./collect.js";
import { byText, index, isImport } from "./counts.js";
import { cover } from "./coverage.js";
import { findCycles } from "./cycles.js";
import { Definitions } from "./definitions.js";
import { type FoundShim, findShim, offeredNames } from "./shim-finder.js";
import { describeShim } from "./shims.js";
import { findSplits } from "./splits.js";
import type { MapSource } from "./support.js";
import {
	type DoubleRoot,
	MAP_SCHEMA_VERSION,
	type MapCoverage,
	type MapData,
	type MapPath,
	type PathId,
} from "./types.js";

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
	const collected: Collected = {
		paths: new Map(),
		uses: [],
		identities: new Map(),
		imports: 0,
	};
	const imports = new Map<string, number>();
	for (const source of sources) {
		collected.imports = 0;
		collect(source, collected, input.counts);
		imports.set(source.language, collected.imports);
	}
	collected.uses.sort(
		(a, b) =>
			byText(a.file, b.file) ||
			a.line - b.line ||
			a.column - b.column ||
			byText(a.path, b.path),
	);
	const usesOf = index(collected.uses, ({ path }) => path);
	const imported = new Set(
		[...usesOf].filter(([, uses]) => uses.some(isImport)).map(([path]) => path),
	);
	const shims = findShims(sources, imported);
	const offered = offer(sources, shims, collected, input.rules);
	const definitions = new Definitions({
		found: collected.paths,
		offered,
		usesOf,
		shims,
		rules: input.rules,
		separators: new Map(
			sources.map(({ language, separator }) => [language, separator]),
		),
	});
	const cycles = findCycles(sources, collected);
	const splitNames = findSplits(
		definitions.paths.filter(
			({ uses, definition }) =>
				definition !== null && (uses.imports > 0 || uses.total === 0),
		),
		new Map(sources.map(({ language, separator }) => [language, separator])),
		cycles.linked,
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
		.map((shim) => describeShim(shim, pathsOf, definitions, usesOf))
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
			cycles: cycles.cycles.length,
			undecided: own.filter(
				({ used, canonical }) => used.length > 1 && canonical?.path === null,
			).length,
		},
		definitions: all,
		paths,
		uses: collected.uses,
		splitNames,
		shims: described,
		broken,
		ambiguous,
		unknown,
		patched: patched(paths),
		doubleRoots,
		cycles: cycles.cycles,
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
	return sources.flatMap((source) =>
		[...source.records].flatMap(([id, record]) => {
			const module = source.graph.display(id);
			const found = findShim(id, record, source, (name) =>
				imported.has(name === null ? module : `${module}:${name}`),
			);
			return found ?? [];
		}),
	);
}

/** Paths that modules offer on purpose, in use or not. */
function offer(
	sources: readonly MapSource[],
	shims: readonly FoundShim[],
	collected: Collected,
	rules: MapInput["rules"],
): ReadonlyMap<PathId, FoundPath> {
	const offered = new Map<PathId, FoundPath>();
	// Paths that nobody uses go to a table of their own.
	const into: Collected = {
		...collected,
		paths: new Map(collected.paths),
		uses: [],
	};
	const shimOf = new Map(shims.map((shim) => [shim.id, shim]));
	for (const source of sources) {
		const collector = new Collector(source, into);
		for (const [id, { facts }] of source.records) {
			const names =
				shimOf.get(id)?.names ??
				(facts.listed ||
				!source.support.implicitExports ||
				source.support.isPackage(id)
					? offeredNames(facts, source)
					: []);
			for (const name of names) {
				const path = collector.path(id, name);
				offered.set(path.id, path);
			}
		}
		// Where a rule moves a path that is in use.
		for (const { module, name, file, source: of } of [
			...collected.paths.values(),
		]) {
			const match =
				of === source && name !== null
					? rules.get(source.language)?.match(module, name)
					: null;
			const id = match && moduleOf(match.module, file ?? "", source);
			if (match && id) {
				const path = collector.path(id, match.name);
				offered.set(path.id, path);
			}
		}
		// A module on the way of a name may have that name for something else: what a move by name would hit.
		for (const { name, end, file, source: of } of [...collected.paths.values()])
			for (const { module } of of === source && name !== null ? end.chain : [])
				if (
					module !== file &&
					source.graph.facts(module)?.exports.has(name as string)
				) {
					const path = collector.path(module, name);
					offered.set(path.id, path);
				}
	}
	return offered;
}

/** The module that a rule names, by its file or as an import would. */
function moduleOf(
	key: string,
	from: string,
	{ graph, records }: MapSource,
): string | null {
	if (records.has(key)) return key;
	const located = graph.locate(key, from);
	return located.kind === "module" ? located.id : null;
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
