/**
 * Is there room for what a run writes? Asked before anything is written, since a disk that fills up half-way
 * leaves a half-done migration (each file whole, but not all of them).
 */
import { lstatSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { OnepathError } from "../../../transforms/core/errors.js";
import { withCommas } from "../../report/lines.js";
import { isTreePath } from "../read/tree-path.js";
import type { Operation } from "./replace.js";

/** A record's text for one file, at most: path, hashes, a line of the journal. */
const RECORD_SIZE = 1024;

/** Throws `blocked` where the disk of `root` has less free than the run needs at its peak. */
export function refuseWithoutSpace(
	root: string,
	operations: readonly Operation[],
): void {
	const disk = statfs(root);
	if (disk === null) return;
	let need = 0;
	let largest = 0;
	for (const { path, content } of operations) {
		// The writer refuses it with the reason.
		if (!isTreePath(path)) continue;
		const old = sizeOf(join(root, path));
		const size = blocks(content?.length ?? 0, disk.block);
		// Its bytes before and after are recorded, and it may grow.
		need += old + (content?.length ?? 0) + RECORD_SIZE;
		need += Math.max(0, size - blocks(old, disk.block));
		largest = Math.max(largest, size);
	}
	// Until it is renamed, a new file stands beside the old one.
	need += largest;
	if (need > disk.free)
		throw new OnepathError(
			"blocked",
			`nothing is written: that takes ${kib(need)} on the disk of ${root}, and ${kib(disk.free)} are free`,
			{ need, free: disk.free },
		);
}

/** Zero where it can't be asked; why is for the writer to say. */
function sizeOf(file: string): number {
	try {
		return lstatSync(file, { throwIfNoEntry: false })?.size ?? 0;
	} catch {
		return 0;
	}
}

function blocks(size: number, block: number): number {
	return Math.ceil(size / block) * block;
}

function kib(bytes: number): string {
	return `${withCommas(Math.ceil(bytes / 1024))} KiB`;
}

/** Null where the system does not say: some network and user-space file systems answer with zeros. */
function statfs(
	root: string,
): { readonly block: number; readonly free: number } | null {
	try {
		const { bsize, blocks: all, bavail } = statfsSync(root);
		return all > 0 ? { block: bsize, free: bavail * bsize } : null;
	} catch {
		return null;
	}
}
