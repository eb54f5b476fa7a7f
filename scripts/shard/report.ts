/**
 * What a shard found, as a file: what `--reporter blob` saves and `onepath merge-reports` puts together. It names no
 * path of this machine and no time, so a shard of one tree is the same bytes wherever it ran. `common` is what every
 * shard of a run says alike, `own` is of its own files; merged reports are reports again, of more parts.
 */
import { resolve } from "node:path";
import { OnepathError } from "../../transforms/core/errors.js";
import { hashBytes } from "../driver/hash.js";
import type { Io } from "../io.js";
import type { Reporter } from "../options.js";
import { save } from "../report/emit.js";
import { BLOB, REPORT_FOLDER } from "./names.js";
import type { Shard } from "./shard.js";

/** Raised when an older onepath could misread a report. */
export const REPORT_VERSION = 1;

export type ReportCommand = "map" | "migrate" | "check";

export interface ShardReport<Common = object, Own = object> {
	readonly schemaVersion: typeof REPORT_VERSION;
	readonly tool: { readonly name: "onepath"; readonly version: string };
	readonly command: ReportCommand;
	/** sha-256 of the rules and the policy. */
	readonly ruleDigest: string;
	/** sha-256 of what else was asked: paths, globs, roots, limits. */
	readonly scopeDigest: string;
	/** sha-256 of what the answers depend on: every scanned file. Of a map, the names; its records have hashes. */
	readonly treeDigest: string;
	readonly shards: {
		readonly count: number;
		/** 1-based, sorted; one, until reports are merged. */
		readonly parts: readonly number[];
	};
	/** Sources that all shards speak of, and those that this report does. */
	readonly files: { readonly total: number; readonly own: number };
	readonly common: Common;
	readonly own: Own;
	/** sha-256 of all of the above as JSON. */
	readonly digest: string;
}

export type Undigested<Common = object, Own = object> = Omit<
	ShardReport<Common, Own>,
	"schemaVersion" | "tool" | "shards" | "digest"
>;

/** The report of one shard. */
export function shardReport(
	version: string,
	{ index, count }: Shard,
	{
		command,
		ruleDigest,
		scopeDigest,
		treeDigest,
		files,
		common,
		own,
	}: Undigested,
): ShardReport {
	return withDigest({
		schemaVersion: REPORT_VERSION,
		tool: { name: "onepath", version },
		command,
		ruleDigest,
		scopeDigest,
		treeDigest,
		shards: { count, parts: [index] },
		files,
		common,
		own,
	});
}

/** In this order of keys: equal reports are equal bytes. */
export function withDigest<Common, Own>(
	report: Omit<ShardReport<Common, Own>, "digest">,
): ShardReport<Common, Own> {
	return { ...report, digest: hashBytes(JSON.stringify(report)) };
}

export function renderReport(report: ShardReport): string {
	return `${JSON.stringify(report)}\n`;
}

export function digestOf(value: unknown): string {
	return hashBytes(JSON.stringify(value));
}

/** The reporters that print, and where the others save what they are for. */
export function splitReporters(reporters: readonly Reporter[]): {
	readonly shown: readonly Reporter[];
	readonly blobs: readonly Reporter[];
} {
	return {
		shown: reporters.filter(({ name }) => name !== BLOB),
		blobs: reporters.filter(({ name }) => name === BLOB),
	};
}

/** Saves a report to each of the files, or to its place in `onepath-report`. Throws `usage`. */
export function saveReports(
	report: ShardReport,
	blobs: readonly Reporter[],
	io: Io,
): void {
	const { command, shards } = report;
	const usual = `${REPORT_FOLDER}/${command}/${shards.parts.join("+")}-of-${shards.count}.json`;
	for (const { file } of blobs)
		save(resolve(io.cwd, file ?? usual), renderReport(report));
}

/** Throws `usage` for a report of what is not the whole answer of its shard. */
export function refuseBlob(
	blobs: readonly Reporter[],
	flags: Readonly<Record<string, boolean>>,
): void {
	const [flag] = Object.entries(flags).find(([, given]) => given) ?? [];
	if (blobs.length > 0 && flag !== undefined)
		throw new OnepathError(
			"usage",
			`--reporter ${BLOB} saves what a dry run of a shard found; leave out ${flag}`,
		);
}
