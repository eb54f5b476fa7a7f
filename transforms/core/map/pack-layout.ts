/**
 * How a record lies in a pack (`pack.ts` writes it, `unpack.ts` reads it). Texts are places in `strings`; -1 is none.
 *
 *   head    flags, line that warns or 0, number of uses, where names, stars and the rest start
 *   uses    specifier, name, line, column, form with time, each
 *   names   count, then of each: name, count, bindings; the locals after the exports where they differ
 *   stars   count, then of each: specifier, place
 *   rest    what few files have: hidden and listed names, effect, opaque, dynamic, problems
 */
import { FORMS, type Form } from "../types.js";
import type { UseTime } from "./types.js";

/** Part of the cache's key: another number for another layout, or for another meaning of what is laid out. */
export const PACK_VERSION = 5;

/** Records of some files; each is named by the place in `numbers` where it starts. */
export interface Pack {
	readonly strings: readonly string[];
	readonly numbers: Int32Array;
}

/** Of a binding: what is defined, or one of the four after it; then flags. */
export const KINDS = ["class", "function", "value", "type"] as const;
export const IMPORT = 4;
export const ALIAS = 5;
export const MEMBER = 6;
export const DELETE = 7;
export const KIND_MASK = 7;
export const BRANCHED = 8;
export const TYPING = 16;
export const COPIES = 32;

export const OWN_FIRST = 1;
export const HIDES_UNDERSCORED = 2;
export const HAS_LOCALS = 4;
export const LISTED = 8;
export const EFFECT = 16;
export const MAKES = 32;

export const FORM_IDS = Object.keys(FORMS) as Form[];
export const TIMES: readonly UseTime[] = ["load", "call", "type"];
export const FORM_MASK = 31;
export const TIME_SHIFT = 5;
export const TIME_MASK = 3;
export const WHOLE_PATH = 128;
export const DROPPED = 256;

export const HEAD = 6;
export const USE_SIZE = 5;
