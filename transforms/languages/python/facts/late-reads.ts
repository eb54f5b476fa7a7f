/**
 * The names that a module's functions may look up when they run: every identifier in their bodies that is no
 * attribute, fields of format strings included. More than they really read, never less; gathered only when asked
 * for, since most modules are never asked.
 */
import type { OpenBlock } from "../source/blocks.js";
import { HASH, isNameStart, lineEnd, nameEnd } from "../source/chars.js";
import { isQuote, prefixLength, stringEnd } from "../source/strings.js";

export class LateReads {
	readonly #text: string;
	/** Start and end of each stretch of code. */
	readonly #ranges: number[] = [];
	#function: OpenBlock | null = null;
	#names: ReadonlySet<string> | null = null;

	constructor(text: string) {
		this.#text = text;
	}

	/** Code in the outermost function `inside`, or, with null, in a lambda. */
	add(inside: OpenBlock | null, start: number, end: number): void {
		if (inside !== null && inside === this.#function)
			this.#ranges[this.#ranges.length - 1] = end;
		else this.#ranges.push(start, end);
		this.#function = inside;
	}

	/** An import statement comes in between: its names are bound there, not looked up. */
	breakOff(): void {
		this.#function = null;
	}

	get names(): ReadonlySet<string> {
		if (this.#names) return this.#names;
		const names = new Set<string>();
		for (let i = 0; i < this.#ranges.length; i += 2)
			this.#read(
				this.#ranges[i] as number,
				this.#ranges[i + 1] as number,
				names,
			);
		this.#names = names;
		return names;
	}

	#read(start: number, end: number, names: Set<string>): void {
		const text = this.#text;
		let attribute = false;
		for (let i = start; i < end; ) {
			const c = text.charCodeAt(i);
			if (isNameStart(c)) {
				const stop = nameEnd(text, i);
				if (!attribute) names.add(text.slice(i, stop));
				attribute = false;
				i = stop;
			} else if (isQuote(c)) {
				const prefix = prefixLength(text, i);
				const stop = stringEnd(text, i, prefix);
				const after = stop < 0 ? i + 1 : stop;
				if (/[ft]/i.test(text.slice(i - prefix, i)))
					for (const match of text
						.slice(i, after)
						.matchAll(/[A-Za-z_\x80-\xff][\w\x80-\xff]*/g))
						names.add(match[0]);
				i = after;
			} else if (c === HASH) i = lineEnd(text, i);
			else {
				if (c > 32) attribute = c === 46;
				i++;
			}
		}
	}
}
