/**
 * Files read in parts, by worker threads where that pays. Parts are handed out as threads come free and put
 * together by path, so the result does not depend on who was faster.
 */
import { availableParallelism } from "node:os";
import type { Language } from "../../../transforms/core/language.js";
import { Packer } from "../../../transforms/core/map/pack.js";
import { groupBy } from "../../group.js";
import {
	type PartFile,
	type PartInput,
	type PartOutput,
	PartReader,
} from "./part.js";
import { type Part, type PartEnd, Thread } from "./thread.js";

const PARTS = 24;
/** Below this a thread takes longer to start than the files to read. */
const FEW_FILES = 400;
/** More threads than this wait for the one that puts their work together. */
const MOST = 8;

export interface ReadInput extends PartInput {
	readonly files: readonly PartFile[];
	readonly languages: readonly Language[];
	/** Null: as many as there are processors. */
	readonly jobs: number | null;
	/** Looked at between two parts: has the run been stopped? */
	readonly stopped: () => boolean;
	/** Given each part as it comes, with the number of its files. */
	readonly take: (output: PartOutput, files: number) => void;
	/** Milliseconds for one file; a minute when absent. */
	readonly limit?: number;
}

/** Sources that are run as they are have no worker to start: the compiled one has. */
const canThread = import.meta.url.endsWith(".js");

/** False when it was stopped. */
export async function readParts(input: ReadInput): Promise<boolean> {
	const { files } = input;
	if (files.length === 0) return true;
	const jobs = Math.min(input.jobs ?? availableParallelism(), MOST);
	const threads = canThread && jobs > 1 && files.length >= FEW_FILES;
	const parts = partsOf(files);
	return threads ? inThreads(jobs, parts, input) : inline(parts, input);
}

/** Parts of one language each, and those of a language next to each other. */
function partsOf(files: readonly PartFile[]): (readonly PartFile[])[] {
	const byLanguage = groupBy(files, ([, language]) => language);
	return [...byLanguage.values()].flatMap((own) => {
		const count = Math.ceil((PARTS * own.length) / files.length);
		// Neighbours are alike: dealt out one by one, the parts take the same time.
		return Array.from({ length: Math.min(count, own.length) }, (_, part) =>
			own.filter((_, i) => i % count === part),
		);
	});
}

async function inline(
	parts: readonly (readonly PartFile[])[],
	input: ReadInput,
): Promise<boolean> {
	const reader = new PartReader(input, input.languages);
	for (const part of parts) {
		// A turn of the event loop, in which a signal is seen.
		await new Promise((resolve) => setImmediate(resolve));
		if (input.stopped()) return false;
		input.take(await reader.read(part), part.length);
	}
	return true;
}

async function inThreads(
	jobs: number,
	parts: readonly (readonly PartFile[])[],
	input: ReadInput,
): Promise<boolean> {
	const { root, keep, take } = input;
	const open: Part[] = parts.map((files) => ({ files, alone: false }));
	const start = () => new Thread({ root, keep });
	const lane = async (index: number): Promise<void> => {
		let thread = start();
		try {
			while (!input.stopped()) {
				// From both ends: who reads one language for long compiles the code for one.
				const part = index % 2 === 0 ? open.shift() : open.pop();
				if (!part) return;
				const end = await thread.read(part, input.limit);
				if ("output" in end) {
					take(end.output, part.files.length);
					continue;
				}
				await thread.end();
				thread = start();
				const [lost, rest] = afterLoss(part, end);
				if (lost) take(lost, 1);
				open.unshift(...rest);
			}
		} finally {
			await thread.end();
		}
	};
	await Promise.all(Array.from({ length: jobs }, (_, index) => lane(index)));
	return !input.stopped();
}

const NOTHING_READ = new Packer().pack();

/**
 * What is left of a part whose thread ended: the file that it was at is tried once more, alone, since the memory may
 * have been filled by those before it; then, or when it hung, it is not read, and named.
 */
function afterLoss(
	{ files, alone }: Part,
	{ ended, place, hung }: Exclude<PartEnd, { readonly output: PartOutput }>,
): readonly [lost: PartOutput | null, rest: readonly Part[]] {
	const file = files[place];
	if (!file) throw new Error(`a reading thread ${ended} before it read a file`);
	const others = files.filter((other) => other !== file);
	const rest = others.length > 0 ? [{ files: others, alone }] : [];
	if (!alone && !hung) return [null, [{ files: [file], alone: true }, ...rest]];
	const unread = [{ file: file[0], reason: ended }];
	return [{ pack: NOTHING_READ, files: [], unread }, rest];
}
