/**
 * One writer at a time: `.onepath/lock`, made exclusively and holding who made it. A lock whose process is gone
 * (killed, power lost) is taken over.
 */
import {
	linkSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { OnepathError } from "../../../transforms/core/errors.js";
import { STORE } from "./store.js";

interface Holder {
	readonly pid: number;
	readonly host: string;
}

/** Takes the lock; the function returned gives it back, and never throws. Throws `locked`. */
export function takeLock(store: string): () => void {
	try {
		return take(store);
	} catch (error) {
		if (error instanceof OnepathError) throw error;
		throw unusable(error);
	}
}

function take(store: string): () => void {
	const path = join(store, "lock");
	const mine = JSON.stringify({
		pid: process.pid,
		host: hostname(),
	} satisfies Holder);
	// Whoever holds it may give it back between our trying and our looking.
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		if (create(path, mine)) {
			clean(store);
			return () => {
				try {
					rmSync(path, { force: true });
				} catch {
					// It is stale when this process has ended, and then taken over.
				}
			};
		}
		const held = read(path);
		if (held === null) continue;
		if (!isStale(held)) throw refuse(held);
		takeAway(path);
	}
	throw refuse(read(path) ?? "");
}

const ATTEMPTS = 3;

/** Moved before it is judged again: of two that find a lock stale, one would remove the other's fresh one. */
function takeAway(path: string): void {
	const aside = `${path}.${process.pid}`;
	try {
		renameSync(path, aside);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
		throw error;
	}
	const moved = readFileSync(aside, "utf8");
	if (!isStale(moved)) {
		renameSync(aside, path);
		throw refuse(moved);
	}
	rmSync(aside);
}

/** What processes that were killed while they took the lock left beside it. */
function clean(store: string): void {
	for (const name of readdirSync(store)) {
		const pid = /^lock\.(\d+)(?:\.new)?$/.exec(name)?.[1];
		if (pid !== undefined && !isAlive(Number(pid)))
			rmSync(join(store, name), { force: true });
	}
}

function read(path: string): string | null {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
		throw error;
	}
}

/** With its content from the start: a lock that a killed process left empty would hold for ever. */
function create(path: string, content: string): boolean {
	const own = `${path}.${process.pid}.new`;
	try {
		// Whatever has the name is of a process that is gone, and not written into: it may be a link.
		rmSync(own, { force: true });
		writeFileSync(own, content, { flag: "wx", mode: 0o600 });
		linkSync(own, path);
		return true;
	} catch (error) {
		const { code = "" } = error as NodeJS.ErrnoException;
		if (code === "EEXIST") return false;
		// FAT and some network file systems have no links.
		if (!["EPERM", "ENOTSUP", "ENOSYS", "EOPNOTSUPP"].includes(code))
			throw unusable(error);
		return createExclusively(path, content);
	} finally {
		rmSync(own, { force: true });
	}
}

function createExclusively(path: string, content: string): boolean {
	try {
		writeFileSync(path, content, { flag: "wx", mode: 0o600 });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
		throw error;
	}
}

function isStale(content: string): boolean {
	const holder = parse(content);
	return holder?.host === hostname() && !isAlive(holder.pid);
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it runs, as somebody else.
		return (error as NodeJS.ErrnoException).code !== "ESRCH";
	}
}

function parse(content: string): Holder | null {
	try {
		return JSON.parse(content) as Holder;
	} catch {
		return null;
	}
}

function unusable(error: unknown): OnepathError {
	const { code } = error as NodeJS.ErrnoException;
	return new OnepathError(
		"locked",
		`${STORE}/lock can't be written (${code}), and nothing is changed without it`,
	);
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
