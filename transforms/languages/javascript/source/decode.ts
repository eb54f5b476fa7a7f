/** Bytes to text without loss: UTF-8 where it round-trips, else latin-1, in which every byte is a character. */
import type { Decoded } from "../../../core/language.js";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function decodeJavaScript(path: string, bytes: Uint8Array): Decoded {
	const refused = (reason: string): Decoded => ({ kind: "refused", reason });
	if (
		(bytes[0] === 0xff && bytes[1] === 0xfe) ||
		(bytes[0] === 0xfe && bytes[1] === 0xff)
	)
		return refused("is UTF-16; convert it to UTF-8 to have it read");
	if (bytes.includes(0)) return refused("is binary: it holds NUL bytes");
	try {
		return {
			kind: "source",
			file: { path, text: utf8.decode(bytes), encoding: "utf8", unit: "utf16" },
		};
	} catch {
		const text = Buffer.from(
			bytes.buffer,
			bytes.byteOffset,
			bytes.byteLength,
		).toString("latin1");
		return {
			kind: "source",
			file: { path, text, encoding: "latin1", unit: "utf16" },
		};
	}
}
