/**
 * Runs a command and says what it took: wall time by our clock, processor time and peak memory by GNU time, which
 * asks the kernel for the whole of the child and its children. Without GNU time those two are unknown.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const GNU_TIME = "/usr/bin/time";
const OUTPUT_LIMIT = 1 << 30;

export interface Run {
	/** Seconds. */
	readonly wall: number;
	readonly cpu: number | null;
	/** MiB of the largest process. */
	readonly peak: number | null;
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

export function runOnce(command: readonly string[], cwd: string): Run {
	const timed = existsSync(GNU_TIME);
	const folder = mkdtempSync(join(tmpdir(), "onepath-bench-"));
	const figures = join(folder, "figures");
	const [program, ...args] = timed
		? [GNU_TIME, "-q", "-o", figures, "-f", "%U %S %M", ...command]
		: command;
	const start = performance.now();
	const result = spawnSync(program as string, args, {
		cwd,
		encoding: "utf8",
		maxBuffer: OUTPUT_LIMIT,
	});
	const wall = (performance.now() - start) / 1000;
	const [user, system, peak] = timed
		? readFileSync(figures, "utf8").trim().split(" ").map(Number)
		: [];
	rmSync(folder, { recursive: true });
	return {
		wall,
		cpu: user === undefined || system === undefined ? null : user + system,
		peak: peak === undefined ? null : peak / 1024,
		code: result.status,
		stdout: result.stdout,
		stderr: result.stderr,
	};
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1
		? (sorted[middle] as number)
		: ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
