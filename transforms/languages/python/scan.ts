/**
 * The scan of a Python file: every import at any nesting, every string and comment, with byte offsets. Strings and
 * comments are kept as numbers and become objects when somebody asks, for most files are only asked for imports.
 */
import type { ReadImport } from "./source/imports.js";
import { isTriple } from "./source/strings.js";
import type {
	Comment,
	Scan,
	ScanProblem,
	StringLiteral,
} from "./source/syntax.js";
import type { Visitor } from "./source/visitor.js";
import { walkPython } from "./source/walk.js";

/**
 * Scans `text`, the latin1 text of a file (`decode.ts`). Never throws; where it lost its way `problems` says so,
 * and what stands behind the first problem that was not recovered from is a guess.
 */
export function scanPython(text: string): Scan {
	const scan = new PythonScan(text);
	walkPython(text, scan);
	return scan;
}

class PythonScan implements Scan, Visitor {
	readonly imports: ReadImport[] = [];
	readonly problems: ScanProblem[] = [];
	readonly #text: string;
	/** Quote, end and prefix length of each string. */
	readonly #strings: number[] = [];
	/** Opening quotes of strings that are statements. */
	readonly #statements = new Set<number>();
	/** Start and end of each comment. */
	readonly #comments: number[] = [];
	#stringObjects: readonly StringLiteral[] | null = null;
	#commentObjects: readonly Comment[] | null = null;

	constructor(text: string) {
		this.#text = text;
	}

	get strings(): readonly StringLiteral[] {
		this.#stringObjects ??= this.#makeStrings();
		return this.#stringObjects;
	}

	get comments(): readonly Comment[] {
		this.#commentObjects ??= pairs(this.#comments);
		return this.#commentObjects;
	}

	open(): void {}

	simple(start: number, end: number): void {
		const strings = this.#strings;
		const last = strings.length - 3;
		if (last < 0 || strings[last + 1] !== end) return;
		const quote = strings[last] as number;
		if (quote - (strings[last + 2] as number) === start)
			this.#statements.add(quote);
	}

	imported(statement: ReadImport): void {
		this.imports.push(statement);
	}

	string(quote: number, end: number, prefix: number): void {
		this.#strings.push(quote, end, prefix);
	}

	comment(start: number, end: number): void {
		this.#comments.push(start, end);
	}

	problem(problem: ScanProblem): void {
		this.problems.push(problem);
	}

	#makeStrings(): readonly StringLiteral[] {
		const numbers = this.#strings;
		const result: StringLiteral[] = [];
		for (let i = 0; i < numbers.length; i += 3) {
			const quote = numbers[i] as number;
			const end = numbers[i + 1] as number;
			const start = quote - (numbers[i + 2] as number);
			// `''` stands before any `'` but is no opening of three.
			const triple = end - quote >= 6 && isTriple(this.#text, quote);
			const width = triple ? 3 : 1;
			result.push({
				start,
				end,
				contentStart: quote + width,
				contentEnd: end - width,
				prefix: this.#text.slice(start, quote).toLowerCase(),
				triple,
				statement: this.#statements.has(quote),
			});
		}
		return result;
	}
}

function pairs(numbers: readonly number[]): readonly Comment[] {
	const result: Comment[] = [];
	for (let i = 0; i < numbers.length; i += 2)
		result.push({ start: numbers[i] as number, end: numbers[i + 1] as number });
	return result;
}
