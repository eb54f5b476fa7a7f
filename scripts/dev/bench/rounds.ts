/** Runs the entries of a work in turn, round by round, so that a machine that drifts does so for all of them. */
import type { Answers } from "./corpus.js";
import { type Run, runOnce } from "./measure.js";
import { restore, type Score, scoreOfList, scoreOfTree } from "./score.js";
import type { Row } from "./table.js";
import type { Entry } from "./works.js";

/** An entry this slow (seconds) is run once; its figure is the warm-up's. */
const SLOW = 30;
/** Longer than this (seconds), by what it took on a smaller tree, nobody waits for. */
const TOO_SLOW = 150;

export interface MeasuredRow extends Row {
	readonly entry: Entry;
}

export class Rounds {
	readonly #count: number;
	/** Work and entry -> seconds for each file, from the last tree. */
	readonly #pace = new Map<string, number>();

	constructor(count: number) {
		this.#count = count;
	}

	/** A warm-up of each entry, by which it is scored, then all of them in turn. */
	run(
		entries: readonly Entry[],
		directory: string,
		answers: Answers | null,
		{ work, files }: { readonly work: string; readonly files: number },
	): readonly MeasuredRow[] {
		const rows = entries.map((entry) => {
			const key = `${work} ${entry.name}`;
			const expected = (this.#pace.get(key) ?? 0) * files;
			if (expected > TOO_SLOW)
				return {
					entry,
					name: entry.name,
					score: null,
					failure: `left out: about ${expected.toFixed(0)} s, by the smaller tree`,
					runs: [] as Run[],
					slow: true,
				};
			const warm = runOnce(entry.command, directory);
			this.#pace.set(key, warm.wall / files);
			const score = answers && scoreOf(entry, warm, directory, answers);
			if (entry.writes) restore(directory);
			const slow = warm.wall > SLOW;
			return {
				entry,
				name: slow ? `${entry.name} (one run)` : entry.name,
				score,
				failure: entry.codes.includes(warm.code ?? -1)
					? null
					: `ended with ${warm.code}: ${warm.stderr.trim().split("\n")[0]}`,
				runs: slow ? [warm] : ([] as Run[]),
				slow,
			};
		});
		for (let round = 0; round < this.#count; round++)
			for (const { entry, runs, failure, slow } of rows) {
				if (failure !== null || slow) continue;
				runs.push(runOnce(entry.command, directory));
				if (entry.writes) restore(directory);
			}
		return rows;
	}
}

function scoreOf(
	{ writes, lists }: Entry,
	{ stdout }: Run,
	directory: string,
	answers: Answers,
): Score | null {
	if (writes) return scoreOfTree(directory, answers);
	return lists ? scoreOfList(stdout, answers) : null;
}
