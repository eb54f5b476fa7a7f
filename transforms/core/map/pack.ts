/**
 * A file's record as one line of JSON, between threads and in the cache. Kinds and forms are written as numbers
 * and what is absent is left out: 185 MB of source are 20 MB of records.
 *
 * Left out are the facts that a map does not ask for: loads (uses say it with their lines), late reads, rebound
 * names. A map's graph says where names lead, and proves no rewrite.
 */
import type { Binding, Branch, ModuleFacts, Star } from "../facts.js";
import { FORMS, type Form, type ModuleId } from "../types.js";
import type { FileRecord, RawNote, RawUse } from "./record.js";
import type { UseTime } from "./types.js";

/** Part of the cache's key: another number for another shape of what is packed, or for another meaning. */
export const PACK_VERSION = 1;

type PackedBinding = readonly [
	name: string,
	kind: number,
	offset: number,
	line: number,
	/** Specifier, or the name in this module. */
	first?: string,
	second?: string | null,
	branches?: readonly Branch[] | 0,
	typing?: 1,
];
type PackedUse = readonly [
	specifier: string,
	name: string | null,
	form: number,
	line: number,
	column: number,
	time: number,
	path?: 1,
];

export interface PackedRecord {
	/** Exports, in source order. */
	readonly e: readonly PackedBinding[];
	/** Locals; absent where they are the exports. */
	readonly l?: readonly PackedBinding[];
	readonly s?: readonly Star[];
	/** 1: own names come before stars. */
	readonly o?: 1;
	readonly a?: readonly string[];
	/** Does a star leave out `_x`; exported names that it leaves out besides. */
	readonly h: readonly [underscored: 0 | 1, names?: readonly string[]];
	readonly f?: ModuleFacts["effect"];
	readonly q?: ModuleFacts["opaque"];
	readonly u: readonly PackedUse[];
	readonly w?: number;
	readonly d?: readonly RawNote[];
	readonly p?: readonly RawNote[];
	/** Offset and message of the first syntax problem. */
	readonly x?: readonly [number, string];
}

const KINDS = ["class", "function", "value", "type"] as const;
const IMPORT = 4;
const ALIAS = 5;
const MEMBER = 6;
const DELETE = 7;
const FORM_IDS = Object.keys(FORMS) as Form[];
const FORM_NUMBER = new Map(FORM_IDS.map((form, index) => [form, index]));
const TIMES: readonly UseTime[] = ["load", "call", "type"];

export function pack(record: FileRecord): PackedRecord {
	const { facts, uses, warns, dynamic, problems } = record;
	const { effect, opaque, listed, stars } = facts;
	const hidden = [...facts.exports.keys(), "default"].filter(
		(name) => !name.startsWith("_") && facts.starHides(name),
	);
	const first = facts.problems[0];
	return {
		e: bindingsOf(facts.exports),
		...(facts.locals !== facts.exports && { l: bindingsOf(facts.locals) }),
		...(stars.length > 0 && { s: stars }),
		...(facts.starRule === "own-first" && { o: 1 }),
		...(listed && { a: listed }),
		h: [
			facts.starHides("_") ? 1 : 0,
			...(hidden.length > 0 ? [[...new Set(hidden)]] : []),
		] as unknown as PackedRecord["h"],
		...(effect && { f: effect }),
		...(opaque.length > 0 && { q: opaque }),
		u: uses.map(packUse),
		...(warns !== null && { w: warns }),
		...(dynamic.length > 0 && { d: dynamic }),
		...(problems.length > 0 && { p: problems }),
		...(first && { x: [first.offset, first.message] }),
	};
}

function bindingsOf(
	names: ReadonlyMap<string, readonly Binding[]>,
): PackedBinding[] {
	const packed: PackedBinding[] = [];
	for (const [name, bindings] of names)
		for (const binding of bindings) packed.push(packBinding(name, binding));
	return packed;
}

