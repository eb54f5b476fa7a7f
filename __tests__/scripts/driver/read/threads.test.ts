/** A search with a second thread against the same search without: whatever the thread does, the answer is one. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { Reader } from "../../../../scripts/driver/read/reader.js";
import {
	type PartFound,
	Parts,
	type PartsMessage,
} from "../../../../scripts/driver/read/search-parts.js";
import { alone } from "../../../../scripts/driver/read/searcher.js";
import {
	type Thread,
	Threads,
} from "../../../../scripts/driver/read/threads.js";

const root = mkdtempSync(join(tmpdir(), "onepath-threads-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const FILES = Array.from({ length: 500 }, (_, i) => {
	const path = `${i % 7}/${String(i).padStart(3, "0")}.py`;
	mkdirSync(join(root, `${i % 7}`), { recursive: true });
	writeFileSync(
		join(root, path),
		`${i % 3 === 0 ? "old" : ""} ${i % 5 === 0 ? "manager" : ""}`,
	);
	return path;
}).sort();
const GONE = "6/gone.py";
const QUERIES = [
	{ all: ["old"] },
	{ all: ["old", "manager"], under: "3/" },
	{ all: ["manager"], extensions: [".ts"] },
	{ all: [] },
];

/** In this thread, and as fast or slow as `share` says: how many parts it takes of each search. */
function thread(
	share: number,
	answers = true,
): { start: () => Thread; read: () => number } {
	const reader = new Reader(root);
	const sent: PartFound[] = [];
	let read = 0;
	return {
		read: () => read,
		start: () => ({
			send: (message) => {
				const { search, files, queries, shared } = message as PartsMessage;
				const parts = new Parts(files.split("\0"), queries, shared);
				for (let i = 0; i < share; i++) {
					const part = parts.take();
					if (part === null) return;
					const pairs = parts.search(part, (path) => {
						read++;
						return reader.bytes(path);
					});
					const found = { search, part, pairs, ...reader.takeCounts() };
					if (answers) sent.push(found);
					parts.beat();
				}
			},
			receive: () => sent.shift() ?? null,
			end: () => {},
		}),
	};
}

const expected = alone(new Reader(root).bytes).start(FILES, QUERIES)();

describe("a search with a second thread", () => {
	test.each([0, 1, 3, 100])("that takes %i parts", (share) => {
		const { start } = thread(share);
		const threads = new Threads(root, new Reader(root), start);
		const found = threads.start(FILES, QUERIES);
		expect(found()).toEqual(expected);
		expect(found()).toBe(found());
	});

	test("reads each file once, by one of the two, and counts and names it once", () => {
		const { start, read } = thread(2);
		const reader = new Reader(root);
		const files = [...FILES, GONE].sort();
		new Threads(root, reader, start).start(files, QUERIES)();
		expect(read()).toBeGreaterThan(0);
		expect(read()).toBeLessThan(files.length);
		const once = new Reader(root);
		for (const path of files) once.bytes(path);
		expect(reader.bytesRead).toBe(once.bytesRead);
		expect([...reader.unreadable]).toEqual([[GONE, "is gone"]]);
	});

	test("that dies with parts in hand costs its parts, not the answer", () => {
		const { start } = thread(2, false);
		const threads = new Threads(root, new Reader(root), start, 20);
		expect(threads.start(FILES, QUERIES)()).toEqual(expected);
		// It is asked for nothing more.
		expect(threads.start(FILES, QUERIES)()).toEqual(expected);
	});

	test("answers what was started before another search, and after it is closed", () => {
		const threads = new Threads(root, new Reader(root), thread(1).start);
		const first = threads.start(FILES, QUERIES);
		const second = threads.start(FILES, [{ all: ["manager"] }]);
		expect(second()).toEqual([
			FILES.filter((path) => Number(path.slice(2, 5)) % 5 === 0),
		]);
		threads.close();
		expect(first()).toEqual(expected);
	});
});
