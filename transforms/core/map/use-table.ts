/**
 * All uses of a tree as numbers in a table: a large tree has some hundred thousands of them, and most
 * reports ask for their sums alone. `list` makes the objects for those that ask for each.
 *
 * Invariant: once sorted, uses go by file, line, column, path, whatever the order in which files were read.
 */
import type { Form, ModuleId } from "../types.js";
import {
	byText,
	directoryOf,
	isBinding,
	isImport,
	sortedCounts,
} from "./counts.js";
import { FORM_IDS, TIMES } from "./pack-layout.js";
import type { RawUse } from "./record.js";
import type { PathId, UseCounts, UseSite } from "./types.js";

/** A path with its place among all paths. */
interface Numbered {
	readonly id: PathId;
	readonly at: number;
}

type Place = Pick<RawUse, "line" | "column" | "time" | "specifier">;

/** Of a use: file, line, column, path, form with time. */
const SIZE = 5;
const FILE = 0;
const LINE = 1;
const COLUMN = 2;
const PATH = 3;
const KIND = 4;
const TIMES_SHIFT = 8;
const FORMS_MASK = 255;

const FORM_AT: ReadonlyMap<string, number> = new Map(
	FORM_IDS.map((form, at) => [form, at]),
);
const IMPORTS: readonly boolean[] = FORM_IDS.map((form) => isImport({ form }));
const BINDINGS: readonly boolean[] = FORM_IDS.map((form) =>
	isBinding({ form }),
);
const LOADS = TIMES.indexOf("load");

export class UseTable {
	#numbers = new Int32Array(SIZE << 10);
	#length = 0;
	readonly #specifiers: string[] = [];
	readonly #files: ModuleId[] = [];
	readonly #tests: boolean[] = [];
	/** Of each file the place of its first use. */
	readonly #starts: number[] = [];
	/** Of each path its uses, sorted: `#sorted[#ends[path - 1]]` up to `#ends[path]`. */
	#ends = new Int32Array(0);
	#sorted = new Int32Array(0);
	/** All uses in their order. */
	#order: Int32Array = new Int32Array(0);
	/** Of each file the place among the directories of all. */
	readonly #directoryAt: number[] = [];
	readonly #directories: string[] = [];
	/** When a file was last seen by a count of files; a count is a number of its own. */
	#seen = new Int32Array(0);
	#round = 0;
	readonly #formCounts = new Int32Array(FORM_IDS.length);
	#directoryCounts = new Int32Array(0);
	/** The same few objects over and over: most paths are used in one form from one directory. */
	readonly #single = new Map<string, Readonly<Record<string, number>>>();

	/** The uses that follow are of this file. */
	enter(file: ModuleId, test: boolean): void {
		this.#files.push(file);
		this.#tests.push(test);
		this.#starts.push(this.#length);
	}

