/** What is measured: each work is a list of commands that are run in turn on one corpus. The first is the measure. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
	type Contender,
	ONEPATH,
	program,
	rulesFile,
	stock,
	transformFile,
} from "./contenders.js";
import type { CorpusKind } from "./corpus.js";

export interface Entry {
	readonly name: string;
	readonly command: readonly string[];
	/** Whom the tree must be given back from after each run. */
	readonly writes: boolean;
	readonly lists: boolean;
	/** Is it onepath? Its figures are held against those of larger trees. */
	readonly own: boolean;
	/** Runs that find something end with 1. */
	readonly codes: readonly number[];
}

export interface Work {
	readonly name: string;
	readonly entries: readonly Entry[];
}

export const MANY_RULES = 2500;

export interface WorkInput {
	readonly kind: CorpusKind;
	/** How many files of code the tree has; null where nobody has counted. */
	readonly files: number | null;
	/** The files that name the legacy path; null where nobody knows them. */
	readonly naming: readonly string[] | null;
	readonly all: readonly Contender[];
	/** A folder for rules and transforms. */
	readonly scratch: string;
}

/** All works of a corpus; of a tree that is not ours only those that write nothing. */
export function works(input: WorkInput): readonly Work[] {
	const generated = input.files !== null;
	return [
		dryRun(input),
		...(generated ? [write(input)] : []),
		alone(input),
		map(input),
		...(generated && input.kind.language === "typescript"
			? [transform(input)]
			: []),
	];
}

/** What any command costs before it does anything. */
export const startUp: Work = {
	name: "Start-up",
	entries: [
		entry("node -e 0", [process.execPath, "-e", "0"]),
		own("onepath --version", ["--version"]),
		own("onepath migrate --help", ["migrate", "--help"]),
	],
};

const installed = (all: readonly Contender[]): readonly Contender[] =>
	all.filter(({ version }) => version !== null);

function entry(
	name: string,
	command: readonly string[],
	more: Partial<Entry> = {},
): Entry {
	return {
		name,
		command,
		writes: false,
		lists: false,
		own: command.slice(0, 2).join(" ") === ONEPATH.join(" "),
		codes: [0],
		...more,
	};
}

function own(
	name: string,
	args: readonly string[],
	codes: readonly number[] = [0],
): Entry {
	return entry(name, [...ONEPATH, ...args], { codes });
}

const ruleOf = ({ from, to }: CorpusKind): readonly string[] => [
	"--from",
	from,
	"--to",
	to,
];

function dryRun({ kind, all }: WorkInput): Work {
	return {
		name: "Dry run of one rule, whole tree, start-up included",
		entries: installed(all).flatMap((contender) => {
			const command = contender.dry(kind);
			return command
				? [
						entry(contender.name, command, {
							lists: contender.lists,
							codes: [0, 1],
						}),
					]
				: [];
		}),
	};
}

function write({ kind, all }: WorkInput): Work {
	return {
		name: "Write of one rule",
		entries: installed(all).flatMap((contender) => {
			const command = contender.write(kind);
			return command
				? [entry(contender.name, command, { writes: true, codes: [0, 1] })]
				: [];
		}),
	};
}

function alone({ kind, files, scratch }: WorkInput): Work {
	const rule = ruleOf(kind);
	const rules = [
		{ from: kind.from, to: kind.to },
		...kind.unused(files ?? 0).slice(0, MANY_RULES - 1),
	];
	const config = join(scratch, `${kind.name}-${files}.json`);
	writeFileSync(config, JSON.stringify({ rules }));
	return {
		name: "onepath alone",
		entries: [
			own("one rule", ["migrate", ...rule]),
			...(rules.length > 1
				? [
						own(`${rules.length} rules, of which one matches`, [
							"migrate",
							"--root",
							".",
							"--config",
							config,
						]),
						own("one directory", ["migrate", kind.part, ...rule]),
					]
				: []),
			own("check", ["check", ...rule], [0, 1, 3]),
			...(files === null
				? []
				: [
						entry(
							"one rule, --write",
							[...ONEPATH, "migrate", ...rule, "--write"],
							{ writes: true },
						),
					]),
		],
	};
}

/** A structural search of the whole tree is what an answer without a graph costs. */
function map({ kind, all, scratch }: WorkInput): Work {
	const scan = installed(all).filter(({ name }) => name === "ast-grep");
	return {
		name: "Map",
		entries: [
			...scan.map(() =>
				entry(
					"ast-grep scan",
					[program("ast-grep"), "scan", "--rule", rulesFile(scratch, kind)],
					{ codes: [0, 1] },
				),
			),
			own("onepath map, cold", ["map", "--no-cache"], [0, 4]),
			own("onepath map, warm", ["map"], [0, 4]),
		],
	};
}

/** A stock transform on just the files that concern it, and found and run by our driver. */
function transform({ kind, naming, all, scratch }: WorkInput): Work {
	const runner = installed(all).some(({ name }) => name === "jscodeshift");
	return {
		name: "A stock jscodeshift transform, dry run",
		entries: [
			...(runner && naming
				? [
						entry(
							"jscodeshift, given the files that name the path",
							stock(
								program("jscodeshift"),
								scratch,
								kind,
								["--dry", "--print"],
								naming,
							),
						),
					]
				: []),
			own("onepath run, given the tree", [
				"run",
				"-t",
				transformFile(scratch, kind),
				"--parser=tsx",
				"--",
				`--from=${kind.from}`,
				`--to=${kind.to}`,
			]),
		],
	};
}
