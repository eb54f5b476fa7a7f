/**
 * Bytes to text for files that belong to no language (settings, documents), by the same contract as a language's
 * `decode`: `Buffer.from(text, encoding)` is the file again.
 */
import { isUtf8 } from "node:buffer";
import type { Decoded } from "../../../transforms/core/language.js";

/** git calls a file binary when a NUL byte stands this near its start. */
const LOOKED_AT = 8000;

export function decodeText(path: string, bytes: Buffer): Decoded {
	if (bytes.subarray(0, LOOKED_AT).includes(0))
		return { kind: "refused", reason: "binary" };
	if (isUtf8(bytes))
		return {
			kind: "source",
			file: {
				path,
				text: bytes.toString("utf8"),
				encoding: "utf8",
				unit: "utf16",
			},
		};
	return {
		kind: "source",
		file: {
			path,
			text: bytes.toString("latin1"),
			encoding: "latin1",
			unit: "byte",
		},
	};
}
