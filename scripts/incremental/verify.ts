/**
 * `--verify CMD`: runs a command on what was written. When it fails, the changes are halved by what must go
 * together until each set that the command fails with is one that can't be parted; all others are kept, having
 * passed together, and the failing ones are put back.
 */
import { OnepathError } from "../../transforms/core/errors.js";
import { type RunRecord, readRun } from "../driver/write/journal.js";
import type { Session } from "../driver/write/session.js";
import {
	continueRun,
	type Interrupted,
	type WriteResult,
} from "../driver/write/writer.js";
import type { Io } from "../io.js";
import { escapeLine } from "../report/escape.js";
import { count } from "../report/lines.js";
import { runCommand } from "./command.js";
import type { Unit } from "./units.js";

export interface Verified {
	readonly written: WriteResult;
	/** Units that the command fails with, beside all that are kept; they are as before. */
	readonly failing: readonly { readonly unit: Unit; readonly ending: string }[];
	/** Units that were put back unjudged, since a signal came. */
	readonly unjudged: readonly Unit[];
}

/** Throws `blocked` when the command fails without the changes, too: then all of them are put back. */
export async function verify(
	session: Session,
	first: WriteResult,
	units: readonly Unit[],
	line: string,
	io: Pick<Io, "cwd" | "env" | "stderr">,
	interrupted: Interrupted,
): Promise<Verified> {
	const record = readRun(session.store, first.run) as RunRecord;
	const turn = async (wanted: readonly Unit[], open: boolean) => {
		const paths = new Set(wanted.flatMap((unit) => unit.paths));
		try {
			return await continueRun(session, record, {
				to: (path) => (paths.has(path) ? "after" : "before"),
				// A signal ends the search, and then what did not pass is put back.
				interrupted: () => null,
				open,
			});
		} catch (error) {
			throw changedByCommand(error, first.run);
		}
	};
	const attempt = async (wanted: readonly Unit[]) => {
		const result = await runCommand(line, first.run, io, interrupted);
		const files = wanted.flatMap(({ paths }) => paths).length;
		io.stderr.write(
			`verify  ${count(files, "file")} changed: ${result.passed ? "passes" : `fails (${escapeLine(result.ending)})`}\n`,
		);
		return result;
	};

	let kept: readonly Unit[] = [];
	const failing: { unit: Unit; ending: string }[] = [];
	const unjudged: Unit[] = [];
	const search = async (set: readonly Unit[]): Promise<void> => {
		if (interrupted() !== null) {
			unjudged.push(...set);
			return;
		}
		const wanted = [...kept, ...set];
		await turn(wanted, true);
		const { passed, ending } = await attempt(wanted);
		if (interrupted() !== null) unjudged.push(...set);
		else if (passed) kept = wanted;
		else if (set.length === 1) failing.push({ unit: set[0] as Unit, ending });
		else await halves(set);
	};
	const halves = async (set: readonly Unit[]): Promise<void> => {
		const middle = set.length >> 1;
		await search(set.slice(0, middle));
		await search(set.slice(middle));
	};

	const whole = await attempt(units);
	if (interrupted() !== null) unjudged.push(...units);
	else if (whole.passed) kept = units;
	else {
		io.stderr.write(whole.output);
		await turn([], true);
		const without = await attempt([]);
		if (!without.passed && interrupted() === null) {
			await turn([], false);
			throw new OnepathError(
				"blocked",
				`--verify fails without the changes, too (${without.ending}); they are put back`,
			);
		}
		if (units.length === 1 && interrupted() === null)
			failing.push({ unit: units[0] as Unit, ending: whole.ending });
		else await halves(units);
	}
	const last = await turn(kept, false);
	const paths = new Set(kept.flatMap((unit) => unit.paths));
	const failed = [...first.failed, ...last.failed];
	const done = record.files
		.map(({ path }) => path)
		.filter(
			(path) => paths.has(path) && !failed.some((file) => file.path === path),
		);
	return {
		written: { run: first.run, done, failed, interrupted: interrupted() },
		failing,
		unjudged,
	};
}

/** The command (a formatter, say) changed files that were just written: whose bytes they are now is not known. */
function changedByCommand(error: unknown, run: string): unknown {
	if (!(error instanceof OnepathError) || error.code !== "stale") return error;
	return new OnepathError(
		"incomplete",
		[
			`files changed while --verify ran, and stay as they are; onepath undo ${run} restores the others:`,
			...(error.data.stale as readonly string[]).map((line) => `  ${line}`),
		].join("\n"),
	);
}
