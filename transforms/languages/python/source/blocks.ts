/**
 * The blocks that a line stands in, from indentation alone: a line closes every block whose header is indented
 * as far or further. So a file with a broken line elsewhere keeps its structure, and a one-line block
 * (`if c: import m`) closes where the next line starts.
 *
 *   try:                      split 1, arm 0
 *       import a
 *   except ImportError:       split 1, arm 1
 */
import type { Block } from "./syntax.js";

/** A block while its file is read, and afterwards, with the block around it. */
export class OpenBlock implements Block {
	#path: readonly OpenBlock[] | null = null;
	/** The innermost function or class around the block's statements, or null at module scope. */
	readonly scope: OpenBlock | null;
	/** The outermost function around them, or null where they run as the module is loaded. */
	readonly function: OpenBlock | null;

	constructor(
		readonly keyword: Block["keyword"],
		readonly start: number,
		readonly end: number,
		readonly split: number,
		readonly arm: number,
		readonly typeChecking: boolean,
		/** Column of the header, tabs counted to multiples of eight. */
		readonly indent: number,
		readonly parent: OpenBlock | null,
	) {
		this.scope =
			keyword === "def" || keyword === "class" ? this : (parent?.scope ?? null);
		this.function = parent?.function ?? (keyword === "def" ? this : null);
	}

	/** The blocks from the outermost to this one. */
	get path(): readonly OpenBlock[] {
		this.#path ??= this.parent ? [...this.parent.path, this] : [this];
		return this.#path;
	}
}

const GOES_ON: ReadonlySet<string> = new Set([
	"elif",
	"else",
	"except",
	"finally",
]);

export class BlockStack {
	top: OpenBlock | null = null;
	/** The block that the current line closed and whose header has the line's column: `else` goes on from there. */
	#closed: OpenBlock | null = null;
	#splits = 0;

	/** A logical line starts in this column. */
	line(column: number): void {
		this.#closed = null;
		while (this.top && this.top.indent >= column) {
			if (this.top.indent === column) this.#closed = this.top;
			this.top = this.top.parent;
		}
	}

	/** Opens the block of a header that starts in `column` and spans `[start, end)`. */
	open(
		keyword: Block["keyword"],
		start: number,
		end: number,
		column: number,
		typeChecking: boolean,
	): OpenBlock {
		const before = this.#closed;
		const goesOn =
			before !== null &&
			(GOES_ON.has(keyword) ||
				(keyword === "case" && before.keyword === "case"));
		this.top = new OpenBlock(
			keyword,
			start,
			end,
			goesOn ? before.split : ++this.#splits,
			goesOn ? before.arm + 1 : 0,
			typeChecking,
			column,
			this.top,
		);
		this.#closed = null;
		return this.top;
	}

	/** Would a `case` in this column be an arm of a match statement? */
	inMatch(column: number): boolean {
		return this.top?.keyword === "match" && this.top.indent < column;
	}

	/** The header that `else` and its like would go on from. */
	get sibling(): OpenBlock | null {
		return this.#closed;
	}
}