	add(path: Numbered, form: Form, use: Place): void {
		const at = this.#length * SIZE;
		if (at === this.#numbers.length) {
			const larger = new Int32Array(this.#numbers.length * 2);
			larger.set(this.#numbers);
			this.#numbers = larger;
		}
		const numbers = this.#numbers;
		numbers[at + FILE] = this.#files.length - 1;
		numbers[at + LINE] = use.line;
		numbers[at + COLUMN] = use.column;
		numbers[at + PATH] = path.at;
		numbers[at + KIND] =
			(FORM_AT.get(form) as number) | (TIMES.indexOf(use.time) << TIMES_SHIFT);
		this.#specifiers.push(use.specifier);
		this.#length++;
	}

	/** To be called when all uses are there. `paths`: all of them, by their places. */
	sort(paths: readonly Numbered[]): void {
		this.#order = this.#ordered(paths);
		const numbers = this.#numbers;
		const ends = new Int32Array(paths.length + 1);
		for (let use = 0; use < this.#length; use++) {
			const next = (numbers[use * SIZE + PATH] as number) + 1;
			ends[next] = (ends[next] as number) + 1;
		}
		for (let path = 1; path <= paths.length; path++)
			ends[path] = (ends[path] as number) + (ends[path - 1] as number);
		const sorted = new Int32Array(this.#length);
		for (const use of this.#order) {
			const path = numbers[use * SIZE + PATH] as number;
			const at = ends[path] as number;
			sorted[at] = use;
			ends[path] = at + 1;
		}
		this.#sorted = sorted;
		this.#ends = ends;
		const known = new Map<string, number>();
		for (const file of this.#files) {
			const directory = directoryOf(file);
			let at = known.get(directory);
			if (at === undefined) {
				at = this.#directories.push(directory) - 1;
				known.set(directory, at);
			}
			this.#directoryAt.push(at);
		}
		this.#seen = new Int32Array(this.#files.length);
		this.#directoryCounts = new Int32Array(this.#directories.length);
	}

	/** Every use, as objects. */
	list(paths: readonly Numbered[]): readonly UseSite[] {
		const numbers = this.#numbers;
		return Array.from(this.#order, (use): UseSite => {
			const at = use * SIZE;
			const file = numbers[at + FILE] as number;
			const kind = numbers[at + KIND] as number;
			return {
				file: this.#files[file] as ModuleId,
				line: numbers[at + LINE] as number,
				column: numbers[at + COLUMN] as number,
				path: (paths[numbers[at + PATH] as number] as Numbered).id,
				form: FORM_IDS[kind & FORMS_MASK] as Form,
				time: TIMES[kind >> TIMES_SHIFT] as UseSite["time"],
				test: this.#tests[file] as boolean,
				specifier: this.#specifiers[use] as string,
			};
		});
	}

	/** Does any file import by the path? */
	isImported({ at }: Numbered): boolean {
		for (let i = this.#first(at); i < this.#last(at); i++)
			if (IMPORTS[this.#kind(i) & FORMS_MASK]) return true;
		return false;
	}

	/** The uses of some paths, counted; a file that uses two of them is one file. */
	counts(paths: readonly Numbered[]): UseCounts {
		const formsUsed: number[] = [];
		const directoriesUsed: number[] = [];
		let total = 0;
		let imports = 0;
		let tests = 0;
		let files = 0;
		const round = ++this.#round;
		for (const { at } of paths)
			for (let i = this.#first(at); i < this.#last(at); i++) {
				const file = this.#file(i);
				if (this.#seen[file] !== round) {
					this.#seen[file] = round;
					files++;
				}
				const form = this.#kind(i) & FORMS_MASK;
				const directory = this.#directoryAt[file] as number;
				count(this.#formCounts, form, formsUsed);
				count(this.#directoryCounts, directory, directoriesUsed);
				total++;
				if (this.#tests[file]) tests++;
				if (IMPORTS[form]) imports++;
			}
		if (total === 0) return NO_USES;
		return {
			total,
			imports,
			tests,
			files,
			forms: this.#named(formsUsed, this.#formCounts, FORM_IDS),
			directories: this.#named(
				directoriesUsed,
				this.#directoryCounts,
				this.#directories,
			),
		};
	}

	/** How many files import by one of the paths as they are loaded. */
	loadCount(paths: readonly Numbered[]): number {
		const round = ++this.#round;
		let files = 0;
		for (const { at } of paths)
			for (let i = this.#first(at); i < this.#last(at); i++) {
				const kind = this.#kind(i);
				if (kind >> TIMES_SHIFT !== LOADS || !BINDINGS[kind & FORMS_MASK])
					continue;
				const file = this.#file(i);
				if (this.#seen[file] === round) continue;
				this.#seen[file] = round;
				files++;
			}
		return files;
	}

	/** The files that use one of the paths. */
	files(paths: readonly Numbered[]): ReadonlySet<ModuleId> {
		const found = new Set<ModuleId>();
		for (const { at } of paths)
			for (let i = this.#first(at); i < this.#last(at); i++)
				found.add(this.#files[this.#file(i)] as ModuleId);
		return found;
	}

	/** The counts as an object, and zeros in their place. */
	#named(
		used: readonly number[],
		counts: Int32Array,
		names: readonly string[],
	): Readonly<Record<string, number>> {
		const [only = 0] = used;
		if (used.length > 1) {
			const all = new Map<string, number>();
			for (const at of used) {
				all.set(names[at] as string, counts[at] as number);
				counts[at] = 0;
			}
			return sortedCounts(all);
		}
		const name = names[only] as string;
		const key = `${counts[only]} ${name}`;
		let known = this.#single.get(key);
		if (!known) {
			known = sortedCounts(new Map([[name, counts[only] as number]]));
			this.#single.set(key, known);
		}
		counts[only] = 0;
		return known;
	}

	/** The places of all uses by file, line, column, path. */
	#ordered(paths: readonly Numbered[]): Int32Array {
		const numbers = this.#numbers;
		const before = (a: number, b: number): number =>
			(numbers[a * SIZE + LINE] as number) -
				(numbers[b * SIZE + LINE] as number) ||
			(numbers[a * SIZE + COLUMN] as number) -
				(numbers[b * SIZE + COLUMN] as number) ||
			byText(
				(paths[numbers[a * SIZE + PATH] as number] as Numbered).id,
				(paths[numbers[b * SIZE + PATH] as number] as Numbered).id,
			);
		const order = new Int32Array(this.#length);
		const files = this.#files
			.map((_, at) => at)
			.sort((a, b) =>
				byText(this.#files[a] as ModuleId, this.#files[b] as ModuleId),
			);
		let filled = 0;
		for (const file of files) {
			const first = filled;
			let inOrder = true;
			const end = this.#starts[file + 1] ?? this.#length;
			for (let use = this.#starts[file] as number; use < end; use++) {
				if (filled > first && before(order[filled - 1] as number, use) > 0)
					inOrder = false;
				order[filled++] = use;
			}
			if (!inOrder) order.subarray(first, filled).sort(before);
		}
		return order;
	}

	// Paths that were looked up after the uses were sorted have none.
	#first(path: number): number {
		return path === 0 ? 0 : (this.#ends[path - 1] ?? 0);
	}

	#last(path: number): number {
		return this.#ends[path] ?? 0;
	}

	#file(place: number): number {
		const use = this.#sorted[place] as number;
		return this.#numbers[use * SIZE + FILE] as number;
	}

	#kind(place: number): number {
		const use = this.#sorted[place] as number;
		return this.#numbers[use * SIZE + KIND] as number;
	}
}

function count(counts: Int32Array, at: number, used: number[]): void {
	if (counts[at] === 0) used.push(at);
	counts[at] = (counts[at] as number) + 1;
}

const NO_USES: UseCounts = {
	total: 0,
	imports: 0,
	tests: 0,
	files: 0,
	forms: {},
	directories: {},
};
