/** Writes a result in the steps that were asked for: the files, the command that judges them, the commits. */
import { type AfterWriting, applyPlan } from "../apply.js";
import type { StepChoice } from "../change-options.js";
import type { Io } from "../io.js";
import type { WriteOptions } from "../options.js";
import { escapeLine } from "../report/escape.js";
import type { RunResult } from "../report/result.js";
import { createCommits, refuseCommits } from "./commits.js";
import { type Dropped, narrow } from "./narrow.js";
import { type Unit, unitsOf } from "./units.js";
import { verify } from "./verify.js";

export interface WrittenInSteps {
	readonly result: RunResult;
	/** Was a commit that was asked for not made? */
	readonly incomplete: boolean;
}

/** Throws as `applyPlan` and `verify` do. */
export async function writeInSteps(
	planned: RunResult,
	writing: WriteOptions,
	{ verify: line, commitBy }: Pick<StepChoice, "verify" | "commitBy">,
	io: Io,
): Promise<WrittenInSteps> {
	if (commitBy !== null) refuseCommits(planned.root, planned);
	const result = await applyPlan(
		planned,
		writing,
		line === null ? null : judgedBy(line, planned, io),
	);
	const { written } = result;
	if (commitBy === null || written === null)
		return { result, incomplete: false };
	if (written.failed.length > 0 || written.interrupted !== null) {
		const note = "nothing is committed, since not everything could be written";
		return {
			result: { ...result, notes: [...result.notes, note] },
			incomplete: true,
		};
	}
	const { commits, notes, failed } = createCommits(result, commitBy);
	return {
		result: {
			...result,
			notes: [...result.notes, ...notes],
			written: { ...written, commits },
		},
		incomplete: failed,
	};
}

function judgedBy(line: string, planned: RunResult, io: Io): AfterWriting {
	return async (session, first, interrupted) => {
		const units = unitsOf(planned.changes);
		const { written, failing, unjudged } = await verify(
			session,
			first,
			units,
			line,
			io,
			interrupted,
		);
		const dropped = new Map<string, Dropped>();
		const drop = ({ changes }: Unit, why: Dropped): void => {
			for (const { id } of changes) dropped.set(id, why);
		};
		for (const { unit, ending } of failing)
			drop(unit, {
				reason: "verify-failed",
				detail: `--verify fails with it (${ending})`,
				failed: true,
			});
		for (const unit of unjudged)
			drop(unit, {
				reason: "deferred",
				detail: `put back: ${interrupted()} came before --verify had judged it`,
			});
		const result = narrow(planned, dropped);
		const notes = failing.map(
			({ unit, ending }) =>
				`--verify fails (${ending}) with ${unit.paths.map(escapeLine).join(", ")}, the smallest set; put back`,
		);
		return {
			result: { ...result, notes: [...result.notes, ...notes] },
			written,
		};
	};
}
