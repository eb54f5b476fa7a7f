/**
 * Records of files as numbers and a table of strings, between threads and in the cache: 185 MB of source are 10 MB
 * of them, they are loaded without being parsed, and of a file only what is asked for becomes objects again.
 *
 * Left out are the facts that a map does not ask for: loads (uses say it with their lines), late reads, rebound
 * names, who gave an import its own name. A map's graph says where names lead, and proves no rewrite.
 */
import type { Binding, ModuleFacts, Star } from "../facts.js";
import {
	ALIAS,
	BRANCHED,
	COPIES,
	DELETE,
	DROPPED,
	EFFECT,
	FORM_IDS,
	HAS_LOCALS,
	HEAD,
	HIDES_UNDERSCORED,
	IMPORT,
	KINDS,
	LISTED,
	MAKES,
	MEMBER,
	OWN_FIRST,
	type Pack,
	TIME_SHIFT,
	TIMES,
	TYPING,
	WHOLE_PATH,
} from "./pack-layout.js";
import type { FileRecord, RawNote, RawUse } from "./record.js";
import { makesSomething } from "./shim-finder.js";

const FORM_NUMBER = new Map(FORM_IDS.map((form, index) => [form, index]));

/** Writes records one after the other. */
export class Packer {
	readonly #strings = new Map<string, number>();
	#numbers = new Int32Array(1 << 16);
	#length = 0;

	/** Where the record starts. */
	add(record: FileRecord): number {
		const start = this.#length;
		const { facts, uses, warns } = record;
		this.#put(
			(facts.starRule === "own-first" ? OWN_FIRST : 0) | flagsOf(facts),
		);
		this.#put(warns ?? 0);
		this.#put(uses.length);
		this.#length += HEAD - 3;
		for (const use of uses) this.#use(use);
		this.#numbers[start + 3] = this.#length;
		this.#names(facts.exports);
		if (facts.locals !== facts.exports) this.#names(facts.locals);
		this.#numbers[start + 4] = this.#length;
		this.#put(facts.stars.length);
		for (const star of facts.stars) {
			this.#text(star.specifier);
			this.#at(star, 0);
		}
		this.#numbers[start + 5] = this.#length;
		this.#rest(record);
		return start;
	}

	pack(): Pack {
		return {
			strings: [...this.#strings.keys()],
			numbers: this.#numbers.slice(0, this.#length),
		};
	}

	#rest({ facts, dynamic, problems }: FileRecord): void {
		const hidden = [...facts.exports.keys(), "default"].filter(
			(name) => !name.startsWith("_") && facts.starHides(name),
		);
		this.#texts([...new Set(hidden)]);
		if (facts.listed) this.#texts(facts.listed);
		if (facts.effect) this.#notes([facts.effect]);
		this.#notes(facts.opaque);
		this.#notes(dynamic);
		this.#notes(problems);
		const first = facts.problems.slice(0, 1);
		this.#put(first.length);
		for (const { offset, message } of first) {
			this.#put(offset);
			this.#text(message);
		}
	}

	#use(use: RawUse): void {
		this.#text(use.specifier);
		this.#maybe(use.name);
		this.#put(use.line);
		this.#put(use.column);
		this.#put(
			(FORM_NUMBER.get(use.form) as number) |
				(TIMES.indexOf(use.time) << TIME_SHIFT) |
				(use.path ? WHOLE_PATH : 0) |
				(use.dropped ? DROPPED : 0),
		);
	}

	#names(names: ReadonlyMap<string, readonly Binding[]>): void {
		this.#put(names.size);
		for (const [name, bindings] of names) {
			this.#text(name);
			this.#put(bindings.length);
			for (const binding of bindings) this.#binding(binding);
		}
	}

	#binding(binding: Binding): void {
		this.#at(binding, kindOf(binding));
		if (binding.kind === "import") {
			this.#text(binding.specifier);
			this.#maybe(binding.name);
		} else if (binding.kind === "alias") this.#text(binding.of);
		else if (binding.kind === "member") {
			this.#text(binding.of);
			this.#text(binding.name);
		}
	}

	#at(
		{ offset, line, branches, typing, copies }: Binding | Star,
		kind: number,
	): void {
		const branched = branches.length > 0 ? BRANCHED : 0;
		this.#put(kind | branched | (typing ? TYPING : 0) | (copies ? COPIES : 0));
		this.#put(offset);
		this.#put(line);
		if (branched === 0) return;
		this.#put(branches.length);
		for (const { split, arm, arms } of branches) {
			this.#put(split);
			this.#put(arm);
			this.#put(arms);
		}
	}

	#notes(notes: readonly RawNote[]): void {
		this.#put(notes.length);
		for (const { line, what } of notes) {
			this.#put(line);
			this.#text(what);
		}
	}

	#texts(texts: readonly string[]): void {
		this.#put(texts.length);
		for (const text of texts) this.#text(text);
	}

	#maybe(text: string | null): void {
		if (text === null) this.#put(-1);
		else this.#text(text);
	}

	#text(text: string): void {
		let id = this.#strings.get(text);
		if (id === undefined) {
			id = this.#strings.size;
			this.#strings.set(ownCopy(text), id);
		}
		this.#put(id);
	}

	#put(value: number): void {
		// Room for the head, which is filled in later.
		if (this.#length + HEAD >= this.#numbers.length) {
			const larger = new Int32Array(this.#numbers.length * 2);
			larger.set(this.#numbers);
			this.#numbers = larger;
		}
		this.#numbers[this.#length++] = value;
	}
}

/**
 * The text by itself. A part of a longer string keeps that one alive, and a name of each file kept the sources of all
 * files of a part, which the collector copied about.
 */
const ownCopy = (part: string): string => ` ${part}`.slice(1);

const flagsOf = (facts: ModuleFacts): number =>
	(facts.starHides("_") ? HIDES_UNDERSCORED : 0) |
	(facts.locals !== facts.exports ? HAS_LOCALS : 0) |
	(facts.listed ? LISTED : 0) |
	(facts.effect ? EFFECT : 0) |
	(makesSomething(facts) ? MAKES : 0);

function kindOf(binding: Binding): number {
	switch (binding.kind) {
		case "define":
			return KINDS.indexOf(binding.what);
		case "import":
			return IMPORT;
		case "alias":
			return ALIAS;
		case "member":
			return MEMBER;
		case "delete":
			return DELETE;
	}
}
