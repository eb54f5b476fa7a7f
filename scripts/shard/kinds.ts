/** What each command that can be sharded says in its reports: a table, a line each. */
import {
	CHECK_COMMON,
	CHECK_OWN,
	type CheckCommon,
	type CheckOwn,
	mergeCheck,
} from "./check-report.js";
import { countsFault } from "./counts.js";
import {
	MAP_COMMON,
	MAP_OWN,
	type MapCommon,
	type MapOwn,
	mapFault,
	mergeMap,
} from "./map-report.js";
import {
	MIGRATE_COMMON,
	MIGRATE_OWN,
	type MigrateCommon,
	type MigrateOwn,
	mergeMigrate,
	migrateFault,
} from "./migrate-report.js";
import type { ReportCommand } from "./report.js";
import { reportSchema } from "./schema.js";

export interface Kind<Own> {
	readonly command: ReportCommand;
	readonly schema: object;
	/** Of parts in any order, as of one. */
	readonly merge: (parts: readonly Own[]) => Own;
	/** Paths that something is read or written at later; each of them once. */
	readonly used: (own: Own) => readonly string[];
	/** Paths that no other report may speak of. */
	readonly owned: (own: Own) => Iterable<string>;
	/** What is wrong with it that no schema says, or null. */
	readonly fault: (own: Own) => string | null;
}

/** What is common and own to the reports of each command. */
export interface Parts {
	readonly map: { readonly common: MapCommon; readonly own: MapOwn };
	readonly migrate: {
		readonly common: MigrateCommon;
		readonly own: MigrateOwn;
	};
	readonly check: { readonly common: CheckCommon; readonly own: CheckOwn };
}

const filesOf = ({ files, unread }: MapOwn): readonly string[] => [
	...files.map(([path]) => path),
	...unread.map(({ file }) => file),
];

const pathsIn = (
	...lists: readonly (readonly { readonly path: string }[])[]
): ReadonlySet<string> => new Set(lists.flat().map(({ path }) => path));

const map: Kind<MapOwn> = {
	command: "map",
	schema: reportSchema(MAP_COMMON, MAP_OWN),
	merge: mergeMap,
	used: filesOf,
	owned: filesOf,
	fault: mapFault,
};

const migrate: Kind<MigrateOwn> = {
	command: "migrate",
	schema: reportSchema(MIGRATE_COMMON, MIGRATE_OWN),
	merge: mergeMigrate,
	used: ({ entries }) => entries.map(({ path }) => path),
	owned: ({ outcomes, references, mentions }) =>
		pathsIn(outcomes, references, mentions),
	fault: migrateFault,
};

const check: Kind<CheckOwn> = {
	command: "check",
	schema: reportSchema(CHECK_COMMON, CHECK_OWN),
	merge: mergeCheck,
	used: () => [],
	owned: ({ findings, others, mentions, failures }) =>
		pathsIn(
			findings.map(({ reference }) => reference),
			others,
			mentions,
			failures,
		),
	fault: ({ counts }) => countsFault(counts),
};

/** A kind whose reports were judged by its own schema. */
export type AnyKind = Kind<object>;

export const KINDS = [map, migrate, check] as unknown as readonly AnyKind[];
