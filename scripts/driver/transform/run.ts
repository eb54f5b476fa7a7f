/**
 * Runs one transform over the files of a tree and assembles the plan of what it would change; nothing is written.
 * A file that the transform fails on, or whose result would not parse, is failed with the reason and the run goes
 * on. Every file asked for ends in one outcome, a transform that never answers included.
 */
import {
	type AssembledPlan,
	assemblePlan,
	type ProblemReader,
} from "../../../transforms/core/plan.js";
import type {
	Change,
	FileFailure,
	FileOutcome,
	SourceFile,
} from "../../../transforms/core/types.js";
import type { Transform } from "../../../transforms/languages/transform.js";
import type { OpenProject } from "../read/project.js";

export interface TransformInput {
	/** What the changes are named after: the transform's file name. */
	readonly name: string;
	readonly project: OpenProject;
	/** Paths to run on, sorted. */
	readonly files: readonly string[];
	/** Why the transform is not run on a file, or null: it is generated, or somebody else's. */
	leave(path: string): string | null;
	/** Why a file with changes can't be written, or null. */
	skip(path: string): string | null;
	/** How a file's syntax is checked; null for a file of no language. */
	language(path: string): ProblemReader | null;
}

export interface TransformOutput {
	readonly assembled: AssembledPlan;
	/** What the transform said of a file, in the order of files. */
	readonly reports: readonly {
		readonly path: string;
		readonly message: string;
	}[];
	/** What it counted. */
	readonly stats: ReadonlyMap<string, number>;
}

const UNCHECKED: ProblemReader = { problems: () => [] };

export async function runTransform(
	transform: Transform,
	input: TransformInput,
): Promise<TransformOutput> {
	const { project, name } = input;
	const reports: { path: string; message: string }[] = [];
	const stats = new Map<string, number>();
	const failures: FileFailure[] = [];
	const skipped = new Map<string, string>();
	const changes: Change[] = [];
	const restore = quietConsole();
	function* sources(paths: readonly string[]): Generator<SourceFile> {
		for (const path of paths) {
			const policy = input.leave(path);
			const file = policy === null ? project.read(path) : null;
			if (policy !== null) skipped.set(path, policy);
			else if (file?.encoding === "utf8") yield file;
			else {
				const why = project.refusal(path) ?? "not UTF-8 text";
				if (project.stats().unreadable.has(path))
					failures.push({ path, message: why });
				else skipped.set(path, why);
			}
		}
	}
	try {
		const files = sources(wanted(transform, input));
		for (let next = files.next(); !next.done; ) {
			const { path } = next.value;
			const running = transform.run(next.value);
			// While it runs in its own process.
			next = files.next();
			const run = await running;
			for (const message of run.reports) reports.push({ path, message });
			for (const [counter, count] of run.stats)
				stats.set(counter, (stats.get(counter) ?? 0) + count);
			if (run.failure !== null) failures.push({ path, message: run.failure });
			const [first] = run.edits;
			if (run.failure === null && first)
				changes.push({
					id: `${path}:${first.start}`,
					path,
					rule: name,
					verdict: "assumed",
					edits: run.edits,
					shape: name,
					group: null,
				});
		}
	} finally {
		restore();
	}
	const assembled = assemblePlan(parts(changes, failures, input), {
		files: input.files,
		read: (path) => project.read(path),
		selected: () => true,
		skip: input.skip,
	});
	const outcomes = assembled.outcomes.map((outcome): FileOutcome => {
		const reason = skipped.get(outcome.path);
		return reason === undefined
			? outcome
			: { path: outcome.path, status: "skipped", reason };
	});
	return { assembled: { ...assembled, outcomes }, reports, stats };
}

/** The files with one of the transform's needles; all of them when it names none. */
function wanted(
	transform: Transform,
	{ project, files }: TransformInput,
): readonly string[] {
	if (transform.needles === null) return files;
	const found = new Set(
		project
			.containing(transform.needles.map((needle) => ({ all: [needle] })))
			.flat(),
	);
	return files.filter((path) => found.has(path));
}

/** One part for each way of checking, as the plan takes them. */
function parts(
	changes: readonly Change[],
	failures: readonly FileFailure[],
	input: TransformInput,
): Parameters<typeof assemblePlan>[0] {
	const byLanguage = new Map<ProblemReader, Change[]>([[UNCHECKED, []]]);
	for (const change of changes) {
		const language = input.language(change.path) ?? UNCHECKED;
		byLanguage.set(language, [...(byLanguage.get(language) ?? []), change]);
	}
	return [...byLanguage].map(([language, own], index) => ({
		language,
		plan: {
			references: [],
			changes: own,
			failures: index === 0 ? failures : [],
			notes: [],
			filesConsulted: [],
		},
	}));
}

/** What a transform prints is talk, and standard output is for diffs. Returns what puts the console back. */
function quietConsole(): () => void {
	const { log, info, debug } = console;
	Object.assign(console, {
		log: console.error,
		info: console.error,
		debug: console.error,
	});
	return () => {
		Object.assign(console, { log, info, debug });
	};
}
