/**
 * The benchmark: generates its corpora from a seed, runs every contender in turn within one run, several rounds
 * after a warm-up, and writes medians, ratios, processor time, memory and what each got right to BENCHMARKS.md.
 *
 *   npm run bench                                    1,000 and 10,000 files, one in a hundred and one in ten
 *   npm run bench -- --files 100000 --rounds 3       a larger tree (repeatable: --files 10000 --files 100000)
 *   npm run bench -- --repo DIR --from a.b --to a.c --title "My tree"
 *                                                    a tree of yours, too (repeatable, all four); nothing in it is written
 *   npm run bench -- --profiles                      measures nothing, and adds to the file where the time goes
 *
 * Corpora stay in the system's folder for temporary files and are used again. Compare rows of one table only.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { listFiles } from "../../driver/read/files.js";
import { type Contender, contenders, HOME } from "./contenders.js";
import { type Answers, type CorpusKind, writeCorpus } from "./corpus.js";
import { type Figure, growthTable } from "./growth.js";
import { median } from "./measure.js";
import { profileOf, profileTable } from "./profile.js";
import { PYTHON } from "./python-corpus.js";
import { Random } from "./random.js";
import { Rounds } from "./rounds.js";
import { table } from "./table.js";
import { PUBLISHED, TYPESCRIPT } from "./typescript-corpus.js";
import { startUp, type Work, works } from "./works.js";

const SEED = 20;

const { values: options } = parseArgs({
	options: {
		files: { type: "string", multiple: true, default: ["1000", "10000"] },
		every: { type: "string", multiple: true, default: ["100", "10"] },
		language: {
			type: "string",
			multiple: true,
			default: ["python", "typescript", "published"],
		},
		rounds: { type: "string", default: "5" },
		out: { type: "string", default: join(HOME, "BENCHMARKS.md") },
		repo: { type: "string", multiple: true, default: [] },
		from: { type: "string", multiple: true, default: [] },
		to: { type: "string", multiple: true, default: [] },
		title: { type: "string", multiple: true, default: [] },
		profiles: { type: "boolean", default: false },
	},
});
const count = Number(options.rounds);
const rounds = new Rounds(count);
const scratch = join(tmpdir(), "onepath-bench");
mkdirSync(scratch, { recursive: true });
const all = contenders(scratch);
const sections: string[] = [
	options.profiles ? readFileSync(options.out, "utf8") : header(all),
];
const figures: Figure[] = [];
const profiles: string[] = [];

section("## Start-up", scratch, [startUp]);
for (const [i, directory] of options.repo.entries())
	repository(
		resolve(directory),
		options.from[i] ?? "",
		options.to[i] ?? "",
		options.title[i] ?? "A given tree",
	);
// The largest trees last: what was measured by then is written.
for (const files of options.files.map(Number))
	for (const kind of [PYTHON, TYPESCRIPT, PUBLISHED])
		if (options.language.includes(kind.name))
			for (const every of options.every.map(Number))
				generated(kind, files, every);
const growth = growthTable(figures);
if (growth !== null) show(`## Growth\n\n${growth}`);
show(`## Where the time of a dry run goes\n\n${profiles.join("\n")}`);

function generated(kind: CorpusKind, files: number, every: number): void {
	const directory = join(scratch, `${kind.name}-${files}-${every}`);
	const answers = writeCorpus(
		directory,
		kind.files(files, every, new Random(SEED)),
	);
	const title = `${kind.name}, ${files.toLocaleString("en")} files, ${answers.after.size.toLocaleString("en")} name the legacy path`;
	profile(title, directory, kind);
	section(
		`## ${title}`,
		directory,
		works({ kind, files, naming: [...answers.after.keys()], all, scratch }),
		{ answers, corpus: `${kind.name}, one in ${every}`, files },
	);
}

/** Only what writes nothing, and without answers: nobody knows them. */
function repository(
	directory: string,
	from: string,
	to: string,
	title: string,
): void {
	const kind: CorpusKind = {
		...(from.includes("/") ? TYPESCRIPT : PYTHON),
		from,
		to,
		needle: from,
		unused: () => [],
	};
	const files = listFiles(directory).files.length;
	const whole = `${title}, ${files.toLocaleString("en")} files: \`${from}\` to \`${to}\``;
	profile(whole, directory, kind);
	section(
		`## ${whole}`,
		directory,
		works({ kind, files: null, naming: null, all, scratch }),
	);
}

function profile(title: string, directory: string, kind: CorpusKind): void {
	const command = all.find(({ name }) => name === "onepath")?.dry(kind);
	if (!command) return;
	// The first run fills the caches of the system.
	profileOf(command, directory);
	profiles.push(profileTable(`### ${title}`, profileOf(command, directory)));
}

function section(
	title: string,
	directory: string,
	list: readonly Work[],
	corpus?: {
		readonly answers: Answers;
		readonly corpus: string;
		readonly files: number;
	},
): void {
	if (options.profiles) return;
	show(`${title}\n`);
	for (const { name, entries } of list) {
		const rows = rounds.run(entries, directory, corpus?.answers ?? null, {
			work: `${corpus?.corpus} ${name}`,
			files: corpus?.files ?? 1,
		});
		show(table(`### ${name}`, rows));
		if (corpus)
			for (const { entry, runs } of rows)
				if (entry.own && runs.length > 0)
					figures.push({
						corpus: corpus.corpus,
						work: `${name}: ${entry.name}`,
						files: corpus.files,
						wall: median(runs.map(({ wall }) => wall)),
						peak: median(runs.map(({ peak }) => peak ?? 0)),
					});
	}
}

function show(text: string): void {
	sections.push(text);
	// As it grows: a run over large trees may be stopped before its end.
	writeFileSync(options.out, sections.join("\n"));
	process.stdout.write(`${text}\n`);
}

function header(list: readonly Contender[]): string {
	const [cpu] = cpus();
	const versions = list
		.map(({ name, version }) => `${name} ${version ?? "is not installed"}`)
		.join(", ");
	return `# Benchmarks

Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpu?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB,
Node ${process.version}. ${versions}. Medians of ${count} rounds after a warm-up, contenders in turn; only figures of one
table compare.

**right**: files that must change and are, byte for byte, what they must be (for a search: that it names); **missed**:
left alone; **wrong**: changed and must not have been, or into something else (for a search: named in vain).
Each tool has the rule that its user would write; onepath's dry run proves every move and makes the diff. In the corpus
\`published\` the legacy path is in a package that the tree does not hold, so nothing can be proven and the rule's author
vouches.
`;
}
