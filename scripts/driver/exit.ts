/**
 * Exit codes: a closed table, never a count. The worst of what happened wins, and `worst` is the order.
 */
import { type ErrorCode, OnepathError } from "../../transforms/core/errors.js";
import type { RunResult } from "../report/result.js";

export const EXIT = {
	/** Done, nothing to do, or a dry run printed. Refusals and policy skips are reported and do not change it. */
	done: 0,
	/** A gate says no. */
	gate: 1,
	/** Bad usage, bad rules, a bug; nothing written. */
	usage: 2,
	/** Blocked, nothing written: dirty or stale files, a lock held. */
	blocked: 3,
	/** Some file could not be read, parsed or written; the rest is done. */
	incomplete: 4,
} as const;

const OF_ERROR: Readonly<Record<ErrorCode, number>> = {
	usage: EXIT.usage,
	config: EXIT.usage,
	rules: EXIT.usage,
	dirty: EXIT.blocked,
	stale: EXIT.blocked,
	locked: EXIT.blocked,
	blocked: EXIT.blocked,
	incomplete: EXIT.incomplete,
	"overlapping-edits": EXIT.usage,
	"edit-out-of-range": EXIT.usage,
};

/** Worst first. An interruption (130, 143) tells a script more than what was incomplete by then. */
const ORDER: readonly number[] = [
	EXIT.usage,
	143,
	130,
	EXIT.incomplete,
	EXIT.blocked,
	EXIT.gate,
];

export function worst(codes: readonly number[]): number {
	return ORDER.find((code) => codes.includes(code)) ?? EXIT.done;
}

/** What is not ours is a bug of ours: 2. */
export function exitOf(error: unknown): number {
	return error instanceof OnepathError ? OF_ERROR[error.code] : EXIT.usage;
}

/** The exit code of a process that a signal ended, as shells have it. */
export const OF_SIGNAL = { SIGINT: 130, SIGTERM: 143 } as const;

/** The exit code of a run with this result. `gate`: was it asked whether changes pend, and do they? */
export function exitOfRun(
	{ outcomes, written }: Pick<RunResult, "outcomes" | "written">,
	gate: boolean,
): number {
	const failed = outcomes.some(({ status }) => status === "failed");
	return worst([
		failed ? EXIT.incomplete : EXIT.done,
		gate ? EXIT.gate : EXIT.done,
		written?.interrupted ? OF_SIGNAL[written.interrupted] : EXIT.done,
	]);
}
