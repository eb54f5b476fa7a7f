/**
 * A file's record out of a pack. Its parts become objects when they are asked for, since most modules are on no
 * chain and the uses of a file are looked at once.
 */
import {
	ALWAYS,
	type Binding,
	type Branch,
	type ModuleFacts,
	type Star,
} from "../facts.js";
import type { Form, ModuleId } from "../types.js";
import {
	ALIAS,
	BRANCHED,
	COPIES,
	DELETE,
	DROPPED,
	EFFECT,
	FORM_IDS,
	FORM_MASK,
	HAS_LOCALS,
	HEAD,
	HIDES_UNDERSCORED,
	IMPORT,
	KIND_MASK,
	KINDS,
	LISTED,
	MAKES,
	MEMBER,
	OWN_FIRST,
	type Pack,
	TIME_MASK,
	TIME_SHIFT,
	TIMES,
	TYPING,
	USE_SIZE,
	WHOLE_PATH,
} from "./pack-layout.js";
import type { FileRecord, RawNote, RawUse } from "./record.js";
import type { UseTime } from "./types.js";

/** The record that starts at `start`. Its parts are made when they are asked for: most modules are on no chain. */
export const unpack = (pack: Pack, start: number, id: ModuleId): FileRecord =>
	new PackedRecord(pack, start, id);

/** Does the pack hold a record at `start`? For packs that come from elsewhere: in our own each place leads to one. */
export function isWhole(pack: Pack, start: number, id: ModuleId): boolean {
	try {
		const { facts, uses, dynamic } = unpack(pack, start, id);
		const parts = [facts.exports, facts.locals, facts.stars, dynamic];
		return (
			parts.every((part) => part !== undefined) &&
			uses.every(
				({ specifier, name, form }) =>
					specifier !== undefined && name !== undefined && form !== undefined,
			)
		);
	} catch {
		return false;
	}
}

class PackedRecord implements FileRecord {
	readonly facts: PackedFacts;
	readonly #pack: Pack;
	readonly #start: number;

	constructor(pack: Pack, start: number, id: ModuleId) {
		this.#pack = pack;
		this.#start = start;
		this.facts = new PackedFacts(pack, start, id);
	}

	get makes(): boolean {
		const flags = this.#pack.numbers[this.#start] as number;
		return (flags & MAKES) !== 0;
	}

