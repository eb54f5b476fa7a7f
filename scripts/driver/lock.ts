/**
 * One writer at a time: `.onepath/lock`, made exclusively and holding who made it. A lock whose process is gone
 * (killed, power lost) is taken over.
 */
import {
	closeSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { OnepathError } from "../../transforms/core/errors.js";
import { STORE } from "./store.js";

interface Holder {
	readonly pid: number;
	readonly host: string;
}

/** Takes the lock; the function returned gives it back. Throws `locked`. */
export function takeLock(store: string): () => void {
	const path = join(store, "lock");
	const mine = JSON.stringify({
		pid: process.pid,
		host: hostname(),
	} satisfies Holder);
	if (!create(path, mine)) {
		const held = readFileSync(path, { encoding: "utf8", flag: "r" });
		if (!isStale(held)) throw refuse(held);
		// Moved away before it is judged again: of two that find it stale, one moves the other's fresh lock.
		const aside = `${path}.${process.pid}`;
		renameSync(path, aside);
		const moved = readFileSync(aside, "utf8");
		if (!isStale(moved)) {
			renameSync(aside, path);
			throw refuse(moved);
		}
		rmSync(aside);
		if (!create(path, mine)) throw refuse(readFileSync(path, "utf8"));
	}
	return () => rmSync(path, { force: true });
}

function create(path: string, content: string): boolean {
	let descriptor: number;
	try {
		descriptor = openSync(path, "wx", 0o600);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
		throw error;
	}
	writeSync(descriptor, content);
	closeSync(descriptor);
	return true;
}

function isStale(content: string): boolean {
	const holder = parse(content);
	if (holder === null || holder.host !== hostname()) return false;
	try {
		process.kill(holder.pid, 0);
		return false;
	} catch (error) {
		// EPERM: it runs, as somebody else.
		return (error as NodeJS.ErrnoException).code === "ESRCH";
	}
}

function parse(content: string): Holder | null {
	try {
		return JSON.parse(content) as Holder;
	} catch {
		return null;
	}
}

function refuse(content: string): OnepathError {
	const holder = parse(content);
	const who = holder
		? `process ${holder.pid} on ${holder.host}`
		: "a process that left no name";
	return new OnepathError(
		"locked",
		`another run is writing here (${who}); wait for it, or remove ${STORE}/lock if it is gone`,
		{ holder },
	);
}
