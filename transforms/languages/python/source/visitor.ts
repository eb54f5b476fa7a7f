/** Who is told what a walk over Python source passes (`walk.ts`). */
import type { OpenBlock } from "./blocks.js";
import type { ReadImport } from "./imports.js";
import type { ScanProblem } from "./syntax.js";

export interface Visitor {
	/** A block header was read; its statements follow. */
	open(block: OpenBlock): void;
	/** A simple statement that is no import; `end` is behind its last character that is not blank. */
	simple(start: number, end: number, block: OpenBlock | null): void;
	/** An import statement. Whether it is `alone` is settled when the walk has left its line. */
	imported(statement: ReadImport, block: OpenBlock | null): void;
	/** A string that is not inside another; `quote` is its opening quote, behind `prefix` letters. */
	string(quote: number, end: number, prefix: number): void;
	comment(start: number, end: number): void;
	problem(problem: ScanProblem): void;
}

/** A visitor that passes everything on to two, in order. */
export class Both implements Visitor {
	readonly #one: Visitor;
	readonly #other: Visitor;

	constructor(one: Visitor, other: Visitor) {
		this.#one = one;
		this.#other = other;
	}

	open(block: OpenBlock): void {
		this.#one.open(block);
		this.#other.open(block);
	}

	simple(start: number, end: number, block: OpenBlock | null): void {
		this.#one.simple(start, end, block);
		this.#other.simple(start, end, block);
	}

	imported(statement: ReadImport, block: OpenBlock | null): void {
		this.#one.imported(statement, block);
		this.#other.imported(statement, block);
	}

	string(quote: number, end: number, prefix: number): void {
		this.#one.string(quote, end, prefix);
		this.#other.string(quote, end, prefix);
	}

	comment(start: number, end: number): void {
		this.#one.comment(start, end);
		this.#other.comment(start, end);
	}

	problem(problem: ScanProblem): void {
		this.#one.problem(problem);
		this.#other.problem(problem);
	}
}
