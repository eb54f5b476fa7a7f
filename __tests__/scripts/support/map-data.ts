/** Maps made by hand, as small as the finding that they show. */
import type {
	MapData,
	MapDefinition,
	MapPath,
	Shim,
	UseCounts,
	UseSite,
} from "../../../transforms/core/map/types.js";

export const uses = (
	total: number,
	more: Partial<UseCounts> = {},
): UseCounts => ({
	total,
	imports: total,
	tests: 0,
	files: total,
	forms: total > 0 ? { from: total } : {},
	directories: total > 0 ? { src: total } : {},
	...more,
});

export const path = (id: string, more: Partial<MapPath> = {}): MapPath => {
	const colon = id.lastIndexOf(":");
	return {
		id,
		language: "python",
		module: colon < 0 ? id : id.slice(0, colon),
		name: colon < 0 ? null : id.slice(colon + 1),
		file: "src/a.py",
		status: "works",
		definition: id,
		end: id,
		alternatives: [],
		chain: [],
		defining: false,
		shim: false,
		private: false,
		uses: uses(1),
		...more,
	};
};

export const definition = (
	id: string,
	more: Partial<MapDefinition> = {},
): MapDefinition => ({
	id,
	language: "python",
	module: id.slice(0, id.lastIndexOf(":")),
	name: id.slice(id.lastIndexOf(":") + 1),
	what: "class",
	file: "src/a.py",
	line: 3,
	used: [id],
	mentioned: [],
	unused: [],
	incidental: 0,
	uses: uses(1),
	canonical: null,
	...more,
});

export const shim = (module: string, more: Partial<Shim> = {}): Shim => ({
	module,
	language: "python",
	file: "src/old.py",
	package: false,
	ways: ["re-export"],
	warns: null,
	effect: null,
	names: [],
	targets: [],
	uses: uses(1),
	users: ["src/user.py"],
	...more,
});

export const use = (path: string, more: Partial<UseSite> = {}): UseSite => ({
	file: "src/user.py",
	line: 1,
	column: 1,
	path,
	form: "from",
	time: "load",
	test: false,
	specifier: path.split(":")[0] as string,
	...more,
});

const NOTHING: MapData = {
	schemaVersion: 1,
	tool: { name: "onepath", version: "0.0.0" },
	scope: [],
	totals: {
		definitions: 0,
		fragmented: 0,
		paths: 0,
		uses: 0,
		broken: 0,
		brokenUses: 0,
		ambiguous: 0,
		unknown: 0,
		splitNames: 0,
		shims: 0,
		shimUses: 0,
		doubleRoots: 0,
		cycles: 0,
		undecided: 0,
	},
	definitions: [],
	paths: [],
	uses: [],
	splitNames: [],
	shims: [],
	broken: [],
	ambiguous: [],
	unknown: [],
	patched: [],
	doubleRoots: [],
	cycles: [],
	coverage: {
		languages: [],
		unread: [],
		problems: [],
		dynamic: [],
		stars: [],
		opaque: [],
	},
	notes: [],
};

/** A map with these findings; its totals are counted from them. */
export function mapOf(findings: Partial<MapData>): MapData {
	const map = { ...NOTHING, ...findings };
	const sum = (ids: readonly string[]) =>
		map.paths
			.filter(({ id }) => ids.includes(id))
			.reduce((total, { uses }) => total + uses.total, 0);
	return {
		...map,
		totals: {
			definitions: map.definitions.length,
			fragmented: map.definitions.filter(({ used }) => used.length > 1).length,
			paths: map.paths.length,
			uses: map.paths.reduce((total, { uses }) => total + uses.total, 0),
			broken: map.broken.length,
			brokenUses: sum(map.broken),
			ambiguous: map.ambiguous.length,
			unknown: map.unknown.length,
			splitNames: map.splitNames.length,
			shims: map.shims.length,
			shimUses: map.shims.reduce((total, { uses }) => total + uses.total, 0),
			doubleRoots: map.doubleRoots.length,
			cycles: map.cycles.length,
			undecided: map.definitions.filter(
				({ canonical }) => canonical !== null && canonical.path === null,
			).length,
			...findings.totals,
		},
	};
}

/** One class by a shim and by its own module, and the shim's other class that only shares the name. */
export const MANAGERS: MapData = mapOf({
	definitions: [
		definition("app.core:Manager", {
			used: ["app.old:Manager", "app.core:Manager"],
			uses: uses(5),
			canonical: {
				path: "app.core:Manager",
				reason: "only-non-shim",
				votes: [{ reason: "only-non-shim", path: "app.core:Manager" }],
			},
		}),
		definition("app.new:Manager", { uses: uses(2) }),
	],
	paths: [
		path("app.core:Manager", {
			defining: true,
			uses: uses(2),
			chain: [
				{
					module: "app.core",
					file: "app/core.py",
					line: 3,
					name: "Manager",
					how: "is a class",
				},
			],
		}),
		path("app.new:Manager", { defining: true, uses: uses(2) }),
		path("app.old:Manager", {
			definition: "app.core:Manager",
			shim: true,
			uses: uses(3, { tests: 1, directories: { src: 2, tests: 1 } }),
			chain: [
				{
					module: "app.old",
					file: "app/old.py",
					line: 1,
					name: "Manager",
					how: "from .core",
				},
				{
					module: "app.core",
					file: "app/core.py",
					line: 3,
					name: "Manager",
					how: "is a class",
				},
			],
		}),
	],
	uses: [
		use("app.old:Manager", { file: "tests/t.py", test: true }),
		use("app.old:Manager", { file: "src/user.py", line: 2 }),
		use("app.core:Manager", { file: "src/user.py", line: 4 }),
	],
	splitNames: [
		{
			name: "Manager",
			language: "python",
			alternatives: [
				{
					definition: "app.core:Manager",
					paths: ["app.old:Manager", "app.core:Manager"],
					uses: 5,
				},
				{
					definition: "app.new:Manager",
					paths: ["app.new:Manager"],
					uses: 2,
				},
			],
			why: "they are neighbours",
		},
	],
	shims: [
		shim("app.old", {
			names: [
				{
					name: "Manager",
					definition: "app.core:Manager",
					canonical: "app.core:Manager",
					uses: 3,
				},
			],
			targets: [{ module: "app.core", names: 1 }],
			uses: uses(3),
		}),
	],
});
