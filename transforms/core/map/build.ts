/**
 * The map of a tree from the records of its files:
 *
 *   records -> uses and paths -> definitions -> shims, split names, circles, proposals -> MapData
 *
 * One graph serves the map and the proofs of a migration. The order in which files were read leaves no trace.
 *
 * Where the time goes, in a tree of 11,000 files whose records are known: two fifths into looking up each use
 * (`collect.ts`, half of that in the graph), a fifth into definitions, an eighth into shims, a twelfth into offers.
 * A sixth of the whole is garbage: what is made once for each use or path is a number, or one object of one shape.
 */
import type { RuleSet } from "../rules.js";
import { type Collected, collect, KnownPaths } from "./collect.js";
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
		paths: new Set(),
		known: new KnownPaths(),
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
	const { known, paths: used } = collected;
	uses.sort(known.all);
	const shims = findShims(sources, (module, name) => {
		const path = known.find(module, name);
		return path !== undefined && uses.isImported(path);
	});
	const offered = offer(collectors, shims, used, input.rules);
	const definitions = new Definitions({
		used,
		offered,
		known,
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
	const by = (status: MapPath["status"]): readonly MapPath[] =>
		paths
			.filter((path) => path.status === status && path.uses.imports > 0)
			.sort(byImports);
	const pathsOf = index(used, ({ file }) => file);
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
			brokenUses: broken.reduce((sum, { uses }) => sum + uses.imports, 0),
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
			list ??= uses.list(known.all);
			return list;
		},
		splitNames,
		shims: described,
		broken: broken.map(({ id }) => id),
		ambiguous: ambiguous.map(({ id }) => id),
		unknown: unknown.map(({ id }) => id),
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
	isImported: (module: string, name: string | null) => boolean,
): FoundShim[] {
	return sources.flatMap((source) => {
		const hidden = shadowed(source);
		const found: FoundShim[] = [];
		for (const [id, record] of source.records) {
			if (record.makes || hidden.has(id)) continue;
			const module = source.graph.display(id);
			const shim = findShim(id, record, source, (name) =>
				isImported(module, name),
			);
			if (shim) found.push(shim);
		}
		return found;
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
