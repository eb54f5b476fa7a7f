/**
 * Which of many literals occur in a buffer, in one pass: Wu and Manber's algorithm ("A fast algorithm for
 * multi-pattern searching", 1994). It looks at a block of three bytes and skips as far as no literal can end;
 * where one can, a trie of the reversed literals says which do. So ten thousand literals that share their
 * beginnings or endings (`a.b.X`, `a.b.Y`) cost hardly more than ten.
 *
 *   new LiteralSearch(literals).find(bytes, (index) => ...)
 */

const BLOCK = 3;
const TABLE_BITS = 16;
const TABLE_MASK = (1 << TABLE_BITS) - 1;
/** What an entry of the shift table holds. */
const LONGEST_WINDOW = 255;
/** How many last bytes the second filter hashes, at most, and how many hashes it tells apart. */
const TAIL = 12;
const TAIL_MASK = (1 << 20) - 1;
/** Deeper than this the trie would cost memory and save nothing; the literal is compared instead. */
const DEPTH = 16;

/** A literal that is looked for. */
export interface Literal {
	readonly bytes: Buffer;
	/** By byte: may it follow? Null: any may. */
	readonly ends: Uint8Array | null;
}

/** Does it occur? */
export function holds(
	bytes: Buffer,
	{ bytes: literal, ends }: Literal,
): boolean {
	if (!ends) return bytes.includes(literal);
	for (
		let at = bytes.indexOf(literal);
		at >= 0;
		at = bytes.indexOf(literal, at + 1)
	)
		if (mayEnd(bytes, at + literal.length, ends)) return true;
	return false;
}

const mayEnd = (bytes: Buffer, at: number, ends: Uint8Array): boolean =>
	at === bytes.length || ends[bytes[at] as number] === 1;

/** A node of the trie of reversed literals. */
interface Node {
	readonly children: Map<number, Node>;
	/** The literals that begin here, or that reach this deep. */
	readonly literals: number[];
}

/** The literals that end in the same bytes, or in bytes of one hash. */
interface Ending {
	readonly literals: number[];
	/** Made when a file has such bytes: of ten thousand literals most never occur. */
	trie: Node | null;
}

export class LiteralSearch {
	readonly #literals: readonly Literal[];
	/** Too short for a block; searched one by one. */
	readonly #short: readonly number[];
	/** The last bytes of a literal that the shifts are made from: as many as the shortest literal has. */
	readonly #window: number;
	/** Block hash -> how far the window may move when it ends in such a block. */
	readonly #shift = new Uint8Array(1 << TABLE_BITS);
	readonly #tail: number;
	/** Hash of the last bytes -> 1 where some literal has such an ending. */
	readonly #tails = new Uint8Array(TAIL_MASK + 1);
	readonly #endings = new Map<number, Ending>();

	/** Literals must be different and not empty. */
	constructor(literals: readonly Literal[]) {
		this.#literals = literals;
		this.#short = [...literals.keys()].filter(
			(index) => (literals[index] as Literal).bytes.length < BLOCK,
		);
		const long = literals.filter(({ bytes }) => bytes.length >= BLOCK);
		this.#window = long.reduce(
			(least, { bytes }) => Math.min(least, bytes.length),
			LONGEST_WINDOW,
		);
		this.#tail = Math.min(this.#window, TAIL);
		this.#shift.fill(this.#window - BLOCK + 1);
		for (const [index, { bytes }] of literals.entries())
			if (bytes.length >= BLOCK) this.#enter(bytes, index);
	}

	#enter(literal: Buffer, index: number): void {
		for (let behind = this.#window - BLOCK; behind >= 0; behind--) {
			const hash = hashBlock(literal, literal.length - BLOCK - behind);
			this.#shift[hash] = Math.min(this.#shift[hash] as number, behind);
		}
		const hash = hashTail(literal, literal.length, this.#tail);
		this.#tails[hash] = 1;
		const ending = this.#endings.get(hash);
		if (ending) ending.literals.push(index);
		else this.#endings.set(hash, { literals: [index], trie: null });
	}

	#trieOf(literals: readonly number[]): Node {
		const root: Node = { children: new Map(), literals: [] };
		for (const index of literals) {
			const { bytes: literal } = this.#literals[index] as Literal;
			let node = root;
			for (
				let at = literal.length - 1;
				at >= Math.max(0, literal.length - DEPTH);
				at--
			) {
				const byte = literal[at] as number;
				const next = node.children.get(byte) ?? {
					children: new Map(),
					literals: [],
				};
				node.children.set(byte, next);
				node = next;
			}
			node.literals.push(index);
		}
		return root;
	}

	/** Reports each literal that occurs, by index, once; `found` returns true when nothing more need be known. */
	find(bytes: Buffer, found: (index: number) => boolean): void {
		for (const index of this.#short)
			if (holds(bytes, this.#literals[index] as Literal) && found(index))
				return;
		if (this.#endings.size === 0) return;
		const shift = this.#shift;
		const tails = this.#tails;
		const tail = this.#tail;
		const seen = new Set<number>();
		const length = bytes.length;
		for (let last = this.#window - 1; last < length; ) {
			const skip = shift[hashBlock(bytes, last - BLOCK + 1)] as number;
			if (skip > 0) {
				last += skip;
				continue;
			}
			last++;
			const hash = hashTail(bytes, last, tail);
			if (tails[hash] === 1 && this.#report(bytes, last, hash, seen, found))
				return;
		}
	}

	/** Reports the literals that end before `end`; true when the search is over. */
	#report(
		bytes: Buffer,
		end: number,
		hash: number,
		seen: Set<number>,
		found: (index: number) => boolean,
	): boolean {
		const ending = this.#endings.get(hash);
		if (!ending) return false;
		ending.trie ??= this.#trieOf(ending.literals);
		let node: Node | undefined = ending.trie;
		for (let at = end - 1; at >= 0 && node; at--) {
			node = node.children.get(bytes[at] as number);
			for (const index of node?.literals ?? []) {
				if (
					seen.has(index) ||
					!endsAt(bytes, end, this.#literals[index] as Literal)
				)
					continue;
				seen.add(index);
				if (found(index)) return true;
			}
		}
		return false;
	}
}

function endsAt(
	bytes: Buffer,
	end: number,
	{ bytes: literal, ends }: Literal,
): boolean {
	return (
		end >= literal.length &&
		(!ends || mayEnd(bytes, end, ends)) &&
		bytes.compare(literal, 0, literal.length, end - literal.length, end) === 0
	);
}

function hashTail(bytes: Buffer, end: number, length: number): number {
	let hash = 0;
	for (let at = end - length; at < end; at++)
		hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
	return (hash ^ (hash >>> 20)) & TAIL_MASK;
}

function hashBlock(bytes: Buffer, at: number): number {
	return (
		((bytes[at] as number) ^
			((bytes[at + 1] as number) << 5) ^
			((bytes[at + 2] as number) << 9)) &
		TABLE_MASK
	);
}
