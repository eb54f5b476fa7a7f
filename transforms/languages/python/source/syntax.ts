/**
 * What the byte scanner (`scan.ts`) reads from a Python file: every import, string, comment and module-scope
 * binding, with byte offsets. One linear pass, no tree. Offsets count characters of the latin1 text, i.e. bytes.
 */

/** A block that a statement stands in, outermost first. */
export interface Block {
	readonly keyword:
		| "if"
		| "elif"
		| "else"
		| "try"
		| "except"
		| "finally"
		| "with"
		| "for"
		| "while"
		| "match"
		| "case"
		| "def"
		| "class";
	/** The header's span, from its keyword (or `async`) to its colon, inclusive. */
	readonly start: number;
	readonly end: number;
	/** Number of the compound statement it belongs to: the arms of one `if` or `try` share it. Unique in a file. */
	readonly split: number;
	/** Which arm of it, from 0. */
	readonly arm: number;
	/** `if TYPE_CHECKING:` or `if typing.TYPE_CHECKING:` (any alias of typing), not its `else`. */
	readonly typeChecking: boolean;
}

/** `name`, `name as alias`; in `import a.b.c` the name is the whole dotted one, white space removed. */
export interface ImportedName {
	readonly name: string;
	/** Span of the name as written, without its alias. */
	readonly start: number;
	readonly end: number;
	readonly alias: {
		readonly name: string;
		readonly start: number;
		readonly end: number;
	} | null;
	/** The comma after it, where there is one. */
	readonly comma: number | null;
}

export interface ImportStatement {
	readonly kind: "import" | "from";
	/** The statement, without a trailing `;`, comment or newline. */
	readonly start: number;
	readonly end: number;
	/** First line of the statement, 1-based. */
	readonly line: number;
	/** `lazy import` / `lazy from` (PEP 810). */
	readonly lazy: boolean;
	/** From-imports: leading dots, and the dotted module after them (may be empty), white space removed. */
	readonly level: number;
	readonly module: string;
	/** Span of dots and module as written; may hold white space and continuations. */
	readonly moduleStart: number;
	readonly moduleEnd: number;
	readonly names: readonly ImportedName[];
	/** Offset of the `*`, or null. */
	readonly star: number | null;
	readonly parens: { readonly open: number; readonly close: number } | null;
	readonly blocks: readonly Block[];
	/** False when another statement stands before or after it on its logical line (`;`, or behind a block's colon). */
	readonly alone: boolean;
}

/** A string literal that stands in no other (those inside an f-string's fields are part of its content). */
export interface StringLiteral {
	/** With prefix and quotes. */
	readonly start: number;
	readonly end: number;
	readonly contentStart: number;
	readonly contentEnd: number;
	/** Lower case, e.g. `rb`. */
	readonly prefix: string;
	readonly triple: boolean;
	/** It is an expression statement by itself: a docstring or a string used as a comment. */
	readonly statement: boolean;
}

export interface Comment {
	/** From `#` to the end of the line, without the newline. */
	readonly start: number;
	readonly end: number;
}

export interface Scan {
	readonly imports: readonly ImportStatement[];
	readonly strings: readonly StringLiteral[];
	readonly comments: readonly Comment[];
	/** Where the scan lost its way: an unterminated string, an unclosed bracket. Nothing past it is edited. */
	readonly problems: readonly ScanProblem[];
}

export interface ScanProblem {
	readonly offset: number;
	readonly message: string;
	/**
	 * The scan found its way again on the next line (a quote left open on its own line, an import statement that
	 * is none). Otherwise all behind the offset is a guess.
	 */
	readonly recovered: boolean;
}
