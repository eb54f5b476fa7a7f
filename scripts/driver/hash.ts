/** By what a file is known: the sha-256 of its bytes in lower-case hex. */
import { createHash } from "node:crypto";

export function hashBytes(bytes: Buffer): string {
	return createHash("sha256").update(bytes).digest("hex");
}
