/** The second thread of `threads.ts`: takes parts of what it is sent, the newest search first, for it is wanted first. */
import { receiveMessageOnPort, workerData } from "node:worker_threads";
import { Reader } from "./reader.js";
import {
	type PartFound,
	Parts,
	type PartsMessage,
	type ThreadData,
} from "./search-parts.js";

const { root, port } = workerData as ThreadData;
const reader = new Reader(root);
const open: { readonly search: number; readonly parts: Parts }[] = [];

port.on("message", (message: PartsMessage) => {
	take(message);
	for (let job = open.at(-1); job; job = open.at(-1)) {
		const part = job.parts.take();
		if (part === null) open.splice(open.indexOf(job), 1);
		else send(job.search, part, job.parts);
		for (
			let next = receiveMessageOnPort(port);
			next;
			next = receiveMessageOnPort(port)
		)
			take(next.message as PartsMessage);
	}
});

function take({ search, files, queries, shared }: PartsMessage): void {
	open.push({ search, parts: new Parts(files.split("\0"), queries, shared) });
}

function send(search: number, part: number, parts: Parts): void {
	const pairs = parts.search(part, reader.bytes);
	const found: PartFound = { search, part, pairs, ...reader.takeCounts() };
	port.postMessage(found);
	parts.beat();
}
