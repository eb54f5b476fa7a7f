/**
 * A shard: one of `count` parts of a tree's files, for machines that share a run. A file's shard comes from a hash
 * of its root-relative path and of nothing else, so a file that comes or goes moves no other.
 *
 *   parseShard("2/7")              the second of seven, as Jest and Playwright write it
 *   shardOf("src/app.ts", 7)       1..7
 */
import { createHash } from "node:crypto";
import type { Options } from "yargs";
import { OnepathError } from "../../transforms/core/errors.js";
import type { Arguments } from "../commands/command.js";
import { one, text } from "../options.js";

export interface Shard {
	/** 1-based. */
	readonly index: number;
	readonly count: number;
}

/** The one shard of a run that is not divided. */
export const WHOLE: Shard = { index: 1, count: 1 };

/** More parts than anybody has files for are a slip of the pen. */
const MOST = 100_000;

export const SHARD_OPTIONS = {
	shard: text(
		"Only part I of N, as I/N: the files whose path hashes to it; files that change only together go with the first of them",
	),
} satisfies Record<string, Options>;

/** Null where nothing is said. Throws `usage`. */
export function shardOption(args: Arguments): Shard | null {
	const given = one(args, "shard");
	return given === null ? null : parseShard(given);
}

/** Throws `usage`. */
export function parseShard(given: string): Shard {
	const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(given) ?? [];
	const shard = { index: Number(index), count: Number(count) };
	if (index === undefined || shard.count < 1 || shard.count > MOST)
		throw new OnepathError(
			"usage",
			`--shard ${given} is no part of a whole; write 2/7 for the second of seven`,
		);
	if (shard.index < 1 || shard.index > shard.count)
		throw new OnepathError(
			"usage",
			`--shard ${given}: parts count from 1 to ${shard.count}`,
		);
	return shard;
}

/** The 1-based part that a path belongs to. */
export function shardOf(path: string, count: number): number {
	// 48 bits are an exact number, and enough of the hash to be even over any count.
	return (
		(createHash("sha256").update(path).digest().readUIntBE(0, 6) % count) + 1
	);
}
