/** Uses counted by form and directory while they are gathered. */
import type { Form } from "../types.js";
import type { UseCounts, UseSite } from "./types.js";

/** Forms that take a module at its word without importing it: doubles, look-ups, text. */
const NO_IMPORT: ReadonlySet<Form> = new Set<Form>([
	"mock",
	"resolve",
	"registry",
	"string",
	"attribute",
	"augment",
]);

export const isImport = ({ form }: Pick<UseSite, "form">): boolean =>
	!NO_IMPORT.has(form);

/** Of uses that are sorted by file. */
export function countUses(uses: readonly UseSite[]): UseCounts {
	if (uses.length === 0) return NO_USES;
	const forms = new Map<string, number>();
	const directories = new Map<string, number>();
	let tests = 0;
	let imports = 0;
	let files = 0;
	let file: string | null = null;
	let directory = "";
	for (const use of uses) {
		if (use.file !== file) {
			file = use.file;
			directory = directoryOf(file);
			files++;
		}
		add(forms, use.form);
		add(directories, directory);
		if (use.test) tests++;
		if (isImport(use)) imports++;
	}
	return {
		total: uses.length,
		imports,
		tests,
		files,
		forms: sorted(forms),
		directories: sorted(directories),
	};
}

const NO_USES: UseCounts = {
	total: 0,
	imports: 0,
	tests: 0,
	files: 0,
	forms: {},
	directories: {},
};

/** The counts of several paths together; `files` are those of all their uses, each once. */
export function addCounts(
	counts: readonly UseCounts[],
	files: () => Iterable<string>,
): UseCounts {
	const used = counts.filter(({ total }) => total > 0);
	const [only = NO_USES] = used;
	if (used.length < 2) return only;
	const sum = (of: (each: UseCounts) => number): number =>
		used.reduce((all, each) => all + of(each), 0);
	const merged = (
		of: (each: UseCounts) => Readonly<Record<string, number>>,
	): Record<string, number> => {
		const all = new Map<string, number>();
		for (const each of used)
			for (const [key, count] of Object.entries(of(each))) add(all, key, count);
		return sorted(all);
	};
	return {
		total: sum(({ total }) => total),
		imports: sum(({ imports }) => imports),
		tests: sum(({ tests }) => tests),
		files: new Set(files()).size,
		forms: merged(({ forms }) => forms),
		directories: merged(({ directories }) => directories),
	};
}

/** The first two segments of the file's directory. */
function directoryOf(file: string): string {
	const first = file.indexOf("/");
	if (first < 0) return ".";
	const second = file.indexOf("/", first + 1);
	return file.slice(0, second < 0 ? first : second);
}

function add(counts: Map<string, number>, key: string, more = 1): void {
	counts.set(key, (counts.get(key) ?? 0) + more);
}

/** With sorted keys, in an object that has no names of its own (`constructor` is a legal directory). */
function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
	const result: Record<string, number> = Object.create(null);
	for (const key of [...counts.keys()].sort())
		result[key] = counts.get(key) as number;
	return result;
}

/** By code unit, so that the order does not depend on a locale. */
export const byText = (a: string, b: string): number =>
	a < b ? -1 : a > b ? 1 : 0;

/** Values by a key that some of them lack. */
export function index<T>(
	values: Iterable<T>,
	key: (value: T) => string | null,
): Map<string, T[]> {
	const found = new Map<string, T[]>();
	for (const value of values) {
		const at = key(value);
		if (at === null) continue;
		const known = found.get(at);
		if (known) known.push(value);
		else found.set(at, [value]);
	}
	return found;
}
