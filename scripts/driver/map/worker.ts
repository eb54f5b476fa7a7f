/** A thread of `workers.ts`: reads the parts that it is sent, one at a time, and says at which file it is. */
import { parentPort, workerData } from "node:worker_threads";
import { languages } from "../../../transforms/languages/index.js";
import { type PartFile, PartReader } from "./part.js";
import type { ThreadInput } from "./thread.js";

const { input, place } = workerData as ThreadInput;
const reader = new PartReader(input, languages);

parentPort?.on("message", async (files: readonly PartFile[]) =>
	parentPort?.postMessage(
		await reader.read(files, (at) => {
			place[0] = at;
		}),
	),
);
