/** What is measured: each work is a list of commands that are run in turn on one corpus. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Contender, ONEPATH } from "./contenders.js";
import type { CorpusKind } from "./corpus.js";

export interface Entry {
	readonly name: string;
	readonly command: readonly string[];
	/** Whom the tree must be given back from after each run. */
	readonly writes: boolean;
	readonly lists: boolean;
	/** Runs that find something end with 1. */
	readonly codes: readonly number[];
}

export interface Work {
	readonly name: string;
	readonly entries: readonly Entry[];
}

export const MANY_RULES = 2500;

export function works(
	kind: CorpusKind,
	files: number,
	all: readonly Contender[],
	scratch: string,
): readonly Work[] {
	const installed = all.filter(({ version }) => version !== null);
	const rule = ["--from", kind.from, "--to", kind.to];
	const own = (
		name: string,
		args: readonly string[],
		codes: readonly number[] = [0],
	): Entry => ({
		name,
		command: [...ONEPATH, ...args],
		writes: false,
		lists: false,
		codes,
	});
	const others = [
		{ from: kind.from, to: kind.to },
		...kind.unused(files).slice(0, MANY_RULES - 1),
	];
	const config = join(scratch, `${kind.name}-${files}.json`);
	writeFileSync(config, JSON.stringify({ rules: others }));
	const oneRule = own("onepath, one rule", ["migrate", ...rule]);
	return [
		{
			name: "Dry run of one rule, whole tree, start-up included",
			entries: installed.flatMap((contender): Entry[] => {
				const command = contender.dry(kind);
				return command
					? [
							{
								name: contender.name,
								command,
								writes: false,
								lists: contender.lists,
								codes: [0, 1],
							},
						]
					: [];
			}),
		},
		{
			name: "Write of one rule",
			entries: installed.flatMap((contender): Entry[] => {
				const command = contender.write(kind);
				return command
					? [
							{
								name: contender.name,
								command,
								writes: true,
								lists: false,
								codes: [0, 1],
							},
						]
					: [];
			}),
		},
		{
			name: "onepath alone",
			entries: [
				oneRule,
				own(`onepath, ${others.length} rules`, [
					"migrate",
					"--root",
					".",
					"--config",
					config,
				]),
				own("onepath, one directory", ["migrate", kind.part, ...rule]),
				own("onepath check", ["check", ...rule], [0, 1, 3]),
				own("onepath map, cold", ["map", "--no-cache"]),
				own("onepath map, warm", ["map"]),
			],
		},
	];
}
