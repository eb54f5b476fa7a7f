/** By what a file or a text is known: the sha-256 of its bytes (UTF-8 for a text) in lower-case hex. */
import { createHash } from "node:crypto";

export function hashBytes(bytes: string | Uint8Array): string {
	return createHash("sha256").update(bytes).digest("hex");
}
