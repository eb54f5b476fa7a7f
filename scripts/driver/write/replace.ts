/**
 * One file, replaced whole or not at all: written beside the old one under a name that says whose it is, made
 * durable, checked, and renamed over it. After a stop at any instant the path holds the old bytes or the new.
 */
import { type BigIntStats, constants, lstatSync, realpathSync } from "node:fs";
import { chmod, link, lstat, mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { hashBytes } from "../hash.js";
import { isTreePath } from "../read/tree-path.js";
import { unlessHeld } from "./held.js";

/** User and group, by number. */
export type Owner = readonly [uid: number, gid: number];

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
	/** Who gets a file that is made; whoever writes when absent. An existing one keeps its own. */
	readonly owner?: Owner | null;
}

/** The mode of a file that is made, where nothing else is said. */
const NEW_FILE = 0o644;

/** Why a file was left as it is, in words for a report. */
export class Refusal extends Error {}

/** A directory above the file is a link: what is written there is not what the path says. */
export class BehindLink extends Refusal {
	constructor() {
		super("lies behind a symbolic link");
	}
}

/** What a name may be long, in bytes, on the file systems in use. */
const LONGEST_NAME = 255;

/** `.NAME.<run>.onepath-tmp`, beside the file; a hash for a name that is too long to be added to. */
export function temporaryName(path: string, run: string): string {
	const name = basename(path);
	const rest = `.${run}.onepath-tmp`;
	const fits = Buffer.byteLength(name) + rest.length < LONGEST_NAME;
	const own = fits ? name : hashBytes(Buffer.from(name)).slice(0, 16);
	return join(dirname(path), `.${own}${rest}`);
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

/** Told of each thing that is about to be done, so that a test can stop a writer there. */
export type Step = (about: string) => void;

/** Carries one operation out. Throws Refusal, or the system's error; the file is then as it was. */
export async function replace(
	root: string,
	operation: Operation,
	run: string,
	step: Step,
): Promise<void> {
	const { path, before, content } = operation;
	const target = targetOf(root, path);
	step(`read ${path}`);
	const found = await inspect(root, path);
	if ((found === null ? null : hashBytes(found.bytes)) !== before)
		throw new Refusal(staleness(before, found !== null));
	if (content === null) {
		await unlessHeld(async () => {
			step(`look at ${path} again`);
			await unchanged(target, found?.stat);
			step(`remove ${path}`);
			await rm(target);
		});
		return;
	}
	if (found === null) {
		step(`make the directory of ${path}`);
		await mkdir(dirname(target), { recursive: true });
	}
	const temporary = temporaryName(target, run);
	try {
		const stat = found?.stat ?? null;
		step(`open the new ${path}`);
		await writeTemporary(temporary, operation, content, stat, step);
		if (found === null) {
			step(`link ${path}`);
			await linkNew(temporary, target);
			step(`remove the other name of ${path}`);
			await rm(temporary, { force: true });
		} else {
			await unlessHeld(async () => {
				step(`look at ${path} again`);
				await unchanged(target, found.stat);
				step(`rename ${path}`);
				await rename(temporary, target);
			});
		}
	} catch (error) {
		// Left for the next run to sweep where it can't go; why the file was not written is what is told.
		await rm(temporary, { force: true }).catch(() => {});
		throw error;
	}
}

/** A link, unlike a rename, fails where somebody made the file in the meantime. */
async function linkNew(temporary: string, target: string): Promise<void> {
	try {
		await link(temporary, target);
	} catch (error) {
		const { code = "" } = error as NodeJS.ErrnoException;
		// FAT and some network file systems have no links; there a look has to do.
		if (!["EPERM", "ENOTSUP", "ENOSYS", "EOPNOTSUPP"].includes(code))
			throw error;
		if ((await lstat(target).catch(absent)) !== null)
			throw new Refusal(staleness(null, true));
		await rename(temporary, target);
	}
}

async function writeTemporary(
	temporary: string,
	{ path, mode, owner = null }: Operation,
	content: Buffer,
	old: BigIntStats | null,
	step: Step,
): Promise<void> {
	const handle = await open(temporary, "wx", 0o600);
	try {
		step(`write the new ${path}`);
		// Writes until everything is written, and fails on a full disk; a single write may come back short.
		await handle.writeFile(content);
		const written = await handle.stat({ bigint: true });
		if (written.size !== BigInt(content.length))
			throw new Refusal(
				`only ${written.size} of ${content.length} bytes could be written`,
			);
		const [uid, gid] =
			(old === null ? owner : ownerOf(old)) ?? ownerOf(written);
		if (uid !== Number(written.uid) || gid !== Number(written.gid))
			await handle.chown(uid, gid);
		step(`sync the new ${path}`);
		await handle.sync();
	} finally {
		await handle.close();
	}
	step(`set the mode of the new ${path}`);
	// After the owner, since a change of owner clears the set-user-id bit.
	await chmod(
		temporary,
		old === null ? (mode ?? NEW_FILE) : Number(old.mode & 0o7777n),
	);
}

export function ownerOf({ uid, gid }: BigIntStats): Owner {
	return [Number(uid), Number(gid)];
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

/**
 * Each directory above the file must be itself, not a link: the file behind one is not the plan's. Throws Refusal,
 * or the system's error.
 */
export function insideParents(root: string, path: string): void {
	const parts = path.split("/").slice(0, -1);
	let expected = realpathSync(root);
	for (const part of parts) {
		expected = join(expected, part);
		let real: string;
		try {
			real = realpathSync(expected);
		} catch (error) {
			// Nothing here yet, or a link to nothing: a new directory can't lead elsewhere, and a link could tomorrow.
			if (lstatSync(expected, { throwIfNoEntry: false })) {
				const { code } = error as NodeJS.ErrnoException;
				throw code === "ENOENT" ? new BehindLink() : error;
			}
			return;
		}
		if (real !== expected) throw new BehindLink();
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
