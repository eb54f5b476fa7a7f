/**
 * Which of many literals occur in a buffer, in one pass: Wu and Manber's algorithm, which looks at a block of
 * three bytes, skips as far as no literal can end, and so costs ten thousand literals hardly more than ten
 * ("A fast algorithm for multi-pattern searching", 1994).
 *
 *   new LiteralSearch(literals).find(bytes, (index) => ...)
 */

const BLOCK = 3;
const TABLE_BITS = 16;
const TABLE_MASK = (1 << TABLE_BITS) - 1;
/** What a byte of the shift table holds. */
const LONGEST_WINDOW = 255;

export class LiteralSearch {
	readonly #literals: readonly Buffer[];
	/** Too short for a block; searched one by one. */
	readonly #short: readonly number[];
	/** The last bytes of a literal that the search looks at: as many as the shortest literal has. */
	readonly #window: number;
	/** Block hash -> how far the window may move when it ends in such a block. */
	readonly #shift = new Uint8Array(1 << TABLE_BITS);
	/** Block hash -> the literals that end in it. Endings differ more than beginnings do: `a.b.X`, `a.b.Y`. */
	readonly #ending = new Map<number, number[]>();

	/** Literals must not be empty. */
	constructor(literals: readonly Buffer[]) {
		this.#literals = literals;
		this.#short = [...literals.keys()].filter(
			(index) => length(literals, index) < BLOCK,
		);
		const long = [...literals.keys()].filter(
			(index) => length(literals, index) >= BLOCK,
		);
		this.#window = long.reduce(
			(least, index) => Math.min(least, length(literals, index)),
			LONGEST_WINDOW,
		);
		this.#shift.fill(this.#window - BLOCK + 1);
		for (const index of long) this.#enter(index);
	}

	#enter(index: number): void {
		const literal = this.#literals[index] as Buffer;
		for (let behind = this.#window - BLOCK; behind >= 0; behind--) {
			const hash = hashBlock(literal, literal.length - BLOCK - behind);
			this.#shift[hash] = Math.min(this.#shift[hash] as number, behind);
			if (behind > 0) continue;
			const known = this.#ending.get(hash);
			if (known) known.push(index);
			else this.#ending.set(hash, [index]);
		}
	}

	/** Reports each literal that occurs, by index, once; `found` returns true when nothing more need be known. */
	find(bytes: Buffer, found: (index: number) => boolean): void {
		for (const index of this.#short)
			if (bytes.includes(this.#literals[index] as Buffer) && found(index))
				return;
		if (this.#ending.size === 0) return;
		const shift = this.#shift;
		const seen = new Set<number>();
		const length = bytes.length;
		for (let last = this.#window - 1; last < length; ) {
			const hash = hashBlock(bytes, last - BLOCK + 1);
			const skip = shift[hash] as number;
			if (skip > 0) {
				last += skip;
				continue;
			}
			last++;
			for (const index of this.#ending.get(hash) as readonly number[]) {
				if (
					seen.has(index) ||
					!endsAt(bytes, last, this.#literals[index] as Buffer)
				)
					continue;
				seen.add(index);
				if (found(index)) return;
			}
		}
	}
}

function length(literals: readonly Buffer[], index: number): number {
	return (literals[index] as Buffer).length;
}

function hashBlock(bytes: Buffer, at: number): number {
	return (
		((bytes[at] as number) ^
			((bytes[at + 1] as number) << 5) ^
			((bytes[at + 2] as number) << 9)) &
		TABLE_MASK
	);
}

function endsAt(bytes: Buffer, end: number, literal: Buffer): boolean {
	const start = end - literal.length;
	if (start < 0) return false;
	for (let index = 0; index < literal.length; index++)
		if (bytes[start + index] !== literal[index]) return false;
	return true;
}
