/**
 * On Windows a file that somebody has open (an editor, an indexer, a virus scanner) can't be renamed or removed for
 * that moment. So it is tried again, for a bounded time, and then the file counts as failed: writing over the old
 * bytes in place would get through, and would leave half a file where it is stopped.
 *
 *   EPERM: operation not permitted, rename '.a.ts.20260101-000000000-abcd.onepath-tmp' -> 'a.ts'
 */
import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds; less than a second together, since on a read-only share it is spent for each file. */
const PAUSES = [10, 20, 40, 80, 160, 320];

const HELD: ReadonlySet<string> = new Set(["EPERM", "EACCES", "EBUSY"]);

/** Elsewhere these errors are there to stay, and the first one is thrown. */
export async function unlessHeld<T>(work: () => Promise<T>): Promise<T> {
	for (const pause of process.platform === "win32" ? PAUSES : [])
		try {
			return await work();
		} catch (error) {
			if (!HELD.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
			await sleep(pause);
		}
	return work();
}
