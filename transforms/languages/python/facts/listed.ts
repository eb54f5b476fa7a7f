/**
 * `__all__`, where it can be read: lists and tuples of string literals, their sums, `+=`, `append`, `extend` and
 * `remove`. Branches are united: a name that one of them lists may be offered.
 */
import { inside, type Piece, splitAt, stringValue } from "../source/pieces.js";

/** What `[n for n in globals() if not n.startswith('_')]` lists is what a star import takes without `__all__`. */
const AS_WITHOUT =
	/\b(?:dir|globals|locals|vars)\(\)[\s\S]*\.startswith\(\s*["']_["']\s*\)/;

export class Listed {
	readonly #text: string;
	#names: string[] | null = null;
	#unreadable: { offset: number } | null = null;

	constructor(text: string) {
		this.#text = text;
	}

	get names(): readonly string[] | null {
		return this.#unreadable ? null : this.#names;
	}

	/** Where it is made in a way that can't be read, or null. */
	get unreadable(): number | null {
		return this.#unreadable?.offset ?? null;
	}

	/** `__all__ = value`, or `+=`; `always` where no branch stands around it. */
	assign(
		value: readonly Piece[],
		operator: string,
		always: boolean,
		offset: number,
	): void {
		const names = this.#literal(value);
		if (!names) {
			const first = value[0];
			const last = value.at(-1);
			if (
				operator === "=" &&
				first &&
				last &&
				AS_WITHOUT.test(this.#text.slice(first.start, last.end))
			)
				return;
			this.#unreadable = { offset };
		} else if (operator === "=" && always) {
			this.#names = names;
			this.#unreadable = null;
		} else if (operator === "=" || operator === "+=") this.#add(names);
		else this.#unreadable = { offset };
	}

	/** `__all__.method(arguments)`. */
	call(method: string, group: Piece | undefined, offset: number): void {
		const argument = group ? inside(this.#text, group) : [];
		const one = stringValue(argument);
		const many = this.#literal(argument);
		if (method === "append" && one !== null) this.#add([one]);
		else if (method === "extend" && many) this.#add(many);
		else if (method === "remove" && one !== null)
			this.#names = (this.#names ?? []).filter((name) => name !== one);
		else if (method !== "sort" && method !== "reverse")
			this.#unreadable = { offset };
	}

	#add(names: readonly string[]): void {
		this.#names = [...new Set([...(this.#names ?? []), ...names])];
	}

	#literal(pieces: readonly Piece[]): string[] | null {
		const names: string[] = [];
		for (const part of splitAt(pieces, "+")) {
			const read = this.#sequence(part);
			if (!read) return null;
			names.push(...read);
		}
		return names;
	}

	#sequence(pieces: readonly Piece[]): string[] | null {
		const [first, second] = pieces;
		// `list((...))`, `tuple([...])`
		if (
			first?.kind === "name" &&
			/^(?:list|tuple)$/.test(first.text) &&
			second?.kind === "group" &&
			pieces.length === 2
		)
			return this.#sequence(inside(this.#text, second));
		const items =
			pieces.length === 1 && first?.kind === "group" && first.text !== "{"
				? inside(this.#text, first)
				: pieces;
		if (
			items === pieces &&
			splitAt(items, ",").length < 2 &&
			!items.some((p) => p.text === ",")
		)
			return null;
		const names: string[] = [];
		for (const item of splitAt(items, ",")) {
			const name = stringValue(item);
			if (name === null) {
				// A list in brackets: `([...])`.
				const nested =
					item.length === 1 && item[0]?.kind === "group" && items !== pieces
						? this.#sequence(item)
						: null;
				if (!nested || splitAt(items, ",").length > 1) return null;
				return nested;
			}
			names.push(name);
		}
		return names;
	}
}