function packBinding(name: string, binding: Binding): PackedBinding {
	const [kind, first, second] = meaning(binding);
	const { offset, line, branches, typing } = binding;
	const rest = [
		...(first === undefined ? [] : [first]),
		...(second === undefined ? [] : [second]),
	];
	if (branches.length === 0 && !typing)
		return [name, kind, offset, line, ...rest] as unknown as PackedBinding;
	const where = branches.length > 0 ? branches : 0;
	const full = [name, kind, offset, line, first ?? "", second ?? null] as const;
	return typing ? [...full, where, 1] : [...full, where];
}

function meaning(
	binding: Binding,
): readonly [number, string?, (string | null)?] {
	switch (binding.kind) {
		case "define":
			return [KINDS.indexOf(binding.what)];
		case "import":
			return [IMPORT, binding.specifier, binding.name];
		case "alias":
			return [ALIAS, binding.of];
		case "member":
			return [MEMBER, binding.of, binding.name];
		case "delete":
			return [DELETE];
	}
}

function packUse(use: RawUse): PackedUse {
	const { specifier, name, line, column } = use;
	const form = FORM_NUMBER.get(use.form) as number;
	const time = TIMES.indexOf(use.time);
	return use.path
		? [specifier, name, form, line, column, time, 1]
		: [specifier, name, form, line, column, time];
}

/** The record again; its facts are made when they are asked for, since most modules are on no chain. */
export function unpack(packed: PackedRecord, id: ModuleId): FileRecord {
	let facts: ModuleFacts | null = null;
	return {
		get facts() {
			facts ??= unpackFacts(packed, id);
			return facts;
		},
		get uses() {
			return packed.u.map(unpackUse);
		},
		warns: packed.w ?? null,
		dynamic: packed.d ?? [],
		problems: packed.p ?? [],
	};
}

function unpackFacts(packed: PackedRecord, id: ModuleId): ModuleFacts {
	const exports = namesOf(packed.e);
	const [underscored, names = []] = packed.h;
	const hidden = new Set(names);
	return {
		id,
		exports,
		locals: packed.l ? namesOf(packed.l) : exports,
		stars: packed.s ?? [],
		starRule: packed.o ? "own-first" : "last-wins",
		listed: packed.a ?? null,
		starHides: (name) =>
			(underscored === 1 && name.startsWith("_")) || hidden.has(name),
		loads: [],
		rebound: new Map(),
		readLate: new Set(),
		effect: packed.f ?? null,
		opaque: packed.q ?? [],
		problems: packed.x ? [{ offset: packed.x[0], message: packed.x[1] }] : [],
	};
}

function namesOf(
	bindings: readonly PackedBinding[],
): Map<string, readonly Binding[]> {
	const names = new Map<string, Binding[]>();
	for (const packed of bindings) {
		const known = names.get(packed[0]);
		if (known) known.push(unpackBinding(packed));
		else names.set(packed[0], [unpackBinding(packed)]);
	}
	return names;
}

const ALWAYS: readonly Branch[] = [];

function unpackBinding(packed: PackedBinding): Binding {
	const [, kind, offset, line, first = "", second = null] = packed;
	const at = {
		offset,
		line,
		branches: packed[6] || ALWAYS,
		typing: packed[7] === 1,
	};
	switch (kind) {
		case IMPORT:
			return { kind: "import", specifier: first, name: second, ...at };
		case ALIAS:
			return { kind: "alias", of: first, ...at };
		case MEMBER:
			return { kind: "member", of: first, name: second ?? "", ...at };
		case DELETE:
			return { kind: "delete", ...at };
		default:
			return { kind: "define", what: KINDS[kind] ?? "value", ...at };
	}
}

const unpackUse = (packed: PackedUse): RawUse => ({
	specifier: packed[0],
	name: packed[1],
	form: FORM_IDS[packed[2]] as Form,
	line: packed[3],
	column: packed[4],
	time: TIMES[packed[5]] as UseTime,
	...(packed[6] ? { path: true } : {}),
});
