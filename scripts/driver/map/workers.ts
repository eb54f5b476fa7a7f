/**
 * All files of a tree read into records, by worker threads where that pays. Parts are handed out as threads come
 * free and put together by path, so the result does not depend on who was faster.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Language } from "../../../transforms/core/language.js";
import {
	type PackedRecord,
	unpack,
} from "../../../transforms/core/map/pack.js";
import type { FileRecord } from "../../../transforms/core/map/record.js";
import type { MapCoverage } from "../../../transforms/core/map/types.js";
import { readLines } from "./facts-cache.js";
import {
	SHARDS,
	type ShardFile,
	type ShardInput,
	type ShardOutput,
	ShardReader,
	shardOf,
} from "./shard.js";

/** Below this a thread takes longer to start than the files to read. */
const FEW_FILES = 400;
/** More threads than this wait for the one that puts their work together. */
const MOST = 8;

export interface SurveyInput extends ShardInput {
	readonly files: readonly (readonly [path: string, language: Language])[];
	readonly languages: readonly Language[];
	/** Null: as many as there are processors. */
	readonly jobs: number | null;
	readonly progress: (done: number, total: number) => void;
	/** Looked at between two parts: has the run been stopped? */
	readonly stopped: () => boolean;
}

export interface Survey {
	/** By language, in the order of the files. */
	readonly records: ReadonlyMap<Language, ReadonlyMap<string, FileRecord>>;
	readonly unread: MapCoverage["unread"];
}

/** Null when it was stopped. */
export async function survey(input: SurveyInput): Promise<Survey | null> {
	const shards: ShardFile[][] = Array.from({ length: SHARDS }, () => []);
	for (const [path, language] of input.files)
		shards[shardOf(path)]?.push([path, input.languages.indexOf(language)]);
	const records = new Map<string, FileRecord>();
	const unread: MapCoverage["unread"][number][] = [];
	let done = 0;
	const take = (shard: number, output: ShardOutput): void => {
		for (const { path, record } of readLines(output.lines))
			records.set(path, unpack(JSON.parse(record) as PackedRecord, path));
		unread.push(...output.unread);
		done += shards[shard]?.length ?? 0;
		input.progress(done, input.files.length);
	};
	const jobs = Math.min(
		input.jobs ?? availableParallelism(),
		MOST,
		canThread && input.files.length >= FEW_FILES ? SHARDS : 1,
	);
	const finished =
		jobs > 1
			? await inThreads(jobs, shards, input, take)
			: await inline(shards, input, take);
	if (!finished) return null;
	const byLanguage = new Map<Language, Map<string, FileRecord>>(
		input.languages.map((language) => [language, new Map()]),
	);
	for (const [path, language] of input.files) {
		const record = records.get(path);
		if (record) byLanguage.get(language)?.set(path, record);
	}
	return { records: byLanguage, unread };
}

type Take = (shard: number, output: ShardOutput) => void;

async function inline(
	shards: readonly ShardFile[][],
	input: SurveyInput,
	take: Take,
): Promise<boolean> {
	const reader = new ShardReader(input, input.languages);
	for (const [shard, files] of shards.entries()) {
		// Lets a signal be heard.
		await new Promise((resolve) => setImmediate(resolve));
		if (input.stopped()) return false;
		take(shard, reader.read(shard, files));
	}
	return true;
}

/** Sources that are run as they are have no worker to start: the compiled one has. */
const canThread = import.meta.url.endsWith(".js");

async function inThreads(
	jobs: number,
	shards: readonly ShardFile[][],
	input: SurveyInput,
	take: Take,
): Promise<boolean> {
	const { root, store, version } = input;
	const open = [...shards.entries()].sort(
		([, a], [, b]) => b.length - a.length,
	);
	const workers: Worker[] = [];
	try {
		await Promise.all(
			Array.from({ length: jobs }, () => {
				const worker = new Worker(new URL("worker.js", import.meta.url), {
					workerData: { root, store, version } satisfies ShardInput,
					// Texts and tokens die young; with the usual 16 MB half of the time goes into copying them.
					resourceLimits: { maxYoungGenerationSizeMb: 96 },
				});
				workers.push(worker);
				return serve(worker, open, input.stopped, take);
			}),
		);
	} finally {
		await Promise.all(workers.map((worker) => worker.terminate()));
	}
	return !input.stopped();
}

/** Sends the thread parts until there are none; rejects when it ends before. */
function serve(
	worker: Worker,
	open: [number, ShardFile[]][],
	stopped: () => boolean,
	take: Take,
): Promise<void> {
	return new Promise((resolve, reject) => {
		const next = (): void => {
			const part = stopped() ? undefined : open.shift();
			if (part) worker.postMessage({ shard: part[0], files: part[1] });
			else resolve();
		};
		worker.on("message", (output: ShardOutput & { readonly shard: number }) => {
			try {
				take(output.shard, output);
				next();
			} catch (error) {
				reject(error);
			}
		});
		worker.on("error", reject);
		worker.on("exit", (code) =>
			reject(new Error(`a reading thread ended with ${code}`)),
		);
		next();
	});
}
