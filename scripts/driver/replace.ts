/**
 * One file, replaced whole or not at all: written beside the old one under a name that says whose it is, made
 * durable, checked, and renamed over it. After a stop at any instant the path holds the old bytes or the new.
 */
import { createHash } from "node:crypto";
import { type BigIntStats, constants, realpathSync } from "node:fs";
import { chmod, link, lstat, mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isStoreName } from "./policy.js";

/** What becomes of one file. Hashes are sha-256 in hex. */
export interface Operation {
	/** Root-relative POSIX path. */
	readonly path: string;
	/** Hash of the bytes that must be there; null: there must be no file. */
	readonly before: string | null;
	/** The bytes to put there; null: the file goes. */
	readonly content: Buffer | null;
	/** Permission bits of a file that is made; an existing one keeps its own. */
	readonly mode: number | null;
}

/** Why a file was left as it is, in words for a report. */
export class Refusal extends Error {}

export function hashBytes(bytes: Buffer): string {
	return createHash("sha256").update(bytes).digest("hex");
}

/** `.NAME.<run>.onepath-tmp`, beside the file. */
export function temporaryName(path: string, run: string): string {
	return join(dirname(path), `.${basename(path)}.${run}.onepath-tmp`);
}

/** Is it a path that a plan may have: relative, below the root, in nobody's store? */
export function isTreePath(path: string): boolean {
	const steps = ["", ".", ".."];
	return (
		!path.includes("\0") &&
		path.split("/").every((part) => !steps.includes(part) && !isStoreName(part))
	);
}

/** The absolute path of a plan's path. Throws Refusal for one that could lead out of the root. */
export function targetOf(root: string, path: string): string {
	if (!isTreePath(path)) throw new Refusal("is not a path of the tree");
	return join(root, path);
}

/** The bytes and state of the file that an operation is about; null where there is none. Throws Refusal. */
export async function inspect(
	root: string,
	path: string,
): Promise<{ readonly bytes: Buffer; readonly stat: BigIntStats } | null> {
	const target = targetOf(root, path);
	insideParents(root, path);
	const stat = await lstat(target, { bigint: true }).catch(absent);
	if (stat === null) return null;
	if (!stat.isFile())
		throw new Refusal(
			stat.isSymbolicLink() ? "is a symbolic link" : "is not a regular file",
		);
	if (stat.nlink > 1n)
		throw new Refusal(
			"is a hard link; the other name would keep the old bytes",
		);
	if ((stat.mode & 0o222n) === 0n) throw new Refusal("is read-only");
	const handle = await open(
		target,
		constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0),
	);
	try {
		return { bytes: await handle.readFile(), stat };
	} finally {
		await handle.close();
	}
}

/** Carries one operation out. Throws Refusal, or the system's error; the file is then as it was. */
export async function replace(
	root: string,
	operation: Operation,
	run: string,
): Promise<void> {
	const { path, before, content } = operation;
	const target = targetOf(root, path);
	const found = await inspect(root, path);
	if ((found === null ? null : hashBytes(found.bytes)) !== before)
		throw new Refusal(staleness(before, found !== null));
	if (content === null) {
		await unchanged(target, found?.stat);
		await rm(target);
		return;
	}
	if (found === null) await mkdir(dirname(target), { recursive: true });
	const temporary = temporaryName(target, run);
	try {
		await writeTemporary(
			temporary,
			content,
			found?.stat ?? null,
			operation.mode ?? 0o644,
		);
		if (found === null) {
			// A link, unlike a rename, fails where somebody made the file in the meantime.
			await link(temporary, target);
			await rm(temporary);
		} else {
			await unchanged(target, found.stat);
			await rename(temporary, target);
		}
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	}
}

async function writeTemporary(
	temporary: string,
	content: Buffer,
	old: BigIntStats | null,
	mode: number,
): Promise<void> {
	const handle = await open(temporary, "wx", 0o600);
	try {
		// Writes until everything is written, and fails on a full disk; a single write may come back short.
		await handle.writeFile(content);
		const written = await handle.stat({ bigint: true });
		if (written.size !== BigInt(content.length))
			throw new Refusal(
				`only ${written.size} of ${content.length} bytes could be written`,
			);
		if (old !== null && (old.uid !== written.uid || old.gid !== written.gid))
			await handle.chown(Number(old.uid), Number(old.gid));
		await handle.sync();
	} finally {
		await handle.close();
	}
	// After the owner, since a change of owner clears the set-user-id bit.
	await chmod(temporary, old === null ? mode : Number(old.mode & 0o7777n));
}

/** Between the reading and the rename somebody may have saved the file; what they wrote must survive. */
async function unchanged(
	target: string,
	seen: BigIntStats | undefined,
): Promise<void> {
	const now = await lstat(target, { bigint: true });
	if (
		now.ino !== seen?.ino ||
		now.size !== seen.size ||
		now.mtimeNs !== seen.mtimeNs ||
		now.ctimeNs !== seen.ctimeNs
	)
		throw new Refusal("changed while it was being written; run again");
}

/** Each directory above the file must be itself, not a link: the file behind one is not the plan's. */
function insideParents(root: string, path: string): void {
	const parts = path.split("/").slice(0, -1);
	let expected = realpathSync(root);
	for (const part of parts) {
		expected = join(expected, part);
		let real: string;
		try {
			real = realpathSync(expected);
		} catch {
			// Nothing here yet; a new directory can't lead elsewhere.
			return;
		}
		if (real !== expected) throw new Refusal("lies behind a symbolic link");
	}
}

export function staleness(before: string | null, exists: boolean): string {
	if (before === null) return "exists already";
	return exists ? "changed since it was read" : "is gone";
}

function absent(error: NodeJS.ErrnoException): null {
	if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
	throw error;
}