	/** Made anew each time: a map looks at them once. */
	get uses(): readonly RawUse[] {
		const { numbers, strings } = this.#pack;
		const uses: RawUse[] = [];
		const first = this.#start + HEAD;
		const size = (numbers[this.#start + 2] as number) * USE_SIZE;
		const end = Math.min(first + size, numbers.length);
		for (let at = first; at < end; at += USE_SIZE) {
			const name = numbers[at + 1] as number;
			const bits = numbers[at + 4] as number;
			uses.push({
				specifier: strings[numbers[at] as number] as string,
				name: name < 0 ? null : (strings[name] as string),
				form: FORM_IDS[bits & FORM_MASK] as Form,
				line: numbers[at + 2] as number,
				column: numbers[at + 3] as number,
				time: TIMES[(bits >> TIME_SHIFT) & TIME_MASK] as UseTime,
				path: (bits & WHOLE_PATH) !== 0,
				dropped: (bits & DROPPED) !== 0,
			});
		}
		return uses;
	}

	get warns(): number | null {
		return this.#pack.numbers[this.#start + 1] || null;
	}

	get dynamic(): readonly RawNote[] {
		return this.facts.rest().dynamic;
	}

	get problems(): readonly RawNote[] {
		return this.facts.rest().notes;
	}
}

type Names = ReadonlyMap<string, readonly Binding[]>;
type Rest = Pick<ModuleFacts, "listed" | "effect" | "opaque" | "problems"> & {
	readonly hidden: ReadonlySet<string>;
	readonly dynamic: readonly RawNote[];
	/** Of all problems, for the map's coverage; `problems` is what a proof says. */
	readonly notes: readonly RawNote[];
};

const TORN = "a record of a file's facts is torn";
const NOTHING: readonly never[] = [];
const NONE: ReadonlyMap<string, never> = new Map<string, never>();
const NO_NAMES: ReadonlySet<string> = new Set();

class PackedFacts implements ModuleFacts {
	readonly id: ModuleId;
	readonly loads = NOTHING;
	readonly rebound = NONE;
	readonly readLate = NO_NAMES;
	readonly #pack: Pack;
	readonly #start: number;
	#exports: Names | null = null;
	#locals: Names | null = null;
	#stars: readonly Star[] | null = null;
	#rest: Rest | null = null;

	constructor(pack: Pack, start: number, id: ModuleId) {
		this.#pack = pack;
		this.#start = start;
		this.id = id;
	}

	get exports(): Names {
		if (!this.#exports) this.#readNames();
		return this.#exports as Names;
	}

	get locals(): Names {
		if (!this.#locals) this.#readNames();
		return this.#locals as Names;
	}

	get stars(): readonly Star[] {
		this.#stars ??= this.#read(4).many((reader) => reader.star());
		return this.#stars;
	}

	get starRule(): ModuleFacts["starRule"] {
		return this.#flag(OWN_FIRST) ? "own-first" : "last-wins";
	}

	get listed(): readonly string[] | null {
		return this.#flag(LISTED) ? this.rest().listed : null;
	}

	get effect(): ModuleFacts["effect"] {
		return this.#flag(EFFECT) ? this.rest().effect : null;
	}

	get opaque(): ModuleFacts["opaque"] {
		return this.rest().opaque;
	}

	get problems(): ModuleFacts["problems"] {
		return this.rest().problems;
	}

	starHides(name: string): boolean {
		return (
			(name.startsWith("_") && this.#flag(HIDES_UNDERSCORED)) ||
			this.rest().hidden.has(name)
		);
	}

	/** What few files have. */
	rest(): Rest {
		if (this.#rest) return this.#rest;
		const reader = this.#read(5);
		const text = (from: Reader): string => from.text();
		const note = (from: Reader): RawNote => ({
			line: from.number(),
			what: from.text(),
		});
		const hidden = reader.many(text);
		const listed = this.#flag(LISTED) ? reader.many(text) : null;
		const effect = this.#flag(EFFECT) ? (reader.many(note)[0] ?? null) : null;
		this.#rest = {
			hidden: hidden.length > 0 ? new Set(hidden) : NO_NAMES,
			listed,
			effect,
			opaque: reader.many(note),
			dynamic: reader.many(note),
			notes: reader.many(note),
			problems: reader.many((from) => ({
				offset: from.number(),
				message: from.text(),
			})),
		};
		return this.#rest;
	}

	#readNames(): void {
		const reader = this.#read(3);
		this.#exports = reader.names();
		this.#locals = this.#flag(HAS_LOCALS) ? reader.names() : this.#exports;
	}

	#flag(flag: number): boolean {
		return ((this.#pack.numbers[this.#start] as number) & flag) !== 0;
	}

	/** From one of the places that the head names. */
	#read(place: 3 | 4 | 5): Reader {
		return new Reader(
			this.#pack,
			this.#pack.numbers[this.#start + place] as number,
		);
	}
}

/** Reads on from a place. */
class Reader {
	readonly #strings: readonly string[];
	readonly #numbers: Int32Array;
	#place: number;

	constructor({ strings, numbers }: Pack, place: number) {
		this.#strings = strings;
		this.#numbers = numbers;
		this.#place = place;
	}

	number(): number {
		const number = this.#numbers[this.#place++];
		if (number === undefined) throw new RangeError(TORN);
		return number;
	}

	text(): string {
		const text = this.#strings[this.number()];
		if (text === undefined) throw new RangeError(TORN);
		return text;
	}

	many<T>(read: (reader: Reader) => T): readonly T[] {
		const count = this.number();
		if (count === 0) return NOTHING;
		const all: T[] = [];
		for (let i = 0; i < count; i++) all.push(read(this));
		return all;
	}

	names(): Names {
		const count = this.number();
		if (count === 0) return NONE;
		const names = new Map<string, readonly Binding[]>();
		for (let i = 0; i < count; i++)
			names.set(
				this.text(),
				this.many((reader) => reader.binding()),
			);
		return names;
	}

	#branches(bits: number): readonly Branch[] {
		return (bits & BRANCHED) === 0
			? ALWAYS
			: this.many((reader) => ({
					split: reader.number(),
					arm: reader.number(),
					arms: reader.number(),
				}));
	}

	/** A place, and the kind of what stands there. */
	#at() {
		const bits = this.number();
		const offset = this.number();
		const line = this.number();
		const branches = this.#branches(bits);
		const typing = (bits & TYPING) !== 0;
		const copies = (bits & COPIES) !== 0;
		return { kind: bits & KIND_MASK, offset, line, branches, typing, copies };
	}

	star(): Star {
		const specifier = this.text();
		const { offset, line, branches, typing, copies } = this.#at();
		return { specifier, offset, line, branches, typing, copies };
	}

	/** Written out by kind: to spread a place into an object of another shape costs more than to read its numbers. */
	binding(): Binding {
		const { kind, offset, line, branches, typing, copies } = this.#at();
		switch (kind) {
			case IMPORT: {
				const specifier = this.text();
				const at = this.number();
				const name = at < 0 ? null : (this.#strings[at] as string);
				return {
					kind: "import",
					specifier,
					name,
					offset,
					line,
					branches,
					typing,
					copies,
				};
			}
			case ALIAS: {
				const of = this.text();
				return { kind: "alias", of, offset, line, branches, typing, copies };
			}
			case MEMBER: {
				const of = this.text();
				const name = this.text();
				return {
					kind: "member",
					of,
					name,
					offset,
					line,
					branches,
					typing,
					copies,
				};
			}
			case DELETE:
				return { kind: "delete", offset, line, branches, typing, copies };
			default: {
				const what = KINDS[kind] as (typeof KINDS)[number];
				return { kind: "define", what, offset, line, branches, typing, copies };
			}
		}
	}
}
