/**
 * Python files as latin1 text: one character for each byte, whatever the file's encoding is, so that offsets are
 * bytes and every byte survives. What is inserted is encoded as the file declares (PEP 263), or refused.
 *
 *   # -*- coding: latin-1 -*-      `é` goes in as one byte
 *   (nothing)                      UTF-8 (PEP 3120): `é` goes in as two
 */
import type { Decoded } from "../../../core/language.js";
import type { SourceFile } from "../../../core/types.js";
import { BOM } from "./chars.js";

/** PEP 263: in a comment on the first line, or on the second when the first is blank or a comment, too. */
const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK = /^[ \t\f]*(?:#.*)?$/;

export function decodePython(path: string, bytes: Uint8Array): Decoded {
	if (
		(bytes[0] === 0xff && bytes[1] === 0xfe) ||
		(bytes[0] === 0xfe && bytes[1] === 0xff)
	)
		return {
			kind: "refused",
			reason:
				"is UTF-16, which Python does not read as source; save it as UTF-8",
		};
	if (bytes.includes(0))
		return {
			kind: "refused",
			reason: "holds NUL bytes, so it is binary and no source",
		};
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return {
		kind: "source",
		file: {
			path,
			text: buffer.toString("latin1"),
			encoding: "latin1",
			unit: "byte",
		},
	};
}

/** The encoding that the file declares, in lower case with hyphens: `utf-8` where it declares none. */
export function declaredEncoding(text: string): string {
	if (text.startsWith(BOM)) return "utf-8";
	const first = lineOf(text, 0);
	let match = COOKIE.exec(first.line);
	if (!match && BLANK.test(first.line))
		match = COOKIE.exec(lineOf(text, first.next).line);
	return match ? (match[1] ?? "").toLowerCase().replace(/_/g, "-") : "utf-8";
}

function lineOf(text: string, start: number): { line: string; next: number } {
	const end = /\r\n|\r|\n|$/g;
	end.lastIndex = start;
	const match = end.exec(text);
	const stop = match?.index ?? text.length;
	return {
		line: text.slice(start, stop),
		next: stop + (match?.[0].length ?? 0),
	};
}

/**
 * The latin1 text of new code in the file's encoding, or null where the encoding can't hold it or is none that is
 * known here; plain ASCII goes into every encoding that extends it.
 */
export function encodeInsertion(
	inserted: string,
	file: SourceFile,
): string | null {
	const encoding = declaredEncoding(file.text);
	const plain = !/[^\0-\x7f]/.test(inserted);
	if (/^utf-?8(?:-sig|-unix|-dos|-mac)?$|^u8$|^cp65001$/.test(encoding))
		return plain ? inserted : Buffer.from(inserted, "utf8").toString("latin1");
	// Encodings that are no superset of ASCII: shifting ones and those of two bytes a character.
	if (
		/^(?:utf-?(?:16|32|7)|u16|u32|hz|iso-?2022)/.test(encoding) ||
		/ebcdic|^cp(?:037|500|1140)$/.test(encoding)
	)
		return null;
	if (plain) return inserted;
	if (
		/^(?:latin-?1?|l1|iso-?8859-?1|8859|cp819)(?:-unix|-dos|-mac)?$/.test(
			encoding,
		)
	)
		return /[^\0-\xff]/.test(inserted) ? null : inserted;
	if (/^(?:cp-?1252|windows-?1252|1252)$/.test(encoding))
		return toWindows1252(inserted);
	return null;
}

/** Bytes 0x80 to 0x9f of Windows-1252; a space stands for the five that it leaves out. */
const WINDOWS_1252 = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

function toWindows1252(inserted: string): string | null {
	let result = "";
	for (const character of inserted) {
		const code = character.codePointAt(0) ?? 0;
		if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) result += character;
		else {
			const at = character === " " ? -1 : WINDOWS_1252.indexOf(character);
			if (at < 0) return null;
			result += String.fromCharCode(0x80 + at);
		}
	}
	return result;
}
