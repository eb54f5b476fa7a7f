/** A thread of `workers.ts`: reads the parts that it is sent, one at a time. */
import { parentPort, workerData } from "node:worker_threads";
import { languages } from "../../../transforms/languages/index.js";
import { type ShardFile, type ShardInput, ShardReader } from "./shard.js";

const reader = new ShardReader(workerData as ShardInput, languages);

parentPort?.on(
	"message",
	({
		shard,
		files,
	}: {
		readonly shard: number;
		readonly files: readonly ShardFile[];
	}) => parentPort?.postMessage({ shard, ...reader.read(shard, files) }),
);
