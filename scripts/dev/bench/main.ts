/**
 * The benchmark: generates its corpora from a seed, runs every contender in turn within one run, several rounds
 * after a warm-up, and writes medians, ratios, processor time, memory and what each got right to BENCHMARKS.md.
 *
 *   npm run bench                                    1,000 and 10,000 files, one in a hundred and one in ten
 *   npm run bench -- --files 100000 --rounds 3       a larger tree
 *   npm run bench -- --repo DIR --from a.b --to a.c  a tree of yours; nothing in it is written
 *
 * Corpora stay in the system's folder for temporary files and are used again. Compare rows of one run only.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Contender, contenders, HOME } from "./contenders.js";
import { type Answers, type CorpusKind, writeCorpus } from "./corpus.js";
import { type Run, runOnce } from "./measure.js";
import { PYTHON } from "./python-corpus.js";
import { Random } from "./random.js";
import { restore, type Score, scoreOfList, scoreOfTree } from "./score.js";
import { type Row, table } from "./table.js";
import { TYPESCRIPT } from "./typescript-corpus.js";
import { type Entry, type Work, works } from "./works.js";

const SEED = 20;
/** A contender this slow (seconds) is run once; its figure is the warm-up's. */
const SLOW = 30;
/** Longer than this (seconds), by what it took on a smaller tree, nobody waits for. */
const TOO_SLOW = 150;
/** Contender, language and work -> seconds for each file, from the last tree. */
const pace = new Map<string, number>();

const { values: options } = parseArgs({
	options: {
		files: { type: "string", multiple: true, default: ["1000", "10000"] },
		every: { type: "string", multiple: true, default: ["100", "10"] },
		language: {
			type: "string",
			multiple: true,
			default: ["python", "typescript"],
		},
		rounds: { type: "string", default: "5" },
		out: { type: "string", default: join(HOME, "BENCHMARKS.md") },
		repo: { type: "string" },
		from: { type: "string" },
		to: { type: "string" },
	},
});
const rounds = Number(options.rounds);
const scratch = join(tmpdir(), "onepath-bench");
mkdirSync(scratch, { recursive: true });
const all = contenders(scratch);
const sections: string[] = [];
if (options.repo === undefined) generated();
else repository(resolve(options.repo), options.from ?? "", options.to ?? "");
const text = `${header(all)}\n${sections.join("\n")}`;
writeFileSync(options.out, text);

function generated(): void {
	for (const kind of [PYTHON, TYPESCRIPT]) {
		if (!options.language.includes(kind.name)) continue;
		for (const files of options.files.map(Number))
			for (const every of options.every.map(Number)) {
				const directory = join(scratch, `${kind.name}-${files}-${every}`);
				const answers = writeCorpus(
					directory,
					kind.files(files, every, new Random(SEED)),
				);
				section(
					`## ${kind.name}, ${answers.files.toLocaleString("en")} files, ${answers.after.size.toLocaleString("en")} name the legacy path`,
					directory,
					works(kind, files, all, scratch),
					answers,
				);
			}
	}
}

/** Only what writes nothing, and without answers: nobody knows them. */
function repository(directory: string, from: string, to: string): void {
	const kind: CorpusKind = {
		...(from.includes("/") ? TYPESCRIPT : PYTHON),
		from,
		to,
		needle: from,
		unused: () => [],
	};
	const [dry] = works(kind, 0, all, scratch);
	if (dry) section(`## ${from} in a given tree`, directory, [dry], null);
}

function section(
	title: string,
	directory: string,
	list: readonly Work[],
	answers: Answers | null,
): void {
	sections.push(`${title}\n`);
	process.stdout.write(`${title}\n\n`);
	for (const { name, entries } of list) {
		const shown = table(
			`### ${name}`,
			measure(entries, directory, answers, `${title.split(",")[0]} ${name}`),
		);
		sections.push(shown);
		process.stdout.write(`${shown}\n`);
	}
}

/** A warm-up of each entry, by which it is scored, then all of them in turn, round by round. */
function measure(
	entries: readonly Entry[],
	directory: string,
	answers: Answers | null,
	work: string,
): readonly Row[] {
	const rows = entries.map((entry) => {
		const key = `${work} ${entry.name}`;
		const files = answers?.files ?? 1;
		const expected = (pace.get(key) ?? 0) * files;
		if (expected > TOO_SLOW)
			return {
				entry,
				score: null,
				failure: `left out: about ${expected.toFixed(0)} s, by the smaller tree`,
				runs: [],
				slow: false,
			};
		const warm = runOnce(entry.command, directory);
		pace.set(key, warm.wall / files);
		const score = answers && scoreOf(entry, warm, directory, answers);
		if (entry.writes) restore(directory);
		const failed = !entry.codes.includes(warm.code ?? -1);
		return {
			entry,
			score,
			failure: failed
				? `ended with ${warm.code}: ${warm.stderr.trim().split("\n")[0]}`
				: null,
			runs: warm.wall > SLOW ? [warm] : ([] as Run[]),
			slow: warm.wall > SLOW,
		};
	});
	for (let round = 0; round < rounds; round++)
		for (const { entry, runs, failure, slow } of rows) {
			if (failure !== null || slow) continue;
			runs.push(runOnce(entry.command, directory));
			if (entry.writes) restore(directory);
		}
	return rows.map(({ entry, runs, score, failure, slow }) => ({
		name: slow ? `${entry.name} (one run)` : entry.name,
		runs,
		score,
		failure,
	}));
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

function header(list: readonly Contender[]): string {
	const [cpu] = cpus();
	const versions = list
		.map(({ name, version }) => `${name} ${version ?? "is not installed"}`)
		.join(", ");
	return `# Benchmarks

Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpu?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB,
Node ${process.version}. ${versions}. Medians of ${rounds} rounds after a warm-up, contenders in turn; only figures of one
table compare.

**right**: files that must change and are, byte for byte, what they must be (for a search: that it names); **missed**:
left alone; **wrong**: changed and must not have been, or into something else (for a search: named in vain).
Each tool has the rule that its user would write; onepath's dry run proves every move and makes the diff.
`;
}
