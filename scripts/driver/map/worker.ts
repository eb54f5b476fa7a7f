/** A thread of `workers.ts`: reads the parts that it is sent, one at a time. */
import { parentPort, workerData } from "node:worker_threads";
import { languages } from "../../../transforms/languages/index.js";
import { type PartFile, type PartInput, PartReader } from "./part.js";

const reader = new PartReader(workerData as PartInput, languages);

parentPort?.on("message", (files: readonly PartFile[]) => {
	const output = reader.read(files);
	parentPort?.postMessage(output, [output.pack.numbers.buffer as ArrayBuffer]);
});
