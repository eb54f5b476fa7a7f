/** Why a file could not be read or written, as a report says it: our own words, or the system's made readable. */
import { Refusal } from "./write/replace.js";

const SYSTEM: Readonly<Record<string, string>> = {
	ENOSPC: "the disk is full (ENOSPC)",
	EFBIG: "the file is larger than this process may write (EFBIG)",
	EACCES: "permission denied (EACCES)",
	EPERM: "permission denied (EPERM)",
	EROFS: "the file system is read-only (EROFS)",
	EEXIST: "exists already (EEXIST)",
	EDQUOT: "the disk quota is used up (EDQUOT)",
	EMFILE: "too many files are open (EMFILE)",
	EIO: "the disk failed (EIO)",
	ENOENT: "no such file (ENOENT)",
	ELOOP: "a symbolic link is in its place (ELOOP)",
	EBUSY: "somebody else has it open (EBUSY)",
	ENAMETOOLONG: "the name is too long (ENAMETOOLONG)",
};

export function describe(error: unknown): string {
	if (error instanceof Refusal) return error.message;
	const { code, message } = error as NodeJS.ErrnoException;
	return SYSTEM[code ?? ""] ?? message;
}
